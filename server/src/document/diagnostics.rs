//! What is wrong with a document, kept entry by entry, so that a keystroke in one card checks that card and
//! asks of the others only on which line they stand now.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::context::AnalysisContext;
use crate::evidence::brief::{Brief, Entry};
use crate::evidence::parse::Edited;
use crate::lint::brief_index::Notes;
use crate::lint::engine::{self, Overview, Suppressions};
use crate::lint::internal_error;
use crate::lint::suppression::Suppression;
use crate::lint::{Finding, Severity};
use crate::syntax::density;
use crate::text::{Position, Range, Span, Text};

/// The findings of a document.
#[derive(Debug)]
pub struct DiagnosticsCache {
    /// One an entry of the brief.
    entries: Vec<EntryReport>,
    /// What only the whole brief can tell.
    of_brief: Vec<Placed>,
    /// What that rests on.
    notes: Notes,
    silence: Suppressions,
    fingerprint: u64,
}

/// What was found in one entry, seen from the entry's first byte: true wherever the entry moves.
#[derive(Clone, Debug)]
struct EntryReport {
    start: Position,
    found: Arc<[Placed]>,
    /// Of `found`; 0 where that is empty.
    fingerprint: u64,
}

/// A finding, and where its span and its related spans are, seen from where they count from.
#[derive(Clone, Debug)]
struct Placed {
    finding: Finding,
    range: Range,
    related: Vec<Range>,
}

/// A finding as an editor shows it.
#[derive(Clone, Debug)]
pub struct ShownFinding<'report> {
    /// What was found. Its own spans count from its card's start, or, where only the whole brief could tell,
    /// from the document's.
    pub finding: &'report Finding,
    /// The number of that card's entry; `None` where its spans count from the document's start.
    pub entry: Option<usize>,
    /// Where it is in the document.
    pub range: Range,
    /// Where its related spans are.
    pub related: Vec<Range>,
}

impl DiagnosticsCache {
    /// Checks all of `brief`.
    pub fn new(brief: &Brief, text: &Text, context: &AnalysisContext) -> Self {
        let entries = brief.entries.iter().map(|entry| EntryReport::new(entry, text, context)).collect();
        Self::of(entries, brief, text, context)
    }

    /// Checks what an edit touched; this is the report before it, on the brief `old`.
    #[must_use]
    pub fn edited(&self, old: &Brief, edited: &Edited, text: &Text, context: &AnalysisContext) -> Self {
        let brief = &edited.brief;
        let entries = self.entries_after(edited, text, context);
        match self.notes_after(old, edited) {
            Some(notes) => {
                let shift = Shift::of(old, edited, &self.entries, &entries);
                let of_brief = self.of_brief.iter().map(|placed| placed.moved(&shift, text, context)).collect();
                Self::with(entries, of_brief, notes, self.silence.clone())
            }
            None => Self::of(entries, brief, text, context),
        }
    }

    /// What the rules about the whole brief look at, where an edit of one entry leaves them nothing new to find.
    fn notes_after(&self, old: &Brief, edited: &Edited) -> Option<Notes> {
        let number = edited.fresh.start;
        let one = edited.gone == (number..number + 1) && edited.fresh == edited.gone;
        self.notes.after_edit(&edited.brief, number, &old.entries.get(number).filter(|_| one)?.content)
    }

    /// The reports of the single entries after an edit.
    fn entries_after(&self, edited: &Edited, text: &Text, context: &AnalysisContext) -> Vec<EntryReport> {
        let brief = &edited.brief;
        let before = &self.entries[..edited.gone.start];
        let fresh = brief.entries[edited.fresh.clone()].iter().map(|entry| EntryReport::new(entry, text, context));
        let behind = &self.entries[edited.gone.end..];
        // Of those behind, the first may have moved on its line; all others only move down or up with it.
        let first = behind.first().zip(brief.entries.get(edited.fresh.end));
        let first = first.map(|(old, entry)| (old.start, text.position(entry.start, context.encoding)));
        let moved = behind.iter().enumerate().map(|(number, report)| {
            let start = match first {
                Some((_, now)) if number == 0 => now,
                Some((was, now)) => {
                    Position::new(report.start.line.wrapping_add(now.line).wrapping_sub(was.line), report.start.column)
                }
                None => report.start,
            };
            EntryReport { start, ..report.clone() }
        });
        before.iter().cloned().chain(fresh).chain(moved).collect()
    }

