//! Dates that are not in the team’s format.

use crate::evidence::date::{CiteDate, Edtf, Point};
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "date-format",
    summary: "A date that is not in your team’s format",
    severity: Severity::Hint,
    enabled: Enabled::BySetting("date_format", |settings| settings.date_format.is_some()),
    what: "Checks for dates that are not in your team’s format. The rule is on if `debate-ls.toml` has a format under \
           `date_format`, made of `YYYY` or `YY`, `Month`, `Mon`, `MM` or `M`, and `DD` or `D`: `M-D-YY`, \
           `YYYY-MM-DD`, `Month D, YYYY`, `D Month YYYY`.",
    why: "With one format in all files, you can compare dates at a glance and find them by searching.",
    example: "Russia opposes US troops\n\n\
              Telegraph Media, 9-15, 21, “Putin calls troops a barrier to peace,” https://www.example.org/putin\n\n\
              The president has said American troops are a barrier to peace, calling their presence there “a violation \
              of international law” in what is seen as a challenge to the administration.",
    fix: "Write the date in your team’s format. `--fix` does not change a date whose day and month could be swapped: \
          there you choose.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(format) = &view.settings.date_format else { return };
    for date in view.card.cites.iter().flat_map(|cite| [&cite.issued, &cite.accessed]).flatten() {
        let typed = date.span.of(view.text);
        let Some(wanted) = in_form(date, format, view.settings.cite_options.year_pivot).filter(|form| form != typed)
        else {
            continue;
        };
        let message = format!("Your team writes dates as {}. Write {wanted}.", format.pattern());
        let title = format!("Write {wanted}");
        let edits = vec![Edit::replace(date.span, wanted)];
        let finding = Finding::new(RULE.id, date.span, message);
        found.push(if date.ambiguous { finding.with_unsafe_fix(title, edits) } else { finding.with_fix(title, edits) });
    }
}

/// The date in the team’s format, if it names a day by itself.
fn in_form(date: &CiteDate, format: &crate::lint::date_pattern::DatePattern, pivot: u8) -> Option<String> {
    match date.edtf? {
        _ if date.inferred.is_some() => None,
        Edtf::At(Point::Day(day)) => Some(format.write(day, pivot)),
        Edtf::Between(Point::Day(from), Point::Day(to)) => format.write_days(from, to),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Settings;
    use crate::lint::date_pattern::DatePattern;
    use crate::lint::fixture::{card, fixed_with, found_with};

    fn team(pattern: &str) -> Settings {
        Settings { date_format: DatePattern::read(pattern), ..Settings::default() }
    }

    fn fixed_in(pattern: &str, cite: &str) -> String {
        let fixed = fixed_with(RULE.id, &card("Talks stall", cite), &team(pattern));
        fixed.lines().nth(2).unwrap_or("").to_owned()
    }

    #[test]
    fn another_format_than_the_teams() {
        let brief =
            card("Russia opposes US troops", "Telegraph Media, 9-15, 21, “Putin calls troops a barrier to peace”");
        insta::assert_snapshot!(found_with(RULE.id, &brief, &team("Month D, YYYY")), @r"
        Telegraph Media, 9-15, 21, “Putin calls troops a barrier to peace”
                         ^^^^^^^^ hint: Your team writes dates as Month D, YYYY. Write September 15, 2021.
                         fix?: Write September 15, 2021
        ");
    }

    #[test]
    fn every_format_becomes_the_teams() {
        for typed in ["9-15, 21", "9/15/2021", "15 September 2021", "Sept. 15 2021", "2021-09-15"] {
            let cite = format!("TASS, {typed}, “Talks stall again,” https://www.example.org/tass");
            assert_eq!(
                fixed_in("M-D-YY", &cite),
                "TASS, 9-15-21, “Talks stall again,” https://www.example.org/tass",
                "{typed}"
            );
        }
        assert_eq!(
            fixed_in("Month D, YYYY", "Mehmet Ace, 9 -16 September 2021, “Is Putin prepping the ground?”"),
            "Mehmet Ace, September 9-16, 2021, “Is Putin prepping the ground?”"
        );
    }

    #[test]
    fn dates_without_a_day_are_not_checked() {
        for cite in [
            "Istomin, Igor, 9-1, , “With Russian-American entente”",
            "Riegg 17 (Ryan Riegg, Newsweek, March 2017)",
            "Delgado 1999",
        ] {
            assert_eq!(found_with(RULE.id, &card("Talks stall", cite), &team("M-D-YY")), "", "{cite}");
        }
    }

    #[test]
    fn without_a_format_nothing_is_reported() {
        assert_eq!(found_with(RULE.id, RULE.example, &Settings::default()), "");
    }
}
