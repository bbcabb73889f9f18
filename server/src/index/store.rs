//! Summaries of many files, in an SQLite database in the user’s cache folder.
//!
//! The database is a cache and is never trusted: one that another version wrote, or that is damaged, is deleted and
//! filled again. Several processes may use it at once. A file is known by its path, size and time of change.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::keys::Key;
use super::packed_entry;
use super::summary::{SearchWords, Summary, SummaryKind, content_hash};

/// Raise it whenever a summary of the same text changes, or a table.
const FORMAT: i64 = 3;
/// `dbls`: says whose file it is.
const APPLICATION: i64 = 0x6462_6C73;
/// How long to wait while another process writes. A batch takes less.
const PATIENCE: Duration = if cfg!(test) { Duration::from_millis(300) } else { Duration::from_secs(10) };

/// With fewer files in a folder, no database is made for it: they are read in a moment.
pub const MIN_FILES: usize = 16;
/// A database that nobody used for so long is deleted when another is made.
const UNUSED: Duration = Duration::from_secs(120 * 24 * 60 * 60);

const TABLES: &str = "
    CREATE TABLE file (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, modified INTEGER NOT NULL,
        options INTEGER NOT NULL, hash INTEGER NOT NULL, keys BLOB NOT NULL, entries BLOB NOT NULL);
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY, file INTEGER NOT NULL, kind INTEGER NOT NULL, line INTEGER NOT NULL,
        tag TEXT NOT NULL, headings TEXT NOT NULL, short_cite TEXT NOT NULL, authors TEXT NOT NULL,
        publications TEXT NOT NULL, qualifications TEXT NOT NULL, issued TEXT NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
        needs_cite INTEGER NOT NULL, words INTEGER NOT NULL, fingerprint INTEGER NOT NULL);
    CREATE INDEX entry_of_file ON entry (file);
    CREATE VIRTUAL TABLE search USING fts5 (
        tag, cites, headings, body, content = '', contentless_delete = 1,
        tokenize = \"unicode61 remove_diacritics 2\");
";

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

/// By what it is known whether a file has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// In bytes.
    pub size: i64,
    /// Nanoseconds since 1970.
    pub modified: i64,
    /// The settings that change a summary.
    pub options: i64,
}

/// What was read of one file.
#[derive(Debug)]
pub struct FileSummary {
    /// As it is stored and shown.
    pub path: String,
    /// Of the file before it was read.
    pub stamp: Stamp,
    /// Of its bytes.
    pub hash: u64,
    /// Of what it names.
    pub keys: Vec<Key>,
    /// Its entries, in document order.
    pub entries: Vec<(Summary, SearchWords)>,
}

impl FileSummary {
    /// Of a file in which nothing was found.
    pub fn empty(path: String, stamp: Stamp) -> Self {
        Self { path, stamp, hash: 0, keys: Vec::new(), entries: Vec::new() }
    }
}

/// Where the summaries of a folder are kept, for paths that begin with `shown`. `None` without a cache folder: for
/// somebody who has no home.
pub fn file_for(folder: &Path, shown: &Path) -> Option<PathBuf> {
    let names = [folder.as_os_str().as_encoded_bytes(), b"\0", shown.as_os_str().as_encoded_bytes()].concat();
    let name = format!("{:016x}.sqlite", content_hash(&names));
    Some(dirs::cache_dir()?.join("debate-ls").join(name))
}

/// Deletes a database that cannot be used, with the files that SQLite keeps beside it.
pub fn delete(file: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        let _ = fs::remove_file(PathBuf::from(name));
    }
}

/// Whether an error means that the database is no use, rather than that it is busy, full or not writable.
pub fn is_damage(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => {
            matches!(failure.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown)
        }
        // A value that no version of this program wrote.
        _ => true,
    }
}

impl Store {
    /// Opens the database at `file`, or makes it. One of another version is deleted.
    ///
    /// # Errors
    /// If it is damaged, or its folder is not writable.
    pub fn open(file: &Path) -> rusqlite::Result<Self> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(cannot_open)?;
            if !file.exists() {
                delete_unused(folder);
            }
        }
        let store = Self { connection: Connection::open(file)? };
        store.prepare()?;
        if store.is_current()? {
            return Ok(store);
        }
        drop(store);
        delete(file);
        let store = Self { connection: Connection::open(file)? };
        store.prepare()?;
        Ok(store)
    }

    /// A database that is gone with the process.
    ///
    /// # Errors
    /// If there is no memory.
    pub fn in_memory() -> rusqlite::Result<Self> {
        let store = Self { connection: Connection::open_in_memory()? };
        store.prepare()?;
        Ok(store)
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        self.connection.busy_timeout(PATIENCE)?;
        self.connection.pragma_update(None, "journal_mode", "wal")?;
        self.connection.pragma_update(None, "synchronous", "normal")?;
        self.connection.pragma_update(None, "cache_size", -32_768)?;
        // In pages: 64 MiB. Each checkpoint waits for the disk.
        self.connection.pragma_update(None, "wal_autocheckpoint", 16_384)?;
        self.connection.pragma_update(None, "temp_store", "memory")?;
        let made = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let tables: i64 = made.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if tables == 0 {
            made.execute_batch(TABLES)?;
            made.pragma_update(None, "application_id", APPLICATION)?;
            made.pragma_update(None, "user_version", FORMAT)?;
        }
        made.commit()
    }

    fn is_current(&self) -> rusqlite::Result<bool> {
        let number = |name: &str| self.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        Ok(number("application_id")? == APPLICATION && number("user_version")? == FORMAT)
    }

    /// The stamps of all files.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn stamps(&self) -> rusqlite::Result<Vec<(String, Stamp)>> {
        let mut query = self.connection.prepare("SELECT path, size, modified, options FROM file")?;
        let stamps = query.query_map([], |row| {
            Ok((row.get(0)?, Stamp { size: row.get(1)?, modified: row.get(2)?, options: row.get(3)? }))
        })?;
        stamps.collect()
    }

    /// Stores what was read of some files, and forgets others, all or nothing.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn update(&mut self, read: &[FileSummary], gone: &[String]) -> rusqlite::Result<()> {
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for path in gone {
            forget(&change, path)?;
        }
        for file in read {
            add(&change, file)?;
        }
        change.commit()
    }

    /// Returns the memory that the last queries used.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn shrink_memory(&self) -> rusqlite::Result<()> {
        self.connection.execute_batch("PRAGMA shrink_memory")
    }

    /// The database itself, for the other modules of this room that query it.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// Deletes the databases of folders that are searched no more.
