//! Runs the rules, on one card or on the whole brief, and leaves out what the settings
//! or a comment suppress.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;

use super::brief_index::{BriefIndex, Notes};
use super::internal_error;
#[cfg(test)]
use super::panic_on_purpose;
use super::registry::RULES;
use super::suppression::{self, Suppression, SuppressionScope};
use super::{BriefView, CardView, Check, Finding, Rule, Settings, Severity, certain};
use crate::evidence::brief::{Brief, Card, Entry, EntryKind};
use crate::evidence::claim::Suspects;
use crate::text::Span;

/// What the rules about one card find in it; spans count from the card's start. Only the card's own comments and the
/// settings are applied yet.
fn card_findings(view: &CardView<'_>) -> Vec<Finding> {
    let mut found = run(view.settings, first_line(view.text), |rule, found| {
        if let Check::Card(check) | Check::CardAndBrief(check, _) = rule.check {
            #[cfg(test)]
            panic_on_purpose::in_rule(rule, view.text);
            check(view, found);
        }
    });
    let suppression = suppression::merged(suppression::of_card(view.card));
    found.retain(|finding| !suppression.iter().any(|suppression| suppression.covers(finding.rule)));
    certain::keep_safe(view, &mut found);
    found
}

/// What the rules about one card find in an entry: in a card, or in an analytic, which is a tag without the rest.
/// Spans count from the start of the entry, as `text`, the entry's own, does. For an entry that could not be parsed,
/// only that is reported.
pub fn entry_findings(entry: &Entry, text: &str, settings: &Settings, today: Date) -> Vec<Finding> {
    if let Some(finding) = internal_error::finding(entry, text) {
        return vec![finding];
    }
    match &entry.content.kind {
        EntryKind::Card(card) => card_findings(&CardView { card, text, settings, today }),
        EntryKind::Analytic(tag) => {
            let card = Card { tag: Some(tag.clone()), ..Card::default() };
            card_findings(&CardView { card: &card, text, settings, today })
        }
        EntryKind::Heading(_) | EntryKind::Comment(_) => Vec::new(),
    }
}

/// What the rules about the whole brief find; spans count from the document's start, `notes` are those of the brief.
/// Only the settings are applied yet.
fn brief_findings(view: &BriefView<'_>, notes: &Notes) -> Vec<Finding> {
    let index = BriefIndex { view: *view, notes };
    run(view.settings, Span::default(), |rule, found| {
        if let Check::Brief(check) | Check::CardAndBrief(_, check) = rule.check {
            #[cfg(test)]
            index.notes.headings.iter().for_each(|&number| {
                panic_on_purpose::in_rule(rule, index.heading(number).map_or("", |heading| &heading.text.value));
            });
            check(&index, found);
        }
    })
}

/// What the rules about the whole brief need and find.
#[derive(Debug)]
pub struct Overview {
    /// What the rules about the whole brief find, in bytes of the document, without what comments suppress.
    pub findings: Vec<Finding>,
    /// The notes that the findings are made from.
    pub notes: Notes,
    /// What the comments suppress, in single entries too.
    pub suppressions: Suppressions,
}

/// Checks the whole brief; `suspects` are its lines that may be tags without a cite. If the program fails in a step, the
/// step's findings are missing, and that is reported.
pub fn overview(brief: &Brief, suspects: &Suspects, settings: &Settings, today: Date) -> Overview {
    let mut failed = Vec::new();
    let suppressions = or_failed("the reading of ignore comments", &mut failed, || Suppressions::of(brief));
    let notes = or_failed("the comparison of the cards", &mut failed, || Notes::of(brief, suspects));
    let mut findings = brief_findings(&BriefView { brief, settings, today }, &notes);
    findings.retain(|finding| !suppressions.covers(brief, finding));
    findings.extend(failed);
    Overview { findings, notes, suppressions }
}

