//! Methods that change a document, as an editor meets them.

use serde_json::{Value, json};

use super::editor::Editor;
use super::session::{BRIEF, URI, document, editor, open};

/// What an editor that can do much says of itself.
fn able() -> Value {
    json!({
        "textDocument": {
            "diagnostic": {},
            "completion": {"completionItem": {"snippetSupport": true}},
            "rename": {"prepareSupport": true},
            "codeAction": {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source"]}},
                "dataSupport": true,
                "resolveSupport": {"properties": ["edit"]},
            },
        },
        "workspace": {"workspaceEdit": {"documentChanges": true}},
    })
}

/// The answer's result to a question about the document.
fn ask(editor: &Editor, method: &str, more: Value) -> Value {
    let mut params = document();
    for (key, value) in more.as_object().expect("an object") {
        params[key] = value.clone();
    }
    editor.send_request_as(7, method, params);
    let mut answer = editor.response(7);
    assert!(answer.get("error").is_none(), "{answer}");
    answer["result"].take()
}

fn at(line: u32, character: u32) -> Value {
    json!({"position": {"line": line, "character": character}})
}

fn everything() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}})
}

fn with(capabilities: Value, text: &str) -> Editor {
    let editor = editor();
    editor.initialize(capabilities);
    open(&editor, 3, text);
    editor
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cite_comes_with_gaps_or_without() {
    let text = format!("{BRIEF}\n#### Nobody came\n\n");
    for (capabilities, format, begins) in [(able(), json!(2), "${1:Last} ${2:26}"), (json!({}), Value::Null, "Last 26")]
    {
        let editor = with(capabilities, &text);
        let list = ask(&editor, "textDocument/completion", at(16, 0));
        let cite = &list["items"][0];
        assert_eq!(cite["insertTextFormat"], format, "{list}");
        assert!(cite["textEdit"]["newText"].as_str().is_some_and(|text| text.starts_with(begins)), "{cite}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_completion_inside_a_word_replaces_the_word() {
    // The cursor is in `The H|ill’s News`, which the other cite has with a curly apostrophe.
    let brief = BRIEF.replace("The Hill", "The Hill’s News");
    let text = format!("{brief}\n#### Nobody came\n\nTASS, September 7, 2021, “Talks,” The Hxx, \n");
    let cite = text.lines().count() as u32 - 1;
    let column = "TASS, September 7, 2021, “Talks,” The H".encode_utf16().count() as u32;
    let [start, cursor, end] =
        [column - 5, column, column + 2].map(|character| json!({"line": cite, "character": character}));
    let publication = |capabilities: Value| {
        let list = ask(&with(capabilities, &text), "textDocument/completion", at(cite, column));
        let items = list["items"].as_array().expect("items");
        items.iter().find(|item| item["label"] == "The Hill’s News").expect("the publication").clone()
    };
    let plain = publication(able());
    assert_eq!(plain["textEdit"]["range"], json!({"start": start, "end": end}));
    assert_eq!(plain["filterText"], "The Hill's News");
    let item = json!({"textDocument": {"completion": {"completionItem": {"insertReplaceSupport": true}}}});
    let edit = publication(item)["textEdit"].clone();
    assert_eq!(edit["insert"], json!({"start": start, "end": cursor}));
    assert_eq!(edit["replace"], json!({"start": start, "end": end}));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_author_is_resolved_to_sources() {
    let editor = with(able(), &format!("{BRIEF}\n#### Nobody came\n\n"));
    let list = ask(&editor, "textDocument/completion", at(16, 0));
    let items = list["items"].as_array().expect("items");
    let author = items.iter().find(|item| item["label"] == "Joseph Choi").expect("the author");
    editor.send_request_as(8, "completionItem/resolve", author.clone());
    assert_eq!(editor.response(8)["result"]["documentation"], "Choi 21, “Kremlin: talks are off”");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rename_has_the_version_if_the_editor_supports_it() {
    let editor = with(able(), BRIEF);
    let prepared = ask(&editor, "textDocument/prepareRename", at(6, 1));
    assert_eq!(prepared["placeholder"], "Choi");
    let mut params = at(6, 1);
    params["newName"] = json!("Choy");
    let renamed = ask(&editor, "textDocument/rename", params.clone());
    let change = &renamed["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 3}));
    assert_eq!(change["edits"].as_array().map(Vec::len), Some(2), "{renamed}");

    let renamed = ask(&with(json!({}), BRIEF), "textDocument/rename", params);
    assert_eq!(renamed["changes"][URI].as_array().map(Vec::len), Some(2), "{renamed}");

    editor.send_request_as(
        9,
        "textDocument/rename",
        json!({"textDocument": {"uri": URI}, "newName": "x", "position": {"line": 8, "character": 4}}),
    );
    assert!(editor.response(9)["error"]["message"].as_str().is_some_and(|message| message.contains("Put the cursor")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_requested_kinds_of_actions_are_returned() {
    let brief = BRIEF.replace("9-15-21, “", "9-15-21,, “");
    let editor = with(able(), &brief);
    let all = ask(&editor, "textDocument/codeAction", json!({"range": everything(), "context": {"diagnostics": []}}));
    let all = all.as_array().expect("actions");
    let fix = all.iter().find(|action| action["isPreferred"] == true).expect("a safe fix");
    assert_eq!(fix["diagnostics"][0]["code"], "cite-empty-field");
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 3);
    let ignore = all.iter().find(|action| action["title"] == "Ignore cite-missing for this card").expect("an action");
    let edit = &ignore["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "<!-- debate-ls: ignore cite-missing -->\n\n");
    assert_eq!(edit["range"]["start"], json!({"line": 10, "character": 0}));

    let only = json!({"range": everything(), "context": {"diagnostics": [], "only": ["source.fixAll"]}});
    let source = ask(&editor, "textDocument/codeAction", only.clone());
    assert_eq!(source.as_array().map(Vec::len), Some(1), "{source}");
    assert!(source[0].get("edit").is_none());
    editor.send_request_as(8, "codeAction/resolve", source[0].clone());
    let edits = editor.response(8)["result"]["edit"]["documentChanges"][0]["edits"].take();
    assert_eq!(edits.as_array().map(Vec::len), Some(1), "{edits}");

    // Without resolve the edit comes at once.
    let literal =
        json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}});
    let source = ask(&with(literal, &brief), "textDocument/codeAction", only);
    assert_eq!(source[0]["edit"]["changes"][URI].as_array().map(Vec::len), Some(1), "{source}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn formatting_makes_few_edits() {
    let editor = with(able(), &BRIEF.replacen("\n\n", "\n\n\n", 1));
    let options = json!({"tabSize": 4, "insertSpaces": true});
    let edits = ask(&editor, "textDocument/formatting", json!({"options": options}));
    assert_eq!(edits.as_array().map(Vec::len), Some(1), "{edits}");
    let far = json!({"start": {"line": 9, "character": 0}, "end": {"line": 12, "character": 0}});
    let edits = ask(&editor, "textDocument/rangeFormatting", json!({"options": options, "range": far}));
    assert_eq!(edits, json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_answer_with_text() {
    let editor = with(able(), BRIEF);
    let run = |id: i64, command: &str, argument: Value| {
        editor.send_request_as(id, "workspace/executeCommand", json!({"command": command, "arguments": [argument]}));
        editor.response(id)
    };
    let bibtex = run(1, "debate-ls.bibliography", json!({"uri": URI, "format": "bibtex"}));
    assert!(bibtex["result"].as_str().is_some_and(|text| text.contains("choi2021")), "{bibtex}");
    let statistics = run(2, "debate-ls.statistics", json!({"uri": URI}));
    assert!(statistics["result"].as_str().is_some_and(|text| text.starts_with("2 cards")), "{statistics}");
    assert_eq!(run(3, "debate-ls.statistics", json!({"uri": "untitled:never-opened"}))["result"], Value::Null);
    assert_eq!(run(4, "debate-ls.export", json!({}))["error"]["code"], -32602);
    assert_eq!(run(5, "debate-ls.statistics", json!(4))["error"]["code"], -32602);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn positions_out_of_range_and_unknown_documents_are_not_errors() {
    let editor = with(able(), "é😀\r\n[[");
    for place in [at(0, 2), at(0, 99), at(99, 0), at(1, 2)] {
        ask(&editor, "textDocument/completion", place.clone());
        ask(&editor, "textDocument/prepareRename", place);
    }
    let unknown =
        json!({"textDocument": {"uri": "file:///C%3A/never.debate"}, "position": {"line": 0, "character": 0}});
    editor.send_request_as(8, "textDocument/completion", unknown);
    assert_eq!(editor.response(8)["result"], Value::Null);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gap_is_selected_if_the_editor_can() {
    let text = BRIEF.replace("Choi 21, Joseph Choi, reporter, 9-15-21,", "Joseph Choi, reporter, 9-15, ,");
    let fix = |capabilities: Value| {
        let editor = with(capabilities, &text);
        let params = json!({"range": everything(), "context": {"diagnostics": [], "only": ["quickfix"]}});
        let actions = ask(&editor, "textDocument/codeAction", params);
        let actions = actions.as_array().expect("actions").clone();
        (editor, actions.into_iter().find(|action| action["title"] == "Add the year").expect("a fix"))
    };
    let (_, plain) = fix(able());
    assert_eq!(plain.get("command"), None);

    let mut can_show = able();
    can_show["window"] = json!({"showDocument": {"support": true}});
    let (editor, action) = fix(can_show);
    let edit = &action["edit"]["documentChanges"][0]["edits"][0];
    let column = edit["range"]["start"]["character"].as_u64().expect("a column") + 2;
    let line = json!(6);
    let selection =
        json!({"start": {"line": line, "character": column}, "end": {"line": line, "character": column + 4}});
    assert_eq!((&edit["newText"], &action["command"]["arguments"][0]["range"]), (&json!(", YEAR"), &selection));

    editor.send_request_as(8, "workspace/executeCommand", action["command"].clone());
    let asked = editor.wait_for(|message| message["method"] == "window/showDocument");
    assert_eq!((&asked["params"]["uri"], &asked["params"]["selection"]), (&json!(URI), &selection));
    editor.reply(&asked["id"], json!({"success": true}));
    assert_eq!(editor.response(8)["result"], Value::Null);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_brief_has_the_age_of_stale_evidence() {
    let editor = editor();
    let settings = json!({"staleMonths": {"talks fail": 3}});
    editor.send_request_as(0, "initialize", json!({"capabilities": {}, "initializationOptions": settings}));
    editor.response(0);
    open(&editor, 1, BRIEF);
    editor.send_request_as(1, "debate/brief", document());
    let brief = editor.response(1)["result"].clone();
    let cards: Vec<_> = brief["entries"].as_array().expect("entries").iter().map(|one| &one["staleMonths"]).collect();
    assert_eq!(brief["staleMonths"], 12, "the team’s");
    assert_eq!(cards, [&Value::Null, &Value::Null, &Value::Null, &json!(3)], "only of a tag about the present");
}

/// Runs a rewrite of the text from `from` to `to`, and returns the edit that the editor is asked to make.
fn rewritten(editor: &Editor, rewrite: &str, from: (u32, u32), to: (u32, u32)) -> Value {
    let [start, end] = [from, to].map(|(line, character)| json!({"line": line, "character": character}));
    let argument = json!({"uri": URI, "ranges": [{"start": start, "end": end}], "rewrite": rewrite});
    editor.send_request_as(
        11,
        "workspace/executeCommand",
        json!({"command": "debate-ls.rewrite", "arguments": [argument]}),
    );
    let answer = editor.response(11);
    if answer.get("error").is_some() {
        return answer["error"]["message"].clone();
    }
    let asked = editor.wait_for(|message| message["method"] == "workspace/applyEdit");
    editor.reply(&asked["id"], json!({"applied": true}));
    asked["params"]["edit"].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_selection_is_cut_by_a_command_and_by_an_action() {
    let editor = with(able(), BRIEF);
    let edit = rewritten(&editor, "underline", (8, 4), (8, 9));
    let change = &edit["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 3}));
    assert_eq!(
        change["edits"][0],
        json!({"newText": "__", "range": {"start": {"line": 8, "character": 4}, "end": {"line": 8, "character": 4}}})
    );
    assert_eq!(change["edits"].as_array().map(Vec::len), Some(2));
    assert_eq!(rewritten(&editor, "tag", (8, 4), (8, 4))["documentChanges"][0]["edits"][0]["newText"], "#### ");
    let refusal = rewritten(&editor, "highlight", (0, 2), (0, 4));
    assert!(refusal.as_str().is_some_and(|message| message.starts_with("Select words")), "{refusal}");
    let unknown = rewritten(&editor, "shrink", (0, 2), (0, 4));
    assert!(unknown.as_str().is_some_and(|message| message.contains("`underline`")), "{unknown}");

    let selection = json!({"start": {"line": 8, "character": 4}, "end": {"line": 8, "character": 9}});
    let actions = |range: &Value| {
        let context = json!({"diagnostics": [], "only": ["refactor"]});
        let found = ask(&editor, "textDocument/codeAction", json!({"range": range, "context": context}));
        found.as_array().expect("actions").iter().map(|action| action["title"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(actions(&selection), ["Underline", "Emphasize", "Highlight", "Clear cutting marks"]);
    assert_eq!(actions(&json!({"start": selection["start"], "end": selection["start"]})), Vec::<Value>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_editor_that_draws_marks_gets_no_tokens_for_them() {
    let text = BRIEF.replace("The talks are off", "The __talks__ are **off**");
    let count = |capabilities: Value| {
        let editor = with(capabilities, &text);
        let tokens =
            |method: &str, more: Value| ask(&editor, method, more)["data"].as_array().expect("tokens").len() / 5;
        let all = tokens("textDocument/semanticTokens/full", json!({}));
        assert_eq!(tokens("textDocument/semanticTokens/range", json!({"range": everything()})), all);
        all
    };
    assert_eq!(count(json!({})), count(json!({"experimental": {"drawsMarks": true}})) + 2);
}
