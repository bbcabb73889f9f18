//! Blocks with nothing in them.

use super::survey::Survey;
use super::{Check, Finding, Rule, Severity, answers};
use crate::evidence::brief::{Heading, Kind, Level};

pub(super) static RULE: Rule = Rule {
    id: "block-empty",
    severity: Severity::Warning,
    on: true,
    what: "Finds blocks that hold neither card nor analytic. It is a hint where the block is no answer. Of unmarked \
           headings only answers count, because such a heading may well stand over others.",
    why: "In the round you turn to your answer, and there is none.",
    example: "### AT: Sanctions work\n\n### AT: Talks work\n\n#### They broke down in the spring",
    fix: "Fill the block, or take its heading out.",
    check: Check::Brief(check),
};

fn check(survey: &Survey<'_>, found: &mut Vec<Finding>) {
    for &number in &survey.headings {
        let Some(heading) = survey.heading(number).filter(|heading| heading.level == Level::Block) else { continue };
        let inside = survey.view.brief.entries[number + 1..]
            .iter()
            .find(|entry| !matches!(entry.content.kind, Kind::Comment(_)))
            .is_some_and(|entry| entry.heading().is_none());
        let is_answer = answers::answer(&heading.text.value).is_some();
        if inside || !(is_answer || is_marked(heading)) || heading.text.value.is_empty() {
            continue;
        }
        let message = if is_answer {
            "This answer is empty: write it, or take its heading out."
        } else {
            "Nothing stands in this block: fill it, or take its heading out."
        };
        let mut finding = Finding::new(RULE.id, heading.text.span.shift(survey.entry(number).start), message);
        finding.severity = Some(if is_answer { Severity::Warning } else { Severity::Hint });
        found.push(finding);
    }
}

/// Whether a `###` says what it is: the text then does not begin where the entry does.
fn is_marked(heading: &Heading) -> bool {
    heading.text.span.start > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::{card, found};

    #[test]
    fn an_answer_and_another_block() {
        insta::assert_snapshot!(found(RULE.id, "### AT: Sanctions work\n\n### Links\n\n### Impacts\n\n#### War\n"), @r"
        ### AT: Sanctions work
            ^^^^^^^^^^^^^^^^^^ warning: This answer is empty: write it, or take its heading out.
        ### Links
            ^^^^^ hint: Nothing stands in this block: fill it, or take its heading out.
        ");
    }

    #[test]
    fn an_unmarked_answer_at_the_end() {
        let brief = card("Sanctions fail", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”")
            + "\nAT: Sanctions work\n";
        insta::assert_snapshot!(found(RULE.id, &brief), @r"
        AT: Sanctions work
        ^^^^^^^^^^^^^^^^^^ warning: This answer is empty: write it, or take its heading out.
        ");
    }

    #[test]
    fn blocks_with_something_and_headings_over_headings() {
        for brief in ["### AT: Sanctions work\n\n#### They never did\n", "## Answers\n\n### AT: Links\n\n#### No\n"] {
            assert_eq!(found(RULE.id, brief), "", "{brief}");
        }
    }
}
