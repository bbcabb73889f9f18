//! `debate/find`: the cards of the client's folders and of its open documents, by their words, author, date and
//! publication, as `debate-ls find` finds them on disk. Announced as `experimental.find`. The types here are the wire
//! format, which the *Find Cards* view of VS Code reads.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{Location, Url};

use super::server::Server;
use super::{to_proto, word_file, word_uri};
use crate::document::snapshot::Snapshot;
use crate::evidence::cite::CiteOptions;
use crate::evidence::date::{Edtf, parse as dates};
use crate::index::find::{self, Hit, Query};
use crate::index::store::{FileSummary, Store};
use crate::index::summary::{self, day_number};
use crate::text::Span;

/// How many cards an answer has if the client does not say.
const LIMIT: usize = 200;
/// How many it has at most: nobody reads more.
const MOST: usize = 2_000;

/// The parameters. All conditions must hold; without any, all cards are found.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct FindParams {
    /// Words that must all be in the card: in its tag, cites, headings or text.
    words: String,
    /// Whether they must be in its tag.
    in_tag: bool,
    /// A part of an author’s name.
    author: Option<String>,
    /// A part of the publication’s name.
    publication: Option<String>,
    /// A date as cites have them, `9-7-21` or `2021`: the card is of its first day, or later.
    from: Option<String>,
    /// A date: the card is of its last day, or earlier.
    to: Option<String>,
    /// Whether only cards without a cite count.
    needs_cite: bool,
    limit: usize,
}

impl Default for FindParams {
    fn default() -> Self {
        Self {
            words: String::new(),
            in_tag: false,
            author: None,
            publication: None,
            from: None,
            to: None,
            needs_cite: false,
            limit: LIMIT,
        }
    }
}

/// What was found.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FoundCards {
    /// The best first: those that have all words in their tag, in tag, cites and headings, or anywhere; and of each of these,
    /// those in open documents before those in files.
    cards: Vec<FoundCard>,
    /// Whether there are more.
    more: bool,
    /// Whether files are still being read, so that a later answer may have more.
    still_reading: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct FoundCard {
    /// The start of its first line, at its tag.
    location: Location,
    /// Empty for a card without one.
    tag: String,
    /// The headings around it, outermost first, with `›` between them.
    headings: String,
    /// `Choi 21`; empty without a name and a year.
    short_cite: String,
    publications: String,
    /// In EDTF; empty without a date.
    issued: String,
    /// Of its body.
    words: u32,
}

/// # Errors
/// If a date cannot be read, or the index. The message says what to do.
pub(super) async fn find(server: &Server, params: FindParams) -> Result<FoundCards> {
    let limit = params.limit.min(MOST);
    // One more says whether there are more.
    let query = Query { limit: limit + 1, ..query(params)? };
    let (stores, still_reading) = server.tub().stores();
    let shows_word_files = server.client_capabilities().shows_word_files;
    let found = server.on_all(None, move |documents| {
        let mut hits = in_documents(documents, &query)?;
        // What is open is as the client has it, whatever is on disk.
        let open: HashSet<PathBuf> = documents.iter().filter_map(|(uri, _)| word_uri::path_of(uri)).collect();
        let query = Query { without: open.iter().map(|path| path.to_string_lossy().into_owned()).collect(), ..query };
        for store in stores {
            hits.extend(find::find(&store.lock().unwrap_or_else(PoisonError::into_inner), &query)?);
        }
        // Each list is in order already, and what is open comes first.
        hits.sort_by_key(|hit| hit.rank.place);
        Ok(hits)
    });
    let hits = found.await?.unwrap_or_else(|| Ok(Vec::new()));
    let hits =
        hits.map_err(|error: rusqlite::Error| word_file::failed(format!("The index cannot be read: {error}")))?;
    let more = hits.len() > limit;
    let cards = hits.into_iter().filter_map(|hit| card(hit, shows_word_files)).take(limit).collect();
    Ok(FoundCards { cards, more, still_reading })
}

fn query(params: FindParams) -> Result<Query> {
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let day = |text: Option<String>, of: fn(Edtf) -> Option<Date>| given(text).map(|text| day(&text, of)).transpose();
    Ok(Query {
        words: vec![params.words],
        in_tag: params.in_tag,
        author: given(params.author),
        from: day(params.from, Edtf::first_day)?,
        to: day(params.to, Edtf::last_day)?,
        publication: given(params.publication),
        needs_cite: params.needs_cite,
        ..Query::default()
    })
}

/// A day of the date in `text`, as the index has it.
fn day(text: &str, of: fn(Edtf) -> Option<Date>) -> Result<i64> {
    let pivot = CiteOptions::default().year_pivot;
    let date = dates::dates_in(text, Span::new(0, text.len()), pivot).into_iter().next().and_then(|date| date.edtf);
    let day = date.and_then(of).map(day_number);
    day.ok_or_else(|| Error::invalid_params(format!("“{}” is not a date. Write 9-7-21, 2021-09 or 2021.", text.trim())))
}

/// The cards of the open documents, whose paths are their URIs.
fn in_documents(documents: &[(Url, Arc<Snapshot>)], query: &Query) -> rusqlite::Result<Vec<Hit>> {
    if documents.is_empty() {
        return Ok(Vec::new());
    }
    let summarize = |(uri, snapshot): &(Url, Arc<Snapshot>)| {
        let text = snapshot.text.slice(Span::new(0, snapshot.text.len()));
        let entries = summary::summarize(&snapshot.brief, &text);
        FileSummary { entries, ..FileSummary::empty(uri.to_string(), Default::default()) }
    };
    let files: Vec<FileSummary> = documents.iter().map(summarize).collect();
    let mut store = Store::in_memory()?;
    store.update(&files, &[])?;
    find::find(&store, query)
}

/// `None` for a Word file, if the client cannot open one at a line.
fn card(Hit { path, card, .. }: Hit, shows_word_files: bool) -> Option<FoundCard> {
    let location = match Url::parse(&path) {
        // A path of Windows begins with a letter and a colon, too.
        Ok(uri) if uri.scheme().len() > 1 => to_proto::start_of_line(uri, card.line),
        _ => to_proto::closed_location(&path, card.line)
            .filter(|place| shows_word_files || !word_uri::is_shown_by(&place.uri))?,
    };
    Some(FoundCard {
        location,
        tag: card.tag,
        headings: card.headings,
        short_cite: card.short_cite,
        publications: card.publications,
        issued: card.issued,
        words: card.words,
    })
}
