//! Cite and quoted text on one line.

use super::{CardView, Check, Edit, Finding, Rule, Severity, line_end};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    id: "cite-body-glued",
    severity: Severity::Warning,
    on: true,
    what: "Finds quoted text that begins on its cite’s line.",
    why: "Nobody can tell where the debater’s words end and the author’s begin, and the first sentence is read as part \
          of the cite.",
    example: "Attackers adapt\n\n\
              Ryall and Abbruzzese 2016; An attacker who has seen one defence will expect it the next time, and will \
              spend what is needed to get round it, so that every measure buys less than the one before it did.",
    fix: "Put the quoted text on a line of its own.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let (Some(body), Some(cite)) = (&view.card.body, view.card.cites.last()) else { return };
    let (Some(&first), true) = (body.paragraphs.first(), cite.span.end <= body.span.start) else { return };
    let seam = Span::new(cite.span.end, first.start);
    if line_end::is_in(seam, view.text) {
        return;
    }
    let word = first.of(view.text).split(char::is_whitespace).next().unwrap_or("");
    let message = "The quoted text begins on the cite’s line: put it on a line of its own.";
    let edit = Edit::replace(seam, line_end::paragraph_break(view.text));
    found.push(
        Finding::new(RULE.id, Span::new(first.start, first.start + word.len()), message)
            .mended_by("Put the text on its own line", vec![edit]),
    );
}
