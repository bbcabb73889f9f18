//! Finds a heading or a tag by some of its letters.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::document_symbols::{SymbolKind, one_line};
use super::keyboard::as_typed;
use crate::evidence::brief::{Brief, Entry, EntryKind};
use crate::text::Span;

/// How many symbols an answer has at most; another letter narrows them down.
const MAX_HITS: usize = 1000;

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

/// The headings and tags of `briefs` that have the letters of each word of `query` in order; the best first, at most
/// 1,000. An empty query finds everything. Case, diacritics and typography do not matter.
pub fn search(briefs: &[&Brief], query: &str) -> Vec<Hit> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::new(&as_typed(query), CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
    let mut letters = Vec::new();
    let mut found: Vec<(u32, usize, Vec<&str>, &Entry, &str)> = Vec::new();
    for (number, brief) in briefs.iter().enumerate() {
        for (path, entry) in brief.with_paths() {
            let Some(name) = name(entry) else { continue };
            let score = pattern.score(Utf32Str::new(&as_typed(name), &mut letters), &mut matcher);
            found.extend(score.map(|score| (score, number, path, entry, name)));
        }
    }
    // The sort is stable, so equal scores stay in document order.
    found.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    found.truncate(MAX_HITS);
    let hit = |(_, brief, path, entry, name): (u32, usize, Vec<&str>, &Entry, &str)| Hit {
        brief,
        kind: kind(entry),
        name: one_line(name, "(unnamed)"),
        path: path.join(" › "),
        span: entry.span(),
    };
    found.into_iter().map(hit).collect()
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
