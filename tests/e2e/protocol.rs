//! The language server, from outside: the real program, spoken to as an editor does.

use std::fs;

use debate_ls_tests::brief;
use debate_ls_tests::client::Client;
use serde_json::{Value, json};

const URI: &str = "file:///briefs/syria.debate";

fn seed() -> String {
    fs::read_to_string(brief("syria.debate")).expect("the brief is there")
}

/// What Neovim says of itself, as far as it matters here: it pulls diagnostics and counts in UTF-8.
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

/// A client of the old school: UTF-16, diagnostics are pushed to it, lists are flat, hovers are plain.
fn pushed() -> Value {
    json!({"textDocument": {"publishDiagnostics": {"versionSupport": true}}})
}

fn document() -> Value {
    json!({"textDocument": {"uri": URI}})
}

fn at(line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": character}})
}

fn pull(client: &mut Client) -> Vec<Value> {
    let report = client.request("textDocument/diagnostic", document());
    report["items"].as_array().expect("a full report").clone()
}

fn lines_of(diagnostics: &[Value], rule: &str) -> Vec<u64> {
    let of_rule = diagnostics.iter().filter(|diagnostic| diagnostic["code"] == rule);
    of_rule.filter_map(|diagnostic| diagnostic["range"]["start"]["line"].as_u64()).collect()
}

#[test]
fn what_is_announced() {
    for (name, capabilities) in [("pulling", pulling()), ("pushed", pushed())] {
        let (_, answer) = Client::initialized(capabilities);
        insta::assert_snapshot!(format!("announced_{name}"), format!("{:#}", answer["capabilities"]));
    }
}

#[test]
fn the_outline_is_one_block_with_eight_tags() {
    let (mut client, _) = Client::initialized(pulling());
    client.open(URI, 1, &seed());
    let symbols = client.request("textDocument/documentSymbol", document());
    assert_eq!(symbols.as_array().map(Vec::len), Some(1));
    let tags = symbols[0]["children"].as_array().expect("children");
    assert_eq!(tags.len(), 8);
    assert_eq!(tags[0]["name"], "Russian mediation in Syria fails");
    assert!(tags[0]["detail"].as_str().is_some_and(|detail| detail.contains("2021")), "{}", tags[0]["detail"]);
}

#[test]
fn a_client_without_hierarchy_gets_a_flat_list() {
    let (mut client, _) = Client::initialized(pushed());
    client.open(URI, 1, &seed());
    let symbols = client.request("textDocument/documentSymbol", document());
    let symbols = symbols.as_array().expect("a list");
    assert_eq!(symbols.len(), 9);
    assert_eq!(symbols[1]["location"]["uri"], URI);
}

#[test]
fn a_hover_on_a_cite_tells_the_day() {
    let (mut client, _) = Client::initialized(pulling());
    client.open(URI, 1, &seed());
    let hover = client.request("textDocument/hover", at(24, 19));
    assert_eq!(hover["contents"]["kind"], "markdown");
    let words = hover["contents"]["value"].as_str().expect("words");
    assert!(words.contains("Wednesday, September 15, 2021") && words.contains(" ago"), "{words}");
}

#[test]
fn diagnostics_are_pulled_and_unchanged_ones_are_not_sent_again() {
    let (mut client, _) = Client::initialized(pulling());
    client.open(URI, 1, &seed());
    let first = client.request("textDocument/diagnostic", document());
    let items = first["items"].as_array().expect("a full report");
    assert_eq!((lines_of(items, "cite-year-missing"), lines_of(items, "text-mojibake")), (vec![42], vec![8]));

    let again = |client: &mut Client, last: &Value| {
        client.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}, "previousResultId": last}))
    };
    let second = again(&mut client, &first["resultId"]);
    assert_eq!((&second["kind"], second.get("items")), (&json!("unchanged"), None));

    // A word typed into a body, behind everything that is wrong there, changes nothing that is shown.
    client.change(URI, 2, json!([{"range": range(49, 20, 49, 20), "text": "x"}]));
    assert_eq!(again(&mut client, &second["resultId"])["kind"], "unchanged");

    // A line above moves everything.
    client.change(URI, 3, json!([{"range": range(0, 0, 0, 0), "text": "\n"}]));
    let moved = again(&mut client, &second["resultId"]);
    assert_eq!(lines_of(moved["items"].as_array().expect("a full report"), "cite-year-missing"), [43]);
}

