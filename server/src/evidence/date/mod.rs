//! Dates as debaters write them, kept with their precision and their doubt.
//!
//! Values follow the Extended Date/Time Format (EDTF, ISO 8601-2), level 1, as far as cites need it.

pub(crate) mod calendar;
mod named;
mod numeric;
pub mod parse;
mod tokens;

use std::fmt;

use jiff::civil::Date;

use crate::text::Span;

pub use calendar::Season;
pub use parse::{dates_in, full_year};

/// The months as they are written out, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// One point in time, as exactly as the cite gives it. A `Day` exists in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Point {
    /// `2021-09-07`
    Day(Date),
    /// `2021-09`; the month is 1–12.
    Month(i16, i8),
    /// `2006-21`
    Season(i16, Season),
    /// `2021`
    Year(i16),
    /// `XXXX-09-01`: the year is not given. Month 1–12, day 1–31.
    MonthDay(i8, i8),
}

/// What a date says: one point, or from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// `2021-09-07`
    At(Point),
    /// `2021-09-09/2021-09-16`
    Between(Point, Point),
}

/// How a date was typed. Two dates of one form look alike on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// `2021-09-15`
    Iso,
    /// `9-15-21`, `9-15, 21`
    Dashes,
    /// `9/15/2021`
    Slashes,
    /// `9.15.2021`
    Dots,
    /// `September 15, 2021`
    MonthFirst,
    /// `15 September 2021`
    DayFirst,
    /// `September 2021`, `11-2014`
    MonthYear,
    /// `Spring 2006`
    Season,
    /// `2013`, `(2013)`, `’13`
    Year,
    /// `n.d.`, `No Date`
    None,
}

/// Why a date that was typed as one cannot be taken at its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// No such day or month: `6/31/21`, `13-45-21`.
    NoSuchDay,
    /// The year's place is empty: `9-1, ,`.
    YearMissing,
}

/// A date found in a cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CiteDate {
    /// Where it is typed, in bytes of the text that was read. For `9-15, 21` this covers all three numbers.
    pub span: Span,
    /// What it says. `None`: it says that there is no date, or it names a day that does not exist.
    pub edtf: Option<Edtf>,
    /// How it was typed.
    pub form: Form,
    /// What is wrong with it.
    pub fault: Option<Fault>,
    /// Whether the year was typed with one or two digits (and so depends on the pivot).
    pub short_year: bool,
    /// Whether day and month could be exchanged: both are at most 12 and the form does not tell.
    pub ambiguous: bool,
    /// Why some of it is a conclusion and not what the date itself says, in words for a person
    /// ("the year is the short cite's").
    pub inferred: Option<String>,
}

impl Point {
    /// The year, where one is given.
    pub fn year(self) -> Option<i16> {
        match self {
            Self::Day(date) => Some(date.year()),
            Self::Month(year, _) | Self::Season(year, _) | Self::Year(year) => Some(year),
            Self::MonthDay(..) => None,
        }
    }

    /// The first day it can mean. `None` without a year.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Month(year, month) => Date::new(year, month, 1).ok(),
            Self::Season(year, season) => Date::new(year, season.first_month(), 1).ok(),
            Self::Year(year) => Date::new(year, 1, 1).ok(),
            Self::MonthDay(..) => None,
        }
    }

    /// The last day it can mean. `None` without a year.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Month(year, month) => Date::new(year, month, 1).ok().map(Date::last_of_month),
            // A winter runs into the next year.
            Self::Season(year, Season::Winter) => Date::new(year.checked_add(1)?, 2, 1).ok().map(Date::last_of_month),
            Self::Season(year, season) => Date::new(year, season.first_month() + 2, 1).ok().map(Date::last_of_month),
            Self::Year(year) => Date::new(year, 12, 31).ok(),
            Self::MonthDay(..) => None,
        }
    }
}

impl Edtf {
    /// The year, of an interval the first one's; where it is given.
    pub fn year(self) -> Option<i16> {
        match self {
            Self::At(point) => point.year(),
            Self::Between(from, to) => from.year().or(to.year()),
        }
    }

    /// The first day it can mean. `None` without a year.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::At(point) | Self::Between(point, _) => point.first_day(),
        }
    }

    /// The last day it can mean. `None` without a year.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Self::At(point) | Self::Between(_, point) => point.last_day(),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(date) => write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Season(year, season) => {
                let number = match season {
                    Season::Spring => 21,
                    Season::Summer => 22,
                    Season::Autumn => 23,
                    Season::Winter => 24,
                };
                write!(f, "{year:04}-{number}")
            }
            Self::Year(year) => write!(f, "{year:04}"),
            Self::MonthDay(month, day) => write!(f, "XXXX-{month:02}-{day:02}"),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(point) => point.fmt(f),
            Self::Between(from, to) => write!(f, "{from}/{to}"),
        }
    }
}
