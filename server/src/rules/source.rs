//! What part a cite plays in its card.

use crate::evidence::brief::Card;
use crate::evidence::cite::{Cite, Filler};
use crate::text::Span;

/// Whether it is a link and nothing else.
pub(super) fn is_bare_link(cite: &Cite) -> bool {
    let Cite { short, authors, issued, title, container, volume, qualifications, .. } = cite;
    (cite.url.is_some() || cite.doi.is_some())
        && short.is_none()
        && authors.is_empty()
        && issued.is_none()
        && title.is_none()
        && container.is_none()
        && volume.is_none()
        && qualifications.is_empty()
}

/// Whether it stands behind quoted text instead of above it.
pub(super) fn trails(card: &Card, cite: &Cite) -> bool {
    card.body.as_ref().is_some_and(|body| body.span.start < cite.span.start)
}

/// The cites of a card that can be asked for fields: all that are not merely a link.
pub(super) fn full(card: &Card) -> impl Iterator<Item = &Cite> {
    card.cites.iter().filter(|cite| !is_bare_link(cite))
}

/// Whether a tool’s filler stands in that field’s place: the rule cite-placeholder speaks of it.
pub(super) fn is_filled(cite: &Cite, field: Filler) -> bool {
    cite.fillers.iter().any(|filler| filler.value == field)
}

/// Where `span` begins in its first line and ends in it: a finding about several lines is shown on the first.
pub(super) fn first_line(span: Span, text: &str) -> Span {
    let line = span.of(text).split(['\n', '\r']).next().unwrap_or("");
    Span::new(span.start, span.start + line.trim_end().len())
}

/// The year that stands alone between slashes or hyphens in the link: a suggestion, never a fact.
pub(super) fn year_in_link(cite: &Cite) -> Option<&str> {
    let link = &cite.url.as_ref()?.value;
    link.split(['/', '-', '_', '?', '=', '&']).find(|part| {
        part.len() == 4
            && (part.starts_with("19") || part.starts_with("20"))
            && part.bytes().all(|byte| byte.is_ascii_digit())
    })
}
