//! A server runs for days: what it was told and what is over leaves nothing behind. Measured on Linux alone.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

use debate_ls_tests::client::read_message;
use debate_ls_tests::server_process::ServerProcess;
use debate_ls_tests::{large, memory};
use serde_json::{Value, json};

const URI: &str = "file:///briefs/large.debate";
const MIB: u64 = 1 << 20;

fn server() -> ServerProcess {
    ServerProcess::initialized(json!({"textDocument": {"diagnostic": {}}})).0
}

fn resident(server: &ServerProcess) -> u64 {
    server.resident().expect("Linux tells")
}

/// A letter comes, the problems are asked for, and the letter goes.
fn type_and_take_back(server: &ServerProcess, version: i32) {
    let change = |from: usize, upto: usize, text: &str| {
        let range = json!({"start": {"line": 6, "character": from}, "end": {"line": 6, "character": upto}});
        json!([{"range": range, "text": text}])
    };
    server.change(URI, 2 * version, change(2, 2, "x"));
    server.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    server.change(URI, 2 * version + 1, change(2, 3, ""));
}

#[test]
fn ten_thousand_edits_do_not_make_it_grow() {
    let server = server();
    let text = large::of_size(100 << 10);
    server.open(URI, 1, &text);
    for version in 1..=500 {
        type_and_take_back(&server, version);
    }
    let before = resident(&server);
    for version in 501..=5_500 {
        type_and_take_back(&server, version);
    }
    // Were what is known after each edit kept, it would be tens of mebibytes.
    let grown = resident(&server).saturating_sub(before);
    assert!(grown < 8 * MIB, "grew by {} KiB", grown >> 10);
}

#[test]
fn a_document_that_is_closed_is_forgotten() {
    let server = server();
    let text = large::of_size(1 << 20);
    let mut open_and_close = |number: usize| {
        let uri = format!("file:///briefs/{number}.debate");
        let document = json!({"textDocument": {"uri": uri}});
        server.open(&uri, 1, &text);
        for method in ["textDocument/diagnostic", "textDocument/semanticTokens/full", "textDocument/documentSymbol"] {
            assert!(!server.request(method, document.clone()).is_null());
        }
        server.notify("textDocument/didClose", document.clone());
        assert_eq!(server.request("textDocument/documentSymbol", document), Value::Null);
        resident(&server)
    };
    let before = (0..5).map(&mut open_and_close).max().expect("five");
    let after = (5..45).map(&mut open_and_close).max().expect("forty");
    // Were they kept, it would be more than forty mebibytes of text alone.
    let grown = after.saturating_sub(before);
    assert!(grown < 12 * MIB, "grew by {} KiB", grown >> 10);
}

/// What an editor asks of a document, all of it.
fn ask_everything(server: &ServerProcess) {
    let document = json!({"uri": URI});
    let place = json!({"line": 2, "character": 4});
    let everywhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1_000_000, "character": 0}});
    let options = json!({"tabSize": 2, "insertSpaces": true});
    for (method, more) in [
        ("textDocument/documentSymbol", json!({})),
        ("textDocument/diagnostic", json!({})),
        ("textDocument/hover", json!({"position": place})),
        ("textDocument/completion", json!({"position": place})),
        ("textDocument/definition", json!({"position": place})),
        ("textDocument/references", json!({"position": place, "context": {"includeDeclaration": true}})),
        ("textDocument/documentHighlight", json!({"position": place})),
        ("textDocument/selectionRange", json!({"positions": [place]})),
        ("textDocument/foldingRange", json!({})),
        ("textDocument/documentLink", json!({})),
        ("textDocument/codeLens", json!({})),
        ("textDocument/inlayHint", json!({"range": everywhere})),
        ("textDocument/formatting", json!({"options": options})),
        ("textDocument/semanticTokens/full", json!({})),
        ("textDocument/semanticTokens/full/delta", json!({"previousResultId": "1"})),
        ("debate/brief", json!({})),
    ] {
        let mut params = json!({"textDocument": document});
        params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        server.request(method, params);
    }
    server.request("workspace/symbol", json!({"query": ""}));
}

