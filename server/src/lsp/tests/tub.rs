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

fn uri(path: &Path) -> String {
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
