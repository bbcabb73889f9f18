//! `debate/brief`: the content of a brief, for which the protocol has no request. Announced as `experimental.brief`. The
//! types here are the wire format, which the VS Code extension reads.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Range, TextDocumentIdentifier};

use super::max_items;
use super::server::Server;
use super::{from_proto, to_proto};
use crate::document::snapshot::Snapshot;
use crate::evidence::brief::Level;
use crate::features::brief_entries::{self, Item};
use crate::features::document_symbols::SymbolKind;
use crate::text::Span;

/// The parameters.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BriefParams {
    text_document: TextDocumentIdentifier,
    /// Only the entries that touch this range; without it, all of them.
    range: Option<Range>,
    /// Whether to include the long fields, `readText` and `csl`.
    #[serde(default)]
    texts: bool,
}

/// An open document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Brief {
    today: String,
    /// Of evidence.
    words_per_minute: u32,
    /// Of tags, short cites and analytics.
    tag_words_per_minute: u32,
    /// From what age on, in months, the team's evidence is stale.
    stale_months: u32,
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    kind: &'static str,
    name: String,
    path: Vec<String>,
    range: Range,
    selection_range: Range,
    #[serde(flatten)]
    aloud: Option<Aloud>,
    #[serde(flatten)]
    card: Option<Card>,
}

/// Of cards and analytics.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Aloud {
    read_words: u32,
    /// How many of them are evidence.
    read_evidence: u32,
    seconds: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    read_text: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Card {
    cites: Vec<Cite>,
    body_range: Option<Range>,
    body_words: u32,
    /// The same for this card: the team may set other limits by words of the tag. Null if the tag claims nothing about the
    /// present.
    stale_months: Option<u32>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Cite {
    range: Range,
    text: String,
    short_cite: Option<String>,
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    csl: Option<Value>,
}

#[derive(Debug, Serialize)]
struct Issued {
    range: Range,
    edtf: Option<String>,
    text: String,
    age: Option<String>,
    /// The first and the last day that it can mean, in ISO 8601.
    days: Option<[String; 2]>,
    inferred: Option<String>,
}

pub(super) async fn brief(server: &Server, params: BriefParams) -> Result<Option<Brief>> {
    let found = server.on_snapshot(&params.text_document.uri, move |snapshot| {
        let whole = Span::new(0, snapshot.text.len());
        let within = params.range.map_or(whole, |range| from_proto::span(snapshot, range));
        let today = snapshot.context.today;
        let items = brief_entries::inventory(&snapshot.brief, &snapshot.text, within, params.texts, today);
        Brief {
            today: today.to_string(),
            words_per_minute: snapshot.context.settings.words_per_minute,
            tag_words_per_minute: snapshot.context.settings.tag_speed(),
            stale_months: snapshot.context.settings.stale.months,
            entries: items.into_iter().take(max_items(snapshot)).map(|item| entry(snapshot, item)).collect(),
        }
    });
    found.await
}

fn entry(snapshot: &Snapshot, item: Item) -> Entry {
    let stale = &snapshot.context.settings.stale;
    let seconds = item.aloud.seconds(&snapshot.context.settings);
    let aloud =
        Aloud { read_words: item.aloud.words, read_evidence: item.aloud.evidence, seconds, read_text: item.read_text };
    let (kind, aloud, is_card) = match item.kind {
        SymbolKind::Heading(Level::Pocket) => ("pocket", None, false),
        SymbolKind::Heading(Level::Hat) => ("hat", None, false),
        SymbolKind::Heading(Level::Block) => ("block", None, false),
        SymbolKind::Analytic => ("analytic", Some(aloud), false),
        SymbolKind::Card => ("card", Some(aloud), true),
    };
    let card = is_card.then(|| Card {
        cites: item.sources.into_iter().map(|source| cite(snapshot, source)).collect(),
        body_range: item.body.map(|body| to_proto::range(snapshot, body)),
        body_words: item.body_words,
        stale_months: stale.limit(&item.name).map(|(_, months)| months),
    });
    Entry {
        kind,
        name: item.name,
        path: item.path,
        range: to_proto::range(snapshot, item.span),
        selection_range: to_proto::range(snapshot, item.name_span),
        aloud,
        card,
    }
}

fn cite(snapshot: &Snapshot, source: brief_entries::Source) -> Cite {
    let issued = source.issued.map(|issued| Issued {
        range: to_proto::range(snapshot, issued.span),
        edtf: issued.edtf,
        text: issued.text,
        age: issued.age,
        days: issued.days.map(|(first, last)| [first.to_string(), last.to_string()]),
        inferred: issued.inferred,
    });
    let range = to_proto::range(snapshot, source.span);
    Cite { range, text: source.text, short_cite: source.short_cite, issued, csl: source.csl }
}
