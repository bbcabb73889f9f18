//! A card taken apart, once: its tag, its sources and its body, also where they share a line.

pub mod body;
pub(super) mod cite_reader;
mod shared_lines;
mod sources;

use memchr::memchr2_iter;

use self::cite_reader::CiteReader;
use self::sources::sources;
use super::brief::Card;
use super::cite::Cite;
use super::date::{CiteDate, Form};
use crate::syntax::{Piece, PieceKind};
use crate::text::{Span, Spanned};

/// What the pieces of a card mean; without a `reader`, its cites are skipped.
pub(super) fn card(pieces: &[Piece], text: &str, mut reader: Option<&mut CiteReader<'_>>) -> Card {
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
                // A cite after the body is another source than those before it.
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
    let after = read(&mut cite_lines, &mut card);
    if let Some(reader) = &mut reader {
        divide_tag(&mut card, reader);
    }
    // Of a cite after the body, nothing is body.
    let glued = after.filter(|after| paragraphs.first().is_none_or(|first| after.end <= first.span.start));
    card.body = body::read(&paragraphs, glued, text);
    if let Some(reader) = &mut reader
        && card.cites.is_empty()
        && let Some(last) = paragraphs.last()
        && let Some(span) = shared_lines::cite_at_end_of_body(text, last.span)
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
/// after the last on its line is body, and is given back.
fn read_sources(lines: &[Span], reader: &mut CiteReader<'_>, card: &mut Card) -> Option<Span> {
    let text = reader.text;
    let mut after = None;
    for source in sources(lines, reader) {
        let cite = reader.read(source);
        let before = Span::new(source.start, cite.span.start).trim(text);
        if card.tag.is_none() && card.cites.is_empty() && !before.is_empty() {
            card.tag = Some(Spanned::new(before.of(text).to_owned(), before));
        }
        after = Some(Span::new(cite.span.end, source.end).trim(text)).filter(|after| !after.is_empty());
        card.cites.push(cite);
    }
    after
}

/// Divides a tag that holds its cite. A line below that says neither who nor when, such as a link, goes on with it.
fn divide_tag(card: &mut Card, reader: &mut CiteReader<'_>) {
    let goes_on = |cite: &Cite| cite.short.is_none() && cite.authors.is_empty();
    let rest = match card.cites.as_slice() {
        [] => None,
        [rest] if goes_on(rest) => Some(rest.span),
        _ => return,
    };
    if let Some(tag) = &mut card.tag
        && let Some(cite) = shared_lines::cite_in_tag(reader.text, tag.span)
    {
        let source = rest.map_or(cite, |rest| Span::new(cite.start, rest.end));
        card.cites = vec![reader.read(source)];
        tag.span = Span::new(tag.span.start, cite.start).trim(reader.text);
        tag.value = tag.span.of(reader.text).to_owned();
    }
}

/// The words of the first piece, its lines joined by spaces.
pub(super) fn words(pieces: &[Piece], text: &str) -> Spanned<String> {
    pieces.first().map_or_else(|| Spanned::new(String::new(), Span::default()), |piece| joined(piece, text))
}

fn joined(piece: &Piece, text: &str) -> Spanned<String> {
    let lines: Vec<&str> = piece.texts.iter().map(|span| span.of(text).trim()).collect();
    let span = piece.texts.iter().copied().reduce(Span::join).unwrap_or(Span::empty(piece.span.end));
    Spanned::new(lines.join(" "), span.trim(text))
}

pub(super) fn comment(span: Span, text: &str) -> Spanned<String> {
    let inside = span.of(text).trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    Spanned::new(inside.to_owned(), span)
}

/// The lines of `span` that are not blank.
pub(super) fn lines_of(span: Span, text: &str) -> impl Iterator<Item = Span> {
    let mut start = span.start;
    let ends = memchr2_iter(b'\n', b'\r', span.of(text).as_bytes()).map(move |at| span.start + at + 1);
    ends.chain([span.end]).filter_map(move |end| {
        let line = Span::new(start, end).trim(text);
        start = end;
        (!line.is_empty()).then_some(line)
    })
}
