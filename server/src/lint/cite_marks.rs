//! The punctuation of a cite, except inside a link, a title or an unfinished date.

use crate::evidence::cite::Cite;
use crate::evidence::date::Fault;
use crate::text::Span;

/// The offsets of the ASCII characters in `cite` that are `wanted`.
pub(crate) fn places(cite: &Cite, text: &str, wanted: impl Fn(u8) -> bool) -> Vec<usize> {
    let kept_out = kept_out(cite, text);
    cite.span
        .of(text)
        .bytes()
        .enumerate()
        .map(|(at, byte)| (cite.span.start + at, byte))
        .filter(|&(at, byte)| wanted(byte) && !kept_out.iter().any(|span| span.start <= at && at < span.end))
        .map(|(at, _)| at)
        .collect()
}

fn kept_out(cite: &Cite, text: &str) -> Vec<Span> {
    let url = cite.url.as_ref().map(|url| url.span);
    let title = cite.title.as_ref().map(|title| title.span);
    let yearless = cite.issued.as_ref().filter(|date| date.fault == Some(Fault::YearMissing)).map(|date| {
        let rest = &text[date.span.end..cite.span.end];
        Span::new(date.span.start, date.span.end + rest.len() - rest.trim_start_matches([',', ' ']).len())
    });
    [url, title, yearless].into_iter().flatten().collect()
}

/// Where the whitespace before `at` begins, at `from` at the earliest.
pub(crate) fn blanks_before(text: &str, from: usize, at: usize) -> usize {
    from + text[from..at].trim_end().len()
}
