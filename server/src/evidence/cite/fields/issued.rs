//! The date of publication.
//!
//! Of the dates that are no access dates, the one wins that says most, stands as a field of its own, and agrees with the
//! short cite's year. What it lacks is completed from the short cite or from a year that stands apart, and is marked
//! as inferred.

use jiff::civil::Date;

use super::short_cite::FoundShortCite;
use super::signals::{Candidate, Choice, ISSUED, Signal, Signals};
use crate::evidence::cite::ShortYear;
use crate::evidence::cite::lex::Tokens;
use crate::evidence::cite::lex::locator::LocatorKind;
use crate::evidence::cite::lex::word::Letters;
use crate::evidence::date::parse::{Found, Yearless};
use crate::evidence::date::{CiteDate, Edtf, Fault, Form, Point};
use crate::text::Span;

/// The date of publication, and what it was chosen from. `accessed` are the access dates, by index.
pub(crate) fn issued(
    text: &str,
    tokens: &Tokens,
    accessed: &[(usize, Span)],
    short: Option<&FoundShortCite>,
) -> (Option<CiteDate>, Choice) {
    let short_year = short.and_then(|short| short.cite.year.as_ref());
    let year = match short_year.map(|year| year.value) {
        Some(ShortYear::Year(year)) => Some(year),
        _ => None,
    };
    let is_open = |at: usize, found: &Found| {
        !accessed.iter().any(|(date, _)| *date == at)
            && !short.is_some_and(|short| short.taken.iter().any(|taken| taken.overlaps(found.date.span)))
    };
    let open: Vec<&Found> =
        tokens.dates.iter().enumerate().filter(|(at, found)| is_open(*at, found)).map(|(_, found)| found).collect();
    let apart = year_apart(text, &open)
        .or(year)
        .or_else(|| open.iter().filter(|found| found.alone).find_map(|found| year_of(found)));
    let mut choice = Choice::new(ISSUED);
    for (index, found) in open.iter().enumerate() {
        if !is_cutters(text, tokens, found, &open) && !is_pages(text, tokens, found) {
            choice.offer(Candidate {
                span: found.date.span,
                signals: signals(text, tokens, found, &open, year, apart),
                index,
            });
        }
    }
    let from_short = || short.and_then(|short| from_short(text, short));
    let Some(best) = choice.chosen.and_then(|chosen| open.get(chosen.index)) else { return (from_short(), choice) };
    let reason =
        if apart == year { "the year is the short cite’s" } else { "the year stands apart from month and day" };
    let mut date = complete(best, apart, reason);
    if let (Some(Edtf::At(Point::Year(year))), Some(ShortYear::MonthDay(month, day))) =
        (date.edtf, short_year.map(|year| year.value))
        && let Ok(day) = Date::new(year, month, day)
    {
        date.edtf = Some(Edtf::At(Point::Day(day)));
        date.inferred = Some("month and day are the short cite’s".to_owned());
    }
    // `Oakes 6-10 (…, June 2020`
    if let (Some(Edtf::At(Point::Month(year, month))), Some(ShortYear::MonthDay(same, day))) =
        (date.edtf, short_year.map(|year| year.value))
        && best.alone
        && month == same
        && let Ok(day) = Date::new(year, month, day)
    {
        date.edtf = Some(Edtf::At(Point::Day(day)));
        date.inferred = Some("the day is the short cite’s".to_owned());
    }
    // "No date" against a year of the short cite says nothing.
    let says_nothing = date.edtf.is_none() && date.fault.is_none() && short_year.is_some();
    (if says_nothing { from_short() } else { Some(date) }, choice)
}

/// Whether a date is the cutter's own: the last thing before the initials, and years after the date that
/// stands for the source (`pg. 11-12, 2007. 11/21/17 MB`).
fn is_cutters(text: &str, tokens: &Tokens, date: &Found, open: &[&Found]) -> bool {
    let last = tokens.initials.is_some_and(|initials| {
        date.date.span.end <= initials.start && text[date.date.span.end..initials.start].trim().is_empty()
    });
    let year = |found: &Found| found.date.edtf.and_then(Edtf::year);
    last && year(date).is_some_and(|cut| {
        open.iter().any(|found| {
            found.alone && found.date.span.end <= date.date.span.start && year(found).is_some_and(|year| year + 1 < cut)
        })
    })
}

/// Whether a month and day are a row of pages: at once after the title, with a journal's volume to come
/// (`“Title” 5-7, Decolonization vol 1`).
fn is_pages(text: &str, tokens: &Tokens, found: &Found) -> bool {
    let date = &found.date;
    let short = matches!(date.edtf, Some(Edtf::At(Point::MonthDay(..)))) && date.form == Form::Dashes;
    short
        && text[..date.span.start].trim_end().ends_with(['”', '"'])
        && tokens
            .locators
            .iter()
            .any(|located| located.kind == LocatorKind::Volume && located.span.start > date.span.end)
}

