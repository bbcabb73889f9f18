//! Dates that do not exist.

use crate::evidence::date::Fault;
use crate::evidence::date::calendar::{CalendarWord, calendar};
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "date-invalid",
    summary: "A date that does not exist or is misspelled: June 31, Septmber 4",
    severity: Severity::Error,
    enabled: Enabled::ByDefault,
    what: "Checks for dates that do not exist (June 31, a 13th month), for a misspelled month beside a day and year, and \
           for a year with a digit too few or too many: `Septmber 4, 2021`, `9/4/202`. It does not look into titles and \
           links.",
    why: "A wrong date is a wrong cite, and the first thing an opponent checks.",
    example: "Talks resume\n\n\
              Press TV, 6/31/21, “Syria talks resume,” https://www.example.org/talks\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Look up the date in the source, and correct it.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        let mut reported: Vec<Span> = Vec::new();
        for date in [&cite.issued, &cite.accessed].into_iter().flatten() {
            // A bracket between two numbers is none of a date’s: `30–31 (2014)`.
            if date.fault == Some(Fault::NoSuchDay) && !date.span.of(view.text).contains(['(', '[']) {
                let message = format!("“{}” is not a real date. Look it up in the source.", date.span.of(view.text));
                found.push(Finding::new(RULE.id, date.span, message));
                reported.push(date.span);
            }
        }
        let closed = [&cite.title, &cite.url, &cite.doi].into_iter().flatten().map(|field| field.span);
        reported.extend(closed);
        for (span, message) in misspelled(cite.span, view.text) {
            if !reported.iter().any(|other| other.overlaps(span)) {
                found.push(Finding::new(RULE.id, span, message));
            }
        }
    }
}

/// The dates in `cite` whose month or year is misspelled, and what to say of each.
fn misspelled(cite: Span, text: &str) -> Vec<(Span, String)> {
    let tokens = tokens(cite, text);
    let mut found = Vec::new();
    for (number, &token) in tokens.iter().enumerate() {
        let word = token.of(text);
        if is_numeric_with_odd_year(word) {
            found.push((token, odd_year(word)));
            continue;
        }
        let joined = |at: usize| {
            let (one, other) = (tokens.get(at)?, tokens.get(at + 1)?);
            let between = Span::new(one.end, other.start).of(text);
            between.trim_matches([' ', ',', '.', '\u{a0}']).is_empty().then_some((*other, other.of(text)))
        };
        // What a month stands before is a day or a year.
        let is_before_number = tokens.get(number + 1).is_some_and(|next| starts_with_digit(next.of(text)));
        if !is_before_number {
            continue;
        }
        let before = number.checked_sub(1).filter(|&at| joined(at).is_some()).map(|at| tokens[at]);
        let Some((next_at, next)) = joined(number) else { continue };
        let third = joined(number + 1);
        let is_month = matches!(calendar(word), Some(CalendarWord::Month(_)));
        if let Some((year_at, year)) = third.filter(|(_, year)| is_month && is_day(next) && is_odd_year(year)) {
            found.push((Span::new(token.start, year_at.end), odd_year(year)));
        } else if let Some(month) = nearly_a_month(word) {
            let with_day = is_day(next) && third.is_some_and(|(_, year)| is_year(year));
            let day_before = before.filter(|before| is_day(before.of(text)));
            let is_date = with_day || (is_year(next) && (day_before.is_some() || word.len() > LONGEST_LIKE_A_NAME));
            if is_date {
                let end = if with_day { third.map_or(next_at.end, |(year, _)| year.end) } else { next_at.end };
                let start = day_before.filter(|_| !with_day).map_or(token.start, |before| before.start);
                found.push((Span::new(start, end), format!("“{word}” is misspelled. Write {month}.")));
            }
        }
    }
    found
}

fn odd_year(year: &str) -> String {
    format!("“{year}” has a wrong year. Look it up in the source.")
}

