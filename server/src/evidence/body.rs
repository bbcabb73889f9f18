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
    let (words, fingerprint) = words_and_fingerprint(spans.iter().map(|paragraph| paragraph.of(text)));
    let read_words = read_words(&marks, text);
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

/// How many words there are, and [`Body::fingerprint`]: found together, since most of a brief is bodies.
fn words_and_fingerprint<'a>(paragraphs: impl Iterator<Item = &'a str>) -> (u32, u64) {
    // Gathered first: a hasher is slow on one word at a time.
    let mut letters = Vec::new();
    let words = paragraphs.map(|paragraph| walk(paragraph, |run| letters.extend_from_slice(run))).sum();
    (words, FixedState::default().hash_one(letters))
}

/// Words as a reader counts them: stretches between blanks that hold a letter or a digit.
pub fn count_words(text: &str) -> u32 {
    walk(text, |_| ())
}

/// Counts the words, and hands on each run of letters and digits. Nearly all are ASCII, and need not be decoded.
fn walk(text: &str, mut take: impl FnMut(&[u8])) -> u32 {
    let bytes = text.as_bytes();
    let mut words = 0_u32;
    let mut counted = false;
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        let start = at;
        let (alphanumeric, blank) = if first.is_ascii() {
            at += 1;
            if IS_ALPHANUMERIC[usize::from(first)] {
                while bytes.get(at).is_some_and(|byte| IS_ALPHANUMERIC[usize::from(*byte)]) {
                    at += 1;
                }
                (true, false)
            } else {
                (false, char::from(first).is_whitespace())
            }
        } else {
            let sign = text[at..].chars().next().unwrap_or_default();
            at += sign.len_utf8();
            (sign.is_alphanumeric(), sign.is_whitespace())
        };
        if alphanumeric {
            words = words.saturating_add(u32::from(!counted));
            take(&bytes[start..at]);
        }
        counted = alphanumeric || (counted && !blank);
    }
    words
}

/// Of each byte, whether it is an ASCII letter or digit.
static IS_ALPHANUMERIC: [bool; 256] = {
    let mut is = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    is
};

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
        let of = |paragraphs: &[&str]| words_and_fingerprint(paragraphs.iter().copied()).1;
        let whole = of(&["“Nobody here waits”, he said."]);
        assert_eq!(of(&["__“Nobody here__ **waits**”,", "he ==said.=="]), whole);
        assert_ne!(of(&["“Nobody here waits”, he says."]), whole);
    }
}
