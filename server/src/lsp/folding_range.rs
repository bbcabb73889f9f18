//! `textDocument/foldingRange`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{FoldingRange, FoldingRangeParams};

use super::abilities::Abilities;
use super::most_items;
use super::server::Server;
use super::to_proto;
use crate::features::folding::{self, Fold};
use crate::workspace::document::Snapshot;

pub(super) async fn folding_range(server: &Server, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
    let abilities = server.abilities();
    let found = server.on_snapshot(&params.text_document.uri, move |snapshot| {
        let most = abilities.most_folds.min(most_items(snapshot));
        let folds = folding::at_most(most, folding::folds(&snapshot.brief));
        folds.iter().map(|fold| range(snapshot, fold, abilities)).collect()
    });
    found.await
}

fn range(snapshot: &Snapshot, fold: &Fold, abilities: Abilities) -> FoldingRange {
    let collapsed_text = abilities.fold_labels.then(|| fold.label(&snapshot.terms.settings));
    if abilities.folds_lines_only {
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
