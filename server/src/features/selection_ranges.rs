//! What “expand selection” selects: word ‹ mark ‹ sentence ‹ paragraph ‹ body ‹ card ‹ block ‹ hat ‹ pocket ‹ document;
//! in a cite, word ‹ field ‹ line ‹ cite ‹ card.

use unicode_segmentation::UnicodeSegmentation;

use super::totals::section;
use crate::evidence::brief::{Brief, Card, Entry, EntryKind, LineRole};
use crate::evidence::cite::Cite;
use crate::text::{Span, Text};

/// How long a word or number can be, in bytes.
const LONGEST_WORD: usize = 200;

/// How long a sentence can be, in bytes; a longer one is selected as a paragraph.
const LONGEST_SENTENCE: usize = 4096;

/// Abbreviations whose period does not end a sentence.
const ABBREVIATIONS: [&str; 19] = [
    "Adm", "Col", "Dr", "Gen", "Gov", "Jr", "Lt", "Mr", "Mrs", "Ms", "No", "Prof", "Rep", "Rev", "Sen", "Sgt", "Sr",
    "St", "vs",
];

/// The spans around `at`, a byte of the document; the innermost first, each larger than the one before and around it.
/// The last is the whole document.
pub fn selection(brief: &Brief, text: &Text, at: usize) -> Vec<Span> {
    let mut around = vec![Span::new(0, text.len())];
    around.extend(sections(brief, at));
    if let Some(entry) = brief.entry_at(at) {
        around.extend(parts(entry, text, at));
    }
    around.sort_by_key(|span| std::cmp::Reverse(span.len()));
    let mut nested: Vec<Span> = Vec::new();
    for span in around.into_iter().filter(|span| span.touches(at) && !span.is_empty()) {
        let fits = |outer: &Span| outer.start <= span.start && span.end <= outer.end && *outer != span;
        if nested.last().is_none_or(fits) {
            nested.push(span);
        }
    }
    nested.reverse();
    nested
}

/// The sections around `at`, innermost first.
fn sections(brief: &Brief, at: usize) -> impl Iterator<Item = Span> {
    let end = brief.entries.partition_point(|entry| entry.start <= at);
    // Backward, a heading of a higher level than all those found so far has `at` in its section.
    let mut inner = None;
    (0..end).rev().filter_map(move |number| {
        let entry = &brief.entries[number];
        let level = entry.heading()?.level;
        if inner.is_some_and(|inner| inner <= level) {
            return None;
        }
        inner = Some(level);
        let end = section(brief, number).last().map_or(entry.span(), Entry::span).end;
        Some(Span::new(entry.start, end))
    })
}

/// The entry, and its parts that touch `at`; in bytes of the document.
fn parts(entry: &Entry, text: &Text, at: usize) -> Vec<Span> {
    let inside = at - entry.start;
    let mut parts = vec![Span::new(0, entry.content.len)];
    match &entry.content.kind {
        EntryKind::Heading(heading) => parts.push(heading.text.span),
        EntryKind::Analytic(words) => parts.push(words.span),
        EntryKind::Comment(_) => {}
        EntryKind::Card(card) => parts.extend(parts_of_card(card).filter(|span| span.touches(inside))),
    }
    parts.extend(entry.content.references.iter().map(|name| name.span).filter(|span| span.touches(inside)));
    let line = entry.content.lines.iter().find(|line| line.span.touches(inside));
    let mut parts: Vec<Span> = parts.into_iter().map(|span| span.shift(entry.start)).collect();
    if let Some(line) = line {
        let span = line.span.shift(entry.start);
        parts.push(span);
        if matches!(line.role, LineRole::Body | LineRole::Analytic | LineRole::Undertag) {
            parts.extend(sentence(text, span, at));
        }
        parts.extend(word(text, span, at));
    }
    parts
}

