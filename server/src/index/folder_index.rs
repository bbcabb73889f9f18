//! What the server keeps in memory of a folder’s files that are not open.

use std::path::Path;

use rayon::prelude::*;
use rusqlite::{Connection, Row, params};

use super::file_names::file_name;
use super::key_index::KeyIndex;
use super::store::{self, Store};
use super::summary::{self, SummaryKind};
use super::symbols::{NewSymbol, Symbols, SymbolsPart};
use crate::features::completion_item::CompletionKind;
use crate::features::vocabulary::{NameCounter, Vocabulary};

/// How many files are worth a thread of their own.
const MIN_PART: u32 = if cfg!(test) { 1 } else { 64 };

/// What is known of a folder’s files.
#[derive(Debug, Default)]
pub struct FolderIndex {
    /// Headings, tags and analytics, to be found. None of Word files: an editor cannot open them at a line.
    pub symbols: Symbols,
    /// Which files name what.
    pub keys: KeyIndex,
    /// Names to offer.
    pub vocabulary: Vocabulary,
}

impl FolderIndex {
    /// Reads it, with all cores.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn load(store: &Store) -> rusqlite::Result<Self> {
        let ranges = ranges(store)?;
        // Only one thread at a time can use a connection.
        let readers: Option<Vec<Connection>> = ranges.iter().map(|_| store.reader()).collect();
        let parts: Vec<(SymbolsPart, NameCounter)> = match readers {
            Some(readers) => {
                let parts = readers.into_par_iter().zip(ranges);
                parts.map(|(reader, range)| load_part(&reader, &range)).collect::<rusqlite::Result<_>>()?
            }
            None => vec![load_part(store.connection(), &PathRange::default())?],
        };
        let (symbols, names): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        let mut names = names.into_iter().reduce(NameCounter::join).unwrap_or_default();
        let keys = KeyIndex::load(store)?;
        for name in keys.paths().filter_map(|path| file_name(Path::new(path))) {
            names.add(CompletionKind::File, name.stem);
        }
        Ok(Self { symbols: Symbols::new(symbols), keys, vocabulary: names.vocabulary() })
    }
}

/// The files from one path on, to before another: `None` is the end.
#[derive(Clone, Debug, Default)]
struct PathRange {
    from: String,
    to: Option<String>,
}

/// As many parts of all files as there are cores; one of few files.
fn ranges(store: &Store) -> rusqlite::Result<Vec<PathRange>> {
    let connection = store.connection();
    let files: u32 = connection.query_row("SELECT count(*) FROM file", [], |row| row.get(0))?;
    let cores = u32::try_from(rayon::current_num_threads()).unwrap_or(1);
    let parts = cores.min(files / MIN_PART).max(1);
    let mut from = String::new();
    let mut ranges = Vec::new();
    for part in 1..parts {
        let path = "SELECT path FROM file ORDER BY path LIMIT 1 OFFSET ?1";
        let to: String =
            connection.query_row(path, [i64::from(files) * i64::from(part) / i64::from(parts)], |row| row.get(0))?;
        ranges.push(PathRange { from: std::mem::replace(&mut from, to.clone()), to: Some(to) });
    }
    ranges.push(PathRange { from, to: None });
    Ok(ranges)
}

fn load_part(connection: &Connection, range: &PathRange) -> rusqlite::Result<(SymbolsPart, NameCounter)> {
    let mut symbols = SymbolsPart::default();
    let mut names = NameCounter::default();
    let mut query = connection.prepare(
        "SELECT path, headings, line, kind, tag, short_cite, first_day, authors, publications, qualifications
         FROM file JOIN entry ON entry.file = file.id WHERE path >= ?1 AND (?2 IS NULL OR path < ?2)
         ORDER BY path, entry.id",
    )?;
    let mut rows = query.query(params![range.from, range.to])?;
    while let Some(row) = rows.next()? {
        add(row, &mut symbols, &mut names)?;
    }
    symbols.shrink_to_fit();
    Ok((symbols, names))
}

fn add(row: &Row<'_>, symbols: &mut SymbolsPart, names: &mut NameCounter) -> rusqlite::Result<()> {
    let text = |column: usize| -> rusqlite::Result<&str> { Ok(row.get_ref(column)?.as_str()?) };
    let Some(kind) = store::kind_of(row.get(3)?) else { return Ok(()) };
    let (path, name) = (text(0)?, text(4)?);
    if !name.is_empty() {
        let (headings, short_cite) = (text(1)?, text(5)?);
        let (line, first_day) = (row.get(2)?, row.get(6)?);
        symbols.add(&NewSymbol { path, headings, line, kind, name, short_cite, first_day });
    }
    if matches!(kind, SummaryKind::Heading(_)) {
        names.add(CompletionKind::Block, name);
    }
    for (column, kind) in
        [(7, CompletionKind::Author), (8, CompletionKind::Publication), (9, CompletionKind::Qualifications)]
    {
        summary::names(text(column)?).for_each(|name| names.add(kind, name));
    }
    Ok(())
}
