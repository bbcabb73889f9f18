//! Finding the dates in a text and reading them, in every form of [`Form`].
//!
//! Each stretch is tried once from its first token, with a lookahead of at most some twelve tokens, so the
//! work grows with the text alone. What a date is *for* (published, accessed, a post once held) is not
//! known here.

use jiff::civil::Date;

use super::tokens::{Kind, Token, tokens};
use super::{CiteDate, Edtf, Fault, Form, Point, Season};
use crate::evidence::gazetteer::CalendarWord;
use crate::text::Span;

/// A date, and how it stands.
#[derive(Clone, Debug)]
pub(in crate::evidence) struct Found {
    /// The date. Without a value where only a month is named (see `months`).
    pub(in crate::evidence) date: CiteDate,
    /// Whether separators, brackets or quotation marks stand on both sides, as round a field of a cite.
    pub(in crate::evidence) alone: bool,
    /// A month or two, named without a year: `May/June`.
    pub(in crate::evidence) months: Option<(i8, i8)>,
}

/// All dates of `text` within `span`, in order. Dates inside links are not read.
///
/// Two-digit years up to `pivot` are 20xx, the others 19xx.
pub fn dates_in(text: &str, span: Span, pivot: u8) -> Vec<CiteDate> {
    found_in(text, span, pivot).into_iter().filter(|found| found.months.is_none()).map(|found| found.date).collect()
}

