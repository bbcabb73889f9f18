//! The briefs of the client's folders that are not open: they are read after `initialized`, and again when files change.
//! One thread does that for all folders, and no request waits for it.

use std::hash::BuildHasher;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use foldhash::fast::FixedState;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tower_lsp::lsp_types::Url;

use super::server::Server;
use super::tub::Folder;
use super::{allocator, progress, workspace_report};
use crate::files::content;
use crate::index::folder_index::FolderIndex;
use crate::index::scan::{self, Scan};
use crate::index::store::{self, Store};
use crate::index::{discovery, folder};

/// How often a client that reports no changes has its folders looked at.
const POLL: Duration = Duration::from_secs(30);
/// How many problems with files are logged in one scan.
const MAX_PROBLEMS: usize = 20;
/// With fewer files to read, the user sees no progress: they are read in a moment.
const MIN_SHOWN: usize = 64;

/// Whether a change of the file is a change of the tub.
pub(super) fn is_brief(uri: &Url) -> bool {
    uri.to_file_path().is_ok_and(|path| discovery::is_read(&path))
}

/// Looks at the folders every now and then, for a client that cannot report changes of files. Returns at once.
pub(super) fn poll(server: &Server) {
    let server = server.clone();
    tokio::spawn(async move {
        let mut interval = tokio::time::interval(POLL);
        interval.tick().await;
        loop {
            interval.tick().await;
            refresh(&server);
        }
    });
}

/// Reads what has changed in the client's folders. Returns at once.
pub(super) fn refresh(server: &Server) {
    let mut state = server.tub().state();
    if state.is_scanning {
        state.again = true;
        return;
    }
    if server.folders().is_empty() && state.folders.is_empty() {
        return;
    }
    state.is_scanning = true;
    drop(state);
    let (server, runtime) = (server.clone(), Handle::current());
    let scanning = {
        let server = server.clone();
        move || {
            let _runtime = runtime.enter();
            loop {
                if scan_all(&server) {
                    workspace_report::files_changed(&server);
                }
                if !server.tub().must_scan_again() {
                    break;
                }
            }
        }
    };
    if thread::Builder::new().name("index".to_owned()).spawn(scanning).is_err() {
        server.tub().must_scan_again();
    }
}

/// Returns whether anything has changed.
fn scan_all(server: &Server) -> bool {
    let folders: Vec<PathBuf> = server.folders().iter().filter_map(|uri| uri.to_file_path().ok()).collect();
    let mut is_changed = server.tub().keep_only(&folders);
    for path in folders.iter().filter(|path| path.is_dir() && !folder::is_too_wide(path)) {
        match scan_folder(server, path) {
            Ok(Some(folder)) => {
                server.tub().state().folders.insert(path.clone(), folder);
                is_changed = true;
            }
            Ok(None) => {}
            Err(problem) => server.log(problem),
        }
    }
    is_changed
}

/// What is in a folder. `None` if nothing has changed.
fn scan_folder(server: &Server, path: &Path) -> Result<Option<Folder>, String> {
    let bar: OnceLock<watch::Sender<(usize, usize)>> = OnceLock::new();
    let problems = AtomicUsize::new(0);
    let next_shown = AtomicUsize::new(1);
    // Files are read in threads of their own, which do not know it.
    let runtime = Handle::current();
    let scan = Scan {
        min_cached_files: store::MIN_FILES,
        cite_options: &|file| server.settings_resolver().settings(Some(file)).cite_options,
        read_word: &|file| Ok(content::word_file(file)?.text),
        progress: &|store, done, all| {
            // Each time takes as long as everything so far takes, and as much memory: at most as long as the end of the
            // scan, which shows everything.
            if done <= all / 2 && done >= next_shown.load(Ordering::Relaxed) {
                next_shown.store(2 * done, Ordering::Relaxed);
                show_first_files(server, path, store);
            }
            if all >= MIN_SHOWN {
                bar.get_or_init(|| progress::files(server, "Reading briefs")).send_replace((done, all));
            }
        },
        is_canceled: &|| !server.folders().iter().any(|uri| uri.to_file_path().is_ok_and(|folder| folder == path)),
        problem: &|problem| {
            if problems.fetch_add(1, Ordering::Relaxed) < MAX_PROBLEMS {
                let _runtime = runtime.enter();
                server.log(problem);
            }
        },
    };
    // What is in memory, not what is in the database: another server may have updated that.
    let loaded = server.tub().state().folders.get(path).and_then(|folder| folder.version);
    let load = |store: &Store| {
        let version = version(store)?;
        // Of a small folder, all files are read each time.
        if loaded == Some(version) {
            return Ok(None);
        }
        let index = FolderIndex::load(store)?;
        store.shrink_memory()?;
        Ok(Some((Arc::new(index), version)))
    };
    let (store, index) = scan::open_and_ask(path, store::file_for(path, path).as_deref(), &scan, load)?;
    let Some((index, version)) = index else { return Ok(None) };
    allocator::return_freed_pages();
    Ok(Some(Folder { index, version: Some(version), store: Some(Arc::new(Mutex::new(store))) }))
}

/// A hash of the names of all files, and of that by which it is known whether they have changed.
fn version(store: &Store) -> rusqlite::Result<u64> {
    let mut stamps = store.stamps()?;
    stamps.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    Ok(FixedState::default().hash_one(stamps))
}

/// Makes known what was read so far of a folder that is read for the first time: reading all of it can take minutes.
fn show_first_files(server: &Server, path: &Path, store: &Store) {
    if server.tub().state().folders.get(path).is_some_and(|folder| folder.store.is_some()) {
        return;
    }
    // If it cannot be read now, the end of the scan says so.
    if let Ok(index) = FolderIndex::load(store) {
        let folder = Folder { index: Arc::new(index), version: None, store: None };
        server.tub().state().folders.insert(path.to_owned(), folder);
    }
}
