//! Comments that suppress a rule, for one card or for the file.

use crate::evidence::brief::{Brief, EntryKind};
use crate::lint::Edit;
use crate::lint::line_end::paragraph_break;
use crate::text::{Span, Text};

/// How many bytes are searched for the first line end.
const SEARCHED_BYTES: usize = 10_000;

/// The edit that suppresses `rule` for the card or analytic at `at`, a byte of the document. `None` if there is none.
pub fn here(brief: &Brief, text: &Text, at: usize, rule: &str) -> Option<Edit> {
    let entry = brief.entry_at(at)?;
    let can_suppress = matches!(entry.content.kind, EntryKind::Card(_) | EntryKind::Analytic(_));
    can_suppress.then(|| comment(text, entry.start, "ignore", rule))
}

/// The edit that suppresses `rule` in the whole file.
pub fn in_file(text: &Text, rule: &str) -> Edit {
    comment(text, 0, "ignore-file", rule)
}

fn comment(text: &Text, at: usize, directive: &str, rule: &str) -> Edit {
    let gap = paragraph_break(&text.slice(Span::new(0, SEARCHED_BYTES.min(text.len()))));
    Edit::insert(at, format!("<!-- debate-ls: {directive} {rule} -->{gap}"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TODAY, brief};
    use super::*;
    use crate::lint::{Settings, engine};

    /// Two cards with many missing fields, the second without marks, and an analytic with a placeholder.
    const CARDS: &str = "\
#### They will not talk

Choi 21

They said so on Monday, and left, and nobody has seen them since.

Nobody came

TASS, September 7, 2021

They said so on Tuesday, and left, and nobody has seen them since.
";

    fn found(text: &str) -> Vec<(String, &'static str)> {
        let (brief, text, _) = brief(text);
        let all = engine::findings(&brief, &text, &Settings::default(), TODAY);
        all.into_iter().map(|finding| (finding.span.of(&text).to_owned(), finding.rule)).collect()
    }

    #[test]
    fn a_comment_suppresses_one_finding_and_causes_no_other() {
        for text in [CARDS.to_owned(), CARDS.replace('\n', "\r\n")] {
            let (brief, _, _) = brief(&text);
            let rope = Text::new(&text);
            for (words, rule) in found(&text) {
                let at = text.find(&words).expect("the words");
                let edit = here(&brief, &rope, at, rule).expect("a card");
                let mut after = text.clone();
                after.insert_str(edit.span.start, &edit.text);
                let wanted: Vec<_> = found(&text).into_iter().filter(|one| *one != (words.clone(), rule)).collect();
                assert_eq!(found(&after), wanted, "{after}");
            }
            let mut after = text.clone();
            after.insert_str(0, &in_file(&rope, "cite-incomplete").text);
            assert!(found(&after).iter().all(|(_, rule)| *rule != "cite-incomplete"), "{after}");
            assert!(found(&text).iter().any(|(_, rule)| *rule == "cite-incomplete"));
        }
    }

    #[test]
    fn a_rule_cannot_be_suppressed_for_a_heading_alone() {
        let (brief, text, at) = brief("### AT|: X\n");
        assert_eq!(here(&brief, &Text::new(&text), at, "block-empty"), None);
    }
}
