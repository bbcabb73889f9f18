//! Tests of rules are text in, text out: a small brief, and what one rule finds in it with the places underlined.

use jiff::civil::{Date, date};

use super::{Edit, Finding, Settings, engine, proof, registry};
use crate::evidence::parse;
use crate::text::LineIndex;

/// Today’s date in the tests.
pub(crate) const TODAY: Date = date(2026, 11, 22);

/// Quoted text under a cite.
pub(crate) const BODY: &str = "The ministry said on Monday that exports had recovered to the level of the spring, that \
    the banks which had been cut off were trading again through neighbors, and that the shortage of parts was over. \
    “Nobody here waits for an agreement any more,” one official told reporters, adding that the government expected the \
    measures to stay in place for years.";

/// A brief of one card.
pub(crate) fn card(tag: &str, cite: &str) -> String {
    format!("{tag}\n\n{cite}\n\n{BODY}\n")
}

/// What `rule` finds in a card with this cite.
pub(crate) fn found_in_cite(rule: &str, cite: &str) -> String {
    found(rule, &card("Sanctions fail in the long run", cite))
}

/// The cite of such a card after all fixes of `rule`.
pub(crate) fn fixed_cite(rule: &str, cite: &str) -> String {
    let fixed = fixed(rule, &card("Sanctions fail in the long run", cite));
    let cite = fixed.strip_prefix("Sanctions fail in the long run\n\n").and_then(|rest| rest.split_once(BODY));
    cite.map_or(fixed.clone(), |(cite, _)| cite.trim_end().to_owned())
}

/// What `rule` finds in `brief`: each line with a finding, carets under the place, the message, and the fix.
pub(crate) fn found(rule: &str, brief: &str) -> String {
    found_with(rule, brief, &Settings::default())
}

/// The same, with these settings; the rule is always on.
pub(crate) fn found_with(rule: &str, brief: &str, settings: &Settings) -> String {
    let lines = LineIndex::new(brief);
    let mut shown = String::new();
    for finding in findings(rule, brief, settings) {
        let (number, _) = lines.position(finding.span.start);
        let line = lines.line(brief, number);
        let (before, line) = excerpt(brief, line.start, line.end, finding.span.start);
        let under = finding.span.of(brief).lines().next().unwrap_or("").chars().count().max(1);
        let severity = finding.severity.map_or("", crate::lint::Severity::name);
        shown += &format!("{line}\n{}{} {severity}: {}\n", " ".repeat(before), "^".repeat(under), finding.message);
        if let Some(fix) = &finding.fix {
            shown += &format!("{}fix{}: {}\n", " ".repeat(before), if fix.safe { "" } else { "?" }, fix.title);
        }
    }
    shown
}

/// The line, without most of what is far from `at`; and how many characters are before `at` in it.
fn excerpt(brief: &str, start: usize, end: usize, at: usize) -> (usize, String) {
    const AROUND: usize = 80;
    let before: Vec<char> = brief[start..at].chars().collect();
    let after: Vec<char> = brief[at..end.max(at)].chars().collect();
    let dropped = before.len().saturating_sub(AROUND);
    let lead = if dropped > 0 { "…" } else { "" };
    let tail = if after.len() > AROUND { "…" } else { "" };
    let line = format!(
        "{lead}{}{}{tail}",
        before[dropped..].iter().collect::<String>(),
        after.iter().take(AROUND).collect::<String>()
    );
    (before.len() - dropped + lead.chars().count(), line.trim_end().to_owned())
}

/// `brief` after all fixes of `rule`, the unsafe ones too.
pub(crate) fn fixed(rule: &str, brief: &str) -> String {
    fixed_with(rule, brief, &Settings::default())
}

/// The same, with these settings.
pub(crate) fn fixed_with(rule: &str, brief: &str, settings: &Settings) -> String {
    let mut edits: Vec<Edit> = findings(rule, brief, settings)
        .into_iter()
        .filter_map(|finding| finding.fix)
        .flat_map(|fix| fix.edits)
        .collect();
    edits.sort_by_key(|edit| edit.span);
    edited(brief, &edits)
}

/// `text` after `edits`, which are in order and do not overlap.
pub(crate) fn edited(text: &str, edits: &[Edit]) -> String {
    proof::edited(text, &edits.iter().collect::<Vec<_>>())
}

pub(crate) fn findings(rule: &str, brief: &str, settings: &Settings) -> Vec<Finding> {
    let mut settings = settings.clone();
    let rule = registry::named(rule).expect("a rule of that name");
    settings.severities.entry(rule.id.to_owned()).or_insert(Some(rule.severity));
    let all = engine::findings(&parse::brief(brief, &settings.cite_options), brief, &settings, TODAY);
    all.into_iter().filter(|finding| finding.rule == rule.id).collect()
}
