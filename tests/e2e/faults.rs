//! The promises of SECURITY.md about faults of the machine and of the editor: what the program does when a message is cut
//! off, a disk is full, a clock is wrong, something is missing, or it is stopped. Each test has the fault in its name.
#![cfg(target_os = "linux")]

#[path = "faults/limits.rs"]
mod limits;
#[path = "faults/machine.rs"]
mod machine;
#[path = "faults/promises.rs"]
mod promises;
#[path = "faults/stopped.rs"]
mod stopped;
#[path = "faults/surroundings.rs"]
mod surroundings;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Instant;

use debate_ls_tests::client::TIMEOUT;
use debate_ls_tests::program;
use debate_ls_tests::server_process::ServerProcess;
use serde_json::{Value, json};

/// A card with two faults in its cite: one that `--fix` repairs, and a date in the future if the clock is before 2021.
const CARD: &str = "#### Sanctions fail\n\n\
    Choi ‘21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21, https://www.example.org/a)\n\n\
    The ministry said on Monday that exports had recovered to the level of the spring, that the banks which had been \
    cut off were trading again through neighbors, and that the shortage of parts was over.\n\n";

/// What `--fix` makes of [`CARD`].
fn fixed(text: &str) -> String {
    text.replace('‘', "’")
}

/// A folder with so many briefs below `tub`, each with one card with a tag of its own.
fn tub(files: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("tub")).expect("made");
    for number in 0..files {
        fs::write(folder.path().join(format!("tub/{number:04}.debate")), card(number)).expect("written");
    }
    folder
}

fn card(number: usize) -> String {
    CARD.replace("Sanctions fail", &format!("Sanctions fail {number:04}"))
}

/// A shell script in `folder`, in which `"$0"` is the program, and the caches are in `folder/cache`.
fn script(folder: &Path, script: &str) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", script])
        .arg(program())
        .current_dir(folder)
        .env("HOME", folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .stdin(Stdio::null());
    command
}

fn run(folder: &Path, text: &str) -> Output {
    script(folder, text).output().expect("the shell starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// A server with `folder` as its only folder, started by a shell command.
fn server(folder: &Path, text: &str) -> ServerProcess {
    let server = ServerProcess::start_command(&mut script(folder, text));
    let uri = format!("file://{}", folder.join("tub").display());
    let folders = json!([{"uri": uri, "name": "tub"}]);
    let capabilities = json!({"textDocument": {"diagnostic": {}}});
    server.request("initialize", json!({"capabilities": capabilities, "workspaceFolders": folders}));
    server.notify("initialized", json!({}));
    server
}

/// Waits until the server knows so many cards of its folder.
fn wait_for_cards(server: &ServerProcess, cards: usize) {
    let start = Instant::now();
    let mut known = 0;
    while start.elapsed() < TIMEOUT {
        let found = server.request("workspace/symbol", json!({"query": "sanctions"}));
        known = found.as_array().map_or(0, Vec::len);
        if known == cards {
            return;
        }
        thread::yield_now();
    }
    panic!("{known} of {cards} cards");
}

/// That the server still answers about a document: the rules of the problems that it finds.
fn problems(server: &ServerProcess, text: &str) -> Vec<String> {
    const URI: &str = "file:///briefs/fault.debate";
    server.open(URI, 1, text);
    let answer = server.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    let items = answer["items"].as_array().expect("a list");
    items.iter().filter_map(|item| item["code"].as_str().map(str::to_owned)).collect()
}

fn jsonl(output: &Output) -> Vec<Value> {
    let mut lines: Vec<Value> =
        stdout(output).lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    lines.sort_by_key(Value::to_string);
    lines
}
