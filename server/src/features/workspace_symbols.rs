//! Finds a heading or a tag by its words, its cite, or some of its letters.

use memchr::memmem::Finder;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::document_symbols::{SymbolKind, one_line};
use super::keyboard::as_typed;
use crate::evidence::brief::{Brief, Entry, EntryKind};
use crate::evidence::gazetteer::fold;
use crate::evidence::read_aloud;
use crate::text::Span;

/// How many symbols an answer has at most; another letter narrows them down.
pub const MAX_HITS: usize = 1000;

/// A heading or tag that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The number of the brief.
    pub brief: usize,
    /// What it is.
    pub kind: SymbolKind,
    /// Its words, on one line, never empty.
    pub name: String,
    /// The headings around it: `Neg › AT: Heg`. Empty at the top.
    pub path: String,
    /// The heading's line or the card, in bytes of the brief.
    pub span: Span,
}

/// How many ranks there are for an entry that has all words of a query.
pub const RANKS: usize = 4;

/// What somebody types to find a heading or a tag, prepared once for many of them.
pub struct SymbolQuery {
    /// All of it, and each of its words, folded.
    whole: Finder<'static>,
    words: Vec<Finder<'static>>,
    pattern: Pattern,
    letters: Letters,
}

impl SymbolQuery {
    /// Reads what was typed.
    pub fn new(query: &str) -> Self {
        let folded = folded(query.trim());
        Self {
            whole: Finder::new(&folded).into_owned(),
            words: folded.split_whitespace().map(|word| Finder::new(word).into_owned()).collect(),
            pattern: Pattern::new(&folded, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy),
            letters: Letters::of_ascii(&folded),
        }
    }

    /// The longest word of the query, which the fewest entries have. `None` for an empty query, which all entries fit.
    pub fn longest_word(&self) -> Option<&Finder<'static>> {
        self.words.iter().max_by_key(|word| word.needle().len())
    }

    /// How well an entry with this [key](key) has all words of the query: 0 is best, and all are below [`RANKS`]. `None`
    /// if one is missing.
    pub fn rank(&self, key: &str) -> Option<usize> {
        let key = key.as_bytes();
        if !self.words.iter().all(|word| word.find(key).is_some()) {
            return None;
        }
        Some(match self.whole.find(key) {
            Some(0) => 0,
            Some(at) if !key[..at].contains(&b'\n') => 1,
            Some(_) => 2,
            None => 3,
        })
    }

    /// Whether a name with these letters can have those of the query in their order.
    pub fn may_fit(&self, name: Letters) -> bool {
        self.letters.0 & !name.0 == 0
    }

    /// A matcher that finds an entry by some letters of its [name](name_in): higher is better.
    pub fn by_letters(&self) -> impl FnMut(&str) -> Option<u32> {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        move |name| self.pattern.score(Utf32Str::new(name, &mut letters), &mut matcher)
    }
}

/// Which letters and digits a text has: a bit for each letter from a to z, and for each digit one that it shares with
/// another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters(u32);

impl Letters {
    /// Of a name that is folded. One with letters beyond ASCII may have every letter: the matcher compares some of those
    /// with their likes in ASCII.
    pub fn of(name: &str) -> Self {
        if name.is_ascii() { Self::of_ascii(name) } else { Self(u32::MAX) }
    }

    /// Those in ASCII.
    fn of_ascii(text: &str) -> Self {
        let bit = |byte: u8| match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << (26 + (byte - b'0') % 6),
            _ => 0,
        };
        Self(text.bytes().fold(0, |bits, byte| bits | bit(byte)))
    }
}

/// The name in an entry’s [key](key).
pub fn name_in(key: &str) -> &str {
    key.split('\n').next().unwrap_or_default()
}

/// The text in which an entry is searched: its name, then its short cite and the year in two and in four digits.
pub fn key(name: &str, short_cite: &str, year: Option<i16>) -> String {
    let years = year.map_or_else(String::new, |year| format!(" {year} {:02}", year.rem_euclid(100)));
    // A tag may go over two lines.
    let mut key = folded(name).replace('\n', " ");
    if !short_cite.is_empty() || !years.is_empty() {
        key.push('\n');
        key += &folded(short_cite);
        key += &years;
        // `Marsh 21` for `Marsh 2021`.
        let author = short_cite.trim_end_matches(|sign: char| sign.is_ascii_digit() || "’'‘ ".contains(sign));
        if let Some(year) = year {
            key += &format!(" {} {:02}", folded(author), year.rem_euclid(100));
        }
    }
    key
}

/// As a keyboard types it, in lower case and without diacritics.
fn folded(text: &str) -> String {
    fold(&as_typed(text)).into_owned()
}

