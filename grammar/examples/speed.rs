//! Prints how fast briefs are parsed, whole and after a keystroke.
//!
//! `cargo run --release -p tree-sitter-debate --example speed -- BRIEF…`

#![allow(clippy::print_stdout)] // its purpose

use std::time::{Duration, Instant};

use tree_sitter::{InputEdit, Parser, Point};

/// Byte offsets are all that counts here; rows are left out of the edits.
const NOWHERE: Point = Point { row: 0, column: 0 };

/// At how many places, spread evenly, a brief is edited.
const PLACES: usize = 60;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_debate::LANGUAGE.into())?;
    for path in std::env::args().skip(1) {
        let text = std::fs::read(&path)?;
        let mib = text.len() as f64 / f64::from(1 << 20);
        let whole = sorted((0..7).map(|_| time(|| parser.parse(&text, None))))[3];
        println!("{path}: {mib:.1} MiB");
        println!("  whole parse     {:8.2} ms  {:.0} MiB/s", millis(whole), mib / whole.as_secs_f64());
        for (name, typed) in [("letter", b"x".as_slice()), ("line end", b"\n"), ("new paragraph", b"\n\n")] {
            let times = keystrokes(&mut parser, &text, typed);
            let [p50, p90, worst] = [times.len() / 2, times.len() * 9 / 10, times.len() - 1].map(|i| millis(times[i]));
            println!("  {name:<14}  {p50:8.3} ms  p90 {p90:8.3} ms  worst {worst:8.3} ms");
        }
    }
    Ok(())
}

/// The times of the parses after `typed` was inserted at each place, and after it was deleted again.
fn keystrokes(parser: &mut Parser, text: &[u8], typed: &[u8]) -> Vec<Duration> {
    let mut text = text.to_vec();
    let mut tree = parser.parse(&text, None).expect("a language is set");
    let mut times = Vec::new();
    for place in 0..PLACES {
        let at = text.len() * (2 * place + 1) / (2 * PLACES);
        for (removed, added) in [(0, typed.len()), (typed.len(), 0)] {
            text.splice(at..at + removed, typed[..added].iter().copied());
            tree.edit(&InputEdit {
                start_byte: at,
                old_end_byte: at + removed,
                new_end_byte: at + added,
                start_position: NOWHERE,
                old_end_position: NOWHERE,
                new_end_position: NOWHERE,
            });
            times.push(time(|| tree = parser.parse(&text, Some(&tree)).expect("a language is set")));
        }
    }
    sorted(times)
}

fn time<T>(run: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn sorted(times: impl IntoIterator<Item = Duration>) -> Vec<Duration> {
    let mut times: Vec<Duration> = times.into_iter().collect();
    times.sort();
    times
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
