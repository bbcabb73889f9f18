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
        let included = found.filter(|reference| with_declaration || !reference.is_definition);
        let location = |found: references::Reference| to_proto::location(&documents[found.brief], found.span);
        Some(included.map(location).collect())
    });
    found.await.map(Option::flatten)
}
