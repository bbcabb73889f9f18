//! Small stacks, few file descriptors, and others who use the same folder and cache.

use std::fs;
use std::process::Stdio;

use debate_ls_tests::server_process::ServerProcess;
use serde_json::json;

use crate::{CARD, card, jsonl, problems, run, script, server, stderr, stdout, tub, wait_for_cards};

/// A main thread with 512 KiB of stack, and other threads with as much.
const SMALL_STACK: &str = "ulimit -s 512; export RUST_MIN_STACK=524288;";

/// Evidence in which everything that can be nested is nested very deep.
fn nested() -> Vec<(&'static str, String)> {
    let deep = |open: &str, close: &str| open.repeat(5_000) + "talks" + &close.repeat(5_000);
    vec![
        ("brackets", deep("(", ")")),
        ("quotations", deep("“", "”")),
        ("square brackets", deep("[", "]")),
        ("links", deep("[[", "]]")),
        ("marks", deep("__**==", "==**__")),
        ("comments", deep("<!-- ", " -->")),
        ("headings", "# P\n\n## H\n\n### B\n\n#### T\n\n".repeat(2_000)),
        ("a cite of brackets", format!("#### Tag\n\nChoi 21 {}\n\nBody text.\n", deep("(", ")"))),
        ("dates", format!("#### Tag\n\nChoi 21 {}\n", "9-2-21, ".repeat(5_000))),
    ]
}

#[test]
fn a_small_stack_is_enough_for_what_is_nested_deep() {
    let folder = tub(1);
    for (name, text) in nested() {
        fs::write(folder.path().join("deep.debate"), &text).expect("written");
        for command in ["check --fix --diff", "outline", "parse", "cites"] {
            let output = run(folder.path(), &format!("{SMALL_STACK} exec \"$0\" {command} deep.debate"));
            let code = output.status.code();
            assert!(matches!(code, Some(0 | 1)), "{name}, {command}: {code:?} {}", stderr(&output));
        }
    }
    let server = server(folder.path(), &format!("{SMALL_STACK} exec \"$0\" serve"));
    for (name, text) in nested() {
        let found = problems(&server, &text);
        assert!(!found.contains(&"internal-error".to_owned()), "{name}");
    }
    wait_for_cards(&server, 1);
}

#[test]
fn a_small_stack_is_enough_for_deep_messages_and_settings() {
    let folder = tub(1);
    fs::write(folder.path().join("tub/debate-ls.toml"), format!("profile = {}\n", "[".repeat(100_000)))
        .expect("written");
    let output = run(folder.path(), &format!("{SMALL_STACK} exec \"$0\" check tub"));
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("debate-ls.toml:1"), "{}", stderr(&output));
    assert!(stdout(&output).contains("[cite-apostrophe]"), "the brief is checked: {}", stdout(&output));

    let server = server(folder.path(), &format!("{SMALL_STACK} exec \"$0\" serve"));
    let message = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{}", "[".repeat(200_000));
    server.send_raw(format!("Content-Length: {}\r\n\r\n{message}", message.len()).as_bytes());
    assert_eq!(server.error_without_id()["code"], -32700);
    assert!(!problems(&server, CARD).is_empty());
}

#[test]
fn few_file_descriptors_are_enough_for_many_files() {
    let folder = tub(300);
    let find = "\"$0\" find sanctions --in tub --limit 1000 --format jsonl";
    let all = run(folder.path(), "\"$0\" check --format github tub");
    let few = run(folder.path(), "ulimit -n 24; \"$0\" check --format github tub");
    assert_eq!((stdout(&few), stderr(&few)), (stdout(&all), stderr(&all)));
    assert_eq!(jsonl(&run(folder.path(), &format!("ulimit -n 24; {find}"))).len(), 300);
    wait_for_cards(&server(folder.path(), "ulimit -n 24; exec \"$0\" serve"), 300);
}

#[test]
fn too_few_file_descriptors_are_an_error_and_no_panic() {
    let folder = tub(40);
    for descriptors in 3..12 {
        let output = run(folder.path(), &format!("ulimit -n {descriptors}; exec \"$0\" check tub"));
        assert!(!stderr(&output).contains("panicked"), "{descriptors}: {}", stderr(&output));
        // The dynamic linker needs some itself, and ends with 127 without them.
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 2 | 127)), "{descriptors}: {code:?} {}", stderr(&output));
        let is_complete = stdout(&output).matches("[cite-apostrophe]").count() == 40;
        assert!(is_complete || code != Some(0), "{descriptors}: files were left out without a word");
    }
}

#[test]
fn two_servers_and_a_search_share_a_folder_and_its_cache() {
    let folder = tub(200);
    let serve = || server(folder.path(), "exec \"$0\" serve");
    let servers: [ServerProcess; 2] = [serve(), serve()];
    let find = script(folder.path(), "exec \"$0\" find sanctions --in tub --limit 1000 --format jsonl")
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    servers.iter().for_each(|server| wait_for_cards(server, 200));
    assert_eq!(jsonl(&find.wait_with_output().expect("it ends")).len(), 200);
    // The search reads a new file first; each server still gets it.
    let new = folder.path().join("tub/0200.debate");
    std::fs::write(&new, card(200)).expect("written");
    assert_eq!(
        jsonl(&run(folder.path(), "\"$0\" find sanctions --in \"$HOME/tub\" --limit 1000 --format jsonl")).len(),
        201
    );
    let created = json!({"changes": [{"uri": format!("file://{}", new.display()), "type": 1}]});
    for server in &servers {
        server.notify("workspace/didChangeWatchedFiles", created.clone());
        wait_for_cards(server, 201);
    }
    let [first, second] = servers;
    drop(first);
    assert!(!problems(&second, CARD).is_empty(), "the other goes on");
    wait_for_cards(&serve(), 201);
}
