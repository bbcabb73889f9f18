//! `textDocument/foldingRange`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{FoldingRange, FoldingRangeParams};

use super::client_capabilities::ClientCapabilities;
use super::max_items;
use super::server::Server;
use super::to_proto;
use crate::document::snapshot::Snapshot;
use crate::features::folding_ranges::{self, Fold};

pub(super) async fn folding_range(server: &Server, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
    let client_capabilities = server.client_capabilities();
    let found = server.on_snapshot(&params.text_document.uri, move |snapshot| {
        let most = client_capabilities.max_folds.min(max_items(snapshot));
        let folds = folding_ranges::at_most(most, folding_ranges::folds(&snapshot.brief));
        folds.iter().map(|fold| range(snapshot, fold, client_capabilities)).collect()
    });
    found.await
}

fn range(snapshot: &Snapshot, fold: &Fold, client_capabilities: ClientCapabilities) -> FoldingRange {
    let collapsed_text = client_capabilities.fold_labels.then(|| fold.label(&snapshot.context.settings));
    if client_capabilities.folds_lines_only {
        let line = |byte: usize| snapshot.text.line(byte);
        let (start_line, end_line) = (line(fold.span.start), line(fold.span.end));
        return FoldingRange { start_line, end_line, collapsed_text, ..FoldingRange::default() };
    }
    let place = to_proto::range(snapshot, fold.span);
    FoldingRange {
        start_line: place.start.line,
        start_character: Some(place.start.character),
        end_line: place.end.line,
        end_character: Some(place.end.character),
        kind: None,
        collapsed_text,
    }
}
