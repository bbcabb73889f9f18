//! Runs the rules, over one card or over what only the whole brief can tell, and leaves out what the house
//! or a comment silenced.

use jiff::civil::Date;

use super::registry::RULES;
use super::suppression::{self, Reach, Silenced};
use super::survey::Survey;
use super::{BriefView, CardView, Check, Finding, Settings, Severity, certain};
use crate::evidence::brief::{Brief, Card, Entry, Kind};

/// What the rules about one card find in it; spans count from the card's start. Nothing is silenced yet but
/// by the card's own comments and by the settings.
fn card_findings(view: &CardView<'_>) -> Vec<Finding> {
    let mut found = run(view.settings, |check, found| {
        if let Check::Card(check) = check {
            check(view, found);
        }
    });
    let silenced: Vec<Silenced> = suppression::of_card(view.card).collect();
    found.retain(|finding| !silenced.iter().any(|silenced| silenced.covers(finding.rule)));
    certain::keep_safe(view, &mut found);
    found
}

/// What the rules about one card find in an entry: in a card, and in an analytic, which is a tag without the rest.
/// Spans count from the entry's start, as `text`, the entry's own, does.
pub fn entry_findings(entry: &Entry, text: &str, settings: &Settings, today: Date) -> Vec<Finding> {
    match &entry.content.kind {
        Kind::Card(card) => card_findings(&CardView { card, text, settings, today }),
        Kind::Analytic(tag) => {
            let card = Card { tag: Some(tag.clone()), ..Card::default() };
            card_findings(&CardView { card: &card, text, settings, today })
        }
        Kind::Heading(_) | Kind::Comment(_) => Vec::new(),
    }
}

/// What only the whole brief can tell; spans count from the document's start. Nothing is silenced yet but by
/// the settings.
pub fn brief_findings(view: &BriefView<'_>) -> Vec<Finding> {
    let survey = Survey::of(*view);
    run(view.settings, |check, found| {
        if let Check::Brief(check) = check {
            check(&survey, found);
        }
    })
}

/// Lets `look` run the check of each rule that is on, and grades what it finds.
fn run(settings: &Settings, mut look: impl FnMut(&Check, &mut Vec<Finding>)) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in RULES {
        if let Some(severity) = settings.severity(rule) {
            let first = found.len();
            look(&rule.check, &mut found);
            grade(&mut found[first..], severity, rule.severity);
        }
    }
    found
}

/// All findings of a brief, in the order of the page; spans count from the document's start.
pub fn findings(brief: &Brief, text: &str, settings: &Settings, today: Date) -> Vec<Finding> {
    let of_cards = brief.entries.iter().flat_map(|entry| {
        let found = entry_findings(entry, entry.span().of(text), settings, today);
        found.into_iter().map(|finding| finding.shift(entry.start))
    });
    let mut found: Vec<Finding> = of_cards.collect();
    found.extend(brief_findings(&BriefView { brief, settings, today }));
    let silence = Silence::of(brief);
    found.retain(|finding| !silence.covers(brief, finding));
    found.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.rule));
    found
}

/// What the comments of a brief silence.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Silence {
    /// In the whole file.
    pub file: Vec<Silenced>,
    /// In single cards: the number of the entry, ascending, and what is silenced there.
    pub cards: Vec<(usize, Silenced)>,
}

impl Silence {
    /// Collects it.
    pub fn of(brief: &Brief) -> Self {
        let mut cards = Vec::new();
        let mut waiting: Vec<Silenced> = Vec::new();
        for (number, entry) in brief.entries.iter().enumerate() {
            match &entry.content.kind {
                Kind::Comment(comment) => {
                    if let Some((Reach::Card, silenced)) = suppression::read(&comment.value) {
                        waiting.push(silenced);
                    }
                }
                Kind::Heading(_) => {}
                Kind::Card(card) => {
                    let inside = suppression::of_card(card);
                    cards.extend(waiting.drain(..).chain(inside).map(|silenced| (number, silenced)));
                }
                Kind::Analytic(_) => cards.extend(waiting.drain(..).map(|silenced| (number, silenced))),
            }
        }
        Self { file: suppression::of_file(brief), cards }
    }

    /// Whether `finding`, its span in bytes of the document, is silenced.
    pub fn covers(&self, brief: &Brief, finding: &Finding) -> bool {
        if self.file.iter().any(|silenced| silenced.covers(finding.rule)) {
            return true;
        }
        // Entries stand in order and apart, so few can touch the place: the others are not asked.
        let at = finding.span.start;
        let span = |number: usize| brief.entries.get(number).map(Entry::span);
        let first = self.cards.partition_point(|(number, _)| span(*number).is_some_and(|span| span.end < at));
        let mut near =
            self.cards[first..].iter().take_while(|(number, _)| span(*number).is_some_and(|span| span.touches(at)));
        near.any(|(_, silenced)| silenced.covers(finding.rule))
    }
}

/// A finding that says itself how bad it is keeps that, unless the house chose a severity for its rule.
fn grade(found: &mut [Finding], severity: Severity, usual: Severity) {
    for finding in found {
        if severity != usual {
            finding.severity = Some(severity);
        }
        finding.severity.get_or_insert(severity);
    }
}
