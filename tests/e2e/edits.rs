//! However a brief came to read what it reads, an editor is shown the same: after random edits, what the server tells is
//! what a fresh server tells of the same text.
//!
//! `DEBATE_ROUNDS` sets after how many edits the two are compared (default 40).

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;

use debate_ls_tests::client::Client;
use debate_ls_tests::dice::Dice;
use debate_ls_tests::{brief, large};
use serde_json::{Value, json};

const BRIEFS: [&str; 8] = ["syria", "heg", "camp", "wiki", "speech", "cite_machine", "policy", "spoiled"];

/// The document is another one after so many rounds, and has another name after so many of those.
const ROUNDS_A_BRIEF: usize = 25;

/// So long it may grow, in bytes.
const MOST: usize = 60_000;

#[test]
fn after_edits_in_utf_8_all_is_as_a_fresh_server_has_it() {
    compare("utf-8", str::len, 0x9E37_79B9_7F4A_7C15);
}

#[test]
fn after_edits_in_utf_16_all_is_as_a_fresh_server_has_it() {
    compare("utf-16", |text| text.encode_utf16().count(), 0xD1B5_4A32_D192_ED03);
}

/// Half of the rounds, with columns in `encoding`, of which a text has as many as `units` says.
fn compare(encoding: &str, units: fn(&str) -> usize, seed: u64) {
    let rounds = std::env::var("DEBATE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(40) / 2;
    let mut dice = Dice::new(seed);
    let mut editor = Editor { server: server(encoding), text: String::new(), units, uri: String::new(), version: 0 };
    let mut differ = BTreeMap::new();
    for round in 0..rounds {
        if round % ROUNDS_A_BRIEF == 0 {
            editor.open_next(round / ROUNDS_A_BRIEF);
        }
        for _ in 0..=dice.upto(3) {
            editor.notify_of_changes(&mut dice);
        }
        let edited = told(&mut editor.server, &editor.uri);
        let mut fresh = server(encoding);
        fresh.open(&editor.uri, 1, &editor.text);
        let afresh = told(&mut fresh, &editor.uri);
        if edited != afresh {
            differ.insert(round, (editor.text.clone(), edited, afresh));
        }
    }
    let numbers: Vec<&usize> = differ.keys().collect();
    if let Some((text, edited, afresh)) = differ.values().next() {
        panic!(
            "{} of {rounds} rounds differ: {numbers:?}. The first reads\n{text:?}\nand is told as\n{edited:#}\nand afresh\n{afresh:#}",
            differ.len()
        );
    }
}

fn server(encoding: &str) -> Client {
    let (server, answer) = Client::initialized(json!({
        "general": {"positionEncodings": [encoding]},
        "textDocument": {
            "diagnostic": {},
            "publishDiagnostics": {"relatedInformation": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        },
    }));
    assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
    server
}

/// The outline, what is wrong, and the colours. Of the colours not the number that each answer has of its own.
fn told(server: &mut Client, uri: &str) -> Value {
    let document = json!({"textDocument": {"uri": uri}});
    let symbols = server.request("textDocument/documentSymbol", document.clone());
    let diagnostics = server.request("textDocument/diagnostic", document.clone());
    let mut tokens = server.request("textDocument/semanticTokens/full", document);
    json!({"symbols": symbols, "diagnostics": diagnostics, "tokens": tokens["data"].take()})
}

/// An editor with one document, which keeps its text by itself.
struct Editor {
    server: Client,
    text: String,
    units: fn(&str) -> usize,
    uri: String,
    version: i32,
}

impl Editor {
    /// Closes the document and opens another; every second time the other has the same name, and nothing was closed.
    fn open_next(&mut self, number: usize) {
        let name = BRIEFS[number % BRIEFS.len()];
        let text = fs::read(brief(&format!("{name}.debate"))).expect("the brief is there");
        let text = String::from_utf8_lossy(&text);
        self.text = if number % 3 == 2 { text.replace('\n', "\r\n") } else { text.into_owned() };
        let uri = format!("file:///briefs/{}.debate", number / 2);
        if self.uri != uri && !self.uri.is_empty() {
            self.server.notify("textDocument/didClose", json!({"textDocument": {"uri": self.uri}}));
        }
        self.uri = uri;
        self.version = 1;
        self.server.open(&self.uri, 1, &self.text);
    }

    /// Makes some changes and tells them in one notification.
    fn notify_of_changes(&mut self, dice: &mut Dice) {
        let changes: Vec<Value> = (0..=dice.upto(4)).map(|_| self.change(dice)).collect();
        self.version += 1;
        self.server.change(&self.uri, self.version, Value::Array(changes));
    }

    fn change(&mut self, dice: &mut Dice) -> Value {
        if dice.one_in(25) {
            return self.change_all(dice);
        }
        let at = self.place(dice);
        let (gone, come) = match dice.upto(12) {
            _ if self.text.len() > MOST => (self.behind(self.text.len() / 3, 0)..self.text.len(), String::new()),
            _ if self.text.len() < 500 => (at..at, seed()),
            0..=4 => (at..at, typed(dice)),
            5 | 6 => (at..self.behind(at, dice.upto(20)), String::new()),
            7 | 8 => (at..self.behind(at, dice.upto(300)), typed(dice)),
            9 => (self.between(at, self.place(dice)), typed(dice)),
            10 => (at..at, pasted(dice)),
            _ => (self.between(at, self.place(dice)), pasted(dice)),
        };
        let (mut start, mut end) = (self.position(gone.start, dice), self.position(gone.end, dice));
        if dice.one_in(20) {
            (start, end) = (end, start);
        }
        self.text.replace_range(gone, &come);
        json!({"range": {"start": start, "end": end}, "text": come})
    }

    /// The whole text at once, as some clients always send it.
    fn change_all(&mut self, dice: &mut Dice) -> Value {
        self.text = match dice.upto(4) {
            0 => self.text.replace("\r\n", "\n"),
            1 => self.text.replace("\r\n", "\n").replace('\n', "\r\n"),
            2 => format!("{}{}", typed(dice), self.text),
            _ => seed(),
        };
        json!({"text": self.text})
    }

    /// Somewhere, between two characters and not between the two of a `\r\n`.
    fn place(&self, dice: &mut Dice) -> usize {
        self.behind(dice.upto(self.text.len() + 1), 0)
    }

    /// About `by` bytes behind `at`.
    fn behind(&self, at: usize, by: usize) -> usize {
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
    fn position(&self, at: usize, dice: &mut Dice) -> Value {
        if at == self.text.len() && dice.one_in(4) {
            return json!({"line": 1_000_000, "character": dice.upto(9)});
        }
        let line_ends = |text: &str| text.replace("\r\n", "\n").matches(['\n', '\r']).count();
        let line_start = self.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let mut column = (self.units)(&self.text[line_start..at]);
        match self.text[at..].chars().next() {
            // Behind the line's end is its end.
            None | Some('\n' | '\r') if dice.one_in(8) => column += dice.upto(1000),
            // Inside a character is before it.
            Some(next) if (self.units)(next.encode_utf8(&mut [0; 4])) > 1 && dice.one_in(3) => column += 1,
            _ => {}
        }
        json!({"line": line_ends(&self.text[..at]), "character": column})
    }
}

fn seed() -> String {
    fs::read_to_string(brief("syria.debate")).expect("the brief is there")
}

/// What fingers type.
fn typed(dice: &mut Dice) -> String {
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
    (0..=dice.upto(3)).map(|_| dice.pick(&typed)).collect()
}

/// 5,000 characters from elsewhere, on one line or on many.
fn pasted(dice: &mut Dice) -> String {
    let mut text = match dice.upto(3) {
        0 => large::of_size(8_000),
        1 => seed().replace('\n', "\r\n"),
        _ => (0..2_000).map(|_| typed(dice)).collect(),
    };
    if dice.one_in(3) {
        text = text.replace(['\n', '\r'], " ");
    }
    text.chars().cycle().skip(dice.upto(1000)).take(5_000).collect()
}
