//! Briefs in the client's folders that are not open.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use super::editor::Editor;
use super::session::editor;

fn card(tag: &str, cite: &str) -> String {
    format!("### AT: Heg\n\n#### {tag}\n\n{cite} (Ann Marsh, “Off,” The Hill, 9-2-21)\n\nThe talks are off.\n")
}

pub(super) fn uri(path: &Path) -> String {
    Url::from_file_path(path).expect("absolute").to_string()
}

fn in_folder(folder: &Path) -> Editor {
    let editor = editor();
    let capabilities = json!({"workspace": {"workspaceFolders": true}, "textDocument": {"diagnostic": {}}});
    let folders = json!([{"uri": uri(folder), "name": ""}]);
    editor.request("initialize", json!({"capabilities": capabilities, "workspaceFolders": folders}));
    editor.notify("initialized", json!({}));
    editor
}

/// Asks for `query` until the names that are found are those: the scan is on another thread.
fn until_found(editor: &Editor, query: &str, names: &[&str]) -> Vec<Value> {
    loop {
        let found = editor.request("workspace/symbol", json!({ "query": query }));
        let found = found.as_array().expect("a list").clone();
        if found.iter().map(|hit| hit["name"].as_str().expect("a name")).eq(names.iter().copied()) {
            return found;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tags_of_files_that_are_not_open_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let neg = folder.path().join("neg.debate");
    fs::write(&neg, card("Talks fail", "Marsh 2021")).expect("written");
    let editor = in_folder(folder.path());
    let found = until_found(&editor, "Marsh 21", &["Talks fail"]);
    assert_eq!(
        found[0]["location"],
        json!({
            "uri": uri(&neg), "range": {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 0}},
        })
    );
    assert_eq!(found[0]["containerName"], "AT: Heg");
    until_found(&editor, "tlks fl", &["Talks fail"]);

    // What is open is as the client has it.
    let item = json!({"uri": uri(&neg), "languageId": "debate", "version": 1, "text": card("Talks work", "Choi 19")});
    editor.notify("textDocument/didOpen", json!({"textDocument": item}));
    until_found(&editor, "Talks", &["Talks work"]);
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&neg)}}));
    until_found(&editor, "Talks", &["Talks fail"]);

    // Files come and go.
    let aff = folder.path().join("aff.debate");
    let changed = |path: &Path| {
        editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(path), "type": 2}]}));
    };
    fs::write(&aff, card("Talks cost nothing", "Marsh 21")).expect("written");
    changed(&aff);
    until_found(&editor, "Talks", &["Talks cost nothing", "Talks fail"]);
    fs::remove_file(&neg).expect("removed");
    changed(&neg);
    until_found(&editor, "Talks", &["Talks cost nothing"]);
    let event = json!({"added": [], "removed": [{"uri": uri(folder.path()), "name": ""}]});
    editor.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    until_found(&editor, "Talks", &[]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_cannot_be_read_is_logged_and_the_others_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let rich_text = ("rich.docx", "{\\rtf1}");
    let editor = with_files(folder.path(), &[("aff.debate", AFF), ("neg.debate", NEG), rich_text]);
    let logged = editor.wait_for(|message| message["method"] == "window/logMessage");
    let message = logged["params"]["message"].as_str().expect("a message");
    assert!(message.contains("rich.docx: an RTF file"), "{message}");
}

/// The answer to `debate/find`, once all files are read.
fn found(editor: &Editor, params: &Value) -> Value {
    loop {
        let answer = editor.request("debate/find", params.clone());
        if answer["stillReading"] == false {
            return answer;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cards_are_found_in_open_documents_and_in_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let neg = format!("{}#### Uncited\n\n{}", card("Talks fail", "Marsh 2021"), "Nobody said it. ".repeat(20));
    let editor = with_files(folder, &[("aff.debate", AFF), ("neg.debate", &neg), ("tub.debate", NEG)]);
    let tags = |params: Value| -> Vec<String> {
        let answer = found(&editor, &params);
        let cards = answer["cards"].as_array().expect("cards").iter();
        cards.map(|card| card["tag"].as_str().expect("a tag").to_owned()).collect()
    };
    assert_eq!(tags(json!({"words": "marsh hill"})), ["They left", "Talks fail"], "the open document comes first");
    assert_eq!(tags(json!({"words": "talks off"})), ["Talks fail", "They left"], "a word in the body counts less");
    let first = &found(&editor, &json!({"words": "talks fail"}))["cards"][0];
    let start = json!({"line": 2, "character": 0});
    assert_eq!(
        first,
        &json!({
            "location": {"uri": uri(&folder.join("neg.debate")), "range": {"start": start, "end": start}},
            "tag": "Talks fail", "headings": "AT: Heg", "shortCite": "Marsh 21", "publications": "The Hill",
            "issued": "2021-09-02", "words": 4,
        })
    );
    assert_eq!(tags(json!({"author": "marsh", "inTag": true, "words": "left"})), ["They left"]);
    assert_eq!(tags(json!({"publication": "hill", "from": "9-3-21"})), Vec::<String>::new());
    assert_eq!(tags(json!({"publication": "hill", "from": "2021-09", "to": "2021"})), ["They left", "Talks fail"]);
    assert_eq!(tags(json!({"needsCite": true})), ["Uncited"]);
    let answer = found(&editor, &json!({"limit": 2}));
    assert_eq!((answer["cards"].as_array().map(Vec::len), &answer["more"]), (Some(2), &json!(true)));
    let all = found(&editor, &json!({}));
    assert_eq!((all["cards"].as_array().map(Vec::len), &all["more"]), (Some(4), &json!(false)), "{all}");
    editor.send_request_as(9, "debate/find", json!({"from": "soon"}));
    let refusal = &editor.response(9)["error"]["message"];
    assert_eq!(refusal, "“soon” is not a date. Write 9-7-21, 2021-09 or 2021.");

    // What is open is as the client has it.
    let item =
        json!({"uri": uri(&folder.join("neg.debate")), "languageId": "debate", "version": 1, "text": "### Empty\n"});
    editor.notify("textDocument/didOpen", json!({"textDocument": item}));
    assert_eq!(tags(json!({"words": "talks off"})), ["They left"]);
}

/// A server on a folder with these files, of which the first is open.
pub(super) fn with_files(folder: &Path, files: &[(&str, &str)]) -> Editor {
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("written");
    }
    let editor = in_folder(folder);
    until_found(&editor, "indexed", &["It is indexed"]);
    let (name, text) = files[0];
    let item = json!({"uri": uri(&folder.join(name)), "languageId": "debate", "version": 1, "text": text});
    editor.notify("textDocument/didOpen", json!({"textDocument": item}));
    editor
}

/// Asks about a place of a file: line and character, from 0.
pub(super) fn at(folder: &Path, name: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri(&folder.join(name))}, "position": {"line": line, "character": character},
        "context": {"includeDeclaration": true, "triggerKind": 1}})
}

