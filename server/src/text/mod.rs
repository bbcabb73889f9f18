//! The document's text, and every conversion between bytes and editor positions; nobody else converts.

pub mod decode;
pub mod line_index;
mod position;
mod rope;
pub mod span;

pub use line_index::LineIndex;
pub use position::{Encoding, Place, Position, Walk};
pub use rope::{Change, Point, Splice, Text};
pub use span::{Span, Spanned};
