//! `textDocument/definition`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, LocationLink};

use super::server::Server;
use super::{from_proto, to_proto};
use crate::features::definition;

pub(super) async fn definition(
    server: &Server,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let at = params.text_document_position_params;
    let links = server.client_capabilities().definition_links;
    let found = server.on_all(Some(&at.text_document.uri), move |documents| {
        let (_, asked) = documents.first()?;
        let byte = asked.text.byte(from_proto::position(at.position), asked.context.encoding);
        let briefs: Vec<_> = documents.iter().map(|(_, snapshot)| &snapshot.brief).collect();
        let found = definition::definition(&briefs, byte)?;
        if !links {
            let location = |target: &definition::Target| to_proto::location(&documents[target.brief], target.span);
            return Some(GotoDefinitionResponse::Array(found.targets.iter().map(location).collect()));
        }
        let from = to_proto::range(asked, found.from);
        let link = |target: &definition::Target| {
            let (uri, snapshot) = &documents[target.brief];
            LocationLink {
                origin_selection_range: Some(from),
                target_uri: uri.clone(),
                target_range: to_proto::range(snapshot, target.whole),
                target_selection_range: to_proto::range(snapshot, target.span),
            }
        };
        Some(GotoDefinitionResponse::Link(found.targets.iter().map(link).collect()))
    });
    found.await.map(Option::flatten)
}
