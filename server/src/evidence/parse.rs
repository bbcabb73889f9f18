//! From the tree's items to what they mean.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::body;
use super::brief::{Brief, Card, Content, Entry, EntryKind, Heading, Level, Line, LineRole};
use super::cite::readings::{Reader, Readings};
use super::cite::{CiteOptions, glue, sources};
use super::claim::EntryLines;
use super::date::{CiteDate, Form};
use super::reference;
use crate::syntax::{Item, ItemKind, Piece, PieceKind, Syntax};
use crate::text::{Span, Spanned, Text};

/// Reads a text that lies in one piece.
pub fn brief(text: &str, cite_options: &CiteOptions) -> Brief {
    let mut entries = Vec::new();
    let whole = Span::new(0, text.len() + 1);
    // Nobody edits it, so nothing is kept for that.
    let read = |item: &Item| entry(item, item.span.of(text), &mut Reader::new(item.span.of(text), cite_options));
    Syntax::parse_str(text).for_each_item(whole, |item| entries.push(read(&item)));
    Brief { entries }
}

/// Reads a document.
pub fn document(syntax: &Syntax, text: &Text, cite_options: &CiteOptions) -> Brief {
    Brief { entries: entries(syntax, text, Span::new(0, text.len() + 1), cite_options, &[]) }
}

/// A brief after an edit, and which of its entries were read for it; all others are those of before.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The brief as it is now.
    pub brief: Brief,
    /// The numbers of the entries that were read, in `brief`.
    pub fresh: Range<usize>,
    /// The numbers of the entries whose place they took, in the brief before.
    pub gone: Range<usize>,
}

/// Reads what an edit touched. `syntax` and `text` are those after it; outside `damage`, bytes of `text`, nothing
/// has another meaning than before, and what lies behind it has moved by `text.len() - len_before` bytes.
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

    let (kept, gone, behind) = split(old, first, last);
    let from = kept.last().map_or(0, |entry| entry.span().end);
    let upto = behind.first().map_or(text.len() + 1, |entry| moved(entry.start));
    let known: Vec<&Readings> =
        gone.iter().map(|entry| &entry.content.readings).filter(|known| !known.is_empty()).collect();
    let fresh = entries(syntax, text, Span::new(from, upto), cite_options, &known);
    let count = fresh.len();

    let behind = behind.iter().map(|entry| Entry { start: moved(entry.start), content: Arc::clone(&entry.content) });
    let entries = kept.iter().cloned().chain(fresh).chain(behind).collect();
    Edited { brief: Brief { entries }, fresh: first..first + count, gone: first..last }
}

/// `old` before its entry `first`, from there to `last`, and from there on.
fn split(old: &[Entry], first: usize, last: usize) -> (&[Entry], &[Entry], &[Entry]) {
    let (rest, behind) = old.split_at_checked(last).unwrap_or((old, &[]));
    let (kept, gone) = rest.split_at_checked(first).unwrap_or((rest, &[]));
    (kept, gone, behind)
}

/// The entries that begin in `within`; `known` is what was read of them before an edit.
fn entries(syntax: &Syntax, text: &Text, within: Span, cite_options: &CiteOptions, known: &[&Readings]) -> Vec<Entry> {
    let read = |item: &Item| {
        let text = text.slice(item.span);
        let mut reader = Reader::keeping(&text, cite_options, known);
        let mut entry = entry(item, &text, &mut reader);
        if let Some(content) = Arc::get_mut(&mut entry.content) {
            content.readings = reader.worth_keeping();
        }
        entry
    };
    let mut entries = Vec::new();
    syntax.for_each_item(within, |item| entries.push(read(&item)));
    entries
}

/// Reads one item; `text` is the item's own text. A fault of the program in it is not let out: it costs this item's
/// meaning and nothing else.
fn entry(item: &Item, text: &str, reader: &mut Reader<'_>) -> Entry {
    let start = item.span.start;
    let pieces: Vec<Piece> = item.pieces.iter().map(|piece| from_start(piece, start)).collect();
    // What a reader holds when it fails is finished readings.
    let read = catch_unwind(AssertUnwindSafe(|| kind(item.kind, &pieces, text, Some(reader))));
    let without_cites = || catch_unwind(AssertUnwindSafe(|| kind(item.kind, &pieces, text, None)));
    let failed = read.is_err();
    let kind = read.or_else(|_| without_cites()).unwrap_or_else(|_| nothing(item.kind));
    let lines = lines(item.kind, &pieces, text);
    let references = reference::references(text);
    let claims = catch_unwind(AssertUnwindSafe(|| EntryLines::of(&kind, &lines, text))).unwrap_or_default();
    let len = item.span.len();
    let content = Content { len, lines, references, kind, failed, claims, readings: Readings::default() };
    Entry { start, content: Arc::new(content) }
}

