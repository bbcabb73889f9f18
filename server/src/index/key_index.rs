//! The files that share a [`Key`].

use rayon::prelude::*;

use super::keys::Key;
use super::store::Store;

/// Which files have a key.
#[derive(Debug, Default)]
pub struct KeyIndex {
    paths: Vec<Box<str>>,
    /// A key in the upper half, and the number of a file in the lower one, sorted. As numbers, they are sorted fast.
    files: Vec<u64>,
}

impl KeyIndex {
    /// Reads it, still [to be sorted](Self::sorted).
    ///
    /// # Errors
    /// If the database cannot be read.
    pub(super) fn load_unsorted(store: &Store) -> rusqlite::Result<Self> {
        let mut index = Self::default();
        let mut query = store.connection().prepare("SELECT path, keys FROM file")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let file = u32::try_from(index.paths.len()).unwrap_or(u32::MAX);
            index.paths.push(row.get::<_, String>(0)?.into());
            let keys = row.get_ref(1)?.as_blob()?.as_chunks().0;
            index.files.extend(keys.iter().map(|bytes| pair(Key::from_le_bytes(*bytes), file)));
        }
        Ok(index)
    }

    /// Makes it ready for questions.
    pub(super) fn sorted(mut self) -> Self {
        self.files.par_sort_unstable();
        self.files.shrink_to_fit();
        self
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(|path| &**path)
    }

    /// The paths of the files that have one of `keys`, sorted.
    pub fn files_with(&self, keys: &[Key]) -> Vec<&str> {
        let with = |key: Key| {
            let from = self.files.partition_point(|other| *other < pair(key, 0));
            self.files[from..].iter().take_while(move |other| **other <= pair(key, u32::MAX))
        };
        // The lower half.
        let files = keys.iter().flat_map(|key| with(*key).map(|pair| *pair as u32));
        let mut paths: Vec<&str> = files.filter_map(|file| self.paths.get(file as usize)).map(|path| &**path).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }
}

fn pair(key: Key, file: u32) -> u64 {
    u64::from(key) << 32 | u64::from(file)
}
