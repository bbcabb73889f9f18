//! Evidence and its source on one line: where the source begins.

use crate::evidence::cite::lex::link::{LinkKind, links};
use crate::evidence::cite::lex::word::{Letters, words};
use crate::evidence::date::dates_in;
use crate::evidence::gazetteer::{self, fold};
use crate::text::Span;

/// The source at the end of a line of evidence, in bytes of `text`: its link, or a bracket with a link or a
/// known publication and a date.
///
/// A link that is part of a sentence (`visit https://…`) is evidence.
pub(in crate::evidence::card) fn cite_at_end_of_body(text: &str, line: Span) -> Option<Span> {
    let line = line.trim(text);
    let part = line.of(text);
    let tail_start = part.ceil_char_boundary(part.len().saturating_sub(400));
    let tail = &part[tail_start..];
    let at = match tail.trim_end_matches(['.', ' ']).ends_with([')', ']']) {
        true => bracket_source(tail)?,
        false => link_source(tail)?,
    };
    let before = part[..tail_start + at].trim_end();
    // A line that is all source is a cite, not a body that ends in one.
    let words = words(&before[before.ceil_char_boundary(before.len().saturating_sub(200))..]);
    let small = words.iter().filter(|word| word.letters == Letters::Small).count();
    (before.len() >= 40 && small * 2 > words.len()).then(|| Span::new(line.start + tail_start + at, line.end))
}

fn link_source(tail: &str) -> Option<usize> {
    let link = links(tail).into_iter().rev().find(|link| link.kind == LinkKind::Url && !link.value.is_empty())?;
    let after = tail[link.span.end..].trim_matches([' ', '.', '>', '*', '_']);
    let before = tail[..link.span.start].trim_end_matches([' ', '<', '*', '_', '\u{a0}']);
    let label = ["source:", "link:", "url:"].iter().find(|label| fold(before).ends_with(*label));
    let sentence = before.ends_with(['.', '!', '?', '”', '"', '…', '’']) || label.is_some();
    let start = label.map_or(link.span.start, |label| before.len() - label.len());
    (after.is_empty() && sentence).then_some(start)
}

fn bracket_source(tail: &str) -> Option<usize> {
    let open = tail.rfind(['(', '['])?;
    let inside = tail[open + 1..].trim_end_matches(['.', ' ', ')', ']']);
    let sentence = tail[..open].trim_end().ends_with(['.', '!', '?', '”', '"', '…']);
    let link = links(inside).into_iter().any(|link| link.kind == LinkKind::Url && !link.value.is_empty());
    let paper = inside.split([',', ';']).any(|field| gazetteer::publication(field.trim()).is_some());
    let dated = dates_in(inside, Span::new(0, inside.len()), 30).iter().any(|date| date.edtf.is_some());
    (sentence && (link || (paper && dated))).then_some(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_behind_the_body_is_found() {
        let source =
            |text: &str| cite_at_end_of_body(text, Span::new(0, text.len())).map(|span| span.of(text).to_owned());
        let body = "Officials said on Monday that the two sides had agreed to go on.";
        assert_eq!(source(&format!("{body} https://x.org/a/b")).as_deref(), Some("https://x.org/a/b"));
        assert_eq!(source(&format!("{body} (Reuters, 9-15-21)")).as_deref(), Some("(Reuters, 9-15-21)"));
        assert_eq!(source("For more on the talks that began on Monday in the capital visit https://x.org/a"), None);
        assert_eq!(source(&format!("{body} (Smith 2012)")), None);
        assert_eq!(source("https://x.org/a"), None);
    }
}
