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
        // Without another place, the editor shows its own highlights: the same word elsewhere.
        (found.len() > 1).then(|| {
            let highlight = |reference: &references::Reference| DocumentHighlight {
                range: to_proto::range(snapshot, reference.span),
                kind: Some(if reference.is_definition {
                    DocumentHighlightKind::WRITE
                } else {
                    DocumentHighlightKind::READ
                }),
            };
            found.iter().map(highlight).collect()
        })
    });
    found.await.map(Option::flatten)
}
