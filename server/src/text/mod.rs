//! The document's text, all conversions between bytes and editor positions, and how text is shown to people.

mod alphanumeric;
pub mod decode;
mod legacy_charset;
pub mod line_index;
mod position;
mod rope;
pub mod span;
pub mod visible;

pub use alphanumeric::{AsciiLetters, is_alphanumeric, leading_letters};
pub use line_index::LineIndex;
pub use position::{Encoding, Position, Range, Walk};
pub use rope::{Change, InputEdit, Point, Text};
pub use span::{Span, Spanned};
