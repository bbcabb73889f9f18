//! `textDocument/selectionRange`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{self, SelectionRange, SelectionRangeParams};

use super::server::Server;
use super::{from_proto, to_proto};
use crate::document::snapshot::Snapshot;
use crate::features::selection_ranges;

pub(super) async fn selection_range(
    server: &Server,
    params: SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    let positions = params.positions;
    let found = server.on_snapshot(&params.text_document.uri, move |snapshot| {
        positions.iter().map(|position| around(snapshot, *position)).collect()
    });
    found.await
}

/// The innermost range, with the ranges around it as parents. In an empty text, an empty range.
fn around(snapshot: &Snapshot, position: lsp_types::Position) -> SelectionRange {
    let byte = snapshot.text.byte(from_proto::position(position), snapshot.context.encoding);
    let spans = selection_ranges::selection(&snapshot.brief, &snapshot.text, byte);
    let nested = spans.into_iter().rev().fold(None, |parent: Option<SelectionRange>, span| {
        let range = to_proto::range(snapshot, span);
        Some(SelectionRange { range, parent: parent.map(Box::new) })
    });
    nested.unwrap_or_else(|| {
        let here = to_proto::position(snapshot, byte);
        SelectionRange { range: lsp_types::Range::new(here, here), parent: None }
    })
}
