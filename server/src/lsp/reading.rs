//! `debate/reading`: what is read aloud of a brief, in the order of reading. Announced as `experimental.reading`. The types
//! here are the wire format, which the reading views of VS Code and Neovim read.

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Range, TextDocumentIdentifier};

use super::max_items;
use super::server::Server;
use super::{from_proto, to_proto};
use crate::evidence::brief::Level;
use crate::evidence::read_aloud::PartKind;
use crate::features::reading::{self, LineKind};
use crate::text::Span;

/// The parameters.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReadingParams {
    text_document: TextDocumentIdentifier,
    /// Only the cards that touch this range; without it, all of them.
    range: Option<Range>,
}

/// What is read.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Reading {
    /// Of evidence.
    words_per_minute: u32,
    /// Of tags, short cites and analytics.
    tag_words_per_minute: u32,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    /// `pocket`, `hat`, `block`, `tag`, `cite`, `evidence`, `analytic`, or `mark`: it was read up to here.
    kind: &'static str,
    text: String,
    /// 0 for headings and marks.
    words: u32,
    range: Range,
}

pub(super) async fn reading(server: &Server, params: ReadingParams) -> Result<Option<Reading>> {
    let found = server.on_snapshot(&params.text_document.uri, move |snapshot| {
        let whole = Span::new(0, snapshot.text.len());
        let within = params.range.map_or(whole, |range| from_proto::span(snapshot, range));
        let lines = reading::lines(&snapshot.brief, &snapshot.text, within).into_iter();
        let line = |line: reading::Line| Line {
            kind: name(line.kind),
            words: line.aloud.words,
            range: to_proto::range(snapshot, line.span),
            text: line.text,
        };
        Reading {
            words_per_minute: snapshot.context.settings.words_per_minute,
            tag_words_per_minute: snapshot.context.settings.tag_speed(),
            lines: lines.take(max_items(snapshot)).map(line).collect(),
        }
    });
    found.await
}

fn name(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Heading(Level::Pocket) => "pocket",
        LineKind::Heading(Level::Hat) => "hat",
        LineKind::Heading(Level::Block) => "block",
        LineKind::Read(PartKind::Tag) => "tag",
        LineKind::Read(PartKind::Cite) => "cite",
        LineKind::Read(PartKind::Evidence) => "evidence",
        LineKind::Read(PartKind::Analytic) => "analytic",
        LineKind::Mark => "mark",
    }
}
