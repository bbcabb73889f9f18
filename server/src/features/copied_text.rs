//! The text of a card or block to put elsewhere: into a speech document, or on a caselist, where a card is often only its
//! first and last words. The evidence is copied as it is, letter for letter.

use super::document_symbols::one_line;
use super::reorder;
use crate::evidence::brief::{Body, Brief, Card, Entry, EntryKind, Level, Mark};
use crate::lint::Edit;
use crate::lint::line_end::paragraph_break;
use crate::text::{Span, Text};

/// How many words a caselist shows of each end of a card.
const WORDS: usize = 8;

/// The card, analytic, or heading with everything under it at `at`, a byte of the document, as it stands in the brief.
/// With `marks`, a heading or tag without a mark gets one, so that it stays what it is in another document. `None` outside
/// of entries. O(text of the entry).
pub fn whole(brief: &Brief, text: &Text, at: usize, marks: bool) -> Option<String> {
    let span = reorder::span_at(brief, at)?;
    let mut copied = String::new();
    let mut upto = span.start;
    let first = brief.entries.partition_point(|entry| entry.start < span.start);
    for entry in brief.entries[first..].iter().take_while(|entry| entry.start < span.end) {
        copied += &text.slice(Span::new(upto, entry.start));
        if marks {
            copied += &with_mark(text, entry);
        } else {
            copied += &text.slice(entry.span());
        }
        upto = entry.span().end;
    }
    Some(copied)
}

/// The text of an entry. A heading or tag without a mark gets one.
fn with_mark(text: &Text, entry: &Entry) -> String {
    let own = text.slice(entry.span());
    let name = name_span(entry).filter(|name| name.start == 0 && is_one_line(&own, *name));
    let sign = name.and_then(|_| sign(&entry.content.kind)).unwrap_or("");
    format!("{sign}{own}")
}

/// Where the words of a heading or tag are, in bytes of the entry. At 0, they have no mark.
fn name_span(entry: &Entry) -> Option<Span> {
    match &entry.content.kind {
        EntryKind::Heading(heading) => Some(heading.text.span),
        EntryKind::Card(card) => card.tag.as_ref().map(|tag| tag.span),
        EntryKind::Analytic(words) => Some(words.span),
        EntryKind::Comment(_) => None,
    }
}

/// Whether the name is a line of its own. A tag over two lines, or with its cite behind it, keeps its form.
fn is_one_line(own: &str, name: Span) -> bool {
    let rest = own.get(name.end..).unwrap_or("");
    let line_end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    !name.of(own).contains(['\n', '\r']) && rest[..line_end].trim().is_empty()
}

fn sign(kind: &EntryKind) -> Option<&'static str> {
    match kind {
        EntryKind::Heading(heading) => Some(match heading.level {
            Level::Pocket => "# ",
            Level::Hat => "## ",
            Level::Block => "### ",
        }),
        EntryKind::Card(_) | EntryKind::Analytic(_) => Some("#### "),
        EntryKind::Comment(_) => None,
    }
}

/// What `selection`, in bytes of the document, copies to another document: at a cursor, and of several entries, all of
/// them as in [`whole`]; inside of one entry, the selected words, each paragraph as an analytic. O(text of the entries).
pub fn selected(brief: &Brief, text: &Text, selection: Span) -> Option<String> {
    if selection.is_empty() {
        return whole(brief, text, selection.start, true);
    }
    let first = brief.entries.partition_point(|entry| entry.span().end <= selection.start);
    let touched = brief.entries[first..].iter().take_while(|entry| entry.start < selection.end);
    let touched: Vec<&Entry> = touched.collect();
    if let [entry] = touched.as_slice()
        && selection != entry.span()
    {
        let words = text.slice(selection);
        let mark = |line: &str| if line.starts_with('#') { line.to_owned() } else { format!("#### {line}") };
        let lines = words.lines().map(str::trim).filter(|line| !line.is_empty()).map(mark);
        return Some(lines.collect::<Vec<_>>().join("\n\n")).filter(|words| !words.is_empty());
    }
    let copies = touched.iter().map(|entry| with_mark(text, entry));
    Some(copies.collect::<Vec<_>>().join("\n\n")).filter(|copies| !copies.is_empty())
}

/// The edit that adds `copied` at the end of a document.
pub fn append(text: &Text, copied: &str) -> Edit {
    let whole = text.slice(Span::new(0, text.len()));
    let end = whole.trim_end().len();
    let between = paragraph_break(&whole);
    let line_end = &between[..between.len() / 2];
    let copied = with_line_ends(copied, line_end);
    let between = if end == 0 { "" } else { between };
    let last = if whole[end..].is_empty() { line_end } else { "" };
    Edit::insert(end, format!("{between}{copied}{last}"))
}

