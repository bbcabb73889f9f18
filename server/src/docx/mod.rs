//! Word files, read and written: from a `.docx` to plain paragraphs and to card text, and back. No file is opened here:
//! the caller passes a reader. What a card means is not known here either.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

pub mod card_text;
pub mod document;
pub mod error;
pub mod from_card_text;
mod layout;
mod marks;
pub mod notices;
pub mod read;
#[cfg(test)]
mod round_trip;
pub mod write;

pub use card_text::{CardText, card_text};
pub use document::{Document, Notice, NoticeKind, Paragraph, ParagraphKind, Span, SpanStyle};
pub use error::Error;
pub use layout::Layout;
