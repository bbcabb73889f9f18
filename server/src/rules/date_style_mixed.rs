//! Dates in several formats.

use crate::evidence::date::Form;
use crate::lint::brief_index::{BriefIndex, DayNote};
use crate::lint::{Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "date-style-mixed",
    summary: "A file whose dates are written in several formats",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for files whose publication dates are in several formats. It reports once per file, at the first \
           date that is not in the file’s usual format. If your team has chosen a format, the rule date-format reports \
           instead.",
    why: "With one format, you can compare dates at a glance and find them by searching. `9-10-21` beside `10 \
          September 2021` makes the reader ask which number is the month.",
    example: "Talks resume\n\n\
              TASS, September 15, 2021, “Talks resume,” https://www.example.org/a\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.\n\n\
              Talks stall\n\n\
              TASS, 9-19-21, “Talks stall,” https://www.example.org/b\n\n\
              Delegates left the hotel after midnight without a word to the reporters who had been waiting for them, \
              and no new day was named for the next round.",
    fix: "Choose one format. With `date_format` in `debate-ls.toml`, `debate-ls check --fix` writes it everywhere.",
    check: Check::Brief(check),
};

/// The formats of a day, with an example of each.
const FORMS: [(Form, &str); 6] = [
    (Form::Iso, "2021-09-15"),
    (Form::Dashes, "9-15-21"),
    (Form::Slashes, "9/15/21"),
    (Form::Dots, "9.15.21"),
    (Form::MonthFirst, "September 15, 2021"),
    (Form::DayFirst, "15 September 2021"),
];

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    if index.view.settings.date_format.is_some() {
        return;
    }
    let count = |form: Form| index.notes.days.iter().filter(|day| day.form == form).count();
    let mut used: Vec<(usize, Form, &str)> =
        FORMS.into_iter().map(|(form, shown)| (count(form), form, shown)).filter(|(count, ..)| *count > 0).collect();
    used.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    let [(_, usual, _), _, ..] = used.as_slice() else { return };
    let Some(odd) = index.notes.days.iter().find(|day| day.form != *usual) else { return };

    let formats: Vec<String> = used.iter().map(|(count, _, shown)| format!("like {shown} ({count})")).collect();
    let message = format!("This file has dates in {} formats: {}. Choose one.", used.len(), formats.join(", "));
    let place = |day: &DayNote| day.span.shift(index.entry(day.entry).start);
    let mut finding = Finding::new(RULE.id, place(odd), message);
    for (_, form, shown) in used.iter().filter(|(_, form, _)| *form != odd.form) {
        let first = index.notes.days.iter().find(|day| day.form == *form);
        finding.related.extend(first.map(|day| (place(day), format!("the first as {shown}"))));
    }
    found.push(finding);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    fn three(dates: [&str; 3]) -> String {
        let cite =
            |date: &&str| card("Talks stall", &format!("TASS, {date}, “Talks stall,” https://www.example.org/b"));
        dates.iter().map(cite).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_first_that_is_unlike_most() {
        insta::assert_snapshot!(found(RULE.id, &three(["9-19-21", "September 15, 2021", "Sept. 20, 2021"])), @r"
        TASS, 9-19-21, “Talks stall,” https://www.example.org/b
              ^^^^^^^ hint: This file has dates in 2 formats: like September 15, 2021 (2), like 9-15-21 (1). Choose one.
        ");
    }

    #[test]
    fn one_form_and_dates_without_a_day() {
        assert_eq!(found(RULE.id, &three(["9-19-21", "9-20-2021", "September 2021"])), "");
    }
}
