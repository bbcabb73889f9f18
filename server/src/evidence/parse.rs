//! From the tree's items to what they mean.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::brief::{Brief, Content, Edited, Entry, EntryKind, Heading, Level, Line, LineRole};
use super::card::cite_reader::CiteReader;
use super::card::{self, lines_of, words};
use super::cite::CiteOptions;
use super::cite::parsed_cites::ParsedCites;
use super::reference;
use crate::syntax::{Item, ItemKind, Piece, PieceKind, Syntax, for_each_item_of};
use crate::text::{Span, Spanned, Text};

/// Reads a text that lies in one piece.
pub fn brief(text: &str, cite_options: &CiteOptions) -> Brief {
    let mut entries = Vec::new();
    // Nobody edits it, so nothing is kept for that.
    let read = |item: &Item| entry(item, item.span.of(text), &mut CiteReader::new(item.span.of(text), cite_options));
    for_each_item_of(text, |item| entries.push(read(&item)));
    Brief { entries }
}

/// Reads a document.
pub fn document(syntax: &Syntax, text: &Text, cite_options: &CiteOptions) -> Brief {
    Brief { entries: entries(syntax, text, Span::new(0, text.len() + 1), cite_options, &[]) }
}

/// Reads what an edit touched. `syntax` and `text` are those after it; outside `damage`, bytes of `text`, nothing
/// has another meaning than before, and what lies after it has moved by `text.len() - len_before` bytes.
pub fn edited(
    before: &Brief,
    len_before: usize,
    syntax: &Syntax,
    text: &Text,
    damage: Span,
    cite_options: &CiteOptions,
) -> Edited {
    let old = &before.entries;
    // What touches the damage is read too: a letter typed at a card's end belongs to it.
    let first = old.partition_point(|entry| entry.span().end < damage.start);
    let moved = |at: usize| (at + text.len()).saturating_sub(len_before);
    let last = old.partition_point(|entry| entry.span().end < damage.start || moved(entry.start) <= damage.end);

    let (kept, gone, after) = split(old, first, last);
    let from = kept.last().map_or(0, |entry| entry.span().end);
    let upto = after.first().map_or(text.len() + 1, |entry| moved(entry.start));
    let known: Vec<&ParsedCites> =
        gone.iter().map(|entry| &entry.content.parsed_cites).filter(|known| !known.is_empty()).collect();
    let fresh = entries(syntax, text, Span::new(from, upto), cite_options, &known);
    let count = fresh.len();

    let after = after.iter().map(|entry| Entry { start: moved(entry.start), content: Arc::clone(&entry.content) });
    let entries = kept.iter().cloned().chain(fresh).chain(after).collect();
    Edited { brief: Brief { entries }, fresh: first..first + count, gone: first..last }
}

/// `old` before its entry `first`, from there to `last`, and from there on.
fn split(old: &[Entry], first: usize, last: usize) -> (&[Entry], &[Entry], &[Entry]) {
    let (rest, after) = old.split_at_checked(last).unwrap_or((old, &[]));
    let (kept, gone) = rest.split_at_checked(first).unwrap_or((rest, &[]));
    (kept, gone, after)
}

/// The entries that begin in `within`; `known` is what was read of them before an edit.
fn entries(
    syntax: &Syntax,
    text: &Text,
    within: Span,
    cite_options: &CiteOptions,
    known: &[&ParsedCites],
) -> Vec<Entry> {
    let read = |item: &Item| {
        let text = text.slice(item.span);
        let mut reader = CiteReader::keeping(&text, cite_options, known);
        let mut entry = entry(item, &text, &mut reader);
        if let Some(content) = Arc::get_mut(&mut entry.content) {
            content.parsed_cites = reader.worth_keeping();
        }
        entry
    };
    let mut entries = Vec::new();
    syntax.for_each_item(within, |item| entries.push(read(&item)));
    entries
}

