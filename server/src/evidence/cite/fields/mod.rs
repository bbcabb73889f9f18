//! Which of a cite's tokens and words is what: author, title, publication, qualification.
//!
//! 1. [`short_cite`]: the names and the year at the start.
//! 2. [`accessed`] and [`issued`]: which date is the cutter's, which the publication's.
//! 3. [`segment`]: the tokens, and the runs of words between them.
//! 4. [`author`], [`title`], [`container`]: which runs of words are names, the title, the publication.
//! 5. [`qualifications`]: the rest that says who the author is.

mod accessed;
mod author;
mod container;
pub(in crate::evidence::cite) mod filler;
mod issued;
mod person_name;
mod phrase;
mod qualifications;
mod refers_back;
mod segment;
mod short_cite;
pub(crate) mod signals;
mod title;

use self::accessed::accessed;
use self::author::{AuthorReason, authors};
use self::container::container;
use self::issued::issued;
use self::qualifications::qualifications;
use self::refers_back::refers_back;
use self::segment::{Role, SegmentKind, Segments, bare_pages, segments};
use self::short_cite::{FoundShortCite, short_cite};
use self::signals::Choice;
use self::title::title;
use super::lex::Tokens;
use super::lex::link::LinkKind;
use super::lex::locator::LocatorKind;
use super::{Cite, CiteOptions, Filler, collapse};
use crate::evidence::gazetteer;
use crate::text::{Span, Spanned};

/// Why the fields are what they are.
pub(crate) struct Decisions {
    /// Of each author, in the order of [`Cite::authors`].
    pub(crate) authors: Vec<AuthorReason>,
    /// Among quotations, or among words where nothing is quoted.
    pub(crate) title: Choice,
    pub(crate) container: Choice,
    pub(crate) issued: Choice,
}

/// The fields of the cite `text`, whose tokens are `tokens`, and why they are what they are. Spans are bytes of `text`.
pub(crate) fn fields(text: &str, tokens: Tokens, cite_options: &CiteOptions) -> (Cite, Decisions) {
    let short = short_cite(text, &tokens, cite_options.year_pivot);
    let access = accessed(text, &tokens);
    let (published, issued_choice) = issued(text, &tokens, &access, short.as_ref());
    let taken: Vec<Span> = short.iter().flat_map(|short| short.taken).filter(|span| !span.is_empty()).collect();
    let segments = segments(text, tokens, &taken, &access);

    let mut roles = vec![Role::Open; segments.list.len()];
    let found = authors(text, &segments, short.as_ref(), &mut roles);
    let (authors, author_reasons): (Vec<_>, Vec<_>) =
        found.into_iter().map(|found| (found.author, found.reason)).unzip();
    let (work, title_choice) = title(text, &segments, &mut roles);
    let (place, container_choice) = container(text, &segments, &mut roles, work.as_ref());

    // `Mashable 21, Jack Morse (…`: the publication is read aloud, and the full cite names the person.
    let read_aloud = short.as_ref().and_then(|short| short.cite.names.first()).filter(|name| {
        let person = author_reasons.first().is_some_and(|reason: &AuthorReason| reason.is_in_full_cite_alone());
        person && gazetteer::publication(&name.value).is_some()
    });
    let place = place.or_else(|| read_aloud.cloned());

    let mut cite = Cite {
        authors,
        accessed: access.first().and_then(|&(date, _)| segments.tokens.dates.get(date)).map(|found| found.date.clone()),
        title: work.as_ref().map(|title| title.text.clone()),
        container: place,
        qualifications: qualifications(text, &segments, &roles, work.map(|title| title.segments.0), published.as_ref()),
        short: short.map(|FoundShortCite { cite, .. }| cite),
        issued: published,
        ..Cite::default()
    };
    add_plain_fields(text, &segments, &mut cite);
    cite.refers_back = refers_back(text, &segments.tokens);
    if cite.refers_back {
        // None of its words is an author or a title, unless it has a short cite.
        let short = cite.short.as_ref().map(|short| short.span);
        cite.authors.retain(|author| short.is_some_and(|short| short.overlaps(author.span)));
        (cite.title, cite.container) = (None, None);
        cite.qualifications.clear();
    }
    let (title, container, issued) = (title_choice, container_choice, issued_choice);
    (cite, Decisions { authors: author_reasons, title, container, issued })
}

/// The fields that are plain from their letters.
fn add_plain_fields(text: &str, segments: &Segments, cite: &mut Cite) {
    let tokens = &segments.tokens;
    let located = |kind: LocatorKind| {
        let found = tokens.locators.iter().find(|locator| locator.kind == kind)?;
        Some(Spanned::new(collapse(found.number.of(text)), found.number))
    };
    cite.volume = located(LocatorKind::Volume);
    cite.issue = located(LocatorKind::Issue);
    cite.pages = located(LocatorKind::Pages).or_else(|| {
        let span = segments.list.iter().find_map(|segment| bare_pages(text, segments, segment))?;
        Some(Spanned::new(span.of(text).to_owned(), span))
    });
    // An address with a path is the source's; one without (`www.psr.org`) is often the author's institute's.
    let urls = || tokens.links.iter().filter(|link| link.kind == LinkKind::Url && !link.value.is_empty());
    let has_path =
        |value: &str| value.split_once("://").map_or(value, |(_, rest)| rest).trim_end_matches('/').contains('/');
    cite.url = urls()
        .find(|link| has_path(&link.value))
        .or_else(|| urls().next())
        .map(|link| Spanned::new(link.value.clone(), link.span));
    cite.doi = tokens
        .links
        .iter()
        .find(|link| link.kind != LinkKind::Url)
        .map(|link| Spanned::new(link.value.clone(), link.span));
    let database = segments.list.iter().find(|segment| segment.kind == SegmentKind::Database);
    cite.database = database.map(|segment| Spanned::new(collapse(segment.span.of(text)), segment.span));
    cite.initials = tokens.initials.map(|span| Spanned::new(collapse(span.of(text)), span));
    cite.edit_notes = tokens.notes.iter().map(|&span| Spanned::new(collapse(span.of(text)), span)).collect();
    let fillers = segments.list.iter().filter_map(|segment| match segment.kind {
        SegmentKind::Filler(field) => Some(Spanned::new(field, segment.span)),
        _ => None,
    });
    let empty_brackets = segments.empty_brackets.iter().map(|&span| Spanned::new(Filler::Unknown, span));
    cite.fillers = fillers.chain(empty_brackets).collect();
}
