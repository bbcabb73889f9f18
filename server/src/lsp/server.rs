//! The server's state, and how a request gets the snapshots of the documents that it is about.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use dashmap::{DashMap, DashSet};
use jiff::ZonedDateTime;
use jiff::civil::Date;
use serde_json::Value;
use tokio::sync::Notify;
use tokio::task::{JoinError, block_in_place, spawn_blocking, yield_now};
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{MessageType, Url};

use super::backlog::Backlog;
use super::client_capabilities::ClientCapabilities;
use super::client_document::ClientDocument;
use super::outgoing::Outgoing;
use super::repeated_request::RepeatedRequest;
use super::settings_problems;
use super::tub::Tub;
use super::word_uri::path_of;
use super::workspace_pulls::WorkspacePulls;
use crate::document::context::AnalysisContext;
use crate::document::open_document::ContentModified;
use crate::document::snapshot::Snapshot;
use crate::settings::resolver::SettingsResolver;

/// How many documents can be open at once. No person opens more; a client that does has a bug.
const MAX_DOCUMENTS: usize = 10_000;

/// How many documents that were never opened are remembered; edits of more are ignored without a message.
const MAX_UNKNOWN_DOCUMENTS: usize = 100;

/// The server of one client. A clone is the same server, for tasks that live longer than a request.
#[derive(Clone)]
pub(super) struct Server {
    client: Client,
    stop: Arc<Notify>,
    backlog: Arc<Backlog>,
    /// For a message that must be before an answer: what is sent through `client` may be written after it. It is dropped
    /// when the client has exited.
    outgoing: Weak<Outgoing>,
    today: Option<Date>,
    settings_resolver: Arc<SettingsResolver>,
    client_capabilities: Arc<OnceLock<ClientCapabilities>>,
    documents: Arc<DashMap<Url, Arc<ClientDocument>>>,
    /// Documents that were changed and never opened: each is logged once.
    unknown_documents: Arc<DashSet<Url>>,
    folders: Arc<Mutex<Vec<Url>>>,
    tub: Arc<Tub>,
    /// The number of the newest answered request for settings; 0 before the first.
    newest_settings: Arc<AtomicU64>,
    shows_lenses: Arc<AtomicBool>,
    last_number: Arc<AtomicU64>,
    repeated_requests: Arc<RepeatedRequests>,
    workspace_pulls: Arc<WorkspacePulls>,
}

/// The requests that are sent to the client again and again.
#[derive(Debug)]
pub(super) struct RepeatedRequests {
    pub(super) settings: Arc<RepeatedRequest>,
    pub(super) diagnostics: Arc<RepeatedRequest>,
    pub(super) code_lenses: Arc<RepeatedRequest>,
    pub(super) semantic_tokens: Arc<RepeatedRequest>,
    pub(super) inlay_hints: Arc<RepeatedRequest>,
    /// Reports of problems in the settings.
    pub(super) settings_problems: Arc<RepeatedRequest>,
}

impl Default for RepeatedRequests {
    fn default() -> Self {
        Self {
            settings: Arc::default(),
            diagnostics: Arc::default(),
            code_lenses: Arc::default(),
            semantic_tokens: Arc::default(),
            inlay_hints: Arc::default(),
            settings_problems: Arc::new(RepeatedRequest::one_at_a_time()),
        }
    }
}

