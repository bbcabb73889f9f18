//! `debate-ls cites`: the bibliography.

use std::io;

use clap::{Args, ValueEnum};

use super::input::{self, Input};
use super::output::{self, BOLD, FAINT, StyledText};
use super::table::fitted;
use super::{EvidenceOptions, Inputs, Outcome, settings};
use crate::evidence::parse;
use crate::features::bibliography::{self, Bibliography};
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
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For Zotero, pandoc and citeproc
    CslJson,
    /// The same, one source a line
    Jsonl,
    /// For LaTeX (BibLaTeX)
    Bibtex,
    /// For people
    Table,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let resolver = settings::resolver(&options.evidence);
    let mut collected = Bibliography::default();
    let read = |input: &Input| parse::brief(&input.decoded.text, &resolver.settings(&input.path).cite_options);
    let outcome = input::for_each(&options.inputs, read, |brief| {
        collected.add(&brief);
        Ok(())
    })?;
    let sources = collected.into_sources();
    let mut out = output::stdout();
    match options.format {
        Format::CslJson => writeln!(out, "{:#}", bibliography::csl_json(&sources))?,
        Format::Jsonl => {
            for source in bibliography::csl_json(&sources).as_array().into_iter().flatten() {
                writeln!(out, "{source}")?;
            }
        }
        Format::Bibtex => write!(out, "{}", bibliography::bibtex(&sources))?,
        Format::Table => out.print(&table(&bibliography::rows(&sources)))?,
    }
    out.flush()?;
    Ok(outcome.max(resolver.outcome()))
}

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
