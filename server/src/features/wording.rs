//! How names, dates, ages and numbers are written for a person: the same words in the outline, in a hover and in a
//! report.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Duration, Unit};

use crate::evidence::cite::Name;
use crate::evidence::date::{CiteDate, Edtf, Form, MONTHS, Point, Season};

/// How long a date may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// `Wednesday, September 15, 2021`
    Full,
    /// `Sep 15, 2021`
    Brief,
}

/// A name as it is written in running text: `Igor Istomin`, `Press TV`.
pub fn name(name: &Name) -> String {
    match name {
        Name::Person { family, given, suffix } => {
            let parts = [given.as_deref(), Some(family), suffix.as_deref()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Name::Literal(name) => name.clone(),
    }
}

/// A cite's date; if it names no day, that it does not.
pub fn cite_date(date: &CiteDate, length: Length) -> String {
    match date.edtf {
        Some(edtf) => self::date(edtf, length),
        None if date.form == Form::None => "no date".to_owned(),
        None => "not a calendar date".to_owned(),
    }
}

/// A date as Americans write it; in full with its weekday.
pub fn date(edtf: Edtf, length: Length) -> String {
    match edtf {
        Edtf::At(Point::Day(day)) if length == Length::Full => {
            format!("{}, {}", weekday(day), point(Point::Day(day), length))
        }
        Edtf::At(at) => point(at, length),
        Edtf::Between(Point::Day(from), Point::Day(to)) if from.year() == to.year() => {
            let first = format!("{} {}", month(from.month(), length), from.day());
            if from.month() == to.month() {
                format!("{first}–{}, {}", to.day(), to.year())
            } else {
                format!("{first} – {}", point(Point::Day(to), length))
            }
        }
        Edtf::Between(from, to) => format!("{} – {}", point(from, length), point(to, length)),
    }
}

fn point(at: Point, length: Length) -> String {
    match at {
        Point::Day(date) => format!("{} {}, {}", month(date.month(), length), date.day(), date.year()),
        Point::Month(year, number) => format!("{} {year}", month(number, length)),
        Point::Season(year, Season::Winter) => format!("Winter {year}–{:02}", year.saturating_add(1).rem_euclid(100)),
        Point::Season(year, Season::Spring) => format!("Spring {year}"),
        Point::Season(year, Season::Summer) => format!("Summer {year}"),
        Point::Season(year, Season::Autumn) => format!("Fall {year}"),
        Point::Year(year) => year.to_string(),
        Point::MonthDay(number, day) => format!("{} {day}, year missing", month(number, length)),
    }
}

fn month(number: i8, length: Length) -> &'static str {
    let name = usize::try_from(number - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("?");
    match length {
        Length::Full => name,
        Length::Brief => &name[..name.len().min(3)],
    }
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// How long ago it was, in whole calendar years and months, as exactly as the date is given:
/// `5 years 2 months ago`, `3 weeks ago`, `yesterday`, `in 2 months`, `last year`. An interval is as old as
/// its end. `None` without a year.
pub fn age(edtf: Edtf, today: Date) -> Option<String> {
    let at = match edtf {
        Edtf::At(at) | Edtf::Between(_, at) => at,
    };
    match at {
        Point::Day(date) => age_of_day(date, today),
        Point::Month(year, month) => {
            let months = month_number(today) - (i32::from(year) * 12 + i32::from(month));
            Some(match months {
                0 => "this month".to_owned(),
                1 => "last month".to_owned(),
                -1 => "next month".to_owned(),
                _ => ago(months < 0, &years_and_months(months.abs())),
            })
        }
        Point::Season(..) => {
            let months = month_number(today) - month_number(at.last_day()?);
            // A season is three months long, so an exact number of months would be wrong.
            Some(match months {
                -11..=11 if today >= at.first_day()? && today <= at.last_day()? => "this season".to_owned(),
                -11..=11 => ago(months < 0, &format!("about {}", count(months.abs().max(1), "month"))),
                _ => ago(months < 0, &format!("about {}", count(months.abs() / 12, "year"))),
            })
        }
        Point::Year(year) => {
            let years = i32::from(today.year()) - i32::from(year);
            Some(match years {
                0 => "this year".to_owned(),
                1 => "last year".to_owned(),
                -1 => "next year".to_owned(),
                _ => ago(years < 0, &count(years.abs(), "year")),
            })
        }
        Point::MonthDay(..) => None,
    }
}

fn age_of_day(date: Date, today: Date) -> Option<String> {
    let future = date > today;
    let (earlier, later) = if future { (today, date) } else { (date, today) };
    let elapsed: Duration = later.since((Unit::Year, earlier)).ok()?;
    let months = i32::from(elapsed.get_years()) * 12 + elapsed.get_months();
    let length = match (months, elapsed.get_days()) {
        (0, 0) => return Some("today".to_owned()),
        (0, 1) if future => return Some("tomorrow".to_owned()),
        (0, 1) => return Some("yesterday".to_owned()),
        (0, days @ ..14) => count(days, "day"),
        (0, days) => count(days / 7, "week"),
        (months, _) => years_and_months(months),
    };
    Some(ago(future, &length))
}

fn month_number(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month())
}

fn years_and_months(months: i32) -> String {
    match (months / 12, months % 12) {
        (0, months) => count(months, "month"),
        (years, 0) => count(years, "year"),
        (years, months) => format!("{} {}", count(years, "year"), count(months, "month")),
    }
}

fn ago(future: bool, length: &str) -> String {
    if future { format!("in {length}") } else { format!("{length} ago") }
}

/// `1 card`, `12 cards`, `1,204 words`.
pub fn count(amount: impl Into<i64>, what: &str) -> String {
    let amount = amount.into();
    let plural = if amount == 1 { "" } else { "s" };
    format!("{} {what}{plural}", number(amount))
}

/// A number with thousands separators: `1,204`.
pub fn number(number: impl Into<i64>) -> String {
    let digits = number.into().unsigned_abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    fn day(year: i16, month: i8, day: i8) -> Edtf {
        Edtf::At(Point::Day(date(year, month, day)))
    }

    #[test]
    fn ages_are_calendar_years_and_months() {
        let cases = [
            (day(2021, 9, 15), "5 years 2 months ago"),
            (day(2021, 11, 22), "5 years ago"),
            (day(2021, 11, 23), "4 years 11 months ago"),
            (day(2025, 11, 21), "1 year ago"),
            (day(2026, 10, 22), "1 month ago"),
            (day(2026, 10, 23), "4 weeks ago"),
            (day(2026, 11, 8), "2 weeks ago"),
            (day(2026, 11, 9), "13 days ago"),
            (day(2026, 11, 21), "yesterday"),
            (day(2026, 11, 22), "today"),
            (day(2026, 11, 23), "tomorrow"),
            (day(2027, 1, 30), "in 2 months"),
            (Edtf::At(Point::Month(2021, 9)), "5 years 2 months ago"),
            (Edtf::At(Point::Month(2026, 10)), "last month"),
            (Edtf::At(Point::Season(2006, Season::Spring)), "about 20 years ago"),
            (Edtf::At(Point::Season(2026, Season::Autumn)), "this season"),
            (Edtf::At(Point::Season(2026, Season::Spring)), "about 6 months ago"),
            (Edtf::At(Point::Year(2013)), "13 years ago"),
            (Edtf::At(Point::Year(2026)), "this year"),
            (Edtf::Between(Point::Day(date(2021, 9, 9)), Point::Day(date(2021, 9, 16))), "5 years 2 months ago"),
        ];
        for (edtf, expected) in cases {
            assert_eq!(age(edtf, TODAY).as_deref(), Some(expected), "{edtf}");
        }
        assert_eq!(age(Edtf::At(Point::MonthDay(9, 1)), TODAY), None);
    }

    #[test]
    fn the_last_day_of_february_is_a_month_old_at_the_end_of_march() {
        assert_eq!(age(day(2024, 2, 29), date(2024, 3, 29)).as_deref(), Some("1 month ago"));
        assert_eq!(age(day(2024, 1, 31), date(2024, 2, 29)).as_deref(), Some("4 weeks ago"));
    }

    #[test]
    fn dates_are_written_as_precisely_as_they_are_known() {
        let cases = [
            (day(2021, 9, 15), "Wednesday, September 15, 2021", "Sep 15, 2021"),
            (Edtf::At(Point::Month(2021, 9)), "September 2021", "Sep 2021"),
            (Edtf::At(Point::Season(1994, Season::Winter)), "Winter 1994–95", "Winter 1994–95"),
            (Edtf::At(Point::MonthDay(9, 1)), "September 1, year missing", "Sep 1, year missing"),
            (
                Edtf::Between(Point::Day(date(2021, 9, 9)), Point::Day(date(2021, 9, 16))),
                "September 9–16, 2021",
                "Sep 9–16, 2021",
            ),
            (
                Edtf::Between(Point::Day(date(2021, 9, 29)), Point::Day(date(2021, 10, 2))),
                "September 29 – October 2, 2021",
                "Sep 29 – Oct 2, 2021",
            ),
        ];
        for (edtf, full, brief) in cases {
            assert_eq!(super::date(edtf, Length::Full), full);
            assert_eq!(super::date(edtf, Length::Brief), brief);
        }
    }

    #[test]
    fn an_invalid_month_does_not_panic() {
        assert_eq!(super::date(Edtf::At(Point::MonthDay(13, 1)), Length::Full), "? 1, year missing");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(count(1, "card"), "1 card");
        assert_eq!(count(0, "card"), "0 cards");
        assert_eq!(count(999, "word"), "999 words");
        assert_eq!(count(1_204_000, "word"), "1,204,000 words");
    }
}
