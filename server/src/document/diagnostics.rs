//! The findings of a document, cached for each entry: after a keystroke, only the edited card is checked again, and the
//! others only move.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::context::AnalysisContext;
use crate::evidence::brief::{Brief, Edited, Entry};
use crate::evidence::claim::Suspects;
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
    /// One for each entry of the brief.
    entries: Vec<EntryFindings>,
    /// The findings of the rules about the whole brief.
    of_brief: Vec<FindingWithRange>,
    /// What those rules look at.
    notes: Notes,
    /// The lines that may be tags without a cite.
    suspects: Suspects,
    suppressions: Suppressions,
    fingerprint: u64,
}

/// The findings in one entry, relative to the entry's start, so that they are right wherever the entry moves.
#[derive(Clone, Debug)]
struct EntryFindings {
    start: Position,
    found: Arc<[FindingWithRange]>,
    /// The fingerprint of `found`; 0 if it is empty.
    fingerprint: u64,
}

/// A finding, and the ranges of its span and its related spans, with the same origin as the spans.
#[derive(Clone, Debug)]
struct FindingWithRange {
    finding: Finding,
    range: Range,
    related: Vec<Range>,
}

/// A finding as an editor shows it.
#[derive(Clone, Debug)]
pub struct ShownFinding<'report> {
    /// The finding. Its spans are relative to the start of its entry, or for a rule about the whole brief, to the document's.
    pub finding: &'report Finding,
    /// The number of its entry; `None` for a rule about the whole brief.
    pub entry: Option<usize>,
    /// Its range in the document.
    pub range: Range,
    /// The ranges of its related spans.
    pub related: Vec<Range>,
}

impl DiagnosticsCache {
    /// Checks all of `brief`.
    pub fn new(brief: &Brief, text: &Text, context: &AnalysisContext) -> Self {
        let entries = brief.entries.iter().map(|entry| EntryFindings::new(entry, text, context)).collect();
        Self::of(entries, Suspects::of(brief, |span| text.slice(span)), brief, text, context)
    }

    /// Checks what an edit changed; `self` is from before it, for the brief `old`.
    #[must_use]
    pub fn edited(&self, old: &Brief, edited: &Edited, text: &Text, context: &AnalysisContext) -> Self {
        let brief = &edited.brief;
        let entries = self.entries_after(edited, text, context);
        let suspects = self.suspects.after_edit(edited, |span| text.slice(span));
        match self.notes.after_edit(old, edited, &suspects) {
            Some(notes) => {
                let shift = Shift::of(old, edited, &self.entries, &entries);
                let of_brief = self.of_brief.iter().map(|placed| placed.moved(&shift, text, context)).collect();
                Self::with(entries, of_brief, notes, suspects, self.suppressions.clone())
            }
            None => Self::of(entries, suspects, brief, text, context),
        }
    }

    /// The findings in single entries after an edit.
    fn entries_after(&self, edited: &Edited, text: &Text, context: &AnalysisContext) -> Vec<EntryFindings> {
        let brief = &edited.brief;
        let before = &self.entries[..edited.gone.start];
        let fresh = brief.entries[edited.fresh.clone()].iter().map(|entry| EntryFindings::new(entry, text, context));
        let after = &self.entries[edited.gone.end..];
        // The first entry after the edit may have moved on its line; all others move only by lines.
        let first = after.first().zip(brief.entries.get(edited.fresh.end));
        let first = first.map(|(old, entry)| (old.start, text.position(entry.start, context.encoding)));
        let moved = after.iter().enumerate().map(|(number, report)| {
            let start = match first {
                Some((_, now)) if number == 0 => now,
                Some((was, now)) => {
                    Position::new(report.start.line.wrapping_add(now.line).wrapping_sub(was.line), report.start.column)
                }
                None => report.start,
            };
            EntryFindings { start, ..report.clone() }
        });
        before.iter().cloned().chain(fresh).chain(moved).collect()
    }

    fn of(
        entries: Vec<EntryFindings>,
        suspects: Suspects,
        brief: &Brief,
        text: &Text,
        context: &AnalysisContext,
    ) -> Self {
        let Overview { findings, notes, suppressions } =
            engine::overview(brief, &suspects, &context.settings, context.today);
        let range = |finding| with_range(finding, text, 0, Position::default(), context);
        let too_dense = density::of(text).map(internal_error::too_dense);
        Self::with(entries, too_dense.into_iter().chain(findings).map(range).collect(), notes, suspects, suppressions)
    }

    fn with(
        entries: Vec<EntryFindings>,
        of_brief: Vec<FindingWithRange>,
        notes: Notes,
        suspects: Suspects,
        suppressions: Suppressions,
    ) -> Self {
        let mut report = Self { entries, of_brief, notes, suspects, suppressions, fingerprint: 0 };
        report.fingerprint = report.compute_fingerprint();
        report
    }