fn delete_unused(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|file| file.modified()).ok().and_then(|time| time.elapsed().ok());
        let file = entry.path();
        if age.is_some_and(|age| age > UNUSED) && file.extension().is_some_and(|ending| ending == "sqlite") {
            delete(&file);
        }
    }
}

fn cannot_open(error: io::Error) -> rusqlite::Error {
    let failure = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CANTOPEN);
    rusqlite::Error::SqliteFailure(failure, Some(error.to_string()))
}

fn forget(change: &Transaction<'_>, path: &str) -> rusqlite::Result<()> {
    let find = "SELECT id FROM file WHERE path = ?1";
    let Some(id) = change.prepare_cached(find)?.query_row([path], |row| row.get::<_, i64>(0)).optional()? else {
        return Ok(());
    };
    change.prepare_cached("DELETE FROM search WHERE rowid IN (SELECT id FROM entry WHERE file = ?1)")?.execute([id])?;
    change.prepare_cached("DELETE FROM entry WHERE file = ?1")?.execute([id])?;
    change.prepare_cached("DELETE FROM file WHERE id = ?1")?.execute([id])?;
    Ok(())
}

fn add(change: &Transaction<'_>, file: &FileSummary) -> rusqlite::Result<()> {
    forget(change, &file.path)?;
    let Stamp { size, modified, options } = file.stamp;
    let keys: Vec<u8> = file.keys.iter().flat_map(|key| key.to_le_bytes()).collect();
    change
        .prepare_cached(
            "INSERT INTO file (path, size, modified, options, hash, keys, entries) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![file.path, size, modified, options, file.hash.cast_signed(), keys, packed_entries(file)?])?;
    let id = change.last_insert_rowid();
    for (summary, words) in &file.entries {
        change
            .prepare_cached(
                "INSERT INTO entry (file, kind, line, tag, headings, short_cite, authors, publications, qualifications,
                 issued, first_day, last_day, needs_cite, words, fingerprint)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                id,
                summary.kind.number(),
                summary.line,
                summary.tag,
                summary.headings,
                summary.short_cite,
                summary.authors,
                summary.publications,
                summary.qualifications,
                summary.issued,
                summary.days.0,
                summary.days.1,
                summary.needs_cite,
                summary.words,
                summary.fingerprint.cast_signed(),
            ])?;
        if summary.kind == SummaryKind::Card {
            change
                .prepare_cached("INSERT INTO search (rowid, tag, cites, headings, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![change.last_insert_rowid(), summary.tag, words.cites, summary.headings, words.body])?;
        }
    }
    Ok(())
}

/// What is read of all files at once, in one value: stepping through half a million rows of `entry` takes a second.
fn packed_entries(file: &FileSummary) -> rusqlite::Result<Vec<u8>> {
    let packed = packed_entry::pack(file.entries.iter().map(|(summary, _)| summary));
    packed.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// The columns of a summary in the table `entry`, in the order of [`summary`].
pub(super) const SUMMARY_COLUMNS: &str = "entry.kind, entry.line, entry.tag, entry.headings, entry.short_cite,
    entry.authors, entry.publications, entry.qualifications, entry.issued, entry.first_day, entry.last_day,
    entry.needs_cite, entry.words, entry.fingerprint";

/// The summary in a row whose columns from `first` on are those.
pub(super) fn summary(row: &Row<'_>, first: usize) -> rusqlite::Result<Summary> {
    let kind = SummaryKind::of_number(row.get(first)?)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(first, row.get(first)?))?;
    Ok(Summary {
        kind,
        line: row.get(first + 1)?,
        tag: row.get(first + 2)?,
        headings: row.get(first + 3)?,
        short_cite: row.get(first + 4)?,
        authors: row.get(first + 5)?,
        publications: row.get(first + 6)?,
        qualifications: row.get(first + 7)?,
        issued: row.get(first + 8)?,
        days: (row.get(first + 9)?, row.get(first + 10)?),
        needs_cite: row.get(first + 11)?,
        words: row.get(first + 12)?,
        fingerprint: row.get::<_, i64>(first + 13)?.cast_unsigned(),
    })
}
