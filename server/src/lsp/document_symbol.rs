//! `textDocument/documentSymbol`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentSymbolParams, DocumentSymbolResponse};

use super::max_items;
use super::server::Server;
use super::to_proto;
use crate::features::document_symbols;

pub(super) async fn document_symbol(
    server: &Server,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let uri = params.text_document.uri;
    let trees = server.client_capabilities().symbol_trees;
    let found = server.on_snapshot(&uri, |snapshot| {
        let symbols = document_symbols::at_most(max_items(snapshot), document_symbols::symbols(&snapshot.brief));
        if trees {
            DocumentSymbolResponse::Nested(to_proto::symbols(snapshot, symbols))
        } else {
            DocumentSymbolResponse::Flat(to_proto::flat_symbols(snapshot, &uri, &symbols))
        }
    });
    found.await
}
