//! `textDocument/definition`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink, Range};

use super::all_files::{self, MOST};
use super::file_target::{self, FileTarget};
use super::from_proto;
use super::server::Server;
use crate::features::definition;

pub(super) async fn definition(
    server: &Server,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let at = params.text_document_position_params;
    let links = server.client_capabilities().definition_links;
    let shows_word_files = server.client_capabilities().shows_word_files;
    let folders = server.tub().folders();
    let about = all_files::at_cursor(at.position);
    let found = all_files::on_files(server, &at.text_document.uri, MOST, about, move |asked, files, _| {
        let byte = from_proto::byte(asked, at.position);
        if let Some(target) = file_target::at(files, byte, &folders, shows_word_files) {
            return Some(to_files(&target, files[0].range(target.from), links));
        }
        let briefs: Vec<_> = files.iter().map(|file| file.brief).collect();
        let found = definition::definition(&briefs, byte)?;
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

/// The starts of files that a reference names.
fn to_files(target: &FileTarget, from: Range, links: bool) -> GotoDefinitionResponse {
    if !links {
        return GotoDefinitionResponse::Array(target.locations().collect());
    }
    let link = |Location { uri, range }| LocationLink {
        origin_selection_range: Some(from),
        target_uri: uri,
        target_range: range,
        target_selection_range: range,
    };
    GotoDefinitionResponse::Link(target.locations().map(link).collect())
}
