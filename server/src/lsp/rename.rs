//! `textDocument/prepareRename` and `textDocument/rename`

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use super::server::Server;
use super::{from_proto, to_proto, word_file};
use crate::features::rename;

pub(super) async fn prepare(
    server: &Server,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let found = server.on_snapshot(&params.text_document.uri, move |snapshot| {
        let byte = snapshot.text.byte(from_proto::position(params.position), snapshot.context.encoding);
        let found = rename::renamable(&snapshot.brief, &snapshot.text, byte)?;
        let range = to_proto::range(snapshot, found.name.span);
        Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.name.value })
    });
    found.await.map(Option::flatten)
}

pub(super) async fn rename(server: &Server, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let at = params.text_document_position;
    let client_capabilities = server.client_capabilities();
    let renamed = server.on_all(Some(&at.text_document.uri), move |seen| {
        let (_, here) = &seen[0];
        let byte = here.text.byte(from_proto::position(at.position), here.context.encoding);
        let briefs: Vec<_> = seen.iter().map(|(_, snapshot)| (&snapshot.brief, &snapshot.text)).collect();
        let edits = rename::rename(&briefs, byte, &params.new_name, &here.context.settings.cite_options)?;
        let changes = seen.iter().zip(edits).filter(|((uri, _), _)| !word_file::is_read_only(uri));
        let changes = changes.map(|((uri, snapshot), edits)| (uri, snapshot.as_ref(), edits));
        Ok(to_proto::workspace_edit(changes, client_capabilities))
    });
    renamed.await?.transpose().map_err(|refusal: rename::Refusal| Error::invalid_params(refusal.to_string()))
}
