//! Prints how fast briefs are parsed, whole and after a keystroke.
//!
//! `cargo run --release -p tree-sitter-debate --example speed -- BRIEF…`

#![allow(clippy::print_stdout)] // its purpose

use std::time::{Duration, Instant};

use tree_sitter::{InputEdit, Parser, Point};

/// Byte offsets are all that counts here; rows are left out of the edits.
const NOWHERE: Point = Point { row: 0, column: 0 };

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_debate::LANGUAGE.into())?;
    for path in std::env::args().skip(1) {
        let text = std::fs::read(&path)?;
        let whole = median(7, |_| {
            parser.parse(&text, None).expect("a language is set");
        });
        let mib = text.len() as f64 / f64::from(1 << 20);
        println!("{path}: {mib:.1} MiB");
        println!("  whole parse     {:8.2} ms  {:.0} MiB/s", millis(whole), mib / whole.as_secs_f64());
        for (name, typed) in [("letter", b"x".as_slice()), ("line end", b"\n"), ("new paragraph", b"\n\n")] {
            println!("  {name:<14}  {:8.3} ms", millis(keystroke(&mut parser, &text, typed)));
        }
    }
    Ok(())
}

/// The median time of a parse after `typed` was inserted somewhere, and after it was deleted again.
fn keystroke(parser: &mut Parser, text: &[u8], typed: &[u8]) -> Duration {
    let mut text = text.to_vec();
    let mut tree = parser.parse(&text, None).expect("a language is set");
    let mut at = 0;
    let mut inserted = false;
    median(200, |i| {
        let (removed, added) = if inserted { (typed.len(), 0) } else { (0, typed.len()) };
        if !inserted {
            at = text.len() / 201 * (i + 1);
        }
        text.splice(at..at + removed, typed[..added].iter().copied());
        inserted = !inserted;
        tree.edit(&InputEdit {
            start_byte: at,
            old_end_byte: at + removed,
            new_end_byte: at + added,
            start_position: NOWHERE,
            old_end_position: NOWHERE,
            new_end_position: NOWHERE,
        });
        tree = parser.parse(&text, Some(&tree)).expect("a language is set");
    })
}

fn median(times: usize, mut run: impl FnMut(usize)) -> Duration {
    let mut taken: Vec<Duration> = (0..times)
        .map(|i| {
            let start = Instant::now();
            run(i);
            start.elapsed()
        })
        .collect();
    taken.sort();
    taken[times / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
