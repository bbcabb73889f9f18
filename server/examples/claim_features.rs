//! What `fit.py` fits the model of claims on. With briefs as arguments: one JSON line for each line that may be a claim,
//! with its features; with `FILE@LINE`, only of that line. With `--terms`: for each line of standard input, the words
//! that count.

use std::io::{BufRead, Write};

use debate_ls::evidence::brief::Brief;
use debate_ls::evidence::{claim, parse};
use debate_ls::lint::Settings;
use serde_json::json;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.peek().is_some_and(|first| first == "--terms") {
        for line in std::io::stdin().lock().lines() {
            writeln!(out, "{}", json!(claim::terms(&line?)))?;
        }
        return out.flush();
    }
    writeln!(out, "{}", json!(claim::feature_names()))?;
    for argument in arguments {
        let (file, only) = match argument.rsplit_once('@') {
            Some((file, line)) => (file.to_owned(), line.parse::<usize>().ok()),
            None => (argument, None),
        };
        let text = std::fs::read_to_string(&file)?;
        let brief: Brief = parse::brief(&text, &Settings::default().cite_options);
        for suspect in claim::suspects(&brief, &text) {
            let start = brief.entries.get(suspect.entry).map_or(0, |entry| entry.start);
            let line = text[..start + suspect.span.start].matches('\n').count() + 1;
            if only.is_some_and(|only| only != line) {
                continue;
            }
            writeln!(
                out,
                "{}",
                json!({"file": file, "line": line, "score": suspect.score, "features": suspect.features})
            )?;
        }
    }
    out.flush()
}
