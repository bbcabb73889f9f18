//! `n.d.` without an access date.

use crate::evidence::cite::{Cite, ShortYear};
use crate::evidence::date::Form;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity, cite_role};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "date-none",
    summary: "A cite that says it has no date, and has no access date",
    severity: Severity::Info,
    enabled: Enabled::ByDefault,
    what: "Checks for cites that say they have no date and do not say when the source was read.",
    why: "If a page has no date, only the day you read it places it in time: NCFCA asks for it then, NSDA 7.1.C \
          always.",
    example: "Lobbying is speech\n\n\
              USLegal n.d. (USLegal, “Lobbying law and legal definition,” https://www.example.org/lobbying)\n\n\
              Lobbying is the attempt to influence the decisions of officials in the government, most often of \
              legislators or of members of regulatory agencies, by whoever it may be.",
    fix: "Add the access date: accessed 9-1-2026.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in cite_role::full(view.card).filter(|cite| cite.accessed.is_none()) {
        if let Some(span) = place(cite) {
            let message = "This cite has no date. Add the day you read it (accessed …).";
            found.push(Finding::new(RULE.id, span, message));
        }
    }
}

/// Where a cite says that there is no date.
pub(crate) fn place(cite: &Cite) -> Option<Span> {
    let year = cite.short.as_ref().and_then(|short| short.year.as_ref());
    let short_year = year.filter(|year| year.value == ShortYear::NoDate).map(|year| year.span);
    let dated = cite.issued.as_ref();
    match (dated, short_year) {
        (Some(date), _) if date.form == Form::None && date.fault.is_none() => Some(short_year.unwrap_or(date.span)),
        (None, short_year) => short_year,
        (Some(_), _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found_in_cite;

    #[test]
    fn no_date_and_no_access() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "USLegal n.d. (USLegal, “Lobbying law and legal definition,” https://www.example.org/lobbying)"), @r"
        USLegal n.d. (USLegal, “Lobbying law and legal definition,” https://www.example.org/lobb…
                ^^^^ info: This cite has no date. Add the day you read it (accessed …).
        ");
    }

    #[test]
    fn the_access_date_is_enough() {
        for cite in [
            "USLegal n.d. (USLegal, “Lobbying law and legal definition,” https://www.example.org/lobbying, accessed 9-1-2021)",
            "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” 9-2-21)",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
