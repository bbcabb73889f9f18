//! Who wrote it. With a short cite, the full cite is searched for its names; without one, the names are what
//! the cite begins with.
//!
//! Evidence, strongest first: a family name of the short cite (typing slips allowed); `Family, Given` at the
//! head; a known given name or an initial before a capital word; `and` before it; the first place in the cite.
//! Against it: words of organizations, posts, degrees, known publications.

mod at_head;
mod by_short_cite;
mod found;
mod given_names;
mod other_person;
mod search;

pub(crate) use self::found::{AuthorReason, FoundAuthor};
use self::search::Search;
use super::segment::{Role, Segments};
use super::short_cite::FoundShortCite;

/// Finds the authors and says so in `roles`.
pub(crate) fn authors(
    text: &str,
    segments: &Segments,
    short: Option<&FoundShortCite>,
    roles: &mut [Role],
) -> Vec<FoundAuthor> {
    let mut search = Search { text, segments, roles, authors: Vec::new() };
    search.set_others_aside();
    match short {
        Some(short) if !short.cite.names.is_empty() => search.with_short(short),
        _ => search.at_head(),
    }
    search.authors
}
