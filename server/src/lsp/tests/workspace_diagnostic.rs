//! `workspace/diagnostic`: the problems of files that are not open.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::editor::Editor;
use super::session::editor;
use super::tub::uri;
use crate::lsp::workspace_report::MAX_PROBLEMS;

const AFF: &str = "#### They left\n\nChoi 21, Joseph Choi, 9-15-21,, “Off”, The Hill, https://thehill.com/off\n\n\
    The talks are off, officials said on Monday, and nobody came back to them.\n";
const NEG: &str = "#### They stayed\n\nMarsh 21, Ann Marsh, 9-16-21,, “On”, The Hill, https://thehill.com/on\n\n\
    “The talks are on,” officials said on Tuesday, and everybody came back to them.\n";
const MODE: &str = "diagnosticMode";

/// An editor with the folder, and with the mode of this name.
fn with_mode(folder: &Path, mode: &str) -> Editor {
    let editor = editor();
    let workspace = json!({"workspaceFolders": true, "diagnostics": {"refreshSupport": true}});
    editor.request(
        "initialize",
        json!({
            "capabilities": {"workspace": workspace, "textDocument": {"diagnostic": {}}},
            "workspaceFolders": [{"uri": uri(folder), "name": ""}], "initializationOptions": {MODE: mode},
        }),
    );
    editor.notify("initialized", json!({}));
    editor
}

fn set_mode(editor: &Editor, mode: &str) {
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"debate": {MODE: mode}}}));
}

/// The report of each file by its name: its kind, its id, the lines with a problem.
type Reports = BTreeMap<String, (String, Option<String>, Vec<u64>)>;

fn reports(answer: &Value) -> Reports {
    let report = |item: &Value| {
        let name = item["uri"].as_str().expect("a URI").rsplit('/').next().expect("a name").to_owned();
        let lines = item["items"].as_array().into_iter().flatten();
        let lines = lines.map(|problem| problem["range"]["start"]["line"].as_u64().expect("a line")).collect();
        assert!(item.get("version").is_some(), "the protocol has null for a file that is not open: {item}");
        let text = |field: &str| item[field].as_str().map(str::to_owned);
        (name, (text("kind").expect("a kind"), text("resultId"), lines))
    };
    answer["items"].as_array().expect("items").iter().map(report).collect()
}

/// What a client sends back of these reports.
fn known(folder: &Path, reports: &Reports) -> Value {
    let id = |(name, (_, id, _)): (&String, &(String, Option<String>, Vec<u64>))| {
        Some(json!({"uri": uri(&folder.join(name)), "value": id.clone()?}))
    };
    reports.iter().filter_map(id).collect()
}

fn ask(editor: &Editor, known: &Value) -> Reports {
    reports(&editor.request("workspace/diagnostic", json!({ "previousResultIds": known })))
}

fn names_of(reports: &Reports, kind: &str) -> Vec<String> {
    reports.iter().filter(|(_, (of, ..))| of == kind).map(|(name, _)| name.clone()).collect()
}

