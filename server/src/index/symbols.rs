//! The headings and tags of the files that are not open, in memory, to be found as somebody types.

use memchr::memmem::Finder;
use rayon::prelude::*;

use crate::features::document_symbols::SymbolKind;
use crate::features::workspace_symbols::{self, Letters, MAX_HITS, RANKS, SymbolQuery};

use super::packed_entry::IndexEntry;
use super::summary::SummaryKind;

/// With so many hits that have all words, nobody needs those that have only some letters, which cost more to find.
const ENOUGH: usize = 50;
/// How many entries a thread searches at once.
const CHUNK: usize = 8_192;

/// All headings, tags and analytics of a folder. Their names and keys are in two strings: half a million strings of their
/// own take twice the memory, and a word is found in one string much sooner than in so many.
#[derive(Debug, Default)]
pub struct Symbols {
    paths: Vec<String>,
    headings: Vec<String>,
    entries: Vec<SymbolEntry>,
    names: String,
    /// Each ends with a line end.
    keys: String,
}

#[derive(Debug)]
struct SymbolEntry {
    path: u32,
    headings: u32,
    line: u32,
    kind: SymbolKind,
    letters: Letters,
    /// Where its name and its key begin. They end where those of the next one begin.
    name: u32,
    key: u32,
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
    /// Adds an entry, if it has a name. Those of one file come one after the other. No entry is added after 4 GiB of
    /// names.
    pub(super) fn add(&mut self, path: &str, entry: &IndexEntry<'_>) {
        let [Ok(name), Ok(key)] = [self.names.len(), self.keys.len()].map(u32::try_from) else { return };
        if entry.tag.is_empty() {
            return;
        }
        self.names.push_str(entry.tag);
        self.keys.push_str(entry.key);
        self.keys.push('\n');
        if self.paths.last().is_none_or(|last| last != path) {
            self.paths.push(path.to_owned());
        }
        if self.headings.last().is_none_or(|last| last != entry.headings) {
            self.headings.push(entry.headings.to_owned());
        }
        self.entries.push(SymbolEntry {
            path: number_of(self.paths.len()),
            headings: number_of(self.headings.len()),
            line: entry.line,
            kind: match entry.kind {
                SummaryKind::Heading(level) => SymbolKind::Heading(level),
                SummaryKind::Card => SymbolKind::Card,
                SummaryKind::Analytic => SymbolKind::Analytic,
            },
            letters: Letters::of(workspace_symbols::name_in(entry.key)),
            name,
            key,
        });
    }

    /// Returns the memory that was kept for more entries.
    pub(super) fn shrink_to_fit(&mut self) {
        self.names.shrink_to_fit();
        self.keys.shrink_to_fit();
        self.entries.shrink_to_fit();
        self.headings.shrink_to_fit();
    }

    fn name(&self, number: usize) -> &str {
        let end = self.entries.get(number + 1).map_or(self.names.len(), |next| next.name as usize);
        self.names.get(self.entries[number].name as usize..end).unwrap_or_default()
    }

    /// Where the key of the entry ends, with its line end.
    fn key_end(&self, number: usize) -> usize {
        self.entries.get(number + 1).map_or(self.keys.len(), |next| next.key as usize)
    }

    fn key(&self, number: usize) -> &str {
        let line = self.keys.get(self.entries[number].key as usize..self.key_end(number)).unwrap_or_default();
        line.strip_suffix('\n').unwrap_or(line)
    }

    fn hit(&self, number: usize) -> SymbolHit {
        let entry = &self.entries[number];
        let text = |of: &[String], number: u32| of.get(number as usize).cloned().unwrap_or_default();
        SymbolHit {
            path: text(&self.paths, entry.path),
            line: entry.line,
            kind: entry.kind,
            name: self.name(number).to_owned(),
            headings: text(&self.headings, entry.headings),
        }
    }

    /// The entries that fit `query`, the best first, but none of the files for which `is_left_out`.
    pub fn search(&self, query: &SymbolQuery, is_left_out: impl Fn(&str) -> bool) -> Vec<SymbolHit> {
        let left_out: Vec<bool> = self.paths.iter().map(|path| is_left_out(path)).collect();
        let is_left_out = |number: usize| {
            let path = self.entries[number].path as usize;
            left_out.get(path).copied().unwrap_or(true)
        };
        let mut found = self.with_words(query, is_left_out);
        if found.len() < ENOUGH {
            let letters = self.with_letters(query, |number| found.contains(&number) || is_left_out(number));
            found.extend(letters);
        }
        found.into_iter().take(MAX_HITS).map(|number| self.hit(number)).collect()
    }

    /// The entries that have all words of `query`, the best first.
    fn with_words(&self, query: &SymbolQuery, is_left_out: impl Fn(usize) -> bool + Sync) -> Vec<usize> {
        let in_chunk = |from: usize| {
            let mut by_rank: [Vec<usize>; RANKS] = Default::default();
            let mut rank = |number: usize| {
                if !is_left_out(number)
                    && let Some(rank) = query.rank(self.key(number))
                    && by_rank[rank].len() < MAX_HITS
                {
                    by_rank[rank].push(number);
                }
            };
            let to = (from + CHUNK).min(self.entries.len());
            match query.longest_word() {
                Some(word) => self.with_word(word, from, to, rank),
                None => (from..to).for_each(&mut rank),
            }
            by_rank
        };
        let chunks: Vec<usize> = (0..self.entries.len()).step_by(CHUNK).collect();
        let chunks: Vec<_> = chunks.into_par_iter().map(in_chunk).collect();
        (0..RANKS).flat_map(|rank| chunks.iter().flat_map(move |by_rank| by_rank[rank].iter().copied())).collect()
    }

