//! `debate/brief`: what a brief holds, for the views that an editor's extension has of its own. Not part of the
//! protocol; `editors/vscode/src/brief.ts` says what each field means.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Range, TextDocumentIdentifier};

use super::server::Server;
use super::{from_proto, to_proto};
use crate::evidence::cite::{self, csl};
use crate::evidence::date::CiteDate;
use crate::features::contents::{self, Part};
use crate::features::symbols::SymbolKind;
use crate::features::wording::{self, Length};
use crate::text::Span;
use crate::workspace::document::Snapshot;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Params {
    text_document: TextDocumentIdentifier,
    range: Option<Range>,
    #[serde(default)]
    texts: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    today: String,
    words_per_minute: u32,
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

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Aloud {
    read_words: u32,
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
    days: Option<[String; 2]>,
    inferred: Option<String>,
}

pub(super) async fn brief(server: &Server, params: Params) -> Result<Option<Answer>> {
    let Params { text_document, range, texts } = params;
    let found = server.on_snapshot(&text_document.uri, move |snapshot| {
        let byte = |position| snapshot.text.byte(from_proto::position(position), snapshot.terms.encoding);
        let within = range.map(|range| Span::new(byte(range.start), byte(range.end).max(byte(range.start))));
        let parts = contents::parts(&snapshot.brief, within);
        Answer {
            today: snapshot.terms.today.to_string(),
            words_per_minute: snapshot.terms.settings.words_per_minute,
            entries: parts.into_iter().map(|part| entry(snapshot, part, texts)).collect(),
        }
    });
    found.await
}

fn entry(snapshot: &Snapshot, part: Part<'_>, texts: bool) -> Entry {
    let Part { path, symbol, entry } = part;
    let aloud = || Aloud {
        read_words: symbol.aloud.words,
        seconds: symbol.aloud.seconds(&snapshot.terms.settings),
        read_text: texts.then(|| contents::read_aloud(&entry.content.kind, &snapshot.text.slice(entry.span()))),
    };
    let kind = match symbol.kind {
        SymbolKind::Heading(level) => level.name(),
        SymbolKind::Card => "card",
        SymbolKind::Analytic => "analytic",
    };
    Entry {
        kind,
        path: path.into_iter().map(str::to_owned).collect(),
        range: to_proto::range(snapshot, symbol.span),
        selection_range: to_proto::range(snapshot, symbol.name_span),
        aloud: (!matches!(symbol.kind, SymbolKind::Heading(_))).then(aloud),
        card: entry.card().map(|card| Card {
            cites: card.cites.iter().map(|found| cite(snapshot, found, entry.start, texts)).collect(),
            body_range: card.body.as_ref().map(|body| to_proto::range(snapshot, body.span.shift(entry.start))),
            body_words: card.body.as_ref().map_or(0, |body| body.words),
        }),
        name: symbol.name,
    }
}

/// `start` is that of the entry, from which the cite's spans count.
fn cite(snapshot: &Snapshot, cite: &cite::Cite, start: usize, texts: bool) -> Cite {
    let span = cite.span.shift(start);
    Cite {
        range: to_proto::range(snapshot, span),
        text: snapshot.text.slice(span).into_owned(),
        short_cite: wording::short_cite(cite),
        issued: cite.issued.as_ref().map(|date| issued(snapshot, date, start)),
        csl: texts.then(|| csl::csl(cite, "")),
    }
}

fn issued(snapshot: &Snapshot, date: &CiteDate, start: usize) -> Issued {
    let days = || Some([date.edtf?.first_day()?, date.edtf?.last_day()?].map(|day| day.to_string()));
    Issued {
        range: to_proto::range(snapshot, date.span.shift(start)),
        edtf: date.edtf.map(|edtf| edtf.to_string()),
        text: wording::cite_date(date, Length::Brief),
        age: date.edtf.and_then(|edtf| wording::age(edtf, snapshot.terms.today)),
        days: days(),
        inferred: date.inferred.clone(),
    }
}
