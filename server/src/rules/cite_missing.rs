//! Evidence without a source.

use crate::evidence::brief::{Body, Card};
use crate::evidence::card::body::count_words;
use crate::evidence::topic::is_speech;
use crate::lint::brief_index::BriefIndex;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity, cite_role};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-missing",
    summary: "A tag with quoted evidence under it and no cite",
    severity: Severity::Error,
    enabled: Enabled::ByDefault,
    what: "Checks for a tag with quoted evidence under it and no cite between the two. Short text, lists and notes are \
           the debater’s own, and need none. In a file without marks, such a tag looks like one more paragraph of the \
           card above. There it reports a line as a warning if the line is written like the tags of the file and does \
           not belong to the text above.",
    why: "Evidence without a source may not be read: NSDA 7.1.B asks for the author’s last name and the year aloud, \
          7.1.C for the whole cite in writing. Opponents can have the card thrown out.",
    example: "#### Sanctions fail\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Write the cite on its own line under the tag: who, when, where.",
    check: Check::CardAndBrief(check, check_unmarked_lines),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(tag) = uncited_tag(view.card) else { return };
    let Some(body) = &view.card.body else { return };
    if !is_own_text(tag.of(view.text), body, view.text) {
        let message = "This card has no cite. Add one under the tag: who, when, and where.";
        let severity = (body.words < LONGEST_NOTE).then_some(Severity::Warning);
        found.push(Finding { severity, ..Finding::new(RULE.id, tag, message) });
    }
}

/// The tag of a card without a cite, if its text is long enough for evidence.
fn uncited_tag(card: &Card) -> Option<Span> {
    let tag = card.tag.as_ref()?;
    let body = card.body.as_ref()?;
    let is_marked = cite_role::has_marked_tag(card);
    let is_tag = is_marked || looks_like_a_tag(&tag.value);
    let shortest = if is_marked { SHORTEST_UNDER_TAG } else { SHORTEST_EVIDENCE };
    (card.cites.is_empty() && is_tag && body.words >= shortest).then_some(tag.span)
}

/// Reports the lines that look like tags, where they are not the tag of a card that [`check`] decides about.
fn check_unmarked_lines(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    for &(number, span) in &index.notes.uncited {
        let is_reported = index.card(number).is_some_and(|card| uncited_tag(card).is_some_and(|tag| tag == span));
        if !is_reported {
            let message = "This line looks like a tag without a cite. Add the cite below it.";
            let place = span.shift(index.entry(number).start);
            found.push(Finding { severity: Some(Severity::Warning), ..Finding::new(RULE.id, place, message) });
        }
    }
}

/// The longest unmarked line that counts as a claim, and the shortest text that counts as evidence, in words. A debater
/// writes a sentence or two of their own under a marked tag: a permutation, the parts of a topicality argument.
const LONGEST_CLAIM: u32 = 40;
const SHORTEST_EVIDENCE: u32 = 20;
const SHORTEST_UNDER_TAG: u32 = 15;

/// An unmarked line may be a paragraph, a question or a note of the text around it.
fn looks_like_a_tag(tag: &str) -> bool {
    let tag = tag.trim();
    let is_other = tag.ends_with('?') || tag.starts_with(['[', '<', '(', '“', '"']);
    !is_other && count_words(tag) <= LONGEST_CLAIM
}

/// Whether what is under `tag` is the debater’s own: what an announcement (`Standards:`, `That turns case –`) announces,
/// a note in brackets, a list, or a speech about the round.
fn is_own_text(tag: &str, body: &Body, text: &str) -> bool {
    let words = body.span.of(text).trim_start();
    let announces = tag.trim_end().ends_with([':', '–', '—', '-']);
    announces || words.starts_with("<<") || is_list(words) || is_only_notes(body, text) || speaks_of_the_round(words)
}

/// `1.`, `1)`, `[1]`, `A]`, a bullet.
fn is_list(words: &str) -> bool {
    let open = words.trim_start_matches(['[', '(']);
    let counter = open.trim_start_matches(|character: char| character.is_ascii_digit());
    let letter = open.strip_prefix(|character: char| character.is_ascii_uppercase());
    // Not the section of an article: `4.1 Objections`.
    let is_section = counter.starts_with('.') && counter[1..].starts_with(|character: char| character.is_ascii_digit());
    let is_numbered = counter.len() < open.len() && counter.starts_with(['.', ')', ']']) && !is_section;
    let is_lettered = letter.is_some_and(|rest| rest.starts_with([')', ']']));
    is_numbered || is_lettered || ["- ", "* ", "• ", "+ "].iter().any(|mark| words.starts_with(mark))
}

/// A paragraph with fewer words may be a note, or the debater’s own.
const LONGEST_NOTE: u32 = 25;

/// Whether there are several paragraphs, and none is as long as evidence.
fn is_only_notes(body: &Body, text: &str) -> bool {
    body.paragraphs.len() > 1 && body.paragraphs.iter().all(|paragraph| count_words(paragraph.of(text)) < LONGEST_NOTE)
}

/// Words that no article has: they speak of the other side, of speeches, and of arguments in the round.
const OF_THE_ROUND: [&str; 12] =
    ["aff", "affs", "counterplan", "cp", "disad", "disads", "framework", "neg", "perm", "permutation", "perms", "squo"];

