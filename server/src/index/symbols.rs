//! The headings and tags of the files that are not open, in memory, to be found as somebody types.

use rayon::prelude::*;

use crate::features::document_symbols::SymbolKind;
use crate::features::workspace_symbols::{self, MAX_HITS, SymbolQuery};

use super::summary::SummaryKind;

/// With so many hits that have all words, nobody needs those that have only some letters, which cost more to find.
const ENOUGH: usize = 50;

/// All headings, tags and analytics of a folder. Their names and keys are in one string: half a million strings of their own
/// take twice the memory.
#[derive(Debug, Default)]
pub struct Symbols {
    paths: Vec<String>,
    headings: Vec<String>,
    entries: Vec<SymbolEntry>,
    text: String,
}

#[derive(Debug)]
struct SymbolEntry {
    path: u32,
    headings: u32,
    line: u32,
    kind: SymbolKind,
    /// Where its name begins in the text, where its key does, right behind, and where that ends.
    name: u32,
    key: u32,
    end: u32,
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

/// An entry to add.
pub(super) struct NewSymbol<'a> {
    pub(super) path: &'a str,
    pub(super) headings: &'a str,
    pub(super) line: u32,
    pub(super) kind: SummaryKind,
    pub(super) name: &'a str,
    pub(super) short_cite: &'a str,
    /// As in `20210907`; 0 without a date.
    pub(super) first_day: i64,
}

impl Symbols {
    /// Adds an entry. Those of one file come one after the other. No entry is added after 4 GiB of names.
    pub(super) fn add(&mut self, symbol: &NewSymbol<'_>) {
        let year = i16::try_from(symbol.first_day / 10_000).ok().filter(|year| *year != 0);
        let name = self.text.len();
        self.text.push_str(symbol.name);
        let key = self.text.len();
        self.text.push_str(&workspace_symbols::key(symbol.name, symbol.short_cite, year));
        let [Ok(name), Ok(key), Ok(end)] = [name, key, self.text.len()].map(u32::try_from) else {
            self.text.truncate(name);
            return;
        };
        if self.paths.last().is_none_or(|last| last != symbol.path) {
            self.paths.push(symbol.path.to_owned());
        }
        if self.headings.last().is_none_or(|last| last != symbol.headings) {
            self.headings.push(symbol.headings.to_owned());
        }
        self.entries.push(SymbolEntry {
            path: number_of(self.paths.len()),
            headings: number_of(self.headings.len()),
            line: symbol.line,
            kind: match symbol.kind {
                SummaryKind::Heading(level) => SymbolKind::Heading(level),
                SummaryKind::Card => SymbolKind::Card,
                SummaryKind::Analytic => SymbolKind::Analytic,
            },
            name,
            key,
            end,
        });
    }

    /// Returns the memory that was kept for more entries.
    pub(super) fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.entries.shrink_to_fit();
        self.headings.shrink_to_fit();
    }

    fn name(&self, entry: &SymbolEntry) -> &str {
        self.text.get(entry.name as usize..entry.key as usize).unwrap_or_default()
    }

    fn key(&self, entry: &SymbolEntry) -> &str {
        self.text.get(entry.key as usize..entry.end as usize).unwrap_or_default()
    }

    fn hit(&self, entry: &SymbolEntry) -> SymbolHit {
        let text = |of: &[String], number: u32| of.get(number as usize).cloned().unwrap_or_default();
        SymbolHit {
            path: text(&self.paths, entry.path),
            line: entry.line,
            kind: entry.kind,
            name: self.name(entry).to_owned(),
            headings: text(&self.headings, entry.headings),
        }
    }

    /// The entries that fit `query`, the best first, but none of the files for which `is_left_out`.
    pub fn search(&self, query: &SymbolQuery, is_left_out: impl Fn(&str) -> bool) -> Vec<SymbolHit> {
        let left_out: Vec<bool> = self.paths.iter().map(|path| is_left_out(path)).collect();
        let closed =
            || self.entries.par_iter().filter(|entry| !left_out.get(entry.path as usize).copied().unwrap_or(true));
        let mut found: Vec<(u32, &SymbolEntry)> =
            closed().filter_map(|entry| Some((query.rank(self.key(entry))?, entry))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        if found.len() < ENOUGH {
            let others = closed().filter(|entry| query.rank(self.key(entry)).is_none());
            let scored = others
                .map_init(|| query.by_letters(), |by_letters, entry| Some((by_letters(self.name(entry))?, entry)));
            let mut others: Vec<_> = scored.flatten_iter().collect();
            others.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            found.extend(others);
        }
        found.into_iter().take(MAX_HITS).map(|(_, entry)| self.hit(entry)).collect()
    }
}

/// The number of the last of `len`.
fn number_of(len: usize) -> u32 {
    u32::try_from(len.saturating_sub(1)).unwrap_or(u32::MAX)
}
