//! Which cites are of the same source, however complete each of them is.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::evidence::brief::{Brief, Card};
use crate::evidence::cite::{Cite, ShortYear};
use crate::evidence::date::{CiteDate, Edtf};
use crate::evidence::{gazetteer, name, topic};
use crate::lint::anchor;
use crate::text::Span;

/// A cite and the card that it is in.
#[derive(Clone, Copy, Debug)]
pub struct Citation<'a> {
    /// The card.
    pub card: &'a Card,
    /// The cite.
    pub cite: &'a Cite,
    /// The words that identify it, in bytes of the document.
    pub span: Span,
    /// The card, in bytes of the document.
    pub whole: Span,
}

/// The cites of `brief` that are of the same source as `cite`, including itself, in document order. O(cites).
pub fn cites_of<'a>(brief: &'a Brief, cite: &'a Cite) -> impl Iterator<Item = Citation<'a>> {
    all(brief).filter(move |quoted| same_source(quoted.cite, cite))
}

/// The cite that `at`, a byte of the document, touches.
pub fn cite_at(brief: &Brief, at: usize) -> Option<Citation<'_>> {
    let entry = brief.entry_at(at)?;
    let card = entry.card()?;
    let cite = card.cites.iter().find(|cite| cite.span.shift(entry.start).touches(at))?;
    Some(Citation { card, cite, span: anchor::of_cite(cite).shift(entry.start), whole: entry.span() })
}

fn all(brief: &Brief) -> impl Iterator<Item = Citation<'_>> {
    brief.entries.iter().filter_map(|entry| Some((entry, entry.card()?))).flat_map(|(entry, card)| {
        card.cites.iter().map(move |cite| Citation {
            card,
            cite,
            span: anchor::of_cite(cite).shift(entry.start),
            whole: entry.span(),
        })
    })
}

/// Whether both are of the same source. The same DOI, link or title means yes, another DOI or title no. If one cite has
/// none of them, as when a source is cited for the second time, its first name and its date decide.
pub fn same_source(one: &Cite, other: &Cite) -> bool {
    if let (Some(one), Some(other)) = (&one.doi, &other.doi) {
        return one.value.eq_ignore_ascii_case(&other.value);
    }
    let years = (year(one), year(other));
    let same_year = matches!(years, (Some(one), Some(other)) if one == other);
    if let (Some(one), Some(other)) = (&one.title, &other.title) {
        return (same_year || years.0.is_none() || years.1.is_none()) && topic::same(&one.value, &other.value);
    }
    if let (Some(one), Some(other)) = (&one.url, &other.url) {
        return same_page(&one.value, &other.value);
    }
    same_year && agree(one.issued.as_ref(), other.issued.as_ref()) && same_name(one, other)
}

/// Keys of a source: two cites of the same source share at least one, and few others do. The same in every run of one
/// version.
pub fn keys(cite: &Cite) -> Vec<u64> {
    let hash = |kind: &str, words: &str| FixedState::default().hash_one((kind, words));
    let doi = cite.doi.as_ref().map(|doi| hash("doi", &doi.value.to_ascii_lowercase()));
    let title =
        cite.title.as_ref().and_then(|title| topic::key(&title.value)).map(|key| hash("title", &key.to_string()));
    let page = cite.url.as_ref().map(|url| hash("page", page(&url.value)));
    let name_and_year = first_name(cite).zip(year(cite));
    let name_and_year = name_and_year.map(|(name, year)| hash("name", &format!("{} {year}", gazetteer::fold(name))));
    [doi, title, page, name_and_year].into_iter().flatten().collect()
}

/// Whether two dates, which may be imprecise, can be the same.
fn agree(one: Option<&CiteDate>, other: Option<&CiteDate>) -> bool {
    let days =
        |date: Option<&CiteDate>| date.and_then(|date| date.edtf).map(|edtf| (edtf.first_day(), edtf.last_day()));
    match (days(one), days(other)) {
        (Some((Some(a), Some(z))), Some((Some(b), Some(y)))) => (a <= b && y <= z) || (b <= a && z <= y),
        _ => true,
    }
}

fn year(cite: &Cite) -> Option<i16> {
    let short = || match cite.short.as_ref()?.year.as_ref()?.value {
        ShortYear::Year(year) => Some(year),
        ShortYear::MonthDay(..) | ShortYear::NoDate => None,
    };
    cite.issued.as_ref().and_then(|date| date.edtf).and_then(Edtf::year).or_else(short)
}

fn same_name(one: &Cite, other: &Cite) -> bool {
    matches!((first_name(one), first_name(other)), (Some(one), Some(other)) if name::equal_family(one, other))
}

fn first_name(cite: &Cite) -> Option<&str> {
    let short = || Some(cite.short.as_ref()?.names.first()?.value.as_str());
    cite.authors.first().map(|author| author.name.key()).or_else(short)
}

/// Whether two links lead to the same page.
fn same_page(one: &str, other: &str) -> bool {
    page(one) == page(other)
}

/// What of a link says which page it leads to: scheme, `www.` and a final slash do not matter.
fn page(url: &str) -> &str {
    let page = url.split_once("://").map_or(url, |(_, page)| page);
    page.strip_prefix("www.").unwrap_or(page).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::super::fixture::brief;
    use super::*;

    const FULL: &str =
        "Choi 21, Joseph Choi, reporter, 9-15-21, “Kremlin: talks are off”, The Hill, https://thehill.com/a";

    fn same(one: &str, other: &str) -> bool {
        let card = |cite: &str| format!("#### They will not talk\n\n{cite}\n\nThey said so on Monday, and left.\n\n");
        let (brief, _, _) = brief(&(card(one) + &card(other)));
        let cites: Vec<&Cite> = all(&brief).map(|quoted| quoted.cite).collect();
        assert_eq!(cites.len(), 2, "{one} / {other}");
        assert_eq!(same_source(cites[0], cites[1]), same_source(cites[1], cites[0]));
        let same = same_source(cites[0], cites[1]);
        assert!(!same || keys(cites[0]).iter().any(|key| keys(cites[1]).contains(key)), "{one} / {other}: a key");
        same
    }

    #[test]
    fn one_source_is_recognized_in_many_forms() {
        assert!(same(FULL, FULL));
        assert!(same(FULL, "Choi 21"));
        assert!(same(FULL, "Choi, 9-15-21, “KREMLIN – Talks Are Off,” The Hill"));
        assert!(same("TASS, September 15, 2021", "TASS, September 15, 2021"));
        assert!(same("TASS, https://www.tass.com/a/", "TASS, 2021, http://tass.com/a"));
    }

    #[test]
    fn other_sources_are_told_apart() {
        assert!(!same(FULL, "Choi 20"));
        assert!(!same(FULL, "Joseph Choi, reporter, 9-15-21, “Kremlin: talks are on”, The Hill"));
        assert!(!same("TASS, September 15, 2021", "TASS, September 16, 2021"));
        assert!(!same("TASS, September 15, 2021", "Press TV, September 15, 2021"));
    }
}
