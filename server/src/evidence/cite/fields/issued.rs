//! The date of publication.
//!
//! Of the dates that are no access dates, the one wins that says most, stands as a field of its own, and agrees with the
//! short cite's year. What it lacks is completed from the short cite or from a year that stands apart, and is marked
//! as inferred.

use jiff::civil::Date;

use super::short_cite::FoundShortCite;
use crate::evidence::cite::ShortYear;
use crate::evidence::cite::lex::Tokens;
use crate::evidence::cite::lex::locator::LocatorKind;
use crate::evidence::cite::lex::word::Letters;
use crate::evidence::date::parse::{Found, Yearless};
use crate::evidence::date::{CiteDate, Edtf, Fault, Form, Point};
use crate::text::Span;

/// The date of publication.
pub(crate) fn issued(
    text: &str,
    tokens: &Tokens,
    accessed: &[(usize, Span)],
    short: Option<&FoundShortCite>,
) -> Option<CiteDate> {
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
    let apart = year.or_else(|| open.iter().filter(|found| found.alone).find_map(|found| year_of(found)));
    let mut best: Option<(i32, &Found)> = None;
    let fits = |found: &&&Found| !is_cutters(text, tokens, found, &open) && !is_pages(text, tokens, found);
    for found in open.iter().filter(fits) {
        let score = score(text, tokens, found, year, apart);
        if score > 10 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, found));
        }
    }
    let from_short = || short.and_then(from_short);
    let Some((_, best)) = best else { return from_short() };
    let reason =
        if year.is_some() { "the year is the short cite’s" } else { "the year stands apart from month and day" };
    let mut date = complete(best, apart, reason);
    if let (Some(Edtf::At(Point::Year(year))), Some(ShortYear::MonthDay(month, day))) =
        (date.edtf, short_year.map(|year| year.value))
        && let Ok(day) = Date::new(year, month, day)
    {
        date.edtf = Some(Edtf::At(Point::Day(day)));
        date.inferred = Some("month and day are the short cite’s".to_owned());
    }
    // "No date" against a year of the short cite says nothing.
    if date.edtf.is_none() && date.fault.is_none() && short_year.is_some() { from_short() } else { Some(date) }
}

/// Whether a date is the cutter's own: the last thing before the initials, and years behind the date that
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

/// Whether a month and day are a row of pages: at once behind the title, with a journal's volume to come
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

fn year_of(found: &Found) -> Option<i16> {
    match found.date.edtf {
        Some(Edtf::At(Point::Year(year))) => Some(year),
        _ => None,
    }
}

/// How much speaks for a date. Exactness counts in steps of ten, how it stands in single points.
fn score(text: &str, tokens: &Tokens, found: &Found, short_year: Option<i16>, apart: Option<i16>) -> i32 {
    let date = &found.date;
    let exactness = match (date.edtf, date.fault) {
        (None, Some(Fault::NoSuchDay)) => 35,
        (Some(Edtf::At(Point::Day(_)) | Edtf::Between(Point::Day(_), _)), _) => 40,
        (Some(Edtf::At(Point::MonthDay(..)) | Edtf::Between(Point::MonthDay(..), _)), _) if apart.is_some() => 39,
        (Some(Edtf::At(Point::MonthDay(..)) | Edtf::Between(Point::MonthDay(..), _)), _) => 32,
        (Some(Edtf::At(Point::Month(..) | Point::Season(..)) | Edtf::Between(Point::Month(..), _)), _) => 30,
        (Some(Edtf::At(Point::Year(_))), _) => 20,
        (Some(Edtf::Between(..)), _) => 4,
        (None, _) if found.yearless.is_some() => {
            if apart.is_some() {
                29
            } else {
                0
            }
        }
        (None, _) => 12,
    };
    let only_year = exactness <= 20 && date.edtf.is_some();
    let placed = match (found.alone, only_year) {
        (true, _) => 6,
        (false, true) => -8,
        (false, false) => 0,
    };
    let agrees = match (short_year, date.edtf.and_then(Edtf::year)) {
        (Some(short), Some(year)) if short == year => 12,
        // It will get the short cite's year.
        (Some(_), None)
            if date.fault != Some(Fault::NoSuchDay) && date.form != Form::None || found.yearless.is_some() =>
        {
            12
        }
        (Some(_), Some(_)) if only_year => -12,
        // Volumes, pages and the years of a life: a year far from the short cite’s wants a clear date.
        (Some(short), Some(year)) if (short - year).abs() > 1 && !is_clear(found) => -60,
        (Some(_), Some(_)) => -4,
        _ => 0,
    };
    exactness + placed + agrees + word_before(text, tokens, date.span.start, only_year)
}

/// Whether a date can be nothing else: a whole day, or as a field of its own a season, or a month with a
/// whole year.
fn is_clear(found: &Found) -> bool {
    match found.date.form {
        Form::MonthYear => found.alone && !found.date.short_year,
        Form::Season => found.alone,
        Form::Iso => matches!(found.date.edtf, Some(Edtf::At(Point::Day(_)))),
        _ => true,
    }
}

/// SegmentKind the word before a date says of it.
fn word_before(text: &str, tokens: &Tokens, date: usize, only_year: bool) -> i32 {
    let index = tokens.words.partition_point(|word| word.span.end <= date);
    let Some(word) = index.checked_sub(1).map(|index| tokens.words[index]) else { return 0 };
    if !text[word.span.end..date].chars().all(|c| c.is_whitespace() || matches!(c, ':' | ',')) {
        return 0;
    }
    let is = |words: &[&str]| words.iter().any(|known| word.span.of(text).eq_ignore_ascii_case(known));
    if is(&["updated", "modified", "revised", "edited", "reviewed"]) {
        -8
    } else if is(&["published", "posted", "written", "released", "issued", "dated", "date"]) {
        5
    } else if is(&[
        "since", "from", "in", "until", "till", "between", "through", "during", "class", "to", "of", "early", "late",
        "after", "before", "born", "around", "and", "the", "fall", "by",
    ]) && word.letters == Letters::Small
    {
        if only_year { -14 } else { -6 }
    } else {
        0
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

/// The short cite's own date.
fn from_short(short: &FoundShortCite) -> Option<CiteDate> {
    let year = short.cite.year.as_ref()?;
    let (edtf, form) = match year.value {
        ShortYear::Year(value) => (Some(Edtf::At(Point::Year(value))), Form::Year),
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
