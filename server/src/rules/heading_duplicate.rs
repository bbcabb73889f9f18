//! Two headings with the same name.

use std::collections::HashMap;

use crate::evidence::brief::{Heading, Level};
use crate::evidence::topic::topic;
use crate::lint::brief_index::BriefIndex;
use crate::lint::{Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "heading-duplicate",
    summary: "Two headings with the same name under the same heading",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for headings of the same level with the same name under the same heading. It does not report a speech \
           alone, like `1NC`, nor an unmarked line that announces no answer: it may be part of a text.",
    why: "In the outline they look the same, and going to one by name always goes to the first.",
    example: "## Answers\n\n\
              ### AT: Sanctions work\n\n#### They have never worked against great powers\n\n\
              ### AT: Sanctions work\n\n#### The studies that say so count threats as sanctions",
    fix: "Merge the two, or say how the second differs.",
    check: Check::Brief(check),
};

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    // One map for each level; a heading clears those below it.
    let mut named: [HashMap<&str, usize>; 3] = Default::default();
    for &number in &index.notes.headings {
        let Some(Heading { level, text }) = index.heading(number) else { continue };
        let depth = match level {
            Level::Pocket => 0,
            Level::Hat => 1,
            Level::Block => 2,
        };
        named[depth + 1..].iter_mut().for_each(HashMap::clear);
        let is_sure = index.is_marked(number) || topic(&text.value).answers.is_some();
        if text.value.is_empty() || is_speech(&text.value) || !is_sure {
            continue;
        }
        let place = |number: usize| {
            let entry = index.entry(number);
            entry.heading().map_or(entry.span(), |heading| heading.text.span.shift(entry.start))
        };
        if let Some(first) = named[depth].get(text.value.as_str()) {
            let message = format!("Another {} here has the same name. Merge them, or rename one.", level.name());
            let mut finding = Finding::new(RULE.id, place(number), message);
            finding.related.push((place(*first), "the same name".to_owned()));
            found.push(finding);
        } else {
            named[depth].insert(&text.value, number);
        }
    }
}

/// `1NC`, `2AC`: it may stand under every argument.
fn is_speech(heading: &str) -> bool {
    matches!(heading.trim().as_bytes(), [b'1' | b'2', b'A' | b'N' | b'a' | b'n', b'C' | b'R' | b'c' | b'r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found;

    #[test]
    fn one_name_under_one_hat() {
        insta::assert_snapshot!(found(RULE.id, "## Answers\n\n### AT: Links\n\n#### No\n\n### AT: Links\n\n#### Nor here\n"), @r"
        ### AT: Links
            ^^^^^^^^^ hint: Another block here has the same name. Merge them, or rename one.
        ");
    }

    #[test]
    fn a_speech_and_what_may_be_text() {
        assert_eq!(found(RULE.id, "## Answers\n\n### 1NC\n\n#### No\n\n### 1NC\n\n#### Nor here\n"), "");
        assert_eq!(found(RULE.id, "## Answers\n\nPUBLIC OPINION\n\n#### No\n\nPUBLIC OPINION\n\n#### Nor here\n"), "");
    }

    #[test]
    fn one_name_under_two_hats() {
        assert_eq!(found(RULE.id, "## Trade\n\n### Links\n\n#### No\n\n## Banks\n\n### Links\n\n#### Nor here\n"), "");
    }
}
