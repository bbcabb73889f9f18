//! `textDocument/inlayHint`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};

use super::max_items;
use super::server::Server;
use super::{from_proto, to_proto};
use crate::features::inlay_hints::{self, Hint};

pub(super) async fn inlay_hint(server: &Server, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
    let within = params.range;
    let lenses = server.shows_lenses();
    let found = server.on_snapshot(&params.text_document.uri, move |snapshot| {
        let within = from_proto::span(snapshot, within);
        let hints =
            inlay_hints::hints(&snapshot.brief, within, lenses, &snapshot.context.settings, snapshot.context.today);
        let hint = |hint: Hint| InlayHint {
            position: to_proto::position(snapshot, hint.at),
            label: InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: hint.more.map(InlayHintTooltip::String),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        };
        hints.into_iter().take(max_items(snapshot)).map(hint).collect()
    });
    found.await
}
