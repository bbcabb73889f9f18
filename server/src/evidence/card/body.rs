//! The quoted text of a card: its paragraphs, its cutting marks, its words.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::evidence::brief::{Body, CuttingMark, Mark};
use crate::syntax::Piece;
use crate::text::{AsciiLetters, Span, is_alphanumeric, leading_letters};

/// Reads the paragraphs of a body; `glued` is a part of it that stands on its cite's line. `None` without either.
pub(super) fn read(paragraphs: &[&Piece], glued: Option<Span>, text: &str) -> Option<Body> {
    let spans: Vec<Span> = glued.into_iter().chain(paragraphs.iter().map(|piece| piece.span)).collect();
    let span = spans.iter().copied().reduce(Span::join)?;
    let marks: Vec<Mark> =
        paragraphs.iter().flat_map(|piece| &piece.marks).map(|&(kind, span)| Mark { kind, span }).collect();
    let len = spans.iter().map(|span| span.len()).sum();
    let (words, fingerprint, opening) = words_and_fingerprints(len, spans.iter().map(|paragraph| paragraph.of(text)));
    let read_words = (!marks.is_empty()).then(|| read_spans(&marks).map(|span| count_words(span.of(text))).sum());
    Some(Body { span, paragraphs: spans, marks, words, read_words, fingerprint, opening })
}

/// What of a body with cutting marks is read aloud: what is highlighted, else what is underlined or emphasized. In order
/// and without overlaps, so that words with several marks are read once.
pub fn read_spans(marks: &[Mark]) -> impl Iterator<Item = Span> {
    let highlighted = marks.iter().any(|mark| mark.kind == CuttingMark::Highlight);
    let read = marks.iter().filter(move |mark| !highlighted || mark.kind == CuttingMark::Highlight);
    let mut end = 0;
    // Outer marks come before inner ones, so an inner mark ends before `end`.
    let without_overlaps = read.map(move |mark| {
        let rest = Span::new(mark.span.start.max(end), mark.span.end.max(end));
        end = rest.end;
        rest
    });
    without_overlaps.filter(|span| !span.is_empty())
}

/// Letters and digits in which two texts agree only if one is a part of the other.
const OPENING: usize = 120;

/// How many words there are in paragraphs of `len` bytes at most, [`Body::fingerprint`] and [`Body::opening`]: found
/// together, since most of a brief is bodies.
fn words_and_fingerprints<'a>(len: usize, paragraphs: impl Iterator<Item = &'a str>) -> (u32, u64, Option<u64>) {
    // Gathered first: a hasher is slow on one word at a time.
    let mut letters = vec![0; len + size_of::<u64>()];
    let (mut words, mut filled) = (0_u32, 0);
    for paragraph in paragraphs {
        let (more, upto) = gather(paragraph, &mut letters, filled);
        words = words.saturating_add(more);
        filled = upto;
    }
    letters.truncate(filled);
    let opening = letters.get(..OPENING).map(|opening| FixedState::default().hash_one(opening));
    (words, FixedState::default().hash_one(letters), opening)
}

/// Counts the words, and puts their letters and digits into `letters` from `filled` on; up to where they stand then.
/// `letters` is empty, or has room for eight more. Nearly all signs are letters in ASCII, which are taken as many as there
/// are at once. About the others, and the last bytes of a text, no branch decides: it would cost more.
fn gather(text: &str, letters: &mut [u8], mut filled: usize) -> (u32, usize) {
    let bytes = text.as_bytes();
    let (mut words, mut counted) = (0_u32, false);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if let Some(AsciiLetters { lowercase, len }) = leading_letters(&bytes[at..]) {
            if let Some(place) = letters.get_mut(filled..filled + lowercase.len()) {
                place.copy_from_slice(&lowercase);
            }
            filled += len;
            words += u32::from(!counted);
            at += len;
            // The space behind most words is no place for letters to begin at.
            let is_space = bytes.get(at) == Some(&b' ');
            counted = !is_space;
            at += usize::from(is_space);
            continue;
        }
        if byte.is_ascii() {
            let kind = SIGNS[usize::from(byte)];
            let alphanumeric = kind == Sign::Alphanumeric;
            if let Some(place) = letters.get_mut(filled) {
                // Letters in lowercase; digits have the bit anyway.
                *place = byte | 0x20;
            }
            filled += usize::from(alphanumeric);
            words += u32::from(alphanumeric & !counted);
            counted = alphanumeric | (counted & (kind != Sign::Blank));
            at += 1;
        } else {
            let sign = text[at..].chars().next().unwrap_or_default();
            let len = sign.len_utf8();
            if is_alphanumeric(sign) {
                if let Some(place) = letters.get_mut(filled..filled + len) {
                    let small = sign.to_lowercase().next().filter(|small| small.len_utf8() == len).unwrap_or(sign);
                    small.encode_utf8(place);
                }
                filled += len;
                words += u32::from(!counted);
                counted = true;
            } else {
                counted &= !sign.is_whitespace();
            }
            at += len;
        }
    }
    (words, filled)
}

/// Words as a reader counts them: stretches between spaces that hold a letter or a digit.
pub fn count_words(text: &str) -> u32 {
    gather(text, &mut [], 0).0
}

/// What an ASCII sign is for whoever counts words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Alphanumeric,
    Blank,
    Other,
}

/// Of each byte, what it is; those beyond ASCII are none.
static SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        let sign = byte as u8;
        if sign.is_ascii_alphanumeric() {
            signs[byte] = Sign::Alphanumeric;
        } else if matches!(sign, b'\t'..=b'\r' | b' ') {
            signs[byte] = Sign::Blank;
        }
        byte += 1;
    }
    signs
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
        let of = |paragraphs: &[&str]| words_and_fingerprints(100, paragraphs.iter().copied()).1;
        let whole = of(&["“Nobody here waits”, he said."]);
        assert_eq!(of(&["__“Nobody here__ **waits**”,", "he ==said.=="]), whole);
        assert_ne!(of(&["“Nobody here waits”, he says."]), whole);
        assert_eq!(of(&["NOBODY here WAITS, HE SAID"]), whole);
        assert_eq!(of(&["Élan 21"]), of(&["ÉLAN 21"]));
    }
}
