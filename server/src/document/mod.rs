//! A document that is open in an editor: its text, its analysis, and what was last sent to the editor.

pub mod context;
pub mod diagnostics;
pub mod open_document;
pub mod snapshot;
pub mod tokens;
