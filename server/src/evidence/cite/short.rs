//! The short cite: the names and the year that are read aloud, at the head of a cite.
//!
//! It is names, then a year that is no part of a longer date. Names are words with capitals, joined by `and`,
//! `&`, commas or slashes; small words are allowed where an organisation's name holds them (`Center for
//! Contemporary Conflict 4`). Posts may stand between (`Utgoff, Deputy Director of IDA, 2`).

use super::pieces::Pieces;
use super::words::{Letters, Word};
use super::{ShortCite, ShortYear};
use crate::evidence::date::full_year;
use crate::evidence::date::{Edtf, Form, Point};
use crate::evidence::gazetteer::{self, CalendarWord, Traits};
use crate::text::{Span, Spanned};

/// A short cite in the flat text.
#[derive(Clone, Debug)]
pub(super) struct Short {
    /// What was read.
    pub(super) cite: ShortCite,
    /// The stretches that it takes: names and year, apart where posts stand between.
    pub(super) taken: [Span; 2],
    /// Whether the year has one or two digits.
    pub(super) short_year: bool,
}

/// No short cite holds more words before its year.
const MOST_WORDS: usize = 16;
/// Nor does its year stand further away, in bytes, where posts stand between.
const FURTHEST_YEAR: usize = 240;

/// The short cite that `text` begins with.
pub(super) fn short(text: &str, pieces: &Pieces, pivot: u8) -> Option<Short> {
    let reader = Reader { text, pieces, pivot };
    let first = pieces.words.first()?;
    // `(Smith 12)`, `[Smith 12, …]`: nothing but an opening sign may stand before.
    if text[..first.span.start].chars().any(char::is_alphanumeric) || first.span.start > 4 {
        return None;
    }
    let names = reader.names()?;
    let head = reader.with_year(&names).or_else(|| reader.year_behind_posts(&names));
    head.or_else(|| reader.before_date(&names)).or_else(|| reader.without_year(&names))
}

struct Reader<'a> {
    text: &'a str,
    pieces: &'a Pieces,
    pivot: u8,
}

/// The words that may be names: `from..end`, and where `et al.` stands.
struct Names {
    from: usize,
    end: usize,
    et_al: Option<Span>,
    /// Whether a separator other than a comma follows, so that no year does.
    stopped: bool,
}

