//! The punctuation of a cite: brackets and quotation marks that lack their partner, fields that were left empty.

use super::link::links;
use super::quote::quoted;
use crate::text::Span;

/// The first bracket or double quotation mark within `span` that lacks its partner. Brackets inside links
/// do not count.
pub fn unbalanced(text: &str, span: Span) -> Option<Span> {
    let part = span.of(text);
    let links = links(part);
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in part.char_indices() {
        let partner = match c {
            '(' => ')',
            '[' => ']',
            ')' | ']' => c,
            _ => continue,
        };
        if links.iter().take(8).any(|link| link.span.start <= at && at < link.span.end) {
            continue;
        }
        if partner != c {
            open.push((at, partner));
        } else if open.last().is_some_and(|(_, wanted)| *wanted == c) {
            open.pop();
        } else {
            return Some(Span::new(at, at + 1).shift(span.start));
        }
    }
    let bracket = open.first().map(|&(at, _)| Span::new(at, at + 1));
    let mark = quoted(part).into_iter().find(|quoted| !quoted.closed);
    let mark = mark.map(|quoted| Span::new(quoted.outer.start, quoted.inner.start));
    bracket.into_iter().chain(mark).min().map(|sign| sign.shift(span.start))
}

/// Where two separators stand with nothing but blanks between: `,,`, `9-1, ,`. Each span runs from the first
/// separator to the last of its row.
pub fn empty_fields(text: &str, span: Span) -> Vec<Span> {
    let mut rows: Vec<Span> = Vec::new();
    let mut last = None;
    for (at, c) in span.of(text).char_indices() {
        let at = span.start + at;
        if matches!(c, ',' | ';') {
            match (last, rows.last_mut()) {
                (Some(before), Some(row)) if row.end == before + 1 => row.end = at + 1,
                (Some(before), _) => rows.push(Span::new(before, at + 1)),
                (None, _) => {}
            }
            last = Some(at);
        } else if !c.is_whitespace() {
            last = None;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lacks_its_partner() {
        let sign =
            |text: &str| unbalanced(text, Span::new(0, text.len())).map(|span| (span.start, span.of(text).to_owned()));
        assert_eq!(sign("Choi 21 (Joseph Choi, “Title,” [x] https://x.org/a_(b)) AB"), None);
        assert_eq!(sign("Caplan 19 [Professor of Economics"), Some((10, "[".to_owned())));
        assert_eq!(sign("COMMITTEE, “TITLE” DOA 2/19/19)"), Some((34, ")".to_owned())));
        assert_eq!(sign("Choi, “Title, The Hill"), Some((6, "“".to_owned())));
    }

    #[test]
    fn fields_left_empty() {
        let empty = |text: &str| {
            empty_fields(text, Span::new(0, text.len()))
                .into_iter()
                .map(|span| span.of(text).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(empty("Istomin, 9-1, , With"), [", ,"]);
        assert_eq!(empty("Choi,,, 9-1; , x"), [",,,", "; ,"]);
        assert!(empty("Choi, 9-1, x").is_empty());
    }
}
