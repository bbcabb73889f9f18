//! Evidence without a claim.

use crate::evidence::brief::{Entry, EntryKind};
use crate::lint::brief_index::BriefIndex;
use crate::lint::{Check, Enabled, Finding, Rule, Severity, anchor};

pub(crate) static RULE: Rule = Rule {
    id: "tag-missing",
    summary: "A cite with quoted text under it and no tag above",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for a cite with quoted text under it and no tag above. It does not report where an unmarked line \
           above may be the tag.",
    why: "The tag is the claim that the card proves. Without it the judge writes nothing down, and the card has no \
          name in the outline.",
    example: "### Sanctions\n\n\
              Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” 9-2-21)\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbours.",
    fix: "Write the claim on its own line above the cite.",
    check: Check::Brief(check),
};

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    for &number in &index.notes.tagless {
        let Some(first) = index.card(number).and_then(|card| card.cites.first()) else { continue };
        if index.before(number).is_some_and(may_end_in_the_tag) {
            continue;
        }
        let message = "This card has no tag. Write its claim on the line above the cite.";
        let place = anchor::of_cite(first).shift(index.entry(number).start);
        found.push(Finding::new(RULE.id, place, message));
    }
}

/// The longest tag, in bytes. A longer paragraph is not a claim.
const LONGEST_TAG: usize = 400;

/// Whether the tag may be there but unmarked, and so read as something else: as a heading, or as the last paragraph of
/// the card above.
fn may_end_in_the_tag(above: &Entry) -> bool {
    match &above.content.kind {
        EntryKind::Heading(heading) => heading.text.span.start == 0,
        EntryKind::Analytic(tag) => tag.span.start == 0,
        EntryKind::Card(card) => {
            let last = card.body.as_ref().and_then(|body| body.paragraphs.last());
            last.is_none_or(|paragraph| paragraph.len() < LONGEST_TAG)
        }
        EntryKind::Comment(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    const CHOI: &str = "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” 9-2-21)";

    #[test]
    fn a_cite_right_under_a_heading() {
        insta::assert_snapshot!(found(RULE.id, &card("### Sanctions", CHOI)), @r"
        Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” 9-2-21)
        ^^^^^^^ warning: This card has no tag. Write its claim on the line above the cite.
        ");
    }

    #[test]
    fn a_tag_is_there() {
        assert_eq!(found(RULE.id, &card("#### Sanctions fail", CHOI)), "");
        assert_eq!(found(RULE.id, &card("Sanctions", CHOI)), "");
    }
}
