//! The same evidence under two authors or years.

use crate::evidence::brief::Card;
use crate::evidence::cite::Cite;
use crate::evidence::source_note::SourceNote;
use crate::lint::brief_index::{self, BriefIndex};
use crate::lint::{Check, Enabled, Finding, Rule, Severity, anchor};

pub(crate) static RULE: Rule = Rule {
    id: "card-conflict",
    summary: "The same quoted text under different authors or years",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for cards with the same quoted text, in any case, under different authors or years, and for cards \
           whose texts begin with the same words, under different authors.",
    why: "One of the two cites is wrong. An opponent who has both can have the card thrown out.",
    example: "Sanctions fail\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.\n\n\
              Banks have found a way round\n\n\
              Moen 20, Foreign Affairs, 3-4-20, “Why pressure backfires”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Look up who wrote the text, and correct the other cite.",
    check: Check::Brief(check),
};

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    for group in brief_index::alike(&index.notes.bodies) {
        let [(_, first), rest @ ..] = group else { continue };
        for (_, other) in rest {
            if let Some(field) = conflict(index, *first, *other) {
                let message = format!("This file has the same text under another {field}. Correct the wrong cite.");
                found.extend(finding(index, *first, *other, message));
            }
        }
    }
    // An author writes on, year after year; but nobody begins with the words of another.
    for group in brief_index::alike(&index.notes.openings) {
        let [(_, first), rest @ ..] = group else { continue };
        for (_, other) in rest {
            if text(index, *first) != text(index, *other) && conflict(index, *first, *other) == Some("author") {
                let message = "This file has a longer or shorter part of this text under another author. Correct the \
                               wrong cite.";
                found.extend(finding(index, *first, *other, message.to_owned()));
            }
        }
    }
}

/// The finding at the cite of the card `other`, which has the text of `first`.
fn finding(index: &BriefIndex<'_>, first: usize, other: usize, message: String) -> Option<Finding> {
    let place = |number: usize| {
        let cite = index.card(number).and_then(source)?;
        Some(anchor::of_cite(cite).shift(index.entry(number).start))
    };
    let mut finding = Finding::new(RULE.id, place(other)?, message);
    finding.related.push((place(first)?, "the same text".to_owned()));
    Some(finding)
}

fn text(index: &BriefIndex<'_>, number: usize) -> Option<u64> {
    Some(index.card(number)?.body.as_ref()?.fingerprint)
}

/// The field in which the cites of two cards contradict each other.
pub(crate) fn conflict(index: &BriefIndex<'_>, one: usize, other: usize) -> Option<&'static str> {
    let note = |number: usize| SourceNote::of(index.card(number)?);
    note(one)?.contradicts(&note(other)?)
}

fn source(card: &Card) -> Option<&Cite> {
    card.cites.first()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{BODY, card, found};

    fn two(one: &str, other: &str) -> String {
        card("Sanctions fail", one) + "\n" + &card("Banks found a way round", other)
    }

    #[test]
    fn other_authors_and_other_years() {
        let choi = "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”";
        insta::assert_snapshot!(found(RULE.id, &two(choi, "Moen 20, Foreign Affairs, 3-4-20, “Why pressure backfires”")), @r"
        Moen 20, Foreign Affairs, 3-4-20, “Why pressure backfires”
        ^^^^^^^ warning: This file has the same text under another author. Correct the wrong cite.
        ");
        insta::assert_snapshot!(found(RULE.id, &two(choi, "Choi 19, The Hill, 9-2-19, “Kremlin shrugs at sanctions”")), @r"
        Choi 19, The Hill, 9-2-19, “Kremlin shrugs at sanctions”
        ^^^^^^^ warning: This file has the same text under another year. Correct the wrong cite.
        ");
    }

    #[test]
    fn a_shorter_part_and_another_case() {
        let choi = "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”";
        let moen = "Moen 20, Foreign Affairs, 3-4-20, “Why pressure backfires”";
        let half = BODY.split_once(" “Nobody here").expect("two halves").0;
        insta::assert_snapshot!(found(RULE.id, &two(choi, moen).replacen(BODY, half, 1)), @r"
        Moen 20, Foreign Affairs, 3-4-20, “Why pressure backfires”
        ^^^^^^^ warning: This file has a longer or shorter part of this text under another author. Correct the wrong cite.
        ");
        insta::assert_snapshot!(found(RULE.id, &two(choi, moen).replacen(BODY, &BODY.to_uppercase(), 1)), @r"
        Moen 20, Foreign Affairs, 3-4-20, “Why pressure backfires”
        ^^^^^^^ warning: This file has the same text under another author. Correct the wrong cite.
        ");
        let later = choi.replace("21", "19");
        assert_eq!(found(RULE.id, &two(choi, &later).replacen(BODY, half, 1)), "", "an edition of another year");
    }

    #[test]
    fn one_cite_more_and_less_fully_written() {
        let full = "Bond and Brakel 18 (Ian Bond and Linda Brakel, “Don’t look back,” 12-3-2018, https://www.example.org/bond)";
        for cite in ["Bond 18", "Ian Bond, 2018, “Don’t look back”", full] {
            assert_eq!(found(RULE.id, &two(full, cite)), "", "{cite}");
        }
    }
}
