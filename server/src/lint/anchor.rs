//! Where a finding about a whole cite is shown: on the words that identify it, not on all of it.

use crate::evidence::cite::Cite;
use crate::text::Span;

/// The short cite, else the first author, else the whole cite.
pub fn of_cite(cite: &Cite) -> Span {
    let short = cite.short.as_ref().map(|short| short.span);
    short.or_else(|| cite.authors.first().map(|author| author.span)).unwrap_or(cite.span)
}
