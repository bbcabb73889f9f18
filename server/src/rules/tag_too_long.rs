//! Tags that are too long.

use crate::evidence::card::body::count_words;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity, cite_role};

pub(crate) static RULE: Rule = Rule {
    id: "tag-too-long",
    summary: "A tag of more than 50 words over evidence",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for tags of more than 50 words over evidence. Analytics may have any length.",
    why: "A judge writes down the first words and misses the rest. Most tags have about eleven words.",
    example: "Sanctions fail because the ministry has found other buyers in the east and in the south, because the banks \
              that were cut off now trade through neighbors who were never asked to take part, because parts that were \
              short in the spring come in by way of third countries, and because nobody in the capital believes that \
              they will ever be lifted, whatever it does\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "State the claim in one sentence. Put the rest in an analytic.",
    check: Check::Card(check),
};

/// The longest tags in a survey of real files have about 50 words.
const MOST_WORDS: u32 = 50;

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(tag) = view.card.tag.as_ref().filter(|_| view.card.body.is_some()) else { return };
    // Without a mark and without a cite, it is most likely just a paragraph.
    let marked = cite_role::has_marked_tag(view.card);
    if !marked && cite_role::full(view.card).all(|cite| cite_role::is_doubtful(view.card, cite)) {
        return;
    }
    let words = count_words(&tag.value);
    if words > MOST_WORDS {
        let message = format!("This tag has {words} words. State the claim in one sentence.");
        found.push(Finding::new(RULE.id, cite_role::first_line(tag.span, view.text), message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    #[test]
    fn a_paragraph_for_a_tag() {
        let tag = format!("#### Sanctions fail because {}", "of this and of that and ".repeat(9));
        insta::assert_snapshot!(found(RULE.id, &card(tag.trim_end(), "Choi 21, The Hill, 9-2-21, “Kremlin shrugs”")), @r"
        #### Sanctions fail because of this and of that and of this and of that and of this a…
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: This tag has 57 words. State the claim in one sentence.
        ");
    }

    #[test]
    fn long_analytics_and_tags_of_forty_words() {
        assert_eq!(
            found(RULE.id, &format!("### Theory\n\n#### {}\n", "They must specify their agent ".repeat(20))),
            ""
        );
        assert_eq!(
            found(RULE.id, &card(&format!("#### {}", "they fail ".repeat(20)), "Choi 21, The Hill, 9-2-21, “Kremlin”")),
            ""
        );
    }
}