fn parts_of_card(card: &Card) -> impl Iterator<Item = Span> {
    let notes = card.tag.iter().chain(&card.undertags).map(|note| note.span);
    let cites = card.cites.iter().flat_map(|cite| std::iter::once(cite.span).chain(fields(cite)));
    let body = card.body.iter().flat_map(|body| {
        let marks = body.marks.iter().map(|mark| mark.span);
        std::iter::once(body.span).chain(body.paragraphs.iter().copied()).chain(marks)
    });
    notes.chain(cites).chain(body)
}

fn fields(cite: &Cite) -> impl Iterator<Item = Span> {
    let texts = [&cite.title, &cite.container, &cite.pages, &cite.url, &cite.doi, &cite.initials];
    let dates = [&cite.issued, &cite.accessed];
    (cite.short.iter().map(|short| short.span))
        .chain(cite.authors.iter().map(|author| author.span))
        .chain(texts.into_iter().flatten().map(|field| field.span))
        .chain(dates.into_iter().flatten().map(|date| date.span))
        .chain(cite.qualifications.iter().chain(&cite.edit_notes).map(|field| field.span))
}

/// The word at or just before `at`, in `line`.
fn word(text: &Text, line: Span, at: usize) -> Option<Span> {
    let (window, near) = window(text, line, at, LONGEST_WORD);
    let words = near.split_word_bound_indices().filter(|(_, word)| word.contains(char::is_alphanumeric));
    // Unicode takes the underscores of a mark as parts of words.
    let mut words = words.map(|(start, word)| {
        let underscores = word.len() - word.trim_start_matches('_').len();
        let bare = word.trim_matches('_').len();
        Span::new(start + underscores, start + underscores + bare).shift(window.start)
    });
    words.rfind(|word| word.touches(at))
}

/// The sentence around `at`, in `line`, by Unicode's rules (UAX #29) and without breaks after abbreviations. `None` if it
/// is longer than [`LONGEST_SENTENCE`].
fn sentence(text: &Text, line: Span, at: usize) -> Option<Span> {
    let (window, near) = window(text, line, at, LONGEST_SENTENCE);
    let mut start = 0;
    for (from, part) in near.split_sentence_bound_indices() {
        let end = from + part.len();
        if ends_in_abbreviation(part) && end < near.len() {
            continue;
        }
        let sentence = Span::new(start, end);
        start = end;
        if end + window.start < at {
            continue;
        }
        let whole = (sentence.start > 0 || window.start == line.start) && (end < near.len() || window.end == line.end);
        let sentence = sentence.trim(&near).shift(window.start);
        return (whole && sentence.touches(at)).then_some(sentence);
    }
    None
}

fn ends_in_abbreviation(part: &str) -> bool {
    let Some(word) = part.trim_end().strip_suffix('.') else { return false };
    let word = word.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"')).next().unwrap_or(word);
    // An initial, or a word with periods in it: `J.`, `U.S.`
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    initial || word.contains('.') || ABBREVIATIONS.contains(&word)
}