/// Reads one item; `text` is the item's own text. A fault of the program in it is not let out: it costs this item's
/// meaning and nothing else.
fn entry(item: &Item, text: &str, reader: &mut CiteReader<'_>) -> Entry {
    let start = item.span.start;
    let pieces: Vec<Piece> = item.pieces.iter().map(|piece| from_start(piece, start)).collect();
    // What a reader holds when it fails is finished readings.
    let read = catch_unwind(AssertUnwindSafe(|| kind(item.kind, &pieces, text, Some(reader))));
    let without_cites = || catch_unwind(AssertUnwindSafe(|| kind(item.kind, &pieces, text, None)));
    let failed = read.is_err();
    let kind = read.or_else(|_| without_cites()).unwrap_or_else(|_| nothing(item.kind));
    let lines = lines(item.kind, &pieces, text);
    let references = reference::references(text);
    let len = item.span.len();
    let content = Content { len, lines, references, kind, failed, parsed_cites: ParsedCites::default() };
    Entry { start, content: Arc::new(content) }
}

/// What the pieces of an item mean; without a `reader`, its cites are passed over.
fn kind(kind: ItemKind, pieces: &[Piece], text: &str, reader: Option<&mut CiteReader<'_>>) -> EntryKind {
    match kind {
        ItemKind::Heading(level) => EntryKind::Heading(heading(level, pieces, text)),
        ItemKind::Card => EntryKind::Card(Box::new(card::card(pieces, text, reader))),
        ItemKind::Analytic => EntryKind::Analytic(words(pieces, text)),
        ItemKind::Comment => EntryKind::Comment(card::comment(Span::new(0, text.len()), text)),
    }
}

/// An item of which nothing is known.
fn nothing(kind: ItemKind) -> EntryKind {
    let words = || Spanned::new(String::new(), Span::default());
    match kind {
        ItemKind::Heading(level) => EntryKind::Heading(Heading { level, text: words() }),
        ItemKind::Card => EntryKind::Card(Box::default()),
        ItemKind::Analytic => EntryKind::Analytic(words()),
        ItemKind::Comment => EntryKind::Comment(words()),
    }
}

/// The same piece, counted from `start`.
fn from_start(piece: &Piece, start: usize) -> Piece {
    let back = |span: Span| Span::new(span.start.saturating_sub(start), span.end.saturating_sub(start));
    Piece {
        kind: piece.kind,
        span: back(piece.span),
        texts: piece.texts.iter().copied().map(back).collect(),
        marks: piece.marks.iter().map(|&(mark, span)| (mark, back(span))).collect(),
    }
}

fn heading(level: Level, pieces: &[Piece], text: &str) -> Heading {
    Heading { level, text: words(pieces, text) }
}

fn lines(kind: ItemKind, pieces: &[Piece], text: &str) -> Vec<Line> {
    let role = |piece: &Piece| match (piece.kind, kind) {
        (PieceKind::Heading, ItemKind::Heading(Level::Pocket)) => LineRole::Pocket,
        (PieceKind::Heading, ItemKind::Heading(Level::Hat)) => LineRole::Hat,
        (PieceKind::Heading, _) => LineRole::Block,
        (PieceKind::Tag, ItemKind::Analytic) => LineRole::Analytic,
        (PieceKind::Tag, _) => LineRole::Tag,
        (PieceKind::Undertag, _) => LineRole::Undertag,
        (PieceKind::Cite, _) => LineRole::Cite,
        (PieceKind::Paragraph, _) => LineRole::Body,
        (PieceKind::Comment, _) => LineRole::Comment,
    };
    let lines = pieces.iter().flat_map(|piece| lines_of(piece.span, text).map(|span| Line { role: role(piece), span }));
    let mut lines: Vec<Line> = lines.collect();
    // Most entries of a file of short lines are one line, and a vector begins with room for four.
    lines.shrink_to_fit();
    lines
}
