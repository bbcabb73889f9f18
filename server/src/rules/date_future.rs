//! Dates in the future.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::evidence::date::{CiteDate, Edtf, Point};
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "date-future",
    summary: "A publication or access date after today",
    severity: Severity::Error,
    enabled: Enabled::ByDefault,
    what: "Checks for publication and access dates after today. A magazine’s issue may be dated up to three months \
           ahead, and a day may be tomorrow’s, which it already is elsewhere.",
    why: "Nobody can have read it yet: most often day and month are swapped, or the year has a typo.",
    example: "Sanctions fail\n\n\
              Joseph Choi, 9-2-2121, The Hill, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Look up the date in the source, and correct it.",
    check: Check::Card(check),
};

/// How many months ahead the date on an issue’s cover may be.
const COVER_DATE: i64 = 3;

/// A paper in Sydney bears the date of a day that has not begun in Chicago.
pub(crate) const TIME_ZONES: i64 = 1;

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        if let Some(date) = cite.issued.as_ref().filter(|date| lies_ahead(date, view.today)) {
            let message = "This date is in the future. Check it in the source.";
            found.push(Finding::new(RULE.id, date.span, message));
        }
        if let Some(date) = cite.accessed.as_ref().filter(|date| lies_ahead(date, view.today)) {
            let message = "This access date is in the future. Write the day you opened the source.";
            found.push(Finding::new(RULE.id, date.span, message));
        }
    }
}

/// Whether it is after today, beyond what time zones and cover dates explain.
pub(crate) fn lies_ahead(date: &CiteDate, today: Date) -> bool {
    let Some(edtf) = date.edtf else { return false };
    let to_the_day = matches!(edtf, Edtf::At(Point::Day(_)) | Edtf::Between(Point::Day(_), _));
    let horizon = if to_the_day { today.checked_add(TIME_ZONES.days()).ok() } else { cover_date(today) };
    earliest(edtf).zip(horizon).is_some_and(|(first, horizon)| first > horizon)
}

/// The first day that a date can mean. A journal’s “Winter 2021” may be out in January as well as in December.
pub(crate) fn earliest(date: Edtf) -> Option<Date> {
    match date {
        Edtf::At(Point::Season(year, _)) | Edtf::Between(Point::Season(year, _), _) => Date::new(year, 1, 1).ok(),
        _ => date.first_day(),
    }
}

/// The latest cover date of an issue that is out on `day`.
pub(crate) fn cover_date(day: Date) -> Option<Date> {
    day.checked_add(COVER_DATE.months()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found_in_cite;

    #[test]
    fn days_to_come() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Choi 21 (Joseph Choi, The Hill, “Kremlin,” 9-2-2121, accessed 12-4-2026)"), @r"
        Choi 21 (Joseph Choi, The Hill, “Kremlin,” 9-2-2121, accessed 12-4-2026)
                                                   ^^^^^^^^ error: This date is in the future. Check it in the source.
        Choi 21 (Joseph Choi, The Hill, “Kremlin,” 9-2-2121, accessed 12-4-2026)
                                                                      ^^^^^^^^^ error: This access date is in the future. Write the day you opened the source.
        ");
    }

    #[test]
    fn today_and_covers() {
        for cite in [
            "TASS, November 22, 2026, “Talks”",
            "TASS, November 23, 2026, “Talks”",
            "Riegg 27 (Ryan Riegg, Newsweek, “Arms,” January 2027)",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