/// The edit that puts `copied` where the cursor is, at `at`: there if it is between entries, else after the card or
/// heading that it is in, so that nothing that belongs together is torn apart. O(text).
pub fn insert(brief: &Brief, text: &Text, at: usize, copied: &str) -> Edit {
    let whole = text.slice(Span::new(0, text.len()));
    let at = brief.entry_at(at).map_or(at, |entry| entry.span().end);
    let (before, after) = whole.split_at_checked(at).unwrap_or((&whole, ""));
    if after.trim().is_empty() {
        return append(text, copied);
    }
    // Only the blank lines around the cursor are replaced.
    let blank = Span::new(before.trim_end().len(), whole.len() - after.trim_start().len());
    let between = paragraph_break(&whole);
    let above = if blank.start == 0 { "" } else { between };
    let copied = with_line_ends(copied, &between[..between.len() / 2]);
    Edit::replace(blank, format!("{above}{copied}{between}"))
}

fn with_line_ends(copied: &str, line_end: &str) -> String {
    copied.replace("\r\n", "\n").replace('\r', "\n").replace('\n', line_end)
}

/// The card at `at` as caselists disclose it: tag, cites, the first and last words with `AND` between them. A short body
/// is whole. Without cutting marks. `None` outside of cards. O(card).
pub fn disclosed(brief: &Brief, text: &Text, at: usize) -> Option<String> {
    let entry = brief.entry_at(at)?;
    let card = entry.card()?;
    let own = text.slice(entry.span());
    let tag = card.tag.iter().map(|tag| one_line(&tag.value, ""));
    let cites = card.cites.iter().map(|cite| cite.span.of(&own).trim().to_owned());
    let body = card.body.iter().flat_map(|body| ends(body, &own));
    Some(tag.chain(cites).chain(body).collect::<Vec<_>>().join(paragraph_break(&own)))
}

/// The first words, `AND`, and the last words of a body.
fn ends(body: &Body, text: &str) -> Vec<String> {
    let plain: Vec<String> =
        body.paragraphs.iter().map(|paragraph| without_signs(*paragraph, &body.marks, text)).collect();
    let words: Vec<&str> = plain.iter().flat_map(|paragraph| paragraph.split_whitespace()).collect();
    if words.len() <= 3 * WORDS {
        return plain;
    }
    vec![words[..WORDS].join(" "), "AND".to_owned(), words[words.len() - WORDS..].join(" ")]
}

/// A paragraph without the signs of its marks.
fn without_signs(paragraph: Span, marks: &[Mark], text: &str) -> String {
    /// A sign has two characters.
    const SIGN: usize = 2;
    let inside = marks.iter().filter(|mark| mark.span.start >= paragraph.start && mark.span.end <= paragraph.end);
    let mut signs: Vec<usize> = inside.flat_map(|mark| [mark.span.start.saturating_sub(SIGN), mark.span.end]).collect();
    signs.sort_unstable();
    let mut plain = String::new();
    let mut upto = paragraph.start;
    for at in signs {
        plain += Span::new(upto, at).of(text);
        upto = at + SIGN;
    }
    (plain + Span::new(upto, paragraph.end).of(text)).trim().to_owned()
}

