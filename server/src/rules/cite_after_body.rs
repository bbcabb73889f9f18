//! A source under the quotation.

use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity, cite_role};

pub(crate) static RULE: Rule = Rule {
    id: "cite-after-body",
    summary: "A cite or link under the quoted text, or at its end",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for a cite or a link under the quoted text, or at its end.",
    why: "The source is read before the evidence. Under the text it is easily missed, is taken for the next card’s \
          source, or is read aloud as part of the quotation.",
    example: "Sanctions fail\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.\n\n\
              https://www.example.org/2021/09/kremlin-shrugs",
    fix: "Move it above the text, between the tag and the quotation.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let card = view.card;
    let above = card.cites.iter().any(|cite| !cite_role::trails(card, cite));
    for cite in card.cites.iter().filter(|cite| cite_role::trails(card, cite)) {
        let message = match (cite_role::is_bare_link(cite), above) {
            (true, true) => "This link is under the text. Move it into the cite above.",
            (true, false) => "The source is under the text. Move it between the tag and the text.",
            (false, _) => "This cite is under the text. Move it between the tag and the text.",
        };
        found.push(Finding::new(RULE.id, cite_role::first_line(cite.span, view.text), message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{BODY, card, found};

    #[test]
    fn a_link_under_the_text() {
        let brief = card("Sanctions fail", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”")
            + "\nhttps://www.example.org/2021/09/kremlin\n";
        insta::assert_snapshot!(found(RULE.id, &brief), @r"
        https://www.example.org/2021/09/kremlin
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This link is under the text. Move it into the cite above.
        ");
    }

    #[test]
    fn a_source_at_the_end_of_the_text() {
        let brief = format!("#### Sanctions fail\n\n{BODY} https://www.example.org/2021/09/kremlin\n");
        insta::assert_snapshot!(found(RULE.id, &brief), @r"
        …s, adding that the government expected the measures to stay in place for years. https://www.example.org/2021/09/kremlin
                                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The source is under the text. Move it between the tag and the text.
        ");
    }

    #[test]
    fn a_cite_in_its_place() {
        assert_eq!(
            found(RULE.id, &card("Sanctions fail", "Choi 21, The Hill, 9-2-21, https://www.example.org/kremlin")),
            ""
        );
    }
}
