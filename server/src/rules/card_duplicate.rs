//! The same evidence twice.

use super::card_conflict;
use crate::lint::brief_index::{self, BriefIndex};
use crate::lint::{Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "card-duplicate",
    summary: "The same quoted text twice in one file",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for cards whose quoted text already appears earlier in the file, word for word, however it is \
           underlined. The same cite over another part of the source is not a duplicate.",
    why: "The second card costs time and proves nothing if both are read in one round. An edit to one does not change \
          the other.",
    example: "Sanctions fail\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.\n\n\
              Banks have found a way round\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Keep one of them, or cut another part of the source for the second.",
    check: Check::Brief(check),
};

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    for group in brief_index::alike(&index.notes.bodies) {
        let [(_, first), rest @ ..] = group else { continue };
        for (_, other) in rest {
            if card_conflict::conflict(index, *first, *other).is_some() {
                continue;
            }
            let message = "An earlier card in this file has the same text. Keep one of them.";
            let mut finding = Finding::new(RULE.id, index.place_of_card(*other), message);
            finding.related.push((index.place_of_card(*first), "the same text".to_owned()));
            found.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    const CHOI: &str = "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”";

    #[test]
    fn the_same_text_cut_otherwise() {
        let again = card("Banks found a way round", CHOI)
            .replace("the banks which had been cut off", "__the banks__ which had been **cut off**");
        insta::assert_snapshot!(found(RULE.id, &(card("Sanctions fail", CHOI) + "\n" + &again)), @r"
        Banks found a way round
        ^^^^^^^^^^^^^^^^^^^^^^^ hint: An earlier card in this file has the same text. Keep one of them.
        ");
    }

    #[test]
    fn one_source_cut_twice_is_no_duplicate() {
        let other = card("Banks found a way round", CHOI).replace("ministry", "embassy");
        assert_eq!(found(RULE.id, &(card("Sanctions fail", CHOI) + "\n" + &other)), "");
    }

    #[test]
    fn a_few_words_may_appear_twice() {
        let short = |tag: &str| format!("#### {tag}\n\n{CHOI}\n\nSanctions do not work at all.\n\n");
        assert_eq!(found(RULE.id, &(short("Sanctions fail") + &short("They never worked"))), "");
    }
}