/// What `look` finds. If it panics, nothing, and `failed` reports that `step`.
fn or_failed<T: Default>(step: &str, failed: &mut Vec<Finding>, look: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| {
        failed.push(internal_error::in_step(step, Span::default()));
        T::default()
    })
}

/// Lets `look` run the check of each rule that is on, and sets the severity of what it finds. If a rule panics, its own
/// findings are missing, which is reported at `place`; other rules are not affected.
fn run(settings: &Settings, place: Span, mut look: impl FnMut(&Rule, &mut Vec<Finding>)) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in RULES {
        if let Some(severity) = settings.severity(rule) {
            let first = found.len();
            // A check only adds to `found`.
            match catch_unwind(AssertUnwindSafe(|| look(rule, &mut found))) {
                Ok(()) => grade(&mut found[first..], severity, rule.severity),
                Err(_) => {
                    found.truncate(first);
                    found.push(internal_error::in_rule(rule.id, place));
                }
            }
        }
    }
    found
}

/// All findings of a brief, in document order; spans count from the document's start.
pub fn findings(brief: &Brief, text: &str, settings: &Settings, today: Date) -> Vec<Finding> {
    let of_cards = brief.entries.iter().flat_map(|entry| {
        let found = entry_findings(entry, entry.span().of(text), settings, today);
        found.into_iter().map(|finding| finding.shift(entry.start))
    });
    let mut found: Vec<Finding> = of_cards.collect();
    let suspects = Suspects::once(brief, |span| span.of(text).into());
    let overview = overview(brief, &suspects, settings, today);
    found.retain(|finding| !overview.suppressions.covers(brief, finding));
    found.extend(overview.findings);
    found.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.rule));
    found
}

/// What the comments of a brief suppress.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressions {
    /// In the whole file.
    pub file: Option<Suppression>,
    /// In single cards: the number of the entry, ascending, each once, and what is suppressed there.
    pub cards: Vec<(usize, Suppression)>,
}

impl Suppressions {
    /// Collects them.
    pub fn of(brief: &Brief) -> Self {
        let mut cards = Vec::new();
        let mut waiting: Vec<Suppression> = Vec::new();
        for (number, entry) in brief.entries.iter().enumerate() {
            match &entry.content.kind {
                EntryKind::Comment(comment) => {
                    #[cfg(test)]
                    panic_on_purpose::at(&comment.value, "let suppressions fail");
                    if let Some((SuppressionScope::Card, suppression)) = suppression::read(&comment.value) {
                        waiting.push(suppression);
                    }
                }
                EntryKind::Heading(_) => {}
                EntryKind::Card(card) => {
                    let inside = suppression::of_card(card);
                    let suppression = suppression::merged(waiting.drain(..).chain(inside));
                    cards.extend(suppression.map(|suppression| (number, suppression)));
                }
                EntryKind::Analytic(_) => {
                    cards.extend(suppression::merged(waiting.drain(..)).map(|suppression| (number, suppression)));
                }
            }
        }
        Self { file: suppression::of_file(brief), cards }
    }

    /// Whether `finding`, its span in bytes of the document, is suppressed.
    pub fn covers(&self, brief: &Brief, finding: &Finding) -> bool {
        if self.file.iter().any(|suppression| suppression.covers(finding.rule)) {
            return true;
        }
        // Entries are in order and do not overlap, so few can touch the place; the others are skipped.
        let at = finding.span.start;
        let span = |number: usize| brief.entries.get(number).map(Entry::span);
        let first = self.cards.partition_point(|(number, _)| span(*number).is_some_and(|span| span.end < at));
        let mut near =
            self.cards[first..].iter().take_while(|(number, _)| span(*number).is_some_and(|span| span.touches(at)));
        near.any(|(_, suppression)| suppression.covers(finding.rule))
    }
}

fn first_line(text: &str) -> Span {
    Span::new(0, text.find(['\n', '\r']).unwrap_or(text.len()))
}

