//! The server's state, and the list of the methods that it answers.

use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use jiff::Zoned;
use jiff::civil::Date;
use tokio::sync::Notify;
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;
use tower_lsp::{Client, LanguageServer, async_trait};

use super::abilities::Abilities;
use super::{
    code_action, completion, configuration, diagnostic, document_symbol, execute_command, formatting, hover,
    initialize, publish, range_formatting, rename, synchronize,
};
use crate::workspace::document::{Document, Revision, Snapshot, Terms};
use crate::workspace::houses::Houses;

/// One client's server. A clone is the same server, for tasks that outlive a message.
#[derive(Clone)]
pub(super) struct Server {
    client: Client,
    stop: Arc<Notify>,
    today: Option<Date>,
    houses: Arc<Houses>,
    abilities: Arc<OnceLock<Abilities>>,
    documents: Arc<DashMap<Url, Arc<Open>>>,
}

/// A document that the client has open.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) uri: Url,
    pub(super) document: Document,
    /// The report that the client shows, where it is pushed one. Held while pushing, so that reports arrive
    /// in the order of the revisions.
    pub(super) published: tokio::sync::Mutex<Option<u64>>,
}

/// An open document as a question saw it.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) uri: Url,
    pub(super) snapshot: Arc<Snapshot>,
}

impl Server {
    pub(super) fn new(client: Client, stop: Arc<Notify>, today: Option<Date>) -> Self {
        Self { client, stop, today, houses: Arc::default(), abilities: Arc::default(), documents: Arc::default() }
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Notified, it ends the server.
    pub(super) fn stop(&self) -> Arc<Notify> {
        Arc::clone(&self.stop)
    }

    pub(super) fn abilities(&self) -> Abilities {
        self.abilities.get().copied().unwrap_or_default()
    }

    pub(super) fn set_abilities(&self, abilities: Abilities) {
        self.abilities.get_or_init(|| abilities);
    }

    /// The document at `uri`, where the client has it open. No guard of the map outlives the call.
    pub(super) fn open(&self, uri: &Url) -> Option<Arc<Open>> {
        self.documents.get(uri).map(|open| Arc::clone(&open))
    }

    pub(super) fn insert(&self, open: Open) -> Arc<Open> {
        let open = Arc::new(open);
        self.documents.insert(open.uri.clone(), Arc::clone(&open));
        open
    }

    pub(super) fn remove(&self, uri: &Url) -> Option<Arc<Open>> {
        self.documents.remove(uri).map(|(_, open)| open)
    }

    /// What the user and the house chose.
    pub(super) fn houses(&self) -> &Houses {
        &self.houses
    }

    /// All documents that are open.
    pub(super) fn all_open(&self) -> Vec<Arc<Open>> {
        self.documents.iter().map(|open| Arc::clone(&open)).collect()
    }

    /// On what terms the document at `uri` is read now.
    pub(super) fn terms(&self, uri: &Url) -> Terms {
        let settings = self.houses.settings(uri.to_file_path().ok().as_deref());
        configuration::tell(self);
        Terms {
            settings,
            today: self.today.unwrap_or_else(|| Zoned::now().date()),
            encoding: self.abilities().encoding,
        }
    }

    /// Does `work` on a thread of its own, over the document as the client saw it when it asked: until the
    /// first `.await` below, the guard lets no edit pass. `None` where the client has no such document open.
    ///
    /// # Errors
    /// "Content modified" where the document has moved on: clients then drop the question or ask anew.
    pub(super) async fn on_snapshot<T, W>(&self, uri: &Url, work: W) -> Result<Option<T>>
    where
        T: Send + 'static,
        W: FnOnce(&Snapshot) -> T + Send + 'static,
    {
        self.on_snapshots(uri, false, move |seen| work(&seen[0].snapshot)).await
    }

    /// The same over all documents that are open, if `all`: the one at `uri` first, then the others by their names.
    ///
    /// # Errors
    /// "Content modified" where one of them has moved on.
    pub(super) async fn on_snapshots<T, W>(&self, uri: &Url, all: bool, work: W) -> Result<Option<T>>
    where
        T: Send + 'static,
        W: FnOnce(&[Seen]) -> T + Send + 'static,
    {
        let Some(open) = self.open(uri) else { return Ok(None) };
        let mut asked = vec![open];
        if all {
            let mut others = self.all_open();
            others.retain(|other| other.uri != *uri);
            others.sort_by(|one, other| one.uri.cmp(&other.uri));
            asked.extend(others);
        }
        let asked: Vec<(Arc<Open>, Revision, Terms)> = asked
            .into_iter()
            .map(|open| (Arc::clone(&open), open.document.revision(), self.terms(&open.uri)))
            .collect();
        // Gone with this future, when the request is cancelled.
        let wanted = Arc::new(());
        let still_wanted = Arc::downgrade(&wanted);
        let answer = spawn_blocking(move || {
            if still_wanted.strong_count() == 0 {
                return None;
            }
            let seen = asked.into_iter().map(|(open, revision, terms)| {
                let snapshot = open.document.snapshot(revision, &terms).ok()?;
                Some(Seen { uri: open.uri.clone(), snapshot })
            });
            Some(work(&seen.collect::<Option<Vec<Seen>>>()?))
        });
        match answer.await {
            Ok(Some(answer)) => Ok(Some(answer)),
            Ok(None) => Err(Error::content_modified()),
            Err(died) => match died.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(Error::request_cancelled()),
            },
        }
    }

    /// Brings the client's list up to date, where it does not ask for it itself. Returns at once.
    pub(super) fn publish(&self, open: Arc<Open>) {
        if !self.abilities().pulls_diagnostics {
            let terms = self.terms(&open.uri);
            tokio::spawn(publish::publish(self.client.clone(), open, terms, self.abilities()));
        }
    }

    /// Tells the client's log. Returns at once.
    pub(super) fn log(&self, message: String) {
        let client = self.client.clone();
        tokio::spawn(async move { client.log_message(MessageType::WARNING, message).await });
    }
}

/// One line a method; each has its file. A notification's handler ends before the next write begins.
///
/// A request *to* the client belongs in a task of its own: tower-lsp panics, in whoever reads the client's
/// messages, where an answer finds that its question was cancelled.
#[async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        Ok(initialize::initialize(self, &params))
    }

    async fn initialized(&self, _: InitializedParams) {
        configuration::initialized(self);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        synchronize::did_open(self, params);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        synchronize::did_change(self, params);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        synchronize::did_save(self, params);
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        configuration::did_change_configuration(self, params);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        configuration::did_change_watched_files(self, &params);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        synchronize::did_close(self, params).await;
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        code_action::code_action(self, params).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        code_action::resolve(self, action).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        completion::completion(self, params).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        completion::resolve(self, item).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        document_symbol::document_symbol(self, params).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<serde_json::Value>> {
        execute_command::execute_command(self, params).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        formatting::formatting(self, params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        hover::hover(self, params).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        rename::prepare(self, params).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        range_formatting::range_formatting(self, params).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        rename::rename(self, params).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        diagnostic::diagnostic(self, params).await
    }
}
