//! Tag and cite without so much as a blank between them.

use super::{CardView, Check, Edit, Finding, Rule, Severity, cite_in_tag, line_end};

pub(super) static RULE: Rule = Rule {
    id: "cite-tag-glued",
    severity: Severity::Warning,
    on: true,
    what: "Finds a cite that is glued to the last word of its tag.",
    why: "The line end between the two was lost in pasting. The author’s name can no longer be found, and the tag ends \
          in nonsense.",
    example: "Credible threats secure US leadershipWallace et al 15 (William Wallace, professor at the LSE, “Power \
              and threats,” 3-2-2015, https://www.example.org/wallace)\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbours.",
    fix: "Put the cite on a line of its own.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(seam) = cite_in_tag::seam(view).filter(|seam| seam.is_empty()) else { return };
    let message = "The cite is glued to the tag: put it on a line of its own.";
    let cite = super::source::first_line(view.card.cites[0].span, view.text);
    let edit = Edit::replace(seam, line_end::paragraph_break(view.text));
    found.push(Finding::new(RULE.id, cite, message).mended_by("Put the cite on its own line", vec![edit]));
}
