//! The quoted text of a card: its paragraphs, its cutting marks, its words.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::brief::{Body, CuttingMark, Mark};
use crate::syntax::Piece;
use crate::text::Span;

/// Reads the paragraphs of a body; `glued` is a part of it that stands on its cite's line. `None` without either.
pub(super) fn read(paragraphs: &[&Piece], glued: Option<Span>, text: &str) -> Option<Body> {
    let spans: Vec<Span> = glued.into_iter().chain(paragraphs.iter().map(|piece| piece.span)).collect();
    let span = spans.iter().copied().reduce(Span::join)?;
    let marks: Vec<Mark> =
        paragraphs.iter().flat_map(|piece| &piece.marks).map(|&(kind, span)| Mark { kind, span }).collect();
    let words = spans.iter().map(|paragraph| count_words(paragraph.of(text))).sum();
    let read_words = read_words(&marks, text);
    let fingerprint = fingerprint(spans.iter().map(|paragraph| paragraph.of(text)));
    Some(Body { span, paragraphs: spans, marks, words, read_words, fingerprint })
}

/// What is read aloud: what is highlighted, else what is underlined or stressed.
fn read_words(marks: &[Mark], text: &str) -> Option<u32> {
    let highlighted = marks.iter().any(|mark| mark.kind == CuttingMark::Highlight);
    let read = marks.iter().filter(|mark| !highlighted || mark.kind == CuttingMark::Highlight);
    let mut upto = 0;
    let mut words = None;
    // Outer marks come before inner ones, so what is nested lies before `upto`.
    for mark in read {
        let fresh = Span::new(mark.span.start.max(upto), mark.span.end.max(upto));
        *words.get_or_insert(0) += count_words(fresh.of(text));
        upto = fresh.end;
    }
    words
}

/// See [`Body::fingerprint`].
fn fingerprint<'a>(paragraphs: impl Iterator<Item = &'a str>) -> u64 {
    // Gathered first: a hasher is slow on one word at a time.
    let mut letters = Vec::new();
    for paragraph in paragraphs {
        let words = paragraph.split(|sign: char| !sign.is_alphanumeric());
        words.for_each(|word| letters.extend_from_slice(word.as_bytes()));
    }
    FixedState::default().hash_one(letters)
}

/// Words as a reader counts them: stretches between blanks that hold a letter or a digit.
pub fn count_words(text: &str) -> u32 {
    let mut words = 0_u32;
    let mut counted = false;
    for sign in text.chars() {
        if sign.is_whitespace() {
            counted = false;
        } else if !counted && sign.is_alphanumeric() {
            counted = true;
            words = words.saturating_add(1);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_a_letter_or_a_digit() {
        for (text, want) in
            [("", 0), ("a", 1), (" “No” — he said\u{a0}… 2nd ", 4), ("– …", 0), ("(a)b c", 2), ("é\n1", 2)]
        {
            assert_eq!(count_words(text), want, "{text}");
        }
    }

    #[test]
    fn the_fingerprint_knows_words_and_not_how_they_are_cut() {
        let of = |paragraphs: &[&str]| fingerprint(paragraphs.iter().copied());
        let whole = of(&["“Nobody here waits”, he said."]);
        assert_eq!(of(&["__“Nobody here__ **waits**”,", "he ==said.=="]), whole);
        assert_ne!(of(&["“Nobody here waits”, he says."]), whole);
    }
}
