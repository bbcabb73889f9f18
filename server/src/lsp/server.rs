//! The server's state, and how a question gets at the documents that it is about.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use dashmap::{DashMap, DashSet};
use jiff::ZonedDateTime;
use jiff::civil::Date;
use tokio::sync::Notify;
use tokio::task::{JoinError, block_in_place, spawn_blocking, yield_now};
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{MessageType, Url};

use super::backlog::Backlog;
use super::client_capabilities::ClientCapabilities;
use super::question::Question;
use super::semantic_tokens::LastTokens;
use super::{configuration, publish};
use crate::document::context::AnalysisContext;
use crate::document::open_document::{ContentModified, Document};
use crate::document::snapshot::Snapshot;
use crate::settings::resolver::SettingsResolver;

/// So many documents are open at once. No person opens more; a client that does is out of order.
const MOST_DOCUMENTS: usize = 10_000;

/// So many documents that were never opened are remembered; of more, nothing is said.
const MOST_STRANGERS: usize = 100;

/// One client's server. A clone is the same server, for tasks that outlive a message.
#[derive(Clone)]
pub(super) struct Server {
    client: Client,
    stop: Arc<Notify>,
    backlog: Arc<Backlog>,
    today: Option<Date>,
    houses: Arc<SettingsResolver>,
    client_capabilities: Arc<OnceLock<ClientCapabilities>>,
    documents: Arc<DashMap<Url, Arc<Open>>>,
    /// What was changed and never opened: each is told once.
    unknown_documents: Arc<DashSet<Url>>,
    folders: Arc<Mutex<Vec<Url>>>,
    /// The number of the newest question for settings that was answered; 0 before the first.
    newest_settings: Arc<AtomicU64>,
    shows_lenses: Arc<AtomicBool>,
    last_number: Arc<AtomicU64>,
    questions: Arc<Questions>,
}

/// What the client is asked again and again.
#[derive(Debug)]
pub(super) struct Questions {
    pub(super) settings: Arc<Question>,
    pub(super) diagnostics: Arc<Question>,
    pub(super) code_lenses: Arc<Question>,
    pub(super) semantic_tokens: Arc<Question>,
    pub(super) inlay_hints: Arc<Question>,
    /// What is wrong in the settings, which is told and not asked.
    pub(super) troubles: Arc<Question>,
}

impl Default for Questions {
    fn default() -> Self {
        Self {
            settings: Arc::default(),
            diagnostics: Arc::default(),
            code_lenses: Arc::default(),
            semantic_tokens: Arc::default(),
            inlay_hints: Arc::default(),
            troubles: Arc::new(Question::one_at_a_time()),
        }
    }
}

/// A document that the client has open.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) uri: Url,
    pub(super) document: Document,
    /// The report that the client shows, where it is pushed one. Held while pushing, so that reports arrive
    /// in the order of the revisions.
    pub(super) published: tokio::sync::Mutex<Option<u64>>,
    /// Whether somebody waits to push a report, who then takes the newest.
    pub(super) publishing: AtomicBool,
    /// The tokens that the client knows.
    pub(super) tokens: Mutex<Option<LastTokens>>,
}

