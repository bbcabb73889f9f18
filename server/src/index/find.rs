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
    let Some(words) = expression(&query.words) else { return hits(store, query, None, query.limit) };
    let columns = if query.in_tag { "tag" } else { "{tag cites headings}" };
    let rank = "bm25(search, 12.0, 6.0, 3.0, 1.0)";
    let in_head = Words { expression: format!("{columns} : ({words})"), rank };
    let mut found = hits(store, query, Some(in_head), query.limit)?;
    if found.len() < query.limit && !query.in_tag {
        let known: HashSet<i64> = found.iter().map(|hit| hit.id).collect();
        // All of one rank: in the order in which they are found, so that the search ends at the limit.
        let anywhere = Words { expression: words, rank: "1.0" };
        let anywhere = hits(store, query, Some(anywhere), query.limit.saturating_add(found.len()))?;
        found.extend(anywhere.into_iter().filter(|hit| !known.contains(&hit.id)));
        found.truncate(query.limit);
    }
    Ok(found)
}

/// Words to search for.
struct Words {
    /// In the language of SQLite's full-text search.
    expression: String,
    /// How well a card fits, in SQL: lower is better.
    rank: &'static str,
}

/// The best cards, at most `limit`. They are found by their numbers, and only then is what is known of them read: of a
/// common word there are a hundred thousand.
fn hits(store: &Store, query: &Query, words: Option<Words>, limit: usize) -> rusqlite::Result<Vec<Hit>> {
    let (table, rank) = words.as_ref().map_or(("entry", "0.0"), |words| ("search", words.rank));
    let has_words = words.is_some();
    let asks_for_source = query.author.is_some() || query.publication.is_some() || query.needs_cite;
    let asks_for_entry = asks_for_source || query.from.is_some() || query.to.is_some();
    let mut values: Vec<Value> = Vec::new();
    let mut conditions: Vec<String> = Vec::new();
    let mut add = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("?{}", values.len())));
    };
    if let Some(words) = words {
        add("search MATCH ?", words.expression.into());
    }
    if let Some(author) = &query.author {
        add("instr(lower(authors || ' ' || short_cite), lower(?)) > 0", author.clone().into());
    }
    if let Some(publication) = &query.publication {
        add("instr(lower(publications), lower(?)) > 0", publication.clone().into());
    }
    if let Some(from) = query.from {
        add("last_day >= ?", from.into());
    }
    if let Some(to) = query.to {
        add("first_day BETWEEN 1 AND ?", to.into());
    }
    for path in &query.without {
        let of_file = "SELECT entry.id FROM entry JOIN file ON file.id = entry.file WHERE file.path = ?";
        add(&format!("{table}.rowid NOT IN ({of_file})"), path.clone().into());
    }
    if query.needs_cite {
        conditions.push("needs_cite".to_owned());
    }
    // Only cards are searched for words.
    if !has_words {
        conditions.push(format!("kind = {}", kind_number(SummaryKind::Card)));
    }
    let statement = format!(
        "SELECT found.rank, entry.id, path, {SUMMARY_COLUMNS}
         FROM (SELECT {table}.rowid AS id, {rank} AS rank FROM {table} {} WHERE {} ORDER BY {} LIMIT {limit}) AS found
         CROSS JOIN entry ON entry.id = found.id CROSS JOIN file ON file.id = entry.file
         ORDER BY found.rank, found.id",
        if has_words && asks_for_entry {
            format!("CROSS JOIN entry ON entry.id = {table}.rowid")
        } else {
            String::new()
        },
        conditions.join(" AND "),
        if rank.starts_with("bm25") { format!("rank, {table}.rowid") } else { format!("{table}.rowid") },
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