/// The text of the last cite above `at`, for another card of the same source. `None` if there is none. O(entries above).
pub fn last_cite(brief: &Brief, text: &Text, at: usize) -> Option<String> {
    let above = brief.entries.partition_point(|entry| entry.start < at);
    let of_card = |entry: &Entry, card: &Card| {
        let cite = card.cites.iter().rev().find(|cite| cite.span.end + entry.start <= at)?;
        Some(text.slice(cite.span.shift(entry.start)).trim().to_owned())
    };
    brief.entries[..above].iter().rev().find_map(|entry| of_card(entry, entry.card()?))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief};
    use super::*;

    fn with<T>(text: &str, at: &str, copy: impl Fn(&Brief, &Text, usize) -> Option<T>) -> Option<T> {
        let (brief, text, _) = brief(text);
        copy(&brief, &Text::new(&text), text.find(at).expect("the words"))
    }

    #[test]
    fn a_card_or_a_block_is_copied_as_it_is() {
        let card = with(SYRIA, "have failed", |brief, text, at| whole(brief, text, at, true));
        assert_eq!(card.as_deref(), Some("#### Talks fail\n\nTASS, September 7, 2021\n\nThe __talks__ have failed."));
        let block = with(SYRIA, "AT:", |brief, text, at| whole(brief, text, at, false)).expect("a block");
        assert_eq!(block, SYRIA["## Impacts\n\n".len()..].trim_end());
    }

    #[test]
    fn names_without_marks_get_them_in_another_document() {
        let plain = "AT: Talks\n\nTalks fail\n\nChoi 21, Joseph Choi, “Kremlin shrugs,” The Hill, 9-2-21\n\n\
            The talks are off, said the spokesman, and they were never on.\n";
        let copied = with(plain, "AT:", |brief, text, at| whole(brief, text, at, true)).expect("a block");
        assert_eq!(copied, plain.replace("AT:", "### AT:").replace("\nTalks fail", "\n#### Talks fail").trim_end());
    }

    #[test]
    fn selected_words_are_an_analytic_and_several_cards_are_whole() {
        let copied = |from: &str, to: &str| {
            let (brief, text, _) = brief(SYRIA);
            let at = |words: &str| text.find(words).expect("the words");
            selected(&brief, &Text::new(&text), Span::new(at(from), at(to) + to.len()))
        };
        assert_eq!(copied("for good", "spokesman.").as_deref(), Some("#### for good”, said the spokesman."));
        assert_eq!(copied("They were", "Nobody").as_deref(), Some("#### They were never on.\n\n#### Nobody"));
        let both = copied("Nobody came", "TASS").expect("two cards");
        assert_eq!(both, SYRIA[SYRIA.find("#### Mediation").expect("it")..].trim_end());
    }

    #[test]
    fn a_copy_is_added_at_the_end() {
        let after = |text: &str| super::super::fixture::edited(text, &[append(&Text::new(text), "a\n\nb")]);
        assert_eq!(after(""), "a\n\nb\n");
        assert_eq!(after("x\n"), "x\n\na\n\nb\n");
        assert_eq!(after("x\r\ny"), "x\r\ny\r\n\r\na\r\n\r\nb\r\n");
    }

    #[test]
    fn a_copy_is_put_between_cards_and_never_into_one() {
        let after = |text: &str, at: &str| {
            let (brief, text, _) = brief(text);
            let at = text.find(at).expect("the words");
            super::super::fixture::edited(&text, &[insert(&brief, &Text::new(&text), at, "#### New\n\nCard")])
        };
        let card = "#### Talks fail\n\nTASS, September 7, 2021\n\nThe talks have failed.\n\nThey were never on.";
        let text = format!("### AT: Talks\n\n{card}\n\n\n\n#### Nobody came\n");
        let expected = format!("### AT: Talks\n\n{card}\n\n#### New\n\nCard\n\n#### Nobody came\n");
        assert_eq!(after(&text, "\n\n#### Nobody"), expected, "on a blank line");
        assert_eq!(after(&text, "talks have"), expected, "inside of a card");
        assert_eq!(after(&text, "\n\nThey were"), expected, "between two paragraphs of a card");
        let below = format!("### AT: Talks\n\n#### New\n\nCard\n\n{card}\n\n\n\n#### Nobody came\n");
        assert_eq!(after(&text, "AT:"), below, "below a heading");
        assert_eq!(after(&text, "Nobody"), format!("{text}\n#### New\n\nCard\n"));
        assert_eq!(after("\n\n### A\n", "\n"), "#### New\n\nCard\n\n### A\n");
        assert_eq!(after("### A\r\n\r\n### B", "A"), "### A\r\n\r\n#### New\r\n\r\nCard\r\n\r\n### B");
    }

    #[test]
    fn a_caselist_shows_the_first_and_last_words() {
        let text = "#### Talks fail\n\nTASS, September 7, 2021\n\nOne two __three four ==five== six__ seven eight nine ten\n\n\
            a b c d e f g h i j **k** l m n o p q\n";
        let shown = with(text, "One", disclosed).expect("a card");
        assert_eq!(
            shown,
            "Talks fail\n\nTASS, September 7, 2021\n\nOne two three four five six seven eight\n\nAND\n\nj k l m n o p q"
        );
        let short = with(SYRIA, "TASS", disclosed).expect("a card");
        assert!(short.ends_with("\n\nThe talks have failed."), "{short}");
        assert_eq!(with(SYRIA, "They say", disclosed), None);
    }

    #[test]
    fn the_last_cite_is_that_above() {
        let cite = |at: &str| with(SYRIA, at, last_cite);
        assert!(cite("Talks fail").expect("a cite").starts_with("Choi 21, Joseph"));
        assert_eq!(cite("have failed").as_deref(), Some("TASS, September 7, 2021"));
        assert_eq!(cite("Mediation"), None);
    }
}