impl Server {
    pub(super) fn new(client: Client, stop: Arc<Notify>, backlog: Arc<Backlog>, today: Option<Date>) -> Self {
        Self {
            client,
            stop,
            backlog,
            today,
            houses: Arc::default(),
            client_capabilities: Arc::default(),
            documents: Arc::default(),
            unknown_documents: Arc::default(),
            folders: Arc::default(),
            newest_settings: Arc::default(),
            shows_lenses: Arc::default(),
            last_number: Arc::default(),
            questions: Arc::default(),
        }
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Notified, it ends the server.
    pub(super) fn stop(&self) -> Arc<Notify> {
        Arc::clone(&self.stop)
    }

    pub(super) fn client_capabilities(&self) -> ClientCapabilities {
        self.client_capabilities.get().copied().unwrap_or_default()
    }

    pub(super) fn set_abilities(&self, client_capabilities: ClientCapabilities) {
        self.client_capabilities.get_or_init(|| client_capabilities);
    }

    /// The document at `uri`, where the client has it open. No guard of the map outlives the call.
    pub(super) fn open(&self, uri: &Url) -> Option<Arc<Open>> {
        self.documents.get(uri).map(|open| Arc::clone(&open))
    }

    pub(super) fn insert(&self, open: Open) -> Arc<Open> {
        self.unknown_documents.remove(&open.uri);
        let open = Arc::new(open);
        self.documents.insert(open.uri.clone(), Arc::clone(&open));
        open
    }

    /// Whether the client still has that very document open.
    pub(super) fn is_open(&self, open: &Arc<Open>) -> bool {
        self.documents.get(&open.uri).is_some_and(|now| Arc::ptr_eq(&now, open))
    }

    pub(super) fn remove(&self, uri: &Url) -> Option<Arc<Open>> {
        self.documents.remove(uri).map(|(_, open)| open)
    }

    /// Whether one more document may be opened.
    pub(super) fn has_room(&self) -> bool {
        self.documents.len() < MOST_DOCUMENTS
    }

    /// Remembers a document that the client changes and has not opened. Whether it is the first time, and one of the
    /// first hundred.
    pub(super) fn is_newly_unknown(&self, uri: &Url) -> bool {
        self.unknown_documents.len() < MOST_STRANGERS && self.unknown_documents.insert(uri.clone())
    }

    pub(super) fn questions(&self) -> &Questions {
        &self.questions
    }

    /// The folders that the client works in.
    pub(super) fn folders(&self) -> Vec<Url> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set_folders(&self, folders: Vec<Url>) {
        *self.folders.lock().unwrap_or_else(PoisonError::into_inner) = folders;
    }

    /// Whether settings are newer than all before them: those that were asked for as question `number`, of
    /// [`next_number`](Self::next_number). Answers may overtake each other.
    pub(super) fn are_newest_settings(&self, number: u64) -> bool {
        self.newest_settings.fetch_max(number + 1, Ordering::Relaxed) <= number
    }

    /// Whether the client has asked for lenses. Many say that they can show them and do not until their user wants it.
    pub(super) fn shows_lenses(&self) -> bool {
        self.shows_lenses.load(Ordering::Relaxed)
    }

    /// Remembers that it has. Whether it is the first time.
    pub(super) fn set_shows_lenses(&self) -> bool {
        !self.shows_lenses.swap(true, Ordering::Relaxed)
    }

    /// A number that no other answer bears.
    pub(super) fn next_number(&self) -> u64 {
        self.last_number.fetch_add(1, Ordering::Relaxed)
    }

    /// What the user and the house chose.
    pub(super) fn houses(&self) -> &SettingsResolver {
        &self.houses
    }

    /// All documents that are open.
    pub(super) fn all_open(&self) -> Vec<Arc<Open>> {
        self.documents.iter().map(|open| Arc::clone(&open)).collect()
    }

    /// On what context the document at `uri` is read now.
    pub(super) fn context(&self, uri: &Url) -> AnalysisContext {
        let settings = self.houses.settings(uri.to_file_path().ok().as_deref());
        configuration::tell(self);
        AnalysisContext {
            settings,
            today: self.today.unwrap_or_else(|| ZonedDateTime::now().date()),
            encoding: self.client_capabilities().encoding,
        }
    }

    /// Does `work` over the document as the client saw it when it asked, on a thread that may block. `None`
    /// where the client has no such document open.
    ///
    /// # Errors
    /// "Content modified" where the document has moved on: clients then drop the question or ask anew.
    pub(super) async fn on_snapshot<T>(&self, uri: &Url, work: impl FnOnce(&Snapshot) -> T) -> Result<Option<T>> {
        let Some(open) = self.open(uri) else { return Ok(None) };
        let revision = open.document.revision();
        let context = self.context(uri);
        // Until here the guard let no edit pass; what follows holds none up, and may be cancelled before it begins.
        yield_now().await;
        let _permit = self.backlog.compute().await;
        block_in_place(|| match open.document.snapshot(revision, &context) {
            Ok(snapshot) => Ok(Some(work(&snapshot))),
            Err(ContentModified) => Err(Error::content_modified()),
        })
    }

    /// The same for work that takes a while: it is given a question to ask between two steps, whether its answer is
    /// still wanted. It is not once the client has cancelled, or changed or closed the document.
    ///
    /// # Errors
    /// "Content modified" where the document has moved on.
    pub(super) async fn on_snapshot_while_asked<T: Send + 'static>(
        &self,
        uri: &Url,
        work: impl FnOnce(&Snapshot, &dyn Fn() -> bool) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(open) = self.open(uri) else { return Ok(None) };
        let revision = open.document.revision();
        let context = self.context(uri);
        let (asker, asked_still) = Asker::new();
        let working = spawn_blocking(move || {
            let moved_on = || Error::content_modified();
            let snapshot = open.document.snapshot(revision, &context).map_err(|ContentModified| moved_on())?;
            let is_current = || open.document.revision() == revision;
            let done = work(&snapshot, &|| !asked_still() || !is_current());
            if is_current() { Ok(Some(done)) } else { Err(moved_on()) }
        });
        let done = working.await;
        drop(asker);
        answered(done)
    }

