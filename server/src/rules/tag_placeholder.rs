//! Tags that are still to be written.

use crate::lint::brief_index::BriefIndex;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "tag-placeholder",
    summary: "A tag or heading that is a note to the writer: `<<INSERT LINK>>`",
    severity: Severity::Error,
    enabled: Enabled::ByDefault,
    what: "Checks for tags, analytics and headings that are notes to the writer: `<<INSERT LINK>>`, `[INSERT IMPACT]`, \
           `TAG`, `TODO`, `???`.",
    why: "It will be read aloud, or skipped with an argument missing.",
    example: "#### <<INSERT LINK>>\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Write the argument.",
    check: Check::CardAndBrief(check, check_headings),
};

/// Placeholders that are the whole tag; in capitals.
const ALONE: [&str; 12] =
    ["TAG", "TAGS", "TAG HERE", "TAG TAG TAG", "INSERT TAG", "NEW TAG", "TODO", "TO DO", "TBD", "TK", "XXX", "XXXX"];
/// How a note to the writer in brackets begins; in capitals.
const ORDERS: [&str; 11] =
    ["INSERT", "ADD ", "FILL IN", "TODO", "TO DO", "TBD", "TAG HERE", "WRITE ", "FIND ", "NEED ", "CUT "];
/// The longest tag, in bytes, that may be one of [`ALONE`].
const ALONE_LENGTH: usize = 16;

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(tag) = view.card.tag.as_ref().filter(|tag| is_placeholder(&tag.value)) else { return };
    let message = format!("“{}” is a note to the writer. Write the argument.", tag.value.trim());
    found.push(Finding::new(RULE.id, tag.span, message));
}

/// Without marks, a placeholder in capitals looks like a heading.
fn check_headings(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    for &number in &index.notes.headings {
        let Some(heading) = index.heading(number).filter(|heading| is_placeholder(&heading.text.value)) else {
            continue;
        };
        let message = format!("“{}” is a note to the writer. Write the argument.", heading.text.value.trim());
        found.push(Finding::new(RULE.id, heading.text.span.shift(index.entry(number).start), message));
    }
}

fn is_placeholder(tag: &str) -> bool {
    let trimmed = tag.trim();
    if trimmed.len() > 1 && trimmed.bytes().all(|byte| byte == b'?') {
        return true;
    }
    let angled = tag.split_once("<<").and_then(|(_, rest)| rest.split_once(">>"));
    if angled.is_some_and(|(inside, _)| is_order(inside)) {
        return true;
    }
    if tag.len() <= ALONE_LENGTH {
        let words = tag.trim_matches(|character: char| !character.is_alphanumeric()).to_uppercase();
        if ALONE.contains(&words.as_str()) {
            return true;
        }
    }
    let order = tag.split(['[', '{', '<']).skip(1).any(is_order);
    // `[Insert]` within a sentence is an edited word; a note is in capitals, or is the whole tag.
    order && (tag.starts_with(['[', '{', '<']) || tag.contains("INSERT"))
}

/// `<<FOR REFERENCE>>` and `[READ YELLOW]` say what a card is for; a note to the writer says what to do.
fn is_order(inside: &str) -> bool {
    let inside = inside.trim_start();
    ORDERS.iter().any(|order| inside.get(..order.len()).is_some_and(|start| start.eq_ignore_ascii_case(order)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    #[test]
    fn notes_to_the_writer() {
        insta::assert_snapshot!(found(RULE.id, &card("#### <<INSERT LINK>>", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”")), @r"
        #### <<INSERT LINK>>
             ^^^^^^^^^^^^^^^ error: “<<INSERT LINK>>” is a note to the writer. Write the argument.
        ");
        for tag in [
            "TAG",
            "[Tag]",
            "[INSERT IMPACT HERE]",
            "Sanctions fail – <<add warrant>>",
            "TODO",
            "???",
            "Link – [INSERT STATE]",
        ] {
            assert!(is_placeholder(tag), "{tag}");
        }
    }

    #[test]
    fn words_that_look_like_it() {
        for tag in [
            "Tag teams win",
            "They [insert] a clause into the treaty",
            "XXXI",
            "2 << 3",
            "The TK-3 deters",
            "[Add]iction spreads",
        ] {
            assert!(!is_placeholder(tag), "{tag}");
        }
    }

    #[test]
    fn a_heading_that_is_one() {
        let brief = card("INSERT TAG", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”");
        for brief in [brief, "### [INSERT BLOCK]\n\n#### Talks fail\n".to_owned()] {
            assert_eq!(found(RULE.id, &brief).matches("is a note to the writer").count(), 1, "{brief}");
        }
    }

    #[test]
    fn analytics_are_read_too() {
        assert!(!found(RULE.id, "### Links\n\n#### <<INSERT LINK>>\n\n#### Talks fail\n").is_empty());
    }
}
