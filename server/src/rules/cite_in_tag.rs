//! Tag and cite on one line.

use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, anchor, line_end};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-in-tag",
    summary: "A tag and its cite on one line",
    severity: Severity::Info,
    enabled: Enabled::ByDefault,
    what: "Checks for a tag and its cite on one line.",
    why: "In outlines and tables of contents the whole cite becomes part of the tag, and programs that look for the \
          cite under the tag do not find one.",
    example: "Sanctions can devastate NATO unity: Bond and Brakel 18 (Ian Bond, director of foreign policy at the \
              Centre for European Reform, “Don’t look back,” 12-3-2018, https://www.example.org/bond)\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Put the cite on its own line.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(seam) = seam(view) else { return };
    if seam.is_empty() {
        return;
    }
    let message = "The tag and the cite share a line. Put the cite on its own line.";
    let cite = &view.card.cites[0];
    found.push(
        Finding::new(RULE.id, anchor::of_cite(cite), message)
            .with_unsafe_fix("Put the cite on its own line", vec![divided(seam, view.text)]),
    );
}

/// What is between a tag and a cite on the tag’s line; empty if they touch.
pub(crate) fn seam(view: &CardView<'_>) -> Option<Span> {
    let (tag, cite) = (view.card.tag.as_ref()?.span, view.card.cites.first()?.span);
    let apart = tag.end > cite.start || tag.is_empty() || line_end::is_in(Span::new(tag.end, cite.start), view.text);
    (!apart).then(|| Span::new(tag.end, cite.start))
}

/// Replaces the seam with a line end, and deletes a colon or dash that pointed to the cite.
pub(crate) fn divided(seam: Span, text: &str) -> Edit {
    let tag = text[..seam.start].trim_end_matches([':', '-', '–', '—', ' ']);
    Edit::replace(Span::new(tag.len(), seam.end), line_end::paragraph_break(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{BODY, card, fixed, found};

    const BOND: &str = "Bond and Brakel 18 (Ian Bond, director of foreign policy at the Centre for European Reform, \
        “Don’t look back,” 12-3-2018, https://www.example.org/bond)";

    #[test]
    fn a_cite_after_the_claim() {
        let brief = format!("Sanctions can devastate NATO unity: {BOND}\n\n{BODY}\n");
        insta::assert_snapshot!(found(RULE.id, &brief), @r"
        Sanctions can devastate NATO unity: Bond and Brakel 18 (Ian Bond, director of foreign policy at the Centre for Europ…
                                            ^^^^^^^^^^^^^^^^^^ info: The tag and the cite share a line. Put the cite on its own line.
                                            fix?: Put the cite on its own line
        ");
        assert_eq!(fixed(RULE.id, &brief), format!("Sanctions can devastate NATO unity\n\n{BOND}\n\n{BODY}\n"));
    }

    #[test]
    fn the_new_line_ends_are_the_files() {
        let brief = format!("Sanctions can devastate NATO unity {BOND}\r\n\r\n{BODY}\r\n");
        assert_eq!(
            fixed(RULE.id, &brief),
            format!("Sanctions can devastate NATO unity\r\n\r\n{BOND}\r\n\r\n{BODY}\r\n")
        );
    }

    #[test]
    fn a_year_in_a_tag_is_no_cite() {
        for tag in ["Sanctions worked in 2014 (and only then)", "The Bond report of 2018 says so"] {
            assert_eq!(found(RULE.id, &card(tag, BOND)), "", "{tag}");
        }
    }
}
