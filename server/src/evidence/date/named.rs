//! Dates with a word in them: months, seasons, `n.d.`

use jiff::civil::Date;

use super::calendar::CalendarWord;
use super::parse::{Read, Reader, Yearless};
use super::tokens::Kind;
use super::{Edtf, Fault, Form, Point, Season, full_year};

impl Reader<'_> {
    /// `September 15, 2021` · `September 2021` · `September 9-16, 2021` · `July/August 2004` · `Sep-15-21`
    pub(super) fn month_first(&self, i: usize, month: i8) -> Option<(Read, usize)> {
        let j = self.past(i + 1, &['.']);
        if self.is_range(j)
            && let Some(Kind::Calendar(CalendarWord::Month(last))) = self.kind(j + 1)
        {
            return self.two_months(j + 2, month, last);
        }
        if let Some((year, next)) = self.year(self.past(j, &[',', '.', '-', '/']), false) {
            return Some((Read::point(Point::Month(year.value, month), Form::MonthYear, year.short), next));
        }
        let j = match self.kind(j) {
            Some(Kind::Mark(',' | '-' | '/')) if self.is_number(j + 1) => j + 1,
            Some(Kind::Word) if self.word(j).eq_ignore_ascii_case("of") => {
                let (year, next) = self.year(j + 1, false)?;
                return Some((Read::point(Point::Month(year.value, month), Form::MonthYear, year.short), next));
            }
            _ => j,
        };
        let Some((day, mut next)) = self.day_number(j) else {
            // A month alone says something only as a field of its own: `Foreign Affairs, May/June, …`.
            let alone = self.open_before(i) && self.open_after(i + 1);
            return alone.then(|| (Read { yearless: Some(Yearless::Months(month, month)), ..Read::none() }, i + 1));
        };
        if day > 31 {
            // `April, 85-100`: pages
            if self.is_range(next) && self.is_number(next + 1) {
                return Some((Read { yearless: Some(Yearless::Months(month, month)), ..Read::none() }, i + 1));
            }
            let year = full_year(u32::from(day.unsigned_abs()), 2, self.pivot)?;
            return Some((Read::point(Point::Month(year, month), Form::MonthYear, true), next));
        }
        let mut last = None;
        if self.is_range(next) {
            if let Some((until, after)) = self.day_number(next + 1).filter(|(until, _)| *until > day && *until <= 31) {
                (last, next) = (Some((month, until)), after);
            } else if let Some(Kind::Calendar(CalendarWord::Month(until_month))) = self.kind(next + 1)
                && let Some((until, after)) = self.day_number(self.past(next + 2, &['.']))
            {
                (last, next) = (Some((until_month, until)), after);
            }
        }
        self.finish_day(month, day, last, next, Form::MonthFirst)
    }

    /// `15 September 2021` · `9 -16 September 2021` · `28 September - 3 October 2014` · `15-Sep-21`
    pub(super) fn day_first(&self, i: usize, value: u32) -> Option<(Read, usize)> {
        let day = i8::try_from(value).ok().filter(|day| (1..=31).contains(day))?;
        let mut j = i + 1;
        let mut until_day = None;
        if self.is_range(j)
            && let Some((until, after)) = self.day_number(j + 1).filter(|(until, _)| *until > day)
        {
            (until_day, j) = (Some(until), after);
        }
        j = match self.kind(j)? {
            Kind::Mark('-' | '.' | '/') => j + 1,
            Kind::Word if self.word(j).eq_ignore_ascii_case("of") => j + 1,
            _ => j,
        };
        let Kind::Calendar(CalendarWord::Month(month)) = self.kind(j)? else { return None };
        let mut next = self.past(j + 1, &['.']);
        // `12 May 3, 2012`: the number before is not of this date.
        if until_day.is_none()
            && matches!(self.month_first(j, month), Some((read, after)) if after > next + 1 && read.edtf.is_some_and(|edtf| edtf.year().is_some()) && read.form == Form::MonthFirst)
        {
            return None;
        }
        let mut last = until_day.map(|until| (month, until));
        if last.is_none()
            && self.is_range(next)
            && let Some((until, after)) = self.day_number(next + 1)
            && let Some(Kind::Calendar(CalendarWord::Month(until_month))) = self.kind(after)
        {
            (last, next) = (Some((until_month, until)), self.past(after + 1, &['.']));
        }
        self.finish_day(month, day, last, next, Form::DayFirst)
    }

    /// The year of a day whose month is named, from token `next` on; and the day, or the days from it to
    /// `last`.
    fn finish_day(&self, month: i8, day: i8, last: Option<(i8, i8)>, next: usize, form: Form) -> Option<(Read, usize)> {
        let j = self.past(next, &[',', '.', '-', '/']);
        let bracketed = self.is_mark(j, '(');
        let year = self.year(j + usize::from(bracketed), true).filter(|(year, after)| {
            // Two digits are the year only where the field ends behind them, or in `15-Sep-21`.
            !year.short || self.open_after(*after)
        });
        if let Some((year, mut after)) = year {
            if bracketed && self.is_mark(after, ')') {
                after += 1;
            }
            let read = match last {
                None => Read::day(year, month, day, form),
                Some((until_month, until)) => {
                    let first_year = year.value - i16::from(until_month < month);
                    match (Date::new(first_year, month, day), Date::new(year.value, until_month, until)) {
                        (Ok(from), Ok(to)) => Read::between(Point::Day(from), Point::Day(to), form, year.short),
                        _ => Read::fault(Fault::NoSuchDay, form, year.short),
                    }
                }
            };
            return Some((read, after));
        }
        let mut read = Read::month_day(month, day, form)?;
        if let Some((until_month, until)) = last {
            read.edtf = Some(Edtf::Between(Point::MonthDay(month, day), Point::MonthDay(until_month, until)));
        }
        match self.empty_year(next) {
            Some(after) => Some((Read { fault: Some(Fault::YearMissing), ..read }, after)),
            None => Some((read, next)),
        }
    }

    /// `July/August 2004`, from the token behind the second month on.
    fn two_months(&self, next: usize, first: i8, last: i8) -> Option<(Read, usize)> {
        let j = self.past(next, &['.', ',']);
        if let Some((year, after)) = self.year(j, false) {
            let first_year = year.value - i16::from(last < first);
            let (from, to) = (Point::Month(first_year, first), Point::Month(year.value, last));
            return Some((Read::between(from, to, Form::MonthYear, year.short), after));
        }
        Some((Read { yearless: Some(Yearless::Months(first, last)), ..Read::none() }, next))
    }

    /// `Spring 2006` · `Winter 94/95` · `Fall/Winter 2012`
    pub(super) fn season(&self, i: usize, season: Season) -> Option<(Read, usize)> {
        let mut j = i + 1;
        let mut last = None;
        if self.is_range(j)
            && let Some(Kind::Calendar(CalendarWord::Season(until))) = self.kind(j + 1)
        {
            (last, j) = (Some(until), j + 2);
        }
        j = self.past(j, &[',', '-']);
        if matches!(self.kind(j), Some(Kind::Word)) && self.word(j).eq_ignore_ascii_case("of") {
            j += 1;
        }
        let Some((year, mut next)) = self.year(j, true) else {
            let alone = self.open_before(i) && self.open_after(i + 1);
            return alone.then(|| (Read { yearless: Some(Yearless::Season(season)), ..Read::none() }, i + 1));
        };
        if let (Some(Kind::Mark('-' | '/')), Some(Kind::Number { digits: 2 | 4, .. })) =
            (self.kind(next), self.kind(next + 1))
        {
            next += 2;
        }
        let sure = !year.short || self.open_after(next);
        let first = Point::Season(year.value, season);
        let read = match last.filter(|until| *until > season) {
            Some(until) => Read::between(first, Point::Season(year.value, until), Form::Season, year.short),
            None => Read::point(first, Form::Season, year.short),
        };
        sure.then_some((read, next))
    }

    /// `n.d.` · `n/d` · `ND` · `No Date` · `no date given` · `undated`
    pub(super) fn no_date(&self, i: usize) -> Option<(Read, usize)> {
        let word = self.word(i);
        let next = if word.eq_ignore_ascii_case("n") && matches!(self.kind(i + 1), Some(Kind::Mark('.' | '/'))) {
            let d = i + 2;
            if self.kind(d)? != Kind::Word || !self.word(d).eq_ignore_ascii_case("d") {
                return None;
            }
            if self.is_mark(d + 1, '.') && !self.tokens[d + 1].spaced { d + 2 } else { d + 1 }
        } else if word.eq_ignore_ascii_case("no")
            && self.kind(i + 1) == Some(Kind::Word)
            && self.word(i + 1).eq_ignore_ascii_case("date")
        {
            let is_said = self.kind(i + 2) == Some(Kind::Word)
                && ["given", "listed", "found"].iter().any(|said| self.word(i + 2).eq_ignore_ascii_case(said));
            if is_said { i + 3 } else { i + 2 }
        } else if (word == "ND" || word.eq_ignore_ascii_case("undated")) && self.open_after(i + 1) {
            i + 1
        } else {
            return None;
        };
        Some((Read::none(), next))
    }
}
