//! The document's text, every conversion between bytes and editor positions (nobody else converts), and how text is
//! shown to people.

pub mod decode;
pub mod line_index;
mod position;
mod rope;
pub mod span;
pub mod visible;

pub use line_index::LineIndex;
pub use position::{Encoding, Place, Position, Walk};
pub use rope::{Change, Point, Splice, Text};
pub use span::{Span, Spanned};