#[test]
fn what_a_brief_takes_is_bounded_and_given_back() {
    let server = server();
    let text = large::of_size(4 << 20);
    let before = resident(&server);
    server.open(URI, 1, &text);
    for _ in 0..4 {
        ask_everything(&server);
    }
    let open = resident(&server).saturating_sub(before);
    let budget = 8 * text.len() as u64 + 15 * MIB;
    assert!(open < budget, "an open brief of {} KiB takes {} KiB", text.len() >> 10, open >> 10);

    server.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    // The pages go back in a task of its own, after the notification.
    let mut closed = u64::MAX;
    for _ in 0..2_000 {
        server.request("workspace/symbol", json!({"query": ""}));
        closed = closed.min(resident(&server).saturating_sub(before));
        if closed < 15 * MIB {
            return;
        }
    }
    panic!("a closed brief of {} KiB keeps {} KiB", text.len() >> 10, closed >> 10);
}

/// Runs a command over a text from standard input, and gives the most memory that it took until its first word.
fn peak_of(arguments: &[&str], text: &str) -> u64 {
    let mut child = Command::new(debate_ls_tests::program())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
    // More comes than a pipe holds, so that it has not ended.
    child.stdout.as_mut().expect("a pipe").read_exact(&mut [0]).expect("it says something");
    let peak = memory::peak(child.id()).expect("Linux tells");
    end(child);
    peak
}

fn end(mut child: Child) {
    child.kill().expect("it is stopped");
    child.wait().expect("it ends");
}

#[test]
fn a_report_takes_no_more_memory_with_more_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let brief = "#### Sanctions fail\n\nChoi 21\n\nThe talks are off.\n\n".repeat(60);
    let peak_with = |files: usize| {
        for number in 0..files {
            fs::write(folder.path().join(format!("{number}.debate")), &brief).expect("written");
        }
        let mut child = Command::new(debate_ls_tests::program())
            .args(["check", "--format", "sarif", "."])
            .current_dir(folder.path())
            // As many files are held at once as there are threads, times eight.
            .env("RAYON_NUM_THREADS", "2")
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut peak = 0;
        let mut part = [0; 1 << 14];
        while child.stdout.as_mut().expect("a pipe").read(&mut part).expect("it writes") > 0 {
            peak = peak.max(memory::peak(child.id()).unwrap_or_default());
        }
        child.wait().expect("it ends");
        peak
    };
    let (few, many) = (peak_with(30), peak_with(400));
    assert!(few > 0 && many < few + 10 * MIB, "{} KiB for many files, {} KiB for few", many >> 10, few >> 10);
}

/// As many short lines as are read, of which the tree alone takes 300 times their size.
#[test]
fn a_file_of_two_byte_lines_takes_a_bounded_multiple_of_its_size() {
    let lines = "a\n".repeat(49_000);
    let size = lines.len() as u64;
    let parsed = peak_of(&["parse", "-"], &lines);
    assert!(parsed < 15 * MIB + 600 * size, "parse takes {} KiB", parsed >> 10);

    let server = server();
    server.open(URI, 1, &lines);
    ask_everything(&server);
    let peak = server.peak().expect("Linux tells");
    assert!(peak < 30 * MIB + 1_500 * size, "the server takes {} KiB", peak >> 10);
}

