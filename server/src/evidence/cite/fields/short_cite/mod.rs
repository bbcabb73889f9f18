//! The short cite: the names and the year that are read aloud, at the head of a cite.
//!
//! It is names, then a year that is no part of a longer date. Names are words with capitals, joined by `and`,
//! `&`, commas or slashes; small words are allowed where an organization's name holds them (`Center for
//! Contemporary Conflict 4`). Posts may stand between (`Utgoff, Deputy Director of IDA, 2`).

mod names;
mod word_reader;
mod year;

use self::names::Names;
use self::word_reader::WordReader;
use crate::evidence::cite::lex::Tokens;
use crate::evidence::cite::lex::word::Letters;
use crate::evidence::cite::{ShortCite, ShortYear};
use crate::evidence::date::{Edtf, Form, Point};
use crate::evidence::gazetteer;
use crate::text::{Span, Spanned};

/// A short cite in the flat text.
#[derive(Clone, Debug)]
pub(crate) struct FoundShortCite {
    /// What was read.
    pub(crate) cite: ShortCite,
    /// The stretches that it takes: names and year, apart where posts stand between.
    pub(crate) taken: [Span; 2],
    /// Whether the year has one or two digits.
    pub(crate) short_year: bool,
}

/// No year of a short cite stands further away, in bytes, where posts stand between.
const FURTHEST_YEAR: usize = 240;

/// The short cite that `text` begins with.
pub(crate) fn short_cite(text: &str, tokens: &Tokens, pivot: u8) -> Option<FoundShortCite> {
    let reader = WordReader { text, tokens, pivot };
    let first = tokens.words.first()?;
    // `(Smith 12)`, `[Smith 12, …]`: nothing but an opening sign may stand before.
    if text[..first.span.start].chars().any(char::is_alphanumeric) || first.span.start > 4 {
        return None;
    }
    let names = reader.names()?;
    let head = reader.with_year(&names).or_else(|| reader.year_behind_posts(&names));
    head.or_else(|| reader.before_date(&names)).or_else(|| reader.without_year(&names))
}