/// How many words are looked at.
const BEGINNING: usize = 60;

/// Whether two of the first words are a debater’s about the round: `No perm – the aff …`, `Extend the 1AC`.
fn speaks_of_the_round(words: &str) -> bool {
    let words = words.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_of_the_round = |word: &&str| is_speech(word) || OF_THE_ROUND.contains(&word.to_lowercase().as_str());
    words.take(BEGINNING).filter(is_of_the_round).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{BODY, card, found};

    #[test]
    fn text_right_under_the_tag() {
        insta::assert_snapshot!(found(RULE.id, &format!("#### Sanctions fail\n\n{BODY}\n")), @r"
        #### Sanctions fail
             ^^^^^^^^^^^^^^ error: This card has no cite. Add one under the tag: who, when, and where.
        ");
    }

    #[test]
    fn articles_that_name_people_and_days_are_no_cites() {
        for opening in [
            "In April 2021, President Hale signed an order that set up a commission of scholars on the court.",
            "On August 13, 2025, President Hale revoked the order of 2021 on competition, which marks a shift in policy.",
            "“The President, through the budget office, has decided that agencies should do more with less,” lawyers of the \
             department argued on Monday.",
            "Several scholars have lately shown what comes of sudden change. Maja Rye (2016: 49) says that it ends badly.",
            "4.1 Objections to the account",
        ] {
            let text = format!("{opening} {BODY} {BODY} {BODY}");
            let found = found(RULE.id, &format!("#### Sanctions fail\n\n{text}\n"));
            assert!(found.contains("This card has no cite."), "{opening}: {found}");
        }
    }

    #[test]
    fn the_debater_s_own_text() {
        for (tag, body) in [
            ("Perm do both", "The permutation shields the link because the strikes end first."),
            ("Standards", &format!("1. Limits – {BODY}")),
            ("Standards:", BODY),
            ("That turns case –", BODY),
            ("Limits", &format!("[1] Ground – {BODY}")),
            (
                "No water wars",
                "Most crises over water end in talks\n\nTreaties hold\n\nStates that share a river trade more than others do, and so have more to lose from any conflict over it",
            ),
            (
                "4. The links are disads",
                "No perm – this is a question of starting points, and of the means by which the aff chooses to study what it wants to change in the world.",
            ),
            ("Sanctions fail", &format!("<<{BODY}>>")),
        ] {
            assert_eq!(found(RULE.id, &format!("#### {tag}\n\n{body}\n")), "", "{tag}");
        }
    }

    #[test]
    fn cites_and_analytics() {
        assert_eq!(found(RULE.id, &card("Sanctions fail", "Choi 21")), "");
        assert_eq!(found(RULE.id, "#### Sanctions fail\n\n#### They never worked\n"), "");
    }

    /// Three cards, of which the second may have a cite or none.
    fn brief(second: &str) -> String {
        format!(
            "AT: Spending\n\n\
             Deficits don’t matter---bond markets shrug.\n\n\
             Quarles 23 [Dorothea Quarles; chief strategist at Ferris Brothers; 8-17-2023; “Nobody Fears the Deficit,” \
             Barron’s; https://www.example.org/nobody-fears]\n\n\
             Yields fell on the day that the budget office raised its estimate by half a trillion. They fell again on \
             the next. Investors in our survey rank the deficit eleventh among their worries, behind the weather, and \
             the auctions of the summer were covered two and a half times over. Whatever moves the price of a bond \
             these days, it is not the number at the foot of the budget.\n\n\
             Turn---automation cuts prices and solves inflation.\n\n\
             {second}\
             Between the year of the first automated berth and the year of the last one in our data, handling fees at \
             the port fell by a fifth, and customs receipts rose by nearly as much, because goods that had been landed \
             abroad were landed at home. We find no port in which the wages of dockers fell.\n\n\
             Empirics prove---crane subsidies never caused a recession.\n\n\
             Osei 22 [Kwabena Osei; analyst at the Maritime Policy Forum; 2-3-2022; “One Standard, Many Harbors,” \
             Lawfare; https://www.example.org/one-standard]\n\n\
             Manufacturers told the commission that they will not certify the same crane under four different codes. A \
             single standard would be worth more to them, they said, than any subsidy that has been proposed.\n"
        )
    }

    #[test]
    fn an_unmarked_tag_below_another_card() {
        insta::assert_snapshot!(found(RULE.id, &brief("")), @r"
        Turn---automation cuts prices and solves inflation.
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This line looks like a tag without a cite. Add the cite below it.
        ");
        let whole = brief(
            "Abernathy 21 [Cole Abernathy; economist at Rice University; 4-14-2021; “Machines at the Waterfront,” \
                           Brookings; https://www.example.org/machines]\n\n",
        );
        assert_eq!(found(RULE.id, &whole), "");
    }

    #[test]
    fn a_paragraph_of_an_article_is_no_tag() {
        let article = card("Sanctions fail in the long run", "Choi 21 (Joseph Choi, The Hill, “Off,” 9-2-21)");
        let more = "That is not the whole story.\n\nOfficials in the ministry of trade said that exports of grain and of \
                    timber had recovered as well, and that the banks expected the measures to stay in place for years.\n";
        assert_eq!(found(RULE.id, &format!("{article}\n{more}")), "");
    }
}
