//! Finds the dates in a text, in every form of [`Form`].
//!
//! Each stretch is tried once from its first token, with a lookahead of at most some twelve tokens, so the
//! work grows with the text alone. What a date is *for* (published, accessed, a post once held) is not
//! known here.

use jiff::civil::Date;

use super::calendar::CalendarWord;
use super::tokens::{Kind, Token, tokens};
use super::{CiteDate, Edtf, Fault, Form, Point, Season};
use crate::text::Span;

/// A date, and how it stands.
#[derive(Clone, Debug)]
pub(in crate::evidence) struct Found {
    /// The date. Without a value where only months or a season are named (see `yearless`).
    pub(in crate::evidence) date: CiteDate,
    /// Whether separators, brackets or quotation marks stand on both sides, as round a field of a cite.
    pub(in crate::evidence) alone: bool,
    /// What is named without a year and could be completed with one: `May/June`, `Summer`.
    pub(in crate::evidence) yearless: Option<Yearless>,
}

/// A stretch of some year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::evidence) enum Yearless {
    /// A month, or from one to another.
    Months(i8, i8),
    /// A season.
    Season(Season),
}

/// All dates of `text` within `span`, in order. Dates inside links are not read.
///
/// Two-digit years up to `pivot` are 20xx, the others 19xx.
pub fn dates_in(text: &str, span: Span, pivot: u8) -> Vec<CiteDate> {
    found_in(text, span, pivot).into_iter().filter(|found| found.yearless.is_none()).map(|found| found.date).collect()
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
pub(super) struct Read {
    pub(super) edtf: Option<Edtf>,
    pub(super) form: Form,
    pub(super) fault: Option<Fault>,
    pub(super) short_year: bool,
    pub(super) ambiguous: bool,
    pub(super) yearless: Option<Yearless>,
}

impl Read {
    pub(super) fn point(point: Point, form: Form, short_year: bool) -> Self {
        Self { edtf: Some(Edtf::At(point)), form, fault: None, short_year, ambiguous: false, yearless: None }
    }

    pub(super) fn between(from: Point, to: Point, form: Form, short_year: bool) -> Self {
        Self { edtf: Some(Edtf::Between(from, to)), ..Self::point(from, form, short_year) }
    }

    pub(super) fn fault(fault: Fault, form: Form, short_year: bool) -> Self {
        Self { edtf: None, form, fault: Some(fault), short_year, ambiguous: false, yearless: None }
    }

    pub(super) fn none() -> Self {
        Self { edtf: None, form: Form::None, fault: None, short_year: false, ambiguous: false, yearless: None }
    }

    /// A day, or that there is none such.
    pub(super) fn day(year: Year, month: i8, day: i8, form: Form) -> Self {
        match Date::new(year.value, month, day) {
            Ok(date) => Self::point(Point::Day(date), form, year.short),
            Err(_) => Self::fault(Fault::NoSuchDay, form, year.short),
        }
    }

    /// A month and day whose year is not given.
    pub(super) fn month_day(month: i8, day: i8, form: Form) -> Option<Self> {
        // 2020 has a 29th of February.
        Date::new(2020, month, day).ok().map(|_| Self::point(Point::MonthDay(month, day), form, false))
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Year {
    pub(super) value: i16,
    /// Written with one or two digits.
    pub(super) short: bool,
}

pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) pivot: u8,
}

impl Reader<'_> {
    fn found(&self, start: usize, next: usize, read: Read) -> Found {
        let span = self.tokens[start].span.join(self.tokens[next - 1].span);
        let Read { edtf, form, fault, short_year, ambiguous, yearless } = read;
        let date = CiteDate { span, edtf, form, fault, short_year, ambiguous, inferred: None };
        Found { date, alone: self.open_before(start) && self.open_after(next), yearless }
    }

    /// The date that begins with token `i`, and the token behind it.
    fn date_at(&self, i: usize) -> Option<(Read, usize)> {
        match self.kind(i)? {
            Kind::Calendar(CalendarWord::Weekday) => {
                let j = self.past(i + 1, &[',', '.']);
                matches!(self.kind(j)?, Kind::Number { .. } | Kind::Calendar(CalendarWord::Month(_)))
                    .then(|| self.date_at(j))
                    .flatten()
                    .filter(|(read, _)| read.yearless.is_none())
            }
            Kind::Calendar(CalendarWord::Month(month)) => self.month_first(i, month),
            Kind::Calendar(CalendarWord::Season(season)) => self.season(i, season),
            Kind::Number { .. } if self.is_locator(i) || self.continues_number(i) => None,
            Kind::Number { digits: 4, .. } => self.year_first(i),
            Kind::Number { value, digits: 1..=2 } => {
                self.day_first(i, value).or_else(|| self.numeric(i, value)).or_else(|| self.left_open(i))
            }
            Kind::Number { .. } => None,
            Kind::Mark('\'') if !self.touches_word_before(i) => {
                let (year, next) = self.year(i, true)?;
                self.open_after(next).then(|| (Read::point(Point::Year(year.value), Form::Year, true), next))
            }
            Kind::Mark(_) => None,
            Kind::Word => self.no_date(i).or_else(|| self.left_open(i)),
        }
    }

    /// A year at token `i`, and the token behind it: four digits, `’21`, or where `bare`, two digits.
    pub(super) fn year(&self, i: usize, bare: bool) -> Option<(Year, usize)> {
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
    pub(super) fn day_number(&self, i: usize) -> Option<(i8, usize)> {
        match self.kind(i)? {
            Kind::Number { value, digits: 1..=2 } => Some((i8::try_from(value).ok()?, i + 1)),
            _ => None,
        }
    }

    /// The token behind `, ,` at `i`: a year's place that was left empty. The second comma is not part of it.
    pub(super) fn empty_year(&self, i: usize) -> Option<usize> {
        (self.is_mark(i, ',') && self.is_mark(i + 1, ',')).then_some(i)
    }

    pub(super) fn kind(&self, i: usize) -> Option<Kind> {
        self.tokens.get(i).map(|token| token.kind)
    }

    pub(super) fn word(&self, i: usize) -> &str {
        self.tokens[i].span.of(self.text)
    }

    pub(super) fn is_mark(&self, i: usize, mark: char) -> bool {
        self.kind(i) == Some(Kind::Mark(mark))
    }

    pub(super) fn is_number(&self, i: usize) -> bool {
        matches!(self.kind(i), Some(Kind::Number { .. }))
    }

    /// Whether token `i` joins two ends of a stretch of time: `-`, `/`, `&`, `and`, `to`.
    pub(super) fn is_range(&self, i: usize) -> bool {
        match self.kind(i) {
            Some(Kind::Mark('-' | '/' | '&')) => true,
            Some(Kind::Word) => ["and", "to"].iter().any(|word| self.word(i).eq_ignore_ascii_case(word)),
            _ => false,
        }
    }

    /// The first token from `i` on, at most two further, that is none of `marks`.
    pub(super) fn past(&self, i: usize, marks: &[char]) -> usize {
        let skip = |i: usize| matches!(self.kind(i), Some(Kind::Mark(mark)) if marks.contains(&mark));
        (i..i + 2).find(|&i| !skip(i)).unwrap_or(i + 2)
    }

    /// Whether a field of a cite may begin at token `i`.
    pub(super) fn open_before(&self, i: usize) -> bool {
        i == 0 || matches!(self.tokens[i - 1].kind, Kind::Mark(mark) if ",;.:|()[]{}-/\"*\n#<>!?".contains(mark))
    }

    /// Whether a field of a cite may end before token `i`.
    pub(super) fn open_after(&self, i: usize) -> bool {
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
    pub(super) fn continues_number(&self, i: usize) -> bool {
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
                const LOCATORS: [&str; 24] = [
                    "numbers", "issues", "p", "pp", "pg", "pgs", "page", "pages", "vol", "volume", "vols", "no", "nos",
                    "iss", "issue", "number", "num", "ch", "chapter", "sec", "section", "isbn", "issn", "id",
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
