//! Dates of numbers alone, and those that begin with the year.

use super::calendar::CalendarWord;
use super::parse::{Read, Reader, Year, Yearless};
use super::tokens::Kind;
use super::{Edtf, Fault, Form, Point, full_year};

impl Reader<'_> {
    /// `9-15-21` · `9/15/2021` · `9-15, 21` · `9-1, ,` · `11-2014` · `8/4`
    pub(super) fn numeric(&self, i: usize, first: u32) -> Option<(Read, usize)> {
        let Kind::Mark(mark @ ('-' | '/' | '.')) = self.kind(i + 1)? else { return None };
        let Kind::Number { value: second, digits } = self.kind(i + 2)? else { return None };
        if mark == '.' && (self.tokens[i + 1].spaced || self.tokens[i + 2].spaced) {
            return None;
        }
        let form = match mark {
            '-' => Form::Dashes,
            '/' => Form::Slashes,
            _ => Form::Dots,
        };
        if digits == 4 {
            let year = full_year(second, 4, self.pivot)?;
            let month = i8::try_from(first).ok().filter(|month| (1..=12).contains(month))?;
            let ends = !matches!(self.kind(i + 3), Some(Kind::Mark('-' | '/'))) || !self.is_number(i + 4);
            return ends.then(|| (Read::point(Point::Month(year, month), Form::MonthYear, false), i + 3));
        }
        if digits > 2 {
            return None;
        }
        if let Some(Kind::Mark(again @ ('-' | '/' | '.'))) = self.kind(i + 3)
            && (again == mark || (again != '.' && mark != '.'))
            && let Some(Kind::Number { value, digits }) = self.kind(i + 4)
            && !(again == '.' && self.tokens[i + 4].spaced)
        {
            let ends = !matches!(self.kind(i + 5), Some(Kind::Mark('-' | '/')))
                || !self.is_number(i + 6)
                || self.tokens[i + 6].spaced;
            let year = full_year(value, digits, self.pivot).filter(|_| ends && (form != Form::Dots || digits != 1))?;
            return Some((self.day(first, second, Year { value: year, short: digits < 4 }, form)?, i + 5));
        }
        if mark == '.' {
            return None;
        }
        let (month, day) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
        let comma = self.is_mark(i + 3, ',');
        let j = i + 3 + usize::from(comma || self.is_mark(i + 3, '('));
        if let Some((year, next)) = self.year(j, true)
            && (if year.short { comma && self.open_after(next) } else { self.open_after(next) })
            && let Some(read) = self.day(first, second, year, form)
        {
            return Some((read, next));
        }
        let read = Read::month_day(month, day, form)?;
        if let Some(after) = self.empty_year(i + 3) {
            return Some((Read { fault: Some(Fault::YearMissing), ..read }, after));
        }
        // A bare pair of numbers is a date only as a field of its own (`24-7`, `9/11 attacks`).
        // `Hartocollis 8/4`, `Singer ‘9/9`
        let named =
            i.checked_sub(1).is_some_and(|before| matches!(self.tokens[before].kind, Kind::Word | Kind::Mark('\'')));
        ((self.open_before(i) || named) && self.open_after(i + 3)).then_some((read, i + 3))
    }

    /// `6/xx/23` · `xx-xx-2017` · `XX/21`: the day, and maybe the month, are left open.
    pub(super) fn left_open(&self, i: usize) -> Option<(Read, usize)> {
        let is_open = |i: usize| self.kind(i) == Some(Kind::Word) && self.word(i).eq_ignore_ascii_case("xx");
        let joined = |i: usize| self.is_mark(i, '-') || self.is_mark(i, '/');
        let month = self.day_number(i).map(|(month, _)| month);
        let month_fits = is_open(i) || month.is_some_and(|month| (1..=12).contains(&month));
        if !month_fits || !joined(i + 1) || !is_open(i + 2) || !joined(i + 3) {
            return None;
        }
        let (year, next) = self.year(i + 4, true).filter(|(_, next)| self.open_after(*next))?;
        Some(match month {
            Some(month) => (Read::point(Point::Month(year.value, month), Form::MonthYear, year.short), next),
            None => (Read::point(Point::Year(year.value), Form::Year, year.short), next),
        })
    }

    /// A day from three numbers: month first, unless the first number is over 12.
    fn day(&self, first: u32, second: u32, year: Year, form: Form) -> Option<Read> {
        let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
        if first == 0 && second == 0 {
            return Some(Read::fault(Fault::NoSuchDay, form, year.short));
        }
        let (month, day) = if first > 12 && second <= 12 { (second, first) } else { (first, second) };
        let mut read = Read::day(year, month, day, form);
        read.ambiguous = read.fault.is_none() && first <= 12 && second <= 12 && first != second;
        Some(read)
    }

    /// `2021-09-15` · `2021, September 15` · `2012-13` · `1998-2000` · `2013`
    pub(super) fn year_first(&self, i: usize) -> Option<(Read, usize)> {
        let (year, next) = self.year(i, false)?;
        if let Some(Kind::Mark(mark @ ('-' | '/' | '.'))) = self.kind(next)
            && let Some(Kind::Number { value, digits }) = self.kind(next + 1)
            && !(mark == '.' && self.tokens[next + 1].spaced)
        {
            if digits <= 2
                && matches!(self.kind(next + 2), Some(Kind::Mark('-' | '/' | '.')))
                && let Some(Kind::Number { value: day, digits: 1..=2 }) = self.kind(next + 3)
                && !self.tokens[next + 3].spaced
            {
                return Some((
                    Read::day(year, i8::try_from(value).ok()?, i8::try_from(day).ok()?, Form::Iso),
                    next + 4,
                ));
            }
            return self.year_pair(year, value, digits, next);
        }
        let j = next + usize::from(self.is_mark(next, ',') || self.is_mark(next, '('));
        match self.kind(j) {
            Some(Kind::Calendar(CalendarWord::Month(month))) => {
                if let Some((read, after)) = self.month_first(j, month) {
                    let value = match read.edtf {
                        Some(Edtf::At(Point::MonthDay(month, day))) => {
                            Some(Read::day(year, month, day, Form::MonthFirst))
                        }
                        None if read.yearless == Some(Yearless::Months(month, month)) => {
                            Some(Read::point(Point::Month(year.value, month), Form::MonthYear, false))
                        }
                        _ => None,
                    };
                    if let Some(value) = value {
                        let closed = self.is_mark(next, '(') && self.is_mark(after, ')');
                        return Some((value, after + usize::from(closed)));
                    }
                }
            }
            Some(Kind::Calendar(CalendarWord::Season(season)))
                if self.year(j + 1, true).is_none() && self.open_after(j + 1) =>
            {
                return Some((Read::point(Point::Season(year.value, season), Form::Season, false), j + 1));
            }
            _ => {}
        }
        let plausible = (1500..2100).contains(&year.value);
        plausible.then(|| (Read::point(Point::Year(year.value), Form::Year, false), next))
    }

    /// Two numbers of which the first is a year: `1998-2000`, `2012-13`, `2014-07`.
    fn year_pair(&self, year: Year, value: u32, digits: u8, dash: usize) -> Option<(Read, usize)> {
        let year_alone = Some((Read::point(Point::Year(year.value), Form::Year, false), dash));
        let goes_on = matches!(self.kind(dash + 2), Some(Kind::Mark('-' | '/'))) && self.is_number(dash + 3);
        if self.tokens[dash].spaced != self.tokens[dash + 1].spaced || goes_on {
            return year_alone;
        }
        let last = match digits {
            4 => i16::try_from(value).ok(),
            // `1983-6`
            1 => i16::try_from(value).ok().map(|value| year.value / 10 * 10 + value),
            2 => i16::try_from(value).ok().map(|value| year.value / 100 * 100 + value),
            _ => None,
        };
        let month = i8::try_from(value).ok().filter(|month| (1..=12).contains(month) && digits == 2);
        match (last, month) {
            (Some(last), month) if last > year.value && (month.is_none() || last == year.value + 1) && last < 2200 => {
                Some((Read::between(Point::Year(year.value), Point::Year(last), Form::Year, false), dash + 2))
            }
            (_, Some(month)) => Some((Read::point(Point::Month(year.value, month), Form::Iso, false), dash + 2)),
            _ => year_alone,
        }
    }
}