/// The year of the full cite, if it is the only one that is a field between two separators: what a month without a year
/// is completed with (`…, 2016. “Locks,” Harbor Forum, June`). A year in brackets is rather a degree’s or a book’s.
fn year_apart(text: &str, open: &[&Found]) -> Option<i16> {
    let mut years = open
        .iter()
        .filter(|found| found.alone && !is_in_brackets(text, found.date.span))
        .filter_map(|found| year_of(found));
    let year = years.next()?;
    years.all(|other| other == year).then_some(year)
}

/// Whether the bracket that closes after `span`, with nothing between them, is a round one: `(1968)`,
/// `(Harbor Press, 2014)`.
fn is_in_brackets(text: &str, span: Span) -> bool {
    let before = &text[..span.start];
    text[span.end..].trim_start().starts_with(')') && before.rfind('(') > before.rfind(')')
}

fn year_of(found: &Found) -> Option<i16> {
    match found.date.edtf {
        Some(Edtf::At(Point::Year(year))) => Some(year),
        _ => None,
    }
}

/// What speaks for a date. `short_year` is the short cite's, `apart` a year that could complete it.
fn signals(
    text: &str,
    tokens: &Tokens,
    found: &Found,
    open: &[&Found],
    short_year: Option<i16>,
    apart: Option<i16>,
) -> Signals {
    let mut signals = Signals::default();
    let date = &found.date;
    let exactness = exactness(found, apart);
    if let Some(exactness) = exactness {
        signals.add(exactness, true);
    }
    let only_year = date.edtf.is_some() && matches!(exactness, Some(Signal::DateYear | Signal::DateYears));
    signals.add(Signal::DateAlone, found.alone);
    signals.add(Signal::DateYearsAlone, found.alone && exactness == Some(Signal::DateYears));
    signals.add(Signal::DateYearInWords, !found.alone && only_year);
    signals.add(Signal::DateOfAuthor, only_year && is_of_author(text, tokens, found, open));
    if let Some(agreement) = agreement(text, found, short_year, only_year) {
        signals.add(agreement, true);
    }
    if let Some(word) = word_before(text, tokens, date.span.start, only_year) {
        signals.add(word, true);
    }
    signals
}

fn exactness(found: &Found, apart: Option<i16>) -> Option<Signal> {
    Some(match (found.date.edtf, found.date.fault) {
        (None, Some(Fault::NoSuchDay)) => Signal::DateNoSuchDay,
        (Some(Edtf::At(Point::Day(_)) | Edtf::Between(Point::Day(_), _)), _) => Signal::DateDay,
        (Some(Edtf::At(Point::MonthDay(..)) | Edtf::Between(Point::MonthDay(..), _)), _) if apart.is_some() => {
            Signal::DateMonthDayCompleted
        }
        (Some(Edtf::At(Point::MonthDay(..)) | Edtf::Between(Point::MonthDay(..), _)), _) => Signal::DateMonthDay,
        (
            Some(
                Edtf::At(Point::Month(..) | Point::Season(..)) | Edtf::Between(Point::Month(..) | Point::Season(..), _),
            ),
            _,
        ) => Signal::DateMonth,
        (Some(Edtf::At(Point::Year(_))), _) => Signal::DateYear,
        (Some(Edtf::Between(..)), _) => Signal::DateYears,
        (None, _) if found.yearless.is_some() => return apart.map(|_| Signal::DateMonthCompleted),
        (None, _) => Signal::DateNone,
    })
}

/// Whether a year in brackets is the author’s degree or book, since it is before the quoted title, and a date is after
/// it: `She is the author of Locks (Harbor Press, 2014). “Tides,” Harbor Forum, 2017`.
fn is_of_author(text: &str, tokens: &Tokens, found: &Found, open: &[&Found]) -> bool {
    is_in_brackets(text, found.date.span)
        && tokens.quotations.iter().any(|quotation| {
            found.date.span.end <= quotation.outer.start
                && open.iter().any(|other| other.alone && quotation.outer.end <= other.date.span.start)
        })
}

fn agreement(text: &str, found: &Found, short_year: Option<i16>, only_year: bool) -> Option<Signal> {
    let date = &found.date;
    let short = short_year?;
    match date.edtf.and_then(Edtf::year) {
        Some(year) if short == year => Some(Signal::DateAgrees),
        // It will get the short cite's year.
        None if date.fault != Some(Fault::NoSuchDay) && date.form != Form::None || found.yearless.is_some() => {
            Some(Signal::DateAgrees)
        }
        Some(_) if only_year => Some(Signal::DateOtherYear),
        // Volumes, pages and the years of a life: a year far from the short cite’s needs a clear date.
        Some(year) if (short - year).abs() > 1 && !is_clear(text, found) => Some(Signal::DateFarYear),
        Some(_) => Some(Signal::DateDayOfOtherYear),
        None => None,
    }
}

