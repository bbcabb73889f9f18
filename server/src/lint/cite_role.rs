//! The role of a cite in its card.

use super::field;
use crate::evidence::brief::Card;
use crate::evidence::cite::{Cite, Filler};
use crate::text::Span;

/// Whether it is only a link.
pub(crate) fn is_bare_link(cite: &Cite) -> bool {
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

/// A line with fewer kinds of fields than this, and no year or link, may be anything: a name in a list, a note.
const TELLING_FIELDS: usize = 3;

/// Whether it may not be a cite at all. Under a marked tag it can be nothing else; elsewhere a line without year and
/// link, and with little else, may just as well be a version note, an epigraph or a list of names. Reporting missing
/// fields of such a line would mostly be wrong.
pub(crate) fn is_doubtful(card: &Card, cite: &Cite) -> bool {
    let Cite { authors, issued, accessed, title, container, volume, pages, qualifications, initials, .. } = cite;
    if has_marked_tag(card) || field::has_year(cite) || cite.url.is_some() || cite.doi.is_some() {
        return false;
    }
    let dates = [issued, accessed].into_iter().flatten().count();
    let texts = [title, container, volume, pages, &cite.database, initials].into_iter().flatten().count();
    let lists = [!authors.is_empty(), !qualifications.is_empty(), !cite.fillers.is_empty()];
    let says_there_is_none = cite.short.as_ref().is_some_and(|short| short.year.is_some());
    // `[professor of law at Leeds. “Why Sanctions Fail”]`: in a bracket of its own, a post and a title.
    let in_bracket = qualifications.first().is_some_and(|post| post.span.start == cite.span.start + 1);
    let fields = dates + texts + lists.into_iter().filter(|there| *there).count();
    let is_telling = fields >= TELLING_FIELDS || (in_bracket && title.is_some());
    !says_there_is_none && !is_telling
}

/// Whether the tag is marked with `####`: then its words do not begin where the card does.
pub(crate) fn has_marked_tag(card: &Card) -> bool {
    card.tag.as_ref().is_some_and(|tag| tag.span.start > 0)
}

/// Whether it is after the quoted text instead of above it.
pub(crate) fn trails(card: &Card, cite: &Cite) -> bool {
    card.body.as_ref().is_some_and(|body| body.span.start < cite.span.start)
}

/// The cites of a card that should have fields: all that are not only a link, and do not point to the card before.
pub(crate) fn full(card: &Card) -> impl Iterator<Item = &Cite> {
    card.cites.iter().filter(|cite| !is_bare_link(cite) && !cite.refers_back)
}

/// Whether a citation tool’s filler is in that field’s place: the rule cite-placeholder reports it.
pub(crate) fn is_filled(cite: &Cite, field: Filler) -> bool {
    cite.fillers.iter().any(|filler| filler.value == field)
}

/// The part of `span` on its first line: a finding about several lines is shown on the first.
pub(crate) fn first_line(span: Span, text: &str) -> Span {
    let line = span.of(text).split(['\n', '\r']).next().unwrap_or("");
    Span::new(span.start, span.start + line.trim_end().len())
}

/// The year between slashes or hyphens in the link: a suggestion, never a fact.
pub(crate) fn year_in_link(cite: &Cite) -> Option<&str> {
    let link = &cite.url.as_ref()?.value;
    link.split(['/', '-', '_', '?', '=', '&']).find(|part| {
        part.len() == 4
            && (part.starts_with("19") || part.starts_with("20"))
            && part.bytes().all(|byte| byte.is_ascii_digit())
    })
}
