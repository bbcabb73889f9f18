//! A month and day in place of the year.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::evidence::cite::{Cite, ShortYear};
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, cite_role};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-year-implicit",
    summary: "A short cite with a month and day for its year: `Hartocollis 8/4`",
    severity: Severity::Info,
    enabled: Enabled::ByDefault,
    what: "Checks for short cites with a month and day instead of the year, as is common for this year’s evidence: \
           `Hartocollis 8/4`. It is a hint if the full cite has the year, and nothing is reported if that date is \
           within the last year.",
    why: "Next season nobody knows which year it was, and the year is what must be read aloud (NSDA 7.1.B).",
    example: "Schools reopen now\n\n\
              Hartocollis 8/4 (Anemona Hartocollis, The New York Times, “Schools open their doors”)\n\n\
              Hundreds of districts opened their doors on Monday for the first time since the spring, and thousands \
              more will follow before the end of the month, the department said.",
    fix: "Write the year. Many debaters write month and day on purpose, to show how recent the evidence is, so `--fix` \
          does not change it.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        let Some(short_year) = cite.short.as_ref().and_then(|short| short.year.as_ref()) else { continue };
        if !matches!(short_year.value, ShortYear::MonthDay(..)) {
            continue;
        }
        if is_recent(cite, view.today) {
            continue;
        }
        let typed = short_year.span.of(view.text);
        let finding = Finding::new(
            RULE.id,
            short_year.span,
            format!("This cite has “{typed}” instead of the year. Write the year."),
        );
        found.push(match year_elsewhere(cite) {
            Some(year) => {
                let two = format!("{:02}", year.rem_euclid(100));
                let mut finding =
                    finding.with_unsafe_fix(format!("Write {two}"), vec![Edit::replace(short_year.span, two)]);
                finding.severity = Some(Severity::Hint);
                finding
            }
            None => {
                let year = cite_role::year_in_link(cite).unwrap_or("YEAR");
                finding.with_unsafe_fix(
                    "Add the year",
                    vec![Edit::with_gap(Span::empty(short_year.span.end), "/", year, "")],
                )
            }
        });
    }
}

/// Whether the full cite has a date within the last year: then month and day alone mean what they usually mean.
fn is_recent(cite: &Cite, today: Date) -> bool {
    let day = year_elsewhere(cite).and_then(|_| cite.issued.as_ref()?.edtf?.first_day());
    let year_ago = today.checked_sub(1.year()).ok();
    day.zip(year_ago).is_some_and(|(day, year_ago)| day >= year_ago)
}

/// The year that the full cite's own date gives.
fn year_elsewhere(cite: &Cite) -> Option<i16> {
    let date = cite.issued.as_ref().filter(|date| date.inferred.is_none())?;
    let short = cite.short.as_ref()?;
    (!date.span.overlaps(short.span)).then(|| date.edtf?.year()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{fixed_cite, found_in_cite};

    #[test]
    fn a_day_for_the_year() {
        let cite = "Hartocollis 8/4 (Anemona Hartocollis, The New York Times, “Schools open their doors”)";
        insta::assert_snapshot!(found_in_cite(RULE.id, cite), @r"
        Hartocollis 8/4 (Anemona Hartocollis, The New York Times, “Schools open their doors”)
                    ^^^ info: This cite has “8/4” instead of the year. Write the year.
                    fix?: Add the year
        ");
        insta::assert_snapshot!(fixed_cite(RULE.id, cite), @"Hartocollis 8/4/YEAR (Anemona Hartocollis, The New York Times, “Schools open their doors”)");
    }

    #[test]
    fn the_full_cite_has_the_year() {
        let cite =
            "Hartocollis 8/4 (Anemona Hartocollis, The New York Times, “Schools open their doors,” August 4, 2020)";
        insta::assert_snapshot!(found_in_cite(RULE.id, cite), @r"
        Hartocollis 8/4 (Anemona Hartocollis, The New York Times, “Schools open their doors,” August…
                    ^^^ hint: This cite has “8/4” instead of the year. Write the year.
                    fix?: Write 20
        ");
        insta::assert_snapshot!(fixed_cite(RULE.id, cite), @"Hartocollis 20 (Anemona Hartocollis, The New York Times, “Schools open their doors,” August 4, 2020)");
    }

    #[test]
    fn a_year_is_a_year() {
        assert_eq!(found_in_cite(RULE.id, "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” 9-2-21)"), "");
    }
}
