//! `textDocument/codeLens`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{CodeLens, CodeLensParams, Command};

use super::max_items;
use super::server::Server;
use super::{configuration, to_proto};
use crate::features::code_lenses;

pub(super) async fn code_lens(server: &Server, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
    if server.set_shows_lenses() {
        // The lenses replace the hints after blocks.
        configuration::refresh_hints(server);
    }
    let found = server.on_snapshot(&params.text_document.uri, |snapshot| {
        let lenses = code_lenses::lenses(&snapshot.brief, &snapshot.context.settings).into_iter();
        lenses
            .take(max_items(snapshot))
            .map(|lens| CodeLens {
                range: to_proto::range(snapshot, lens.span),
                // A lens without a command is not shown, so this one has only a title.
                command: Some(Command { title: lens.title, ..Command::default() }),
                data: None,
            })
            .collect()
    });
    found.await
}
