//! A month where a day is wanted.

use super::field::Field;
use super::{CardView, Check, Finding, Rule, Severity, source};
use crate::evidence::cite::Cite;
use crate::evidence::date::{Edtf, Point};

pub(super) static RULE: Rule = Rule {
    id: "date-imprecise",
    severity: Severity::Info,
    on: true,
    what: "Finds dates that stop at the month or the season, where your league’s profile wants the full date. A journal’s \
           article, told by its volume, issue or pages, has no day and is let be.",
    why: "NSDA 7.1.C wants the publication date, Stoa the complete one. In a month a lot can happen.",
    example: "Riyadh buys arms\n\n\
              Riegg 17 (Ryan Riegg, Newsweek, “What the arms buildup is for,” March 2017, https://www.example.org/riegg)\
              \n\n\
              The kingdom has become the largest buyer of weapons in the region, and the share of its imports that \
              comes from a single seller has grown in every one of the past five years.",
    fix: "Add the day, where the source gives one.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    if !view.settings.required().contains(&Field::Date) {
        return;
    }
    for cite in source::full(view.card) {
        if let Some(date) = cite.issued.as_ref().filter(|_| speaks_of(cite)) {
            let message = "This date has no day: add it, if the source gives one.";
            found.push(Finding::new(RULE.id, date.span, message));
        }
    }
}

/// Whether this rule has something to say of the cite, so that others need not.
pub(super) fn speaks_of(cite: &Cite) -> bool {
    let point = match cite.issued.as_ref().and_then(|date| date.edtf) {
        Some(Edtf::At(point) | Edtf::Between(_, point)) => point,
        None => return false,
    };
    matches!(point, Point::Month(..) | Point::Season(..)) && cite.issue.is_none() && !Field::Date.is_in(cite)
}
