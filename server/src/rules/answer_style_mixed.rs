//! Answers announced in several ways: `AT:` and `A2:`.

use crate::evidence::topic::topic;
use crate::lint::brief_index::BriefIndex;
use crate::lint::{Check, Enabled, Finding, Rule, Severity};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "answer-style-mixed",
    summary: "A file whose headings announce answers in several ways",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for files whose headings announce answers in several ways: `AT:`, `A2:`, `Answers to:`. It reports \
           once per file, at the first heading that differs from most.",
    why: "A search for `AT:` in the round does not find what is filed under `A2:`.",
    example: "### AT: Sanctions work\n\n#### They have never worked against great powers\n\n\
              ### A2: Talks work\n\n#### They broke down in the spring",
    fix: "Choose one way, and use it everywhere.",
    check: Check::Brief(check),
};

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    let mut used: Vec<(&str, usize, Span)> = Vec::new();
    for &number in &index.notes.headings {
        let Some(heading) = index.heading(number) else { continue };
        let Some(announced) = topic(&heading.text.value).answers else { continue };
        match used.iter_mut().find(|(style, ..)| *style == announced) {
            Some((_, count, _)) => *count += 1,
            None => used.push((announced, 1, heading.text.span.shift(index.entry(number).start))),
        }
    }
    // If two are equally frequent, the earlier one is the usual one.
    let Some(usual) = used.iter().rev().max_by_key(|(_, count, _)| *count).map(|(style, ..)| *style) else { return };
    let Some((odd, _, place)) = used.iter().find(|(style, ..)| *style != usual) else { return };
    let message = format!("Answers in this file begin with “{usual}” and with “{odd}”. Choose one.");
    found.push(Finding::new(RULE.id, *place, message));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found;

    #[test]
    fn once_a_file() {
        insta::assert_snapshot!(found(RULE.id, "### AT: A\n\n#### No\n\n### A2: B\n\n#### No\n\n### AT: C\n\n#### No\n\n### A2: D\n\n#### No\n"), @r"
        ### A2: B
            ^^^^^ hint: Answers in this file begin with “AT:” and with “A2:”. Choose one.
        ");
    }

    #[test]
    fn one_way_throughout() {
        assert_eq!(
            found(RULE.id, "### AT: A\n\n#### No\n\n### 2AC---AT: B\n\n#### No\n\n### Links\n\n#### A2 milk\n"),
            ""
        );
    }
}