#[test]
fn a_file_of_very_many_very_short_lines_is_refused_until_it_has_fewer() {
    let lines = "a\n".repeat(1 << 20);
    let mut server = server();
    let before = resident(&server);
    server.open(URI, 1, &lines);
    ask_everything(&server);
    let document = json!({"textDocument": {"uri": URI}});
    let diagnostics = |server: &ServerProcess| {
        server.request("textDocument/diagnostic", document.clone())["items"].as_array().expect("a list").clone()
    };
    let list = diagnostics(&mut server);
    let [diagnostic] = list.as_slice() else { panic!("{list:?}") };
    assert!(diagnostic["message"].as_str().is_some_and(|words| words.contains("1048577 lines")), "{diagnostic}");
    let peak = server.peak().expect("Linux tells").saturating_sub(before);
    assert!(peak < 15 * MIB + 40 * lines.len() as u64, "{} KiB", peak >> 10);

    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1_048_000, "character": 0}});
    server.change(URI, 2, json!([{"range": range, "text": "#### Tag\n\nChoi 21\n"}]));
    assert_ne!(diagnostics(&mut server).first().map(|diagnostic| &diagnostic["code"]), Some(&json!("internal-error")));
    assert!(!server.request("textDocument/documentSymbol", document.clone()).as_array().expect("a list").is_empty());
}

/// A server, and the bytes of a handshake and of a document to it; what it says is not read yet.
fn unheard(capabilities: Value, text: &str) -> Child {
    let mut server = Command::new(debate_ls_tests::program())
        .arg("serve")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    say(&mut server, json!({"id": 0, "method": "initialize", "params": {"capabilities": capabilities}}));
    say(&mut server, json!({"method": "initialized", "params": {}}));
    let document = json!({"uri": URI, "languageId": "debate", "version": 1, "text": text});
    say(&mut server, json!({"method": "textDocument/didOpen", "params": {"textDocument": document}}));
    server
}

fn say(server: &mut Child, mut message: Value) {
    message["jsonrpc"] = json!("2.0");
    let body = message.to_string();
    let input = server.stdin.as_mut().expect("a pipe");
    write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
}

/// Waits until the server has nothing more to do.
fn rest(server: &Child) {
    let mut idle = 0;
    while idle < 1_000 {
        idle = if memory::is_idle(server.id()) == Some(true) { idle + 1 } else { 0 };
        thread::yield_now();
    }
}

#[test]
fn answers_that_nobody_reads_are_not_piled_up_and_all_come_in_the_end() {
    const QUESTIONS: u64 = 700;
    let capabilities = json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}});
    let mut server = unheard(capabilities, &"#### a\n".repeat(400));
    for id in 1..=QUESTIONS {
        let params = json!({"textDocument": {"uri": URI}});
        say(&mut server, json!({"id": id, "method": "textDocument/documentSymbol", "params": params}));
    }
    rest(&server);
    let mut output = BufReader::new(server.stdout.take().expect("a pipe"));
    let mut answered = 0;
    while answered < QUESTIONS {
        let message = read_message(&mut output).expect("an answer");
        answered += u64::from(message["id"].as_u64().is_some_and(|id| id > 0) && message.get("method").is_none());
    }
    // Some 90 KB each: all of them would be 64 MB more than what they are computed from.
    let peak = memory::peak(server.id()).expect("Linux tells");
    end(server);
    assert!(peak < 100 * MIB, "{} KiB", peak >> 10);
}

#[test]
fn folders_that_are_added_again_and_again_cost_nothing() {
    let settings = json!({"workspace": {"configuration": true, "workspaceFolders": true}});
    let mut server = unheard(settings, "");
    for _ in 0..3_000 {
        let event = json!({"added": [{"uri": "file:///briefs", "name": "briefs"}], "removed": []});
        say(&mut server, json!({"method": "workspace/didChangeWorkspaceFolders", "params": {"event": event}}));
    }
    rest(&server);
    let peak = memory::peak(server.id()).expect("Linux tells");
    end(server);
    assert!(peak < 40 * MIB, "{} KiB", peak >> 10);
}

