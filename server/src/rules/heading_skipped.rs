//! Missing heading levels.

use crate::evidence::brief::{EntryKind, Level};
use crate::lint::brief_index::BriefIndex;
use crate::lint::{Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "heading-skipped",
    summary: "A heading level left out: a tag right under a hat",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for tags right under a hat, and for blocks right under a pocket that has hats elsewhere: a level is \
           missing. It reports once for each heading above.",
    why: "Outlines and Verbatim’s speech tools work block by block: what is not in a block cannot be sent with one \
          key.",
    example: "## Disadvantage\n\n\
              #### Sanctions fail\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Add the missing heading between the two: `###` for a block, `##` for a hat.",
    check: Check::Brief(check),
};

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    let level = |number: usize| index.heading(number).map(|heading| heading.level);
    // Many briefs use only two levels of headings, and nothing is missing.
    let has_hats = index.notes.headings.iter().any(|&number| level(number) == Some(Level::Hat));
    for &number in &index.notes.headings {
        let (Some(heading), Some(next)) = (index.heading(number), index.view.brief.entries.get(number + 1)) else {
            continue;
        };
        let (span, message) = match &next.content.kind {
            EntryKind::Card(_) if heading.level < Level::Block => (
                index.place_of_card(number + 1),
                format!("This card is right under a {}. Put it in a block (###).", heading.level.name()),
            ),
            EntryKind::Heading(below) if (heading.level, below.level) == (Level::Pocket, Level::Block) && has_hats => {
                let below_text = below.text.span.shift(next.start);
                (below_text, "This block is right under a pocket. Put it under a hat (##).".to_owned())
            }
            _ => continue,
        };
        found.push(Finding::new(RULE.id, span, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    const CHOI: &str = "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”";

    #[test]
    fn a_card_right_under_a_hat() {
        insta::assert_snapshot!(found(RULE.id, &format!("## Disadvantage\n\n{}", card("#### Sanctions fail", CHOI))), @r"
        #### Sanctions fail
             ^^^^^^^^^^^^^^ hint: This card is right under a hat. Put it in a block (###).
        ");
    }

    #[test]
    fn a_block_right_under_a_pocket_where_there_are_hats() {
        insta::assert_snapshot!(found(RULE.id, "# Neg\n\n### Case\n\n#### No\n\n## Links\n\n### Trade\n\n#### Yes\n"), @r"
        ### Case
            ^^^^ hint: This block is right under a pocket. Put it under a hat (##).
        ");
    }

    #[test]
    fn two_levels_throughout_and_bare_files() {
        assert_eq!(found(RULE.id, "# Neg\n\n### Case\n\n#### No\n\n# Aff\n\n### Case\n\n#### Yes\n"), "");
        assert_eq!(found(RULE.id, &card("Sanctions fail", CHOI)), "");
    }
}
