//! Brings a folder’s summaries up to date: reads the files that are new or have changed, in parallel, and forgets those
//! that are gone.

use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;

use super::store::{self, FileSummary, Stamp, Store};
use super::summary::{content_hash, summarize};
use super::{discovery, folder, keys};
use crate::evidence::cite::CiteOptions;
use crate::evidence::parse;
use crate::settings::bounded;
use crate::syntax::density;
use crate::text::decode;

/// How many bytes of files are read before their summaries are stored.
const BATCH_BYTES: i64 = 16 << 20;
/// How many files.
const BATCH_FILES: usize = 512;

/// What a scan needs to know, and whom it tells.
pub struct Scan<'a> {
    /// With fewer files, a database is not made: reading them is as quick.
    pub min_cached_files: usize,
    /// How the cites of a file are read.
    pub cite_options: &'a (dyn Fn(&Path) -> CiteOptions + Sync),
    /// Reads a Word file as card text.
    pub read_word: &'a (dyn Fn(&Path) -> Result<String, String> + Sync),
    /// Gets what is known so far, how many of the files that had to be read are done, and how many they are.
    pub progress: &'a (dyn Fn(&Store, usize, usize) + Sync),
    /// Whether to stop. What was read until then stays.
    pub is_canceled: &'a (dyn Fn() -> bool + Sync),
    /// Gets what could not be read, with its path.
    pub problem: &'a (dyn Fn(String) + Sync),
}

/// What was found below a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scanned {
    /// All files.
    pub files: usize,
    /// Those that were read, being new or changed.
    pub read: usize,
    /// Those that were known and are not there any more.
    pub gone: usize,
}

/// The up-to-date summaries of the briefs below `folder`, from the database at `file`. One that is damaged is filled
/// anew; where none can be used, the summaries are in memory.
///
/// # Errors
/// If the folder is too wide to be searched, or there is no memory.
pub fn open(folder: &Path, file: Option<&Path>, scan: &Scan<'_>) -> Result<(Store, Scanned), String> {
    if folder::is_too_wide(folder) {
        return Err(format!("{}: not searched, because it is not a folder of briefs; name one", folder.display()));
    }
    let found = discovery::briefs_below(folder, |problem| (scan.problem)(problem));
    if let Some(file) = file.filter(|file| found.len() >= scan.min_cached_files || file.exists()) {
        let attempt = || {
            let mut store = Store::open(file)?;
            let scanned = update(&mut store, &found, scan)?;
            Ok((store, scanned))
        };
        match attempt() {
            Err(error) if store::is_damage(&error) => {
                store::delete(file);
                if let Ok(opened) = attempt() {
                    return Ok(opened);
                }
            }
            Ok(opened) => return Ok(opened),
            Err(_) => {}
        }
    }
    let in_memory = || {
        let mut store = Store::in_memory()?;
        let scanned = update(&mut store, &found, scan)?;
        Ok((store, scanned))
    };
    in_memory().map_err(|error: rusqlite::Error| format!("{}: {error}", folder.display()))
}

/// The same, and what `ask` reads from it. A database that shows damage only then is filled anew, too.
///
/// # Errors
/// As [`open`], or if `ask` fails.
pub fn open_and_ask<T>(
    folder: &Path,
    file: Option<&Path>,
    scan: &Scan<'_>,
    ask: impl Fn(&Store) -> rusqlite::Result<T>,
) -> Result<(Store, T), String> {
    let (mut store, _) = open(folder, file, scan)?;
    let mut answer = ask(&store);
    if let (Err(error), Some(file)) = (&answer, file)
        && store::is_damage(error)
    {
        drop(store);
        store::delete(file);
        (store, _) = open(folder, Some(file), scan)?;
        answer = ask(&store);
    }
    Ok((store, answer.map_err(|error| format!("{}: {error}", folder.display()))?))
}

