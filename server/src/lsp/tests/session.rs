//! The real server, as an editor meets it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;

use debate_ls_tests::client::TIMEOUT;
use jiff::civil::date;
use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use super::editor::Editor;
use super::word;
use crate::lsp::client_document::ClientDocument;
use crate::lsp::outgoing;
use crate::lsp::server_capabilities::{CAPABILITIES, Capability};

pub(super) const URI: &str = "untitled:Untitled-1";

pub(super) const BRIEF: &str = "\
# Syria

### AT: Cooperation

#### Mediation in Syria fails

Choi 21, Joseph Choi, reporter, 9-15-21, “Kremlin: talks are off”, The Hill, https://thehill.com/kremlin

The talks are off, “for good”, said the spokesman. They were never on. See [[Cooperation]].

#### Talks fail

The quotation has no source at all, and it goes on for long enough to be one, as anybody can see.
";

pub(super) fn editor() -> Editor {
    Editor::start_service(|stop, outgoing| crate::lsp::service(stop, outgoing, Some(date(2026, 11, 22))))
}

pub(super) fn pulling() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16", "utf-8"]},
        "textDocument": {
            "diagnostic": {},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "hover": {"contentFormat": ["markdown"]},
        },
    })
}

pub(super) fn open(editor: &Editor, version: i32, text: &str) {
    editor.open(URI, version, text);
}

pub(super) fn change(editor: &Editor, version: i32, changes: Value) {
    editor.change(URI, version, changes);
}

pub(super) fn document() -> Value {
    json!({"textDocument": {"uri": URI}})
}

pub(super) fn insert(line: u32, character: u32, text: &str) -> Value {
    let at = json!({"line": line, "character": character});
    json!({"range": {"start": at, "end": at}, "text": text})
}

/// The rules and lines of a list of diagnostics.
fn rules(list: &Value) -> Vec<(String, u64)> {
    let list = list.as_array().expect("a list");
    let rule = |item: &Value| item["code"].as_str().expect("a rule").to_owned();
    list.iter().map(|item| (rule(item), item["range"]["start"]["line"].as_u64().expect("a line"))).collect()
}

fn pull(editor: &Editor, id: i64, previous: &Value) -> Value {
    let mut params = document();
    params["previousResultId"] = previous.clone();
    editor.send_request_as(id, "textDocument/diagnostic", params);
    editor.response(id)["result"].take()
}

