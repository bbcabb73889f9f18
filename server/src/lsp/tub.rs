//! What is known of the briefs in the client's folders that are not open. Read by [`scan_folders`](super::scan_folders).

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::index::folder_index::FolderIndex;
use crate::index::store::Store;

/// What is known of the client's folders.
#[derive(Debug, Default)]
pub(super) struct Tub {
    state: Mutex<State>,
    /// Notified at the end of each scan.
    scanned: watch::Sender<()>,
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) folders: HashMap<PathBuf, Folder>,
    pub(super) is_scanning: bool,
    /// Whether something has changed since the scan began.
    pub(super) again: bool,
}

/// What is known of a folder.
#[derive(Debug)]
pub(super) struct Folder {
    /// What every request needs, in memory.
    pub(super) index: Arc<FolderIndex>,
    /// A hash of the files in `index`. `None` while they are read for the first time.
    pub(super) version: Option<u64>,
    /// All that is known of its cards, on disk if the folder is large enough. `None` while it is read for the first time:
    /// `index` has what was read so far.
    pub(super) store: Option<Arc<Mutex<Store>>>,
}

impl Tub {
    /// What is known of each folder that was read.
    pub(super) fn folders(&self) -> Vec<Arc<FolderIndex>> {
        self.state().folders.values().map(|folder| Arc::clone(&folder.index)).collect()
    }

    /// The cards of each folder that was read, and whether folders are being read now.
    pub(super) fn stores(&self) -> (Vec<Arc<Mutex<Store>>>, bool) {
        let state = self.state();
        let mut folders: Vec<(&PathBuf, &Folder)> = state.folders.iter().collect();
        folders.sort_unstable_by_key(|(path, _)| *path);
        (folders.into_iter().filter_map(|(_, folder)| folder.store.clone()).collect(), state.is_scanning)
    }

    /// The cards of each folder that was read, by its path.
    pub(super) fn stores_by_folder(&self) -> Vec<(PathBuf, Arc<Mutex<Store>>)> {
        let state = self.state();
        let folders = state.folders.iter();
        folders.filter_map(|(path, folder)| Some((path.clone(), folder.store.clone()?))).collect()
    }

    /// Forgets all other folders. Returns whether there were any.
    pub(super) fn keep_only(&self, folders: &[PathBuf]) -> bool {
        let mut state = self.state();
        let before = state.folders.len();
        state.folders.retain(|path, _| folders.contains(path));
        state.folders.len() < before
    }

    /// A scan has ended. Returns whether something has changed since it began; else the scanning ends.
    pub(super) fn must_scan_again(&self) -> bool {
        let mut state = self.state();
        if std::mem::take(&mut state.again) {
            return true;
        }
        state.is_scanning = false;
        drop(state);
        self.scanned.send_replace(());
        false
    }

    /// Waits until no folder is being read.
    pub(super) async fn until_scanned(&self) {
        let mut scanned = self.scanned.subscribe();
        while self.state().is_scanning {
            // The sender lives as long as the server.
            let _ = scanned.changed().await;
        }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
