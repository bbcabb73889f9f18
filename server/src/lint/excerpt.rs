//! The lines around a change, without the text that no line’s role depends on.
//!
//! A change is checked by parsing the lines around it again. Most of them are quoted evidence, and most of that is far
//! from the change or behind the start of a line, at which alone the scanner looks. Leaving it out saves nearly all of
//! the work. The excerpt can only err in one direction: where it says that a change keeps everything, it does; where it
//! does not, the whole lines are asked.

use std::ops::Range;

use super::Edit;
use super::parts::{Part, parts_of};
use crate::evidence::brief::{Entry, EntryKind, LineRole};
use crate::text::Span;

/// How many lines the role of a line may depend on: the line and those that the scanner looks ahead at.
pub(super) const LINES_AHEAD: usize = tree_sitter_debate::LOOKAHEAD_LINES;
/// At how many characters of a line the scanner looks. After a longer line it looks at nothing.
const LINE_START: usize = tree_sitter_debate::LINE_CAP;
/// How many bytes at the end of a quotation may hold its source, and the words that say whether they do.
const LINE_END: usize = 700;

/// Some lines of a document that follow each other, or nearly do.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// What is kept: in bytes of the document, and where it begins in `text`.
    kept: Vec<(Span, usize)>,
    /// All of it.
    pub(super) text: String,
    /// The parts of the entries, in bytes of `text`, numbered as in the document. Those that are left out are empty.
    pub(super) parts: Vec<Part>,
    /// How many lines at the end may depend on lines outside, and are not compared.
    pub(super) rest: usize,
}

/// A line of the document.
struct Line {
    span: Span,
    is_quoted: bool,
    /// Longer than the scanner looks.
    is_long: bool,
    /// Whether an edit is in it, or between it and the lines beside it.
    is_touched: bool,
}

/// The entries around `touched` whose lines may say what the lines of `touched` are. With `edits`, which are in order,
/// only those that can be seen past long lines.
pub(super) fn entries_around(
    text: &str,
    entries: &[Entry],
    touched: Range<usize>,
    edits: Option<&[&Edit]>,
) -> Range<usize> {
    let touched = touched.start.min(entries.len())..touched.end.min(entries.len());
    let lines = |number: usize| lines_of(text, &entries[number..=number], &[]);
    let hides = |lines: &[Line]| edits.is_some() && lines.iter().any(|line| line.is_long);
    // The first line is one that no touched role depends on, and whose own role depends on little above it.
    let mut from = touched.start;
    let (mut above, mut is_hidden) = (0, false);
    while from > 0 {
        from -= 1;
        let lines = lines(from);
        above += lines.len();
        is_hidden |= hides(&lines);
        let begins = match &entries[from].content.kind {
            EntryKind::Heading(_) | EntryKind::Analytic(_) => true,
            EntryKind::Card(card) => card.tag.is_some(),
            EntryKind::Comment(_) => false,
        };
        if begins && (above > LINES_AHEAD || is_hidden) {
            break;
        }
    }
    // A quoted line below the last edit says that nothing further below has changed.
    let (mut below, mut is_hidden) = (0, false);
    if let Some(edits) = edits {
        let mut lines = lines_of(text, &entries[touched.clone()], edits);
        let quoted = lines.iter().rev().take_while(|line| line.is_quoted && !line.is_touched).count();
        lines.drain(..lines.len() - quoted);
        (below, is_hidden) = (lines.len(), hides(&lines));
    }
    let mut to = touched.end;
    while to < entries.len() && below <= LINES_AHEAD + 1 && !is_hidden {
        let lines = lines(to);
        below += lines.len();
        is_hidden |= hides(&lines);
        to += 1;
    }
    from..to
}

impl Excerpt {
    /// The lines of `entries[numbers]`, of which only those are left out that roles near `edits` cannot depend on.
    pub(super) fn around(text: &str, entries: &[Entry], numbers: Range<usize>, edits: &[&Edit]) -> Self {
        let lines = lines_of(text, &entries[numbers.clone()], edits);
        let Span { start, end } = bounds(text, entries, &numbers);
        let mut kept = Vec::new();
        let mut from = start;
        let mut leave_out = |gap: Span| {
            kept.push(Span::new(from, gap.start));
            from = gap.end;
        };
        let is_needed = needed(text, &lines);
        let mut last = None;
        for (number, (line, is_needed)) in lines.iter().zip(&is_needed).enumerate() {
            if !is_needed {
                let next = lines.get(number + 1).map_or(end, |next| next.span.start);
                leave_out(Span::new(line.span.start, next));
                continue;
            }
            last = Some(number);
            if line.is_long && !line.is_touched {
                middle(text, line.span).map(&mut leave_out);
            }
        }
        kept.push(Span::new(from, end));
        let rest = if numbers.end == entries.len() && last == lines.len().checked_sub(1) {
            0
        } else {
            let kept_lines = lines.iter().zip(&is_needed).rev().filter(|(_, is_needed)| **is_needed);
            kept_lines.take(LINES_AHEAD).take_while(|(line, _)| !line.is_long).count()
        };
        Self::of(text, kept, &entries[numbers.clone()], numbers.start, rest)
    }

