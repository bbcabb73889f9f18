//! A brief as a debater sees it: headings, cards and analytics, one after the other.
//!
//! Everything inside an entry counts its bytes from the entry's own start, so that an edit elsewhere
//! leaves it untouched and the same [`Content`] serves again.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

use std::ops::Range;
use std::sync::Arc;

use super::cite::Cite;
use super::cite::parsed_cites::ParsedCites;
pub use crate::syntax::{CuttingMark, Level};
use crate::text::{Span, Spanned};

/// A whole brief.
#[derive(Clone, Debug, Default)]
pub struct Brief {
    /// In the order of the page, without overlaps.
    pub entries: Vec<Entry>,
}

/// A brief after an edit, and which of its entries were read for it; all others are those of before.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The brief as it is now.
    pub brief: Brief,
    /// The numbers of the entries that were read, in `brief`.
    pub fresh: Range<usize>,
    /// The numbers of the entries whose place they took, in the brief before.
    pub gone: Range<usize>,
}

/// One heading, card, analytic or comment, and where it stands.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its first byte in the document.
    pub start: usize,
    /// What stands there.
    pub content: Arc<Content>,
}

/// An entry's content; all spans are bytes from the entry's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Bytes up to the end of its last line, without that line's end.
    pub len: usize,
    /// Its lines that are not blank.
    pub lines: Vec<Line>,
    /// The names in `[[…]]`, wherever they stand in it.
    pub references: Vec<Spanned<String>>,
    /// What it is.
    pub kind: EntryKind,
    /// Whether reading it failed, which is a bug: then its lines have their roles, and little or nothing else is known.
    pub failed: bool,
    /// Its parsed cites, kept for the next edit.
    pub(super) parsed_cites: ParsedCites,
}

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A pocket, hat or block begins.
    Heading(Heading),
    /// Evidence. Apart, as it is many times larger than the others.
    Card(Box<Card>),
    /// An argument of one's own: a tag that no evidence follows.
    Analytic(Spanned<String>),
    /// A comment outside a card: what stands between `<!--` and `-->`.
    Comment(Spanned<String>),
}

/// A physical line, which is a paragraph, and the part it plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The part it plays; of a line that holds several things, that of the first.
    pub role: LineRole,
    /// Without its line end.
    pub span: Span,
}

/// The part that a line plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineRole {
    /// Heading 1
    Pocket,
    /// Heading 2
    Hat,
    /// Heading 3
    Block,
    /// Heading 4: the claim above a card.
    Tag,
    /// A note between tag and cite.
    Undertag,
    /// A tag without evidence.
    Analytic,
    /// Who, when, where.
    Cite,
    /// Quoted evidence.
    Body,
    /// `<!-- … -->`
    Comment,
}

/// A heading's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Which of the three.
    pub level: Level,
    /// The words, without the mark; empty where there are none.
    pub text: Spanned<String>,
}

/// A piece of evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The claim, without a mark; a wrapped one with its line ends turned to spaces.
    pub tag: Option<Spanned<String>>,
    /// Notes between tag and cite.
    pub undertags: Vec<Spanned<String>>,
    /// Its sources, in the order of the page.
    pub cites: Vec<Cite>,
    /// The quoted text.
    pub body: Option<Body>,
    /// Comments inside the card: what stands between `<!--` and `-->`.
    pub comments: Vec<Spanned<String>>,
    /// Whether a date of its cites can only be read with the day first: `15/9/2021`.
    pub day_first: bool,
}

/// The quoted text of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// From the first paragraph's first byte to the last one's last.
    pub span: Span,
    /// One a physical line.
    pub paragraphs: Vec<Span>,
    /// Cutting marks that are closed, without their signs, in order; outer before inner.
    pub marks: Vec<Mark>,
    /// Words in all of it.
    pub words: u32,
    /// Words to be read aloud: the highlighted ones, else the underlined and emphasized ones. `None`
    /// where nothing is marked.
    pub read_words: Option<u32>,
    /// Of its letters and digits alone, so that the same text cut, marked or broken differently has the same one.
    /// Comparable within one run of the program.
    pub fingerprint: u64,
    /// The same of its beginning, so that a text and a shorter part of it have the same one. `None` if it is short.
    pub opening: Option<u64>,
}

/// What a cutter marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How.
    pub kind: CuttingMark,
    /// What is between the signs.
    pub span: Span,
}

impl LineRole {
    /// Its name in `parse --format json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pocket => "pocket",
            Self::Hat => "hat",
            Self::Block => "block",
            Self::Tag => "tag",
            Self::Undertag => "undertag",
            Self::Analytic => "analytic",
            Self::Cite => "cite",
            Self::Body => "body",
            Self::Comment => "comment",
        }
    }
}

impl Entry {
    /// All of it, in bytes of the document.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.content.len)
    }

    /// The card, where it is one.
    pub fn card(&self) -> Option<&Card> {
        match &self.content.kind {
            EntryKind::Card(card) => Some(card),
            _ => None,
        }
    }

    /// The heading, where it is one.
    pub fn heading(&self) -> Option<&Heading> {
        match &self.content.kind {
            EntryKind::Heading(heading) => Some(heading),
            _ => None,
        }
    }
}

impl Brief {
    /// Every entry with the texts of the headings around it, outermost first. A heading's own text is not in its
    /// own path.
    pub fn with_paths(&self) -> impl Iterator<Item = (Vec<&str>, &Entry)> {
        let mut open: Vec<&Heading> = Vec::new();
        self.entries.iter().map(move |entry| {
            if let Some(heading) = entry.heading() {
                open.retain(|around| around.level < heading.level);
                let path = open.iter().map(|around| around.text.value.as_str()).collect();
                open.push(heading);
                return (path, entry);
            }
            (open.iter().map(|around| around.text.value.as_str()).collect(), entry)
        })
    }

    /// The entry that `at`, a byte of the document, lies in or just after.
    pub fn entry_at(&self, at: usize) -> Option<&Entry> {
        let after = self.entries.partition_point(|entry| entry.start <= at);
        self.entries.get(after.checked_sub(1)?).filter(|entry| entry.span().touches(at))
    }
}
