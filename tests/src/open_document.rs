//! A document as an editor keeps it: its text, and changes of it in the protocol's terms.

use std::fs;
use std::ops::Range;

use serde_json::{Value, json};

use crate::random::Random;
use crate::{brief, large};

/// How long the document may grow, in bytes.
const MAX_BYTES: usize = 60_000;

/// A document that an editor has open.
#[derive(Clone, Debug)]
pub struct OpenDocument {
    /// Its address.
    pub uri: String,
    /// Its version: the one that was sent last.
    pub version: i32,
    /// Its text.
    pub text: String,
    /// Counts the columns of a text, in the encoding of positions that was agreed on.
    pub units: fn(&str) -> usize,
}

impl OpenDocument {
    /// A random change, which is made here too: as in the protocol's `contentChanges`.
    pub fn change(&mut self, random: &mut Random) -> Value {
        if random.one_in(25) {
            return self.change_all(random);
        }
        let at = self.place(random);
        let (replaced, inserted) = match random.below(12) {
            _ if self.text.len() > MAX_BYTES => (self.after(self.text.len() / 3, 0)..self.text.len(), String::new()),
            _ if self.text.len() < 500 => (at..at, seed()),
            0..=4 => (at..at, typed(random)),
            5 | 6 => (at..self.after(at, random.below(20)), String::new()),
            7 | 8 => (at..self.after(at, random.below(300)), typed(random)),
            9 => (self.between(at, self.place(random)), typed(random)),
            10 => (at..at, pasted(random)),
            _ => (self.between(at, self.place(random)), pasted(random)),
        };
        self.replace(replaced, inserted, random)
    }

    /// Replaces a part of the text, in bytes. The positions may be odd, but mean the same.
    pub fn replace(&mut self, replaced: Range<usize>, inserted: String, random: &mut Random) -> Value {
        let (mut start, mut end) = (self.position(replaced.start, random), self.position(replaced.end, random));
        if random.one_in(20) {
            (start, end) = (end, start);
        }
        self.text.replace_range(replaced, &inserted);
        json!({"range": {"start": start, "end": end}, "text": inserted})
    }

    /// The whole text at once, as some clients always send it.
    fn change_all(&mut self, random: &mut Random) -> Value {
        self.text = match random.below(4) {
            0 => self.text.replace("\r\n", "\n"),
            1 => self.text.replace("\r\n", "\n").replace('\n', "\r\n"),
            2 => format!("{}{}", typed(random), self.text),
            _ => seed(),
        };
        json!({"text": self.text})
    }

    /// Somewhere, between two characters and not between the two of a `\r\n`.
    pub fn place(&self, random: &mut Random) -> usize {
        self.after(random.below(self.text.len() + 1), 0)
    }

    /// About `by` bytes after `at`, at a character's start.
    pub fn after(&self, at: usize, by: usize) -> usize {
        let fits = |at: usize| self.text.is_char_boundary(at) && !self.splits_line_end(at);
        (0..=(at + by).min(self.text.len())).rev().find(|&at| fits(at)).unwrap_or(0)
    }

    fn splits_line_end(&self, at: usize) -> bool {
        self.text[..at].ends_with('\r') && self.text[at..].starts_with('\n')
    }

    fn between(&self, one: usize, other: usize) -> Range<usize> {
        one.min(other)..one.max(other)
    }

    /// The position of `at` in the protocol's terms; now and then one that is out of range and means the same.
    pub fn position(&self, at: usize, random: &mut Random) -> Value {
        if at == self.text.len() && random.one_in(4) {
            return json!({"line": 1_000_000, "character": random.below(9)});
        }
        let line_ends = |text: &str| text.replace("\r\n", "\n").matches(['\n', '\r']).count();
        let line_start = self.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let mut column = (self.units)(&self.text[line_start..at]);
        match self.text[at..].chars().next() {
            // Behind the line's end is its end.
            None | Some('\n' | '\r') if random.one_in(8) => column += random.below(1000),
            // Inside a character is before it.
            Some(next) if (self.units)(next.encode_utf8(&mut [0; 4])) > 1 && random.one_in(3) => column += 1,
            _ => {}
        }
        json!({"line": line_ends(&self.text[..at]), "character": column})
    }
}

/// A brief of real evidence.
pub fn seed() -> String {
    fs::read_to_string(brief("syria.debate")).expect("the brief is there")
}

/// What fingers type.
pub fn typed(random: &mut Random) -> String {
    let typed = [
        "x",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\r\n\r\n",
        "“",
        "”",
        "é",
        "e\u{301}",
        "o\u{308}\u{323}",
        "😀",
        "👩‍👩‍👧",
        "\u{2028}",
        "\u{2029}",
        "\u{85}",
        "\u{a0}",
        "\u{feff}",
        "\t",
        "\u{0}",
        "# ",
        "### AT: Wär\n\n",
        "#### Tag\n\n",
        "===Block===\n",
        "**",
        "__",
        "==",
        "[[",
        "]]",
        "\\xA1",
        "<!-- debate-ls: ignore -->\n",
        "<!-- debate-ls: ignore-file cite-incomplete -->\n",
        "Choi 21, ",
        "9-15-21",
        ", , ",
        "https://thehill.com/a",
        "(",
        "[",
        "AND\n",
        "TASS, September 15, 2021\n\n",
        "Choi ’21 [Joseph Choi; “Talks”; The Hill; 9/1/21]\nThey failed, he said.\n\n",
    ];
    (0..=random.below(3)).map(|_| random.pick(&typed)).collect()
}

/// 5,000 characters from elsewhere, on one line or on many.
pub fn pasted(random: &mut Random) -> String {
    let mut text = match random.below(3) {
        0 => large::of_size(8_000),
        1 => seed().replace('\n', "\r\n"),
        _ => (0..2_000).map(|_| typed(random)).collect(),
    };
    if random.one_in(3) {
        text = text.replace(['\n', '\r'], " ");
    }
    text.chars().cycle().skip(random.below(1000)).take(5_000).collect()
}
