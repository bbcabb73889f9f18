//! `debate-ls cites`: the bibliography.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use unicode_width::UnicodeWidthStr;

use super::output::{self, BOLD, FAINT};
use super::{House, Inputs, Outcome, houses, input};
use crate::evidence::read;
use crate::features::bibliography::{self, Bibliography};

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    house: House,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For Zotero, pandoc and citeproc
    CslJson,
    /// For LaTeX (BibLaTeX)
    Bibtex,
    /// For people
    Table,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let houses = houses::of(&options.house);
    let mut collected = Bibliography::default();
    let outcome = input::for_each(&options.inputs, |input| {
        let settings = houses.settings(&input.name);
        collected.add(&read::brief(&input.decoded.text, &settings.reading));
        Ok(())
    })?;
    let sources = collected.into_sources();
    let mut out = output::stdout();
    match options.format {
        Format::CslJson => writeln!(out, "{:#}", bibliography::csl_json(&sources))?,
        Format::Bibtex => write!(out, "{}", bibliography::bibtex(&sources))?,
        Format::Table => table(&bibliography::rows(&sources), &mut out)?,
    }
    out.flush()?;
    Ok(outcome.max(houses.outcome()))
}

/// The columns’ widths, but for the last, which may be as long as it likes: a link is of use only whole.
const WIDTHS: [usize; 3] = [28, 48, 28];

fn table(rows: &[[String; 4]], out: &mut impl Write) -> io::Result<()> {
    let heading = ["source", "title", "publication", "link or pages"];
    writeln!(out, "{BOLD}{}{BOLD:#}", row(&heading.map(str::to_owned)))?;
    for [source, title, publication, place] in rows {
        let cells =
            [source, title, publication].map(|cell| if cell.is_empty() { "–".to_owned() } else { cell.clone() });
        let [source, title, publication] = cells;
        let place = if place.is_empty() { "–".to_owned() } else { format!("{FAINT}{place}{FAINT:#}") };
        writeln!(out, "{}", row(&[source, title, publication, place]))?;
    }
    Ok(())
}

fn row(cells: &[String; 4]) -> String {
    let [first @ .., last] = cells;
    let mut line: String = first.iter().zip(WIDTHS).map(|(cell, width)| fitted(cell, width) + "  ").collect();
    line.push_str(last);
    line
}

/// `cell` in exactly `width` columns, cut with an ellipsis where it is longer.
fn fitted(cell: &str, width: usize) -> String {
    let mut fitted = String::new();
    for character in cell.chars() {
        fitted.push(character);
        if fitted.width() > width {
            while fitted.width() >= width {
                fitted.pop();
            }
            fitted.push('…');
            break;
        }
    }
    let filling = width.saturating_sub(fitted.width());
    fitted + &" ".repeat(filling)
}
