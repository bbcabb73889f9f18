//! After random edits, the server's answers are those of a fresh server with the same text.
//!
//! `DEBATE_ROUNDS` sets after how many edits the two are compared (default 40).

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;

use debate_ls_tests::random::Random;
use debate_ls_tests::server_process::ServerProcess;
use debate_ls_tests::{brief, large};
use serde_json::{Value, json};

const BRIEFS: [&str; 8] = ["syria", "heg", "camp", "wiki", "speech", "cite_machine", "policy", "spoiled"];

/// After how many rounds the next document is opened.
const ROUNDS_PER_BRIEF: usize = 25;

/// How long the document may grow, in bytes.
const MAX_BYTES: usize = 60_000;

#[test]
fn answers_after_edits_in_utf_8_are_those_of_a_fresh_server() {
    compare("utf-8", str::len, 0x9E37_79B9_7F4A_7C15);
}

#[test]
fn answers_after_edits_in_utf_16_are_those_of_a_fresh_server() {
    compare("utf-16", |text| text.encode_utf16().count(), 0xD1B5_4A32_D192_ED03);
}

/// Half of the rounds, with columns in `encoding`; `units` counts the columns of a text.
fn compare(encoding: &str, units: fn(&str) -> usize, seed: u64) {
    let rounds = std::env::var("DEBATE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(40) / 2;
    let mut random = Random::new(seed);
    let mut editor = Editor { server: server(encoding), text: String::new(), units, uri: String::new(), version: 0 };
    let mut differ = BTreeMap::new();
    for round in 0..rounds {
        if round % ROUNDS_PER_BRIEF == 0 {
            editor.open_next(round / ROUNDS_PER_BRIEF);
        }
        for _ in 0..=random.below(3) {
            editor.notify_of_changes(&mut random);
        }
        let edited = answers(&editor.server, &editor.uri);
        let fresh = server(encoding);
        fresh.open(&editor.uri, 1, &editor.text);
        let expected = answers(&fresh, &editor.uri);
        if edited != expected {
            differ.insert(round, (editor.text.clone(), edited, expected));
        }
    }
    let numbers: Vec<&usize> = differ.keys().collect();
    if let Some((text, edited, expected)) = differ.values().next() {
        panic!(
            "{} of {rounds} rounds differ: {numbers:?}. The first reads\n{text:?}\nand the answers are\n{edited:#}\ninstead of\n{expected:#}",
            differ.len()
        );
    }
}

fn server(encoding: &str) -> ServerProcess {
    let (server, answer) = ServerProcess::initialized(json!({
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

/// The outline, the diagnostics and the tokens, without the id of the tokens, which is always new.
fn answers(server: &ServerProcess, uri: &str) -> Value {
    let document = json!({"textDocument": {"uri": uri}});
    let symbols = server.request("textDocument/documentSymbol", document.clone());
    let diagnostics = server.request("textDocument/diagnostic", document.clone());
    let mut tokens = server.request("textDocument/semanticTokens/full", document);
    json!({"symbols": symbols, "diagnostics": diagnostics, "tokens": tokens["data"].take()})
}

/// An editor with one document, which keeps its own copy of the text.
struct Editor {
    server: ServerProcess,
    text: String,
    units: fn(&str) -> usize,
    uri: String,
    version: i32,
}

impl Editor {
    /// Opens the next document. Every second time it has the same URI, and the old one is not closed before.
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

    /// Makes some changes and sends them in one notification.
    fn notify_of_changes(&mut self, random: &mut Random) {
        let changes: Vec<Value> = (0..=random.below(4)).map(|_| self.change(random)).collect();
        self.version += 1;
        self.server.change(&self.uri, self.version, Value::Array(changes));
    }

    fn change(&mut self, random: &mut Random) -> Value {
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
    fn place(&self, random: &mut Random) -> usize {
        self.after(random.below(self.text.len() + 1), 0)
    }

    /// About `by` bytes after `at`, at a character's start.
    fn after(&self, at: usize, by: usize) -> usize {
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
    fn position(&self, at: usize, random: &mut Random) -> Value {
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

fn seed() -> String {
    fs::read_to_string(brief("syria.debate")).expect("the brief is there")
}

/// What fingers type.
fn typed(random: &mut Random) -> String {
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
fn pasted(random: &mut Random) -> String {
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
