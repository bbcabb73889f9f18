//! Empty blocks.

use crate::evidence::brief::{Heading, Level};
use crate::evidence::topic::topic;
use crate::lint::brief_index::BriefIndex;
use crate::lint::{Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "block-empty",
    summary: "A block with no card or analytic in it",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for blocks without a card or an analytic. This is a hint where the block is not an answer. Among \
           unmarked headings it checks only answers, because other such headings may have headings under them.",
    why: "In the round you turn to your answer, and it is not there.",
    example: "### AT: Sanctions work\n\n### AT: Talks work\n\n#### They broke down in the spring",
    fix: "Fill in the block, or remove its heading.",
    check: Check::Brief(check),
};

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    for &number in &index.notes.headings {
        let Some(heading) = index.heading(number).filter(|heading| heading.level == Level::Block) else { continue };
        let next = index.next(number);
        if heading.text.value.is_empty() || next.is_some_and(|next| index.heading(next).is_none()) {
            continue;
        }
        let is_answer = topic(&heading.text.value).answers.is_some();
        let is_marked = index.is_marked(number);
        if !(is_marked || is_answer && !next.is_some_and(|next| may_fill(index, heading, next))) {
            continue;
        }
        let message = if is_answer {
            "This answer is empty. Write it, or remove its heading."
        } else {
            "This block is empty. Fill it in, or remove its heading."
        };
        let mut finding = Finding::new(RULE.id, heading.text.span.shift(index.entry(number).start), message);
        finding.severity = Some(if is_answer { Severity::Warning } else { Severity::Hint });
        found.push(finding);
    }
}

/// Whether the heading with the number `next` may belong to the unmarked block: what only looks like a heading may be
/// its first argument (`No link:`), and `AT: Tax Cuts` is a hat over `AT: Tax Cuts---Deficits`.
fn may_fill(index: &BriefIndex<'_>, block: &Heading, next: usize) -> bool {
    let Some(heading) = index.heading(next).filter(|_| !index.is_marked(next)) else { return false };
    topic(&heading.text.value).answers.is_none() || heading.text.value.starts_with(&block.text.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    #[test]
    fn an_answer_and_another_block() {
        insta::assert_snapshot!(found(RULE.id, "### AT: Sanctions work\n\n### Links\n\n### Impacts\n\n#### War\n"), @r"
        ### AT: Sanctions work
            ^^^^^^^^^^^^^^^^^^ warning: This answer is empty. Write it, or remove its heading.
        ### Links
            ^^^^^ hint: This block is empty. Fill it in, or remove its heading.
        ");
    }

    #[test]
    fn an_unmarked_answer_at_the_end() {
        let brief = card("Sanctions fail", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”")
            + "\nAT: Sanctions work\n";
        insta::assert_snapshot!(found(RULE.id, &brief), @r"
        AT: Sanctions work
        ^^^^^^^^^^^^^^^^^^ warning: This answer is empty. Write it, or remove its heading.
        ");
    }

    #[test]
    fn an_unmarked_answer_above_another_and_above_its_own_parts() {
        let brief = format!(
            "AT: Sanctions work\n\nAT: Talks work\n\n{}",
            card("They broke down in the spring", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”")
        );
        assert_ne!(found(RULE.id, &brief), "");
        assert_eq!(found(RULE.id, &brief.replace("AT: Talks work", "AT: Sanctions work---Banks")), "");
    }

    #[test]
    fn blocks_with_something_and_headings_over_headings() {
        for brief in ["### AT: Sanctions work\n\n#### They never did\n", "## Answers\n\n### AT: Links\n\n#### No\n"] {
            assert_eq!(found(RULE.id, brief), "", "{brief}");
        }
    }
}
