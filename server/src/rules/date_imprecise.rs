//! A month where a day is required.

use crate::evidence::cite::Cite;
use crate::evidence::date::{Edtf, Point};
use crate::lint::field::Field;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity, cite_role};

pub(crate) static RULE: Rule = Rule {
    id: "date-imprecise",
    summary: "A date without its day, where your league’s profile wants one",
    severity: Severity::Info,
    enabled: Enabled::ByDefault,
    what: "Checks for dates that have only a month or a season, where your league’s profile wants the full date. It \
           does not check journals and reference works, which have no days; it recognizes them by name, volume, issue \
           or pages.",
    why: "NSDA 7.1.C wants the publication date, Stoa the complete one. A lot can happen in a month.",
    example: "Riyadh buys arms\n\n\
              Riegg 17 (Ryan Riegg, Newsweek, “What the arms buildup is for,” March 2017, https://www.example.org/riegg)\
              \n\n\
              The kingdom has become the largest buyer of weapons in the region, and the share of its imports that \
              comes from a single seller has grown in every one of the past five years.",
    fix: "Add the day, if the source gives one.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    if !view.settings.required().contains(&Field::Date) {
        return;
    }
    for cite in cite_role::full(view.card) {
        if let Some(date) = cite.issued.as_ref().filter(|_| speaks_of(cite)) {
            let message = "This date has no day. Add it, if the source gives one.";
            found.push(Finding::new(RULE.id, date.span, message));
        }
    }
}

/// Whether this rule reports the cite, so that other rules do not.
pub(crate) fn speaks_of(cite: &Cite) -> bool {
    let point = match cite.issued.as_ref().and_then(|date| date.edtf) {
        Some(Edtf::At(point) | Edtf::Between(_, point)) => point,
        None => return false,
    };
    matches!(point, Point::Month(..) | Point::Season(..)) && !Field::Date.is_in(cite)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found_in_cite, found_with};
    use crate::lint::{Profile, Settings};

    #[test]
    fn a_month() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Riegg 17 (Ryan Riegg, Newsweek, “What the arms buildup is for,” March 2017, https://www.example.org/riegg)"), @r"
        Riegg 17 (Ryan Riegg, Newsweek, “What the arms buildup is for,” March 2017, https://www.example.org/riegg)
                                                                        ^^^^^^^^^^ info: This date has no day. Add it, if the source gives one.
        ");
    }

    #[test]
    fn journals_days_and_leagues_that_do_not_ask() {
        for cite in [
            "Waxman 14 (Matthew Waxman, professor, “The Power to Threaten War,” Yale Law Journal, vol. 123, March 2014, pp. 1626-1691)",
            "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” September 2, 2021)",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
        let minimal = Settings { profile: Profile::Minimal, ..Settings::default() };
        let brief =
            card("Riyadh buys arms", "Riegg 17 (Ryan Riegg, Newsweek, “What the arms buildup is for,” March 2017)");
        assert_eq!(found_with(RULE.id, &brief, &minimal), "");
    }
}
