//! Finds cards by their words, author, date and publication.

use std::cmp::Reverse;
use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::store::{self, SUMMARY_COLUMNS, Store};
use super::summary::{Summary, SummaryKind};
use crate::evidence::gazetteer::fold;

/// How many cards that fit equally well are read, at least, to put them in order: of a common word there are a hundred
/// thousand.
const CANDIDATES: usize = 1_000;

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

/// How well a card fits: less is better. The words of a tag are what its author searches for; then the newest card is
/// the one to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// Where all words are.
    pub place: Place,
    /// Whether they do not follow each other in the tag.
    are_apart: bool,
    /// The last day on which it may have been published, as in `20210907`; 0 without a date.
    day: Reverse<i64>,
}

/// The smallest part of a card that has all words of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The tag. So is it for a query without words.
    Tag,
    /// Tag, cites and headings together.
    Head,
    /// Some words are only in the body.
    Anywhere,
}

/// A card that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// How well it fits.
    pub rank: Rank,
    /// Its number in the index.
    pub id: i64,
    /// Its file.
    pub path: String,
    /// What is known of it.
    pub card: Summary,
}

/// The cards that fit `query`, the best first. Of more than a thousand that have all words in the same place, those that
/// the index has first are put in order, so that a word that is in every card is found as fast as any other.
///
/// # Errors
/// If the database cannot be read.
pub fn find(store: &Store, query: &Query) -> rusqlite::Result<Vec<Hit>> {
    let words = words_of(&query.words.join(" "));
    let places = match (words.is_empty(), query.in_tag) {
        (true, _) | (_, true) => &[Place::Tag][..],
        _ => &[Place::Tag, Place::Head, Place::Anywhere],
    };
    let mut found: Vec<Hit> = Vec::new();
    for place in places {
        let known: HashSet<i64> = found.iter().map(|hit| hit.id).collect();
        // What has the words in a smaller part has them in a larger one as well, and is known already.
        let limit = known.len() + CANDIDATES.max(query.limit);
        let mut hits = hits(store, query, &words, *place, limit)?;
        hits.retain(|hit| !known.contains(&hit.id));
        hits.sort_by_key(|hit| (hit.rank, hit.id));
        found.extend(hits);
        if found.len() >= query.limit {
            break;
        }
    }
    found.truncate(query.limit);
    Ok(found)
}

/// The first cards of the index that have all words in `place`, at most `limit`.
fn hits(store: &Store, query: &Query, words: &[String], place: Place, limit: usize) -> rusqlite::Result<Vec<Hit>> {
    let has_words = !words.is_empty();
    let mut values: Vec<Value> = Vec::new();
    let mut conditions: Vec<String> = Vec::new();
    let mut add = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("?{}", values.len())));
    };
    if has_words {
        add("search MATCH ?", expression(words, place).into());
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
        add("path <> ?", path.clone().into());
    }
    if query.needs_cite {
        conditions.push("needs_cite".to_owned());
    }
    // Only cards are searched for words.
    if !has_words {
        conditions.push(format!("kind = {}", SummaryKind::Card.number()));
    }
    // In the order of the index, in which the words are found, so that the search ends at the limit.
    let statement = format!(
        "SELECT entry.id, path, {SUMMARY_COLUMNS}
         FROM {} CROSS JOIN file ON file.id = entry.file
         WHERE {} ORDER BY {} LIMIT {limit}",
        if has_words { "search CROSS JOIN entry ON entry.id = search.rowid" } else { "entry" },
        conditions.join(" AND "),
        if has_words { "search.rowid" } else { "entry.id" },
    );
    let mut statement = store.connection().prepare_cached(&statement)?;
    statement.query_map(params_from_iter(values), |row| hit(row, words, place))?.collect()
}

fn hit(row: &Row<'_>, words: &[String], place: Place) -> rusqlite::Result<Hit> {
    let card = store::summary(row, 2)?;
    let are_apart = place != Place::Tag || !follow_each_other(words, &card.tag);
    let rank = Rank { place, are_apart, day: Reverse(card.days.1) };
    Ok(Hit { rank, id: row.get(0)?, path: row.get(1)?, card })
}

/// Whether `words` are in `tag`, one right after the other, in any case and without diacritics.
fn follow_each_other(words: &[String], tag: &str) -> bool {
    if words.len() < 2 {
        return true;
    }
    let words = words_of(&fold(&words.join(" ")));
    words_of(&fold(tag)).windows(words.len()).any(|window| window == words)
}

/// The words of `text`, without the signs that stand in or between them.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// All of them, in one place, as SQLite’s full-text search writes it.
fn expression(words: &[String], place: Place) -> String {
    let columns = match place {
        Place::Tag => "tag : ",
        Place::Head => "{tag cites headings} : ",
        Place::Anywhere => "",
    };
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    format!("{columns}({})", quoted.join(" AND "))
}
