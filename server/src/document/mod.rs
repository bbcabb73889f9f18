//! A document that is open in an editor: its text, what is known of it, and what was last sent.

pub mod context;
pub mod diagnostics;
pub mod open_document;
pub mod snapshot;
pub mod tokens;
