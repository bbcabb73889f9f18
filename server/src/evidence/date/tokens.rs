//! A text cut into the pieces that dates are made of: numbers, names of the calendar, marks.

use super::calendar::{CalendarWord, calendar};
use crate::text::Span;

/// One piece of text. Blanks belong to none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where it stands.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether a blank stands before it.
    pub(super) spaced: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `09`: 9, with two digits. An ordinal's ending (`15th`) and a year's letter (`2021b`) are part of it.
    Number { value: u32, digits: u8 },
    /// `Sept`
    Calendar(CalendarWord),
    /// Any other word, also one with digits in it (`F16`).
    Word,
    /// A sign. All dashes are `-`, all apostrophes `'`, all double quotation marks `"`.
    Mark(char),
}

/// The tokens of `text` within `span`. A link is one word, so that no date is found inside.
pub(super) fn tokens(text: &str, span: Span) -> Vec<Token> {
    let part = span.of(text);
    let mut tokens = Vec::with_capacity(part.len() / 5);
    let mut at = 0;
    let mut spaced = false;
    while let Some(c) = part[at..].chars().next() {
        if c.is_whitespace() && c != '\n' {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        let (len, kind) = token(&part[at..], c);
        let start = span.start + at;
        tokens.push(Token { span: Span::new(start, start + len), kind, spaced });
        at += len;
        spaced = false;
    }
    tokens
}

/// The length in bytes and the kind of the token that `rest`, which begins with `first`, begins with.
fn token(rest: &str, first: char) -> (usize, Kind) {
    if first.is_ascii_digit() {
        return number(rest);
    }
    if !first.is_alphanumeric() {
        let mark = match first {
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            '’' | '‘' | '‛' | '`' | '´' => '\'',
            '“' | '”' | '„' | '‟' => '"',
            other => other,
        };
        return (first.len_utf8(), Kind::Mark(mark));
    }
    if is_link(rest) {
        return (
            rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '>')).unwrap_or(rest.len()),
            Kind::Word,
        );
    }
    let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let kind = calendar(&rest[..len]).map_or(Kind::Word, Kind::Calendar);
    (len, kind)
}

fn is_link(rest: &str) -> bool {
    let starts = |with: &str| rest.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    starts("http://") || starts("https://") || starts("www.")
}

fn number(rest: &str) -> (usize, Kind) {
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let whole = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let ending = &rest[digits..whole];
    // `2021-09-15T10:00`
    if digits == 2 && ending.starts_with('T') && ending[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return (digits, Kind::Number { value: rest[..digits].parse().unwrap_or_default(), digits: digits as u8 });
    }
    let ordinal = digits <= 2 && ["st", "nd", "rd", "th"].iter().any(|end| ending.eq_ignore_ascii_case(end));
    let lettered_year = digits == 4 && matches!(ending.as_bytes(), [b'a'..=b'h']);
    match rest[..digits].parse() {
        Ok(value) if digits <= 4 && (ending.is_empty() || ordinal || lettered_year) => {
            (whole, Kind::Number { value, digits: digits as u8 })
        }
        _ => (whole, Kind::Word),
    }
}
