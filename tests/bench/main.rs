//! Measures what a user waits for: the start, the opening of a brief, the answer to a keystroke, and the memory, over
//! stdio as an editor sees it, for this server and for others beside it on the same text.
//!
//!     cargo run --release -p debate-ls-tests --bin bench -- [NAME=COMMAND…]
//!
//! Every COMMAND is started as it stands, and has to speak the Language Server Protocol on stdin and stdout. All
//! servers take turns in one run, since a machine's speed drifts: compare figures of one run only.

mod measure;

use std::panic::catch_unwind;
use std::process::ExitCode;

use debate_ls_tests::large;
use measure::{Figures, Server};

const KIB: usize = 1 << 10;
const MIB: usize = 1 << 20;

fn main() -> ExitCode {
    let mut servers = vec![Server::new("debate-ls", &format!("{} serve", debate_ls_tests::program().display()))];
    for argument in std::env::args().skip(1) {
        match argument.split_once('=') {
            Some((name, command)) => servers.push(Server::new(name, command)),
            None => {
                complain(&format!("{argument}: write NAME=COMMAND, like rumdl=\"rumdl server\""));
                return ExitCode::from(2);
            }
        }
    }
    say("| server | brief | start | open → diagnostics | key p50 | key p99 | line end p50 | memory |");
    say("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (name, size, keys) in [("100 KiB", 100 * KIB, 400), ("1 MiB", MIB, 400), ("10 MiB", 10 * MIB, 60)] {
        let text = large::of_size(size);
        for server in &servers {
            // The client panics where a server is silent for too long: that is a figure, too.
            match catch_unwind(|| measure::measure(server, &text, keys)) {
                Ok(Ok(figures)) => say(&row(server, name, &figures)),
                Ok(Err(why)) => say(&format!("| {} | {name} | {why} | | | | | |", server.name)),
                Err(_) => say(&format!("| {} | {name} | gave no answer | | | | | |", server.name)),
            }
        }
    }
    ExitCode::SUCCESS
}

fn row(server: &Server, size: &str, figures: &Figures) -> String {
    let Figures { start, open, key_p50, key_p99, line_end_p50, memory } = figures;
    format!(
        "| {} | {size} | {start:.1} ms | {open:.1} ms | {key_p50:.2} ms | {key_p99:.2} ms | {line_end_p50:.2} ms | {memory:.0} MiB |",
        server.name
    )
}

#[expect(clippy::print_stdout, reason = "a program's results")]
fn say(line: &str) {
    println!("{line}");
}

#[expect(clippy::print_stderr, reason = "a word to the user")]
fn complain(line: &str) {
    eprintln!("{line}");
}