    /// Calls `take` with each of the entries in `from..to` that has the word in its key, in their order.
    fn with_word(&self, word: &Finder<'_>, from: usize, to: usize, mut take: impl FnMut(usize)) {
        let mut next = from;
        while next < to {
            let start = self.entries[next].key as usize;
            let rest = self.keys.as_bytes().get(start..self.key_end(to - 1)).unwrap_or_default();
            let Some(place) = word.find(rest) else { return };
            let number = self.entry_at(next, to, start + place);
            take(number);
            next = number + 1;
        }
    }

    /// The entry in `from..to` to whose key a byte of the keys belongs. Looks near `from` first, where it is if a word is
    /// common.
    fn entry_at(&self, from: usize, to: usize, byte: usize) -> usize {
        let is_before = |entry: &SymbolEntry| entry.key as usize <= byte;
        let mut step = 1;
        while from + step < to && is_before(&self.entries[from + step]) {
            step *= 2;
        }
        let nearest = from + step / 2;
        nearest + self.entries[nearest..(from + step).min(to)].partition_point(is_before) - 1
    }

    /// The entries that have the letters of `query` in their order, the best first.
    fn with_letters(&self, query: &SymbolQuery, is_left_out: impl Fn(usize) -> bool + Sync) -> Vec<usize> {
        let may_fit = |number: &usize| query.may_fit(self.entries[*number].letters) && !is_left_out(*number);
        let scored = (0..self.entries.len()).into_par_iter().filter(may_fit).map_init(
            || query.by_letters(),
            |by_letters, number| Some((by_letters(workspace_symbols::name_in(self.key(number)))?, number)),
        );
        let mut scored: Vec<(u32, usize)> = scored.flatten_iter().collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, number)| number).collect()
    }
}

/// The number of the last of `len`.
fn number_of(len: usize) -> u32 {
    u32::try_from(len.saturating_sub(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use debate_ls_tests::random::Random;

    use super::*;

    const WORDS: [&str; 8] = ["Talks", "fail", "Marché", "the", "trade", "war", "É", "2021"];

    /// More entries than a thread searches at once.
    fn symbols() -> Symbols {
        let mut random = Random::new(11);
        let mut symbols = Symbols::default();
        for number in 0..2 * CHUNK + 100 {
            let words: Vec<&str> = (0..random.below(4)).map(|_| WORDS[random.below(WORDS.len())]).collect();
            let short_cite = if random.below(50) == 0 { "Marsh 21" } else { "" };
            let year = (random.below(3) == 0).then_some(2021);
            let entry = IndexEntry {
                kind: SummaryKind::Card,
                line: u32::try_from(number).expect("few"),
                tag: &words.join(" "),
                key: &workspace_symbols::key(&words.join(" "), short_cite, year),
                headings: "Neg",
                authors: "",
                publications: "",
                qualifications: "",
            };
            symbols.add(&format!("{}.debate", number / 10), &entry);
        }
        symbols
    }

    fn is_left_out(path: &str) -> bool {
        path.contains('3')
    }

    /// What `search` has to find, entry by entry.
    fn expected(symbols: &Symbols, query: &SymbolQuery) -> Vec<usize> {
        let path = |number: usize| symbols.paths[symbols.entries[number].path as usize].as_str();
        let all = || (0..symbols.entries.len()).filter(|number| !is_left_out(path(*number)));
        let rank = |number: &usize| query.rank(symbols.key(*number));
        let mut found: Vec<usize> = all().filter(|number| rank(number).is_some()).collect();
        found.sort_by_key(rank);
        if found.len() < ENOUGH {
            let mut by_letters = query.by_letters();
            let mut score = |number| by_letters(workspace_symbols::name_in(symbols.key(number)));
            let mut others: Vec<_> = all()
                .filter(|number| rank(number).is_none())
                .filter_map(|number| Some((score(number)?, number)))
                .collect();
            others.sort_by_key(|(score, _)| Reverse(*score));
            found.extend(others.into_iter().map(|(_, number)| number));
        }
        found.truncate(MAX_HITS);
        found
    }

    #[test]
    fn a_search_finds_what_a_look_at_each_entry_finds() {
        let symbols = symbols();
        for words in
            ["", "the", "talks fail", "marsh 21", "marche war 2021", "mrche", "é 2021", "tlk fl trd", "xyz", "ws"]
        {
            let query = SymbolQuery::new(words);
            let hits = symbols.search(&query, is_left_out);
            let hit = |number: usize| symbols.hit(number);
            assert_eq!(hits, expected(&symbols, &query).into_iter().map(hit).collect::<Vec<_>>(), "“{words}”");
            assert_eq!(hits.is_empty(), words == "xyz", "“{words}”");
        }
    }
}