#[test]
fn unknown_settings_are_one_message() {
    let (server, _) = ServerProcess::initialized(json!({}));
    let unknown: serde_json::Map<String, Value> = (0..3_000).map(|n| (format!("unknown{n}"), json!(n))).collect();
    server.notify("workspace/didChangeConfiguration", json!({"settings": {"debate": unknown}}));
    let told = server.notification("window/showMessage");
    assert!(told["message"].as_str().is_some_and(|words| words.contains("2995 more")), "{told}");
    server.notify("workspace/didChangeConfiguration", json!({"settings": {"debate": {"known": 1}}}));
    let next = server.notification("window/showMessage");
    assert!(next["message"].as_str().is_some_and(|words| words.contains("debate.known")), "{next}");
}

#[test]
fn documents_that_were_never_opened_are_not_remembered_without_end() {
    let mut server = server();
    let change = |server: &ServerProcess, number: usize| {
        server.change(&format!("file:///briefs/{number}.debate"), 1, json!([{"text": "a"}]));
    };
    (0..500).for_each(|number| change(&mut server, number));
    server.request("workspace/symbol", json!({"query": ""}));
    let before = resident(&server);
    (500..30_000).for_each(|number| change(&mut server, number));
    server.request("workspace/symbol", json!({"query": ""}));
    let grown = resident(&server).saturating_sub(before);
    assert!(grown < 8 * MIB, "grew by {} KiB", grown >> 10);
}

#[test]
fn a_document_whose_edit_is_refused_is_closed_and_the_user_told_once() {
    let server = server();
    let document = json!({"textDocument": {"uri": URI}});
    let many = format!(
        "{{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{{\"textDocument\":{{\"uri\":\"{URI}\",\
         \"version\":2}},\"contentChanges\":[{}{{\"text\":\"b\"}}]}}}}",
        "{\"text\":\"a\"},".repeat(3 << 20)
    );
    let frame = format!("Content-Length: {}\r\n\r\n{many}", many.len());
    server.open(URI, 1, "#### Tag\n");
    for _ in 0..2 {
        server.send_raw(frame.as_bytes());
        server.error_without_id();
    }
    assert!(server.request("textDocument/documentSymbol", document.clone()).is_null());
    let told = server.notification("window/showMessage");
    assert!(told["message"].as_str().is_some_and(|words| words.contains(URI)), "{told}");

    server.open(URI, 3, "#### Tag\n");
    assert!(!server.request("textDocument/documentSymbol", document).is_null());
    server.notify("workspace/didChangeConfiguration", json!({"settings": {"debate": {"unknown": 1}}}));
    let next = server.notification("window/showMessage");
    assert!(next["message"].as_str().is_some_and(|words| words.contains("debate.unknown")), "{next}");
}

#[test]
fn diagnostics_that_are_left_out_are_counted() {
    let server = server();
    server.open(URI, 1, &"#### a\n\nChoi 21\n\n".repeat(12_000));
    let list = server.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    let list = list["items"].as_array().expect("a list");
    assert_eq!(list.len(), 10_001);
    assert!(list[0]["message"].as_str().is_some_and(|words| words.contains("not shown")), "{}", list[0]);
}

#[test]
fn a_message_too_long_or_of_too_many_values_is_refused_and_the_next_is_read() {
    let server = server();
    server.send_raw(b"Content-Length: 99999999999999\r\n\r\n");
    let refused = server.error_without_id();
    assert!(refused["message"].as_str().is_some_and(|words| words.contains("99999999999999")), "{refused}");
    let many = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":[{}0]}}", "0,".repeat(5 << 20));
    server.send_raw(format!("Content-Length: {}\r\n\r\n{many}", many.len()).as_bytes());
    let refused = server.error_without_id();
    assert!(refused["message"].as_str().is_some_and(|words| words.contains("values")), "{refused}");
    server.request("workspace/symbol", json!({"query": ""}));
    let peak = server.peak().expect("Linux tells");
    assert!(peak < 60 * MIB, "{} KiB", peak >> 10);
}
