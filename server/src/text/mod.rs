//! The document's text, and every conversion between bytes and editor positions; nobody else converts.

pub mod span;

pub use span::{Span, Spanned};