impl Server {
    pub(super) fn new(client: Client, stop: Arc<Notify>, outgoing: &Arc<Outgoing>, today: Option<Date>) -> Self {
        Self {
            client,
            stop,
            backlog: Arc::clone(outgoing.backlog()),
            outgoing: Arc::downgrade(outgoing),
            today,
            settings_resolver: Arc::default(),
            client_capabilities: Arc::default(),
            documents: Arc::default(),
            unknown_documents: Arc::default(),
            folders: Arc::default(),
            tub: Arc::default(),
            newest_settings: Arc::default(),
            shows_lenses: Arc::default(),
            last_number: Arc::default(),
            repeated_requests: Arc::default(),
            workspace_pulls: Arc::default(),
        }
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Ends the server when it is notified.
    pub(super) fn stop(&self) -> Arc<Notify> {
        Arc::clone(&self.stop)
    }

    pub(super) fn client_capabilities(&self) -> ClientCapabilities {
        self.client_capabilities.get().copied().unwrap_or_default()
    }

    pub(super) fn set_client_capabilities(&self, client_capabilities: ClientCapabilities) {
        self.client_capabilities.get_or_init(|| client_capabilities);
    }

    /// The document at `uri`, if the client has it open. The lock of the map is released before this returns.
    pub(super) fn document(&self, uri: &Url) -> Option<Arc<ClientDocument>> {
        self.documents.get(uri).map(|document| Arc::clone(&document))
    }

    pub(super) fn insert(&self, document: ClientDocument) -> Arc<ClientDocument> {
        self.unknown_documents.remove(&document.uri);
        let document = Arc::new(document);
        self.documents.insert(document.uri.clone(), Arc::clone(&document));
        document
    }

    /// Whether the client has not closed this document since it was opened.
    pub(super) fn is_open(&self, document: &Arc<ClientDocument>) -> bool {
        self.documents.get(&document.uri).is_some_and(|now| Arc::ptr_eq(&now, document))
    }

    pub(super) fn remove(&self, uri: &Url) -> Option<Arc<ClientDocument>> {
        self.documents.remove(uri).map(|(_, document)| document)
    }

    /// Whether one more document may be opened.
    pub(super) fn has_room(&self) -> bool {
        self.documents.len() < MAX_DOCUMENTS
    }

    /// Remembers a document that the client changes without opening it. Returns whether it is new and there is room to
    /// remember it.
    pub(super) fn is_newly_unknown(&self, uri: &Url) -> bool {
        self.unknown_documents.len() < MAX_UNKNOWN_DOCUMENTS && self.unknown_documents.insert(uri.clone())
    }

    pub(super) fn repeated_requests(&self) -> &RepeatedRequests {
        &self.repeated_requests
    }

    /// The requests for the problems of all files.
    pub(super) fn workspace_pulls(&self) -> &WorkspacePulls {
        &self.workspace_pulls
    }

    /// The briefs of those folders.
    pub(super) fn tub(&self) -> &Tub {
        &self.tub
    }

    /// The client's workspace folders.
    pub(super) fn folders(&self) -> Vec<Url> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set_folders(&self, folders: Vec<Url>) {
        *self.folders.lock().unwrap_or_else(PoisonError::into_inner) = folders;
    }

    /// Whether the settings from request `number`, of [`next_number`](Self::next_number), are newer than all before them.
    /// Answers may arrive in another order than the requests.
    pub(super) fn are_newest_settings(&self, number: u64) -> bool {
        self.newest_settings.fetch_max(number + 1, Ordering::Relaxed) <= number
    }

    /// Whether the client has asked for code lenses. Many clients announce lenses and show none until the user turns them
    /// on.
    pub(super) fn shows_lenses(&self) -> bool {
        self.shows_lenses.load(Ordering::Relaxed)
    }

    /// Remembers that it has. Returns whether it is the first time.
    pub(super) fn set_shows_lenses(&self) -> bool {
        !self.shows_lenses.swap(true, Ordering::Relaxed)
    }

    /// A number that is never used again.
    pub(super) fn next_number(&self) -> u64 {
        self.last_number.fetch_add(1, Ordering::Relaxed)
    }

    /// The settings of the team and the user.
    pub(super) fn settings_resolver(&self) -> &SettingsResolver {
        &self.settings_resolver
    }

    /// All open documents.
    pub(super) fn documents(&self) -> Vec<Arc<ClientDocument>> {
        self.documents.iter().map(|document| Arc::clone(&document)).collect()
    }

    /// The context in which the document at `uri` is analyzed now. Reports new problems in the settings.
    pub(super) fn context(&self, uri: &Url) -> AnalysisContext {
        let settings = self.settings_resolver.settings(path_of(uri).as_deref());
        self.report_settings_problems();
        let encoding = self.client_capabilities().encoding;
        AnalysisContext { settings, today: self.today(), encoding }
    }

    /// The day from which ages are counted.
    pub(super) fn today(&self) -> Date {
        self.today.unwrap_or_else(|| ZonedDateTime::now().date())
    }

    /// Shows the user the problems in the settings that were found since the last report. Returns at once.
    pub(super) fn report_settings_problems(&self) {
        let encoding = self.client_capabilities().encoding;
        let request = &self.repeated_requests.settings_problems;
        settings_problems::report(&self.settings_resolver, &self.client, encoding, request);
    }

    /// Does `work` on the document as it was when the client sent the request, on a thread that may block. `None` if the
    /// client does not have the document open.
    ///
    /// # Errors
    /// "Content modified" if the document has changed since: clients then drop the request or send it again.
    pub(super) async fn on_snapshot<T>(&self, uri: &Url, work: impl FnOnce(&Snapshot) -> T) -> Result<Option<T>> {
        let Some(open) = self.document(uri) else { return Ok(None) };
        let revision = open.document.revision();
        let context = self.context(uri);
        // Up to here, no later edit is applied. What follows delays none, and can be canceled before it begins.
        yield_now().await;
        let _permit = self.backlog.wait_to_compute().await;
        block_in_place(|| match open.document.snapshot(revision, &context) {
            Ok(snapshot) => Ok(Some(work(&snapshot))),
            Err(ContentModified) => Err(Error::content_modified()),
        })
    }

    /// The same for work that takes long: between two steps it asks `is_canceled`, which is true once the client has
    /// canceled the request, or changed or closed the document.
    ///
    /// # Errors
    /// "Content modified" if the document has changed since.
    pub(super) async fn on_snapshot_cancelable<T: Send + 'static>(
        &self,
        uri: &Url,
        work: impl FnOnce(&Snapshot, &dyn Fn() -> bool) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(open) = self.document(uri) else { return Ok(None) };
        let revision = open.document.revision();
        let context = self.context(uri);
        let (pending, is_pending) = PendingRequest::new();
        let working = spawn_blocking(move || {
            let modified = || Error::content_modified();
            let snapshot = open.document.snapshot(revision, &context).map_err(|ContentModified| modified())?;
            let is_current = || open.document.revision() == revision;
            let done = work(&snapshot, &|| !is_pending() || !is_current());
            if is_current() { Ok(Some(done)) } else { Err(modified()) }
        });
        let done = working.await;
        drop(pending);
        result_of(done)
    }

