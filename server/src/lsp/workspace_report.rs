//! The problems of all briefs in the client's folders, for `workspace/diagnostic`. Nothing of them is kept: the client sends
//! back the id of each report that it has, and from the id the server sees whether the report is still true, without
//! reading the file.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use foldhash::fast::FixedState;
use jiff::civil::Date;
use tower_lsp::lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, PreviousResultId, UnchangedDocumentDiagnosticReport, Url,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::client_document::ClientDocument;
use super::server::Server;
use super::word_uri::path_of;
use super::{diagnostic, refresh, to_proto};
use crate::document::context::AnalysisContext;
use crate::document::open_document::Document;
use crate::index::discovery;
use crate::index::store::Stamp;
use crate::lint::{DiagnosticMode, Settings};
use crate::settings::bounded;
use crate::settings::configuration::FILE_NAME;
use crate::text::decode;

/// With so many problems listed, no more files are read: nobody reads a longer list, and editors become slow.
pub(super) const MAX_PROBLEMS: usize = if cfg!(test) { 100 } else { 20_000 };
/// How many files are looked at.
const MAX_FILES: usize = 20_000;
/// A file that takes more memory than this, in bytes, is only checked when it is open.
const LARGEST: u64 = 32 << 20;

/// What a report has to say, before any file is read.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Of what the client knows, what is still true.
    pub(super) unchanged: Vec<WorkspaceDocumentDiagnosticReport>,
    /// What is new of open documents; and empty reports for files that are listed no more.
    pub(super) changed: Vec<WorkspaceDocumentDiagnosticReport>,
    /// The files that have to be read, sorted.
    pub(super) unread: Vec<UnreadFile>,
    /// How many problems are listed without those.
    pub(super) problems: usize,
    /// How many files are not listed, because there are too many problems or they are too large.
    pub(super) left_out: usize,
}

/// A file whose problems the client does not know.
#[derive(Clone, Debug)]
pub(super) struct UnreadFile {
    pub(super) uri: Url,
    path: PathBuf,
    context: AnalysisContext,
    fingerprint: u64,
    /// Whether the client shows an older report.
    is_shown: bool,
}

/// Compares what the client knows with what is on disk and open. Takes some milliseconds for a thousand files: call it on a
/// thread that may block.
pub(super) fn survey(server: &Server, known: &[PreviousResultId]) -> Survey {
    let mut known_ids: HashMap<PathBuf, &PreviousResultId> = HashMap::new();
    let mut others: Vec<&PreviousResultId> = Vec::new();
    for known in known {
        match path_of(&known.uri) {
            Some(path) => drop(known_ids.insert(path, known)),
            None => others.push(known),
        }
    }
    let open: HashMap<PathBuf, Arc<ClientDocument>> =
        server.documents().into_iter().filter_map(|open| Some((path_of(&open.uri)?, open))).collect();
    let mut survey = Survey::default();
    let mut folders = FolderContexts::new(server);
    for (number, (path, stamp)) in files(server).into_iter().enumerate() {
        if let Some(open) = open.get(&path) {
            survey.add_open(server, open, known_ids.remove(&path));
            continue;
        }
        let Ok(uri) = Url::from_file_path(&path) else { continue };
        if number >= MAX_FILES || stamp.size > i64::try_from(LARGEST).unwrap_or(i64::MAX) {
            survey.left_out += 1;
            continue;
        }
        let (context, of_settings) = folders.context(&path);
        let fingerprint = fingerprint(stamp, of_settings, context.today);
        let known = known_ids.remove(&path);
        match known.and_then(|known| problems_in(&known.value, fingerprint)) {
            Some(problems) => {
                survey.problems += problems;
                survey.unchanged.push(unchanged(uri, None, result_id(fingerprint, problems)));
            }
            None => survey.unread.push(UnreadFile { uri, path, context, fingerprint, is_shown: known.is_some() }),
        }
    }
    // An open document that is in no folder is not ours to clear.
    let gone = known_ids.into_iter().filter(|(path, _)| !open.contains_key(path)).map(|(_, known)| known);
    let others = others.into_iter().filter(|known| server.document(&known.uri).is_none());
    survey.changed.extend(gone.chain(others).map(|known| cleared(known.uri.clone())));
    if survey.problems >= MAX_PROBLEMS {
        let unread = std::mem::take(&mut survey.unread);
        survey.leave_out(&unread);
    }
    server.report_settings_problems();
    survey
}

impl Survey {
    /// Whether the client knows all of it.
    pub(super) fn is_quiet(&self) -> bool {
        self.changed.is_empty() && self.unread.is_empty()
    }

    fn add_open(&mut self, server: &Server, open: &ClientDocument, known: Option<&PreviousResultId>) {
        let snapshot = open.document.latest(&server.context(&open.uri));
        let result_id = diagnostic::result_id(&snapshot);
        let version = Some(i64::from(snapshot.version));
        if known.is_some_and(|known| known.value == result_id) {
            self.unchanged.push(unchanged(open.uri.clone(), version, result_id));
        } else {
            let items = to_proto::diagnostics(&snapshot, &open.uri, server.client_capabilities());
            self.changed.push(full(open.uri.clone(), version, Some(result_id), items));
        }
    }

    /// Lists none of `files`.
    pub(super) fn leave_out(&mut self, files: &[UnreadFile]) {
        self.left_out += files.len();
        self.changed.extend(files.iter().filter(|file| file.is_shown).map(|file| cleared(file.uri.clone())));
    }
}

