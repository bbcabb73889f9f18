//! What the letters of a cite alone make plain, whatever it means: links, quotations, dates, locators, the
//! cutter's additions. Each finder sees only what the ones before it left over, so that no date is found in a
//! link and no volume in a date.

use super::cutter;
use super::flat::Flat;
use super::link::links;
use super::locator::{locators, reader_places, reporters};
use super::pieces::Pieces;
use super::quote::{Quoted, quoted};
use super::words::{Word, words};
use crate::evidence::date::parse::found_in;
use crate::text::Span;

/// Lists what is plain in `text`. The short cite is found next, from these lists; then
/// [`cut`](super::pieces::cut) makes the pieces.
pub(super) fn survey(flat: &Flat, pivot: u8) -> Pieces {
    let text = flat.text.as_str();
    let words = words(text);
    let links = links(text);
    let in_link = |span: Span| links.iter().any(|link| link.span.overlaps(span));
    let quoted: Vec<_> = quoted(text)
        .into_iter()
        .filter(|quoted| !in_link(quoted.outer) && !is_nickname(text, quoted, &words))
        .collect();
    let initials = cutter::initials(text, &words, &links, &quoted);
    let mut claimed: Vec<Span> =
        links.iter().map(|link| link.span).chain(quoted.iter().filter(|q| q.closed).map(|q| q.outer)).collect();
    claimed.extend(initials.map(|initials| initials.span));
    claimed.sort_unstable();
    let notes = cutter::notes(text, &words, &claimed);
    claimed.extend(&notes);
    claimed.sort_unstable();
    let mut reporters = reporters(text, &words);
    reporters.extend(reader_places(text, &words));
    claimed.extend(reporters.iter().map(|located| located.span));
    claimed.sort_unstable();
    let mut dates = Vec::new();
    for gap in gaps(&claimed, text.len()) {
        dates.extend(found_in(text, gap, pivot));
    }
    claimed.extend(dates.iter().map(|found| found.date.span));
    claimed.sort_unstable();
    let mut located = reporters;
    for gap in gaps(&claimed, text.len()) {
        located.extend(locators(text, gap));
    }
    let initials = initials.map(|initials| initials.letters);
    Pieces {
        words,
        links,
        quoted,
        dates,
        locators: located,
        initials,
        notes,
        stressed: flat.stressed.clone(),
        ..Pieces::default()
    }
}

/// `Robert “Bob” Work`: a word or two between capital words, with no separator.
fn is_nickname(text: &str, quoted: &Quoted, words: &[Word]) -> bool {
    let inner = quoted.inner.of(text);
    if inner.split_whitespace().count() > 2 || !inner.ends_with(char::is_alphanumeric) || !quoted.closed {
        return false;
    }
    let before = words.partition_point(|word| word.span.end <= quoted.outer.start);
    let behind = words.partition_point(|word| word.span.start < quoted.outer.end);
    let near = |gap: Span| gap.of(text) == " ";
    let name = |word: &&Word| word.is_capital();
    let left = before.checked_sub(1).and_then(|at| words.get(at)).filter(name);
    let right = words.get(behind).filter(name);
    left.is_some_and(|left| near(Span::new(left.span.end, quoted.outer.start)))
        && right.is_some_and(|right| near(Span::new(quoted.outer.end, right.span.start)))
}

/// What lies between `claimed`, which are in order, up to `end`.
fn gaps(claimed: &[Span], end: usize) -> impl Iterator<Item = Span> {
    let mut at = 0;
    let bounds = claimed.iter().copied().chain([Span::empty(end)]);
    bounds.filter_map(move |span| {
        let gap = Span::new(at, span.start);
        at = at.max(span.end);
        (gap.start < gap.end && gap.end == span.start).then_some(gap)
    })
}
