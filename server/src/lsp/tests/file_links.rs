//! `[[Name]]` as the name of a file, and what happens when the file gets another name.

use std::fs;
use std::path::Path;

use debate_ls_tests::client::Client;
use serde_json::{Value, json};

use super::tub::{at, uri, with_files};

const AFF: &str = "### AT: Cooperation\n\n#### See [[Trade DA]] and [[trade da.Debate]] and [[Cooperation]]\n\n\
    #### They left\n\nMarsh 21 (Ann Marsh, “Off,” The Hill, 9-2-21)\n\nThe talks are off. [[Trade DA]]\n";
const NEG: &str = "### Tolls\n\n#### It is indexed\n\nMarsh 21\n\nNo one came back after that. [[ Trade DA ]]\n";

fn rename(client: &Client, folder: &Path, renames: &[(&str, &str)]) -> Value {
    let file = |(old, new): &(&str, &str)| json!({"oldUri": uri(&folder.join(old)), "newUri": uri(&folder.join(new))});
    client.request("workspace/willRenameFiles", json!({"files": renames.iter().map(file).collect::<Vec<_>>()}))
}

/// The new names in the edits of a file, with the columns that they take the place of.
fn edits(edit: &Value, folder: &Path, name: &str) -> Vec<String> {
    let edits = edit["changes"][uri(&folder.join(name))].as_array();
    let shown = |edit: &Value| {
        let (from, to) = (&edit["range"]["start"], &edit["range"]["end"]);
        format!(
            "{}:{}-{} {}",
            from["line"],
            from["character"],
            to["character"],
            edit["newText"].as_str().expect("text")
        )
    };
    edits.map_or_else(Vec::new, |edits| edits.iter().map(shown).collect())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reference_leads_to_the_file_of_its_name_unless_a_block_has_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let files =
        [("aff.debate", AFF), ("neg.debate", NEG), ("Trade DA.debate", "### Trade\n"), ("Cooperation.debate", "")];
    let editor = with_files(folder, &files);
    let ask = |method: &str, character| {
        let places = editor.request(&format!("textDocument/{method}"), at(folder, "aff.debate", 2, character));
        let place = |place: &Value| {
            let uri = place["uri"].as_str().expect("a URI");
            format!("{}:{}", uri.rsplit('/').next().expect("a name"), place["range"]["start"]["line"])
        };
        places.as_array().map_or_else(Vec::new, |places| places.iter().map(place).collect())
    };
    assert_eq!(ask("definition", 14), ["Trade%20DA.debate:0"]);
    assert_eq!(ask("definition", 30), ["Trade%20DA.debate:0"]);
    assert_eq!(ask("definition", 60), ["aff.debate:0"], "a block has the name");
    assert_eq!(ask("references", 14), ["aff.debate:2", "aff.debate:8", "neg.debate:6", "Trade%20DA.debate:0"]);
    editor.change(&uri(&folder.join("aff.debate")), 2, json!([{"text": format!("{AFF}\n#### See [[tra")}]));
    let items = editor.request("textDocument/completion", at(folder, "aff.debate", 10, 14));
    let items: Vec<_> = items["items"].as_array().expect("items").iter().collect();
    let [own, block, file] = items.as_slice() else { panic!("{items:?}") };
    let labels = [own, block, file].map(|item| item["label"].as_str().expect("a label"));
    assert_eq!(labels, ["AT: Cooperation", "Trade", "Trade DA"]);
    assert_eq!((&file["kind"], &file["textEdit"]["newText"]), (&json!(17), &json!("Trade DA]]")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn references_follow_a_file_that_gets_another_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let files = [("aff.debate", AFF), ("neg.debate", NEG), ("Trade DA.debate", ""), ("Cooperation.debate", "")];
    let editor = with_files(folder, &files);
    let edit = rename(&editor, folder, &[("Trade DA.debate", "Tariffs DA.cards")]);
    assert_eq!(
        edits(&edit, folder, "aff.debate"),
        ["2:11-19 Tariffs DA", "2:28-43 Tariffs DA.cards", "8:21-29 Tariffs DA"]
    );
    assert_eq!(edits(&edit, folder, "neg.debate"), ["6:32-40 Tariffs DA"], "a file that is not open");
    assert_eq!(edit["changes"].as_object().map(serde_json::Map::len), Some(2));

    let edit = rename(&editor, folder, &[("Trade DA.debate", "Tolls.debate")]);
    assert_eq!(edits(&edit, folder, "neg.debate"), ["6:32-40 Tolls.debate"], "a block has the new name");

    assert_eq!(rename(&editor, folder, &[("Trade DA.debate", "old/Trade DA.debate")]), Value::Null, "a move");
    assert_eq!(rename(&editor, folder, &[("Cooperation.debate", "Talks.debate")]), Value::Null, "a block has the name");
    assert_eq!(rename(&editor, folder, &[("neg.debate", "negative.debate")]), Value::Null, "no reference");
    let files =
        json!({"files": [{"oldUri": uri(&folder.join("Trade DA.debate")), "newUri": uri(&folder.join("[1].debate"))}]});
    editor.send_request_as(99, "workspace/willRenameFiles", files);
    let refusal = editor.response(99)["error"]["message"].take();
    assert_eq!(refusal, "A name must be one line without [ or ]. Remove them, and any invisible characters.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_watches_no_files_says_which_it_has_renamed() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let editor = with_files(folder, &[("aff.debate", AFF), ("neg.debate", NEG), ("Trade DA.debate", "")]);
    let target = || editor.request("textDocument/definition", at(folder, "aff.debate", 2, 14));
    assert_eq!(target()[0]["uri"], uri(&folder.join("Trade DA.debate")));
    fs::rename(folder.join("Trade DA.debate"), folder.join("Trade DA.cards")).expect("renamed");
    let files =
        json!([{"oldUri": uri(&folder.join("Trade DA.debate")), "newUri": uri(&folder.join("Trade DA.cards"))}]);
    editor.notify("workspace/didRenameFiles", json!({ "files": files }));
    while target()[0]["uri"] != uri(&folder.join("Trade DA.cards")) {}
    fs::remove_file(folder.join("Trade DA.cards")).expect("removed");
    editor.notify("workspace/didDeleteFiles", json!({"files": [{"uri": uri(&folder.join("Trade DA.cards"))}]}));
    while !target().is_null() {}
    fs::write(folder.join("Trade DA.brief"), "").expect("written");
    editor.notify("workspace/didCreateFiles", json!({"files": [{"uri": uri(&folder.join("Trade DA.brief"))}]}));
    while target()[0]["uri"] != uri(&folder.join("Trade DA.brief")) {}
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_file_of_a_folder_can_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let editor = with_files(folder, &[("neg.debate", NEG)]);
    fs::remove_file(folder.join("neg.debate")).expect("removed");
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&folder.join("neg.debate"))}}));
    editor.notify("workspace/didDeleteFiles", json!({"files": [{"uri": uri(&folder.join("neg.debate"))}]}));
    while editor.request("workspace/symbol", json!({"query": "Tolls"})) != json!([]) {}
}
