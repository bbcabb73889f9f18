//! `textDocument/documentLink`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentLink, DocumentLinkParams, Url};

use super::max_items;
use super::server::Server;
use super::to_proto;
use crate::features::document_links;

pub(super) async fn document_link(server: &Server, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
    let found = server.on_snapshot(&params.text_document.uri, |snapshot| {
        let links = document_links::links(&snapshot.brief).into_iter();
        // An invalid address cannot be opened; a rule reports it.
        let valid = links.filter_map(|link| Some((link.span, Url::parse(&link.address).ok()?)));
        valid
            .take(max_items(snapshot))
            .map(|(span, address)| DocumentLink {
                range: to_proto::range(snapshot, span),
                target: Some(address),
                tooltip: None,
                data: None,
            })
            .collect()
    });
    found.await
}
