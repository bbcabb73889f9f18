//! What can be folded away: sections, cards, bodies. What stays visible is the line that says what is hidden: a
//! heading, a tag, of a body its cite.

use super::totals::{Totals, section};
use super::wording;
use crate::evidence::brief::{Brief, Card, Content, Entry, EntryKind, Level, LineRole};
use crate::lint::Settings;
use crate::text::Span;

/// Something that can be folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// What it is.
    pub part: Part,
    /// What is hidden, in bytes of the document: from the end of the line that stays to the end of the last that goes.
    pub span: Span,
    /// How much is hidden.
    pub tally: Totals,
}

/// What is folded. In order of importance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The section below a heading.
    Section(Level),
    /// The lines below a tag.
    Card,
    /// The body below a cite.
    Body,
}

impl Fold {
    /// What an editor may show in place of what it hides.
    pub fn label(&self, settings: &Settings) -> String {
        match self.part {
            Part::Section(_) => self.tally.short(settings),
            Part::Card | Part::Body => {
                format!("{} · {}", wording::count(self.tally.words, "word"), self.tally.aloud.time(settings))
            }
        }
    }
}

/// The folds of `brief` in the order of the page, outer ones first. Each hides at least one line. O(entries).
pub fn folds(brief: &Brief) -> Vec<Fold> {
    let mut folds = Vec::new();
    for (number, entry) in brief.entries.iter().enumerate() {
        match &entry.content.kind {
            EntryKind::Heading(heading) => {
                let inside = section(brief, number);
                if let Some(last) = inside.last() {
                    let span = Span::new(header_end(entry), last.span().end);
                    let tally = inside.iter().map(Totals::of).fold(Totals::default(), |sum, part| sum + part);
                    folds.push(Fold { part: Part::Section(heading.level), span, tally });
                }
            }
            EntryKind::Card(card) => of_card(entry, card, &mut folds),
            EntryKind::Analytic(_) | EntryKind::Comment(_) => {}
        }
    }
    folds
}

/// At most `limit` of them: the inner ones are left out first.
pub fn at_most(limit: usize, mut folds: Vec<Fold>) -> Vec<Fold> {
    if folds.len() > limit {
        folds.sort_by_key(|fold| fold.part);
        folds.truncate(limit);
        folds.sort_by_key(|fold| (fold.span.start, fold.part));
    }
    folds
}

fn of_card(entry: &Entry, card: &Card, folds: &mut Vec<Fold>) {
    let tally = Totals::of(entry);
    let outer = Span::new(header_end(entry), entry.span().end);
    if hides_a_line(&entry.content, outer.start - entry.start, entry.content.len) {
        folds.push(Fold { part: Part::Card, span: outer, tally });
    }
    let Some(body) = &card.body else { return };
    let above = entry.content.lines.iter().rev().find(|line| line.span.start < body.span.start);
    let Some(from) = above.map(|line| line.span.end) else { return };
    let inner = Span::new(from, body.span.end).shift(entry.start);
    if inner.start != outer.start && hides_a_line(&entry.content, from, body.span.end) {
        folds.push(Fold { part: Part::Body, span: inner, tally });
    }
}

/// The end of the lines that say what the entry is: of a wrapped tag the last. In bytes of the document.
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

/// Whether a line begins after `from` and before `upto`, in bytes of the entry.
fn hides_a_line(content: &Content, from: usize, upto: usize) -> bool {
    content.lines.iter().any(|line| line.span.start >= from && line.span.start < upto)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief};
    use super::*;
    use crate::text::LineIndex;

    /// Each fold: the numbers of the line that stays and of the last that goes, and the words of both.
    fn shown(text: &str, limit: usize) -> String {
        let (brief, text, _) = brief(text);
        let lines = LineIndex::new(&text);
        let folds = at_most(limit, folds(&brief));
        let show = |fold: &Fold| {
            let (first, last) = (lines.position(fold.span.start).0, lines.position(fold.span.end).0);
            let words = |line: usize| lines.line(&text, line).of(&text).chars().take(24).collect::<String>();
            let label = fold.label(&Settings::default());
            format!("{first}–{last} {:?}: {} … {} ({label})\n", fold.part, words(first), words(last))
        };
        folds.iter().map(show).collect()
    }

    #[test]
    fn sections_cards_and_bodies() {
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
    fn the_inner_ones_are_left_out_first() {
        insta::assert_snapshot!(shown(SYRIA, 3), @r"
        0–18 Section(Hat): ## Impacts … The __talks__ have faile (2 cards · 6 s)
        2–18 Section(Block): ### AT: Cooperation … The __talks__ have faile (2 cards · 6 s)
        6–12 Card: #### Mediation in Syria  … Nobody came. Nobody will (23 words · 4 s)
        ");
    }

    #[test]
    fn what_hides_no_line_is_no_fold() {
        assert_eq!(shown("### Empty\n\n### AT: X\n", 99), "");
        assert_eq!(shown("#### A tag alone, and nothing", 99), "");
    }

    #[test]
    fn a_wrapped_tag_stays_whole() {
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
