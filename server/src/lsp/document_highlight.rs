//! `textDocument/documentHighlight`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

use super::server::Server;
use super::{from_proto, to_proto};
use crate::features::references;

pub(super) async fn document_highlight(
    server: &Server,
    params: DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let at = params.text_document_position_params;
    let found = server.on_snapshot(&at.text_document.uri, move |snapshot| {
        let byte = snapshot.text.byte(from_proto::position(at.position), snapshot.context.encoding);
        let found = references::references(&[&snapshot.brief], byte);
        // What is named once only leaves the editor to its own devices, which are the word's other places.
        (found.len() > 1).then(|| {
            let highlight = |place: &references::Reference| DocumentHighlight {
                range: to_proto::range(snapshot, place.span),
                kind: Some(if place.declares { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
            };
            found.iter().map(highlight).collect()
        })
    });
    found.await.map(Option::flatten)
}
