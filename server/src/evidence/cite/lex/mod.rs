//! A cite's tokens: what its letters alone make plain, whatever it means. Words, links, quotations, dates, locators,
//! the cutter's additions, each found once. Which of them is the title or the day of publication is decided in
//! [`fields`](super::fields).

pub(crate) mod access_word;
mod cutter;
mod journal;
pub(crate) mod link;
pub(crate) mod locator;
pub(crate) mod quotation;
pub(crate) mod separator;
pub(crate) mod word;

use self::journal::journal_numbers;
use self::link::{Link, LinkKind, links};
use self::locator::{Locator, kindle_locations, locators, reporters};
use self::quotation::{Quotation, quotations};
use self::word::{Letters, Word, words};
use super::plain_text::PlainText;
use crate::evidence::date::parse::{Found, found_in};
use crate::evidence::gazetteer::Traits;
use crate::text::Span;

/// The tokens of a cite. All spans are bytes of its plain text.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// All words, also those inside of other tokens.
    pub(crate) words: Vec<Word>,
    /// Links and DOIs.
    pub(crate) links: Vec<Link>,
    /// What stands in quotation marks, also where they are never closed.
    pub(crate) quotations: Vec<Quotation>,
    /// Dates outside of links, quotations and the cutter's additions.
    pub(in crate::evidence) dates: Vec<Found>,
    /// Volumes, issues and pages.
    pub(crate) locators: Vec<Locator>,
    /// The letters of the cutter's initials.
    pub(crate) initials: Option<Span>,
    /// Notes on how the evidence was edited.
    pub(crate) notes: Vec<Span>,
    /// What stands between `*…*` or `_…_`.
    pub(crate) emphasized: Vec<Span>,
    /// The words of links: `Ships Wait` in `[Ships Wait](https://…)`.
    pub(crate) linked: Vec<Span>,
    /// All of them but the words, in the order of the page; outer before inner.
    pub(crate) list: Vec<Token>,
}

/// A stretch that is plain from its letters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// With its marks or labels.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: TokenKind,
}

/// What a token is. An index leads into the list of its kind in [`Tokens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Link,
    Quotation(usize),
    Date(usize),
    Locator(usize),
    Initials,
    Note,
}

/// Finds the tokens of `plain`. Each finder sees only what the ones before it left over, so that no date is found in a
/// link and no volume in a date. `pivot`: two-digit years up to this one are 20xx.
pub(in crate::evidence::cite) fn lex(plain: &PlainText, pivot: u8) -> Tokens {
    let text = plain.text.as_str();
    let words = words(text);
    let links = links(text);
    let in_link = |span: Span| links.iter().any(|link| link.span.overlaps(span));
    let quotations: Vec<_> = quotations(text)
        .into_iter()
        .filter(|quotation| !in_link(quotation.outer) && !is_nickname(text, quotation, &words))
        .collect();
    let initials = cutter::initials(text, &words, &links, &quotations);
    let mut claimed: Vec<Span> = links.iter().map(|link| link.span).collect();
    claimed.extend(quotations.iter().filter(|quotation| quotation.closed).map(|quotation| quotation.outer));
    claimed.extend(initials.map(|initials| initials.span));
    claimed.sort_unstable();
    let notes = cutter::notes(text, &words, &claimed);
    claimed.extend(&notes);
    claimed.sort_unstable();
    let mut locators_found = reporters(text, &words);
    locators_found.extend(kindle_locations(text, &words));
    let taken = |span: Span| claimed.iter().any(|claimed| claimed.overlaps(span));
    let journal = journal_numbers(text).into_iter().filter(|locator| !taken(locator.span));
    let journal: Vec<Locator> =
        journal.filter(|locator| !locators_found.iter().any(|found| found.span.overlaps(locator.span))).collect();
    locators_found.extend(journal);
    claimed.extend(locators_found.iter().map(|locator| locator.span));
    claimed.sort_unstable();
    let mut dates = Vec::new();
    for gap in gaps(&claimed, text.len()) {
        dates.extend(found_in(text, gap, pivot));
    }
    for (at, name) in surnames(text, &words) {
        let spans = dates.iter().map(|found: &Found| found.date.span).filter(|span| span.overlaps(name));
        let Some(span) = spans.into_iter().next() else { continue };
        dates.retain(|found| !found.date.span.overlaps(name));
        // `Theresa May, 2021`: the year is a date by itself. After the short cite's name it is read with that.
        if at > 0 {
            dates.extend(found_in(text, Span::new(name.end, span.end.max(name.end)), pivot));
            dates.sort_by_key(|found| found.date.span.start);
        }
    }
    claimed.extend(dates.iter().map(|found| found.date.span));
    claimed.sort_unstable();
    for gap in gaps(&claimed, text.len()) {
        locators_found.extend(locators(text, gap));
    }
    let mut tokens = Tokens {
        words,
        links,
        quotations,
        dates,
        locators: locators_found,
        initials: initials.map(|initials| initials.letters),
        notes,
        emphasized: plain.emphasized.clone(),
        linked: plain.linked.clone(),
        list: Vec::new(),
    };
    tokens.list = in_order(&tokens);
    tokens
}

