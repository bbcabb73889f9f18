//! The files that share a [`Key`].

use rayon::prelude::*;

use super::keys::Key;
use super::store::Store;

/// Which files have a key.
#[derive(Debug, Default)]
pub struct KeyIndex {
    paths: Vec<Box<str>>,
    /// A key and the number of a file, sorted.
    files: Vec<(Key, u32)>,
}

impl KeyIndex {
    /// Reads it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn load(store: &Store) -> rusqlite::Result<Self> {
        let mut index = Self::default();
        let mut query = store.connection().prepare("SELECT path, keys FROM file")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let file = u32::try_from(index.paths.len()).unwrap_or(u32::MAX);
            index.paths.push(row.get::<_, String>(0)?.into());
            let keys = row.get_ref(1)?.as_blob()?.as_chunks().0;
            index.files.extend(keys.iter().map(|bytes| (Key::from_le_bytes(*bytes), file)));
        }
        index.files.par_sort_unstable();
        index.files.shrink_to_fit();
        Ok(index)
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(|path| &**path)
    }

    /// The paths of the files that have one of `keys`, sorted.
    pub fn files_with(&self, keys: &[Key]) -> Vec<&str> {
        let with = |key: Key| {
            let from = self.files.partition_point(|(other, _)| *other < key);
            self.files[from..].iter().take_while(move |(other, _)| *other == key)
        };
        let files = keys.iter().flat_map(|key| with(*key).map(|(_, file)| *file));
        let mut paths: Vec<&str> = files.filter_map(|file| self.paths.get(file as usize)).map(|path| &**path).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }
}