/// Stretches of letters, digits, slashes and hyphens.
fn tokens(cite: Span, text: &str) -> Vec<Span> {
    let is_inner = |character: char| character.is_alphanumeric() || matches!(character, '/' | '-');
    let mut end = cite.start;
    let words = cite.of(text).split_inclusive(|character: char| !is_inner(character)).map(|word| {
        let start = end;
        end += word.len();
        Span::new(start, start + word.trim_end_matches(|character: char| !is_inner(character)).len())
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// `9/4/202`, `9-4-20221`, `9/4/2201`; `0-19-283-…` is the number of a book.
fn is_numeric_with_odd_year(word: &str) -> bool {
    if !starts_with_digit(word) {
        return false;
    }
    let separator = if word.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = word.split(separator).collect();
    let [first, second, year] = parts[..] else { return false };
    let is_part = |part: &str| is_day(part) && part.bytes().all(|byte| byte.is_ascii_digit());
    is_part(first) && is_part(second) && is_odd_year(year)
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// `4`, `04`, `4th`.
fn is_day(word: &str) -> bool {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    digits.len() <= 2 && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// A year with a digit too few or too many, or with two that changed places: `202`, `20221`, `2201`.
fn is_odd_year(word: &str) -> bool {
    if !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    match word.len() {
        3 | 5 => word.starts_with("19") || word.starts_with("20"),
        4 => !word.starts_with(['0']) && word.parse::<u16>().is_ok_and(|year| !(1500..2100).contains(&year)),
        _ => false,
    }
}

/// The full names of months that no other word is like by chance, if there is a day or year beside them.
const MONTHS: [&str; 9] =
    ["January", "February", "March", "April", "August", "September", "October", "November", "December"];
/// Months as other languages write them.
const FOREIGN: [&str; 7] = ["Januar", "Januari", "Februar", "Februari", "Septembre", "Octobre", "Novembre"];
/// A shorter name of a month is like a person’s: `Marsh 2021`, in bytes.
const LONGEST_LIKE_A_NAME: usize = 5;

/// The month that `word` is but for one letter, which is missing, too much, another, or in the place of the next.
fn nearly_a_month(word: &str) -> Option<&'static str> {
    let is_name = word.is_ascii() && word.starts_with(|first: char| first.is_ascii_uppercase());
    if !is_name || MONTHS.contains(&word) || FOREIGN.contains(&word) {
        return None;
    }
    MONTHS.into_iter().find(|month| is_one_slip(word.as_bytes(), month.as_bytes()))
}

/// Whether two different words differ by one letter, or by two neighbors that changed places.
fn is_one_slip(word: &[u8], other: &[u8]) -> bool {
    let start = word.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (word, other) = (&word[start..], &other[start..]);
    match (word, other) {
        ([first, second, rest @ ..], [second_too, first_too, rest_too @ ..])
            if (first, second, rest) == (first_too, second_too, rest_too) && first != second =>
        {
            true
        }
        ([_, rest @ ..], [_, rest_too @ ..]) if rest == rest_too => true,
        ([_, rest @ ..], other) if rest == other => true,
        (word, [_, rest @ ..]) if word == rest => true,
        _ => false,
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

    #[test]
    fn a_misspelled_month_or_year() {
        for date in [
            "Septmber 4, 2021",
            "12 Febraury 2021",
            "Octber 2021",
            "Janurary 4, 2021",
            "September 4, 202",
            "9/4/202",
            "9-4-20221",
            "September 4th, 2201",
        ] {
            let cite = format!("Choi 21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, {date}, p. 3)");
            assert_ne!(found_in_cite(RULE.id, &cite), "", "{date}");
        }
        insta::assert_snapshot!(found_in_cite(RULE.id, "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” Septmber 4, 2021)"), @r"
        Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” Septmber 4, 2021)
                                                          ^^^^^^^^^^^^^^^^ error: “Septmber” is misspelled. Write September.
        ");
    }

    #[test]
    fn names_numbers_and_titles() {
        for cite in [
            "Marsh 2021 (Ann Marsh, Harbor Post, “Septmber 4, 2021,” 9-4-2021)",
            "Choi 14 (Joseph Choi, professor of law at Leeds, “Rights,” March 2014, 123 Yale Law Journal 202)",
            "Choi 14 (Joseph Choi, “Rights,” Oxford University Press, ISBN 0-19-283-411-2, May 4, 2014)",
            "Augusta 4 (Ann Augusta, Harbor Post, “Rights,” 9-4-2004)",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
