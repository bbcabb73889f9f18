//! CiteOptions a cite: the stages, one behind the other.
//!
//! 1. [`flat`](super::flat): the text without marks and escapes.
//! 2. [`survey`](super::survey): what the letters alone make plain: links, quotations, dates, locators, the cutter's
//!    additions.
//! 3. [`short`](super::short): the short cite at the head.
//! 4. [`when`](super::when): which date is the publication's, which the cutter's.
//! 5. [`pieces`](super::pieces): fields of words between all these.
//! 6. [`authors`](super::authors), then [`title`](super::title) and [`container`](super::container): which fields
//!    are names, the title, the publication; the rest are qualifications.
//!
//! Every stage looks at a bounded stretch round each place, and only the first [`LONGEST`] bytes are read, so
//! that no text takes long.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

use super::authors::{Role, authors};
use super::byline::is_qualification;
use super::container::container;
use super::flat::Flat;
use super::link::LinkKind;
use super::locator::Locator;
use super::pieces::{Edge, Pieces, What, bare_pages, cut};
use super::short::{Short, short};
use super::survey::survey;
use super::title::title;
use super::when::{accessed, issued};
use super::{Cite, CiteOptions, Filler, collapse, glue};
use crate::evidence::date::CiteDate;
use crate::text::{Span, Spanned};

/// More bytes of a cite are not looked at. The longest real ones have some 3,000.
const LONGEST: usize = 8 * 1024;

/// Reads the cite that stands at `span` of `text`. Spans of the result are bytes of `text`.
///
/// A claim that stands before the cite on its line, and evidence that begins behind it, are left out (see
/// [`glue`]). A span that does not lie on character boundaries is narrowed to what does.
pub fn read(text: &str, span: Span, cite_options: &CiteOptions) -> Cite {
    let mut span = fit(text, span).trim(text);
    if let Some(cite) = glue::cite_in_tag(text, first_line(text, span)) {
        span = Span::new(cite.start, span.end);
    }
    let whole = span;
    let read = head(text, span);
    let body = if span.of(text).contains('\n') { None } else { glue::body_in_cite(text, span) };
    let end = body.map_or(read.end, |body| body.min(read.end));
    let span = Span::new(span.start, end).trim(text);
    #[cfg(test)]
    work::count(span.of(text));
    let flat = Flat::new(text, span);
    let mut cite = read_flat(&flat, cite_options);
    cite.map_spans(|span| flat.source(span));
    // What is not read of a long cite belongs to it all the same.
    cite.span = if end < read.end { span } else { whole };
    cite
}

/// As much of `span` as is read of a cite: its first [`LONGEST`] bytes.
pub(super) fn head(text: &str, span: Span) -> Span {
    Span::new(span.start, text.floor_char_boundary(span.end.min(span.start + LONGEST)))
}

/// `span` within `text`, on character boundaries.
fn fit(text: &str, span: Span) -> Span {
    let start = text.ceil_char_boundary(span.start.min(text.len()));
    let end = text.floor_char_boundary(span.end.min(text.len()));
    Span::new(start, end)
}

/// The first line of `span`.
fn first_line(text: &str, span: Span) -> Span {
    let end = span.of(text).find(['\n', '\r']).map_or(span.end, |end| span.start + end);
    Span::new(span.start, end)
}

fn read_flat(flat: &Flat, cite_options: &CiteOptions) -> Cite {
    let text = flat.text.as_str();
    let mut pieces = survey(flat, cite_options.year_pivot);
    let short = short(text, &pieces, cite_options.year_pivot);
    let access = accessed(text, &pieces);
    let published = issued(text, &pieces, &access, short.as_ref());
    let taken: Vec<Span> = short.iter().flat_map(|short| short.taken).filter(|span| !span.is_empty()).collect();
    cut(text, &mut pieces, &taken, &access);

    let mut roles = vec![Role::Open; pieces.list.len()];
    let names = authors(text, &pieces, short.as_ref(), &mut roles);
    let work = title(text, &pieces, &mut roles);
    let place = container(text, &pieces, &mut roles, work.as_ref());

    let mut cite = Cite {
        authors: names,
        accessed: access.first().and_then(|&(date, _)| pieces.dates.get(date)).map(|found| found.date.clone()),
        title: work.as_ref().map(|title| title.text.clone()),
        container: place,
        qualifications: qualifications(text, &pieces, &roles, work.map(|title| title.pieces.0), published.as_ref()),
        short: short.map(|Short { cite, .. }| cite),
        issued: published,
        ..Cite::default()
    };
    facts(text, &pieces, &mut cite);
    cite
}

