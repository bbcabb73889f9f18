//! `8/9/11` in a file where another date has its day first.

use crate::lint::brief_index::{BriefIndex, Notes};
use crate::lint::{Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "date-ambiguous",
    summary: "A date whose day and month could be swapped: `8/9/11`",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for dates whose day and month could be swapped (`8/9/11`), in a file where other dates have their \
           day first (`15/9/2011`). In other files, and where one such date is among many American ones, the month is \
           read first.",
    why: "August 9 or September 8? In an argument about which card is newer, that decides.",
    example: "Talks resume\n\n\
              Press TV, 8/9/2011, “Talks resume,” https://www.example.org/a\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.\n\n\
              Talks stall\n\n\
              Press TV, 15/9/2011, “Talks stall,” https://www.example.org/b\n\n\
              Delegates left the hotel after midnight without a word to the reporters who had been waiting for them, \
              and no new day was named for the next round.",
    fix: "Write the month as a word, or the year first: 2011-08-09.",
    check: Check::Brief(check),
};

/// Among how many dates that have the month first one with the day first makes no other date unclear.
const MONTH_FIRST_PER_DAY_FIRST: usize = 3;

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    let Notes { day_first, month_first, .. } = *index.notes;
    // One foreign date among many American ones is a slip, or the date as the source writes it.
    if day_first == 0 || day_first * MONTH_FIRST_PER_DAY_FIRST < month_first {
        return;
    }
    for day in index.notes.days.iter().filter(|day| day.ambiguous) {
        let span = day.span.shift(index.entry(day.entry).start);
        let message = "The month is unclear: another date here has the day first. Write it as a word.";
        found.push(Finding::new(RULE.id, span, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    fn two(one: &str, other: &str) -> String {
        card("Talks resume", &format!("Press TV, {one}, “Talks resume,” https://www.example.org/a"))
            + "\n"
            + &card("Talks stall", &format!("Press TV, {other}, “Talks stall,” https://www.example.org/b"))
    }

    #[test]
    fn a_file_with_both_orders() {
        insta::assert_snapshot!(found(RULE.id, &two("8/9/2011", "15/9/2011")), @r"
        Press TV, 8/9/2011, “Talks resume,” https://www.example.org/a
                  ^^^^^^^^ hint: The month is unclear: another date here has the day first. Write it as a word.
        ");
    }

    #[test]
    fn a_lone_foreign_date_makes_no_other_unclear() {
        let american: String = (14..20).map(|day| two("8/9/2011", &format!("9/{day}/2011"))).collect();
        assert_eq!(found(RULE.id, &(american + &two("8/9/2011", "15/9/2011"))), "");
    }

    #[test]
    fn a_file_with_one_order() {
        assert_eq!(found(RULE.id, &two("8/9/2011", "9/15/2011")), "");
        assert_eq!(found(RULE.id, &two("8/9/2011", "15 September 2011")), "");
    }
}
