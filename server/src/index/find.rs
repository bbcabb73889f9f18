//! Finds cards by their words, author, date and publication.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::store::{Store, kind_number};
use super::summary::SummaryKind;

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
    /// The most cards to find.
    pub limit: usize,
}

/// A card that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// How well it fits: lower is better.
    pub rank: f64,
    /// Its file.
    pub path: String,
    /// Its line, from 1.
    pub line: u32,
    /// Its tag.
    pub tag: String,
    /// The headings around it: `Neg › AT: Heg`.
    pub headings: String,
    /// `Choi 21`
    pub short_cite: String,
    /// All authors.
    pub authors: String,
    /// All publications.
    pub publications: String,
    /// In EDTF.
    pub issued: String,
    /// Words of its body.
    pub words: u32,
}

/// The cards that fit `query`, the best first: words in tags count most, then those in cites, in headings, in bodies.
///
/// # Errors
/// If the database cannot be read.
pub fn find(store: &Store, query: &Query) -> rusqlite::Result<Vec<Hit>> {
    let mut values: Vec<Value> = Vec::new();
    let mut conditions = vec![format!("entry.kind = {}", kind_number(SummaryKind::Card))];
    let words = expression(&query.words, query.in_tag);
    let mut add = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("?{}", values.len())));
    };
    if let Some(words) = &words {
        add("search MATCH ?", words.clone().into());
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
    if query.needs_cite {
        conditions.push("entry.needs_cite".to_owned());
    }
    let (rank, tables) = match words {
        Some(_) => ("bm25(search, 12.0, 6.0, 3.0, 1.0)", "search JOIN entry ON entry.id = search.rowid"),
        None => ("0.0", "entry"),
    };
    let statement = format!(
        "SELECT {rank} AS rank, path, line, tag, headings, short_cite, authors, publications, issued, words
         FROM {tables} JOIN file ON file.id = entry.file WHERE {} ORDER BY rank, path, line LIMIT {}",
        conditions.join(" AND "),
        query.limit
    )
    .replace(", tag, headings,", ", entry.tag, entry.headings,");
    let mut statement = store.connection().prepare_cached(&statement)?;
    statement.query_map(params_from_iter(values), hit)?.collect()
}

fn hit(row: &Row<'_>) -> rusqlite::Result<Hit> {
    Ok(Hit {
        rank: row.get(0)?,
        path: row.get(1)?,
        line: row.get(2)?,
        tag: row.get(3)?,
        headings: row.get(4)?,
        short_cite: row.get(5)?,
        authors: row.get(6)?,
        publications: row.get(7)?,
        issued: row.get(8)?,
        words: row.get(9)?,
    })
}

/// The words as SQLite’s full-text search writes them: all of them, whatever signs stand in or between them.
fn expression(words: &[String], in_tag: bool) -> Option<String> {
    let words = words.iter().flat_map(|words| words.split(|sign: char| !sign.is_alphanumeric()));
    let quoted: Vec<String> = words.filter(|word| !word.is_empty()).map(|word| format!("\"{word}\"")).collect();
    let all = quoted.join(" AND ");
    (!all.is_empty()).then(|| if in_tag { format!("tag : ({all})") } else { all })
}
