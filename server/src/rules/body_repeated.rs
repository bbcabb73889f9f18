//! A paragraph that was pasted twice.

use crate::evidence::card::body::count_words;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity, cite_role};

pub(crate) static RULE: Rule = Rule {
    id: "body-repeated",
    summary: "A paragraph that appears twice in one card",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for a paragraph of quoted text that is in the same card a second time, word for word.",
    why: "It was pasted twice: the author did not write it twice, and nobody reads it twice on purpose.",
    example: "Sanctions fail\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Remove one of the two.",
    check: Check::Card(check),
};

/// A refrain or a caption may be there twice, in words.
const SHORTEST: u32 = 15;
/// Fewer bytes than this have fewer words.
const SHORTEST_IN_BYTES: usize = 45;

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(body) = view.card.body.as_ref().filter(|body| body.paragraphs.len() > 1) else { return };
    let long = body.paragraphs.iter().filter(|paragraph| paragraph.len() >= SHORTEST_IN_BYTES);
    let mut paragraphs: Vec<_> = long.map(|paragraph| (paragraph.of(view.text), *paragraph)).collect();
    paragraphs.sort_unstable();
    for group in paragraphs.chunk_by(|(one, _), (other, _)| one == other) {
        let [(text, first), rest @ ..] = group else { continue };
        if rest.is_empty() || count_words(text) < SHORTEST {
            continue;
        }
        for (_, again) in rest {
            let message = "This paragraph is in the card twice. Remove one of the two.";
            let mut finding = Finding::new(RULE.id, cite_role::first_line(*again, view.text), message);
            finding.related.push((*first, "the same paragraph".to_owned()));
            found.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{BODY, card, found};

    #[test]
    fn a_paragraph_that_was_pasted_twice() {
        let brief = card("#### Sanctions fail", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs”") + "\n" + BODY + "\n";
        let found = found(RULE.id, &brief);
        assert!(found.contains("warning: This paragraph is in the card twice. Remove one of the two."), "{found}");
        assert_eq!(found.matches("warning").count(), 1, "{found}");
    }

    #[test]
    fn other_paragraphs_and_refrains() {
        let cite = "Choi 21, The Hill, 9-2-21, “Kremlin shrugs”";
        let other = BODY.replace("Monday", "Tuesday");
        assert_eq!(found(RULE.id, &format!("{}\n{other}\n", card("#### Sanctions fail", cite))), "");
        let refrain = "And so they waited for an answer.";
        assert_eq!(
            found(
                RULE.id,
                &format!("{}\n{refrain}\n\n{BODY}\n\n{refrain}\n", "#### Sanctions fail\n\n".to_owned() + cite + "\n")
            ),
            ""
        );
    }
}