/// The list of all tokens but words.
fn in_order(tokens: &Tokens) -> Vec<Token> {
    let mut list = Vec::new();
    let mut add = |span: Span, kind: TokenKind| list.push(Token { span, kind });
    for link in tokens.links.iter().filter(|link| link.kind != LinkKind::Doi { in_url: true }) {
        add(link.span, TokenKind::Link);
    }
    for (at, quotation) in tokens.quotations.iter().enumerate().filter(|(_, quotation)| quotation.closed) {
        add(quotation.outer, TokenKind::Quotation(at));
    }
    tokens.dates.iter().enumerate().for_each(|(at, found)| add(found.date.span, TokenKind::Date(at)));
    tokens.locators.iter().enumerate().for_each(|(at, locator)| add(locator.span, TokenKind::Locator(at)));
    tokens.initials.iter().for_each(|&span| add(span, TokenKind::Initials));
    tokens.notes.iter().for_each(|&span| add(span, TokenKind::Note));
    list.sort_by_key(|token| (token.span.start, std::cmp::Reverse(token.span.end)));
    list
}

/// Words of the calendar that are family names, by their place among the words: `Theresa May`, after a known given
/// name; and `August 15 [Andrew August`, at the start of a cite that says the name again so.
fn surnames(text: &str, words: &[Word]) -> Vec<(usize, Span)> {
    let after_given = |at: usize| {
        let (given, name) = (words[at - 1], words[at]);
        let adjoins = text[given.span.end..name.span.start] == *" ";
        adjoins && given.letters == Letters::Capitalized && given.has(Traits::GIVEN) && !given.has(Traits::CALENDAR)
    };
    let is_name = |at: &usize| words[*at].has(Traits::CALENDAR) && words[*at].letters == Letters::Capitalized;
    let mut found: Vec<usize> = (1..words.len()).filter(is_name).filter(|&at| after_given(at)).collect();
    let first = words.first().filter(|first| first.has(Traits::CALENDAR));
    if first.is_some_and(|first| found.iter().any(|&at| at < 16 && words[at].is(text, first.span.of(text)))) {
        found.insert(0, 0);
    }
    found.into_iter().map(|at| (at, words[at].span)).collect()
}

/// `Robert “Bob” Work`: a word or two between capitalized words, with no separator.
fn is_nickname(text: &str, quotation: &Quotation, words: &[Word]) -> bool {
    let inner = quotation.inner.of(text);
    if inner.split_whitespace().count() > 2 || !inner.ends_with(char::is_alphanumeric) || !quotation.closed {
        return false;
    }
    let before = words.partition_point(|word| word.span.end <= quotation.outer.start);
    let after = words.partition_point(|word| word.span.start < quotation.outer.end);
    let near = |gap: Span| gap.of(text) == " ";
    let name = |word: &&Word| word.is_capital();
    let left = before.checked_sub(1).and_then(|at| words.get(at)).filter(name);
    let right = words.get(after).filter(name);
    left.is_some_and(|left| near(Span::new(left.span.end, quotation.outer.start)))
        && right.is_some_and(|right| near(Span::new(quotation.outer.end, right.span.start)))
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
