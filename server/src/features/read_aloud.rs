//! The words of an entry that are read aloud, as somebody copies them into a speech.

use super::wording;
use crate::evidence::brief::{Body, Card, CuttingMark, Entry, EntryKind};
use crate::text::Span;

/// What is read of `entry`, a paragraph a line: of a card the tag, the short cites, and of the body what is
/// highlighted, else underlined or stressed, else all. `text` is the entry's own. Empty for headings and comments.
pub fn text_read_aloud(entry: &Entry, text: &str) -> String {
    match &entry.content.kind {
        EntryKind::Card(card) => of_card(card, text),
        EntryKind::Analytic(words) => words.value.clone(),
        EntryKind::Heading(_) | EntryKind::Comment(_) => String::new(),
    }
}

fn of_card(card: &Card, text: &str) -> String {
    let tag = card.tag.iter().map(|tag| tag.value.clone());
    let cites = card.cites.iter().filter_map(wording::short_cite);
    let body = card.body.iter().flat_map(|body| of_body(body, text));
    tag.chain(cites).chain(body).collect::<Vec<_>>().join("\n")
}

fn of_body(body: &Body, text: &str) -> Vec<String> {
    if body.marks.is_empty() {
        return body.paragraphs.iter().map(|paragraph| paragraph.of(text).trim().to_owned()).collect();
    }
    let read = read_spans(body);
    let mut from = 0;
    let paragraphs = body.paragraphs.iter().map(|paragraph| {
        let upto = from + read[from..].partition_point(|span| span.start < paragraph.end);
        let words: Vec<&str> = read[from..upto].iter().map(|span| span.of(text).trim()).collect();
        from = upto;
        words.join(" ")
    });
    paragraphs.map(|words| without_signs(&words)).filter(|words| !words.is_empty()).collect()
}

/// The marked stretches that are read, in order and without those that lie in others.
fn read_spans(body: &Body) -> Vec<Span> {
    let highlighted = body.marks.iter().any(|mark| mark.kind == CuttingMark::Highlight);
    let chosen = body.marks.iter().filter(|mark| !highlighted || mark.kind == CuttingMark::Highlight);
    let mut upto = 0;
    // Outer marks are before inner ones.
    let outer = chosen.filter(|mark| {
        let fresh = mark.span.start >= upto;
        upto = upto.max(mark.span.end);
        fresh
    });
    outer.map(|mark| mark.span).collect()
}

/// Without the characters of nested marks.
fn without_signs(words: &str) -> String {
    words.replace("**", "").replace("__", "").replace("==", "")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief};
    use super::*;

    fn all(text: &str) -> String {
        let (brief, text, _) = brief(text);
        let read = brief.entries.iter().map(|entry| text_read_aloud(entry, entry.span().of(&text)));
        read.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n--\n")
    }

    #[test]
    fn all_of_a_body_or_what_is_marked_in_it() {
        insta::assert_snapshot!(all(SYRIA), @r"
        They say this every year.
        --
        Mediation in Syria fails
        Choi 21
        The talks are off, “for good”, said the spokesman. They were never on.
        Nobody came. Nobody will.
        --
        Talks fail
        TASS 21
        talks
        ");
    }

    #[test]
    fn what_is_highlighted_goes_before_what_is_underlined() {
        let text = "#### Talks fail\n\nTASS, September 7, 2021\n\nThe __talks ==have **now** failed==__ and __ended__.\n\n\
            Nobody came.\n\nNobody ==will==.\n";
        insta::assert_snapshot!(all(text), @r"
        Talks fail
        TASS 21
        have now failed
        will
        ");
    }
}