/// Whether a date can be nothing else: a whole day, or as a field of its own a season, or a month with a
/// whole year. `11-xx-18` is written as a whole day.
fn is_clear(text: &str, found: &Found) -> bool {
    let is_left_open = || found.date.span.of(text).contains(['x', 'X']);
    match found.date.form {
        Form::MonthYear if is_left_open() => true,
        Form::MonthYear => found.alone && !found.date.short_year,
        Form::Season => found.alone,
        Form::Iso => matches!(found.date.edtf, Some(Edtf::At(Point::Day(_)))),
        _ => true,
    }
}

/// What the word before a date says of it.
fn word_before(text: &str, tokens: &Tokens, date: usize, only_year: bool) -> Option<Signal> {
    let index = tokens.words.partition_point(|word| word.span.end <= date);
    let word = tokens.words[index.checked_sub(1)?];
    if !text[word.span.end..date].chars().all(|c| c.is_whitespace() || matches!(c, ':' | ',')) {
        return None;
    }
    let is = |words: &[&str]| words.iter().any(|known| word.is(text, known));
    // `early 2019` as a field of its own
    let begins = text[..word.span.start].trim_end().ends_with([',', ';', '(', '[', '|', '.']);
    if is(&["early", "late", "mid"]) && begins {
        return None;
    }
    if is(&["updated", "modified", "revised", "edited", "reviewed"]) {
        Some(Signal::DateAfterUpdated)
    } else if is(&["published", "posted", "written", "released", "issued", "dated", "date"]) {
        Some(Signal::DateAfterPublished)
    } else if is(&[
        "since", "from", "in", "until", "till", "between", "through", "during", "class", "to", "of", "early", "late",
        "after", "before", "born", "around", "and", "the", "fall", "by",
    ]) && word.letters == Letters::Small
    {
        Some(if only_year { Signal::DateYearAfterSmallWord } else { Signal::DateAfterSmallWord })
    } else {
        None
    }
}

/// `found` with the year that it lacks.
fn complete(found: &Found, year: Option<i16>, reason: &str) -> CiteDate {
    let mut date = found.date.clone();
    let Some(year) = year else { return date };
    let point = |point: Point| match point {
        Point::MonthDay(month, day) => Date::new(year, month, day).ok().map(Point::Day),
        other => Some(other),
    };
    let value = match (date.edtf, found.yearless) {
        (Some(Edtf::At(at @ Point::MonthDay(..))), _) => point(at).map(Edtf::At),
        (Some(Edtf::Between(from @ Point::MonthDay(..), to)), _) => {
            point(from).zip(point(to)).map(|(from, to)| Edtf::Between(from, to))
        }
        (None, Some(Yearless::Season(season))) => Some(Edtf::At(Point::Season(year, season))),
        (None, Some(Yearless::Months(first, last))) if first == last => Some(Edtf::At(Point::Month(year, first))),
        (None, Some(Yearless::Months(first, last))) => {
            let first_year = year - i16::from(last < first);
            Some(Edtf::Between(Point::Month(first_year, first), Point::Month(year, last)))
        }
        _ => None,
    };
    if let Some(value) = value {
        date.edtf = Some(value);
        date.inferred = Some(reason.to_owned());
        date.fault = None;
        match found.yearless {
            Some(Yearless::Months(..)) => date.form = Form::MonthYear,
            Some(Yearless::Season(_)) => date.form = Form::Season,
            None => {}
        }
    }
    date
}

/// The year `first`, which is typed at `span`, or where that is two, `19-20`, all from the first to the last.
fn years(text: &str, span: Span, first: i16) -> Edtf {
    let last = span.of(text).split_once(['-', '–', '/']).and_then(|(_, last)| last.parse::<i16>().ok());
    let last = last.map(|last| if last < 100 { first / 100 * 100 + last } else { last }).filter(|last| *last > first);
    last.map_or(Edtf::At(Point::Year(first)), |last| Edtf::Between(Point::Year(first), Point::Year(last)))
}

/// The short cite's own date.
fn from_short(text: &str, short: &FoundShortCite) -> Option<CiteDate> {
    let year = short.cite.year.as_ref()?;
    let (edtf, form) = match year.value {
        ShortYear::Year(value) => (Some(years(text, year.span, value)), Form::Year),
        ShortYear::MonthDay(month, day) => (Some(Edtf::At(Point::MonthDay(month, day))), Form::Slashes),
        ShortYear::NoDate => (None, Form::None),
    };
    Some(CiteDate {
        span: year.span,
        edtf,
        form,
        fault: None,
        short_year: short.short_year,
        ambiguous: false,
        inferred: None,
    })
}
