//! `debate-ls find`: the cards of a folder, by their words, author, date and publication.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::column::{Column, Kind};
use super::destination::{self, Destination};
use super::output::{self, BOLD, FAINT, Output, StyledText};
use super::progress::Progress;
use super::rows::{self, RowFormat};
use super::{EvidenceOptions, Outcome, day, settings};
use crate::features::wording::count;
use crate::files::content;
use crate::index::find::{self, Hit, Query};
use crate::index::scan::{self, Scan};
use crate::index::store;
use crate::index::summary::{self, day_number};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Words that must all be in the card: in its tag, cites, headings or text
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// The folder to search; can be repeated
    #[arg(long = "in", value_name = "FOLDER", default_value = ".")]
    folders: Vec<PathBuf>,
    /// Find the words in tags only
    #[arg(long)]
    tag: bool,
    /// Only cards of this author: a part of the name
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Only cards that were published on this day or later: 2021-09-01
    #[arg(long, visible_alias = "since", value_name = "DATE", value_parser = day)]
    from: Option<Date>,
    /// Only cards that were published on this day or earlier
    #[arg(long, visible_alias = "until", value_name = "DATE", value_parser = day)]
    to: Option<Date>,
    /// Only cards from this publication: a part of its name
    #[arg(long, value_name = "NAME")]
    publication: Option<String>,
    /// Only cards without a cite
    #[arg(long)]
    needs_cite: bool,
    /// The most cards to show
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
    limit: u16,
    /// Keep nothing on disk: read all files now
    #[arg(long)]
    no_cache: bool,
    #[command(flatten)]
    evidence: EvidenceOptions,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    destination: Destination,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON array
    Json,
    /// One JSON object per line
    Jsonl,
    /// For pandas, DuckDB, Spark and other data tools
    Parquet,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    destination::write(&options.destination, options.format == Format::Parquet, |out| {
        let (hits, outcome) = all_hits(options);
        match options.format {
            Format::Text => hits.iter().try_for_each(|hit| out.print(&text(hit)))?,
            Format::Json => writeln!(out, "{:#}", Value::from_iter(hits.iter().map(row)))?,
            Format::Jsonl => write_rows(&hits, out, RowFormat::Jsonl)?,
            Format::Parquet => write_rows(&hits, out, RowFormat::Parquet)?,
        }
        Ok(outcome)
    })
}

/// The best cards of all folders.
fn all_hits(options: &Options) -> (Vec<Hit>, Outcome) {
    let query = query(options);
    let mut outcome = Outcome::Clean;
    let mut hits = Vec::new();
    for folder in &options.folders {
        match hits_in(folder, options, &query) {
            Ok((found, complete)) => {
                hits.extend(found);
                if !complete {
                    outcome = Outcome::Failure;
                }
            }
            Err(problem) => {
                outcome = Outcome::Failure;
                output::err(&problem);
            }
        }
    }
    hits.sort_by_key(|hit| hit.rank);
    let limit = usize::from(options.limit);
    if hits.is_empty() && outcome == Outcome::Clean {
        output::err("No cards found.");
    } else if hits.len() > limit {
        hits.truncate(limit);
        output::err(&format!(
            "The first {} are listed, and there are more: raise --limit.",
            count(u32::from(options.limit), "card")
        ));
    }
    (hits, outcome)
}

fn query(options: &Options) -> Query {
    Query {
        words: options.words.clone(),
        in_tag: options.tag,
        author: options.author.clone(),
        from: options.from.map(day_number),
        to: options.to.map(day_number),
        publication: options.publication.clone(),
        needs_cite: options.needs_cite,
        // One more says whether there are more.
        limit: usize::from(options.limit) + 1,
        ..Query::default()
    }
}

/// The second value is whether all files could be read.
fn hits_in(folder: &PathBuf, options: &Options, query: &Query) -> Result<(Vec<Hit>, bool), String> {
    if !folder.is_dir() {
        return Err(format!("{}: no such folder", folder.display()));
    }
    let resolver = settings::resolver(&options.evidence);
    let bar = std::sync::OnceLock::new();
    let failed = std::sync::atomic::AtomicBool::new(false);
    let scan = Scan {
        min_cached_files: store::MIN_FILES,
        cite_options: &|path| resolver.settings(path).cite_options,
        read_word: &|file| Ok(content::word_file(file)?.text),
        progress: &|_, done, all| bar.get_or_init(|| Progress::new(all)).set(done),
        is_canceled: &|| false,
        problem: &|problem| {
            failed.store(true, std::sync::atomic::Ordering::Relaxed);
            output::err(&problem);
        },
    };
    // Paths are stored as they are shown, so a folder under another name is another index.
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
    let file = if options.no_cache { None } else { store::file_for(&whole, folder) };
    let (_, hits) = scan::open_and_ask(folder, file.as_deref(), &scan, |store| find::find(store, query))?;
    Ok((hits, !failed.into_inner()))
}

fn text(Hit { path, card, .. }: &Hit) -> StyledText {
    let mut out = StyledText::new();
    let tag = if card.tag.is_empty() { "(no tag)" } else { &card.tag };
    out.paint(BOLD, tag);
    if !card.short_cite.is_empty() {
        out.text("  ").text(&card.short_cite);
    }
    out.end_line();
    let place = format!("{path}:{}", card.line);
    let around = [place.as_str(), &card.headings, &card.issued].into_iter().filter(|part| !part.is_empty());
    out.text("  ").paint(FAINT, around.collect::<Vec<_>>().join(" · ")).end_line();
    out
}

fn write_rows(hits: &[Hit], out: &mut Output<'_>, format: RowFormat) -> io::Result<()> {
    rows::write(out, format, &COLUMNS, hits.iter().map(row))
}

const COLUMNS: [Column; 9] = [
    Column { name: "file", kind: Kind::Text },
    Column { name: "line", kind: Kind::Integer },
    Column { name: "tag", kind: Kind::Text },
    Column { name: "path", kind: Kind::Text },
    Column { name: "short_cite", kind: Kind::Text },
    Column { name: "authors", kind: Kind::List(&Kind::Text) },
    Column { name: "publications", kind: Kind::List(&Kind::Text) },
    // In EDTF: a source may name only a month or a year.
    Column { name: "issued", kind: Kind::Text },
    Column { name: "words", kind: Kind::Integer },
];

/// The values of these columns.
fn row(Hit { path, card, .. }: &Hit) -> Value {
    let list = |names| summary::names(names).collect::<Vec<_>>();
    json!({
        "file": path, "line": card.line, "tag": card.tag, "path": card.headings, "short_cite": card.short_cite,
        "authors": list(&card.authors), "publications": list(&card.publications), "issued": card.issued, "words": card.words,
    })
}