/// The fields that are plain from their letters.
fn facts(text: &str, pieces: &Pieces, cite: &mut Cite) {
    let located = |kind: Locator| {
        let found = pieces.locators.iter().find(|located| located.kind == kind)?;
        Some(Spanned::new(collapse(found.number.of(text)), found.number))
    };
    cite.volume = located(Locator::Volume);
    cite.issue = located(Locator::Issue);
    cite.pages = located(Locator::Pages).or_else(|| {
        let span = pieces.list.iter().find_map(|piece| bare_pages(text, pieces, piece))?;
        Some(Spanned::new(span.of(text).to_owned(), span))
    });
    // An address with a path is the source's; one without (`www.psr.org`) is often the author's institute's.
    let urls = || pieces.links.iter().filter(|link| link.kind == LinkKind::Url && !link.value.is_empty());
    let has_path =
        |value: &str| value.split_once("://").map_or(value, |(_, rest)| rest).trim_end_matches('/').contains('/');
    cite.url = urls()
        .find(|link| has_path(&link.value))
        .or_else(|| urls().next())
        .map(|link| Spanned::new(link.value.clone(), link.span));
    cite.doi = pieces
        .links
        .iter()
        .find(|link| link.kind != LinkKind::Url)
        .map(|link| Spanned::new(link.value.clone(), link.span));
    let database = pieces.list.iter().find(|piece| piece.what == What::Database);
    cite.database = database.map(|piece| Spanned::new(collapse(piece.span.of(text)), piece.span));
    cite.initials = pieces.initials.map(|span| Spanned::new(collapse(span.of(text)), span));
    cite.edit_notes = pieces.notes.iter().map(|&span| Spanned::new(collapse(span.of(text)), span)).collect();
    cite.fillers = pieces
        .list
        .iter()
        .filter_map(|piece| match piece.what {
            What::Filler(field) => Some(Spanned::new(field, piece.span)),
            _ => None,
        })
        .chain(pieces.empty_brackets.iter().map(|&span| Spanned::new(Filler::Unknown, span)))
        .collect();
}

/// The fields that tell who the author is: all open ones up to the title, and those behind it that speak of
/// posts. Neighbours are one qualification.
fn qualifications(
    text: &str,
    pieces: &Pieces,
    roles: &[Role],
    title: Option<usize>,
    issued: Option<&CiteDate>,
) -> Vec<Spanned<String>> {
    let mut spans: Vec<(usize, Span)> = Vec::new();
    for (at, (piece, &role)) in pieces.list.iter().zip(roles).enumerate() {
        let part = match role {
            Role::AuthorThen(rest) => Span::new(rest, piece.span.end),
            Role::Open if piece.what == What::Words => piece.span,
            _ => {
                // A year inside a sentence about the person stays in it: `editor from 2008 to 2011`.
                if let Some((last, span)) = spans.last_mut()
                    && *last + 1 == at
                    && piece.before == Edge::Blank
                    && matches!(piece.what, What::Date(_))
                    && issued.is_none_or(|issued| !issued.span.overlaps(piece.span))
                {
                    (*last, *span) = (at, span.join(piece.span));
                }
                continue;
            }
        };
        if is_et_al(text, pieces.words_of(piece)) {
            continue;
        }
        let early = title.is_some_and(|title| at < title);
        if !early && role == Role::Open && !is_qualification(text, pieces.words_of(piece)) {
            continue;
        }
        match spans.last_mut() {
            Some((last, span)) if *last + 1 == at && role == Role::Open => (*last, *span) = (at, span.join(part)),
            _ => spans.push((at, part)),
        }
    }
    spans.into_iter().map(|(_, span)| Spanned::new(collapse(span.of(text)), span)).collect()
}

fn is_et_al(text: &str, words: &[super::words::Word]) -> bool {
    let is = |at: usize, part: &str| words.get(at).is_some_and(|word| word.span.of(text).eq_ignore_ascii_case(part));
    is(0, "et.al") || (words.len() == 2 && is(0, "et") && is(1, "al"))
}

/// How much was read, for tests that nothing is read in vain, and a way to fail, for tests of what happens then.
#[cfg(test)]
pub(crate) mod work {
    use std::cell::Cell;

    thread_local! {
        static BYTES: Cell<usize> = const { Cell::new(0) };
        static POISON: Cell<Option<&'static str>> = const { Cell::new(None) };
    }

    pub(super) fn count(cite: &str) {
        BYTES.set(BYTES.get() + cite.len());
        let poisoned = POISON.get().is_some_and(|poison| cite.contains(poison));
        assert!(!poisoned, "a test wanted this cite to be a fault of the program");
    }

    /// How many bytes of cites `work` reads on this thread.
    pub(crate) fn bytes_read<T>(work: impl FnOnce() -> T) -> (usize, T) {
        let before = BYTES.get();
        let done = work();
        (BYTES.get() - before, done)
    }

    /// Makes the cite_options of each cite that holds `poison` panic on this thread while `work` runs.
    pub(crate) fn with_poison<T>(poison: &'static str, work: impl FnOnce() -> T) -> T {
        POISON.set(Some(poison));
        let done = work();
        POISON.set(None);
        done
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]
mod tests;