    /// All text of `entries[numbers]`.
    pub(super) fn whole(text: &str, entries: &[Entry], numbers: Range<usize>) -> Self {
        let kept = vec![bounds(text, entries, &numbers)];
        let rest = if numbers.end == entries.len() { 0 } else { LINES_AHEAD };
        Self::of(text, kept, &entries[numbers.clone()], numbers.start, rest)
    }

    fn of(text: &str, spans: Vec<Span>, entries: &[Entry], first: usize, rest: usize) -> Self {
        let mut excerpt = Self { kept: Vec::with_capacity(spans.len()), text: String::new(), parts: Vec::new(), rest };
        for span in spans {
            excerpt.kept.push((span, excerpt.text.len()));
            excerpt.text += span.of(text);
        }
        excerpt.parts = parts_of(entries, first);
        for number in 0..excerpt.parts.len() {
            excerpt.parts[number].span = excerpt.inside(excerpt.parts[number].span);
        }
        excerpt
    }

    /// Where a span of the document is in `text`.
    pub(super) fn inside(&self, span: Span) -> Span {
        let place = |at: usize| {
            let number = self.kept.partition_point(|(kept, _)| kept.end < at);
            let last = self.kept.last().map_or(0, |(kept, start)| start + kept.len());
            self.kept.get(number).map_or(last, |(kept, start)| start + at.saturating_sub(kept.start))
        };
        Span::new(place(span.start), place(span.end))
    }
}

/// From the first of `entries[numbers]` to the last, in bytes of the document.
fn bounds(text: &str, entries: &[Entry], numbers: &Range<usize>) -> Span {
    let start = if numbers.start == 0 { 0 } else { entries[numbers.start].start };
    let end = if numbers.end == entries.len() { text.len() } else { entries[numbers.end - 1].span().end };
    Span::new(start, end)
}

/// The lines of `entries`. `edits` are in order.
fn lines_of(text: &str, entries: &[Entry], edits: &[&Edit]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for entry in entries {
        lines.extend(entry.content.lines.iter().map(|line| {
            let span = line.span.shift(entry.start);
            let is_quoted = line.role == LineRole::Body;
            let is_long = is_quoted && span.len() > LINE_START && span.of(text).chars().nth(LINE_START).is_some();
            Line { span, is_quoted, is_long, is_touched: false }
        }));
    }
    for number in 0..lines.len() {
        let above = number.checked_sub(1).map_or(0, |above| lines[above].span.end);
        let below = lines.get(number + 1).map_or(text.len(), |below| below.span.start);
        let first = edits.partition_point(|edit| edit.span.end < above);
        lines[number].is_touched = edits.get(first).is_some_and(|edit| edit.span.start <= below);
    }
    lines
}

/// Which of `lines` are needed: all but the middle of a long row of quoted lines without edits.
fn needed(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut is_needed = vec![false; lines.len()];
    let stays = |line: &Line| !line.is_quoted || line.is_touched;
    let mut mark = |numbers: &mut dyn Iterator<Item = usize>| {
        let mut since = usize::MAX;
        for number in numbers {
            since = if stays(&lines[number]) { 0 } else { since.saturating_add(1) };
            is_needed[number] |= since <= LINES_AHEAD + 1;
        }
    };
    mark(&mut (0..lines.len()));
    mark(&mut (0..lines.len()).rev());
    // A number in a quotation ends the counting of tags.
    is_needed.iter_mut().zip(lines).for_each(|(is_needed, line)| *is_needed |= may_be_numbered(line.span.of(text)));
    is_needed
}

fn may_be_numbered(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    first.chars().any(char::is_numeric) || first.chars().filter(|sign| sign.is_alphanumeric()).nth(1).is_none()
}

