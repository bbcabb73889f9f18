//! What the server keeps in memory of a folder’s files that are not open.

use std::panic::resume_unwind;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use super::file_names::file_name;
use super::key_index::KeyIndex;
use super::store::{self, Store};
use super::summary::{self, SummaryKind};
use super::symbols::{NewSymbol, Symbols};
use crate::features::completion_item::CompletionKind;
use crate::features::vocabulary::{NameCounter, Vocabulary};

/// How many bytes of rows are read before they are handed over.
const BATCH: usize = 256 << 10;

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
    /// Reads it, in one pass. One thread reads, and another one makes the index.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn load(store: &Store) -> rusqlite::Result<Self> {
        let (sender, receiver) = mpsc::sync_channel(4);
        let (read, (symbols, mut names)) = thread::scope(|scope| {
            let made = scope.spawn(move || make(&receiver));
            let read = read(store, sender);
            (read, made.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        read?;
        let keys = KeyIndex::load(store)?;
        for name in keys.paths().filter_map(|path| file_name(Path::new(path))) {
            names.add(CompletionKind::File, name.stem);
        }
        Ok(Self { symbols, keys, vocabulary: names.vocabulary() })
    }
}

/// Entries of the database, as they are handed over.
#[derive(Default)]
struct Rows {
    /// Their texts, one after the other.
    text: String,
    rows: Vec<RawEntry>,
}

/// An entry of the database.
struct RawEntry {
    line: u32,
    kind: i64,
    /// As in `20210907`; 0 without a date.
    first_day: i64,
    /// How long each of its texts is, in bytes: path, headings, tag, short cite, authors, publications, qualifications.
    lens: [usize; TEXTS],
}

const TEXTS: usize = 7;

/// Hands all entries over, those of one file together.
fn read(store: &Store, sender: SyncSender<Rows>) -> rusqlite::Result<()> {
    let mut query = store.connection().prepare(
        "SELECT path, headings, tag, short_cite, authors, publications, qualifications, line, kind, first_day
         FROM file JOIN entry ON entry.file = file.id ORDER BY path, entry.id",
    )?;
    let mut rows = query.query([])?;
    let mut batch = Rows::default();
    while let Some(row) = rows.next()? {
        let mut lens = [0; TEXTS];
        for (column, len) in lens.iter_mut().enumerate() {
            let text = row.get_ref(column)?.as_str()?;
            *len = text.len();
            batch.text.push_str(text);
        }
        let [line, kind, first_day] = [TEXTS, TEXTS + 1, TEXTS + 2];
        batch.rows.push(RawEntry { line: row.get(line)?, kind: row.get(kind)?, first_day: row.get(first_day)?, lens });
        if batch.text.len() >= BATCH && sender.send(std::mem::take(&mut batch)).is_err() {
            // The other thread has panicked.
            return Ok(());
        }
    }
    let _ = sender.send(batch);
    Ok(())
}

/// The index of the entries that come.
fn make(receiver: &Receiver<Rows>) -> (Symbols, NameCounter) {
    let mut symbols = Symbols::default();
    let mut names = NameCounter::default();
    for Rows { text, rows } in receiver {
        let mut rest = text.as_str();
        for entry in rows {
            let texts = entry.lens.map(|len| {
                let (text, later) = rest.split_at_checked(len).unwrap_or_default();
                rest = later;
                text
            });
            add(&entry, texts, &mut symbols, &mut names);
        }
    }
    symbols.shrink_to_fit();
    (symbols, names)
}

fn add(entry: &RawEntry, texts: [&str; TEXTS], symbols: &mut Symbols, names: &mut NameCounter) {
    let [path, headings, name, short_cite, authors, publications, qualifications] = texts;
    let RawEntry { line, first_day, .. } = *entry;
    let Some(kind) = store::kind_of(entry.kind) else { return };
    if !name.is_empty() {
        symbols.add(&NewSymbol { path, headings, line, kind, name, short_cite, first_day });
    }
    if matches!(kind, SummaryKind::Heading(_)) {
        names.add(CompletionKind::Block, name);
    }
    for (all, kind) in [
        (authors, CompletionKind::Author),
        (publications, CompletionKind::Publication),
        (qualifications, CompletionKind::Qualifications),
    ] {
        summary::names(all).for_each(|name| names.add(kind, name));
    }
}