/// The briefs of the folders whose problems are to be listed, in the order of their paths, as they were when they were last
/// looked at.
fn files(server: &Server) -> BTreeMap<PathBuf, Stamp> {
    let mut files = BTreeMap::new();
    for (folder, store) in server.tub().stores_by_folder() {
        if !is_listed(server, &folder) {
            continue;
        }
        // If the index cannot be read, searches say so.
        let stamps = store.lock().unwrap_or_else(PoisonError::into_inner).stamps().unwrap_or_default();
        let stamps = stamps.into_iter().map(|(path, stamp)| (PathBuf::from(path), stamp));
        files.extend(stamps.filter(|(path, _)| discovery::is_brief(path)));
    }
    files
}

/// Reports the problems of files that have changed on disk: in the answer to a request that waits, or else has the client ask
/// for them. Returns at once.
pub(super) fn files_changed(server: &Server) {
    let is_asked = server.workspace_pulls().is_asked();
    server.workspace_pulls().changed();
    if !is_asked && is_any_listed(server) {
        refresh::diagnostics(server);
    }
}

/// Whether the problems of any folder are to be listed.
pub(super) fn is_any_listed(server: &Server) -> bool {
    let mut folders = server.folders().into_iter().filter_map(|uri| uri.to_file_path().ok());
    folders.any(|folder| is_listed(server, &folder))
}

fn is_listed(server: &Server, folder: &Path) -> bool {
    let settings = server.settings_resolver().settings(Some(&folder.join(FILE_NAME)));
    settings.diagnostic_mode == DiagnosticMode::Workspace
}

/// The settings of each folder, with a fingerprint.
struct FolderContexts<'s> {
    server: &'s Server,
    today: Date,
    known: HashMap<PathBuf, (Arc<Settings>, u64)>,
}

impl<'s> FolderContexts<'s> {
    fn new(server: &'s Server) -> Self {
        Self { server, today: server.today(), known: HashMap::new() }
    }

    fn context(&mut self, file: &Path) -> (AnalysisContext, u64) {
        let folder = file.parent().unwrap_or(file);
        let (settings, fingerprint) = match self.known.get(folder) {
            Some(known) => known.clone(),
            None => {
                let settings = self.server.settings_resolver().settings(Some(file));
                // All that they have, and nothing of where they come from.
                let known = (Arc::clone(&settings), FixedState::default().hash_one(format!("{settings:?}")));
                self.known.insert(folder.to_owned(), known.clone());
                known
            }
        };
        let encoding = self.server.client_capabilities().encoding;
        (AnalysisContext { settings, today: self.today, encoding }, fingerprint)
    }
}

/// Of all that the problems of a file depend on.
fn fingerprint(stamp: Stamp, of_settings: u64, today: Date) -> u64 {
    let version = env!("CARGO_PKG_VERSION");
    FixedState::default().hash_one((version, stamp.size, stamp.modified, of_settings, today.to_string()))
}

/// With the number of problems: the sum must not exceed the limit, and the server does not remember it.
fn result_id(fingerprint: u64, problems: usize) -> String {
    format!("{fingerprint:016x}-{problems}")
}

/// How many problems the report with this id has. `None` if it is of another fingerprint, or of an open document.
fn problems_in(result_id: &str, fingerprint: u64) -> Option<usize> {
    let (found, problems) = result_id.split_once('-')?;
    (found == format!("{fingerprint:016x}")).then(|| problems.parse().ok())?
}

impl UnreadFile {
    /// Reads and checks the file, as an editor would show it; and how many problems it has. A file that cannot be read has
    /// none: the index has told the user.
    pub(super) fn report(&self, server: &Server) -> (WorkspaceDocumentDiagnosticReport, usize) {
        let bytes = bounded::read(&self.path, LARGEST).ok();
        let items = bytes.and_then(|bytes| decode::decode(&bytes)).map(|decoded| {
            // The panic hook has written the panic itself to stderr.
            let checked = catch_unwind(AssertUnwindSafe(|| {
                let snapshot = Document::new(&decoded.text, 0).latest(&self.context);
                to_proto::diagnostics(&snapshot, &self.uri, server.client_capabilities())
            }));
            checked.unwrap_or_default()
        });
        let items = items.unwrap_or_default();
        let problems = items.len();
        (full(self.uri.clone(), None, Some(result_id(self.fingerprint, problems)), items), problems)
    }
}

fn unchanged(uri: Url, version: Option<i64>, result_id: String) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
        uri,
        version,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    })
}

fn full(
    uri: Url,
    version: Option<i64>,
    result_id: Option<String>,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}

/// Without an id, so that the client does not name the file again.
fn cleared(uri: Url) -> WorkspaceDocumentDiagnosticReport {
    full(uri, None, None, Vec::new())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_id_is_that_of_all_the_report_depends_on() {
        let stamp = Stamp { size: 10, modified: 1_000, options: 30 };
        let day = date(2026, 11, 22);
        let own = fingerprint(stamp, 1, day);
        assert_eq!(problems_in(&result_id(own, 12), own), Some(12));
        for other in [
            fingerprint(Stamp { size: 11, ..stamp }, 1, day),
            fingerprint(Stamp { modified: 1_001, ..stamp }, 1, day),
            fingerprint(stamp, 2, day),
            fingerprint(stamp, 1, date(2026, 11, 23)),
        ] {
            assert_eq!(problems_in(&result_id(own, 12), other), None);
        }
        for of_others in ["", "0000000000000000", "x-1", "-"] {
            assert_eq!(problems_in(of_others, own), None, "{of_others}");
        }
    }
}