    /// Does `work` on a thread that may block, over all documents that are open, each as it is when its turn comes;
    /// `first` is the first of them. `None` where the client does not have that one open. Whoever cancels the question
    /// stops the reading at the next document.
    ///
    /// # Errors
    /// "Content modified" where `first` has moved on.
    pub(super) async fn on_all<T: Send + 'static>(
        &self,
        first: Option<&Url>,
        work: impl FnOnce(&[(Url, Arc<Snapshot>)]) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let asked = match first.map(|uri| self.open(uri)) {
            Some(None) => return Ok(None),
            Some(Some(open)) => Some((open.document.revision(), self.context(&open.uri), open)),
            None => None,
        };
        let mut others = self.all_open();
        others.retain(|open| Some(&open.uri) != first);
        others.sort_by(|one, other| one.uri.cmp(&other.uri));
        let others: Vec<(AnalysisContext, Arc<Open>)> =
            others.into_iter().map(|open| (self.context(&open.uri), open)).collect();
        let _permit = self.backlog.compute().await;
        let (asker, asked_still) = Asker::new();
        let working = spawn_blocking(move || {
            let mut documents = Vec::with_capacity(others.len() + 1);
            if let Some((revision, context, open)) = asked {
                let first =
                    open.document.snapshot(revision, &context).map_err(|ContentModified| Error::content_modified())?;
                documents.push((open.uri.clone(), first));
            }
            for (context, open) in &others {
                if !asked_still() {
                    return Err(Error::request_cancelled());
                }
                documents.push((open.uri.clone(), open.document.latest(context)));
            }
            Ok(Some(work(&documents)))
        });
        let done = working.await;
        drop(asker);
        answered(done)
    }

    /// Brings the client's list up to date, where it does not ask for it itself. Returns at once.
    pub(super) fn publish(&self, open: Arc<Open>) {
        if !self.client_capabilities().pulls_diagnostics && !open.publishing.swap(true, Ordering::AcqRel) {
            let server = self.clone();
            tokio::spawn(async move { publish::publish(&server, &open).await });
        }
    }

    /// Tells the client's log. Returns at once.
    pub(super) fn log(&self, message: String) {
        let client = self.client.clone();
        tokio::spawn(async move { client.log_message(MessageType::WARNING, message).await });
    }
}

/// What a thread found out; where it panicked, so does whoever waits for it.
fn answered<T>(done: std::result::Result<Result<T>, JoinError>) -> Result<T> {
    done.unwrap_or_else(|died| match died.try_into_panic() {
        Ok(panic) => resume_unwind(panic),
        Err(_) => Err(Error::internal_error()),
    })
}

/// Who waits for an answer. Dropped when it has come, or when it was cancelled.
struct Asker(Arc<AtomicBool>);

impl Asker {
    /// The second value tells whether the first is still there.
    fn new() -> (Self, impl Fn() -> bool) {
        let gone = Arc::new(AtomicBool::new(false));
        (Self(Arc::clone(&gone)), move || !gone.load(Ordering::Relaxed))
    }
}

impl Drop for Asker {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