/// Brings `store` up to date with the files `found`.
///
/// # Errors
/// If the database cannot be read or written.
fn update(store: &mut Store, found: &[PathBuf], scan: &Scan<'_>) -> rusqlite::Result<Scanned> {
    let mut known: std::collections::HashMap<String, Stamp> = store.stamps()?.into_iter().collect();
    let mut changed: Vec<(PathBuf, Stamp)> = Vec::new();
    for path in found {
        // A file that is gone again is forgotten below.
        let Ok(stamp) = stamp(path, (scan.cite_options)(path)) else { continue };
        if known.remove(&*path.to_string_lossy()) != Some(stamp) {
            changed.push((path.clone(), stamp));
        }
    }
    let gone: Vec<String> = known.into_keys().collect();
    if !gone.is_empty() {
        store.update(&[], &gone)?;
    }
    let mut scanned = Scanned { files: found.len(), read: 0, gone: gone.len() };
    let mut rest = changed.as_slice();
    while !rest.is_empty() && !(scan.is_canceled)() {
        let (batch, later) = rest.split_at(batch(rest));
        rest = later;
        let read = |(path, stamp): &(PathBuf, Stamp)| {
            let read = if (scan.is_canceled)() { None } else { read(path, *stamp, scan) };
            Some(read?.unwrap_or_else(|problem| {
                (scan.problem)(problem);
                // It is not read again until it changes.
                FileSummary::empty(path.to_string_lossy().into_owned(), *stamp)
            }))
        };
        let summaries: Vec<FileSummary> = batch.par_iter().filter_map(read).collect();
        store.update(&summaries, &[])?;
        scanned.read += batch.len();
        (scan.progress)(store, scanned.read, changed.len());
    }
    Ok(scanned)
}

/// How many of the next files are read at once.
fn batch(files: &[(PathBuf, Stamp)]) -> usize {
    let mut bytes = 0;
    let fits = files.iter().take(BATCH_FILES).take_while(|(_, stamp)| {
        bytes += stamp.size;
        bytes <= BATCH_BYTES
    });
    fits.count().max(1)
}

fn stamp(path: &Path, options: CiteOptions) -> io::Result<Stamp> {
    let metadata = fs::metadata(path)?;
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok(Stamp {
        size: i64::try_from(metadata.len()).unwrap_or(i64::MAX),
        modified: modified.and_then(|age| i64::try_from(age.as_nanos()).ok()).unwrap_or(0),
        options: i64::from(options.year_pivot),
    })
}

/// `None`: it is gone. A file that is replaced while it is read has another stamp at the next scan.
fn read(path: &Path, stamp: Stamp, scan: &Scan<'_>) -> Option<Result<FileSummary, String>> {
    let name = path.to_string_lossy();
    let mut file = FileSummary::empty(name.clone().into_owned(), stamp);
    let text = if discovery::is_word(path) {
        match (scan.read_word)(path) {
            Ok(text) => text,
            Err(problem) => return Some(Err(format!("{name}: {problem}"))),
        }
    } else {
        let bytes = match bounded::read(path, discovery::LARGEST_BRIEF) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => return Some(Err(format!("{name}: {error}"))),
        };
        // What is no text has no cards.
        let Some(decoded) = decode::decode(&bytes) else { return Some(Ok(file)) };
        decoded.text
    };
    if let Some(dense) = density::of_str(&text) {
        return Some(Err(format!("{name}: {}", dense.refusal())));
    }
    file.hash = content_hash(text.as_bytes());
    let options = (scan.cite_options)(path);
    let summaries = catch_unwind(AssertUnwindSafe(|| {
        let brief = parse::brief(&text, &options);
        (summarize(&brief, &text), keys::of_brief(&brief))
    }));
    match summaries {
        Ok((entries, keys)) => (file.entries, file.keys) = (entries, keys),
        Err(_) => return Some(Err(format!("{name}: debate-ls failed in this file; it is left out"))),
    }
    Some(Ok(file))
}