impl Reader<'_> {
    fn words(&self) -> &[Word] {
        &self.pieces.words
    }

    fn word(&self, at: usize) -> &str {
        self.words()[at].span.of(self.text)
    }

    /// What stands between word `at` and the word before.
    fn gap(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.words()[before].span.end);
        &self.text[start..self.words()[at].span.start]
    }

    /// How many words name the speech that the cite is read in: `1AC Starr ’17`, `2NC---Starr 17`.
    fn speech(&self) -> usize {
        let speech = self.word(0).as_bytes();
        let named = matches!(speech, [b'1' | b'2', side, round]
            if b"AN".contains(&side.to_ascii_uppercase()) && b"CR".contains(&round.to_ascii_uppercase()));
        usize::from(named && self.words().len() > 1 && self.gap(1).chars().all(|c| " -–—".contains(c)))
    }

    fn names(&self) -> Option<Names> {
        let words = self.words();
        let mut et_al = None;
        let head = self.speech();
        let mut at = head;
        let mut stopped = false;
        while at < words.len().min(MOST_WORDS) {
            let word = words[at];
            let gap = self.gap(at).trim();
            let start = word.span.start;
            let in_title =
                self.pieces.quoted.iter().any(|quoted| quoted.outer.start < start && start < quoted.outer.end);
            if at > head && (in_title || !gap.chars().all(|c| ",./’‘'\"“”".contains(c))) {
                stopped = true;
                break;
            }
            if at > head && gap.starts_with('.') && !self.abbreviates(at - 1) {
                stopped = true;
                break;
            }
            if word.letters == Letters::Number || self.is_no_date(at) {
                break;
            }
            if self.is_et(at) {
                let end = words[at + usize::from(self.al_follows(at))].span.end;
                let dot = usize::from(self.text[end..].starts_with('.'));
                et_al = Some(Span::new(word.span.start, end + dot));
                at += 1 + usize::from(self.al_follows(at));
                break;
            }
            // `Wallerstein, Senior Researcher at Yale, 2`
            if at > head && gap.contains(',') && (self.is_post(at) || self.is_title(at)) {
                break;
            }
            let small_name = word.has(Traits::PARTICLE | Traits::SMALL) || word.letters == Letters::And;
            if !(word.is_capital() || (small_name && (at > head || word.has(Traits::PARTICLE)))) {
                break;
            }
            at += 1;
        }
        let from = head
            + usize::from(
                at > head + 1
                    && words[head].has(Traits::HONORIFIC)
                    && words[head + 1].is_capital()
                    && !words[head].has(Traits::GIVEN),
            );
        (at > from && words[from].is_capital() || (at > from + 1 && words[from].has(Traits::PARTICLE)))
            .then_some(Names { from, end: at, et_al, stopped })
    }

    /// Whether the field that word `at` begins speaks of a post: `University of Oxford Research Fellow`.
    fn is_post(&self, at: usize) -> bool {
        let post = |word: &Word| word.has(Traits::POST) && !word.has(Traits::GIVEN);
        let rest = (at + 1..self.words().len().min(at + 8)).take_while(|&at| self.gap(at).trim().is_empty());
        post(&self.words()[at]) || (!self.words()[at].has(Traits::GIVEN) && rest.map(|at| &self.words()[at]).any(post))
    }

    /// Whether the field that word `at` begins, behind a person's name, has the small words of a title.
    fn is_title(&self, at: usize) -> bool {
        let words = self.words();
        let person = words[0].has(Traits::GIVEN) && words[..at].iter().all(|word| word.is_capital());
        let mut rest = (at + 1..words.len().min(at + 8)).take_while(|&at| self.gap(at).trim().is_empty());
        person
            && rest.any(|at| {
                let small = words[at].letters == Letters::Small && words[at].has(Traits::SMALL);
                small && !words[at].has(Traits::PARTICLE) && !self.joins(at)
            })
    }

    fn abbreviates(&self, at: usize) -> bool {
        let word = self.words()[at];
        let known = [
            "st", "jr", "sr", "dr", "prof", "al", "et", "sen", "rep", "gov", "gen", "lt", "col", "adm", "inc", "co",
            "corp", "no",
        ];
        word.letters == Letters::Initials || known.iter().any(|known| self.word(at).eq_ignore_ascii_case(known))
    }

    /// `et al`, `et. al.`, `et.al`: the words are `et` and `al`, or one `et.al`.
    fn is_et(&self, at: usize) -> bool {
        let word = self.word(at);
        ["et.al", "etal"].iter().any(|et_al| word.eq_ignore_ascii_case(et_al))
            || (word.eq_ignore_ascii_case("et") && self.al_follows(at))
    }

    fn al_follows(&self, at: usize) -> bool {
        self.word(at).eq_ignore_ascii_case("et")
            && at + 1 < self.words().len()
            && self.word(at + 1).eq_ignore_ascii_case("al")
    }

    /// `n.d` as one word, `ND`, `No Date`, `nd`
    fn is_no_date(&self, at: usize) -> bool {
        at > 0
            && (["n.d", "nd"].iter().any(|none| self.word(at).eq_ignore_ascii_case(none))
                && self.words()[at].letters != Letters::Capitalised
                || self.dates_at(self.words()[at].span.start).is_some_and(|found| found.form == Form::None))
    }

    fn dates_at(&self, start: usize) -> Option<&crate::evidence::date::CiteDate> {
        self.pieces.dates.iter().map(|found| &found.date).find(|date| date.span.start == start)
    }

    /// Names and at once a year.
    fn with_year(&self, names: &Names) -> Option<Short> {
        if names.stopped {
            return self.year_in_brackets(names);
        }
        let (year, span, short_year) = self.year_at(names.end, false)?;
        Some(self.short(names, Some((year, span)), short_year, span))
    }

    /// `Smith (2013)`, `Smith & Jones [2013]`. With a comma in the names it is APA's `Family, G. (2013).`
    fn year_in_brackets(&self, names: &Names) -> Option<Short> {
        let gap = self.gap(names.end);
        let comma = (names.from + 1..names.end).any(|at| self.gap(at).contains(','));
        if comma || !gap.trim().eq("(") && !gap.trim().eq("[") {
            return None;
        }
        let (year, span, short_year) = self.year_at(names.end, true)?;
        let close = self.text[span.end..].starts_with([')', ']']);
        close.then(|| self.short(names, Some((year, span)), short_year, span))
    }

    /// The year that word `at` is or begins: `21`, `’21`, `2021b`, `2K`, `8/4`, `n.d.`. None where it is the day
    /// or month of a longer date.
    fn year_at(&self, at: usize, bracketed: bool) -> Option<(ShortYear, Span, bool)> {
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
            .pieces
            .dates
            .iter()
            .map(|found| &found.date)
            .find(|date| date.span.start <= word.span.start && word.span.start < date.span.end)
        {
            return match date.edtf {
                None if date.form == Form::None => Some((ShortYear::NoDate, date.span, false)),
                Some(Edtf::At(Point::Year(year))) => Some((ShortYear::Year(year), date.span, date.short_year)),
                Some(Edtf::At(Point::MonthDay(month, day)))
                    if date.fault.is_none() && matches!(date.form, Form::Slashes | Form::Dashes) =>
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
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let letter = matches!(text.as_bytes()[digits..], [] | [b'a'..=b'h']);
        if word.letters != Letters::Number || !letter || !matches!(digits, 1 | 2 | 4) {
            return None;
        }
        let behind = &self.text[word.span.end..];
        if !self.ends_behind(at, behind) {
            return None;
        }
        let year = full_year(text[..digits].parse().ok()?, digits as u8, self.pivot).filter(|year| *year >= 1500)?;
        Some((ShortYear::Year(year), Span::new(start, word.span.end), digits < 4))
    }

    /// Whether a number may be the year although `behind` follows it: no day of a month, no percentage, no
    /// row of numbers.
    fn ends_behind(&self, at: usize, behind: &str) -> bool {
        let trimmed = behind.trim_start_matches([' ', '\n']);
        let joined = trimmed.strip_prefix(['-', '/', '–', '.', ':']);
        let digit_follows = joined
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) && !rest.starts_with("  "));
        let unit = trimmed.starts_with(['%', '$', '°']);
        let month = self.words().get(at + 1).is_some_and(|next| {
            matches!(gazetteer::calendar(next.span.of(self.text)), Some(CalendarWord::Month(_)))
                && self.gap(at + 1).trim().is_empty()
        });
        !digit_follows && !unit && !month
    }

    /// `Utgoff, Deputy Director of IDA, 2 [Victor …`: a year in two digits as a field behind posts.
    fn year_behind_posts(&self, names: &Names) -> Option<Short> {
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
            if !(is_field || et_al)
                || word.letters != Letters::Number
                || (text.len() > 2 && !et_al && !self.text[word.span.end..].trim_start().starts_with(['(', '[']))
                || self.pieces.dates.iter().any(|found| {
                    found.date.edtf.and_then(Edtf::year).is_some()
                        && found.date.span.overlaps(word.span)
                        && found.date.form != Form::Year
                })
            {
                continue;
            }
            let behind = self.text[word.span.end..].trim_start();
            let ends = behind.is_empty()
                || behind.starts_with(['(', '[', '"', '“', '”', ',', '.', ';', ':', '—', '–', '\n'])
                || behind.starts_with("- ")
                || behind.starts_with("--");
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
    /// full date in the year's place, and behind a dash or bracket the names that they lack.
    fn before_date(&self, names: &Names) -> Option<Short> {
        let words = self.words();
        let date = self.dates_at(words.get(names.end).filter(|_| !names.stopped)?.span.start)?;
        let whole = matches!(date.edtf, Some(Edtf::At(Point::Day(_))));
        let behind = self.text[date.span.end..].trim_start();
        let opens = behind.starts_with(['–', '—', '(', '[']) || behind.starts_with("- ") || behind.starts_with("--");
        let short = self.short(names, None, false, words[names.end - 1].span);
        let families = !self.is_organisation(names.from, names.end)
            && short.cite.names.iter().all(|name| !name.value.contains(' '))
            && (names.from..names.end).all(|at| words[at].letters == Letters::Capitalised || self.joins(at));
        (whole && opens && families).then_some(short)
    }

    /// Whether word `at` is `and` or `&`.
    fn joins(&self, at: usize) -> bool {
        self.words()[at].letters == Letters::And || self.word(at).eq_ignore_ascii_case("and")
    }

    /// A short cite that lacks its year: a name that the full cite behind it says again (`Sorensen Sorensen,
    /// Roy`, `Smith (John Smith, …`), or `et al.` alone.
    fn without_year(&self, names: &Names) -> Option<Short> {
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
        let opens = names.end < words.len() && self.gap(names.end).trim_start().starts_with(['(', '[']);
        if !opens || names.end - first > 5 {
            return None;
        }
        let family = gazetteer::fold(self.word(names.end - 1)).into_owned();
        let again = words[names.end..].iter().take(8).any(|word| gazetteer::fold(word.span.of(self.text)) == family);
        let alone = names.end == first + 1 || names.et_al.is_some();
        (alone && (again || names.et_al.is_some())).then(|| self.short(names, None, false, words[names.end - 1].span))
    }

    fn short(&self, names: &Names, year: Option<(ShortYear, Span)>, short_year: bool, end: Span) -> Short {
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
        Short { cite, taken, short_year }
    }

    /// The names apart. An organisation is one name, also with `and` in it.
    fn divide(&self, names: &Names) -> Vec<Spanned<String>> {
        let words = self.words();
        let end = names.et_al.map_or(names.end, |et_al| words.partition_point(|word| word.span.end <= et_al.start));
        if end <= names.from {
            return Vec::new();
        }
        let spanned = |from: usize, to: usize| {
            let mut span = words[from].span.join(words[to - 1].span);
            if words[to - 1].letters == Letters::Initials && words[to - 1].dot {
                span.end += 1;
            }
            Spanned::new(super::collapse(span.of(self.text)), span)
        };
        if self.is_organisation(names.from, end) {
            return vec![spanned(names.from, end)];
        }
        let mut list = Vec::new();
        let mut from = names.from;
        for at in names.from..end {
            let joins = self.joins(at);
            let parts = at > from && self.gap(at).contains([',', '/']);
            if (joins || parts) && at > from {
                list.push(spanned(from, at));
            }
            if joins {
                from = at + 1;
            } else if parts {
                from = at;
            }
        }
        if end > from {
            list.push(spanned(from, end));
        }
        // `LaJeunesse, Jr. et al. 21`: no name of its own.
        list.retain(|name| !gazetteer::traits(&name.value).contains(Traits::SUFFIX));
        // `Smith, John 12`: one person, not two.
        if let [family, given] = list.as_slice() {
            let inverted = self.text[family.span.end..given.span.start].trim() == ","
                && words.iter().any(|word| {
                    word.span.start == given.span.start
                        && (word.has(Traits::GIVEN) || word.letters == Letters::Initials)
                });
            if inverted {
                return vec![Spanned::new(format!("{}, {}", family.value, given.value), family.span.join(given.span))];
            }
        }
        list
    }

    fn is_organisation(&self, from: usize, end: usize) -> bool {
        let words = &self.words()[from..end];
        let span = words[0].span.join(words[words.len() - 1].span);
        let known = gazetteer::publication(span.of(self.text)).is_some();
        let joined = (from..end).any(|at| self.joins(at));
        let holds = |traits| words.iter().any(|word| word.has(traits));
        let of = words.iter().any(|word| {
            ["of", "for", "on", "the"].iter().any(|small| word.span.of(self.text).eq_ignore_ascii_case(small))
        });
        (known && (words.len() > 1 || !joined))
            || (words.len() > 1 && holds(Traits::ORGANISATION) && (!joined || of))
            || of
    }
}
