//! A server runs for days: what it was told and what is over leaves nothing behind. Measured on Linux alone.
#![cfg(target_os = "linux")]

use debate_ls_tests::client::Client;
use debate_ls_tests::large;
use serde_json::{Value, json};

const URI: &str = "file:///briefs/large.debate";
const MIB: u64 = 1 << 20;

fn server() -> Client {
    Client::initialized(json!({"textDocument": {"diagnostic": {}}})).0
}

fn resident(server: &Client) -> u64 {
    server.resident().expect("Linux tells")
}

/// A letter comes, the problems are asked for, and the letter goes.
fn type_and_take_back(server: &mut Client, version: i32) {
    let change = |from: usize, upto: usize, text: &str| {
        let range = json!({"start": {"line": 6, "character": from}, "end": {"line": 6, "character": upto}});
        json!([{"range": range, "text": text}])
    };
    server.change(URI, 2 * version, change(2, 2, "x"));
    server.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    server.change(URI, 2 * version + 1, change(2, 3, ""));
}

#[test]
fn ten_thousand_edits_do_not_make_it_grow() {
    let mut server = server();
    let text = large::of_size(100 << 10);
    server.open(URI, 1, &text);
    for version in 1..=500 {
        type_and_take_back(&mut server, version);
    }
    let before = resident(&server);
    for version in 501..=5_500 {
        type_and_take_back(&mut server, version);
    }
    // Were what is known after each edit kept, it would be tens of mebibytes.
    let grown = resident(&server).saturating_sub(before);
    assert!(grown < 8 * MIB, "grew by {} KiB", grown >> 10);
}

#[test]
fn a_document_that_is_closed_is_forgotten() {
    let mut server = server();
    let text = large::of_size(1 << 20);
    let mut open_and_close = |number: usize| {
        let uri = format!("file:///briefs/{number}.debate");
        let document = json!({"textDocument": {"uri": uri}});
        server.open(&uri, 1, &text);
        for method in ["textDocument/diagnostic", "textDocument/semanticTokens/full", "textDocument/documentSymbol"] {
            assert!(!server.request(method, document.clone()).is_null());
        }
        server.notify("textDocument/didClose", document.clone());
        assert_eq!(server.request("textDocument/documentSymbol", document), Value::Null);
        resident(&server)
    };
    let before = (0..5).map(&mut open_and_close).max().expect("five");
    let after = (5..45).map(&mut open_and_close).max().expect("forty");
    // Were they kept, it would be more than forty mebibytes of text alone.
    let grown = after.saturating_sub(before);
    assert!(grown < 12 * MIB, "grew by {} KiB", grown >> 10);
}