impl WordReader<'_> {
    /// Names and at once a year.
    fn with_year(&self, names: &Names) -> Option<FoundShortCite> {
        if names.stopped {
            return self.year_in_brackets(names);
        }
        let (year, span, short_year) = self.year_at(names.end, false)?;
        Some(self.short(names, Some((year, span)), short_year, span))
    }

    /// `Smith (2013)`, `Smith & Jones [2013]`. With a comma in the names it is APA's `Family, G. (2013).`
    fn year_in_brackets(&self, names: &Names) -> Option<FoundShortCite> {
        let gap = self.gap(names.end);
        let comma = (names.from + 1..names.end).any(|at| self.gap(at).contains(','));
        if comma || !gap.trim().eq("(") && !gap.trim().eq("[") {
            return None;
        }
        let (year, span, short_year) = self.year_at(names.end, true)?;
        let close = self.text[span.end..].starts_with([')', ']']);
        close.then(|| self.short(names, Some((year, span)), short_year, span))
    }

    /// `Utgoff, Deputy Director of IDA, 2 [Victor …`: a year in two digits as a field after posts.
    fn year_behind_posts(&self, names: &Names) -> Option<FoundShortCite> {
        let words = self.words();
        // The name ends at the first comma.
        let comma = (names.from + 1..words.len().min(names.end + 1)).find(|&at| self.gap(at).trim() == ",")?;
        let start = words[names.from].span.start;
        for at in comma + 1..words.len() {
            let word = words[at];
            let gap = self.gap(at);
            if word.span.start > start + FURTHEST_YEAR || gap.contains(['(', '[', '"', '“', '”', '\n', ';']) {
                return None;
            }
            let is_field = gap.trim_start_matches([')', ']', '.']).trim().trim_end_matches(['\'', '’', '‘']) == ",";
            let text = word.span.of(self.text);
            let et_al = at
                .checked_sub(1)
                .is_some_and(|before| ["al", "et.al"].iter().any(|al| self.word(before).eq_ignore_ascii_case(al)));
            let in_locator = self.tokens.locators.iter().any(|locator| locator.span.overlaps(word.span));
            if in_locator
                || !(is_field || et_al)
                || word.letters != Letters::Number
                || (text.len() > 2 && !et_al && !self.text[word.span.end..].trim_start().starts_with(['(', '[']))
                || self.tokens.dates.iter().any(|found| {
                    found.date.edtf.and_then(Edtf::year).is_some()
                        && found.date.span.overlaps(word.span)
                        && found.date.form != Form::Year
                })
            {
                continue;
            }
            let after = self.text[word.span.end..].trim_start();
            let ends = after.is_empty()
                || after.starts_with(['(', '[', '"', '“', '”', ',', '.', ';', ':', '—', '–', '\n'])
                || after.starts_with("- ")
                || after.starts_with("--");
            let (year, span, short_year) = self.year_at(at, false).filter(|_| ends)?;
            let names = Names {
                from: names.from,
                end: comma,
                et_al: names.et_al.filter(|et_al| et_al.end <= words[comma].span.start),
                stopped: false,
            };
            return Some(self.short(&names, Some((year, span)), short_year, span));
        }
        None
    }

    /// `Cambanis and Hanna, 10-24-2018 – *Thanassis, …`, `Sjursen, 3-20-2018 - Danny, …`: family names alone, a
    /// full date in the year's place, and after a dash or bracket the names that they lack.
    fn before_date(&self, names: &Names) -> Option<FoundShortCite> {
        let words = self.words();
        let date = self.dates_at(words.get(names.end).filter(|_| !names.stopped)?.span.start)?;
        let whole = matches!(date.edtf, Some(Edtf::At(Point::Day(_))));
        let after = self.text[date.span.end..].trim_start();
        let opens = after.starts_with(['–', '—', '(', '[']) || after.starts_with("- ") || after.starts_with("--");
        let short = self.short(names, None, false, words[names.end - 1].span);
        let families = !self.is_organization(names.from, names.end)
            && short.cite.names.iter().all(|name| !name.value.contains(' '))
            && (names.from..names.end).all(|at| words[at].letters == Letters::Capitalized || self.joins(at));
        (whole && opens && families).then_some(short)
    }

    /// A short cite that lacks its year: a name that the full cite after it says again (`Sorensen Sorensen,
    /// Roy`, `Smith (John Smith, …`), or `et al.` alone.
    fn without_year(&self, names: &Names) -> Option<FoundShortCite> {
        let words = self.words();
        let first = names.from;
        let twice = words.len() > first + 1
            && self.gap(first + 1).trim().is_empty()
            && words[first].is_capital()
            && words[first].span.len() > 2
            && self.word(first) == self.word(first + 1);
        if twice {
            let names = Names { from: first, end: first + 1, et_al: None, stopped: false };
            return Some(self.short(&names, None, false, words[first].span));
        }
        let gap = if names.end < words.len() { self.gap(names.end).trim_start() } else { "" };
        let signs: &[char] = if names.et_al.is_some() { &['(', '[', '.', '“', '"'] } else { &['(', '['] };
        let opens = gap.starts_with(signs);
        if !opens || names.end - first > 5 {
            return None;
        }
        let family = gazetteer::fold(self.word(names.end - 1)).into_owned();
        let again = words[names.end..].iter().take(8).any(|word| gazetteer::fold(word.span.of(self.text)) == family);
        let alone = names.end == first + 1 || names.et_al.is_some();
        (alone && (again || names.et_al.is_some())).then(|| self.short(names, None, false, words[names.end - 1].span))
    }

    fn short(&self, names: &Names, year: Option<(ShortYear, Span)>, short_year: bool, end: Span) -> FoundShortCite {
        let words = self.words();
        let name_end = names.et_al.map_or(words[names.end - 1].span.end, |et_al| et_al.end);
        // A speech's name before them is of no other use.
        let first = if self.speech() > 0 { 0 } else { names.from };
        let head = Span::new(words[first].span.start, name_end);
        let tail = year.map_or(Span::empty(name_end), |(_, span)| span);
        let cite = ShortCite {
            span: Span::new(words[names.from].span.start, name_end).join(end),
            names: self.divide(names),
            et_al: names.et_al,
            year: year.map(|(year, span)| Spanned::new(year, span)),
        };
        // Without posts between, both are one stretch.
        let between = &self.text[head.end..tail.start.max(head.end)];
        let one = !between.chars().any(char::is_alphanumeric);
        let taken = if one { [head.join(tail), Span::empty(head.end)] } else { [head, tail] };
        FoundShortCite { cite, taken, short_year }
    }
}