    /// Equal if two lists show the same at the same places, and with a chance of one in 2⁶⁴, if they do not. The same in
    /// every run of one build.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    fn compute_fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for (number, entry) in self.entries.iter().enumerate().filter(|(_, entry)| !entry.found.is_empty()) {
            let fingerprint = if self.has_suppressions(number) {
                fingerprint(entry.found.iter().filter(|placed| !self.is_suppressed(number, &placed.finding)))
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

    /// How many entries were checked since `before`.
    #[cfg(test)]
    pub(super) fn checked_since(&self, before: &Self) -> usize {
        let known = |entry: &EntryFindings| before.entries.iter().any(|old| Arc::ptr_eq(&entry.found, &old.found));
        self.entries.iter().filter(|entry| !known(entry)).count()
    }

    /// The start of the entry with this number.
    pub fn start_of(&self, number: usize) -> Position {
        self.entries.get(number).map_or(Position::default(), |entry| entry.start)
    }

    /// All findings: those of single cards in document order, then those of the whole brief.
    pub fn shown(&self) -> impl Iterator<Item = ShownFinding<'_>> {
        let of_cards = self.entries.iter().enumerate().flat_map(move |(number, entry)| {
            let shown = entry.found.iter().filter(move |placed| !self.is_suppressed(number, &placed.finding));
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

    /// Whether a comment suppresses anything in the entry with this number.
    fn has_suppressions(&self, number: usize) -> bool {
        self.suppressions.file.is_some() || self.suppressions_of(number).next().is_some()
    }

    fn is_suppressed(&self, number: usize, finding: &Finding) -> bool {
        let of_card = self.suppressions_of(number);
        self.suppressions.file.iter().chain(of_card).any(|suppression| suppression.covers(finding.rule))
    }

    fn suppressions_of(&self, number: usize) -> impl Iterator<Item = &Suppression> {
        let from = self.suppressions.cards.partition_point(|(card, _)| *card < number);
        self.suppressions.cards[from..]
            .iter()
            .take_while(move |(card, _)| *card == number)
            .map(|(_, suppression)| suppression)
    }
}

impl EntryFindings {
    fn new(entry: &Entry, text: &Text, context: &AnalysisContext) -> Self {
        let start = text.position(entry.start, context.encoding);
        let own = text.slice(entry.span());
        let found = engine::entry_findings(entry, &own, &context.settings, context.today).into_iter();
        let found: Vec<FindingWithRange> =
            found.map(|finding| with_range(finding, text, entry.start, start, context)).collect();
        // All empty lists share one allocation.
        let found: Arc<[FindingWithRange]> = if found.is_empty() { Arc::default() } else { found.into() };
        let fingerprint = fingerprint(found.iter());
        Self { start, found, fingerprint }
    }
}

/// How an edit inside one entry moves what is after the entry's start.
#[derive(Clone, Copy, Debug)]
struct Shift {
    /// The starts of the entry and of the next two, before the edit.
    starts: [usize; 3],
    /// The starts of the entry and of the next one, after the edit.
    now: [usize; 2],
    /// The line of the next entry, before and after the edit.
    lines: [u32; 2],
}

impl Shift {
    fn of(old: &Brief, edited: &Edited, reports: &[EntryFindings], now: &[EntryFindings]) -> Self {
        let start = |brief: &Brief, at: usize| brief.entries.get(at).map_or(usize::MAX, |entry| entry.start);
        let line = |reports: &[EntryFindings], at: usize| reports.get(at).map_or(0, |report| report.start.line);
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

    /// After the next entry, everything moves by whole lines.
    fn position(&self, position: Position) -> Position {
        let [was, now] = self.lines;
        Position::new(position.line.wrapping_add(now).wrapping_sub(was), position.column)
    }
}

impl FindingWithRange {
    /// The finding after an edit of one entry that only moves it.
    fn moved(&self, shift: &Shift, text: &Text, context: &AnalysisContext) -> Self {
        let Self { mut finding, mut range, mut related } = self.clone();
        let [own, _, far] = shift.starts;
        let related_spans = finding.related.iter().map(|(span, _)| *span);
        let is_near = |span: Span| span.end >= own && span.start < far;
        if is_near(finding.span) || related_spans.clone().any(is_near) {
            finding.spans_mut().for_each(|span| *span = Span::new(shift.byte(span.start), shift.byte(span.end)));
            return with_range(finding, text, 0, Position::default(), context);
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

/// `finding`, whose spans are relative to `from`, with its ranges relative to `origin`, the position of `from`.
fn with_range(
    finding: Finding,
    text: &Text,
    from: usize,
    origin: Position,
    context: &AnalysisContext,
) -> FindingWithRange {
    let range = |span: Span| text.range(span.shift(from), context.encoding).relative_to(origin);
    let related = finding.related.iter().map(|(span, _)| range(*span)).collect();
    FindingWithRange { range: range(finding.span), related, finding }
}

/// 0 if there are no findings.
fn fingerprint<'a>(found: impl Iterator<Item = &'a FindingWithRange>) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut any = false;
    for FindingWithRange { finding, range, related } in found {
        any = true;
        (finding.rule, finding.severity.map(Severity::name), &finding.message, range, related).hash(&mut hasher);
        for (_, why) in &finding.related {
            why.hash(&mut hasher);
        }
    }
    if any { hasher.finish().max(1) } else { 0 }
}
