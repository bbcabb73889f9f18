//! The protocol's types to ours.

use tower_lsp::lsp_types;

use crate::text::{Change, Place, Position};

pub(super) fn position(position: lsp_types::Position) -> Position {
    Position::new(position.line, position.character)
}

pub(super) fn change(change: lsp_types::TextDocumentContentChangeEvent) -> Change {
    let place = change.range.map(|range| Place { start: position(range.start), end: position(range.end) });
    Change { place, text: change.text }
}
