//! Settings: their sources, and what happens when they change.

use std::fs;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use super::editor::Editor;
use super::session::{BRIEF, URI, editor, open};

/// An editor with folders that can be asked for its settings.
fn with_folders(folders: &[&str]) -> Editor {
    let editor = editor();
    let workspace = json!({
        "configuration": true, "workspaceFolders": true, "diagnostics": {"refreshSupport": true},
        "inlayHint": {"refreshSupport": true}, "codeLens": {"refreshSupport": true},
        "semanticTokens": {"refreshSupport": true},
    });
    let folders: Vec<Value> = folders.iter().map(|uri| json!({"uri": uri, "name": ""})).collect();
    let capabilities = json!({"workspace": workspace, "textDocument": {"diagnostic": {}}});
    editor.send_request_as(0, "initialize", json!({"capabilities": capabilities, "workspaceFolders": folders}));
    editor.response(0);
    editor.notify("initialized", json!({}));
    editor
}

/// Waits until the editor is asked for its settings: the request, and the folders that it names.
fn asked(editor: &Editor) -> (Value, Vec<Option<String>>) {
    let asked = editor.wait_for(|message| message["method"] == "workspace/configuration");
    let items = asked["params"]["items"].as_array().expect("items");
    let scopes = items.iter().map(|item| item["scopeUri"].as_str().map(str::to_owned)).collect();
    (asked["id"].clone(), scopes)
}

/// Opens a brief and asks for its reading speed.
fn words_per_minute(editor: &Editor, id: i64, uri: &str) -> Value {
    let item = json!({"uri": uri, "languageId": "debate", "version": 1, "text": BRIEF});
    editor.notify("textDocument/didOpen", json!({"textDocument": item}));
    editor.send_request_as(id, "debate/brief", json!({"textDocument": {"uri": uri}}));
    editor.response(id)["result"]["wordsPerMinute"].take()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_folder_has_its_own_settings() {
    let speed = |number: u32| json!({ "wordsPerMinute": number });
    let editor = with_folders(&["file:///team/policy", "file:///team/ld"]);
    let (id, scopes) = asked(&editor);
    assert_eq!(scopes, [None, Some("file:///team/policy".to_owned()), Some("file:///team/ld".to_owned())]);
    editor.reply(&id, json!([speed(100), speed(200), null]));
    editor.wait_for(|message| message["method"] == "workspace/diagnostic/refresh");
    assert_eq!(words_per_minute(&editor, 1, "file:///team/policy/neg/heg.debate"), 200);
    assert_eq!(words_per_minute(&editor, 2, "file:///team/ld/heg.debate"), 100);
    assert_eq!(words_per_minute(&editor, 3, "untitled:Untitled-1"), 100);

    let change = json!({
        "removed": [{"uri": "file:///team/policy", "name": ""}], "added": [{"uri": "file:///team/pf", "name": ""}],
    });
    editor.notify("workspace/didChangeWorkspaceFolders", json!({ "event": change }));
    let (id, scopes) = asked(&editor);
    assert_eq!(scopes, [None, Some("file:///team/ld".to_owned()), Some("file:///team/pf".to_owned())]);
    editor.reply(&id, json!([speed(100), speed(100), speed(300)]));
    editor.wait_for(|message| message["method"] == "workspace/diagnostic/refresh");
    assert_eq!(words_per_minute(&editor, 4, "file:///team/policy/neg/heg.debate"), 100);
    assert_eq!(words_per_minute(&editor, 5, "file:///team/pf/heg.debate"), 300);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_that_is_shown_is_refreshed() {
    let editor = with_folders(&[]);
    let (id, _) = asked(&editor);
    editor.reply(&id, json!([{"profile": "minimal"}]));
    // None waits for the answer to another.
    for shown in ["workspace/diagnostic", "workspace/inlayHint", "workspace/codeLens", "workspace/semanticTokens"] {
        editor.wait_for(|message| message["method"] == format!("{shown}/refresh"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_settings_file_in_any_folder_is_found_and_watched() {
    let folder = std::env::temp_dir().join(format!("debate-ls-watched-{}", std::process::id()));
    let inner = folder.join("100% Négative: “neu”");
    fs::create_dir_all(&inner).expect("a folder");
    let file = folder.join("debate-ls.toml");
    fs::write(&file, "words_per_minute = 111").expect("a file");
    let uri = Url::from_file_path(inner.join("heg.debate")).expect("a path").to_string().replace(':', "%3A");
    // As VS Code writes it; the scheme's own colon stays.
    let uri = uri.replacen("file%3A", "file:", 1);
    assert!(uri.contains("100%25%20N%C3%A9gative%3A"), "{uri}");
    let editor = editor();
    editor.initialize(json!({}));
    assert_eq!(words_per_minute(&editor, 1, &uri), 111);

    fs::write(&file, "words_per_minute = 222").expect("a file");
    let changed = json!({"uri": Url::from_file_path(&file).expect("a path"), "type": 2});
    editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": [changed] }));
    assert_eq!(words_per_minute(&editor, 2, &uri), 222);
    fs::remove_dir_all(folder).expect("it goes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_editors_settings_apply_at_once() {
    let editor = editor();
    editor.send_request_as(
        0,
        "initialize",
        json!({"capabilities": {}, "initializationOptions": {"wordsPerMinute": 60}}),
    );
    editor.response(0);
    open(&editor, 1, BRIEF);
    let statistics = |id: i64| {
        let arguments = json!([{"uri": URI}]);
        editor.send_request_as(
            id,
            "workspace/executeCommand",
            json!({"command": "debate-ls.statistics", "arguments": arguments}),
        );
        editor.response(id)["result"].as_str().expect("text").to_owned()
    };
    let slow = statistics(1);
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"debate": {"wordsPerMinute": 600}}}));
    assert_ne!(statistics(2), slow);
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"debate": {"wordPerMinute": 600}}}));
    assert_eq!(
        editor.notification("window/showMessage")["message"],
        "debate.wordPerMinute: unknown setting `word_per_minute`; did you mean `words_per_minute`?"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn settings_are_requested_and_files_watched_if_the_editor_can() {
    let editor = editor();
    let workspace = json!({
        "configuration": true,
        "didChangeConfiguration": {"dynamicRegistration": true},
        "didChangeWatchedFiles": {"dynamicRegistration": true},
        "diagnostics": {"refreshSupport": true},
    });
    editor.initialize(json!({"workspace": workspace, "textDocument": {"diagnostic": {}}}));
    let asked = editor.wait_for(|message| message["method"] == "client/registerCapability");
    let methods: Vec<_> =
        asked["params"]["registrations"].as_array().expect("a list").iter().map(|one| &one["method"]).collect();
    assert_eq!(methods, ["workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"]);
    editor.reply(&asked["id"], Value::Null);
    let asked = editor.wait_for(|message| message["method"] == "workspace/configuration");
    assert_eq!(asked["params"]["items"][0]["section"], "debate");
    editor.reply(&asked["id"], json!([{"profile": "minimal"}]));
    editor.wait_for(|message| message["method"] == "workspace/diagnostic/refresh");
}
