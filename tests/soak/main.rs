//! A soak test: three people, each with another editor, work on the same folder for many minutes. They type, paste,
//! undo, save, rename, import and switch files, at 50 messages a second each, and each save changes the index of the
//! other two. Now and then, what the server answers is compared with a fresh server.
//!
//!     DEBATE_LS=the/server tests/soak/run [MINUTES]
//!
//! It prints a line for each editor and minute. It fails if an answer is not that of a fresh server, or if memory or the
//! time of an answer grows.

mod person;
mod profile;
mod record;
mod tub;

use std::io::Write;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use person::Person;
use profile::PROFILES;
use record::Record;

/// How long a message takes at 50 in a second.
const TICK: Duration = Duration::from_millis(20);

fn main() -> ExitCode {
    let Some(minutes) = std::env::args().nth(1).and_then(|minutes| minutes.parse::<f64>().ok()) else {
        print("usage: soak MINUTES\n");
        return ExitCode::from(2);
    };
    let folder = tempfile::tempdir().expect("a folder");
    tub::fill(folder.path());
    let end = Instant::now() + Duration::from_secs_f64(minutes * 60.0);
    let records: Vec<Record> = thread::scope(|scope| {
        let folder = folder.path();
        let working: Vec<_> =
            PROFILES.iter().map(|profile| scope.spawn(|| work(Person::new(profile, folder), end))).collect();
        working.into_iter().map(|person| person.join().expect("no panic")).collect()
    });
    print("editor          minute  messages  p50 ms  p99 ms  memory MiB\n");
    let mut problems = Vec::new();
    for record in &records {
        print(&record.lines());
        problems.extend(record.problems());
    }
    let (messages, compared): (usize, usize) =
        (records.iter().map(Record::messages).sum(), records.iter().map(|record| record.compared).sum());
    print(&format!("{messages} messages, {compared} comparisons with a fresh server, {} problems\n", problems.len()));
    problems.iter().for_each(|problem| print(&format!("{problem}\n")));
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Lets a person work until `end`.
fn work(mut person: Person, end: Instant) -> Record {
    let mut next = Instant::now();
    while Instant::now() < end {
        person.act();
        // A person who was held up does not hurry afterwards.
        next = (next + TICK).max(Instant::now());
        thread::sleep(next - Instant::now());
    }
    person.compare();
    person.record
}

fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
