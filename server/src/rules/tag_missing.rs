//! Evidence without a claim.

use crate::evidence::brief::{Entry, EntryKind};
use crate::lint::brief_index::BriefIndex;
use crate::lint::{Check, Enabled, Finding, Rule, Severity, anchor};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "tag-missing",
    summary: "A cite with quoted text under it and no tag above",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for a cite with quoted text under it and no tag above. It does not report where an unmarked line \
           above may be the tag. In a file where many cards have none, one message says so.",
    why: "The tag is the claim that the card proves. Without it the judge writes nothing down, and the card has no \
          name in the outline.",
    example: "### Sanctions\n\n\
              Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” 9-2-21)\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Write the claim on its own line above the cite.",
    check: Check::Brief(check),
};

/// From this many cards without a tag on, and this part of all cards, the file is a list of sources: no card is told by
/// itself.
const LIST_OF_SOURCES: usize = 5;
const PART_WITHOUT_TAG: usize = 3;

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    let tagless = index.notes.tagless.iter().filter_map(|&number| {
        let first = index.card(number)?.cites.first()?;
        let may_have_one = index.before(number).is_some_and(may_end_in_the_tag);
        (!may_have_one).then(|| anchor::of_cite(first).shift(index.entry(number).start))
    });
    let tagless: Vec<Span> = tagless.collect();
    if let Some(&first) = tagless.first()
        && tagless.len() >= LIST_OF_SOURCES
        && let cards = index.cards()
        && tagless.len() * PART_WITHOUT_TAG >= cards
    {
        let message = format!(
            "{} of {cards} cards have no tag, from this one on. If the file is more than a list of sources, write each \
             card’s claim on the line above its cite.",
            tagless.len()
        );
        let mut finding = Finding::new(RULE.id, first, message);
        finding.severity = Some(Severity::Info);
        found.push(finding);
        return;
    }
    let message = "This card has no tag. Write its claim on the line above the cite.";
    found.extend(tagless.into_iter().map(|place| Finding::new(RULE.id, place, message)));
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
    fn a_list_of_sources_is_told_once() {
        let brief = card("### Sanctions", CHOI).repeat(6);
        insta::assert_snapshot!(found(RULE.id, &brief), @r"
        Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” 9-2-21)
        ^^^^^^^ info: 6 of 6 cards have no tag, from this one on. If the file is more than a list of sources, write each card’s claim on the line above its cite.
        ");
    }

    #[test]
    fn a_tag_is_there() {
        assert_eq!(found(RULE.id, &card("#### Sanctions fail", CHOI)), "");
        assert_eq!(found(RULE.id, &card("Sanctions", CHOI)), "");
    }
}
