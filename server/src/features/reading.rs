//! A brief as it is read aloud: its headings, what is read of each card, and how far it was read, in order and with
//! times. What is read of a card, `read_aloud` says.

use super::document_symbols::one_line;
use super::reading_time::ReadingTime;
use crate::evidence::brief::{Brief, Entry, EntryKind, Level};
use crate::evidence::read_aloud::{self, PartKind};
use crate::text::{Span, Text};

/// A line of the reading view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// Its words.
    pub text: String,
    /// What it is read from, in bytes of the document.
    pub span: Span,
    /// How long it takes; nothing for a heading and a mark.
    pub aloud: ReadingTime,
}

/// Kinds of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A pocket, hat or block, which is shown and not read.
    Heading(Level),
    /// What is read.
    Read(PartKind),
    /// `~ Marked 10:32 ~`: the card was read up to here.
    Mark,
}

/// The lines of the entries of `brief` that touch `within`. O(text of the entries).
pub fn lines(brief: &Brief, text: &Text, within: Span) -> Vec<Line> {
    let first = brief.entries.partition_point(|entry| entry.span().end < within.start);
    let touched = brief.entries[first..].iter().take_while(|entry| entry.start <= within.end);
    touched.flat_map(|entry| of_entry(entry, &text.slice(entry.span()))).collect()
}

fn of_entry(entry: &Entry, text: &str) -> Vec<Line> {
    let silent = |kind, words: &str, span: Span| Line {
        kind,
        text: one_line(words, "(unnamed)"),
        span: span.shift(entry.start),
        aloud: ReadingTime::default(),
    };
    let comments = match &entry.content.kind {
        EntryKind::Heading(heading) => {
            return vec![silent(LineKind::Heading(heading.level), &heading.text.value, heading.text.span)];
        }
        EntryKind::Card(card) => card.comments.as_slice(),
        EntryKind::Comment(comment) => std::slice::from_ref(comment),
        EntryKind::Analytic(_) => &[],
    };
    let marks = comments.iter().filter(|comment| is_mark(&comment.value));
    let mut lines: Vec<Line> = marks.map(|mark| silent(LineKind::Mark, &mark.value, mark.span)).collect();
    lines.extend(read_aloud::parts(entry, text).into_iter().map(|part| Line {
        kind: LineKind::Read(part.kind),
        aloud: ReadingTime::of_part(&part),
        span: part.span.shift(entry.start),
        text: part.text,
    }));
    lines.sort_by_key(|line| line.span.start);
    lines
}

/// Whether a comment says how far a card was read.
fn is_mark(comment: &str) -> bool {
    comment.starts_with('~')
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief};
    use super::*;

    fn shown(text: &str) -> String {
        let (brief, text, _) = brief(text);
        let lines = lines(&brief, &Text::new(&text), Span::new(0, text.len()));
        lines.iter().map(|line| format!("{:?} {} ({})\n", line.kind, line.text, line.aloud.words)).collect()
    }

    #[test]
    fn what_is_read_in_the_order_of_reading() {
        let text = SYRIA.replace("Nobody came.", "~ Marked 10:32 ~\n\nNobody came.");
        insta::assert_snapshot!(shown(&text), @r"
        Heading(Hat) Impacts (0)
        Heading(Block) AT: Cooperation (0)
        Read(Analytic) They say this every year. (5)
        Read(Tag) Mediation in Syria fails (4)
        Read(Cite) Choi 21 (2)
        Read(Evidence) The talks are off, “for good”, said the spokesman. They were never on. (13)
        Mark ~ Marked 10:32 ~ (0)
        Read(Evidence) Nobody came. Nobody will. (4)
        Read(Tag) Talks fail (2)
        Read(Cite) TASS 21 (2)
        Read(Evidence) talks (1)
        ");
    }

    #[test]
    fn the_words_are_those_of_the_totals() {
        let (brief, text, _) = brief(SYRIA);
        let lines = lines(&brief, &Text::new(&text), Span::new(0, text.len()));
        let of_lines: ReadingTime = lines.iter().map(|line| line.aloud).sum();
        let of_entries: ReadingTime = brief.entries.iter().map(|entry| ReadingTime::of(&entry.content.kind)).sum();
        assert_eq!(of_lines, of_entries);
    }
}
