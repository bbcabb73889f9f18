//! What is known of the briefs in the client's folders that are not open. Read by [`scan_folders`](super::scan_folders).

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::index::folder_index::FolderIndex;

/// What is known of the client's folders.
#[derive(Debug, Default)]
pub(super) struct Tub {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) folders: HashMap<PathBuf, Arc<FolderIndex>>,
    pub(super) is_scanning: bool,
    /// Whether something has changed since the scan began.
    pub(super) again: bool,
}

impl Tub {
    /// What is known of each folder that was read.
    pub(super) fn folders(&self) -> Vec<Arc<FolderIndex>> {
        self.state().folders.values().cloned().collect()
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
