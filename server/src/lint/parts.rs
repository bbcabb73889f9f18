//! The parts that a brief consists of: its headings, tags, cites, paragraphs, in document order.

use crate::evidence::brief::{Entry, EntryKind, Level};
use crate::text::Span;

/// What a part of a brief is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A heading of that level.
    Heading(Level),
    /// The claim above a card.
    Tag,
    /// A note below it.
    Undertag,
    /// One source, over all its lines.
    Cite,
    /// The short cite, which is read aloud: a part of the cite.
    ShortCite,
    /// A paragraph of a quotation.
    Paragraph,
    /// A tag that no evidence follows.
    Analytic,
    /// A comment.
    Comment,
}

/// A part of a brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where its words are, in bytes of the text that was read.
    pub span: Span,
    /// The number of the entry that it belongs to.
    pub entry: usize,
}

impl PartKind {
    /// Its name in a sentence, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading(Level::Pocket) => "a pocket",
            Self::Heading(Level::Hat) => "a hat",
            Self::Heading(Level::Block) => "a block",
            Self::Tag => "a tag",
            Self::Undertag => "an undertag",
            Self::Cite => "a cite",
            Self::ShortCite => "a short cite",
            Self::Paragraph => "quoted text",
            Self::Analytic => "an analytic",
            Self::Comment => "a comment",
        }
    }
}

/// The parts of some entries, the first of which has the number `first`.
pub(super) fn parts_of(entries: &[Entry], first: usize) -> Vec<Part> {
    let mut parts = Vec::with_capacity(entries.len() * 4);
    for (number, entry) in entries.iter().enumerate() {
        let begin = parts.len();
        let mut add = |kind: PartKind, span: Span| {
            parts.push(Part { kind, span: span.shift(entry.start), entry: first + number });
        };
        match &entry.content.kind {
            EntryKind::Heading(heading) => add(PartKind::Heading(heading.level), heading.text.span),
            EntryKind::Analytic(words) => add(PartKind::Analytic, words.span),
            EntryKind::Comment(comment) => add(PartKind::Comment, comment.span),
            EntryKind::Card(card) => {
                card.tag.iter().for_each(|tag| add(PartKind::Tag, tag.span));
                card.undertags.iter().for_each(|undertag| add(PartKind::Undertag, undertag.span));
                for cite in &card.cites {
                    add(PartKind::Cite, cite.span);
                    cite.short.iter().for_each(|short| add(PartKind::ShortCite, short.span));
                }
                let paragraphs = card.body.iter().flat_map(|body| &body.paragraphs);
                paragraphs.for_each(|paragraph| add(PartKind::Paragraph, *paragraph));
                card.comments.iter().for_each(|comment| add(PartKind::Comment, comment.span));
            }
        }
        // A comment may be anywhere in a card, and a cite above or below the quotation.
        parts[begin..].sort_by_key(|part| (part.span.start, part.span.end));
    }
    parts
}
