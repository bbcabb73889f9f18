//! Evidence without a claim.

use super::{CardView, Check, Finding, Rule, Severity, anchor};

pub(super) static RULE: Rule = Rule {
    id: "tag-missing",
    severity: Severity::Warning,
    on: true,
    what: "Finds a cite with quoted text under it, and no tag above.",
    why: "The tag is the claim that the card proves. Without it the judge writes down nothing, and in the outline the \
          card has no name.",
    example: "### Sanctions\n\n\
              Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” 9-2-21)\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbours.",
    fix: "Write the claim on a line of its own above the cite.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    if let (None, Some(first), Some(_)) = (&view.card.tag, view.card.cites.first(), &view.card.body) {
        let message = "This card has no tag: write the claim that it proves on a line above the cite.";
        found.push(Finding::new(RULE.id, anchor::of_cite(first), message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::{card, found};

    const CHOI: &str = "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” 9-2-21)";

    #[test]
    fn a_cite_right_under_a_heading() {
        insta::assert_snapshot!(found(RULE.id, &card("### Sanctions", CHOI)), @r"
        Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” 9-2-21)
        ^^^^^^^ warning: This card has no tag: write the claim that it proves on a line above the cite.
        ");
    }

    #[test]
    fn a_tag_is_there() {
        assert_eq!(found(RULE.id, &card("#### Sanctions fail", CHOI)), "");
    }
}
