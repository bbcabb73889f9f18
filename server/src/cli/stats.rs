//! `debate-ls stats`: cards, words, reading time and dates, of files, pockets or blocks.

use std::io;
use std::sync::Arc;

use anstyle::Style;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::column::{Column, Kind};
use super::destination::{self, Destination};
use super::input::{self, Input};
use super::output::{BOLD, Output, StyledText};
use super::rows::{RowFormat, RowWriter};
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
    /// Group the counts by
    #[arg(long, value_enum, default_value_t = Part::Pocket)]
    by: Part,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    destination: Destination,
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
    /// One JSON object per line
    Jsonl,
    /// For pandas, DuckDB, Spark and other data tools
    Parquet,
}

/// The statistics of one file.
struct FileStatistics {
    file: String,
    sections: Vec<SectionStatistics>,
    settings: Arc<Settings>,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    destination::write(&options.destination, options.format == Format::Parquet, |out| match options.format {
        Format::Table => write_table(options, out),
        Format::Json => write_rows(options, out, RowFormat::Json),
        Format::Csv => write_rows(options, out, RowFormat::Csv),
        Format::Jsonl => write_rows(options, out, RowFormat::Jsonl),
        Format::Parquet => write_rows(options, out, RowFormat::Parquet),
    })
}

/// Counts each file, and passes its statistics to `take`.
fn for_each_file(options: &Options, take: impl FnMut(FileStatistics) -> io::Result<()>) -> io::Result<Outcome> {
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
    let outcome = input::for_each(&options.inputs, read, take)?;
    Ok(outcome.max(resolver.outcome()))
}

fn write_rows(options: &Options, out: &mut Output<'_>, format: RowFormat) -> io::Result<Outcome> {
    let mut rows = RowWriter::new(out, format, &COLUMNS)?;
    let outcome =
        for_each_file(options, |file| file.sections.iter().try_for_each(|section| rows.add(&row_of(&file, section))))?;
    rows.finish()?;
    Ok(outcome)
}

const COLUMNS: [Column; 13] = [
    Column { name: "file", kind: Kind::Text },
    Column { name: "pocket", kind: Kind::Text },
    Column { name: "hat", kind: Kind::Text },
    Column { name: "block", kind: Kind::Text },
    Column { name: "cards", kind: Kind::Integer },
    Column { name: "tags", kind: Kind::Integer },
    Column { name: "analytics", kind: Kind::Integer },
    Column { name: "words", kind: Kind::Integer },
    Column { name: "read_words", kind: Kind::Integer },
    Column { name: "read_seconds", kind: Kind::Integer },
    // The first and the last day that the dates of the cards can mean, so they are always full dates.
    Column { name: "oldest", kind: Kind::Date },
    Column { name: "newest", kind: Kind::Date },
    Column { name: "undated", kind: Kind::Integer },
];

/// The values of these columns.
fn row_of(file: &FileStatistics, section: &SectionStatistics) -> Value {
    let SectionStatistics { pocket, hat, block, cards, tags, analytics, words, aloud, dates, undated } = section;
    let (oldest, newest) = dates.map(|(first, last)| (first.to_string(), last.to_string())).unzip();
    json!({
        "file": file.file, "pocket": pocket, "hat": hat, "block": block, "cards": cards, "tags": tags,
        "analytics": analytics, "words": words, "read_words": aloud.words,
        "read_seconds": aloud.seconds(&file.settings), "oldest": oldest, "newest": newest, "undated": undated,
    })
}

fn write_table(options: &Options, out: &mut Output<'_>) -> io::Result<Outcome> {
    out.print(&head())?;
    let mut files = 0_u32;
    let mut total = SectionStatistics::default();
    let outcome = for_each_file(options, |file| {
        files += 1;
        file.sections.iter().for_each(|section| total.join(section));
        out.print(&table(&file, options.by))
    })?;
    if files > 1 {
        let name = format!("{} files", number(files));
        let mut last = StyledText::new();
        row(BOLD, &name, &total, &total.aloud.time(&Settings::default()), &mut last);
        out.print(&last)?;
    }
    Ok(outcome)
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
