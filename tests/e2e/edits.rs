//! After random edits, the server's answers are those of a fresh server with the same text.
//!
//! `DEBATE_ROUNDS` sets after how many edits the two are compared (default 40).

use std::collections::BTreeMap;
use std::fs;

use debate_ls_tests::brief;
use debate_ls_tests::open_document::OpenDocument;
use debate_ls_tests::random::Random;
use debate_ls_tests::server_process::ServerProcess;
use serde_json::{Value, json};

const BRIEFS: [&str; 8] = ["syria", "heg", "camp", "wiki", "speech", "cite_machine", "policy", "spoiled"];

/// After how many rounds the next document is opened.
const ROUNDS_PER_BRIEF: usize = 25;

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
    let document = OpenDocument { uri: String::new(), version: 0, text: String::new(), units };
    let mut editor = Editor { server: server(encoding), document };
    let mut differ = BTreeMap::new();
    for round in 0..rounds {
        if round % ROUNDS_PER_BRIEF == 0 {
            editor.open_next(round / ROUNDS_PER_BRIEF);
        }
        for _ in 0..=random.below(3) {
            editor.notify_of_changes(&mut random);
        }
        let OpenDocument { uri, text, .. } = &editor.document;
        let edited = answers(&editor.server, uri);
        let fresh = server(encoding);
        fresh.open(uri, 1, text);
        let expected = answers(&fresh, uri);
        if edited != expected {
            differ.insert(round, (text.clone(), edited, expected));
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

/// An editor with one document.
struct Editor {
    server: ServerProcess,
    document: OpenDocument,
}

impl Editor {
    /// Opens the next document. Every second time it has the same URI, and the old one is not closed before.
    fn open_next(&mut self, number: usize) {
        let name = BRIEFS[number % BRIEFS.len()];
        let text = fs::read(brief(&format!("{name}.debate"))).expect("the brief is there");
        let text = String::from_utf8_lossy(&text);
        let document = &mut self.document;
        document.text = if number % 3 == 2 { text.replace('\n', "\r\n") } else { text.into_owned() };
        let uri = format!("file:///briefs/{}.debate", number / 2);
        if document.uri != uri && !document.uri.is_empty() {
            self.server.notify("textDocument/didClose", json!({"textDocument": {"uri": document.uri}}));
        }
        document.uri = uri;
        document.version = 1;
        self.server.open(&document.uri, 1, &document.text);
    }

    /// Makes some changes and sends them in one notification.
    fn notify_of_changes(&mut self, random: &mut Random) {
        let document = &mut self.document;
        let changes: Vec<Value> = (0..=random.below(4)).map(|_| document.change(random)).collect();
        document.version += 1;
        self.server.change(&document.uri, document.version, Value::Array(changes));
    }
}
