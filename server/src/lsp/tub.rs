//! What is known of the briefs in the client's folders that are not open. Read by [`scan_folders`](super::scan_folders).

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::index::folder_index::FolderIndex;
use crate::index::store::Store;

/// What is known of the client's folders.
#[derive(Debug, Default)]
pub(super) struct Tub {
    state: Mutex<State>,
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

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
