//! The language server as a process: start and exit, what it announces, and the bytes on the wire. What the methods answer
//! is tested in `server/src/lsp/tests`.

use std::fs;

use debate_ls_tests::brief;
use debate_ls_tests::server_process::ServerProcess;
use serde_json::{Value, json};

const URI: &str = "file:///briefs/syria.debate";

fn seed() -> String {
    fs::read_to_string(brief("syria.debate")).expect("the brief is there")
}

/// A client like Neovim: it pulls diagnostics and counts in UTF-8.
fn pulling() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
        "textDocument": {
            "diagnostic": {"dynamicRegistration": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
        },
    })
}

/// An older client: it counts in UTF-16, and gets pushed diagnostics, flat lists and plain hovers.
fn pushed() -> Value {
    json!({"textDocument": {"publishDiagnostics": {"versionSupport": true}}})
}

fn document() -> Value {
    json!({"textDocument": {"uri": URI}})
}

fn pull(client: &ServerProcess) -> Vec<Value> {
    let report = client.request("textDocument/diagnostic", document());
    report["items"].as_array().expect("a full report").clone()
}

#[test]
fn the_announced_capabilities_depend_on_the_client() {
    for (name, capabilities) in [("pulling", pulling()), ("pushed", pushed())] {
        let (_, answer) = ServerProcess::initialized(capabilities);
        insta::assert_snapshot!(format!("announced_{name}"), format!("{:#}", answer["capabilities"]));
    }
}

fn range(line: usize, from: usize, end_line: usize, to: usize) -> Value {
    json!({"start": {"line": line, "character": from}, "end": {"line": end_line, "character": to}})
}

#[test]
fn columns_are_counted_in_the_agreed_encoding() {
    let line = seed().lines().nth(8).expect("line 9").to_owned();
    let before = &line[..line.find("\\xA1").expect("the damage")];
    for (encoding, column) in
        [("utf-8", before.len()), ("utf-16", before.encode_utf16().count()), ("utf-32", before.chars().count())]
    {
        let mut capabilities = pulling();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let (client, answer) = ServerProcess::initialized(capabilities);
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        client.open(URI, 1, &seed());
        let items = pull(&client);
        let damage = items.iter().find(|item| item["code"] == "text-mojibake").expect("it is found");
        assert_eq!(damage["range"], range(8, column, 8, column + 4), "{encoding}");
    }
}

#[test]
fn many_changes_at_once_are_applied_in_order() {
    let (client, _) = ServerProcess::initialized(pulling());
    client.open(URI, 1, "");
    let letters: Vec<char> =
        "Answers to: Syria\n\nRussian mediation fails\n\nTASS, September 15, 2021\n\nHighlight: It does."
            .chars()
            .collect();
    for (version, letter) in (2..).zip(&letters) {
        let typed = letters[..usize::try_from(version - 2).expect("small")].iter().collect::<String>();
        let (line, column) = (typed.matches('\n').count(), typed.rsplit('\n').next().map_or(0, str::len));
        client.change(URI, version, json!([{"range": range(line, column, line, column), "text": letter}]));
    }
    let symbols = client.request("textDocument/documentSymbol", document());
    assert_eq!(symbols[0]["name"], "Answers to: Syria");
    assert_eq!(symbols[0]["children"][0]["name"], "Russian mediation fails");
}

#[test]
fn documents_that_are_unknown_or_have_no_file_are_served() {
    let (client, _) = ServerProcess::initialized(pulling());
    let nothing = client.request("textDocument/documentSymbol", document());
    assert!(nothing.is_null() || nothing == json!([]), "{nothing}");
    client.open("untitled:Untitled-1", 1, &seed());
    let symbols =
        client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": "untitled:Untitled-1"}}));
    assert_eq!(symbols[0]["children"].as_array().map(Vec::len), Some(8));
}

#[test]
fn edits_outside_the_text_are_clamped() {
    let (client, _) = ServerProcess::initialized(pushed());
    client.open(URI, 1, "TASS 😀 “Syria”\r\nx");
    client.change(
        URI,
        2,
        json!([
            {"range": range(0, 6, 0, 6), "text": "a"},
            {"range": range(0, 900, 70, 1), "text": "\r\nend"},
            {"range": range(900, 0, 900, 9), "text": "!"},
            {"text": seed()},
            {"range": range(0, 0, 0, 0), "text": "\r"},
        ]),
    );
    let symbols = client.request("textDocument/documentSymbol", document());
    assert_eq!(symbols.as_array().map(Vec::len), Some(9));
}

#[test]
fn shutdown_and_exit_end_with_0_while_the_input_stays_open() {
    let (mut client, _) = ServerProcess::initialized(pulling());
    client.open(URI, 1, &seed());
    assert_eq!(client.request("shutdown", Value::Null), Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn exit_alone_ends_with_1() {
    let (mut client, _) = ServerProcess::initialized(pulling());
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn the_end_of_the_input_ends_the_server() {
    let (mut client, _) = ServerProcess::initialized(pulling());
    client.close_input();
    assert!(client.exit_code().is_some());
}

#[test]
fn unknown_methods_get_an_error_and_the_server_continues() {
    let (client, _) = ServerProcess::initialized(pulling());
    let id = client.send_request("debate/nonsense", json!({}));
    assert_eq!(client.response(id)["error"]["code"], -32601);
    let id = client.send_request("textDocument/hover", json!({"nonsense": true}));
    assert_eq!(client.response(id)["error"]["code"], -32602);
    client.open(URI, 1, &seed());
    assert!(!pull(&client).is_empty());
}

#[test]
fn debate_brief_returns_the_entries_of_a_brief() {
    let (client, answer) = ServerProcess::initialized(pulling());
    assert_eq!(answer["capabilities"]["experimental"]["brief"], true);
    client.open(URI, 1, &seed());
    let brief = client.request("debate/brief", document());
    let entries = brief["entries"].as_array().expect("entries");
    assert_eq!((brief["wordsPerMinute"].as_u64(), entries.len()), (Some(350), 9));
    assert_eq!((&entries[0]["kind"], entries[0].get("seconds")), (&json!("block"), None));
    let card = &entries[1];
    assert_eq!((&card["kind"], &card["path"]), (&json!("card"), &json!([entries[0]["name"]])));
    assert_eq!(card["cites"][0]["issued"]["days"], json!(["2021-09-07", "2021-09-07"]));
    assert!(card["seconds"].as_u64() > Some(0) && card.get("readText").is_none(), "{card}");

    let first_line = json!({"textDocument": {"uri": URI}, "range": range(2, 0, 2, 0), "texts": true});
    let one = client.request("debate/brief", first_line);
    assert_eq!(one["entries"].as_array().map(Vec::len), Some(1), "{one}");
    assert!(one["entries"][0]["readText"].as_str().is_some_and(|text| text.contains('\n')));
    assert!(one["entries"][0]["cites"][0]["csl"]["issued"].is_object());
    let unknown = json!({"textDocument": {"uri": "untitled:never-opened"}});
    assert_eq!(client.request("debate/brief", unknown), Value::Null);
}
