//! Tag and cite without a space between them.

use super::cite_in_tag;
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, anchor, line_end};

pub(crate) static RULE: Rule = Rule {
    id: "cite-tag-glued",
    summary: "A cite with no space between it and the tag’s last word",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for a cite with no space between it and the last word of its tag.",
    why: "The line break between the two was lost in pasting. A search no longer finds the author’s name, and the end \
          of the tag makes no sense.",
    example: "Credible threats secure US leadershipWallace et al 15 (William Wallace, professor at the LSE, “Power \
              and threats,” 3-2-2015, https://www.example.org/wallace)\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Put the cite on its own line.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(seam) = cite_in_tag::seam(view).filter(|seam| seam.is_empty()) else { return };
    let message = "There is no space between the tag and the cite. Put the cite on its own line.";
    let cite = anchor::of_cite(&view.card.cites[0]);
    let edit = Edit::replace(seam, line_end::paragraph_break(view.text));
    found.push(Finding::new(RULE.id, cite, message).with_unsafe_fix("Put the cite on its own line", vec![edit]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{BODY, card, fixed, found};

    const WALLACE: &str = "Wallace et al 15 (William Wallace, professor at the LSE, “Power and threats,” 3-2-2015, \
        https://www.example.org/wallace)";

    #[test]
    fn no_space_between() {
        let brief = format!("Credible threats secure US leadership{WALLACE}\n\n{BODY}\n");
        insta::assert_snapshot!(found(RULE.id, &brief), @r"
        Credible threats secure US leadershipWallace et al 15 (William Wallace, professor at the LSE, “Power and threats,” 3-…
                                             ^^^^^^^^^^^^^^^^ warning: There is no space between the tag and the cite. Put the cite on its own line.
                                             fix?: Put the cite on its own line
        ");
        assert_eq!(fixed(RULE.id, &brief), format!("Credible threats secure US leadership\n\n{WALLACE}\n\n{BODY}\n"));
    }

    #[test]
    fn a_space_between_is_reported_by_another_rule() {
        assert_eq!(found(RULE.id, &format!("Credible threats secure US leadership: {WALLACE}\n\n{BODY}\n")), "");
        assert_eq!(found(RULE.id, &card("Credible threats secure US leadership", WALLACE)), "");
    }
}
