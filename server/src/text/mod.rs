//! The document's text, and every conversion between bytes and editor positions; nobody else converts.

pub mod decode;
mod position;
mod rope;
pub mod span;

pub use position::{Encoding, Position};
pub use rope::{Change, Point, Splice, Text};
pub use span::{Span, Spanned};
