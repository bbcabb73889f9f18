//! `window/workDoneProgress`: a word to the user while a long brief is read, so that nobody wonders why nothing is shown
//! yet.

use std::sync::Arc;

use tokio::task::block_in_place;
use tower_lsp::lsp_types::notification::Progress;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd,
};

use super::server::{Open, Server};

/// From this length on, in bytes, a brief takes a good part of a second to read.
pub(super) const LONG: usize = 4 << 20;

/// Reads the document and tells the user that it does, where the client shows such things. Whoever asks about the
/// document meanwhile shares what is read. Returns at once.
pub(super) fn reading(server: &Server, open: Arc<Open>) {
    if !server.client_capabilities().shows_progress {
        return;
    }
    let revision = open.document.revision();
    let context = server.context(&open.uri);
    let token = NumberOrString::String(format!("debate-ls/reading/{}", server.next_number()));
    let client = server.client().clone();
    tokio::spawn(async move {
        let create = WorkDoneProgressCreateParams { token: token.clone() };
        if client.send_request::<WorkDoneProgressCreate>(create).await.is_err() {
            return;
        }
        let tell = |progress| {
            let value = ProgressParamsValue::WorkDone(progress);
            client.send_notification::<Progress>(ProgressParams { token: token.clone(), value })
        };
        tell(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: title(&open),
            ..WorkDoneProgressBegin::default()
        }))
        .await;
        // Where the document has moved on, its next question reads it.
        let _ = block_in_place(|| open.document.snapshot(revision, &context));
        tell(WorkDoneProgress::End(WorkDoneProgressEnd::default())).await;
    });
}

/// `Reading heg.debate`
fn title(open: &Open) -> String {
    let path = open.uri.to_file_path().ok();
    let name = path.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    format!("Reading {}", name.unwrap_or_else(|| "a long brief".to_owned()))
}
