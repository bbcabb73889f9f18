//! `textDocument/rangeFormatting`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentRangeFormattingParams, TextEdit};

use super::server::Server;
use super::{from_proto, to_proto, word_uri};
use crate::features::format;
use crate::text::Span;

pub(super) async fn range_formatting(
    server: &Server,
    params: DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    if word_uri::is_read_only(&params.text_document.uri) {
        return Ok(None);
    }
    let edits = server.on_snapshot_cancelable(&params.text_document.uri, move |snapshot, is_canceled| {
        let text = snapshot.text.slice(Span::new(0, snapshot.text.len()));
        let within = from_proto::span(snapshot, params.range);
        let edits =
            format::format_range(&text, within, &snapshot.context.settings, snapshot.context.today, is_canceled);
        edits.map(|edits| to_proto::text_edits(snapshot, &edits))
    });
    Ok(edits.await?.flatten())
}
