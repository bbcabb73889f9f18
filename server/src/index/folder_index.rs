//! What the server keeps in memory of a folder’s files that are not open.

use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use super::file_names::file_name;
use super::key_index::KeyIndex;
use super::packed_entry::{self, IndexEntry};
use super::store::Store;
use super::summary::{self, SummaryKind};
use super::symbols::Symbols;
use crate::features::completion_item::CompletionKind;
use crate::features::vocabulary::{NameCounter, Vocabulary};

/// How many bytes of entries are read before they are handed over: so few that the allocator uses the same ones again.
const BATCH: usize = 64 << 10;
/// How many batches may wait for a thread.
const BATCHES: usize = 16;

/// What is known of a folder’s files.
#[derive(Debug, Default)]
pub struct FolderIndex {
    /// Headings, tags and analytics, to be found. None of Word files: an editor cannot open them at a line.
    pub symbols: Symbols,
    /// Which files name what.
    pub keys: KeyIndex,
    /// Names to offer.
    pub vocabulary: Vocabulary,
}

impl FolderIndex {
    /// Reads it. While one thread reads, others make the index.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn load(store: &Store) -> rusqlite::Result<Self> {
        let unsorted = KeyIndex::load_unsorted(store)?;
        let (to_symbols, for_symbols) = mpsc::sync_channel(BATCHES);
        let (to_names, for_names) = mpsc::sync_channel(BATCHES);
        let (read, keys, symbols, names) = thread::scope(|scope| {
            let keys = scope.spawn(move || unsorted.sorted());
            let symbols = scope.spawn(move || symbols(&for_symbols));
            let names = scope.spawn(move || names(&for_names));
            let read = read(store, &[to_symbols, to_names]);
            (read, keys.join(), symbols.join(), names.join())
        });
        read?;
        let keys = keys.unwrap_or_else(|panic| resume_unwind(panic));
        let symbols = symbols.unwrap_or_else(|panic| resume_unwind(panic))?;
        let mut names = names.unwrap_or_else(|panic| resume_unwind(panic))?;
        for name in keys.paths().filter_map(|path| file_name(Path::new(path))) {
            names.add(CompletionKind::File, name.stem);
        }
        Ok(Self { symbols, keys, vocabulary: names.vocabulary() })
    }
}

/// Files with their packed entries, as they are handed over.
#[derive(Default)]
struct Files {
    /// Of each file its path, and how long its entries are, in bytes.
    paths: Vec<(String, usize)>,
    /// The entries of all of them.
    entries: Vec<u8>,
}

impl Files {
    /// Calls `take` with each entry and its path.
    fn entries(&self, mut take: impl FnMut(&str, &IndexEntry<'_>)) -> rusqlite::Result<()> {
        let mut rest = self.entries.as_slice();
        for (path, len) in &self.paths {
            let (of_file, later) = rest.split_at_checked(*len).unwrap_or_default();
            rest = later;
            for entry in packed_entry::unpack(of_file).map_err(damaged)? {
                take(path, &entry.map_err(damaged)?);
            }
        }
        Ok(())
    }
}

fn damaged(error: postcard::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Blob, error.into())
}

/// Hands all files over to each receiver, in the order of their paths. One that has stopped, because it has panicked or
/// found damage, ends it.
fn read(store: &Store, receivers: &[SyncSender<Arc<Files>>]) -> rusqlite::Result<()> {
    let hand_over = |files: Files| {
        let files = Arc::new(files);
        receivers.iter().all(|receiver| receiver.send(Arc::clone(&files)).is_ok())
    };
    let mut query = store.connection().prepare("SELECT path, entries FROM file ORDER BY path")?;
    let mut rows = query.query([])?;
    let mut batch = Files::default();
    while let Some(row) = rows.next()? {
        let entries = row.get_ref(1)?.as_blob()?;
        batch.paths.push((row.get(0)?, entries.len()));
        batch.entries.extend_from_slice(entries);
        if batch.entries.len() >= BATCH && !hand_over(std::mem::take(&mut batch)) {
            return Ok(());
        }
    }
    hand_over(batch);
    Ok(())
}

/// The headings, tags and analytics of the files that come.
fn symbols(files: &Receiver<Arc<Files>>) -> rusqlite::Result<Symbols> {
    let mut symbols = Symbols::default();
    for files in files {
        files.entries(|path, entry| symbols.add(path, entry))?;
    }
    symbols.shrink_to_fit();
    Ok(symbols)
}

/// The names in the files that come.
fn names(files: &Receiver<Arc<Files>>) -> rusqlite::Result<NameCounter> {
    let mut names = NameCounter::default();
    for files in files {
        files.entries(|_, entry| add_names(entry, &mut names))?;
    }
    Ok(names)
}

fn add_names(entry: &IndexEntry<'_>, names: &mut NameCounter) {
    if matches!(entry.kind, SummaryKind::Heading(_)) {
        names.add(CompletionKind::Block, entry.tag);
    }
    for (all, kind) in [
        (entry.authors, CompletionKind::Author),
        (entry.publications, CompletionKind::Publication),
        (entry.qualifications, CompletionKind::Qualifications),
    ] {
        summary::names(all).for_each(|name| names.add(kind, name));
    }
}
