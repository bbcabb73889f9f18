//! What the cursor is on, if other places can refer to it: an argument, or a source.

use super::mentions::{Mention, mention_at};
use super::same_source::{Citation, cite_at};
use crate::evidence::brief::Brief;
use crate::text::Span;

/// What the cursor is on.
#[derive(Clone, Copy, Debug)]
pub enum AtCursor<'a> {
    /// An argument, named by a heading, a tag or a reference.
    Argument(Mention<'a>),
    /// A source.
    Source(Citation<'a>),
}

/// What is at `at`, a byte of the document.
pub fn at_cursor(brief: &Brief, at: usize) -> Option<AtCursor<'_>> {
    let argument = mention_at(brief, at).map(AtCursor::Argument);
    argument.or_else(|| cite_at(brief, at).map(AtCursor::Source))
}

impl AtCursor<'_> {
    /// Where it is, in bytes of the document.
    pub fn span(&self) -> Span {
        match self {
            Self::Argument(mention) => mention.span,
            Self::Source(quoted) => quoted.span,
        }
    }
}
