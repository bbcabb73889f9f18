//! `textDocument/prepareRename` and `textDocument/rename`

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use super::all_files::{self, MOST};
use super::server::Server;
use super::{from_proto, to_proto, word_uri};
use crate::document::snapshot::Snapshot;
use crate::features::rename;
use crate::index::keys;

pub(super) async fn prepare(
    server: &Server,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let found = server.on_snapshot(&params.text_document.uri, move |snapshot| {
        let byte = from_proto::byte(snapshot, params.position);
        let found = rename::renamable(&snapshot.brief, &snapshot.text, byte)?;
        let range = to_proto::range(snapshot, found.name.span);
        Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.name.value })
    });
    found.await.map(Option::flatten)
}

pub(super) async fn rename(server: &Server, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let at = params.text_document_position;
    let client_capabilities = server.client_capabilities();
    let about = move |asked: &Snapshot| {
        let found = rename::renamable(&asked.brief, &asked.text, from_proto::byte(asked, at.position));
        found.map_or_else(Vec::new, |found| {
            keys::of_argument(&found.name.value).into_iter().chain([keys::of_name(&found.name.value)]).collect()
        })
    };
    let renamed = all_files::on_files(server, &at.text_document.uri, MOST, about, move |asked, files, left_off| {
        if left_off.0 {
            return Err(rename::Refusal::TooMany);
        }
        let byte = from_proto::byte(asked, at.position);
        let briefs: Vec<_> = files.iter().map(|file| (file.brief, file.text)).collect();
        let edits = rename::rename(&briefs, byte, &params.new_name, &asked.context.settings.cite_options)?;
        let changes = files.iter().zip(edits).filter(|(file, _)| !word_uri::is_read_only(file.uri));
        let changes = changes.map(|(file, edits)| (file.uri, file.version, file.text_edits(&edits)));
        Ok(to_proto::workspace_edit(changes, client_capabilities))
    });
    renamed.await?.transpose().map_err(|refusal: rename::Refusal| Error::invalid_params(refusal.to_string()))
}
