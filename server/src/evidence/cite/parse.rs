//! From a cite's text to its fields, in three steps that each know nothing of the next:
//!
//! 1. [`plain_text`](super::plain_text): the text without marks and escapes;
//! 2. [`lex`](super::lex): its tokens, plain from their letters;
//! 3. [`fields`](super::fields): which of them is the author, the title, the publication.
//!
//! Each step looks at a bounded stretch around each place, and only the first [`LONGEST`] bytes are read, so that no
//! text takes long.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

use super::fields::fields;
use super::lex::lex;
use super::plain_text::PlainText;
use super::{Cite, CiteOptions};
use crate::text::Span;

/// More bytes of a cite are not looked at. The longest real ones have some 3,000.
const LONGEST: usize = 8 * 1024;

/// Parses the cite that stands at `span` of `text`. Spans of the result are bytes of `text`.
///
/// A span that does not lie on character boundaries is narrowed to what does.
pub fn parse(text: &str, span: Span, cite_options: &CiteOptions) -> Cite {
    let whole = on_boundaries(text, span).trim(text);
    let span = head(text, whole).trim(text);
    #[cfg(test)]
    work::count(span.of(text));
    let plain = PlainText::new(text, span);
    let (mut cite, _) = fields(&plain.text, lex(&plain, cite_options.year_pivot), cite_options);
    cite.map_spans(|span| plain.source(span));
    cite.begins_with_full = cite.short.is_none() && plain.text.starts_with(['(', '[', '–', '—', '-']);
    // What is not read of a long cite belongs to it all the same.
    cite.span = whole;
    cite
}

/// As much of `span` as is read of a cite: its first [`LONGEST`] bytes.
pub(in crate::evidence) fn head(text: &str, span: Span) -> Span {
    Span::new(span.start, text.floor_char_boundary(span.end.min(span.start + LONGEST)))
}

/// `span` within `text`, on character boundaries.
fn on_boundaries(text: &str, span: Span) -> Span {
    let start = text.ceil_char_boundary(span.start.min(text.len()));
    let end = text.floor_char_boundary(span.end.min(text.len()));
    Span::new(start, end)
}

/// How much was read, for tests that nothing is read in vain, and a way to fail, for tests of what happens then.
#[cfg(test)]
pub(crate) mod work {
    use std::cell::Cell;

    thread_local! {
        static BYTES: Cell<usize> = const { Cell::new(0) };
        static POISON: Cell<Option<&'static str>> = const { Cell::new(None) };
    }

    pub(crate) fn count(cite: &str) {
        BYTES.set(BYTES.get() + cite.len());
        let poisoned = POISON.get().is_some_and(|poison| cite.contains(poison));
        assert!(!poisoned, "a test made this cite fail");
    }

    /// How many bytes of cites `work` reads on this thread.
    pub(crate) fn bytes_read<T>(work: impl FnOnce() -> T) -> (usize, T) {
        let before = BYTES.get();
        let done = work();
        (BYTES.get() - before, done)
    }

    /// Makes parsing each cite that holds `poison` panic on this thread while `work` runs.
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
