//! Cite and quoted text on one line.

use crate::evidence::brief::Card;
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, anchor, line_end};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-body-glued",
    summary: "Quoted text that begins on the cite’s line",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for quoted text that begins on its cite’s line, and for a cite so long that it must have quoted text in \
           it.",
    why: "Readers cannot see where the debater’s words end and the author’s begin, and the first sentence is read as \
          part of the cite.",
    example: "#### Rights are claims\n\n\
              West’s 08 (West’s encyclopedia of American law, second edition, 2008)A right is a claim that the law will \
              protect against everybody, and that nobody may take away without a hearing before an impartial court.",
    fix: "Put the quoted text on its own line.",
    check: Check::Card(check),
};

/// From this length on, in bytes, a cite without quoted text under it has the text in it.
const LONGEST_CITE: usize = 1_200;

/// Whether the quoted text of a card without a body must be in its last cite.
pub(crate) fn holds_the_text(card: &Card) -> bool {
    card.body.is_none() && card.cites.last().is_some_and(|cite| cite.span.len() > LONGEST_CITE)
}

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    if let Some(cite) = view.card.cites.last().filter(|_| holds_the_text(view.card)) {
        let message = "The quoted text seems to be on the cite’s line. Put it on its own line.";
        found.push(Finding::new(RULE.id, anchor::of_cite(cite), message));
    }
    let (Some(body), Some(cite)) = (&view.card.body, view.card.cites.last()) else { return };
    let (Some(&first), true) = (body.paragraphs.first(), cite.span.end <= body.span.start) else { return };
    let seam = Span::new(cite.span.end, first.start);
    if line_end::is_in(seam, view.text) {
        return;
    }
    let word = first.of(view.text).split(char::is_whitespace).next().unwrap_or("");
    let message = "The quoted text begins on the cite’s line. Put it on its own line.";
    let edit = Edit::replace(seam, line_end::paragraph_break(view.text));
    let finding = Finding::new(RULE.id, Span::new(first.start, first.start + word.len()), message);
    let title = "Put the text on its own line";
    // Elsewhere it is not certain to the word where the cite ends.
    let ends = cite.span.of(view.text).ends_with([')', ']'])
        || cite.initials.as_ref().is_some_and(|initials| initials.span.end == cite.span.end);
    found.push(if ends { finding.with_fix(title, vec![edit]) } else { finding.with_unsafe_fix(title, vec![edit]) });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{BODY, card, fixed, found};

    const WEST: &str = "West’s 08 (West’s encyclopedia of American law, second edition, 2008)";

    #[test]
    fn no_line_end_between() {
        let brief = format!("#### Rights are claims\n\n{WEST}{BODY}\n");
        insta::assert_snapshot!(found(RULE.id, &brief), @r"
        West’s 08 (West’s encyclopedia of American law, second edition, 2008)The ministry said on Monday that exports had recovered to the level of the sprin…
                                                                             ^^^ warning: The quoted text begins on the cite’s line. Put it on its own line.
                                                                             fix: Put the text on its own line
        ");
        assert_eq!(fixed(RULE.id, &brief), format!("#### Rights are claims\n\n{WEST}\n\n{BODY}\n"));
    }

    #[test]
    fn a_cite_that_is_too_long_for_one() {
        let brief =
            format!("#### Rights are claims\n\nChoi 21, The Hill, 9-2-21, “Kremlin shrugs”, {}\n", "word ".repeat(300));
        assert!(found(RULE.id, &brief).contains("The quoted text seems to be on the cite’s line."));
    }

    #[test]
    fn text_on_its_own_line() {
        assert_eq!(found(RULE.id, &card("Rights are claims", WEST)), "");
        assert_eq!(found(RULE.id, &card("Rights are claims", "West’s 08")), "");
    }
}
