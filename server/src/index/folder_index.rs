//! What the server keeps in memory of a folder’s files that are not open.

use std::path::Path;

use rusqlite::Row;

use super::file_names::file_name;
use super::key_index::KeyIndex;
use super::store::{self, Store};
use super::summary::{SEPARATOR, SummaryKind};
use super::symbols::{NewSymbol, Symbols};
use crate::features::completion_item::CompletionKind;
use crate::features::vocabulary::{NameCounter, Vocabulary};

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
    /// Reads it, in one pass.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn load(store: &Store) -> rusqlite::Result<Self> {
        let mut symbols = Symbols::default();
        let mut names = NameCounter::default();
        let mut query = store.connection().prepare(
            "SELECT path, headings, line, kind, tag, short_cite, first_day, authors, publications, qualifications
             FROM entry JOIN file ON file.id = entry.file ORDER BY path, entry.id",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            add(row, &mut symbols, &mut names)?;
        }
        symbols.shrink_to_fit();
        let keys = KeyIndex::load(store)?;
        for name in keys.paths().filter_map(|path| file_name(Path::new(path))) {
            names.add(CompletionKind::File, name.stem);
        }
        Ok(Self { symbols, keys, vocabulary: names.vocabulary() })
    }
}

fn add(row: &Row<'_>, symbols: &mut Symbols, names: &mut NameCounter) -> rusqlite::Result<()> {
    let text = |column: usize| -> rusqlite::Result<&str> { Ok(row.get_ref(column)?.as_str()?) };
    let Some(kind) = store::kind_of(row.get(3)?) else { return Ok(()) };
    let (path, name) = (text(0)?, text(4)?);
    if !name.is_empty() {
        let (headings, short_cite) = (text(1)?, text(5)?);
        let (line, first_day) = (row.get(2)?, row.get(6)?);
        symbols.add(&NewSymbol { path, headings, line, kind, name, short_cite, first_day });
    }
    if matches!(kind, SummaryKind::Heading(_)) {
        names.add(CompletionKind::Block, name);
    }
    for (column, kind) in
        [(7, CompletionKind::Author), (8, CompletionKind::Publication), (9, CompletionKind::Qualifications)]
    {
        text(column)?.split(SEPARATOR).for_each(|name| names.add(kind, name));
    }
    Ok(())
}
