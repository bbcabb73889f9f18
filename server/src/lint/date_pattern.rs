//! The format in which a team writes its dates: `M-D-YY`, `Month D, YYYY`.

use jiff::civil::Date;

use crate::evidence::date::MONTHS;

/// A form of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatePattern {
    pattern: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// `YYYY`
    Year,
    /// `YY`
    ShortYear,
    /// `Month`: September
    Month,
    /// `Mon`: Sept.
    ShortMonth,
    /// `MM`: 09
    MonthNumber2,
    /// `M`: 9
    MonthNumber,
    /// `DD`: 05
    Day2,
    /// `D`: 5
    Day,
    /// What is between them.
    Between(String),
}

/// The words of a pattern, the longer before those that they begin with.
const WORDS: [(&str, Part); 8] = [
    ("YYYY", Part::Year),
    ("YY", Part::ShortYear),
    ("Month", Part::Month),
    ("Mon", Part::ShortMonth),
    ("MM", Part::MonthNumber2),
    ("M", Part::MonthNumber),
    ("DD", Part::Day2),
    ("D", Part::Day),
];

/// As debaters and newspapers shorten them.
const SHORT_MONTHS: [&str; 12] =
    ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

impl DatePattern {
    /// Parses a pattern. `None` unless it has year, month and day once each, with something between them, and nothing
    /// else but spaces, commas, periods, hyphens and slashes.
    pub fn read(pattern: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some(first) = rest.chars().next() {
            let length = match WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
                Some((_, part)) if matches!(parts.last(), None | Some(Part::Between(_))) => {
                    parts.push(part.clone());
                    WORDS.iter().find(|(word, _)| rest.starts_with(word)).map_or(0, |(word, _)| word.len())
                }
                _ if " ,.-/".contains(first) => {
                    match parts.last_mut() {
                        Some(Part::Between(between)) => between.push(first),
                        _ => parts.push(Part::Between(first.to_string())),
                    }
                    1
                }
                _ => return None,
            };
            rest = &rest[length..];
        }
        let once = |wanted: &dyn Fn(&Part) -> bool| parts.iter().filter(|part| wanted(part)).count() == 1;
        let whole = once(&|part| matches!(part, Part::Year | Part::ShortYear))
            && once(&|part| matches!(part, Part::Month | Part::ShortMonth | Part::MonthNumber2 | Part::MonthNumber))
            && once(&|part| matches!(part, Part::Day2 | Part::Day));
        whole.then(|| Self { pattern: pattern.to_owned(), parts })
    }

    /// As it was read.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// `day` in this form. Where two digits would be read as another century, by a pivot of `pivot`, the year is
    /// written in full.
    pub fn write(&self, day: Date, pivot: u8) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::ShortYear if is_read_back(day.year(), pivot) => format!("{:02}", day.year() % 100),
                Part::Year | Part::ShortYear => format!("{:04}", day.year()),
                Part::Month => name(&MONTHS, day).to_owned(),
                Part::ShortMonth => name(&SHORT_MONTHS, day).to_owned(),
                Part::MonthNumber2 => format!("{:02}", day.month()),
                Part::MonthNumber => day.month().to_string(),
                Part::Day2 => format!("{:02}", day.day()),
                Part::Day => day.day().to_string(),
                Part::Between(between) => between.clone(),
            })
            .collect()
    }

    /// `from` and `to`, two days of one month, in this form: `September 9-16, 2021`. `None` where this form has no
    /// name for the month, or the days are of two months.
    pub fn write_days(&self, from: Date, to: Date) -> Option<String> {
        let named = self.parts.iter().any(|part| matches!(part, Part::Month | Part::ShortMonth));
        let one_month = from.first_of_month() == to.first_of_month();
        (named && one_month).then(|| {
            let days = Self { pattern: String::new(), parts: vec![Part::Day] };
            let both = format!("{}-{}", days.write(from, 0), days.write(to, 0));
            let parts = self.parts.iter().map(|part| match part {
                Part::Day | Part::Day2 => Part::Between(both.clone()),
                // In full: after a range, two digits would look like a third day.
                Part::ShortYear => Part::Year,
                other => other.clone(),
            });
            Self { pattern: String::new(), parts: parts.collect() }.write(from, 0)
        })
    }
}

fn name(names: &[&'static str; 12], day: Date) -> &'static str {
    // A month is 1–12.
    names[usize::from(day.month().unsigned_abs()) - 1]
}

fn is_read_back(year: i16, pivot: u8) -> bool {
    let pivot = i16::from(pivot);
    (1900 + pivot < year) && (year <= 2000 + pivot)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn write(pattern: &str, day: Date) -> String {
        DatePattern::read(pattern).expect("a pattern").write(day, 30)
    }

    #[test]
    fn the_usual_forms() {
        let day = date(2021, 9, 5);
        assert_eq!(write("M-D-YY", day), "9-5-21");
        assert_eq!(write("MM/DD/YYYY", day), "09/05/2021");
        assert_eq!(write("YYYY-MM-DD", day), "2021-09-05");
        assert_eq!(write("Month D, YYYY", day), "September 5, 2021");
        assert_eq!(write("D Month YYYY", day), "5 September 2021");
        assert_eq!(write("Mon D, YYYY", day), "Sept. 5, 2021");
    }

    #[test]
    fn a_year_that_two_digits_would_misplace_is_written_in_full() {
        assert_eq!(write("M-D-YY", date(1931, 1, 2)), "1-2-31");
        assert_eq!(write("M-D-YY", date(1930, 1, 2)), "1-2-1930");
        assert_eq!(write("M-D-YY", date(2031, 1, 2)), "1-2-2031");
    }

    #[test]
    fn days_of_one_month_share_it() {
        let pattern = DatePattern::read("D Month YYYY").expect("a pattern");
        assert_eq!(pattern.write_days(date(2021, 9, 9), date(2021, 9, 16)), Some("9-16 September 2021".to_owned()));
        assert_eq!(pattern.write_days(date(2021, 9, 9), date(2021, 10, 1)), None);
    }

    #[test]
    fn what_is_no_pattern() {
        for pattern in ["", "M-D", "MMDDYY", "M-D-YY-D", "day month year", "YYYY"] {
            assert_eq!(DatePattern::read(pattern), None, "{pattern}");
        }
    }
}
