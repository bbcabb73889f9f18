//! Reading and speech documents, as an editor meets them.

use serde_json::{Value, json};

use super::editor::Editor;
use super::session::{BRIEF, URI, document, editor, open};

const SPEECH: &str = "untitled:Speech";

fn started() -> Editor {
    let editor = editor();
    editor.initialize(json!({"window": {"showDocument": {"support": true}}}));
    open(&editor, 1, BRIEF);
    editor
}

fn at(line: u32, character: u32) -> Value {
    json!({"line": line, "character": character})
}

/// The result of a command, or the message of its error.
fn run(editor: &Editor, command: &str, argument: Value) -> Value {
    editor.send_request_as(5, "workspace/executeCommand", json!({"command": command, "arguments": [argument]}));
    let answer = editor.response(5);
    answer.get("error").map_or(&answer["result"], |error| &error["message"]).clone()
}

/// The edits that the editor is asked to make to a document. It makes them.
fn applied(editor: &Editor, uri: &str) -> Value {
    let asked = editor.wait_for(|message| message["method"] == "workspace/applyEdit");
    editor.reply(&asked["id"], json!({"applied": true}));
    asked["params"]["edit"]["changes"][uri].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_read_comes_in_order() {
    let editor = started();
    let reading = editor.request("debate/reading", document());
    let lines = reading["lines"].as_array().expect("lines");
    let kinds: Vec<&str> = lines.iter().map(|line| line["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds, ["pocket", "block", "tag", "cite", "evidence", "tag", "evidence"]);
    assert_eq!((&lines[3]["text"], &lines[3]["words"]), (&json!("Choi 21"), &json!(2)));
    assert_eq!((&reading["wordsPerMinute"], &reading["tagWordsPerMinute"]), (&json!(350), &json!(350)));
    let range = json!({"start": at(10, 0), "end": at(10, 0)});
    let one = editor.request("debate/reading", json!({"textDocument": {"uri": URI}, "range": range}));
    assert_eq!(one["lines"].as_array().map(Vec::len), Some(2), "{one}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_is_sent_to_the_end_of_the_speech() {
    let editor = started();
    let send = |line: u32| json!({"uri": URI, "range": {"start": at(line, 0), "end": at(line, 0)}, "to": SPEECH});
    let refusal = run(&editor, "debate-ls.send", send(12));
    assert_eq!(refusal, "The speech document is not open. Open it, or start a new one.");
    editor.open(SPEECH, 1, "### 1NC\n");
    assert_eq!(run(&editor, "debate-ls.send", send(12)), "Talks fail");
    let edits = applied(&editor, SPEECH);
    let added = edits[0]["newText"].as_str().expect("a text");
    assert!(added.starts_with("\n\n#### Talks fail\n\nThe quotation"), "{added}");
    assert_eq!(edits[0]["range"]["start"], at(0, 7));
    let mut into = send(12);
    into["at"] = at(0, 2);
    editor.open("untitled:Brief", 1, "### AT: Talks\n\n### AT: Heg\n");
    into["to"] = json!("untitled:Brief");
    assert_eq!(run(&editor, "debate-ls.send", into), "Talks fail");
    let edits = applied(&editor, "untitled:Brief");
    assert_eq!((&edits[0]["range"]["start"], &edits[0]["range"]["end"]), (&at(0, 13), &at(2, 0)), "{edits}");
    let shown = editor.wait_for(|message| message["method"] == "window/showDocument");
    assert_eq!(shown["params"]["selection"]["start"], at(2, 0));
    editor.reply(&shown["id"], json!({"success": true}));
    assert_eq!(run(&editor, "debate-ls.send", send(1)), "Put the cursor in a card or on a heading, or select text.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_moved_card_takes_the_cursor_along() {
    let editor = started();
    let rewrite = |name: &str, line: u32| {
        let ranges = json!([{"start": at(line, 2), "end": at(line, 2)}]);
        run(&editor, "debate-ls.rewrite", json!({"uri": URI, "ranges": ranges, "rewrite": name, "label": "10:32"}))
    };
    assert_eq!(rewrite("moveUp", 10), Value::Null);
    assert_eq!(applied(&editor, URI).as_array().map(Vec::len), Some(2));
    let shown = editor.wait_for(|message| message["method"] == "window/showDocument");
    assert_eq!(shown["params"]["selection"]["start"], at(4, 0));
    editor.reply(&shown["id"], json!({"success": true}));
    assert!(rewrite("moveUp", 0).as_str().is_some_and(|refusal| refusal.starts_with("It cannot go there")));
    assert_eq!(rewrite("mark", 8), Value::Null);
    assert_eq!(applied(&editor, URI)[0]["newText"], "\n\n~ Marked 10:32 ~");
    assert_eq!(rewrite("promote", 2), Value::Null);
    assert_eq!(applied(&editor, URI)[0]["newText"], "## ");
    assert_eq!(run(&editor, "debate-ls.move", json!({"uri": URI, "from": at(4, 0), "before": null})), Value::Null);
    assert_eq!(applied(&editor, URI).as_array().map(Vec::len), Some(2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_is_copied_for_the_caselist() {
    let editor = started();
    let copy = |form: &str, line: u32| {
        run(&editor, "debate-ls.copy", json!({"uri": URI, "position": at(line, 0), "form": form}))
    };
    let disclosed = copy("disclosed", 12);
    assert_eq!(
        disclosed,
        "Talks fail\n\nThe quotation has no source at all, and it goes on for long enough to be one, as anybody can see."
    );
    assert!(copy("lastCite", 12).as_str().is_some_and(|cite| cite.starts_with("Choi 21, Joseph Choi")));
    assert_eq!(copy("disclosed", 0), "Put the cursor in a card.");
    assert!(copy("half", 0).as_str().is_some_and(|message| message.contains("`disclosed`")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_click_on_a_lens_shows_what_is_in_the_block() {
    let editor = started();
    let lenses = editor.request("textDocument/codeLens", document());
    let command = &lenses[0]["command"];
    let shown = run(&editor, command["command"].as_str().expect("a command"), command["arguments"][0].clone());
    assert_eq!(shown, Value::Null);
    let message = editor.wait_for(|message| message["method"] == "window/showMessage");
    let text = message["params"]["message"].as_str().expect("a text");
    assert!(text.starts_with("AT: Cooperation: 2 cards · "), "{text}");
}
