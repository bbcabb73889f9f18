//! Messages that are cut off or too long, and the ends that others make: of the input, of the editor, of the program.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use debate_ls_tests::client::TIMEOUT;
use debate_ls_tests::server_process::ServerProcess;
use serde_json::json;

use crate::{CARD, card, fixed, problems, script, server, tub, wait_for_cards};

#[test]
fn an_input_that_ends_inside_a_message_ends_the_server() {
    for part in
        ["Content-Le", "Content-Length: 100\r\n", "Content-Length: 100\r\n\r\n", "Content-Length: 100\r\n\r\n{\"js"]
    {
        let (mut server, _) = ServerProcess::initialized(json!({}));
        server.send_raw(part.as_bytes());
        server.close_input();
        assert_eq!(server.exit_code(), Some(1), "{part:?}");
        assert!(server.remaining_messages().iter().all(|message| message.get("error").is_none()));
    }
}

#[test]
fn a_header_of_many_megabytes_costs_no_memory_and_the_next_message_is_read() {
    let (server, _) = ServerProcess::initialized(json!({"textDocument": {"diagnostic": {}}}));
    let before = server.peak().expect("Linux tells");
    let part = "X-Header: ".repeat(100_000);
    for _ in 0..64 {
        server.send_raw(part.as_bytes());
    }
    server.send_raw(b"\r\n");
    assert!(problems(&server, CARD).contains(&"cite-apostrophe".to_owned()));
    let grown = server.peak().expect("Linux tells") - before;
    assert!(grown < 16 << 20, "{} KiB", grown >> 10);
}

#[test]
fn a_server_ends_with_its_editor_though_its_input_stays_open() {
    let mut editor = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("cat");
    let mut server = ServerProcess::start();
    server.request("initialize", json!({"processId": editor.id(), "capabilities": {}}));
    server.notify("initialized", json!({}));
    assert!(!problems(&server, CARD).is_empty(), "it serves while the editor lives");
    editor.kill().expect("killed");
    editor.wait().expect("ended");
    assert_eq!(server.exit_code(), Some(1));
}

fn terminate(process: u32) {
    // The shell’s own: a bare Debian has no program of this name.
    let kill = Command::new("sh").args(["-c", &format!("kill -TERM {process}")]).status();
    assert!(kill.expect("a shell").success());
}

#[test]
fn a_server_that_is_terminated_ends_and_leaves_a_cache_that_the_next_one_uses() {
    let folder = tub(200);
    let mut first = server(folder.path(), "exec \"$0\" serve");
    terminate(first.id());
    assert_eq!(first.exit_code(), None, "the signal ended it");
    let next = server(folder.path(), "exec \"$0\" serve");
    wait_for_cards(&next, 200);
}

#[test]
fn a_fix_that_is_terminated_leaves_every_file_old_or_new() {
    let folder = tub(400);
    let file = |number: usize| folder.path().join(format!("tub/{number:04}.debate"));
    let mut fix = script(folder.path(), "exec \"$0\" check --fix tub")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let start = Instant::now();
    // As soon as one is written, or, on a quick machine, when all are.
    while (0..400).all(|number| fs::read_to_string(file(number)).is_ok_and(|text| text == card(number))) {
        assert!(start.elapsed() < TIMEOUT, "nothing is fixed");
        thread::yield_now();
    }
    if fix.try_wait().expect("a process").is_none() {
        terminate(fix.id());
    }
    fix.wait().expect("it ends");
    for number in 0..400 {
        let text = fs::read_to_string(file(number)).expect("it is there");
        assert!(text == card(number) || text == fixed(&card(number)), "{number}: {text}");
    }
}