#[test]
fn a_client_that_does_not_pull_is_told() {
    let (mut client, answer) = Client::initialized(pushed());
    assert!(answer["capabilities"].get("diagnosticProvider").is_none());
    client.open(URI, 1, &seed());
    let told = client.notification("textDocument/publishDiagnostics");
    assert_eq!((&told["uri"], &told["version"]), (&json!(URI), &json!(1)));
    assert_eq!(lines_of(told["diagnostics"].as_array().expect("a list"), "cite-year-missing"), [42]);

    let line = seed().lines().nth(42).expect("line 43").to_owned();
    let column = line[..line.find("9-1, ,").expect("the gap") + "9-1, ".len()].encode_utf16().count();
    client.change(URI, 2, json!([{"range": range(42, column, 42, column), "text": "21"}]));
    let told = client.notification("textDocument/publishDiagnostics");
    assert_eq!(told["version"], 2);
    assert_eq!(lines_of(told["diagnostics"].as_array().expect("a list"), "cite-year-missing"), Vec::<u64>::new());

    client.notify("textDocument/didClose", document());
    let told = client.notification("textDocument/publishDiagnostics");
    assert_eq!(told["diagnostics"], json!([]));
}

fn range(line: usize, from: usize, end_line: usize, upto: usize) -> Value {
    json!({"start": {"line": line, "character": from}, "end": {"line": end_line, "character": upto}})
}

#[test]
fn columns_are_counted_in_the_encoding_agreed_on() {
    let line = seed().lines().nth(8).expect("line 9").to_owned();
    let before = &line[..line.find("\\xA1").expect("the damage")];
    for (encoding, column) in
        [("utf-8", before.len()), ("utf-16", before.encode_utf16().count()), ("utf-32", before.chars().count())]
    {
        let mut capabilities = pulling();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let (mut client, answer) = Client::initialized(capabilities);
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        client.open(URI, 1, &seed());
        let items = pull(&mut client);
        let damage = items.iter().find(|item| item["code"] == "text-mojibake").expect("it is found");
        assert_eq!(damage["range"], range(8, column, 8, column + 4), "{encoding}");
    }
}

#[test]
fn many_changes_at_once_are_applied_in_order() {
    let (mut client, _) = Client::initialized(pulling());
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
fn documents_that_are_not_there_or_have_no_file() {
    let (mut client, _) = Client::initialized(pulling());
    let nothing = client.request("textDocument/documentSymbol", document());
    assert!(nothing.is_null() || nothing == json!([]), "{nothing}");
    client.open("untitled:Untitled-1", 1, &seed());
    let symbols =
        client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": "untitled:Untitled-1"}}));
    assert_eq!(symbols[0]["children"].as_array().map(Vec::len), Some(8));
}

#[test]
fn edits_beyond_the_text_and_across_characters_are_survived() {
    let (mut client, _) = Client::initialized(pushed());
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
    let (mut client, _) = Client::initialized(pulling());
    client.open(URI, 1, &seed());
    assert_eq!(client.request("shutdown", Value::Null), Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn exit_alone_ends_with_1() {
    let (mut client, _) = Client::initialized(pulling());
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn the_end_of_the_input_ends_the_server() {
    let (mut client, _) = Client::initialized(pulling());
    client.close_input();
    assert!(client.exit_code().is_some());
}

#[test]
fn unknown_methods_get_an_error_and_the_server_lives_on() {
    let (mut client, _) = Client::initialized(pulling());
    let id = client.send_request("debate/nonsense", json!({}));
    assert_eq!(client.response(id)["error"]["code"], -32601);
    let id = client.send_request("textDocument/hover", json!({"nonsense": true}));
    assert_eq!(client.response(id)["error"]["code"], -32602);
    client.open(URI, 1, &seed());
    assert!(!pull(&mut client).is_empty());
}

#[test]
fn what_a_brief_holds_is_told_to_the_extension() {
    let (mut client, answer) = Client::initialized(pulling());
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
