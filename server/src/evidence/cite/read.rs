//! Reading a cite: the stages, one behind the other.
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
use super::{Cite, Filler, Reading, collapse, glue};
use crate::evidence::date::CiteDate;
use crate::text::{Span, Spanned};

/// More bytes of a cite are not looked at. The longest real ones have some 3,000.
const LONGEST: usize = 8 * 1024;

/// Reads the cite that stands at `span` of `text`. Spans of the result are bytes of `text`.
///
/// A claim that stands before the cite on its line, and evidence that begins behind it, are left out (see
/// [`glue`]). A span that does not lie on character boundaries is narrowed to what does.
pub fn read(text: &str, span: Span, reading: &Reading) -> Cite {
    let mut span = fit(text, span).trim(text);
    if let Some(cite) = glue::cite_in_tag(text, first_line(text, span)) {
        span = Span::new(cite.start, span.end);
    }
    let whole = span;
    let mut end = span.end.min(span.start + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if !span.of(text).contains('\n')
        && let Some(body) = glue::body_in_cite(text, span)
    {
        end = end.min(body);
    }
    let span = Span::new(span.start, end).trim(text);
    let flat = Flat::new(text, span);
    let mut cite = read_flat(&flat, reading);
    cite.span = Span::new(0, flat.text.len());
    to_source(&mut cite, &flat);
    cite.span = if end < whole.end && end == span.start + LONGEST { whole } else { span };
    cite
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

fn read_flat(flat: &Flat, reading: &Reading) -> Cite {
    let text = flat.text.as_str();
    let mut pieces = survey(flat, reading.year_pivot);
    let short = short(text, &pieces, reading.year_pivot);
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
        accessed: access.first().map(|&(date, _)| pieces.dates[date].date.clone()),
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
    for (at, piece) in pieces.list.iter().enumerate() {
        let part = match roles[at] {
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
        if !early && roles[at] == Role::Open && !is_qualification(text, pieces.words_of(piece)) {
            continue;
        }
        match spans.last_mut() {
            Some((last, span)) if *last + 1 == at && roles[at] == Role::Open => (*last, *span) = (at, span.join(part)),
            _ => spans.push((at, part)),
        }
    }
    spans.into_iter().map(|(_, span)| Spanned::new(collapse(span.of(text)), span)).collect()
}

fn is_et_al(text: &str, words: &[super::words::Word]) -> bool {
    let is = |at: usize, part: &str| words.get(at).is_some_and(|word| word.span.of(text).eq_ignore_ascii_case(part));
    is(0, "et.al") || (words.len() == 2 && is(0, "et") && is(1, "al"))
}

/// Turns every span of the flat text into one of the source.
fn to_source(cite: &mut Cite, flat: &Flat) {
    let date = |date: &mut Option<CiteDate>| {
        if let Some(date) = date {
            date.span = flat.source(date.span);
        }
    };
    date(&mut cite.issued);
    date(&mut cite.accessed);
    if let Some(short) = &mut cite.short {
        short.span = flat.source(short.span);
        short.names.iter_mut().for_each(|name| name.span = flat.source(name.span));
        short.et_al = short.et_al.map(|span| flat.source(span));
        if let Some(year) = &mut short.year {
            year.span = flat.source(year.span);
        }
    }
    cite.authors.iter_mut().for_each(|author| author.span = flat.source(author.span));
    let one = [
        &mut cite.title,
        &mut cite.container,
        &mut cite.volume,
        &mut cite.issue,
        &mut cite.pages,
        &mut cite.url,
        &mut cite.doi,
        &mut cite.database,
        &mut cite.initials,
    ];
    let many = cite.qualifications.iter_mut().chain(&mut cite.edit_notes);
    for field in one.into_iter().flatten().chain(many) {
        field.span = flat.source(field.span);
    }
    cite.fillers.iter_mut().for_each(|filler| filler.span = flat.source(filler.span));
}

#[cfg(test)]
mod tests;
