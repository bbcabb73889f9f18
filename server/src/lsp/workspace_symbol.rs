//! `workspace/symbol`, over the documents that are open, then over the other briefs of the client's folders

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{SymbolInformation, WorkspaceSymbolParams};

use super::server::Server;
use super::{to_proto, word_uri};
use crate::features::workspace_symbols::{self, SymbolQuery};
use crate::index::discovery;

pub(super) async fn workspace_symbol(
    server: &Server,
    params: WorkspaceSymbolParams,
) -> Result<Option<Vec<SymbolInformation>>> {
    let query = params.query;
    let closed = server.tub().folders();
    // Any other editor cannot open a Word file at a line.
    let shows_word_files = server.client_capabilities().shows_word_files;
    let found = server.on_all(None, move |documents| {
        let briefs: Vec<_> = documents.iter().map(|(_, snapshot)| &snapshot.brief).collect();
        let hits = workspace_symbols::search(&briefs, &query).into_iter();
        let mut found: Vec<_> = hits.map(|hit| to_proto::hit(&documents[hit.brief], hit)).collect();
        // What is open is as the client has it, whatever is on disk.
        let open: HashSet<PathBuf> = documents.iter().filter_map(|(uri, _)| word_uri::path_of(uri)).collect();
        let query = SymbolQuery::new(&query);
        for folder in closed {
            let is_left_out = |path: &Path| open.contains(path) || (discovery::is_word(path) && !shows_word_files);
            let hits = folder.symbols.search(&query, |path| is_left_out(Path::new(path)));
            found.extend(hits.into_iter().filter_map(to_proto::closed_hit));
        }
        found.truncate(workspace_symbols::MAX_HITS);
        found
    });
    found.await
}
