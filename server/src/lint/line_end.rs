//! Line ends that a fix writes.

use crate::text::Span;

/// Two line ends, as `text` has them: a new paragraph, not a wrapped line.
pub fn paragraph_break(text: &str) -> &'static str {
    let first = memchr::memchr2(b'\n', b'\r', text.as_bytes());
    match first.map(|at| &text.as_bytes()[at..]) {
        Some([b'\r', b'\n', ..]) => "\r\n\r\n",
        Some([b'\r', ..]) => "\r\r",
        _ => "\n\n",
    }
}

/// Whether `span` runs over a line’s end.
pub(crate) fn is_in(span: Span, text: &str) -> bool {
    memchr::memchr2(b'\n', b'\r', span.of(text).as_bytes()).is_some()
}

/// Whether only whitespace is between `at` and the line’s end.
pub(crate) fn follows(at: usize, text: &str) -> bool {
    text[at..].trim_start_matches([' ', '\t', '\u{a0}']).chars().next().is_none_or(|sign| matches!(sign, '\n' | '\r'))
}