/// `neg.debate:3` of each location, with its line from 1.
fn places(locations: &Value) -> Vec<String> {
    let place = |location: &Value| {
        let name = location["uri"].as_str().expect("a URI").rsplit('/').next().expect("a name").to_owned();
        format!("{name}:{}", location["range"]["start"]["line"].as_u64().expect("a line") + 1)
    };
    locations.as_array().map_or_else(Vec::new, |list| list.iter().map(place).collect())
}

const AFF: &str = "### 2AC---AT: Heg good (1/2)\n\n#### See [[Talks fail]]\n\n\
    #### They left\n\nMarsh 21 (Ann Marsh, “Off,” The Hill, 9-2-21)\n\nThe talks are off, officials said on Monday.\n";
const NEG: &str = "### 1. Heg Good\n\n### Talks fail\n\n#### It is indexed\n\nMarsh 21\n\n\
    No one came back after that, said the ministry on Tuesday.\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn definitions_and_references_are_in_files_that_are_not_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let editor = with_files(folder, &[("aff.debate", AFF), ("neg.debate", NEG), ("no.debate", "### Heg Bad\n")]);
    let ask = |method: &str, line, character| {
        places(&editor.request(&format!("textDocument/{method}"), at(folder, "aff.debate", line, character)))
    };
    assert_eq!(ask("definition", 0, 16), ["neg.debate:1"], "the block that it answers");
    assert_eq!(ask("definition", 2, 14), ["neg.debate:3"], "the block of a reference");
    assert_eq!(ask("references", 0, 16), ["aff.debate:1", "neg.debate:1"]);
    assert_eq!(ask("references", 6, 2), ["aff.debate:7", "neg.debate:7"], "the same source");

    // What is open is as the client has it.
    let item =
        json!({"uri": uri(&folder.join("neg.debate")), "languageId": "debate", "version": 1, "text": "### Peace\n"});
    editor.notify("textDocument/didOpen", json!({"textDocument": item}));
    assert_eq!(ask("references", 0, 16), ["aff.debate:1"]);
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&folder.join("neg.debate"))}}));
    fs::remove_file(folder.join("neg.debate")).expect("removed");
    assert_eq!(ask("references", 0, 16), ["aff.debate:1"], "a file that is gone before it is read");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hovers_and_completions_know_the_other_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let editor = with_files(folder, &[("aff.debate", &format!("{AFF}\n### AT: He")), ("neg.debate", NEG)]);
    let hover = editor.request("textDocument/hover", at(folder, "aff.debate", 6, 2));
    let page = hover["contents"]["value"].as_str().expect("a page");
    assert!(page.contains("Also cited in neg.debate"), "{page}");
    let items = editor.request("textDocument/completion", at(folder, "aff.debate", 10, 10));
    let labels: Vec<&str> = (items["items"].as_array().expect("items").iter())
        .map(|item| item["label"].as_str().expect("a label"))
        .collect();
    assert_eq!(labels, ["Heg Good"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_heading_is_renamed_in_all_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let editor = with_files(folder, &[("aff.debate", AFF), ("neg.debate", NEG)]);
    let mut params = at(folder, "aff.debate", 0, 16);
    params["newName"] = json!("Primacy");
    let edit = editor.request("textDocument/rename", params);
    let changes = edit["changes"].as_object().expect("changes");
    let edited = |name: &str| {
        let edits = changes[&uri(&folder.join(name))].as_array().expect("edits");
        edits.iter().map(|edit| (edit["range"].to_string(), edit["newText"].to_string())).collect::<Vec<_>>()
    };
    let range = |from: u32, to: u32| {
        json!({"start": {"line": 0, "character": from}, "end": {"line": 0, "character": to}}).to_string()
    };
    assert_eq!(edited("aff.debate"), [(range(14, 22), "\"Primacy\"".to_owned())], "without the number of the part");
    assert_eq!(edited("neg.debate"), [(range(7, 15), "\"Primacy\"".to_owned())]);
    assert_eq!(changes.len(), 2);
}