    fn of(entries: Vec<EntryReport>, brief: &Brief, text: &Text, context: &AnalysisContext) -> Self {
        let Overview { findings, notes, silence } = engine::overview(brief, &context.settings, context.today);
        let range = |finding| placed(finding, text, 0, Position::default(), context);
        let too_dense = density::of(text).map(internal_error::too_dense);
        Self::with(entries, too_dense.into_iter().chain(findings).map(range).collect(), notes, silence)
    }

    fn with(entries: Vec<EntryReport>, of_brief: Vec<Placed>, notes: Notes, silence: Suppressions) -> Self {
        let mut report = Self { entries, of_brief, notes, silence, fingerprint: 0 };
        report.fingerprint = report.taken();
        report
    }

    /// Equal where two reports show the same at the same places, and, but for a chance of one in 2⁶⁴, only
    /// there. The same in every run of one build.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    fn taken(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for (number, entry) in self.entries.iter().enumerate().filter(|(_, entry)| !entry.found.is_empty()) {
            let fingerprint = if self.is_silent(number) {
                fingerprint(entry.found.iter().filter(|placed| !self.silences(number, &placed.finding)))
            } else {
                entry.fingerprint
            };
            if fingerprint != 0 {
                (entry.start, fingerprint).hash(&mut hasher);
            }
        }
        fingerprint(self.of_brief.iter()).hash(&mut hasher);
        hasher.finish()
    }

    /// How many entries were checked for this report that `before` knew nothing of.
    #[cfg(test)]
    pub(super) fn checked_since(&self, before: &Self) -> usize {
        let known = |entry: &EntryReport| before.entries.iter().any(|old| Arc::ptr_eq(&entry.found, &old.found));
        self.entries.iter().filter(|entry| !known(entry)).count()
    }

    /// Where the entry with this number begins.
    pub fn start_of(&self, number: usize) -> Position {
        self.entries.get(number).map_or(Position::default(), |entry| entry.start)
    }

    /// All findings: those of single cards in the order of the page, then those of the whole brief.
    pub fn shown(&self) -> impl Iterator<Item = ShownFinding<'_>> {
        let of_cards = self.entries.iter().enumerate().flat_map(move |(number, entry)| {
            let shown = entry.found.iter().filter(move |placed| !self.silences(number, &placed.finding));
            shown.map(move |placed| (placed, Some(number), entry.start))
        });
        let of_brief = self.of_brief.iter().map(|placed| (placed, None, Position::default()));
        of_cards.chain(of_brief).map(|(placed, entry, origin)| ShownFinding {
            finding: &placed.finding,
            entry,
            range: placed.range.absolute(origin),
            related: placed.related.iter().map(|range| range.absolute(origin)).collect(),
        })
    }

    /// Whether a comment silences anything in the entry with this number.
    fn is_silent(&self, number: usize) -> bool {
        self.silence.file.is_some() || self.silenced_cards(number).next().is_some()
    }

    fn silences(&self, number: usize, finding: &Finding) -> bool {
        let of_card = self.silenced_cards(number);
        self.silence.file.iter().chain(of_card).any(|silenced| silenced.covers(finding.rule))
    }

    fn silenced_cards(&self, number: usize) -> impl Iterator<Item = &Suppression> {
        let from = self.silence.cards.partition_point(|(card, _)| *card < number);
        self.silence.cards[from..].iter().take_while(move |(card, _)| *card == number).map(|(_, silenced)| silenced)
    }
}

