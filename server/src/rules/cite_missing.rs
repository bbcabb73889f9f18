//! Evidence without a source.

use crate::evidence::card::body::count_words;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity, cite_role};

pub(crate) static RULE: Rule = Rule {
    id: "cite-missing",
    summary: "A tag with quoted evidence under it and no cite",
    severity: Severity::Error,
    enabled: Enabled::ByDefault,
    what: "Checks for a tag with quoted evidence under it and no cite between the two.",
    why: "Evidence without a source may not be read: NSDA 7.1.B asks for the author’s last name and the year aloud, \
          7.1.C for the whole cite in writing. Opponents can have the card thrown out.",
    example: "#### Sanctions fail\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbours.",
    fix: "Write the cite on its own line under the tag: who, when, where.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(tag) = &view.card.tag else { return };
    let Some(body) = &view.card.body else { return };
    if view.card.cites.is_empty() && (cite_role::has_marked_tag(view.card) || looks_like_a_card(&tag.value, body.words))
    {
        found.push(Finding::new(
            RULE.id,
            tag.span,
            "This card has no cite. Add one under the tag: who, when, and where.",
        ));
    }
}

/// The longest unmarked line that counts as a claim, and the shortest text that counts as evidence, in words.
const LONGEST_CLAIM: u32 = 40;
const SHORTEST_EVIDENCE: u32 = 20;

/// An unmarked line may be a paragraph, a question or a note of the text around it.
fn looks_like_a_card(tag: &str, words: u32) -> bool {
    let tag = tag.trim();
    let is_other = tag.ends_with(['?', ':']) || tag.starts_with(['[', '<', '(', '“', '"']);
    !is_other && count_words(tag) <= LONGEST_CLAIM && words >= SHORTEST_EVIDENCE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{BODY, card, found};

    #[test]
    fn text_right_under_the_tag() {
        insta::assert_snapshot!(found(RULE.id, &format!("#### Sanctions fail\n\n{BODY}\n")), @r"
        #### Sanctions fail
             ^^^^^^^^^^^^^^ error: This card has no cite. Add one under the tag: who, when, and where.
        ");
    }

    #[test]
    fn cites_and_analytics() {
        assert_eq!(found(RULE.id, &card("Sanctions fail", "Choi 21")), "");
        assert_eq!(found(RULE.id, "#### Sanctions fail\n\n#### They never worked\n"), "");
    }
}
