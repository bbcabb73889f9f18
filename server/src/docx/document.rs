//! A Word document as plain data: paragraphs, what they are, and how their text is formatted.

use bitflags::bitflags;

use super::layout::Layout;

/// A document's paragraphs in the order of the page, tables and text boxes opened up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Also those without text: the number of a paragraph is its number in Word.
    pub paragraphs: Vec<Paragraph>,
    /// What card text cannot hold, in the order of the page.
    pub notices: Vec<Notice>,
    /// How the card file was laid out that the document was made of.
    pub layout: Option<Layout>,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// What its style says that it is.
    pub kind: ParagraphKind,
    /// Its text on one line: a line break is a space.
    pub text: String,
    /// How the text is formatted, from its start to its end without gaps.
    pub spans: Vec<Span>,
    /// Comments that belong to it and stand above it, each on one line.
    pub comments: Vec<String>,
    /// What belongs to it but is not in its text (targets of links, notes, images), each on one line.
    pub asides: Vec<String>,
}

/// What a paragraph's style says that it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// A heading of level 1.
    Pocket,
    /// A heading of level 2.
    Hat,
    /// A heading of level 3.
    Block,
    /// A heading of level 4.
    Tag,
    /// An argument without evidence.
    Analytic,
    /// A note between tag and cite.
    Undertag,
    /// A cite, evidence, or anything else: the text decides.
    #[default]
    Text,
}

/// A stretch of equally formatted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first byte of the paragraph's text behind it.
    pub end: usize,
    /// How it is formatted.
    pub style: SpanStyle,
}

bitflags! {
    /// How text is formatted, as far as a debater means something by it.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct SpanStyle: u8 {
        /// In the style of cites.
        const CITE = 1;
        /// Underlined.
        const UNDERLINE = 1 << 1;
        /// In the style of emphasis, or in a box.
        const EMPHASIS = 1 << 2;
        /// Highlighted in any color.
        const HIGHLIGHT = 1 << 3;
        /// Bold by any other style or by hand.
        const BOLD = 1 << 4;
        /// In larger letters than the document's text.
        const LARGE = 1 << 5;
        /// In small letters, because it is not read aloud. Only written: card text does not say it.
        const SMALL = 1 << 6;
    }
}

/// Something that card text cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The number of its paragraph in the document, from 0.
    pub paragraph: usize,
    /// What it is.
    pub kind: NoticeKind,
    /// Which one: a description, a number, the first words; may be empty.
    pub text: String,
}

/// Kinds of things that card text cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoticeKind {
    /// A picture; its description is kept as a comment.
    Image,
    /// Text that was deleted with tracked changes on.
    Deleted,
    /// A number or bullet that Word counts itself.
    Number,
    /// The rows and columns of a table; the cells follow one another.
    Table,
    /// The frame of a text box; its text follows the paragraph.
    TextBox,
    /// A footnote or endnote; it is kept as a comment.
    Note,
    /// The target of a link that its text does not show; it is kept as a comment.
    Link,
    /// A line or page break inside a paragraph.
    Break,
    /// An embedded object or document.
    Object,
    /// A character of a symbol font without an equal in Unicode.
    Symbol,
    /// The text at the top or the bottom of the pages.
    HeaderOrFooter,
    /// Underlining, bold or highlighting in a heading or tag.
    MarkInHeading,
    /// Underlining or highlighting in a cite.
    MarkInCite,
    /// Bold text in evidence that is not underlined.
    Bold,
    /// A character that XML cannot have.
    Control,
    /// A mark that begins inside a word without another before it.
    MarkInWord,
}

impl NoticeKind {
    /// One of them, for a message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Image => "image (its description is kept as a comment)",
            Self::Deleted => "deletion with tracked changes (taken as accepted)",
            Self::Number => "automatic number",
            Self::Table => "table (its cells follow one another)",
            Self::TextBox => "text box (its text follows the paragraph)",
            Self::Note => "footnote or endnote (kept as a comment)",
            Self::Link => "target of a link (kept as a comment)",
            Self::Break => "break inside a paragraph (now a space)",
            Self::Object => "embedded object",
            Self::Symbol => "character of a symbol font",
            Self::HeaderOrFooter => "header or footer",
            Self::MarkInHeading => "formatting inside a heading or tag",
            Self::MarkInCite => "underlining or highlighting inside a cite",
            Self::Bold => "bold text in evidence",
            Self::Control => "character that Word cannot have",
            Self::MarkInWord => "mark that begins inside a word (now at the word’s start)",
        }
    }
}

impl Paragraph {
    /// Adds `text`, formatted as `style`.
    pub fn push(&mut self, text: &str, style: SpanStyle) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len();
        match self.spans.last_mut() {
            Some(last) if last.style == style => last.end = end,
            _ => self.spans.push(Span { end, style }),
        }
    }

    /// Its stretches of equally formatted text.
    pub fn runs(&self) -> impl Iterator<Item = (&str, SpanStyle)> {
        let mut start = 0;
        self.spans.iter().map(move |span| {
            let text = self.text.get(start..span.end).unwrap_or_default();
            start = span.end;
            (text, span.style)
        })
    }

    /// Whether it has no text but blanks.
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank)
    }
}

/// Whether the grammar skips the character between words (`is_blank` in grammar/src/scanner/character.h), or ends a line
/// at it.
pub fn is_blank(character: char) -> bool {
    matches!(character,
        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{2064}' | '\u{3000}' | '\u{feff}')
}

/// Whether the grammar takes the character for a part of a word (`is_word_character` in the same file).
pub fn is_word_character(character: char) -> bool {
    match character {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{7f}' => false,
        '\u{80}'..='\u{ff}' => character >= '\u{c0}' && !matches!(character, '\u{d7}' | '\u{f7}'),
        _ => {
            !is_blank(character)
                && !matches!(character,
                    '\u{2000}'..='\u{2bff}' | '\u{3001}'..='\u{303f}' | '\u{fe00}'..='\u{ffff}')
        }
    }
}
