//! What a list of completions consists of.

use super::snippet::Snippet;
use crate::text::Span;

/// A completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it is.
    pub kind: CompletionKind,
    /// What the list shows.
    pub label: String,
    /// A note beside it in the list.
    pub detail: String,
    /// What it replaces, in bytes of the document: the part already typed, up to the cursor. See [`word_end`](super::completion::word_end).
    pub replaces: Span,
    /// What is inserted.
    pub inserts: Snippet,
}

/// Kinds of completions, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CompletionKind {
    /// A whole cite, to be filled in.
    Cite,
    /// Today, as the date of access.
    Accessed,
    /// A person or organization.
    Author,
    /// An author's qualifications.
    Qualifications,
    /// A publication.
    Publication,
    /// The name of a block.
    Block,
    /// The name of a file.
    File,
    /// A whole card, heading or comment, to be filled in.
    Entry,
}
