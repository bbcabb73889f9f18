//! `textDocument/codeLens`

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{CodeLens, CodeLensParams, Command};

use super::max_items;
use super::server::Server;
use super::{execute_command, refresh, to_proto};
use crate::features::code_lenses;

pub(super) async fn code_lens(server: &Server, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
    if server.set_shows_lenses() {
        // The lenses replace the hints after blocks.
        refresh::inlay_hints(server);
    }
    let uri = params.text_document.uri;
    let found = server.on_snapshot(&uri, |snapshot| {
        let lenses = code_lenses::lenses(&snapshot.brief, &snapshot.context.settings).into_iter();
        lenses
            .take(max_items(snapshot))
            .map(|lens| CodeLens {
                range: to_proto::range(snapshot, lens.span),
                command: Some(Command {
                    title: lens.title,
                    command: execute_command::SHOW_SECTION.to_owned(),
                    arguments: Some(vec![
                        json!({ "uri": uri, "position": to_proto::range(snapshot, lens.span).start }),
                    ]),
                }),
                data: None,
            })
            .collect()
    });
    found.await
}
