//! Empty blocks.

use crate::evidence::brief::Level;
use crate::evidence::topic::topic;
use crate::lint::brief_index::BriefIndex;
use crate::lint::{Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "block-empty",
    summary: "A block with no card or analytic in it",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for blocks without a card or an analytic. This is a hint where the block is not an answer. It \
           checks an unmarked heading only if it is an answer and no other unmarked heading follows, because that one \
           may be under it.",
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
        // An unmarked heading above another unmarked one may be its hat: `AT: Aff` above `AT: Tax cuts`.
        let is_last_or_before_mark = next.is_none_or(|next| index.is_marked(next));
        if !(index.is_marked(number) || is_answer && is_last_or_before_mark) {
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
    fn an_unmarked_answer_above_another_may_be_its_hat() {
        let card = card("They broke down in the spring", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”");
        for heading in ["AT: Talks work", "AT: Sanctions work---Banks"] {
            assert_eq!(found(RULE.id, &format!("AT: Sanctions work\n\n{heading}\n\n{card}")), "", "{heading}");
        }
        assert_ne!(found(RULE.id, &format!("AT: Sanctions work\n\n### AT: Talks work\n\n{card}")), "");
    }

    #[test]
    fn blocks_with_something_and_headings_over_headings() {
        for brief in ["### AT: Sanctions work\n\n#### They never did\n", "## Answers\n\n### AT: Links\n\n#### No\n"] {
            assert_eq!(found(RULE.id, brief), "", "{brief}");
        }
    }
}
