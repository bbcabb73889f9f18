//! Headings without words.

use crate::lint::brief_index::BriefIndex;
use crate::lint::{Check, Edit, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "heading-empty",
    summary: "A heading with no words",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for headings without words.",
    why: "They leave a gap in the outline, and you cannot go to what is under them by name.",
    example: "## Topicality\n\n###\n\n#### Our interpretation is fair\n\nIt leaves ground to both sides.",
    fix: "Name what is under it, or remove the mark.",
    check: Check::Brief(check),
};

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    for &number in &index.notes.headings {
        let Some(heading) = index.heading(number) else { continue };
        if !heading.text.value.contains(char::is_alphanumeric) {
            let span = index.entry(number).span();
            let message = format!("This {} has no name. Write one, or remove its mark.", heading.level.name());
            found.push(
                Finding::new(RULE.id, span, message)
                    .with_unsafe_fix("Remove the empty heading", vec![Edit::delete(span)]),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found;

    #[test]
    fn a_mark_and_no_word() {
        insta::assert_snapshot!(found(RULE.id, "## Topicality\n\n### \n\n#### Our interpretation is fair\n"), @r"
        ###
        ^^^ warning: This block has no name. Write one, or remove its mark.
        fix?: Remove the empty heading
        ");
        assert_eq!(found(RULE.id, "## Topicality\n\n### 1\n\n#### Our interpretation is fair\n"), "");
    }
}
