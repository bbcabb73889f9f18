//! The same tag over two cards.

use crate::evidence::card::body::count_words;
use crate::lint::brief_index::{self, BriefIndex};
use crate::lint::{Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "tag-duplicate",
    summary: "The same tag over two cards of a block, or twice over one card",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for tags of four words or more over two different cards of a block. The same claim in another block \
           or speech is not reported. Also checks for a tag that is twice over one card.",
    why: "In the round you look for the card by its tag, and find the other one.",
    example: "Sanctions fail in the long run\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.\n\n\
              Sanctions fail in the long run\n\n\
              Moen 20, Foreign Affairs, 3-4-20, “Why pressure backfires”\n\n\
              Delegates left the hotel after midnight without a word to the reporters who had been waiting for them, \
              and no new day was named for the next round.",
    fix: "Say in the second tag what its card adds.",
    check: Check::Brief(check),
};

/// The fewest words of a tag that is checked: `Turns the case` is over many cards, and rightly.
const TELLING_WORDS: u32 = 4;

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    for &number in &index.notes.repeated_tags {
        let message = "This tag is here twice, one below the other. Delete one of them.";
        found.extend(index.tag(number).map(|tag| Finding::new(RULE.id, tag.span, message)));
    }
    for group in brief_index::alike(&index.notes.tags) {
        // The notes of a group are in document order, so those of one block are adjacent.
        for [(_, first), (_, other)] in group.array_windows() {
            let Some(tag) = index.tag(*first).filter(|tag| count_words(tag.value) >= TELLING_WORDS) else { continue };
            let Some(again) = index.tag(*other).filter(|again| again.value == tag.value) else { continue };
            if index.headings_above(*first) != index.headings_above(*other) {
                continue;
            }
            // The rule card-duplicate reports the same card.
            if fingerprint(index, *first) == fingerprint(index, *other) {
                continue;
            }
            let message = "Another card in this block has the same tag. Say what this one adds.";
            let mut finding = Finding::new(RULE.id, again.span, message);
            finding.related.push((tag.span, "the same tag".to_owned()));
            found.push(finding);
        }
    }
}

fn fingerprint(index: &BriefIndex<'_>, number: usize) -> Option<u64> {
    Some(index.card(number)?.body.as_ref()?.fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    const CHOI: &str = "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”";

    fn two(one: &str, other: &str) -> String {
        card(one, CHOI)
            + "\n"
            + &card(other, "Moen 20, Foreign Affairs, 3-4-20, “Pressure backfires”").replace("ministry", "embassy")
    }

    #[test]
    fn one_tag_over_two_cards() {
        insta::assert_snapshot!(found(RULE.id, &two("Sanctions fail in the long run", "Sanctions fail in the long run")), @r"
        Sanctions fail in the long run
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Another card in this block has the same tag. Say what this one adds.
        ");
    }

    #[test]
    fn a_tag_twice_over_one_card() {
        insta::assert_snapshot!(found(RULE.id, &("#### Sanctions fail\n\n".to_owned() + &card("#### Sanctions fail", CHOI))), @r"
        #### Sanctions fail
             ^^^^^^^^^^^^^^ hint: This tag is here twice, one below the other. Delete one of them.
        ");
        insta::assert_snapshot!(found(RULE.id, &("Sanctions fail\n\n".to_owned() + &card("Sanctions fail", CHOI))), @r"
        Sanctions fail
        ^^^^^^^^^^^^^^ hint: This tag is here twice, one below the other. Delete one of them.
        ");
        assert_eq!(
            found(RULE.id, &("#### Sanctions fail now\n\n".to_owned() + &card("#### Sanctions fail", CHOI))),
            ""
        );
    }

    #[test]
    fn other_tags_short_tags_and_the_same_card_again() {
        assert_eq!(found(RULE.id, &two("Sanctions fail in the long run", "Sanctions fail in the short run")), "");
        assert_eq!(found(RULE.id, &two("Turns the case", "Turns the case")), "");
        let twice = card("Sanctions fail in the long run", CHOI) + "\n" + &card("Sanctions fail in the long run", CHOI);
        assert_eq!(found(RULE.id, &twice), "");
    }
}
