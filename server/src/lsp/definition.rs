//! `textDocument/definition`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, LocationLink};

use super::all_files::{self, MOST};
use super::from_proto;
use super::server::Server;
use crate::features::definition;

pub(super) async fn definition(
    server: &Server,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let at = params.text_document_position_params;
    let links = server.client_capabilities().definition_links;
    let about = all_files::at_cursor(at.position);
    let found = all_files::on_files(server, &at.text_document.uri, MOST, about, move |asked, files, _| {
        let briefs: Vec<_> = files.iter().map(|file| file.brief).collect();
        let found = definition::definition(&briefs, from_proto::byte(asked, at.position))?;
        if !links {
            let location = |target: &definition::Target| files[target.brief].location(target.span);
            return Some(GotoDefinitionResponse::Array(found.targets.iter().map(location).collect()));
        }
        let from = files[0].range(found.from);
        let link = |target: &definition::Target| {
            let file = &files[target.brief];
            LocationLink {
                origin_selection_range: Some(from),
                target_uri: file.uri.clone(),
                target_range: file.range(target.whole),
                target_selection_range: file.range(target.span),
            }
        };
        Some(GotoDefinitionResponse::Link(found.targets.iter().map(link).collect()))
    });
    found.await.map(Option::flatten)
}