/// A finding with its own severity keeps it, unless the settings choose one for its rule.
fn grade(found: &mut [Finding], severity: Severity, usual: Severity) {
    for finding in found {
        if severity != usual {
            finding.severity = Some(severity);
        }
        finding.severity.get_or_insert(severity);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::evidence::parse;

    const BRIEF: &str = "\
<!-- debate-ls: ignore-file text-nbsp -->

### AT: Trade

#### Sanctions work

Ferrant 21, Ana Ferrant, 13-45-21, “Sanctions and Trade

The ministry said on Monday that exports had recovered to the level of the spring.

#### Sanctions fail

The ministry said on Monday that exports had not recovered to the level of the spring.
";

    fn found(text: &str) -> Vec<(String, &'static str, String)> {
        let settings = Settings::default();
        let brief = parse::brief(text, &settings.cite_options);
        let found = findings(&brief, text, &settings, date(2026, 11, 22)).into_iter();
        found.map(|finding| (finding.span.of(text).to_owned(), finding.rule, finding.message)).collect()
    }

    #[test]
    fn a_rule_that_panics_costs_its_own_findings_in_that_card_and_no_others() {
        let all: Vec<_> = found(BRIEF).into_iter().map(|(_, rule, _)| rule).collect();
        assert!(["date-invalid", "cite-unbalanced", "cite-missing"].iter().all(|rule| all.contains(rule)), "{all:?}");

        let faulty = BRIEF.replace("had recovered", "had, let date-invalid fail, recovered");
        let left = found(&faulty);
        let (place, _, message) = left.iter().find(|(_, rule, _)| *rule == internal_error::ID).expect("it is said");
        assert_eq!(place, "#### Sanctions work");
        assert!(message.contains("date-invalid"), "{message}");
        let mut rules: Vec<_> =
            left.iter().map(|(_, rule, _)| *rule).filter(|rule| *rule != internal_error::ID).collect();
        let mut others: Vec<_> = all.into_iter().filter(|rule| *rule != "date-invalid").collect();
        rules.sort_unstable();
        others.sort_unstable();
        assert_eq!(rules, others);
    }

    #[test]
    fn a_rule_about_the_whole_brief_may_panic_too() {
        let faulty = BRIEF.replace("AT: Trade", "AT: Trade let heading-duplicate fail");
        let left = found(&faulty);
        let errors: Vec<_> = left.iter().filter(|(_, rule, _)| *rule == internal_error::ID).collect();
        assert!(matches!(errors.as_slice(), [(_, _, message)] if message.contains("heading-duplicate")), "{left:?}");
        assert!(left.iter().any(|(_, rule, _)| *rule == "cite-missing"));
    }

    #[test]
    fn a_fault_in_looking_over_the_brief_is_said_and_costs_no_finding_in_a_card() {
        let of_cards = |text: &str| -> Vec<&'static str> {
            let rules = found(text).into_iter().map(|(_, rule, _)| rule);
            rules.filter(|rule| rule.starts_with("cite-") || rule.starts_with("date-")).collect()
        };
        let all = of_cards(BRIEF);
        for (was, is, step) in [
            ("### AT: Trade", "<!-- let suppressions fail -->", "ignore comments"),
            ("AT: Trade", "AT: Trade let notes fail", "comparison"),
        ] {
            let faulty = BRIEF.replace(was, is);
            let errors = found(&faulty).into_iter().filter(|(_, rule, _)| *rule == internal_error::ID);
            let errors: Vec<_> = errors.map(|(_, _, message)| message).collect();
            assert!(matches!(errors.as_slice(), [message] if message.contains(step)), "{errors:?}");
            assert_eq!(of_cards(&faulty), all);
        }
    }

    #[test]
    fn an_internal_error_cannot_be_suppressed() {
        let faulty = BRIEF.replace("had recovered", "had, let date-invalid fail, recovered");
        for comment in ["ignore-file", "ignore-file internal-error"] {
            let suppression = faulty.replace("ignore-file text-nbsp", comment);
            assert!(found(&suppression).iter().any(|(_, rule, _)| *rule == internal_error::ID), "{comment}");
        }
    }
}
