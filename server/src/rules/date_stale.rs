//! Old evidence for a claim about the present.

use jiff::ToSpan;

use crate::evidence::date::CiteDate;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "date-stale",
    summary: "Evidence too old for a tag about the present",
    severity: Severity::Info,
    enabled: Enabled::BySetting("stale_months", |settings| settings.stale.chosen),
    what: "Checks for evidence that is older than your team’s limit under a tag about the present: “now”, “currently”, \
           “still”, “uniqueness”, “status quo”. The rule is on if `debate-ls.toml` has a limit under `stale_months`: a \
           number of months, or a table of limits by words of the tag.",
    why: "What was true two years ago does not show what is true today, and the other side has newer evidence.",
    example: "Non-unique: Russian aggression in Syria now\n\n\
              Ace 21 (Mehmet Ace, Daily Sabah, “Is another attack coming?” September 16, 2021, \
              https://www.example.org/ace)\n\n\
              The crisis has been at the bottom of the global agenda for quite some time now, because the atmosphere of \
              conflict was followed by a relatively calm period thanks to the ceasefire of the spring.",
    fix: "Find a newer source, or say in the tag which time it is about.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(tag) = &view.card.tag else { return };
    let Some((word, months)) = view.settings.stale.limit(&tag.value) else { return };
    let dates = view.card.cites.iter().filter_map(|cite| cite.issued.as_ref());
    let newest = dates.filter_map(|date| Some((date.edtf?.last_day()?, date))).max_by_key(|(day, _)| *day);
    let Some((newest, date)): Option<(_, &CiteDate)> = newest else { return };
    let oldest = view.today.checked_sub(i64::from(months).months());
    if oldest.is_ok_and(|oldest| newest < oldest) {
        let message = format!("The tag says “{word}”, but this source is over {months} months old. Find a newer one.");
        let mut finding = Finding::new(RULE.id, date.span, message);
        finding.related.push((tag.span, "the claim".to_owned()));
        found.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Settings;
    use crate::lint::fixture::{card, found_with};
    use crate::lint::settings::Stale;

    fn team(months: u32) -> Settings {
        let stale = Stale { months, by_words: vec![("uniqueness".to_owned(), 3)], chosen: true };
        Settings { stale, ..Settings::default() }
    }

    #[test]
    fn an_old_source_for_the_present() {
        let brief = card(
            "Non-unique: Russian aggression in Syria now",
            "Mehmet Ace, September 16, 2021, “Is another attack coming?”",
        );
        insta::assert_snapshot!(found_with(RULE.id, &brief, &team(12)), @r"
        Mehmet Ace, September 16, 2021, “Is another attack coming?”
                    ^^^^^^^^^^^^^^^^^^ info: The tag says “now”, but this source is over 12 months old. Find a newer one.
        ");
        assert_eq!(found_with(RULE.id, &brief, &team(120)), "");
    }

    #[test]
    fn words_with_a_limit_of_their_own() {
        let brief = card("Uniqueness: troops stay", "Mehmet Ace, June 16, 2026, “Troops stay”");
        insta::assert_snapshot!(found_with(RULE.id, &brief, &team(12)), @r"
        Mehmet Ace, June 16, 2026, “Troops stay”
                    ^^^^^^^^^^^^^ info: The tag says “uniqueness”, but this source is over 3 months old. Find a newer one.
        ");
    }

    #[test]
    fn claims_that_do_not_age() {
        let brief = card(
            "Pleasure is an intrinsic good, as is known",
            "Moen 16 (Ole Martin Moen, “An Argument for Hedonism,” 2016)",
        );
        assert_eq!(found_with(RULE.id, &brief, &team(12)), "");
    }
}
