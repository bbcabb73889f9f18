//! `textDocument/references`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Location, ReferenceParams};

use super::server::Server;
use super::{from_proto, to_proto};
use crate::features::references;

pub(super) async fn references(server: &Server, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let at = params.text_document_position;
    let with_declaration = params.context.include_declaration;
    let found = server.on_all(Some(&at.text_document.uri), move |documents| {
        let (_, asked) = documents.first()?;
        let byte = asked.text.byte(from_proto::position(at.position), asked.context.encoding);
        let briefs: Vec<_> = documents.iter().map(|(_, snapshot)| &snapshot.brief).collect();
        let found = references::references(&briefs, byte).into_iter();
        let wanted = found.filter(|place| with_declaration || !place.declares);
        Some(wanted.map(|place| to_proto::location(&documents[place.brief], place.span)).collect())
    });
    found.await.map(Option::flatten)
}
