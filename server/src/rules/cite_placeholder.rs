//! What a citation tool writes if it finds nothing.

use crate::evidence::cite::Filler;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "cite-placeholder",
    summary: "A citation tool’s filler: “No Author”, “No Publication”",
    severity: Severity::Error,
    enabled: Enabled::ByDefault,
    what: "Checks for the words that citation tools write if they find nothing: “No Author”, “No Publication”, \
           “xx-xx-xxxx”, “None”.",
    why: "It looks like a cite and is not one. A judge who reads “None 'None” knows that nobody looked at the source.",
    example: "Arms sales deter\n\n\
              Martha Hostetter, 3-21-2019, “How unions act as a force for change,” No Publication, \
              https://www.example.org/unions //AS\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbours.",
    fix: "Open the source and write what it says. If it does not say, leave the field out.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        let fillers: Vec<_> = cite
            .fillers
            .iter()
            .filter(|filler| filler.value != Filler::Unknown || holds_words(filler.span.of(view.text)))
            .collect();
        let Some(first) = fillers.first() else { continue };
        let mut words: Vec<String> = fillers.iter().map(|filler| format!("“{}”", filler.span.of(view.text))).collect();
        words.dedup();
        let message =
            format!("A citation tool wrote {} here. Write what the source says, or remove it.", words.join(", "));
        found.push(Finding::new(RULE.id, first.span, message));
    }
}

/// The rule cite-empty-field reports `()`.
fn holds_words(filler: &str) -> bool {
    filler.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found_in_cite;

    #[test]
    fn what_tools_leave() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Martha Hostetter, 3-21-2019, “How unions act,” No Publication, https://www.example.org/unions //AS"), @r"
        Martha Hostetter, 3-21-2019, “How unions act,” No Publication, https://www.example.org/unions //AS
                                                       ^^^^^^^^^^^^^^ error: A citation tool wrote “No Publication” here. Write what the source says, or remove it.
        ");
        insta::assert_snapshot!(found_in_cite(RULE.id, "None 'None [None; Arms sales to Taiwan; No Publication; xx-xx-xxxx]"), @r"
        None 'None [None; Arms sales to Taiwan; No Publication; xx-xx-xxxx]
        ^^^^^^^^^^ error: A citation tool wrote “None 'None”, “None”, “No Publication”, “xx-xx-xxxx” here. Write what the source says, or remove it.
        ");
    }

    #[test]
    fn words_of_a_title() {
        for cite in [
            "Choi 21 (Joseph Choi, The Hill, “None of the above,” 9-2-21)",
            "Resurgent (). 2-13-2019. “Maduro’s end.” Stratfor.",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
