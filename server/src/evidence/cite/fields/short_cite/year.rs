//! The year of a short cite, or what stands for it.

use super::word_reader::WordReader;
use crate::evidence::cite::ShortYear;
use crate::evidence::cite::lex::word::Letters;
use crate::evidence::date::calendar::{CalendarWord, calendar};
use crate::evidence::date::{Edtf, Form, Point, full_year};
use crate::text::Span;

impl WordReader<'_> {
    /// The year that word `at` is or begins: `21`, `’21`, `2021b`, `2K`, `8/4`, `n.d.`. None where it is the day
    /// or month of a longer date.
    pub(super) fn year_at(&self, at: usize, bracketed: bool) -> Option<(ShortYear, Span, bool)> {
        let word = *self.words().get(at)?;
        let gap = self.gap(at);
        if !bracketed
            && !gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '\'' | '’' | '‘' | '‛' | '`'))
        {
            return None;
        }
        let mark = gap.rfind(['\'', '’', '‘', '‛', '`']).filter(|mark| gap[*mark..].trim().chars().count() == 1);
        let start = mark.map_or(word.span.start, |mark| word.span.start - gap.len() + mark);
        if let Some(date) = self
            .tokens
            .dates
            .iter()
            .map(|found| &found.date)
            .find(|date| date.span.start <= word.span.start && word.span.start < date.span.end)
        {
            return match date.edtf {
                None if date.form == Form::None => Some((ShortYear::NoDate, date.span, false)),
                Some(Edtf::At(Point::Year(year)) | Edtf::Between(Point::Year(year), _)) => {
                    Some((ShortYear::Year(year), date.span, date.short_year))
                }
                Some(Edtf::At(Point::MonthDay(month, day)))
                    if date.fault.is_none() && matches!(date.form, Form::Slashes | Form::Dashes | Form::MonthFirst) =>
                {
                    Some((ShortYear::MonthDay(month, day), date.span, false))
                }
                _ => None,
            };
        }
        let text = word.span.of(self.text);
        // `2K`, `2k6`
        if let Some(rest) = text.strip_prefix("2k").or_else(|| text.strip_prefix("2K"))
            && rest.len() <= 2
            && let Some(year) = if rest.is_empty() { Some(0) } else { rest.parse::<u8>().ok() }
        {
            return Some((ShortYear::Year(2000 + i16::from(year)), Span::new(start, word.span.end), true));
        }
        if ["n.d", "nd"].iter().any(|none| text.eq_ignore_ascii_case(none)) {
            let dot = usize::from(self.text[word.span.end..].starts_with('.'));
            return Some((ShortYear::NoDate, Span::new(start, word.span.end + dot), false));
        }
        // `20??`
        if self.text[word.span.end..].starts_with("??") {
            return Some((ShortYear::NoDate, Span::new(start, word.span.end + 2), false));
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let letter = matches!(text.as_bytes()[digits..], [] | [b'a'..=b'h']);
        if word.letters != Letters::Number || !letter || !matches!(digits, 1 | 2 | 4) {
            return None;
        }
        let after = &self.text[word.span.end..];
        if !self.ends_after(at, after) {
            return None;
        }
        let year = full_year(text[..digits].parse().ok()?, digits as u8, self.pivot).filter(|year| *year >= 1500)?;
        // `19-20`: both are its year.
        let end = word.span.end + if self.two_years(at, after) { "-20".len() } else { 0 };
        let end = if after.starts_with('–') && end > word.span.end { end + '–'.len_utf8() - 1 } else { end };
        Some((ShortYear::Year(year), Span::new(start, end), digits < 4))
    }

    /// Whether `after`, which follows the number at word `at`, makes it the first of two years: `19-20 [`.
    fn two_years(&self, at: usize, after: &str) -> bool {
        let rest = after.strip_prefix(['-', '–', '/']).unwrap_or("");
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let next = rest[digits..].trim_start();
        let ends = next.starts_with(['[', '(']) || next.is_empty() || next.starts_with("- ") || next.starts_with('–');
        let value = |text: &str| text.parse::<u32>().ok();
        let (first, last) = (value(self.word(at)), value(&rest[..digits]));
        digits == 2 && ends && first.zip(last).is_some_and(|(first, last)| last == first + 1 && first > 12)
    }

    /// Whether a number may be the year although `behind` follows it: no day of a month, no percentage, no
    /// row of numbers.
    pub(super) fn ends_after(&self, at: usize, after: &str) -> bool {
        let trimmed = after.trim_start_matches([' ', '\n']);
        let joined = trimmed.strip_prefix(['-', '/', '–', '.', ':']);
        // `Marsh 19-20 [Helen Marsh`: two years, one after the other.
        if self.two_years(at, trimmed) {
            return true;
        }
        let digit_follows = joined.is_some_and(|rest| {
            let spaced = rest.starts_with(' ') && trimmed.starts_with(['.', ':']);
            rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) && !rest.starts_with("  ") && !spaced
        });
        let unit = trimmed.starts_with(['%', '$', '°']);
        let month = self.words().get(at + 1).is_some_and(|next| {
            matches!(calendar(next.span.of(self.text)), Some(CalendarWord::Month(_)))
                && self.gap(at + 1).trim().is_empty()
        });
        !digit_follows && !unit && !month
    }
}
