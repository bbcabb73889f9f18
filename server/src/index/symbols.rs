//! The headings and tags of the files that are not open, in memory, to be found as somebody types.

use std::collections::HashMap;

use crate::evidence::brief::Level;
use crate::features::document_symbols::SymbolKind;
use crate::features::workspace_symbols::{MAX_HITS, SymbolQuery, key};

use super::store::{Store, kind_number};
use super::summary::SummaryKind;

/// With so many hits that have all words, nobody needs those that have only some letters, which cost more to find.
const ENOUGH: usize = 50;

/// All headings, tags and analytics of a folder.
#[derive(Debug, Default)]
pub struct Symbols {
    paths: Vec<String>,
    headings: Vec<String>,
    entries: Vec<SymbolEntry>,
}

#[derive(Debug)]
struct SymbolEntry {
    path: u32,
    headings: u32,
    line: u32,
    kind: SymbolKind,
    name: Box<str>,
    key: Box<str>,
}

/// An entry that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SymbolHit {
    /// Its file.
    pub path: String,
    /// Its line, from 1.
    pub line: u32,
    /// What it is.
    pub kind: SymbolKind,
    /// Its words.
    pub name: String,
    /// The headings around it.
    pub headings: String,
}

impl Symbols {
    /// Reads them.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn load(store: &Store) -> rusqlite::Result<Self> {
        let mut symbols = Self::default();
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut file = None;
        let mut query = store.connection().prepare(
            "SELECT file.id, path, headings, line, kind, tag, short_cite, first_day
             FROM entry JOIN file ON file.id = entry.file WHERE tag <> '' ORDER BY path, entry.id",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if file.replace(id) != Some(id) {
                symbols.paths.push(row.get(1)?);
            }
            let headings: String = row.get(2)?;
            let number = *known.entry(headings).or_insert_with_key(|headings| {
                symbols.headings.push(headings.clone());
                number_of(symbols.headings.len())
            });
            let (name, short_cite, day): (String, String, i64) = (row.get(5)?, row.get(6)?, row.get(7)?);
            let year = i16::try_from(day / 10_000).ok().filter(|year| *year != 0);
            let Some(kind) = kind(row.get(4)?) else { continue };
            symbols.entries.push(SymbolEntry {
                path: number_of(symbols.paths.len()),
                headings: number,
                line: row.get(3)?,
                kind,
                key: key(&name, &short_cite, year).into(),
                name: name.into(),
            });
        }
        symbols.entries.shrink_to_fit();
        Ok(symbols)
    }

    /// The entries that fit `query`, the best first, but none of the files for which `is_left_out`.
    pub fn search(&self, query: &SymbolQuery, is_left_out: impl Fn(&str) -> bool) -> Vec<SymbolHit> {
        let left_out: Vec<bool> = self.paths.iter().map(|path| is_left_out(path)).collect();
        let closed = || self.entries.iter().filter(|entry| !left_out.get(entry.path as usize).copied().unwrap_or(true));
        let mut found: Vec<(u32, &SymbolEntry)> =
            closed().filter_map(|entry| Some((query.rank(&entry.key)?, entry))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        if found.len() < ENOUGH {
            let mut by_letters = query.by_letters();
            let others = closed().filter(|entry| query.rank(&entry.key).is_none());
            let mut others: Vec<_> = others.filter_map(|entry| Some((by_letters(&entry.name)?, entry))).collect();
            others.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            found.extend(others);
        }
        let text = |of: &[String], number: u32| of.get(number as usize).cloned().unwrap_or_default();
        let hit = |(_, entry): (u32, &SymbolEntry)| SymbolHit {
            path: text(&self.paths, entry.path),
            line: entry.line,
            kind: entry.kind,
            name: entry.name.to_string(),
            headings: text(&self.headings, entry.headings),
        };
        found.into_iter().take(MAX_HITS).map(hit).collect()
    }
}

/// The number of the last of `len`.
fn number_of(len: usize) -> u32 {
    u32::try_from(len.saturating_sub(1)).unwrap_or(u32::MAX)
}

fn kind(number: i64) -> Option<SymbolKind> {
    let kinds = [
        (SummaryKind::Heading(Level::Pocket), SymbolKind::Heading(Level::Pocket)),
        (SummaryKind::Heading(Level::Hat), SymbolKind::Heading(Level::Hat)),
        (SummaryKind::Heading(Level::Block), SymbolKind::Heading(Level::Block)),
        (SummaryKind::Card, SymbolKind::Card),
        (SummaryKind::Analytic, SymbolKind::Analytic),
    ];
    kinds.into_iter().find(|(kind, _)| kind_number(*kind) == number).map(|(_, kind)| kind)
}
