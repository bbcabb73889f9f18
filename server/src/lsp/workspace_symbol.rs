//! `workspace/symbol`, over the documents that are open

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{SymbolInformation, WorkspaceSymbolParams};

use super::server::Server;
use super::to_proto;
use crate::features::workspace_symbols;

pub(super) async fn workspace_symbol(
    server: &Server,
    params: WorkspaceSymbolParams,
) -> Result<Option<Vec<SymbolInformation>>> {
    let query = params.query;
    let found = server.on_all(None, move |documents| {
        let briefs: Vec<_> = documents.iter().map(|(_, snapshot)| &snapshot.brief).collect();
        let hits = workspace_symbols::search(&briefs, &query).into_iter();
        hits.map(|hit| to_proto::hit(&documents[hit.brief], hit)).collect()
    });
    found.await
}