/// The headings and tags of `briefs` that have all words of `query`, in their name or their cite, the best first; then
/// those that have the letters of each word in order. At most 1,000. An empty query finds everything. Case, diacritics
/// and the kinds of quotation marks and dashes do not matter.
pub fn search(briefs: &[&Brief], query: &str) -> Vec<Hit> {
    let query = SymbolQuery::new(query);
    let mut by_letters = query.by_letters();
    let mut found = Vec::new();
    for (number, brief) in briefs.iter().enumerate() {
        for (path, entry) in brief.with_paths() {
            let Some(name) = name(entry) else { continue };
            let cite = entry.card().and_then(|card| card.cites.first());
            let short_cite = cite.and_then(read_aloud::short_cite).unwrap_or_default();
            let year = cite.and_then(|cite| cite.issued.as_ref()?.edtf?.year());
            let key = key(name, &short_cite, year);
            let score = by_letters(name_in(&key));
            if let Some(rank) = query.rank(&key).or(score.map(|_| RANKS)) {
                found.push(Found { rank, score: score.unwrap_or(0), brief: number, path, entry, name });
            }
        }
    }
    // The sort is stable, so equal ones stay in document order.
    found.sort_by_key(|found| (found.rank, std::cmp::Reverse(found.score)));
    found.truncate(MAX_HITS);
    let hit = |found: Found<'_>| Hit {
        brief: found.brief,
        kind: kind(found.entry),
        name: one_line(found.name, "(unnamed)"),
        path: found.path.join(" › "),
        span: found.entry.span(),
    };
    found.into_iter().map(hit).collect()
}

/// A [`Hit`] before it is copied.
struct Found<'b> {
    /// Of its words: lower is better. [`RANKS`] if it does not have all.
    rank: usize,
    /// Of its letters: higher is better.
    score: u32,
    brief: usize,
    path: Vec<&'b str>,
    entry: &'b Entry,
    name: &'b str,
}

fn name(entry: &Entry) -> Option<&str> {
    match &entry.content.kind {
        EntryKind::Heading(heading) => Some(&heading.text.value),
        EntryKind::Card(card) => Some(&card.tag.as_ref()?.value),
        EntryKind::Analytic(text) => Some(&text.value),
        EntryKind::Comment(_) => None,
    }
}

fn kind(entry: &Entry) -> SymbolKind {
    match &entry.content.kind {
        EntryKind::Heading(heading) => SymbolKind::Heading(heading.level),
        EntryKind::Card(_) => SymbolKind::Card,
        EntryKind::Analytic(_) | EntryKind::Comment(_) => SymbolKind::Analytic,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief};
    use super::*;

    fn shown(query: &str) -> String {
        let (one, _, _) = brief(SYRIA);
        let (other, _, _) = brief("# Neg\n\n### Médiation fails\n\n<!-- Mediation -->\n");
        let hits = search(&[&one, &other], query);
        hits.iter().map(|hit| format!("{} {:?} {} < {}\n", hit.brief, hit.kind, hit.name, hit.path)).collect()
    }

    #[test]
    fn letters_in_order_find_headings_and_tags() {
        insta::assert_snapshot!(shown("mdtn fail"), @r"
        0 Card Mediation in Syria fails < Impacts › AT: Cooperation
        1 Heading(Block) Médiation fails < Neg
        ");
        insta::assert_snapshot!(shown("AT coop"), @"0 Heading(Block) AT: Cooperation < Impacts");
        assert_eq!(shown("xyz"), "");
    }

    #[test]
    fn words_are_found_before_letters_and_cites_too() {
        let text = "#### AT — “Heg”… fails\n\nMarsh 2021 (Ann Marsh, “Off,” The Hill, 9-2-21)\n\nThey are off.\n\n\
            #### Marshes are no 2 to 1 bet\n\nChoi 19 (Joseph Choi, “Up,” The Hill, 3-1-19)\n\nThey are up.\n";
        let (brief, _, _) = brief(text);
        let names = |query| search(&[&brief], query).into_iter().map(|hit| hit.name).collect::<Vec<_>>();
        assert_eq!(names("Marsh 21"), ["AT — “Heg”… fails", "Marshes are no 2 to 1 bet"]);
        assert_eq!(names("at - \"heg\"... fails"), ["AT — “Heg”… fails"]);
        assert_eq!(names("choi 2019"), ["Marshes are no 2 to 1 bet"]);
    }

    #[test]
    fn a_keyboard_finds_what_a_word_processor_wrote() {
        let (brief, _, _) = brief("### AT: Russia won’t cooperate – “peace” is far…\n");
        for query in ["won’t", "won't", "cooperate - \"peace\"", "far..."] {
            assert_eq!(search(&[&brief], query).len(), 1, "{query}");
        }
    }

    #[test]
    fn an_empty_query_finds_everything() {
        assert_eq!(shown("").lines().count(), 7);
    }
}
