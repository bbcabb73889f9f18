//! `window/workDoneProgress`: shows the user that a long brief is being read, or how many files are done.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::block_in_place;
use tower_lsp::lsp_types::notification::Progress;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use super::client_document::ClientDocument;
use super::server::Server;

/// From this length on, in bytes, a brief takes a good part of a second to analyze.
pub(super) const LONG: usize = 4 << 20;

/// Analyzes the document and shows its progress, if the client can show it. Requests about the document share the result.
/// Returns at once.
pub(super) fn analyze(server: &Server, open: Arc<ClientDocument>) {
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
        let notify = |progress| {
            let value = ProgressParamsValue::WorkDone(progress);
            client.send_notification::<Progress>(ProgressParams { token: token.clone(), value })
        };
        notify(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: title(&open),
            ..WorkDoneProgressBegin::default()
        }))
        .await;
        // If the document has changed meanwhile, the next request analyzes it.
        let _ = block_in_place(|| open.document.snapshot(revision, &context));
        notify(WorkDoneProgress::End(WorkDoneProgressEnd::default())).await;
    });
}

/// Shows how many files are done, and of how many, if the client can show it, until the sender is dropped. Returns at once.
pub(super) fn files(server: &Server, title: &'static str) -> watch::Sender<(usize, usize)> {
    let (sender, mut counts) = watch::channel((0, 0));
    if !server.client_capabilities().shows_progress {
        return sender;
    }
    let token = NumberOrString::String(format!("debate-ls/files/{}", server.next_number()));
    let client = server.client().clone();
    tokio::spawn(async move {
        let create = WorkDoneProgressCreateParams { token: token.clone() };
        if client.send_request::<WorkDoneProgressCreate>(create).await.is_err() {
            return;
        }
        let notify = |progress| {
            let value = ProgressParamsValue::WorkDone(progress);
            client.send_notification::<Progress>(ProgressParams { token: token.clone(), value })
        };
        notify(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: title.to_owned(),
            percentage: Some(0),
            ..WorkDoneProgressBegin::default()
        }))
        .await;
        while counts.changed().await.is_ok() {
            let (done, all) = *counts.borrow_and_update();
            notify(WorkDoneProgress::Report(WorkDoneProgressReport {
                message: Some(format!("{done} of {all} files")),
                percentage: u32::try_from(done * 100 / all.max(1)).ok(),
                ..WorkDoneProgressReport::default()
            }))
            .await;
        }
        notify(WorkDoneProgress::End(WorkDoneProgressEnd::default())).await;
    });
    sender
}

/// `Reading heg.debate`
fn title(open: &ClientDocument) -> String {
    let path = open.uri.to_file_path().ok();
    let name = path.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    format!("Reading {}", name.unwrap_or_else(|| "a long brief".to_owned()))
}
