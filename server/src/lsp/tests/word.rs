//! Word files: shown as card text, imported, exported.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use super::editor::Editor;
use super::session::{BRIEF, editor};
use crate::docx::from_card_text::Extent;
use crate::files::conversion;
use crate::lint::HighlightColor;

pub(super) fn write_word_file(path: &Path, text: &str) {
    let exported = conversion::export(text, Extent::All, HighlightColor::default()).expect("it is made");
    fs::write(path, exported.bytes).expect("written");
}

fn uri(path: &Path) -> String {
    Url::from_file_path(path).expect("absolute").to_string()
}

/// As VS Code writes it, with one slash.
pub(super) fn shown(path: &Path) -> String {
    uri(path).replacen("file://", "debate-docx:", 1)
}

/// The whole answer, which may be an error.
fn answer(editor: &Editor, method: &str, params: Value) -> Value {
    editor.response(editor.send_request(method, params))
}

fn content(editor: &Editor, uri: &str) -> Value {
    answer(editor, "workspace/textDocumentContent", json!({ "uri": uri }))
}

fn run(editor: &Editor, command: &str, argument: Value) -> Value {
    editor.request("workspace/executeCommand", json!({"command": command, "arguments": [argument]}))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_file_is_a_brief_that_cannot_be_edited() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("aff & neg.docx");
    write_word_file(&file, BRIEF);
    fs::write(folder.path().join("debate-ls.toml"), "[severity]\ncite-missing = 'hint'\n").expect("written");
    let editor = editor();
    let capabilities = json!({
        "workspace": {"textDocumentContent": {"dynamicRegistration": true}},
        "textDocument": {"diagnostic": {}, "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}},
    });
    let announced = editor.initialize(capabilities);
    let schemes = &announced["result"]["capabilities"]["workspace"]["textDocumentContent"]["schemes"];
    assert_eq!(schemes, &json!(["debate-docx"]));

    let uri = shown(&file);
    let shown = content(&editor, &uri);
    let text = shown["result"]["text"].as_str().expect("card text");
    assert!(text.starts_with("# Syria\n") && text.contains("#### Talks fail"), "{text}");

    editor.open(&uri, 1, text);
    let document = json!({"textDocument": {"uri": uri}});
    let outline = editor.request("textDocument/documentSymbol", document.clone());
    assert!(outline.to_string().contains("Talks fail"), "{outline}");
    let problems = editor.request("textDocument/diagnostic", document.clone());
    let missing = problems["items"].as_array().expect("a list").iter().find(|item| item["code"] == "cite-missing");
    assert_eq!(missing.expect("a problem")["severity"], 4, "the settings of its folder apply");
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let mut actions = document.clone();
    actions["range"] = whole.clone();
    actions["context"] = json!({"diagnostics": []});
    assert_eq!(editor.request("textDocument/codeAction", actions), Value::Null);
    let mut format = document;
    format["options"] = json!({"tabSize": 4, "insertSpaces": true});
    assert_eq!(editor.request("textDocument/formatting", format), Value::Null);
    let rewrite = json!({"uri": uri, "ranges": [whole], "rewrite": "tag"});
    let refused =
        answer(&editor, "workspace/executeCommand", json!({"command": "debate-ls.rewrite", "arguments": [rewrite]}));
    assert_eq!(refused["error"]["message"], "A Word file cannot be edited here. Import it, and edit the card file.");

    // It is changed in Word.
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": self::uri(&file), "type": 2}]}));
    let asked = editor.wait_for(|message| message["method"] == "workspace/textDocumentContent/refresh");
    assert_eq!(asked["params"]["uri"], uri);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_shown_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let rich = folder.path().join("rich.docx");
    fs::write(&rich, "{\\rtf1}").expect("written");
    fs::write(folder.path().join("a.txt"), "secret").expect("written");
    let editor = editor();
    editor.initialize(json!({}));
    let message = |uri: &str| content(&editor, uri)["error"]["message"].as_str().expect("a message").to_owned();
    assert_eq!(
        message(&shown(&rich)),
        "rich.docx: an RTF file under the name of a Word file; in Word, save it as .docx"
    );
    assert_eq!(message(&shown(&folder.path().join("none.docx"))), "none.docx: no such file or folder");
    for other in [shown(&folder.path().join("a.txt")), uri(&rich), "debate-docx:".to_owned()] {
        assert!(message(&other).contains("not a Word file. Pass debate-docx:/folder/file.docx."), "{other}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_brief_goes_to_word_and_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.debate"), BRIEF).expect("written");
    fs::write(at("b.debate"), BRIEF).expect("written");
    fs::write(at("b.docx"), "mine").expect("written");
    let editor = editor();
    editor.initialize(json!({}));
    // What is exported is what the editor shows.
    let edited = BRIEF.replace("Talks fail", "Talks have failed");
    editor.open(&uri(&at("a.debate")), 1, &edited);

    let both = json!([uri(folder.path())]);
    let done = run(&editor, "debate-ls.export", json!({"uris": both}));
    assert_eq!(
        done,
        json!({"written": [uri(&at("a.docx"))], "existing": [uri(&at("b.docx"))], "notes": [], "problems": []})
    );
    assert_eq!(fs::read(at("b.docx")).expect("it is there"), b"mine");
    let done = run(&editor, "debate-ls.export", json!({"uris": both, "overwrite": true}));
    assert_eq!(done["written"], json!([uri(&at("a.docx")), uri(&at("b.docx"))]));

    let import = json!({"uris": [uri(&at("a.docx"))], "out": uri(&at("back.debate"))});
    assert_eq!(run(&editor, "debate-ls.import", import)["written"], json!([uri(&at("back.debate"))]));
    assert_eq!(fs::read_to_string(at("back.debate")).expect("it was imported"), edited);

    let none = run(&editor, "debate-ls.import", json!({"uris": [uri(&at("none.docx"))]}));
    assert_eq!(none["problems"], json!(["none.docx: no such file or folder"]));
    let untitled = json!({"command": "debate-ls.export", "arguments": [{"uris": ["untitled:Untitled-1"]}]});
    let refused = answer(&editor, "workspace/executeCommand", untitled);
    assert_eq!(refused["error"]["message"], "untitled:Untitled-1: not a file on this computer. Save it first.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tags_of_word_files_are_found_by_editors_that_can_show_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("neg.docx");
    write_word_file(&file, BRIEF);
    fs::write(folder.path().join("a.debate"), "# Talks last\n").expect("written");
    for (workspace, found) in
        [(json!({}), vec!["Talks last"]), (json!({"textDocumentContent": {}}), vec!["Talks last", "Talks fail"])]
    {
        let editor = editor();
        let folders = json!([{"uri": uri(folder.path()), "name": ""}]);
        let capabilities = json!({ "workspace": workspace });
        editor.request("initialize", json!({"capabilities": capabilities, "workspaceFolders": folders}));
        editor.notify("initialized", json!({}));
        let mut hits;
        // The scan is on another thread.
        loop {
            hits = editor.request("workspace/symbol", json!({"query": "Talks"}));
            if hits.as_array().is_some_and(|hits| !hits.is_empty()) {
                break;
            }
        }
        let hits = hits.as_array().expect("a list").clone();
        let mut names: Vec<&str> = hits.iter().filter_map(|hit| hit["name"].as_str()).collect();
        let mut found = found;
        names.sort_unstable();
        found.sort_unstable();
        assert_eq!(names, found);
        if let Some(hit) = hits.iter().find(|hit| hit["name"] == "Talks fail") {
            let there = hit["location"]["uri"].as_str().expect("a URI");
            assert!(there.starts_with("debate-docx:///") && there.ends_with("/neg.docx"), "{there}");
            let line = hit["location"]["range"]["start"]["line"].as_u64().expect("a line");
            let text = content(&editor, there);
            let text = text["result"]["text"].as_str().expect("card text");
            let line = text.lines().nth(usize::try_from(line).expect("small"));
            assert_eq!(line, Some("#### Talks fail"));
        }
    }
}
