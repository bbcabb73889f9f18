//! Tests of rules are text in, text out: a small brief, and what one rule says of it with the places underlined.

use jiff::civil::{Date, date};

use super::{Edit, Finding, Settings, engine};
use crate::evidence::read;
use crate::text::LineIndex;

/// The day on which the tests take place.
pub(super) const TODAY: Date = date(2026, 11, 22);

/// What `rule` finds in `brief`: each line with a finding, carets under the place, the message, and the fix.
pub(super) fn found(rule: &str, brief: &str) -> String {
    found_with(rule, brief, &Settings::default())
}

/// The same, in a house with these settings.
pub(super) fn found_with(rule: &str, brief: &str, settings: &Settings) -> String {
    let lines = LineIndex::new(brief);
    let mut told = String::new();
    for finding in findings(rule, brief, settings) {
        let (number, column) = lines.position(finding.span.start);
        let line = lines.line(brief, number);
        let before = brief[line.start..finding.span.start].chars().count();
        let under = finding.span.of(brief).lines().next().unwrap_or("").chars().count().max(1);
        let severity = finding.severity.map_or("", super::Severity::name);
        told += &format!(
            "{}\n{}{} {severity}: {}\n",
            line.of(brief),
            " ".repeat(before),
            "^".repeat(under),
            finding.message
        );
        if let Some(fix) = &finding.fix {
            told += &format!("{}fix{}: {}\n", " ".repeat(before), if fix.safe { "" } else { "?" }, fix.title);
        }
        debug_assert_eq!(column, finding.span.start - line.start);
    }
    told
}

/// `brief` after all fixes of `rule`, those that want a look among them.
pub(super) fn fixed(rule: &str, brief: &str) -> String {
    let mut edits: Vec<Edit> = findings(rule, brief, &Settings::default())
        .into_iter()
        .filter_map(|finding| finding.fix)
        .flat_map(|fix| fix.edits)
        .collect();
    edits.sort_by_key(|edit| edit.span);
    let mut text = brief.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(std::ops::Range::from(edit.span), &edit.text);
    }
    text
}

fn findings(rule: &str, brief: &str, settings: &Settings) -> Vec<Finding> {
    let all = engine::findings(&read::brief(brief, &settings.reading), brief, settings, TODAY);
    all.into_iter().filter(|finding| finding.rule == rule).collect()
}
