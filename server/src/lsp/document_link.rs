//! `textDocument/documentLink`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentLink, DocumentLinkParams, Url};

use super::most_items;
use super::server::Server;
use super::to_proto;
use crate::features::document_links;

pub(super) async fn document_link(server: &Server, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
    let found = server.on_snapshot(&params.text_document.uri, |snapshot| {
        let links = document_links::links(&snapshot.brief).into_iter();
        // What is no address leads nowhere; a rule says so.
        let sound = links.filter_map(|link| Some((link.span, Url::parse(&link.address).ok()?)));
        sound
            .take(most_items(snapshot))
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
