//! `debate-ls stats`: cards, words, reading time and dates, of files, pockets or blocks.

use std::io;
use std::sync::Arc;

use anstyle::Style;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::input::{self, Input};
use super::output::{self, BOLD, StyledText};
use super::table::fitted;
use super::{EvidenceOptions, Inputs, Outcome, settings};
use crate::evidence::parse;
use crate::features::section_statistics::{self, SectionStatistics};
use crate::features::wording::number;
use crate::lint::Settings;
use crate::text::visible::visible;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    evidence: EvidenceOptions,
    /// What to count together
    #[arg(long, value_enum, default_value_t = Part::Pocket)]
    by: Part,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Each file
    File,
    /// Each pocket
    Pocket,
    /// Each heading of any level, up to the next
    Block,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// One JSON array
    Json,
    /// For spreadsheets
    Csv,
    /// One JSON object a line
    Jsonl,
}

/// The statistics of one file.
struct FileStatistics {
    file: String,
    sections: Vec<SectionStatistics>,
    settings: Arc<Settings>,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let resolver = settings::resolver(&options.evidence);
    let part = match options.by {
        Part::File => section_statistics::Part::File,
        Part::Pocket => section_statistics::Part::Pocket,
        Part::Block => section_statistics::Part::Block,
    };
    let read = |input: &Input| {
        let settings = resolver.settings(&input.path);
        let brief = parse::brief(&input.decoded.text, &settings.cite_options);
        FileStatistics { file: input.name.clone(), sections: section_statistics::sections(&brief, part), settings }
    };
    let mut out = output::stdout();
    let mut files = 0_u32;
    let mut total = SectionStatistics::default();
    match options.format {
        Format::Table => out.print(&head())?,
        Format::Csv => writeln!(out, "{}", COLUMNS.join(","))?,
        Format::Json => write!(out, "[")?,
        Format::Jsonl => {}
    }
    let mut separator = "";
    let outcome = input::for_each(&options.inputs, read, |file| {
        files += 1;
        file.sections.iter().for_each(|section| total.join(section));
        match options.format {
            Format::Table => out.print(&table(&file, options.by))?,
            Format::Csv => {
                for section in &file.sections {
                    writeln!(out, "{}", csv(&values(&file, section)))?;
                }
            }
            Format::Jsonl => {
                for section in &file.sections {
                    writeln!(out, "{}", json(&file, section))?;
                }
            }
            Format::Json => {
                for section in &file.sections {
                    write!(out, "{separator}\n  {}", json(&file, section))?;
                    separator = ",";
                }
            }
        }
        Ok(())
    })?;
    match options.format {
        Format::Table if files > 1 => {
            let name = format!("{} files", number(files));
            let mut last = StyledText::new();
            row(BOLD, &name, &total, &total.aloud.time(&Settings::default()), &mut last);
            out.print(&last)?;
        }
        Format::Json => writeln!(out, "{}]", if separator.is_empty() { "" } else { "\n" })?,
        Format::Table | Format::Csv | Format::Jsonl => {}
    }
    out.flush()?;
    Ok(outcome.max(resolver.outcome()))
}

/// The columns of CSV, and the names of values in JSON.
const COLUMNS: [&str; 13] = [
    "file",
    "pocket",
    "hat",
    "block",
    "cards",
    "tags",
    "analytics",
    "words",
    "read_words",
    "read_seconds",
    "oldest",
    "newest",
    "undated",
];

/// The values of these columns.
fn values(file: &FileStatistics, section: &SectionStatistics) -> [Value; COLUMNS.len()] {
    let SectionStatistics { pocket, hat, block, cards, tags, analytics, words, aloud, dates, undated } = section;
    let (oldest, newest) = dates.map(|(first, last)| (first.to_string(), last.to_string())).unzip();
    let seconds = aloud.seconds(&file.settings);
    [
        json!(file.file),
        json!(pocket),
        json!(hat),
        json!(block),
        json!(cards),
        json!(tags),
        json!(analytics),
        json!(words),
        json!(aloud.words),
        json!(seconds),
        json!(oldest),
        json!(newest),
        json!(undated),
    ]
}

fn json(file: &FileStatistics, section: &SectionStatistics) -> Value {
    Value::Object(COLUMNS.map(str::to_owned).into_iter().zip(values(file, section)).collect())
}

/// A record of RFC 4180, without its line end.
fn csv(values: &[Value]) -> String {
    let field = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) if text.contains([',', '"', '\n', '\r']) => format!("\"{}\"", text.replace('"', "\"\"")),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    values.iter().map(field).collect::<Vec<_>>().join(",")
}

/// How wide the first column is.
const NAME: usize = 44;

fn head() -> StyledText {
    let mut out = StyledText::new();
    let columns = ["cards", "tags", "analytics", "words", "to read"].map(|column| format!("{column:>11}"));
    out.paint(BOLD, fitted("", NAME) + &columns.concat() + "  dates").end_line();
    out
}

fn table(file: &FileStatistics, by: Part) -> StyledText {
    let mut out = StyledText::new();
    let mut all = SectionStatistics::default();
    file.sections.iter().for_each(|section| all.join(section));
    row(BOLD, &file.file, &all, &all.aloud.time(&file.settings), &mut out);
    if by == Part::File {
        return out;
    }
    for section in &file.sections {
        let headings = [&section.pocket, &section.hat, &section.block];
        let headings: Vec<&str> = headings.into_iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        let name = if headings.is_empty() { "(above the first heading)".to_owned() } else { headings.join(" › ") };
        row(Style::new(), &format!("  {name}"), section, &section.aloud.time(&file.settings), &mut out);
    }
    out
}

fn row(style: Style, name: &str, section: &SectionStatistics, time: &str, out: &mut StyledText) {
    let numbers = [section.cards, section.tags, section.analytics, section.words].map(number);
    let cells = numbers.iter().map(String::as_str).chain([time]).map(|cell| format!("{cell:>11}"));
    let dates = section.dates.map_or_else(String::new, |(first, last)| format!("  {first} – {last}"));
    // Escaped control characters take more columns.
    out.paint(style, fitted(&visible(name), NAME)).text(cells.collect::<String>() + &dates).end_line();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_with_a_comma_or_a_quotation_mark_is_quoted() {
        assert_eq!(
            csv(&[json!("a"), json!("AT: “X”, Y"), json!("\"Z\""), json!(3), Value::Null]),
            "a,\"AT: “X”, Y\",\"\"\"Z\"\"\",3,"
        );
    }
}