    /// Does `work` that is not about an open document, on a thread that may block. `work` can ask whether the client has
    /// canceled the request.
    ///
    /// # Errors
    /// Those of `work`.
    pub(super) async fn in_background<T: Send + 'static>(
        &self,
        work: impl FnOnce(&(dyn Fn() -> bool + Sync)) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (pending, is_pending) = PendingRequest::new();
        let done = spawn_blocking(move || work(&|| !is_pending())).await;
        drop(pending);
        result_of(done)
    }

    /// Does `work` on all open documents, on a thread that may block. `first` is the first of them, as it was when the
    /// client sent the request; the others are as they are when they are read. `None` if the client does not have `first`
    /// open. Canceling the request stops the work at the next document.
    ///
    /// # Errors
    /// "Content modified" if `first` has changed since.
    pub(super) async fn on_all<T: Send + 'static>(
        &self,
        first: Option<&Url>,
        work: impl FnOnce(&[(Url, Arc<Snapshot>)]) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let requested = match first.map(|uri| self.document(uri)) {
            Some(None) => return Ok(None),
            Some(Some(open)) => Some((open.document.revision(), self.context(&open.uri), open)),
            None => None,
        };
        let mut others = self.documents();
        others.retain(|open| Some(&open.uri) != first);
        others.sort_by(|one, other| one.uri.cmp(&other.uri));
        let others: Vec<(AnalysisContext, Arc<ClientDocument>)> =
            others.into_iter().map(|open| (self.context(&open.uri), open)).collect();
        let _permit = self.backlog.wait_to_compute().await;
        let (pending, is_pending) = PendingRequest::new();
        let working = spawn_blocking(move || {
            let mut documents = Vec::with_capacity(others.len() + 1);
            if let Some((revision, context, open)) = requested {
                let first =
                    open.document.snapshot(revision, &context).map_err(|ContentModified| Error::content_modified())?;
                documents.push((open.uri.clone(), first));
            }
            for (context, open) in &others {
                if !is_pending() {
                    return Err(Error::request_cancelled());
                }
                documents.push((open.uri.clone(), open.document.latest(context)));
            }
            Ok(Some(work(&documents)))
        });
        let done = working.await;
        drop(pending);
        result_of(done)
    }

    /// Sends a message that the client must get before the answer to the request that is being handled. Waits while very
    /// much is unread.
    pub(super) async fn send_before_answer(&self, message: &Value) {
        self.backlog.wait_to_send().await;
        if let Some(outgoing) = self.outgoing.upgrade() {
            block_in_place(|| outgoing.send(message));
        }
    }

    /// Writes to the client's log. Returns at once.
    pub(super) fn log(&self, message: String) {
        let client = self.client.clone();
        tokio::spawn(async move { client.log_message(MessageType::WARNING, message).await });
    }
}

/// The result of work on another thread. If that thread panicked, so does this one.
fn result_of<T>(done: std::result::Result<Result<T>, JoinError>) -> Result<T> {
    done.unwrap_or_else(|died| match died.try_into_panic() {
        Ok(panic) => resume_unwind(panic),
        Err(_) => Err(Error::internal_error()),
    })
}

/// A request that waits for work on another thread. Dropped when the work is done, or when the client cancels the request.
struct PendingRequest(Arc<AtomicBool>);

impl PendingRequest {
    /// The second value says whether the first still exists.
    fn new() -> (Self, impl Fn() -> bool + Sync) {
        let dropped = Arc::new(AtomicBool::new(false));
        (Self(Arc::clone(&dropped)), move || !dropped.load(Ordering::Relaxed))
    }
}

impl Drop for PendingRequest {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
