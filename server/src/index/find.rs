//! Finds cards by their words, author, date and publication.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::store::{self, SUMMARY_COLUMNS, Store, kind_number};
use super::summary::{Summary, SummaryKind};

/// What to look for. All conditions must hold.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Words that must all be in the card: in its tag, cites, headings or body.
    pub words: Vec<String>,
    /// Whether they must be in the tag.
    pub in_tag: bool,
    /// A part of an author’s name.
    pub author: Option<String>,
    /// The date is not before this day, as in `20210907`.
    pub from: Option<i64>,
    /// The date is not after this day.
    pub to: Option<i64>,
    /// A part of the publication’s name.
    pub publication: Option<String>,
    /// Whether only cards without a source count.
    pub needs_cite: bool,
    /// The paths of files to leave out.
    pub without: Vec<String>,
    /// The most cards to find.
    pub limit: usize,
}

/// A card that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// How well it fits: lower is better.
    pub rank: f64,
    /// Its number in the index.
    pub id: i64,
    /// Its file.
    pub path: String,
    /// What is known of it.
    pub card: Summary,
}

impl Hit {
    /// Whether some of the words are only in its body.
    pub fn is_partly_in_body(&self) -> bool {
        self.rank > 0.0
    }
}

/// The cards that fit `query`, the best first: those that have all words in tag, cites and headings, where words in tags
/// count most; then those that have some of them only in their body, in the order of the index. A word that is in
/// every body is so found as fast as any other.
///
/// # Errors
/// If the database cannot be read.
pub fn find(store: &Store, query: &Query) -> rusqlite::Result<Vec<Hit>> {
    let Some(words) = expression(&query.words) else { return hits(store, query, None, "0.0", query.limit) };
    let columns = if query.in_tag { "tag" } else { "{tag cites headings}" };
    let rank = "bm25(search, 12.0, 6.0, 3.0, 1.0)";
    let mut found = hits(store, query, Some(format!("{columns} : ({words})")), rank, query.limit)?;
    if found.len() < query.limit && !query.in_tag {
        let known: HashSet<i64> = found.iter().map(|hit| hit.id).collect();
        let anywhere = hits(store, query, Some(words), "1.0", query.limit.saturating_add(found.len()))?;
        found.extend(anywhere.into_iter().filter(|hit| !known.contains(&hit.id)));
        found.truncate(query.limit);
    }
    Ok(found)
}

/// `words` is an expression of SQLite's full-text search; `rank` is SQL.
fn hits(store: &Store, query: &Query, words: Option<String>, rank: &str, limit: usize) -> rusqlite::Result<Vec<Hit>> {
    let mut values: Vec<Value> = Vec::new();
    let mut conditions = vec![format!("entry.kind = {}", kind_number(SummaryKind::Card))];
    let mut add = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("?{}", values.len())));
    };
    let tables = if words.is_some() { "search JOIN entry ON entry.id = search.rowid" } else { "entry" };
    if let Some(words) = words {
        add("search MATCH ?", words.into());
    }
    if let Some(author) = &query.author {
        add("instr(lower(entry.authors || ' ' || entry.short_cite), lower(?)) > 0", author.clone().into());
    }
    if let Some(publication) = &query.publication {
        add("instr(lower(entry.publications), lower(?)) > 0", publication.clone().into());
    }
    if let Some(from) = query.from {
        add("entry.last_day >= ?", from.into());
    }
    if let Some(to) = query.to {
        add("entry.first_day BETWEEN 1 AND ?", to.into());
    }
    for path in &query.without {
        add("file.path <> ?", path.clone().into());
    }
    if query.needs_cite {
        conditions.push("entry.needs_cite".to_owned());
    }
    let statement = format!(
        "SELECT {rank} AS rank, entry.id, path, {SUMMARY_COLUMNS}
         FROM {tables} JOIN file ON file.id = entry.file WHERE {} ORDER BY {} LIMIT {limit}",
        conditions.join(" AND "),
        // All of one rank: in the order in which they are found, so that the search ends at the limit.
        if rank.starts_with("bm25") { "rank, entry.id" } else { "entry.id" },
    );
    let mut statement = store.connection().prepare_cached(&statement)?;
    statement.query_map(params_from_iter(values), hit)?.collect()
}

fn hit(row: &Row<'_>) -> rusqlite::Result<Hit> {
    Ok(Hit { rank: row.get(0)?, id: row.get(1)?, path: row.get(2)?, card: store::summary(row, 3)? })
}

/// The words as SQLite’s full-text search writes them: all of them, whatever signs stand in or between them.
fn expression(words: &[String]) -> Option<String> {
    let words = words.iter().flat_map(|words| words.split(|sign: char| !sign.is_alphanumeric()));
    let quoted: Vec<String> = words.filter(|word| !word.is_empty()).map(|word| format!("\"{word}\"")).collect();
    (!quoted.is_empty()).then(|| quoted.join(" AND "))
}
