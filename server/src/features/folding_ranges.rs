//! What can be folded: sections, cards, bodies. The line above stays visible and says what is hidden: the heading, the
//! tag, for a body the cite.

use super::totals::{Totals, section};
use super::wording;
use crate::evidence::brief::{Brief, Card, Content, Entry, EntryKind, Level, LineRole};
use crate::lint::Settings;
use crate::text::Span;

/// A range that can be folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// What it is.
    pub kind: FoldKind,
    /// What is hidden, in bytes of the document: from the end of the line that stays visible to the end of the last hidden
    /// line.
    pub span: Span,
    /// How much is hidden.
    pub totals: Totals,
}

/// Kinds of folds, in order of importance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FoldKind {
    /// The section below a heading.
    Section(Level),
    /// The lines below a tag.
    Card,
    /// The body below a cite.
    Body,
}

impl Fold {
    /// What an editor may show in place of the hidden text.
    pub fn label(&self, settings: &Settings) -> String {
        match self.kind {
            FoldKind::Section(_) => self.totals.short(settings),
            FoldKind::Card | FoldKind::Body => {
                format!("{} · {}", wording::count(self.totals.words, "word"), self.totals.aloud.time(settings))
            }
        }
    }
}

/// The folds of `brief` in document order, outer ones first. Each hides at least one line. O(entries).
pub fn folds(brief: &Brief) -> Vec<Fold> {
    let mut folds = Vec::new();
    for (number, entry) in brief.entries.iter().enumerate() {
        match &entry.content.kind {
            EntryKind::Heading(heading) => {
                let inside = section(brief, number);
                if let Some(last) = inside.last() {
                    let span = Span::new(header_end(entry), last.span().end);
                    let totals = inside.iter().map(Totals::of).fold(Totals::default(), |sum, totals| sum + totals);
                    folds.push(Fold { kind: FoldKind::Section(heading.level), span, totals });
                }
            }
            EntryKind::Card(card) => of_card(entry, card, &mut folds),
            EntryKind::Analytic(_) | EntryKind::Comment(_) => {}
        }
    }
    folds
}

/// At most `limit` of `folds`: the inner ones are dropped first.
pub fn at_most(limit: usize, mut folds: Vec<Fold>) -> Vec<Fold> {
    if folds.len() > limit {
        folds.sort_by_key(|fold| fold.kind);
        folds.truncate(limit);
        folds.sort_by_key(|fold| (fold.span.start, fold.kind));
    }
    folds
}

fn of_card(entry: &Entry, card: &Card, folds: &mut Vec<Fold>) {
    let totals = Totals::of(entry);
    let outer = Span::new(header_end(entry), entry.span().end);
    if hides_a_line(&entry.content, outer.start - entry.start, entry.content.len) {
        folds.push(Fold { kind: FoldKind::Card, span: outer, totals });
    }
    let Some(body) = &card.body else { return };
    let above = entry.content.lines.iter().rev().find(|line| line.span.start < body.span.start);
    let Some(from) = above.map(|line| line.span.end) else { return };
    let inner = Span::new(from, body.span.end).shift(entry.start);
    if inner.start != outer.start && hides_a_line(&entry.content, from, body.span.end) {
        folds.push(Fold { kind: FoldKind::Body, span: inner, totals });
    }
}

/// The end of the first line, or of a wrapped tag's last line; in bytes of the document.
fn header_end(entry: &Entry) -> usize {
    let lines = &entry.content.lines;
    let role = lines.first().map(|line| line.role);
    let header = if role == Some(LineRole::Tag) {
        lines.iter().take_while(|line| line.role == LineRole::Tag).last()
    } else {
        lines.first()
    };
    entry.start + header.map_or(0, |line| line.span.end)
}

/// Whether a line begins between `from` and `to`, in bytes of the entry.
fn hides_a_line(content: &Content, from: usize, to: usize) -> bool {
    content.lines.iter().any(|line| line.span.start >= from && line.span.start < to)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief};
    use super::*;
    use crate::text::LineIndex;

    /// Each fold: the numbers and the words of the line that stays visible and of the last hidden line.
    fn shown(text: &str, limit: usize) -> String {
        let (brief, text, _) = brief(text);
        let lines = LineIndex::new(&text);
        let folds = at_most(limit, folds(&brief));
        let show = |fold: &Fold| {
            let (first, last) = (lines.position(fold.span.start).0, lines.position(fold.span.end).0);
            let words = |line: usize| lines.line(&text, line).of(&text).chars().take(24).collect::<String>();
            let label = fold.label(&Settings::default());
            format!("{first}–{last} {:?}: {} … {} ({label})\n", fold.kind, words(first), words(last))
        };
        folds.iter().map(show).collect()
    }

    #[test]
    fn sections_cards_and_bodies_fold() {
        insta::assert_snapshot!(shown(SYRIA, 99), @r"
        0–18 Section(Hat): ## Impacts … The __talks__ have faile (2 cards · 6 s)
        2–18 Section(Block): ### AT: Cooperation … The __talks__ have faile (2 cards · 6 s)
        6–12 Card: #### Mediation in Syria  … Nobody came. Nobody will (23 words · 4 s)
        8–12 Body: Choi 21, Joseph Choi, re … Nobody came. Nobody will (23 words · 4 s)
        14–18 Card: #### Talks fail … The __talks__ have faile (8 words · 1 s)
        16–18 Body: TASS, September 7, 2021 … The __talks__ have faile (8 words · 1 s)
        ");
    }

    #[test]
    fn the_inner_folds_are_dropped_first() {
        let all = shown(SYRIA, 99);
        assert_eq!(shown(SYRIA, 3).lines().collect::<Vec<_>>(), all.lines().take(3).collect::<Vec<_>>());
    }

    #[test]
    fn a_fold_hides_at_least_one_line() {
        assert_eq!(shown("### Empty\n\n### AT: X\n", 99), "");
        assert_eq!(shown("#### A tag alone, and nothing", 99), "");
    }

    #[test]
    fn a_wrapped_tag_stays_visible() {
        insta::assert_snapshot!(shown("#### A tag\nthat goes on\n\nTASS, September 7, 2021\n\nThe talks have failed.", 9), @r"
        0–5 Card: #### A tag … The talks have failed. (8 words · 1 s)
        3–5 Body: TASS, September 7, 2021 … The talks have failed. (8 words · 1 s)
        ");
    }

    #[test]
    fn a_card_without_a_cite_has_one_fold() {
        insta::assert_snapshot!(shown("#### A tag\n\n“The talks have failed,” they said, and went home for good, all of them.", 9), @"0–2 Card: #### A tag … “The talks have failed,” (16 words · 3 s)");
    }
}
