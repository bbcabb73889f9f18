//! The protocol's types to ours.

use tower_lsp::lsp_types;

use crate::document::snapshot::Snapshot;
use crate::text::{Change, Position, Range, Span};

pub(super) fn position(position: lsp_types::Position) -> Position {
    Position::new(position.line, position.character)
}

/// The byte at a position.
pub(super) fn byte(snapshot: &Snapshot, at: lsp_types::Position) -> usize {
    snapshot.text.byte(position(at), snapshot.context.encoding)
}

/// The bytes of a range, its ends in either order.
pub(super) fn span(snapshot: &Snapshot, range: lsp_types::Range) -> Span {
    let (start, end) = (byte(snapshot, range.start), byte(snapshot, range.end));
    Span::new(start.min(end), start.max(end))
}

pub(super) fn change(change: lsp_types::TextDocumentContentChangeEvent) -> Change {
    let range = change.range.map(|range| Range { start: position(range.start), end: position(range.end) });
    Change { range, text: change.text }
}
