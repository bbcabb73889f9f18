//! A link in place of a cite.

use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity, cite_role};

pub(crate) static RULE: Rule = Rule {
    id: "cite-url-only",
    summary: "A card whose only source is a link",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for cards whose only source is a link.",
    why: "A link does not say who or when, cannot be read aloud (NSDA 7.1.B wants name and year), and stops working \
          one day. NSDA 7.1.C wants it beside the author, date and title, not instead of them.",
    example: "Sanctions fail\n\n\
              https://www.example.org/2021/09/sanctions-fail\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Open the link and write the cite: who, when, title, publication.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let [first, ..] = view.card.cites.as_slice() else { return };
    // A link under an analytic is further reading; only quoted text needs a full source.
    if view.card.body.is_some() && view.card.cites.iter().all(cite_role::is_bare_link) {
        let message = "The only source is a link. Add the author, the date and the title.";
        found.push(Finding::new(RULE.id, cite_role::first_line(first.span, view.text), message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found_in_cite;

    #[test]
    fn a_link_and_nothing_else() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "https://www.example.org/2021/09/sanctions-fail"), @r"
        https://www.example.org/2021/09/sanctions-fail
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The only source is a link. Add the author, the date and the title.
        ");
    }

    #[test]
    fn a_link_beside_a_cite_is_no_cite_of_its_own() {
        assert_eq!(found_in_cite(RULE.id, "Choi 21, The Hill, 9-2-21\nhttps://www.example.org/2021/09/sanctions"), "");
    }
}