impl EntryReport {
    fn new(entry: &Entry, text: &Text, context: &AnalysisContext) -> Self {
        let start = text.position(entry.start, context.encoding);
        let own = text.slice(entry.span());
        let found = engine::entry_findings(entry, &own, &context.settings, context.today).into_iter();
        let found: Vec<Placed> = found.map(|finding| placed(finding, text, entry.start, start, context)).collect();
        // All that are empty are one.
        let found: Arc<[Placed]> = if found.is_empty() { Arc::default() } else { found.into() };
        let fingerprint = fingerprint(found.iter());
        Self { start, found, fingerprint }
    }
}

/// Where an edit of one entry, which leaves all others as they are, puts what stands behind its start.
#[derive(Clone, Copy, Debug)]
struct Shift {
    /// The first bytes of the entry, of the one behind it and of the one behind that, before the edit.
    starts: [usize; 3],
    /// The first bytes of the entry and of the one behind it, after the edit.
    now: [usize; 2],
    /// The line of the entry behind it, before and after the edit.
    lines: [u32; 2],
}

impl Shift {
    fn of(old: &Brief, edited: &Edited, reports: &[EntryReport], now: &[EntryReport]) -> Self {
        let start = |brief: &Brief, at: usize| brief.entries.get(at).map_or(usize::MAX, |entry| entry.start);
        let line = |reports: &[EntryReport], at: usize| reports.get(at).map_or(0, |report| report.start.line);
        let at = edited.gone.start;
        Self {
            starts: [start(old, at), start(old, at + 1), start(old, at + 2)],
            now: [start(&edited.brief, at), start(&edited.brief, at + 1)],
            lines: [line(reports, at + 1), line(now, at + 1)],
        }
    }

    fn byte(&self, at: usize) -> usize {
        let [own, next, _] = self.starts;
        let [own_now, next_now] = self.now;
        if at < own {
            at
        } else if at < next {
            at - own + own_now
        } else {
            at - next + next_now
        }
    }

    /// Behind the entry next to the edited one, everything moves by whole lines.
    fn position(&self, position: Position) -> Position {
        let [was, now] = self.lines;
        Position::new(position.line.wrapping_add(now).wrapping_sub(was), position.column)
    }
}

impl Placed {
    /// A finding about the whole brief after an edit of one entry that leaves it true, only elsewhere.
    fn moved(&self, shift: &Shift, text: &Text, context: &AnalysisContext) -> Self {
        let Self { mut finding, mut range, mut related } = self.clone();
        let [own, _, far] = shift.starts;
        let related_spans = finding.related.iter().map(|(span, _)| *span);
        let is_near = |span: Span| span.end >= own && span.start < far;
        if is_near(finding.span) || related_spans.clone().any(is_near) {
            finding.spans_mut().for_each(|span| *span = Span::new(shift.byte(span.start), shift.byte(span.end)));
            return placed(finding, text, 0, Position::default(), context);
        }
        let ranges = [&mut range].into_iter().chain(&mut related);
        for (_, range) in
            [finding.span].into_iter().chain(related_spans).zip(ranges).filter(|(span, _)| span.start >= far)
        {
            *range = Range { start: shift.position(range.start), end: shift.position(range.end) };
        }
        finding.spans_mut().for_each(|span| *span = Span::new(shift.byte(span.start), shift.byte(span.end)));
        Self { finding, range, related }
    }
}

/// `finding`, whose spans count from `from`, with places seen from `origin`, which is `from` in lines.
fn placed(finding: Finding, text: &Text, from: usize, origin: Position, context: &AnalysisContext) -> Placed {
    let range = |span: Span| text.range(span.shift(from), context.encoding).relative_to(origin);
    let related = finding.related.iter().map(|(span, _)| range(*span)).collect();
    Placed { range: range(finding.span), related, finding }
}

/// 0 for nothing.
fn fingerprint<'a>(found: impl Iterator<Item = &'a Placed>) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut any = false;
    for Placed { finding, range, related } in found {
        any = true;
        (finding.rule, finding.severity.map(Severity::name), &finding.message, range, related).hash(&mut hasher);
        for (_, why) in &finding.related {
            why.hash(&mut hasher);
        }
    }
    if any { hasher.finish().max(1) } else { 0 }
}
