//! A cite and nothing under it.

use super::{CardView, Check, Finding, Rule, Severity, anchor};

pub(super) static RULE: Rule = Rule {
    id: "body-missing",
    severity: Severity::Warning,
    on: true,
    what: "Finds a cite with no quoted text under it.",
    why: "A claim with a source but without its words is no evidence: nothing can be read, and nothing checked.",
    example: "#### Sanctions fail\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              #### Talks fail too",
    fix: "Paste the text under the cite. A source that is only named belongs into the tag or an analytic.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(last) = view.card.cites.last() else { return };
    if view.card.body.is_none() {
        let message = "Nothing is quoted under this cite: paste the text that it is the source of.";
        found.push(Finding::new(RULE.id, anchor::of_cite(last), message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::{card, found};

    #[test]
    fn a_cite_and_no_text() {
        insta::assert_snapshot!(found(RULE.id, "#### Sanctions fail\n\nChoi 21, The Hill, 9-2-21, “Kremlin shrugs”\n\n#### Talks fail\n"), @r"
        Choi 21, The Hill, 9-2-21, “Kremlin shrugs”
        ^^^^^^^ warning: Nothing is quoted under this cite: paste the text that it is the source of.
        ");
    }

    #[test]
    fn text_under_it_or_no_cite() {
        assert_eq!(found(RULE.id, &card("Sanctions fail", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs”")), "");
        assert_eq!(found(RULE.id, "#### Sanctions fail\n\n#### Talks fail\n"), "");
    }
}
