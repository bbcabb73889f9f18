//! Dates that do not exist.

use crate::evidence::date::Fault;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "date-invalid",
    summary: "A date that does not exist: June 31",
    severity: Severity::Error,
    enabled: Enabled::ByDefault,
    what: "Checks for dates that do not exist: June 31, a 13th month.",
    why: "A wrong date is a wrong cite, and the first thing an opponent checks.",
    example: "Talks resume\n\n\
              Press TV, 6/31/21, “Syria talks resume,” https://www.example.org/talks\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbours.",
    fix: "Look up the date in the source, and correct it.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for date in view.card.cites.iter().flat_map(|cite| [&cite.issued, &cite.accessed]).flatten() {
        if date.fault == Some(Fault::NoSuchDay) {
            let message = format!("“{}” is not a real date. Look it up in the source.", date.span.of(view.text));
            found.push(Finding::new(RULE.id, date.span, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found_in_cite;

    #[test]
    fn no_such_day() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Press TV, 6/31/21, “Syria talks resume,” https://www.example.org/talks, accessed 13-45-21"), @r"
        Press TV, 6/31/21, “Syria talks resume,” https://www.example.org/talks, accessed 13-45-21
                  ^^^^^^^ error: “6/31/21” is not a real date. Look it up in the source.
        …ress TV, 6/31/21, “Syria talks resume,” https://www.example.org/talks, accessed 13-45-21
                                                                                         ^^^^^^^^ error: “13-45-21” is not a real date. Look it up in the source.
        ");
        assert_eq!(
            found_in_cite(RULE.id, "Press TV, 2/29/20, “Syria talks resume,” https://www.example.org/talks"),
            ""
        );
    }
}
