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
use super::{brief, diagnostic, document_symbol, hover, initialize, publish, synchronize};
use crate::rules::Settings;
use crate::workspace::document::{Document, Snapshot, Terms};

/// One client's server.
pub(super) struct Server {
    client: Client,
    stop: Arc<Notify>,
    today: Option<Date>,
    settings: Arc<Settings>,
    abilities: OnceLock<Abilities>,
    documents: DashMap<Url, Arc<Open>>,
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

impl Server {
    pub(super) fn new(client: Client, stop: Arc<Notify>, today: Option<Date>) -> Self {
        Self { client, stop, today, settings: Arc::default(), abilities: OnceLock::new(), documents: DashMap::new() }
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

    /// On what terms a document is read now.
    pub(super) fn terms(&self) -> Terms {
        Terms {
            settings: Arc::clone(&self.settings),
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
        let Some(open) = self.open(uri) else { return Ok(None) };
        let revision = open.document.revision();
        let terms = self.terms();
        // Gone with this future, when the request is cancelled.
        let wanted = Arc::new(());
        let still_wanted = Arc::downgrade(&wanted);
        let answer = spawn_blocking(move || {
            if still_wanted.strong_count() == 0 {
                return None;
            }
            open.document.snapshot(revision, &terms).ok().map(|snapshot| work(&snapshot))
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
            tokio::spawn(publish::publish(self.client.clone(), open, self.terms(), self.abilities()));
        }
    }

    /// `debate/brief`, which is this server's own.
    pub(super) async fn brief(&self, params: brief::Params) -> Result<Option<brief::Answer>> {
        brief::brief(self, params).await
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

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        synchronize::did_close(self, params).await;
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        document_symbol::document_symbol(self, params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        hover::hover(self, params).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        diagnostic::diagnostic(self, params).await
    }
}
