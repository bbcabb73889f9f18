//! Changed words that have no brackets.

use memchr::memmem;

use crate::evidence::brief::Body;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "body-unbracketed-edit",
    summary: "A cite that says the text was edited, but no brackets in the text",
    severity: Severity::Info,
    enabled: Enabled::ByDefault,
    what: "Checks for cards whose cite says that the text was edited (`*Brackets for gendered language`, `Edited for \
           …`) but whose text has no brackets, and for struck words (`~~he~~`) with no brackets after them.",
    why: "A debater who adds or changes a word of evidence marks it with brackets (NSDA); NCFCA allows no change at \
          all. A note without brackets does not show which words are the author’s.",
    example: "Leaders matter\n\n\
              Choi 21 (Joseph Choi, The Hill, “The man in the Kremlin,” 9-2-21) *Edited for gendered language\n\n\
              Whoever leads the country decides by himself, and those who have worked for him say that he listens to \
              nobody and never has, whatever his ministers may tell reporters.",
    fix: "Put the changed words in brackets: [they]. If nothing was changed, remove the note.",
    check: Check::Card(check),
};

/// The most bytes that are struck out: `~~` further apart are not a pair.
const LONGEST_STRIKE: usize = 200;

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(body) = &view.card.body else { return };
    if has_brackets(body.span.of(view.text)) {
        return;
    }
    let notes = view.card.cites.iter().flat_map(|cite| &cite.edit_notes);
    if let Some(note) = notes.into_iter().find(|note| !is_about_the_original(&note.value)) {
        let message = "This note says that you edited the text. Put your changes in brackets.";
        found.push(Finding::new(RULE.id, note.span, message));
    } else if let Some(struck) = struck(body, view.text) {
        let message = "This is struck out, but no brackets replace it. Put your changes in brackets.";
        found.push(Finding::new(RULE.id, struck, message));
    }
}

/// `Brackets in original`: somebody else’s.
fn is_about_the_original(note: &str) -> bool {
    let note = note.to_lowercase();
    note.contains("original") && !note.contains("not in")
}

fn has_brackets(text: &str) -> bool {
    memchr::memchr(b'[', text.as_bytes()).is_some_and(|open| memchr::memchr(b']', &text.as_bytes()[open..]).is_some())
}

/// The first `~~struck~~`.
fn struck(body: &Body, text: &str) -> Option<Span> {
    body.paragraphs.iter().find_map(|paragraph| {
        let inside = paragraph.of(text).as_bytes();
        let open = memmem::find(inside, b"~~")?;
        let rest = &inside[open + 2..];
        let close = memmem::find(&rest[..rest.len().min(LONGEST_STRIKE)], b"~~").filter(|close| *close > 0)?;
        Some(Span::new(open, open + 2 + close + 2).shift(paragraph.start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    #[test]
    fn what_was_so_in_the_original() {
        let cite = "Choi 21 (Joseph Choi, The Hill, “The man in the Kremlin,” 9-2-21)";
        assert_eq!(found(RULE.id, &card("Leaders matter", &format!("{cite} [brackets in original]"))), "");
        assert_ne!(
            found(
                RULE.id,
                &card("Leaders matter", &format!("{cite} *Edited for gendered language, not in the original"))
            ),
            ""
        );
    }

    const NOTED: &str =
        "Choi 21 (Joseph Choi, The Hill, “The man in the Kremlin,” 9-2-21) *Edited for gendered language";

    #[test]
    fn a_note_and_no_brackets() {
        insta::assert_snapshot!(found(RULE.id, &card("Leaders matter", NOTED)), @r"
        Choi 21 (Joseph Choi, The Hill, “The man in the Kremlin,” 9-2-21) *Edited for gendered language
                                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: This note says that you edited the text. Put your changes in brackets.
        ");
    }

    #[test]
    fn struck_words_and_no_brackets() {
        let brief = card("Leaders matter", "Choi 21, The Hill, 9-2-21, “Kremlin”")
            .replace("one official", "one ~~foolish~~ official");
        insta::assert_snapshot!(found(RULE.id, &brief), @r"
        … shortage of parts was over. “Nobody here waits for an agreement any more,” one ~~foolish~~ official told reporters, adding that the government expected the mea…
                                                                                         ^^^^^^^^^^^ info: This is struck out, but no brackets replace it. Put your changes in brackets.
        ");
    }

    #[test]
    fn brackets_are_there() {
        assert_eq!(found(RULE.id, &card("Leaders matter", NOTED).replace("Nobody", "[They]")), "");
        assert_eq!(found(RULE.id, &card("Leaders matter", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs”")), "");
    }
}
