//! What a brief looks like on paper: which words are underlined, boxed and highlighted, which are not read, and what is a
//! heading. For editors whose colors cannot show that by themselves.

use crate::evidence::brief::{Body, Brief, CuttingMark, EntryKind, Level};
use crate::evidence::card::body::read_spans;
use crate::text::Span;

/// How some text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// Between the signs of a cutting mark.
    Mark(CuttingMark),
    /// The signs of a mark.
    Sign,
    /// Evidence that is not read aloud, in a body of which some is marked.
    Unread,
    /// A heading’s line.
    Heading(Level),
    /// A tag or an analytic.
    Tag,
}

/// The looks of what touches `within`, in bytes of the document. Those of a kind are in order, and do not overlap.
/// O(entries + marks of the cards there).
pub fn looks(brief: &Brief, within: Span) -> Vec<(Look, Span)> {
    let first = brief.entries.partition_point(|entry| entry.span().end < within.start);
    let mut found = Vec::new();
    for entry in brief.entries[first..].iter().take_while(|entry| entry.start <= within.end) {
        let mut add = |look: Look, span: Span| {
            let span = span.shift(entry.start);
            if !span.is_empty() && span.start <= within.end && within.start <= span.end {
                found.push((look, span));
            }
        };
        match &entry.content.kind {
            EntryKind::Heading(heading) => add(Look::Heading(heading.level), heading.text.span),
            EntryKind::Analytic(words) => add(Look::Tag, words.span),
            EntryKind::Card(card) => {
                card.tag.iter().for_each(|tag| add(Look::Tag, tag.span));
                card.body.iter().for_each(|body| body_looks(body, &mut add));
            }
            EntryKind::Comment(_) => {}
        }
    }
    found
}

fn body_looks(body: &Body, add: &mut impl FnMut(Look, Span)) {
    /// A sign has two characters.
    const SIGN: usize = 2;
    for mark in &body.marks {
        add(Look::Mark(mark.kind), mark.span);
        add(Look::Sign, Span::new(mark.span.start.saturating_sub(SIGN), mark.span.start));
        add(Look::Sign, Span::new(mark.span.end, mark.span.end + SIGN));
    }
    if body.marks.is_empty() {
        return;
    }
    let mut read = read_spans(&body.marks).peekable();
    for paragraph in &body.paragraphs {
        let mut from = paragraph.start;
        while let Some(span) = read.next_if(|span| span.start < paragraph.end) {
            add(Look::Unread, Span::new(from, span.start.max(from)));
            from = from.max(span.end);
        }
        add(Look::Unread, Span::new(from, paragraph.end.max(from)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::brief;
    use super::*;

    const CARD: &str = "## Impacts\n\n#### Talks fail\n\nTASS, September 7, 2021\n\n\
        The __talks ==have **now** failed==__ and __ended__.\n\nNobody ==will come==.\n\nNobody.\n";

    #[test]
    fn marks_signs_and_what_is_not_read() {
        let (parsed, text, _) = brief(CARD);
        let of = |wanted: Look| {
            let looks = looks(&parsed, Span::new(0, text.len())).into_iter();
            let spans: Vec<&str> = looks.filter(|(look, _)| *look == wanted).map(|(_, span)| span.of(&text)).collect();
            spans.join(" | ")
        };
        assert_eq!(of(Look::Mark(CuttingMark::Underline)), "talks ==have **now** failed== | ended");
        assert_eq!(of(Look::Mark(CuttingMark::Emphasis)), "now");
        assert_eq!(of(Look::Mark(CuttingMark::Highlight)), "have **now** failed | will come");
        assert_eq!(of(Look::Unread), "The __talks == | ==__ and __ended__. | Nobody == | ==. | Nobody.");
        assert_eq!(of(Look::Sign), "__ | __ | == | == | ** | ** | __ | __ | == | ==");
        assert_eq!(of(Look::Heading(Level::Hat)), "Impacts");
        assert_eq!(of(Look::Tag), "Talks fail");
        let tag = text.find("Talks fail").expect("the tag");
        let here = looks(&parsed, Span::empty(tag + 2));
        assert_eq!(here, [(Look::Tag, Span::new(tag, tag + "Talks fail".len()))], "only what touches the range");
    }

    #[test]
    fn of_a_body_without_marks_all_is_read() {
        let (parsed, text, _) = brief(&CARD.replace(['_', '=', '*'], ""));
        assert!(looks(&parsed, Span::new(0, text.len())).iter().all(|(look, _)| *look != Look::Unread));
    }
}
