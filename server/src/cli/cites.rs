//! `debate-ls cites`: the bibliography.

use std::io;

use clap::{Args, ValueEnum};

use super::column::{Column, Kind};
use super::destination::{self, Destination};
use super::input::{self, Input};
use super::output::{BOLD, FAINT, Output, StyledText};
use super::rows::{self, RowFormat};
use super::table::fitted;
use super::{EvidenceOptions, Inputs, Outcome, settings};
use crate::evidence::cite::csl;
use crate::evidence::parse;
use crate::features::bibliography::{self, Bibliography, Source};
use crate::text::visible::visible;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    evidence: EvidenceOptions,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    destination: Destination,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For Zotero, pandoc and citeproc
    CslJson,
    /// The same, one source per line
    Jsonl,
    /// The same, for pandas, DuckDB, Spark and other data tools
    Parquet,
    /// For LaTeX (BibLaTeX)
    Bibtex,
    /// For people
    Table,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    destination::write(&options.destination, options.format == Format::Parquet, |out| {
        let (sources, outcome) = sources(options)?;
        match options.format {
            Format::CslJson => writeln!(out, "{:#}", bibliography::csl_json(&sources))?,
            Format::Jsonl => write_rows(&sources, out, RowFormat::Jsonl)?,
            Format::Parquet => write_rows(&sources, out, RowFormat::Parquet)?,
            Format::Bibtex => write!(out, "{}", bibliography::bibtex(&sources))?,
            Format::Table => out.print(&table(&bibliography::rows(&sources)))?,
        }
        Ok(outcome)
    })
}

fn sources(options: &Options) -> io::Result<(Vec<Source>, Outcome)> {
    let resolver = settings::resolver(&options.evidence);
    let mut collected = Bibliography::default();
    let read = |input: &Input| parse::brief(&input.decoded.text, &resolver.settings(&input.path).cite_options);
    let outcome = input::for_each(&options.inputs, read, |brief| {
        collected.add(&brief);
        Ok(())
    })?;
    Ok((collected.into_sources(), outcome.max(resolver.outcome())))
}

fn write_rows(sources: &[Source], out: &mut Output<'_>, format: RowFormat) -> io::Result<()> {
    rows::write(out, format, &COLUMNS, sources.iter().map(|source| csl::csl(&source.cite, &source.key)))
}

/// The fields of a CSL item, as `evidence/cite/csl.rs` writes them.
const COLUMNS: [Column; 14] = [
    Column { name: "id", kind: Kind::Text },
    Column { name: "type", kind: Kind::Text },
    Column { name: "author", kind: Kind::List(&NAME) },
    Column { name: "issued", kind: DATE },
    Column { name: "accessed", kind: DATE },
    Column { name: "title", kind: Kind::Text },
    Column { name: "container-title", kind: Kind::Text },
    Column { name: "volume", kind: Kind::Text },
    Column { name: "issue", kind: Kind::Text },
    Column { name: "page", kind: Kind::Text },
    Column { name: "URL", kind: Kind::Text },
    Column { name: "DOI", kind: Kind::Text },
    Column { name: "archive", kind: Kind::Text },
    Column { name: "custom", kind: Kind::Record(&CUSTOM) },
];

const NAME: Kind = Kind::Record(&[
    Column { name: "literal", kind: Kind::Text },
    Column { name: "non-dropping-particle", kind: Kind::Text },
    Column { name: "family", kind: Kind::Text },
    Column { name: "given", kind: Kind::Text },
    Column { name: "suffix", kind: Kind::Text },
]);

/// A day, a month or a year, or two of them: no type of Parquet says that.
const DATE: Kind = Kind::Record(&[
    Column { name: "date-parts", kind: Kind::List(&Kind::List(&Kind::Integer)) },
    Column { name: "season", kind: Kind::Integer },
]);

const CUSTOM: [Column; 3] = [
    Column { name: "qualifications", kind: Kind::List(&Kind::Text) },
    Column { name: "initials", kind: Kind::Text },
    Column { name: "edit-notes", kind: Kind::List(&Kind::Text) },
];

/// The widths of the columns except the last, which has no limit: a link is useful only whole.
const WIDTHS: [usize; 3] = [28, 48, 28];

fn table(rows: &[[String; 4]]) -> StyledText {
    let mut out = StyledText::new();
    let heading = ["source", "title", "publication"].map(str::to_owned);
    out.paint(BOLD, row(&heading) + "link or pages").end_line();
    for [source, title, publication, place] in rows {
        // Escaped control characters take more columns.
        let filled = |cell: &String| if cell.is_empty() { "–".to_owned() } else { visible(cell).into_owned() };
        out.text(row(&[source, title, publication].map(filled)));
        if place.is_empty() { out.text("–") } else { out.paint(FAINT, place) }.end_line();
    }
    out
}

/// All cells but the last.
fn row(cells: &[String; 3]) -> String {
    cells.iter().zip(WIDTHS).map(|(cell, width)| fitted(cell, width) + "  ").collect()
}