fn written(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn changed(editor: &Editor, path: &Path) {
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(path), "type": 2}]}));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn problems_of_all_files_are_listed_only_if_the_user_asks_for_them() {
    let folder =
        written(&[("aff.debate", AFF), ("neg.cards", NEG), ("notes.txt", NEG), ("clean.debate", "<!-- a note -->\n")]);
    let folder = folder.path();
    let editor = with_mode(folder, "openFilesOnly");
    assert!(ask(&editor, &json!([])).is_empty());

    set_mode(&editor, "workspace");
    let first = ask(&editor, &json!([]));
    assert_eq!(names_of(&first, "full"), ["aff.debate", "clean.debate", "neg.cards"]);
    assert!(
        first["aff.debate"].2.contains(&2) && first["neg.cards"].2.contains(&2) && first["clean.debate"].2.is_empty()
    );
    let again = ask(&editor, &known(folder, &first));
    assert_eq!(names_of(&again, "unchanged"), ["aff.debate", "clean.debate", "neg.cards"]);

    fs::write(folder.join("neg.cards"), format!("### Heg\n\n{NEG}")).expect("written");
    fs::remove_file(folder.join("clean.debate")).expect("removed");
    changed(&editor, &folder.join("neg.cards"));
    let later = ask(&editor, &known(folder, &first));
    assert_eq!(names_of(&later, "unchanged"), ["aff.debate"]);
    assert!(later["neg.cards"].2.contains(&4), "two lines further down: {later:?}");
    assert_eq!(later["clean.debate"], ("full".to_owned(), None, Vec::new()), "a file that is gone has no problems");

    set_mode(&editor, "openFilesOnly");
    let off = ask(&editor, &known(folder, &later));
    let cleared = ("full".to_owned(), None, Vec::new());
    assert_eq!(off, BTreeMap::from(["aff.debate", "neg.cards"].map(|name| (name.to_owned(), cleared.clone()))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_document_is_as_the_client_has_it() {
    let folder = written(&[("aff.debate", AFF)]);
    let folder = folder.path();
    let aff = uri(&folder.join("aff.debate"));
    let editor = with_mode(folder, "workspace");
    let closed = editor.request("workspace/diagnostic", json!({"previousResultIds": []}));

    editor.open(&aff, 7, AFF);
    let pulled = editor.request("textDocument/diagnostic", json!({"textDocument": {"uri": aff}}));
    assert_eq!(closed["items"][0]["items"], pulled["items"], "the same problems in the same words");
    let open = editor.request("workspace/diagnostic", json!({"previousResultIds": []}));
    let report = &open["items"][0];
    assert_eq!((&report["resultId"], &report["version"]), (&pulled["resultId"], &json!(7)));
    assert_eq!(report["items"], pulled["items"]);

    editor.change(&aff, 8, json!([{"text": format!("\n\n{AFF}")}]));
    let edited = ask(&editor, &json!([{"uri": aff, "value": pulled["resultId"]}]));
    assert!(edited["aff.debate"].2.contains(&4), "{edited:?}");
    set_mode(&editor, "openFilesOnly");
    assert!(ask(&editor, &known(folder, &edited)).is_empty(), "the client pulls it, so it is not cleared");
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": aff}}));
    assert_eq!(ask(&editor, &known(folder, &edited)).len(), 1, "now it is");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_with_nothing_new_waits_and_is_answered_in_parts() {
    let folder = written(&[("aff.debate", AFF), ("neg.debate", NEG)]);
    let folder = folder.path();
    let editor = with_mode(folder, "workspace");
    let send = |known: &Value, token: &str| {
        editor.send_request("workspace/diagnostic", json!({"previousResultIds": known, "partialResultToken": token}))
    };
    // Parts come before the answer, which has no more items.
    let parts = |id: i64, token: &str| {
        let answer = editor.response(id);
        assert_eq!(answer["result"], json!({"items": []}));
        let mut all = Reports::new();
        for message in editor.take_waiting().iter().filter(|message| message["params"]["token"] == token) {
            all.extend(reports(&message["params"]["value"]));
        }
        all
    };
    let first = parts(send(&json!([]), "a"), "a");
    assert_eq!(names_of(&first, "full"), ["aff.debate", "neg.debate"]);
    let ids = known(folder, &first);
    assert_eq!(names_of(&parts(send(&ids, "b"), "b"), "unchanged"), ["aff.debate", "neg.debate"], "once at once");

    let waiting = send(&ids, "c");
    editor.request("workspace/symbol", json!({"query": "They"}));
    let answered = |message: &Value| message.get("method").is_none() && message["id"] == waiting;
    assert!(!editor.take_waiting().iter().any(answered));
    fs::write(folder.join("neg.debate"), format!("{NEG}\n{AFF}")).expect("written");
    changed(&editor, &folder.join("neg.debate"));
    let later = parts(waiting, "c");
    assert_eq!(
        (names_of(&later, "full"), names_of(&later, "unchanged")),
        (vec!["neg.debate".into()], vec!["aff.debate".into()])
    );

    // A second request ends the first; one that is canceled is refused; the end of the session ends the last.
    let ids = known(folder, &later);
    parts(send(&ids, "d"), "d");
    let (older, newer) = (send(&ids, "e"), send(&ids, "f"));
    parts(older, "e");
    editor.notify("$/cancelRequest", json!({"id": newer}));
    assert_eq!(editor.response(newer)["error"]["code"], -32800);
    let last = send(&ids, "g");
    editor.request("workspace/symbol", json!({"query": "They"}));
    editor.request("shutdown", Value::Null);
    assert_eq!(editor.response(last)["result"], json!({"items": []}));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_does_not_wait_is_told_when_files_change() {
    let folder = written(&[("aff.debate", AFF)]);
    let folder = folder.path();
    let editor = with_mode(folder, "workspace");
    let refresh = || {
        let request = editor.wait_for(|message| message["method"] == "workspace/diagnostic/refresh");
        editor.reply(&request["id"], Value::Null);
    };
    let ids = known(folder, &ask(&editor, &json!([])));
    editor.take_waiting();
    fs::write(folder.join("neg.debate"), NEG).expect("written");
    changed(&editor, &folder.join("neg.debate"));
    refresh();
    assert_eq!(names_of(&ask(&editor, &ids), "full"), ["neg.debate"]);

    fs::write(folder.join("debate-ls.toml"), "[severity]\ncite-empty-field = 'off'\n").expect("written");
    changed(&editor, &folder.join("debate-ls.toml"));
    refresh();
    assert_eq!(names_of(&ask(&editor, &ids), "full"), ["aff.debate", "neg.debate"], "other settings, other problems");
    fs::write(folder.join("debate-ls.toml"), "diagnostic_mode = 'openFilesOnly'\n").expect("written");
    changed(&editor, &folder.join("debate-ls.toml"));
    assert_eq!(ask(&editor, &ids).len(), 2, "the editor’s own setting overrides the team’s");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_very_many_problems_the_first_are_listed_and_the_user_is_told() {
    let many = AFF.repeat(MAX_PROBLEMS);
    let folder = written(&[("a.debate", AFF), ("b.debate", &many)]);
    let folder = folder.path();
    for number in 0..200 {
        fs::write(folder.join(format!("c{number:03}.debate")), "<!-- a note -->\n").expect("written");
    }
    let editor = with_mode(folder, "workspace");
    let first = ask(&editor, &json!([]));
    assert!(first["b.debate"].2.len() >= MAX_PROBLEMS && first.len() < 202, "{}", first.len());
    let logged = editor.notification("window/logMessage")["message"].take();
    let left_out = 202 - first.len();
    assert!(logged.as_str().is_some_and(|log| log.starts_with(&format!("{left_out} files are left out"))), "{logged}");
    assert_eq!(
        names_of(&ask(&editor, &known(folder, &first)), "full"),
        Vec::<String>::new(),
        "the others stay left out"
    );

    fs::write(folder.join("b.debate"), AFF).expect("written");
    changed(&editor, &folder.join("b.debate"));
    let all = ask(&editor, &known(folder, &first));
    assert_eq!(all.len(), 202);
}
