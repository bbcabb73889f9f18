//! `window/workDoneProgress`: shows the user that a long brief is being read, or how many files are done.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::block_in_place;
use tower_lsp::Client;
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
    let progress = WorkProgress::new(server, "reading");
    tokio::spawn(async move {
        if !progress.begin(title(&open), None).await {
            return;
        }
        // If the document has changed meanwhile, the next request analyzes it.
        let _ = block_in_place(|| open.document.snapshot(revision, &context));
        progress.end().await;
    });
}

/// Shows how many files are done, and of how many, if the client can show it, until the sender is dropped. Returns at once.
pub(super) fn files(server: &Server, title: &'static str) -> watch::Sender<(usize, usize)> {
    let (sender, mut counts) = watch::channel((0, 0));
    if !server.client_capabilities().shows_progress {
        return sender;
    }
    let progress = WorkProgress::new(server, "files");
    tokio::spawn(async move {
        if !progress.begin(title.to_owned(), Some(0)).await {
            return;
        }
        while counts.changed().await.is_ok() {
            let (done, all) = *counts.borrow_and_update();
            let percentage = u32::try_from(done * 100 / all.max(1)).ok();
            progress.report(format!("{done} of {all} files"), percentage).await;
        }
        progress.end().await;
    });
    sender
}

/// A progress that the client shows.
struct WorkProgress {
    client: Client,
    token: NumberOrString,
}

impl WorkProgress {
    /// `about` is a part of the token, for those who read the messages.
    fn new(server: &Server, about: &str) -> Self {
        let token = NumberOrString::String(format!("debate-ls/{about}/{}", server.next_number()));
        Self { client: server.client().clone(), token }
    }

    /// Shows it. Returns whether the client does.
    async fn begin(&self, title: String, percentage: Option<u32>) -> bool {
        let create = WorkDoneProgressCreateParams { token: self.token.clone() };
        if self.client.send_request::<WorkDoneProgressCreate>(create).await.is_err() {
            return false;
        }
        let begin = WorkDoneProgressBegin { title, percentage, ..WorkDoneProgressBegin::default() };
        self.notify(WorkDoneProgress::Begin(begin)).await;
        true
    }

    async fn report(&self, message: String, percentage: Option<u32>) {
        let message = Some(message);
        let report = WorkDoneProgressReport { message, percentage, ..WorkDoneProgressReport::default() };
        self.notify(WorkDoneProgress::Report(report)).await;
    }

    async fn end(&self) {
        self.notify(WorkDoneProgress::End(WorkDoneProgressEnd::default())).await;
    }

    async fn notify(&self, progress: WorkDoneProgress) {
        let value = ProgressParamsValue::WorkDone(progress);
        self.client.send_notification::<Progress>(ProgressParams { token: self.token.clone(), value }).await;
    }
}

/// `Reading heg.debate`
fn title(open: &ClientDocument) -> String {
    let path = open.uri.to_file_path().ok();
    let name = path.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    format!("Reading {}", name.unwrap_or_else(|| "a long brief".to_owned()))
}