/// As [`dates_in`], with how each date stands, and with months that lack a year.
pub(in crate::evidence) fn found_in(text: &str, span: Span, pivot: u8) -> Vec<Found> {
    let tokens = tokens(text, span);
    let reader = Reader { text, tokens: &tokens, pivot };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.date_at(at) {
            Some((read, next)) => {
                found.push(reader.found(at, next, read));
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// A two-digit year in full: up to `pivot` in the 2000s, above it in the 1900s. A year with one digit is of
/// the 2000s (`Utgoff 2`).
pub fn full_year(value: u32, digits: u8, pivot: u8) -> Option<i16> {
    let year = match digits {
        1 => 2000 + value,
        2 if value <= u32::from(pivot) => 2000 + value,
        2 => 1900 + value,
        4 => value,
        _ => return None,
    };
    i16::try_from(year).ok().filter(|year| (1000..2200).contains(year))
}

/// What was read, before it has a place.
#[derive(Clone, Copy, Debug)]
struct Read {
    edtf: Option<Edtf>,
    form: Form,
    fault: Option<Fault>,
    short_year: bool,
    ambiguous: bool,
    months: Option<(i8, i8)>,
}

impl Read {
    fn point(point: Point, form: Form, short_year: bool) -> Self {
        Self { edtf: Some(Edtf::At(point)), form, fault: None, short_year, ambiguous: false, months: None }
    }

    fn between(from: Point, to: Point, form: Form, short_year: bool) -> Self {
        Self { edtf: Some(Edtf::Between(from, to)), ..Self::point(from, form, short_year) }
    }

    fn fault(fault: Fault, form: Form, short_year: bool) -> Self {
        Self { edtf: None, form, fault: Some(fault), short_year, ambiguous: false, months: None }
    }

    fn none() -> Self {
        Self { edtf: None, form: Form::None, fault: None, short_year: false, ambiguous: false, months: None }
    }

    /// A day, or that there is none such.
    fn day(year: Year, month: i8, day: i8, form: Form) -> Self {
        match Date::new(year.value, month, day) {
            Ok(date) => Self::point(Point::Day(date), form, year.short),
            Err(_) => Self::fault(Fault::NoSuchDay, form, year.short),
        }
    }

    /// A month and day whose year is not given.
    fn month_day(month: i8, day: i8, form: Form) -> Option<Self> {
        // 2020 has a 29th of February.
        Date::new(2020, month, day).ok().map(|_| Self::point(Point::MonthDay(month, day), form, false))
    }
}

#[derive(Clone, Copy, Debug)]
struct Year {
    value: i16,
    /// Written with one or two digits.
    short: bool,
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    pivot: u8,
}

impl Reader<'_> {
    fn found(&self, start: usize, next: usize, read: Read) -> Found {
        let span = self.tokens[start].span.join(self.tokens[next - 1].span);
        let Read { edtf, form, fault, short_year, ambiguous, months } = read;
        let date = CiteDate { span, edtf, form, fault, short_year, ambiguous, inferred: None };
        Found { date, alone: self.open_before(start) && self.open_after(next), months }
    }

    /// The date that begins with token `i`, and the token behind it.
    fn date_at(&self, i: usize) -> Option<(Read, usize)> {
        match self.kind(i)? {
            Kind::Calendar(CalendarWord::Weekday) => {
                let j = self.past(i + 1, &[',', '.']);
                matches!(self.kind(j)?, Kind::Number { .. } | Kind::Calendar(CalendarWord::Month(_)))
                    .then(|| self.date_at(j))
                    .flatten()
                    .filter(|(read, _)| read.months.is_none())
            }
            Kind::Calendar(CalendarWord::Month(month)) => self.month_first(i, month),
            Kind::Calendar(CalendarWord::Season(season)) => self.season(i, season),
            Kind::Number { .. } if self.is_locator(i) || self.continues_number(i) => None,
            Kind::Number { digits: 4, .. } => self.year_first(i),
            Kind::Number { value, digits: 1..=2 } => self.day_first(i, value).or_else(|| self.numeric(i, value)),
            Kind::Number { .. } => None,
            Kind::Mark('\'') if !self.touches_word_before(i) => {
                let (year, next) = self.year(i, true)?;
                self.open_after(next).then(|| (Read::point(Point::Year(year.value), Form::Year, true), next))
            }
            Kind::Mark(_) => None,
            Kind::Word => self.no_date(i),
        }
    }

    /// `September 15, 2021` · `September 2021` · `September 9-16, 2021` · `July/August 2004` · `Sep-15-21`
    fn month_first(&self, i: usize, month: i8) -> Option<(Read, usize)> {
        let j = self.past(i + 1, &['.']);
        if self.is_range(j)
            && let Some(Kind::Calendar(CalendarWord::Month(last))) = self.kind(j + 1)
        {
            return self.two_months(i, j + 2, month, last);
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
            return alone.then(|| (Read { months: Some((month, month)), ..Read::none() }, i + 1));
        };
        if day > 31 {
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
    fn day_first(&self, i: usize, value: u32) -> Option<(Read, usize)> {
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
    fn two_months(&self, start: usize, next: usize, first: i8, last: i8) -> Option<(Read, usize)> {
        let j = self.past(next, &['.', ',']);
        if let Some((year, after)) = self.year(j, false) {
            let first_year = year.value - i16::from(last < first);
            let (from, to) = (Point::Month(first_year, first), Point::Month(year.value, last));
            return Some((Read::between(from, to, Form::MonthYear, year.short), after));
        }
        self.open_before(start).then(|| (Read { months: Some((first, last)), ..Read::none() }, next))
    }

    /// `Spring 2006` · `Winter 94/95` · `Fall/Winter 2012`
    fn season(&self, i: usize, season: Season) -> Option<(Read, usize)> {
        let mut j = i + 1;
        if self.is_range(j) && matches!(self.kind(j + 1), Some(Kind::Calendar(CalendarWord::Season(_)))) {
            j += 2;
        }
        j = self.past(j, &[',', '-']);
        if matches!(self.kind(j), Some(Kind::Word)) && self.word(j).eq_ignore_ascii_case("of") {
            j += 1;
        }
        let (year, mut next) = self.year(j, true)?;
        if let (Some(Kind::Mark('-' | '/')), Some(Kind::Number { digits: 2 | 4, .. })) =
            (self.kind(next), self.kind(next + 1))
        {
            next += 2;
        }
        let sure = !year.short || self.open_after(next);
        sure.then(|| (Read::point(Point::Season(year.value, season), Form::Season, year.short), next))
    }

    /// `9-15-21` · `9/15/2021` · `9-15, 21` · `9-1, ,` · `11-2014` · `8/4`
    fn numeric(&self, i: usize, first: u32) -> Option<(Read, usize)> {
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
        let named = i.checked_sub(1).is_some_and(|before| self.tokens[before].kind == Kind::Word);
        ((self.open_before(i) || named) && self.open_after(i + 3)).then_some((read, i + 3))
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
    fn year_first(&self, i: usize) -> Option<(Read, usize)> {
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
                        None if read.months.is_some_and(|(first, last)| first == last) => {
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
            2 => i16::try_from(value).ok().map(|value| year.value / 100 * 100 + value),
            _ => None,
        };
        let month = i8::try_from(value).ok().filter(|month| (1..=12).contains(month) && digits <= 2);
        match (last, month) {
            (Some(last), month) if last > year.value && (month.is_none() || last == year.value + 1) && last < 2200 => {
                Some((Read::between(Point::Year(year.value), Point::Year(last), Form::Year, false), dash + 2))
            }
            (_, Some(month)) => Some((Read::point(Point::Month(year.value, month), Form::Iso, false), dash + 2)),
            _ => year_alone,
        }
    }

    /// `n.d.` · `n/d` · `ND` · `No Date` · `undated`
    fn no_date(&self, i: usize) -> Option<(Read, usize)> {
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
            i + 2
        } else if (word == "ND" || word.eq_ignore_ascii_case("undated")) && self.open_after(i + 1) {
            i + 1
        } else {
            return None;
        };
        Some((Read::none(), next))
    }

    /// A year at token `i`, and the token behind it: four digits, `’21`, or where `bare`, two digits.
    fn year(&self, i: usize, bare: bool) -> Option<(Year, usize)> {
        let (number, marked) = match self.kind(i)? {
            Kind::Mark('\'') if !self.tokens.get(i + 1)?.spaced => (i + 1, true),
            _ => (i, false),
        };
        let Kind::Number { value, digits } = self.kind(number)? else { return None };
        if digits < 4 && !(digits == 2 && (bare || marked)) {
            return None;
        }
        let ordinal = self.tokens[number].span.len() > usize::from(digits) && digits < 4;
        let value = full_year(value, digits, self.pivot).filter(|_| !ordinal)?;
        Some((Year { value, short: digits < 4 }, number + 1))
    }

    /// A number of one or two digits at token `i`, and the token behind it.
    fn day_number(&self, i: usize) -> Option<(i8, usize)> {
        match self.kind(i)? {
            Kind::Number { value, digits: 1..=2 } => Some((i8::try_from(value).ok()?, i + 1)),
            _ => None,
        }
    }

    /// The token behind `, ,` at `i`: a year's place that was left empty. The second comma is not part of it.
    fn empty_year(&self, i: usize) -> Option<usize> {
        (self.is_mark(i, ',') && self.is_mark(i + 1, ',')).then_some(i)
    }

    fn kind(&self, i: usize) -> Option<Kind> {
        self.tokens.get(i).map(|token| token.kind)
    }

    fn word(&self, i: usize) -> &str {
        self.tokens[i].span.of(self.text)
    }

    fn is_mark(&self, i: usize, mark: char) -> bool {
        self.kind(i) == Some(Kind::Mark(mark))
    }

    fn is_number(&self, i: usize) -> bool {
        matches!(self.kind(i), Some(Kind::Number { .. }))
    }

    /// Whether token `i` joins two ends of a stretch of time: `-`, `/`, `&`, `and`, `to`.
    fn is_range(&self, i: usize) -> bool {
        match self.kind(i) {
            Some(Kind::Mark('-' | '/' | '&')) => true,
            Some(Kind::Word) => ["and", "to"].iter().any(|word| self.word(i).eq_ignore_ascii_case(word)),
            _ => false,
        }
    }

    /// The first token from `i` on, at most two further, that is none of `marks`.
    fn past(&self, i: usize, marks: &[char]) -> usize {
        let skip = |i: usize| matches!(self.kind(i), Some(Kind::Mark(mark)) if marks.contains(&mark));
        (i..i + 2).find(|&i| !skip(i)).unwrap_or(i + 2)
    }

    /// Whether a field of a cite may begin at token `i`.
    fn open_before(&self, i: usize) -> bool {
        i == 0 || matches!(self.tokens[i - 1].kind, Kind::Mark(mark) if ",;.:|()[]{}-/\"*\n#<>!?".contains(mark))
    }

    /// Whether a field of a cite may end before token `i`.
    fn open_after(&self, i: usize) -> bool {
        self.tokens.get(i).is_none_or(|token| {
            let digit_follows = self.is_number(i + 1) && !self.tokens[i + 1].spaced && !token.spaced;
            matches!(token.kind, Kind::Mark(mark) if ",;.:|()[]{}\"*\n<>~".contains(mark)
                || ("-/".contains(mark) && !digit_follows))
        })
    }

    fn touches_word_before(&self, i: usize) -> bool {
        !self.tokens[i].spaced && i > 0 && !matches!(self.tokens[i - 1].kind, Kind::Mark(_))
    }

    /// Whether the number at token `i` is the rest of a longer row of numbers: `12` in `3-4-5-12`, `1.2.3`.
    fn continues_number(&self, i: usize) -> bool {
        i >= 2
            && !self.tokens[i].spaced
            && matches!(self.tokens[i - 1].kind, Kind::Mark('-' | '/' | '.' | ':'))
            && !self.tokens[i - 1].spaced
            && self.is_number(i - 2)
    }

    /// Whether the number at token `i` is a page, volume or section.
    fn is_locator(&self, i: usize) -> bool {
        let before = (1..=2).find_map(|back| {
            let token = self.tokens.get(i.checked_sub(back)?)?;
            (!matches!(token.kind, Kind::Mark('.' | ':' | '#'))).then_some(token)
        });
        before.is_some_and(|token| match token.kind {
            Kind::Mark('§' | '$' | '€' | '£') => true,
            Kind::Word => {
                const LOCATORS: [&str; 22] = [
                    "p", "pp", "pg", "pgs", "page", "pages", "vol", "volume", "vols", "no", "nos", "iss", "issue",
                    "number", "num", "ch", "chapter", "sec", "section", "isbn", "issn", "id",
                ];
                let word = token.span.of(self.text);
                LOCATORS.iter().any(|locator| word.eq_ignore_ascii_case(locator))
            }
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests;