/// The part of `line` within `reach` bytes of `at`, in whole characters, and its span.
fn window<'text>(text: &'text Text, line: Span, at: usize, reach: usize) -> (Span, std::borrow::Cow<'text, str>) {
    let before = text.slice(Span::new(at.saturating_sub(reach).max(line.start), at)).len();
    let near = text.slice(Span::new(at - before, (at + reach).min(line.end)));
    (Span::new(at - before, at - before + near.len()), near)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief};
    use super::*;

    /// The spans, innermost first, each on a line; of long ones the beginning and the end.
    fn shown(text: &str) -> String {
        let (brief, text, cursor) = brief(text);
        let spans = selection(&brief, &Text::new(&text), cursor);
        let show = |span: &Span| {
            let words: Vec<char> = span.of(&text).replace('\n', "⏎").chars().collect();
            if words.len() <= 60 {
                return words.into_iter().collect::<String>();
            }
            let (head, tail) = (&words[..30], &words[words.len() - 20..]);
            format!("{} … {}", head.iter().collect::<String>(), tail.iter().collect::<String>())
        };
        spans.iter().map(show).collect::<Vec<_>>().join("\n")
    }

    /// The same without the sections around the card or heading.
    fn inside_of_block(text: &str) -> String {
        let shown = shown(text);
        let inner: Vec<&str> = shown.lines().filter(|line| !line.ends_with("have failed.⏎")).collect();
        let sections = ["## Impacts⏎", "### AT: Cooperation⏎"];
        inner
            .into_iter()
            .filter(|line| !sections.iter().any(|section| line.starts_with(section)))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn with_cursor(before: &str) -> String {
        SYRIA.replacen(before, &format!("{before}|"), 1)
    }

    #[test]
    fn a_selection_grows_from_a_word_of_a_body_to_the_document() {
        insta::assert_snapshot!(shown(&with_cursor("“for goo")), @r"
        good
        The talks are off, “for good”, said the spokesman.
        The talks are off, “for good”, …  They were never on.
        The talks are off, “for good”, … y came. Nobody will.
        #### Mediation in Syria fails⏎ … y came. Nobody will.
        ### AT: Cooperation⏎⏎They say  … talks__ have failed.
        ## Impacts⏎⏎### AT: Cooperatio … talks__ have failed.
        ## Impacts⏎⏎### AT: Cooperatio … alks__ have failed.⏎
        ");
    }

    #[test]
    fn a_selection_grows_from_a_date_to_its_card() {
        insta::assert_snapshot!(inside_of_block(&with_cursor("9-15")), @r"
        15
        9-15-21
        Choi 21, Joseph Choi, reporter … /thehill.com/kremlin
        #### Mediation in Syria fails⏎ … y came. Nobody will.
        ");
    }

    #[test]
    fn a_selection_grows_in_a_tag_a_mark_and_a_heading() {
        insta::assert_snapshot!(inside_of_block(&with_cursor("Talks f")), @r"
        fail
        Talks fail
        #### Talks fail
        #### Talks fail⏎⏎TASS, Septemb … talks__ have failed.
        ");
        insta::assert_snapshot!(inside_of_block(&with_cursor("__tal")), @r"
        talks
        The __talks__ have failed.
        #### Talks fail⏎⏎TASS, Septemb … talks__ have failed.
        ");
        insta::assert_snapshot!(inside_of_block(&with_cursor("AT: Coo")), @r"
        Cooperation
        AT: Cooperation
        ### AT: Cooperation
        ");
    }

    #[test]
    fn between_paragraphs_only_what_is_around_is_selected() {
        insta::assert_snapshot!(shown("#### Talks fail\n\nTASS, September 7, 2021\n|\nThey failed."), @"#### Talks fail⏎⏎TASS, September 7, 2021⏎⏎They failed.");
        assert_eq!(shown("|"), "");
        assert_eq!(shown("\n\n|\n"), "⏎⏎⏎");
    }

    #[test]
    fn sentences_do_not_end_at_abbreviations() {
        let body = "#### Talks fail\n\nTASS, September 7, 2021\n\nIt failed. The U.S. Senate heard Dr. J. Choi| speak. Nobody came.";
        assert_eq!(shown(body).lines().nth(1), Some("The U.S. Senate heard Dr. J. Choi speak."));
    }

    #[test]
    fn a_very_long_paragraph_has_no_sentence() {
        let text = format!("#### Talks fail\n\nTASS, September 7, 2021\n\n{}", "word 😀 ".repeat(20_000));
        let (brief, text, _) = brief(&text);
        let at = text.len() / 2;
        let spans = selection(&brief, &Text::new(&text), at);
        assert!(spans.len() >= 3 && spans.iter().all(|span| span.touches(at)), "{spans:?}");
        assert!(spans.windows(2).all(|pair| pair[0].len() < pair[1].len()));
    }
}
