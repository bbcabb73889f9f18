//! Measures what a user waits for: the start, the opening of a brief, the answer to a keystroke, and the memory, over
//! stdio as an editor sees it, for this server and for others beside it on the same text.
//!
//!     cargo run --release -p debate-ls-tests --bin bench -- [--text FILE…] [--write FOLDER] [NAME=COMMAND…]
//!
//! Every COMMAND is started as it stands, and has to speak the Language Server Protocol on stdin and stdout. All
//! servers take turns in one run, since a machine's speed drifts: compare figures of one run only. With `--text` the
//! files named are measured in place of texts that are made up; `--write` writes those into a folder and measures nothing.

mod measure;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::process::ExitCode;

use debate_ls_tests::{large, makers};
use measure::{Figures, Server};

const KIB: usize = 1 << 10;
const MIB: usize = 1 << 20;

/// A text to be measured.
struct Brief {
    name: String,
    text: String,
    keys: usize,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            complain(&problem);
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let mut servers = vec![Server::new("debate-ls", &format!("{} serve", debate_ls_tests::program().display()))];
    let mut briefs = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument}: name a file or folder behind it"));
        match argument.as_str() {
            "--text" => briefs.push(own(&value()?)?),
            "--write" => return write(Path::new(&value()?)),
            _ => {
                let (name, command) = argument
                    .split_once('=')
                    .ok_or_else(|| format!("{argument}: write NAME=COMMAND, like rumdl=\"rumdl server\""))?;
                servers.push(Server::new(name, command));
            }
        }
    }
    if briefs.is_empty() {
        briefs = made_up();
    }
    say("| server | brief | start | open → diagnostics | key p50 | key p99 | line end p50 | memory |");
    say("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for Brief { name, text, keys } in &briefs {
        for server in &servers {
            // The client panics where a server is silent for too long: that is a figure, too.
            match catch_unwind(|| measure::measure(server, text, *keys)) {
                Ok(Ok(figures)) => say(&row(server, name, &figures)),
                Ok(Err(why)) => say(&format!("| {} | {name} | {why} | | | | | |", server.name)),
                Err(_) => say(&format!("| {} | {name} | gave no answer | | | | | |", server.name)),
            }
        }
    }
    Ok(())
}

/// Texts of three sizes and two kinds: one maker's even one, and that of many makers.
fn made_up() -> Vec<Brief> {
    let sizes = [("100 KiB", 100 * KIB, 400), ("1 MiB", MIB, 400), ("10 MiB", 10 * MIB, 60)];
    let of_size = |(size, bytes, keys): (&str, usize, usize)| {
        [("even", large::of_size(bytes)), ("varied", makers::of_size(bytes))].map(|(kind, text)| Brief {
            name: format!("{size}, {kind}"),
            text,
            keys,
        })
    };
    sizes.into_iter().flat_map(of_size).collect()
}

/// A file of the user's own.
fn own(file: &str) -> Result<Brief, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let name = Path::new(file).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(Brief { name, text, keys: 200 })
}

fn write(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for Brief { name, text, .. } in made_up() {
        let file = folder.join(name.replace(", ", "-").replace(' ', "")).with_extension("debate");
        fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
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
