//! Tags without words.

use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "tag-empty",
    summary: "A tag with no words",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for tags without words: a mark with nothing after it, or with nothing but dots.",
    why: "The tag is the claim. Without it the judge writes nothing down, and the card has no name in the outline.",
    example: "#### .\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Write the claim, or remove the mark.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(tag) = &view.card.tag else { return };
    if !tag.value.contains(char::is_alphanumeric) {
        // Only the mark is left to underline.
        let place = if tag.span.is_empty() { Span::new(0, tag.span.end) } else { tag.span };
        found.push(Finding::new(RULE.id, place, "This tag is empty. Write the claim that the card proves."));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    #[test]
    fn a_mark_and_no_word() {
        insta::assert_snapshot!(found(RULE.id, &card("#### .", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”")), @r"
        #### .
             ^ warning: This tag is empty. Write the claim that the card proves.
        ");
        insta::assert_snapshot!(found(RULE.id, "### Links\n\n####\n\n#### Talks fail too\n"), @r"
        ####
        ^^^^ warning: This tag is empty. Write the claim that the card proves.
        ");
    }

    #[test]
    fn a_tag_of_one_character_that_is_a_word() {
        assert_eq!(found(RULE.id, &card("#### 1", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”")), "");
    }
}
