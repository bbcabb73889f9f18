//! Cards with only their first and last words, as caselists disclose them.

use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "body-elided",
    summary: "A card with only its first and last words, as caselists disclose it",
    severity: Severity::Info,
    enabled: Enabled::ByDefault,
    what: "Checks for cards with only their first and last words and `AND` between them, as caselists disclose them.",
    why: "What is left out cannot be read. In a round the whole text must be there (NSDA 7.1: no ellipses within a \
          card).",
    example: "====Sanctions fail====\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring\n\n\
              AND\n\n\
              that the banks which had been cut off were trading again through neighbors.",
    fix: "Copy the whole text from the source.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(body) = &view.card.body else { return };
    let [_, inner @ .., _] = body.paragraphs.as_slice() else { return };
    let elision = inner.iter().find(|paragraph| {
        let is_punctuation = |character: char| !character.is_alphanumeric();
        paragraph.len() < 16 && paragraph.of(view.text).trim_matches(is_punctuation) == "AND"
    });
    if let Some(paragraph) = elision {
        let message = "This card has only its first and last words. Add the whole text.";
        found.push(Finding::new(RULE.id, *paragraph, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found;

    const CHOI: &str = "**Choi 21** (Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” 9-2-21)";

    #[test]
    fn first_words_and_last() {
        let brief = format!(
            "====Sanctions fail====\n{CHOI}\nThe ministry said on Monday that exports had recovered\nAND\nwere trading again through neighbors.\n"
        );
        insta::assert_snapshot!(found(RULE.id, &brief), @r"
        AND
        ^^^ info: This card has only its first and last words. Add the whole text.
        ");
    }

    #[test]
    fn and_within_the_text() {
        let brief = format!(
            "====Sanctions fail====\n{CHOI}\nThe ministry said that exports had recovered AND that banks were trading again.\n"
        );
        assert_eq!(found(RULE.id, &brief), "");
    }
}