/// Says all that a client can say of itself.
fn able() -> Value {
    let mut able = pulling();
    able["workspace"] = json!({"symbol": {}, "configuration": true});
    able["textDocument"]["codeAction"] = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
    able
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_announced_capability_is_in_the_table_and_answered() {
    let editor = editor();
    let answer = editor.initialize(able());
    let announced = answer["result"]["capabilities"].as_object().expect("capabilities").clone();
    let known: BTreeSet<&str> = CAPABILITIES.iter().map(|capability| capability.announced).collect();
    let fields: BTreeSet<&str> =
        announced.keys().map(String::as_str).filter(|&field| field != "positionEncoding").collect();
    assert_eq!(fields, known);

    open(&editor, 1, BRIEF);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.docx");
    word::write_word_file(&file, BRIEF);
    let mut params = everything();
    params["uri"] = word::shown(&file).into();
    let [old, new] = ["Tolls.debate", "Tariffs.debate"].map(|name| Url::from_file_path(folder.path().join(name)));
    let (old, new) = (old.expect("a path"), new.expect("a path"));
    editor.open(old.as_str(), 1, "#### See [[Tolls]]\n");
    params["previousResultIds"] = json!([]);
    params["files"] = json!([{"oldUri": old, "newUri": new}]);
    for (id, Capability { method, .. }) in (1..).zip(CAPABILITIES) {
        // A notification has no answer; what it does is tested elsewhere.
        if method.contains("/did") {
            continue;
        }
        editor.send_request_as(id, method, params.clone());
        let answer = editor.response(id);
        assert!(answer.get("error").is_none() && !answer["result"].is_null(), "{method}: {answer}");
    }
}

/// The parameters of all methods at once, on a reference to a heading.
fn everything() -> Value {
    let line = BRIEF.lines().nth(8).expect("the body");
    let at = json!({"line": 8, "character": line.find("Cooperation").expect("the reference")});
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    json!({
        "textDocument": {"uri": URI}, "position": at, "positions": [at], "range": whole, "query": "talks",
        "context": {"includeDeclaration": true, "diagnostics": [], "triggerKind": 1}, "previousResultId": "0", "newName": "Talks",
        "options": {"tabSize": 4, "insertSpaces": true}, "command": "debate-ls.statistics", "arguments": [{"uri": URI}],
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_outline_is_a_tree_or_a_list() {
    let editor_with_trees = editor();
    editor_with_trees.initialize(pulling());
    open(&editor_with_trees, 1, BRIEF);
    editor_with_trees.send_request_as(1, "textDocument/documentSymbol", document());
    let tree = editor_with_trees.response(1);
    let block = &tree["result"][0]["children"][0];
    assert_eq!(tree["result"][0]["name"], "Syria");
    assert_eq!(block["name"], "AT: Cooperation");
    assert_eq!(block["children"][0]["name"], "Mediation in Syria fails");
    assert_eq!(block["children"][0]["selectionRange"]["start"], json!({"line": 4, "character": 5}));

    let editor_with_lists = editor();
    editor_with_lists.initialize(json!({}));
    open(&editor_with_lists, 1, BRIEF);
    editor_with_lists.send_request_as(1, "textDocument/documentSymbol", document());
    let list = editor_with_lists.response(1);
    let list = list["result"].as_array().expect("a list");
    let containers: Vec<Option<&str>> = list.iter().map(|symbol| symbol["containerName"].as_str()).collect();
    assert_eq!(containers, [None, Some("Syria"), Some("AT: Cooperation"), Some("AT: Cooperation")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hover_is_markdown_or_plain_text() {
    for (capabilities, kind) in [(pulling(), "markdown"), (json!({}), "plaintext")] {
        let editor = editor();
        editor.initialize(capabilities);
        open(&editor, 1, BRIEF);
        let at = json!({"textDocument": {"uri": URI}, "position": {"line": 2, "character": 6}});
        editor.send_request_as(1, "textDocument/hover", at);
        let hover = editor.response(1);
        assert_eq!(hover["result"]["contents"]["kind"], kind);
        assert!(hover["result"]["contents"]["value"].as_str().is_some_and(|text| text.contains("2 cards")), "{hover}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unchanged_diagnostics_are_not_sent_again() {
    let editor = editor();
    editor.initialize(pulling());
    open(&editor, 1, BRIEF);
    let first = pull(&editor, 1, &Value::Null);
    assert_eq!(first["kind"], "full");
    let missing = |report: &Value| rules(&report["items"]).into_iter().find(|(rule, _)| rule == "cite-missing");
    assert_eq!(missing(&first), Some(("cite-missing".to_owned(), 10)));

    change(&editor, 2, json!([insert(8, 12, "long ")]));
    let second = pull(&editor, 2, &first["resultId"]);
    assert_eq!(second, json!({"kind": "unchanged", "resultId": first["resultId"]}));

    change(&editor, 3, json!([insert(0, 0, "\n"), insert(0, 0, "\n")]));
    let third = pull(&editor, 3, &first["resultId"]);
    assert_eq!(missing(&third), Some(("cite-missing".to_owned(), 12)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_pulls_gets_no_pushed_diagnostics() {
    let editor = editor();
    editor.initialize(pulling());
    open(&editor, 1, BRIEF);
    pull(&editor, 1, &Value::Null);
    editor.notify("textDocument/didClose", document());
    editor.notify_without_params("exit");
    let (said, _) = editor.end().await;
    assert_eq!(said, Vec::<Value>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn diagnostics_are_pushed_with_their_version_and_withdrawn_at_close() {
    let editor = editor();
    editor.initialize(json!({}));
    open(&editor, 1, BRIEF);
    let first = editor.notification("textDocument/publishDiagnostics");
    assert_eq!((&first["uri"], &first["version"]), (&json!(URI), &json!(1)));

    // Shows nothing new, so nothing is sent; then a line moves all.
    change(&editor, 2, json!([insert(8, 12, "long ")]));
    change(&editor, 3, json!([insert(0, 0, "\n")]));
    let second = editor.notification("textDocument/publishDiagnostics");
    assert_eq!(second["version"], 3);
    let moved: Vec<(String, u64)> =
        rules(&first["diagnostics"]).into_iter().map(|(rule, line)| (rule, line + 1)).collect();
    assert_eq!(rules(&second["diagnostics"]), moved);

    editor.notify("textDocument/didClose", document());
    let last = editor.notification("textDocument/publishDiagnostics");
    assert_eq!(last["diagnostics"], json!([]));
    editor.notify_without_params("exit");
    assert_eq!(editor.end().await.0, Vec::<Value>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_diagnostics_of_the_last_of_many_edits_are_pushed() {
    let editor = editor();
    editor.initialize(json!({}));
    open(&editor, 0, BRIEF);
    for version in 1..=200 {
        change(&editor, version, json!([insert(0, 0, "\n")]));
    }
    let mut version = -1;
    while version < 200 {
        let notification = editor.notification("textDocument/publishDiagnostics");
        let next = notification["version"].as_i64().expect("a version");
        assert!(next > version, "{next} after {version}");
        version = next;
        let line =
            rules(&notification["diagnostics"]).into_iter().find(|(rule, _)| rule == "cite-missing").expect("it").1;
        assert_eq!(i64::try_from(line), Ok(10 + version));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unusual_clients_are_served() {
    let editor = editor();
    editor.initialize(pulling());
    // Never opened: nothing is known, nothing breaks.
    change(&editor, 5, json!([insert(0, 0, "x")]));
    assert_eq!(pull(&editor, 1, &Value::Null)["items"], json!([]));
    editor.send_request_as(2, "textDocument/documentSymbol", document());
    assert_eq!(editor.response(2)["result"], Value::Null);
    editor.notify("textDocument/didClose", document());

    // Opened twice, versions backwards, positions out of range, the whole text, half an emoji.
    open(&editor, 9, "# Old");
    open(&editor, 3, "# New");
    change(&editor, 2, json!([insert(99, 99, "er")]));
    editor.send_request_as(3, "textDocument/documentSymbol", document());
    assert_eq!(editor.response(3)["result"][0]["name"], "Newer");
    change(&editor, 1, json!([{"text": "# Whole"}, insert(0, 99, " text")]));
    editor.send_request_as(4, "textDocument/documentSymbol", document());
    assert_eq!(editor.response(4)["result"][0]["name"], "Whole text");

    let body = br##"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"untitled:Untitled-1","version":10},"contentChanges":[{"text":"# Half \ud83d \\ud83d \ud83d\ude00"}]}}"##;
    editor.send_raw(&[format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat());
    editor.send_request_as(5, "textDocument/documentSymbol", document());
    assert_eq!(editor.response(5)["result"][0]["name"], "Half \u{FFFD} \\ud83d 😀");

    let saved = json!({"textDocument": {"uri": URI}, "text": "# Saved"});
    editor.notify("textDocument/didSave", saved);
    editor.send_request_as(6, "textDocument/documentSymbol", document());
    assert_eq!(editor.response(6)["result"][0]["name"], "Saved");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn uris_are_sent_back_unchanged() {
    let addresses = [
        "file:///c%3A/Users/Anna%20B/N%C3%A9g.debate",
        "file:///C:/Users/Anna/neg.debate",
        "file://server/share/neg.debate",
        "untitled:C%3A%5CUsers%5Cneg.debate",
        "vscode-notebook-cell:/neg.debate#W0",
        "file:///c:/Users/Anna%20B/N%C3%A9g.debate",
    ];
    let editor = editor();
    editor.initialize(pulling());
    for (id, uri) in (1..).zip(addresses) {
        let name = format!("Cooperation {id}");
        let item = json!({"uri": uri, "languageId": "debate", "version": 1, "text": format!("### {name}\n\n### AT: {name}\n")});
        editor.notify("textDocument/didOpen", json!({ "textDocument": item }));
        let place = json!({"textDocument": {"uri": uri}, "position": {"line": 2, "character": 9}});
        editor.send_request_as(id, "textDocument/definition", place);
        let found = editor.response(id);
        assert_eq!(found["result"][0]["uri"], uri, "{found}");
    }
    editor.send_request_as(99, "workspace/symbol", json!({"query": "AT: Cooperation"}));
    let found = editor.response(99)["result"].take();
    let found: BTreeSet<&str> =
        found.as_array().expect("a list").iter().filter_map(|hit| hit["location"]["uri"].as_str()).collect();
    assert_eq!(found, BTreeSet::from(addresses));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_of_an_unopened_document_is_logged_once() {
    let editor = editor();
    editor.initialize(pulling());
    for version in 1..5 {
        change(&editor, version, json!([insert(0, 0, "x")]));
    }
    assert!(
        editor.notification("window/logMessage")["message"]
            .as_str()
            .is_some_and(|notification| notification.contains("is not open"))
    );
    open(&editor, 5, BRIEF);
    change(&editor, 6, json!([insert(0, 0, "x")]));
    pull(&editor, 1, &Value::Null);
    editor.notify_without_params("exit");
    assert_eq!(editor.end().await.0, Vec::<Value>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lens_replaces_a_hint() {
    let editor = editor();
    let mut capabilities = pulling();
    capabilities["workspace"] = json!({"inlayHint": {"refreshSupport": true}});
    editor.initialize(capabilities);
    open(&editor, 1, BRIEF);
    let hints = |id: i64| {
        let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
        editor.send_request_as(id, "textDocument/inlayHint", json!({"textDocument": {"uri": URI}, "range": whole}));
        let hints = editor.response(id)["result"].take();
        hints.as_array().expect("hints").iter().filter_map(|hint| hint["position"]["line"].as_u64()).collect::<Vec<_>>()
    };
    assert_eq!(hints(1), [0, 2]);
    editor.send_request_as(2, "textDocument/codeLens", document());
    editor.wait_for(|message| message["method"] == "workspace/inlayHint/refresh");
    assert_eq!(hints(3), [0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_analysis_of_a_long_brief_shows_progress() {
    let editor = editor();
    editor.initialize(json!({"window": {"workDoneProgress": true}, "textDocument": {"diagnostic": {}}}));
    open(&editor, 1, "#### Tag\n\nTASS, September 7, 2021\n\nbody");
    let long = "word ".repeat(crate::lsp::progress::LONG / 5 + 1);
    let item = json!({"uri": "file:///briefs/N%C3%A9g.debate", "languageId": "debate", "version": 1, "text": long});
    editor.notify("textDocument/didOpen", json!({ "textDocument": item }));
    let asked = editor.wait_for(|message| message["method"] == "window/workDoneProgress/create");
    editor.reply(&asked["id"], Value::Null);
    let token = &asked["params"]["token"];
    for (kind, title) in [("begin", json!("Reading Nég.debate")), ("end", Value::Null)] {
        let notification = editor.notification("$/progress");
        assert_eq!(
            (&notification["token"], &notification["value"]["kind"], &notification["value"]["title"]),
            (token, &json!(kind), &title)
        );
    }
}

/// Reading the documents takes far longer than giving up does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_for_a_canceled_request_stops() {
    let (outgoing, _written) = outgoing::new(std::io::sink());
    let (service, _socket) = crate::lsp::service(&Arc::default(), &outgoing, Some(date(2026, 11, 22)));
    let server = service.inner();
    let text = BRIEF.repeat(100);
    let opened: Vec<_> = (0..30)
        .map(|number| {
            let uri: Url = format!("untitled:{number}").parse().expect("an address");
            server.insert(ClientDocument::new(uri, &text, 1))
        })
        .collect();
    let (done, worked) = std::sync::mpsc::channel();
    tokio::select! {
        biased;
        _ = server.on_all(None, move |_| done.send(())) => panic!("it was done at once"),
        () = std::future::ready(()) => {}
    }
    // The sender goes with the work, done or not.
    assert_eq!(worked.recv_timeout(TIMEOUT), Err(RecvTimeoutError::Disconnected));
    assert_eq!(opened.len(), 30);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_about_an_older_text_is_sent_again_or_dropped() {
    let editor = editor();
    editor.initialize(pulling());
    let long = BRIEF.repeat(400);
    open(&editor, 1, &long);
    for id in 1..=20 {
        change(&editor, id, json!([insert(0, 0, "\n")]));
        editor.send_request_as(i64::from(id), "textDocument/diagnostic", document());
        editor.send_request_as(100 + i64::from(id), "textDocument/documentSymbol", document());
    }
    for id in 1..=20 {
        let answer = editor.response(id);
        match answer.get("error") {
            Some(error) => {
                assert_eq!((&error["code"], &error["data"]["retriggerRequest"]), (&json!(-32802), &json!(true)));
                assert_ne!(id, 20, "the last request is about the current text");
            }
            // An answer is about the text at the time of its request.
            None => {
                let line = rules(&answer["result"]["items"]).into_iter().find(|(rule, _)| rule == "cite-missing");
                assert_eq!(line.map(|(_, line)| i64::try_from(line)), Some(Ok(10 + id)));
            }
        }
        let outline = editor.response(100 + id);
        match outline.get("error") {
            Some(error) => assert_eq!(error["code"], -32801),
            None => assert_eq!(outline["result"][0]["range"]["start"]["line"].as_i64(), Some(id)),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rule_that_panics_fails_no_request() {
    let editor = editor();
    editor.initialize(pulling());
    open(&editor, 1, &format!("{BRIEF}\n#### Tag\n\nThe quotation would let cite-missing fail in one card of many.\n"));
    for id in 1..=2 {
        editor.send_request_as(id, "textDocument/diagnostic", document());
        let found = rules(&editor.response(id)["result"]["items"]);
        for rule in ["internal-error", "cite-missing"] {
            assert!(found.iter().any(|(found, _)| found == rule), "{rule}: {found:?}");
        }
    }
    editor.send_request_as(3, "textDocument/documentSymbol", document());
    assert!(editor.response(3).get("error").is_none());
}

#[cfg(target_os = "linux")]
#[allow(clippy::disallowed_types)] // The parent, to see it end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_exits_after_its_parent() {
    let mut child = std::process::Command::new("true").spawn().expect("true");
    child.wait().expect("it ends");
    let mut editor = editor();
    editor.send_request_as(1, "initialize", json!({"processId": child.id(), "capabilities": {}}));
    // The input stays open.
    assert_eq!(editor.exit_code().await, 1);
}