/// What the pieces of an item mean; without a `reader`, its cites are passed over.
fn kind(kind: ItemKind, pieces: &[Piece], text: &str, reader: Option<&mut Reader<'_>>) -> EntryKind {
    match kind {
        ItemKind::Heading(level) => EntryKind::Heading(heading(level, pieces, text)),
        ItemKind::Card => EntryKind::Card(Box::new(card(pieces, text, reader))),
        ItemKind::Analytic => EntryKind::Analytic(words(pieces, text)),
        ItemKind::Comment => EntryKind::Comment(comment(Span::new(0, text.len()), text)),
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

/// The words of the first piece, its lines joined by blanks.
fn words(pieces: &[Piece], text: &str) -> Spanned<String> {
    pieces.first().map_or_else(|| Spanned::new(String::new(), Span::default()), |piece| joined(piece, text))
}

fn joined(piece: &Piece, text: &str) -> Spanned<String> {
    let lines: Vec<&str> = piece.texts.iter().map(|span| span.of(text).trim()).collect();
    let span = piece.texts.iter().copied().reduce(Span::join).unwrap_or(Span::empty(piece.span.end));
    Spanned::new(lines.join(" "), span.trim(text))
}

fn comment(span: Span, text: &str) -> Spanned<String> {
    let inside = span.of(text).trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    Spanned::new(inside.to_owned(), span)
}

fn card(pieces: &[Piece], text: &str, mut reader: Option<&mut Reader<'_>>) -> Card {
    let mut card = Card::default();
    let mut paragraphs = Vec::new();
    let mut cite_lines = Vec::new();
    let mut read = |lines: &mut Vec<Span>, card: &mut Card| {
        let reader = reader.as_deref_mut()?;
        read_sources(&std::mem::take(lines), reader, card)
    };
    for piece in pieces {
        match piece.kind {
            PieceKind::Tag => card.tag = Some(joined(piece, text)),
            PieceKind::Undertag => card.undertags.push(joined(piece, text)),
            PieceKind::Cite => {
                // A cite behind the body is another source than those before it.
                if !paragraphs.is_empty() {
                    read(&mut cite_lines, &mut card);
                }
                cite_lines.extend(lines_of(piece.span, text));
            }
            PieceKind::Paragraph => paragraphs.push(piece),
            PieceKind::Comment => card.comments.push(comment(piece.span, text)),
            PieceKind::Heading => {}
        }
    }
    let behind = read(&mut cite_lines, &mut card);
    if let Some(reader) = &mut reader {
        unglue_tag(&mut card, reader);
    }
    // Of a cite behind the body, nothing is body.
    let glued = behind.filter(|behind| paragraphs.first().is_none_or(|first| behind.end <= first.span.start));
    card.body = body::read(&paragraphs, glued, text);
    if let Some(reader) = &mut reader
        && card.cites.is_empty()
        && let Some(last) = paragraphs.last()
        && let Some(span) = glue::cite_at_end_of_body(text, last.span)
    {
        card.cites.push(reader.read(span));
    }
    card.day_first =
        card.cites.iter().flat_map(|cite| [&cite.issued, &cite.accessed]).flatten().any(|date| day_first(date, text));
    card
}

/// Whether `date` is written in numbers, and the first can only be a day.
fn day_first(date: &CiteDate, text: &str) -> bool {
    let digits = || date.span.of(text).bytes().take_while(u8::is_ascii_digit);
    matches!(date.form, Form::Dashes | Form::Slashes | Form::Dots)
        && date.edtf.is_some()
        && digits().count() == 2
        && digits().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')) > 12
}

/// Reads the sources of a row of cite lines. A claim before the first is the tag, where there is none; what stands
/// behind the last on its line is body, and is given back.
fn read_sources(lines: &[Span], reader: &mut Reader<'_>, card: &mut Card) -> Option<Span> {
    let text = reader.text;
    let mut behind = None;
    for source in sources::sources(lines, reader) {
        let cite = reader.read(source);
        let before = Span::new(source.start, cite.span.start).trim(text);
        if card.tag.is_none() && card.cites.is_empty() && !before.is_empty() {
            card.tag = Some(Spanned::new(before.of(text).to_owned(), before));
        }
        behind = Some(Span::new(cite.span.end, source.end).trim(text)).filter(|behind| !behind.is_empty());
        card.cites.push(cite);
    }
    behind
}

/// Divides a tag that holds its cite.
fn unglue_tag(card: &mut Card, reader: &mut Reader<'_>) {
    if card.cites.is_empty()
        && let Some(tag) = &mut card.tag
        && let Some(cite) = glue::cite_in_tag(reader.text, tag.span)
    {
        card.cites.push(reader.read(cite));
        tag.span = Span::new(tag.span.start, cite.start).trim(reader.text);
        tag.value = tag.span.of(reader.text).to_owned();
    }
}

/// The lines of `span` that are not blank.
fn lines_of(span: Span, text: &str) -> impl Iterator<Item = Span> {
    let mut next = span.start;
    span.of(text).split_inclusive(['\n', '\r']).filter_map(move |line| {
        let start = next;
        next += line.len();
        let line = Span::new(start, next).trim(text);
        (!line.is_empty()).then_some(line)
    })
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