/// The middle of a long line.
fn middle(text: &str, line: Span) -> Option<Span> {
    let words = line.of(text);
    let (start, _) = words.char_indices().nth(LINE_START + 1)?;
    let end = words.floor_char_boundary(words.len().saturating_sub(LINE_END));
    (start < end).then(|| Span::new(line.start + start, line.start + end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fixture::BODY;
    use super::super::proof::{Promise, Prover, difference, edited, parts};
    use crate::evidence::cite::CiteOptions;
    use crate::evidence::parse;

    use super::*;

    const CITE: &str =
        "Choi 21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21, https://www.example.org/kremlin)";

    /// Lines of all kinds, many of them longer than the scanner looks.
    fn line() -> impl Strategy<Value = String> {
        let short = prop::sample::select(vec![
            "### AT: War",
            "#### Talks fail",
            "Talks fail",
            "AT: Russia",
            "1. Talks fail because nobody comes",
            "2. No link",
            CITE,
            "Joseph Choi, 9-2, 21, The Hill, Kremlin: talks fail,",
            "“Playing hard to get”",
            "https://www.example.org/kremlin",
            "The Hill, September 2, 2021",
            "<!-- a comment -->",
            BODY,
            BODY,
            "Kremlin officials said so.",
        ]);
        let long = (prop::sample::select(vec!["", "1. ", "The source: "]), 2..12_usize)
            .prop_map(|(start, count)| format!("{start}{}", [BODY; 12][..count].join(" ")));
        let sourced =
            (2..9_usize).prop_map(|count| format!("{} https://www.example.org/a", [BODY; 9][..count].join(" ")));
        let many = (6..20_usize).prop_map(|count| [BODY; 20][..count].join("\n\n"));
        prop_oneof![6 => short.prop_map(str::to_owned), 3 => long, 1 => sourced, 1 => many]
    }

    fn text() -> impl Strategy<Value = String> {
        let gap = prop::sample::select(vec!["\n", "\n\n", "\r\n"]);
        prop::collection::vec((line(), gap), 1..24)
            .prop_map(|lines| lines.into_iter().map(|(line, gap)| line + gap).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 60 } else { 6000 }))]

        /// What an excerpt says is kept is kept in the whole text.
        #[test]
        fn an_excerpt_never_hides_a_change(
            text in text(),
            at in any::<prop::sample::Index>(),
            len in 0..12_usize,
            new in prop::sample::select(vec!["", " ", ", ", "\n", "\n\n", "#### ", "2021", "(", "”", "Choi 21", "2. ", "A"]),
        ) {
            let options = CiteOptions::default();
            let start = text.floor_char_boundary(at.index(text.len()));
            let edit = Edit::replace(Span::new(start, text.ceil_char_boundary((start + len).min(text.len()))), new);
            let brief = parse::brief(&text, &options);
            let prover = Prover::new(&text, &brief, &options);
            let edits = [&edit];
            let window = prover.window(prover.touched(std::slice::from_ref(&edit)), &edits);
            if window.trial(&edits).keeps(Promise::Roles) {
                let after = edited(&text, &edits);
                let found = parts(&parse::brief(&after, &options), Promise::Roles);
                let difference = difference(&parts(&brief, Promise::Roles), &text, &edits, &found, &after);
                prop_assert_eq!(difference, None, "{:?} in\n{}", edit, text);
            }
        }
    }

    #[test]
    fn a_fix_costs_the_same_however_much_is_quoted_around_it() {
        let read = |paragraphs: usize, sentences: usize| {
            let body = vec![vec![BODY; sentences].join(" "); paragraphs].join("\n\n");
            let cards: String = (0..5).map(|card| format!("#### Talks fail {card}\n\n{CITE}\n\n{body}\n\n")).collect();
            let options = CiteOptions::default();
            let brief = parse::brief(&cards, &options);
            let prover = Prover::new(&cards, &brief, &options);
            let start = cards.match_indices("Joseph").nth(2).expect("the third card").0;
            let edit = Edit::replace(Span::new(start, start + "Joseph".len()), "Jo");
            let edits = [&edit];
            assert!(
                prover.window(prover.touched(std::slice::from_ref(&edit)), &edits).is_kept_by(&edits, Promise::Roles)
            );
            prover.bytes_parsed()
        };
        assert!(read(1, 1000) < 10_000, "{} bytes parsed", read(1, 1000));
        assert!(read(300, 20) < 60_000, "{} bytes parsed", read(300, 20));
        assert_eq!(read(300, 200), read(300, 20));
    }
}
