//! The names of a short cite: which words they are, and where one ends and the next begins.

use super::word_reader::WordReader;
use crate::evidence::cite::collapse;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::date::Form;
use crate::evidence::gazetteer::{self, Traits};
use crate::text::{Span, Spanned};

/// The words that may be names: `from..end`, and where `et al.` stands.
pub(super) struct Names {
    pub(super) from: usize,
    pub(super) end: usize,
    pub(super) et_al: Option<Span>,
    /// Whether a separator other than a comma follows, so that no year does.
    pub(super) stopped: bool,
}

/// No short cite holds more words before its year.
const MOST_WORDS: usize = 16;

impl WordReader<'_> {
    pub(super) fn names(&self) -> Option<Names> {
        if let Some(names) = self.small_name() {
            return Some(names);
        }
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
                self.tokens.quotations.iter().any(|quoted| quoted.outer.start < start && start < quoted.outer.end);
            if at > head && (in_title || !gap.chars().all(|c| ",./’‘'\"“” ".contains(c))) {
                stopped = true;
                break;
            }
            if at > head && gap.starts_with('.') && !self.abbreviates(at - 1) {
                stopped = true;
                break;
            }
            if word.letters == Letters::Number || self.is_no_date(at) || at > head && self.is_month_of_date(at) {
                break;
            }
            if self.is_et(at) {
                let end = words[at + usize::from(self.second_follows(at))].span.end;
                let dot = usize::from(self.text[end..].starts_with('.'));
                et_al = Some(Span::new(word.span.start, end + dot));
                at += 1 + usize::from(self.second_follows(at));
                break;
            }
            // `Wallerstein, Senior Researcher at Yale, 2`
            if at > head && gap.contains(',') && (self.is_post(at) || self.is_title(at)) {
                break;
            }
            let small_name = word.has(Traits::PARTICLE | Traits::FUNCTION_WORD) || word.letters == Letters::And;
            if !(word.is_capital() || (small_name && (at > head || word.has(Traits::PARTICLE)))) {
                break;
            }
            at += 1;
        }
        let honorific = at > head + 1
            && words[head].has(Traits::HONORIFIC)
            && words[head + 1].is_capital()
            && !words[head].has(Traits::GIVEN)
            && !self.is_said_again_as_family(head);
        let from = head + usize::from(honorific);
        // `B.A., Bard College, 2014`, `JD, 2021`: a degree is no name.
        let degree = words[from].has(Traits::DEGREE)
            && words[from].letters != Letters::Capitalized
            && words.get(from + 1).is_some_and(|_| self.gap(from + 1).contains(','));
        // `Head of the Harbor Unit at the Centre for Tides, 2013`: a post is no name.
        let post = words[from].has(Traits::POST)
            && at > from + 4
            && words.get(from + 1).is_some_and(|next| ["of", "at", "in"].iter().any(|of| next.is(self.text, of)));
        // `[She is the 2020-2021 Hale Scholar …`
        let pronoun = ["he", "she", "they"].iter().any(|pronoun| words[from].is(self.text, pronoun))
            && words.get(from + 1).is_some_and(|next| next.has(Traits::VERB));
        if degree || post || pronoun {
            return None;
        }
        (at > from && words[from].is_capital() || (at > from + 1 && words[from].has(Traits::PARTICLE)))
            .then_some(Names { from, end: at, et_al, stopped })
    }

    /// `Marsh Jan 21`: a month and a number in the year's place.
    pub(super) fn is_month_of_date(&self, at: usize) -> bool {
        let word = self.words()[at];
        word.has(Traits::CALENDAR) && self.dates_at(word.span.start).is_some_and(|date| date.span.end > word.span.end)
    }

    /// `Sen Gupta 18 [Avirup Sen Gupta`: whether word `at` and the next follow another name later on.
    fn is_said_again_as_family(&self, at: usize) -> bool {
        let words = self.words();
        let same = |one: usize, other: usize| self.word(one) == self.word(other);
        (at + 3..words.len().saturating_sub(1).min(at + 16)).any(|later| {
            same(at, later) && same(at + 1, later + 1) && words[later - 1].is_capital() && self.gap(later) == " "
        })
    }

    /// `bell hooks 89 [bell hooks, …`: a name in small letters, which the full cite says again.
    fn small_name(&self) -> Option<Names> {
        let words = self.words();
        let [first, second, year, rest @ ..] = words else { return None };
        let small = |word: &Word| {
            word.letters == Letters::Small
                && !word.has(Traits::FUNCTION_WORD | Traits::VERB | Traits::POST | Traits::ORGANIZATION)
        };
        let again = rest.iter().zip(rest.iter().skip(1)).take(4).any(|(one, two)| {
            one.is(self.text, first.span.of(self.text)) && two.is(self.text, second.span.of(self.text))
        });
        let fits = small(first) && small(second) && year.letters == Letters::Number && again;
        fits.then_some(Names { from: 0, end: 2, et_al: None, stopped: false })
    }

    /// Whether the field that word `at` begins speaks of a post: `University of Oxford Research Fellow`.
    pub(super) fn is_post(&self, at: usize) -> bool {
        let post = |word: &Word| word.has(Traits::POST) && !word.has(Traits::GIVEN);
        let rest = (at + 1..self.words().len().min(at + 8)).take_while(|&at| self.gap(at).trim().is_empty());
        post(&self.words()[at]) || (!self.words()[at].has(Traits::GIVEN) && rest.map(|at| &self.words()[at]).any(post))
    }

    /// Whether the field that word `at` begins, after a person's name, has the small words of a title.
    pub(super) fn is_title(&self, at: usize) -> bool {
        let words = self.words();
        let person = words[0].has(Traits::GIVEN) && words[..at].iter().all(|word| word.is_capital());
        let mut rest = (at + 1..words.len().min(at + 8)).take_while(|&at| self.gap(at).trim().is_empty());
        person
            && rest.any(|at| {
                let small = words[at].letters == Letters::Small && words[at].has(Traits::FUNCTION_WORD);
                small && !words[at].has(Traits::PARTICLE) && !self.joins(at)
            })
    }

    pub(super) fn abbreviates(&self, at: usize) -> bool {
        let word = self.words()[at];
        let known = [
            "st", "jr", "sr", "dr", "prof", "al", "et", "sen", "rep", "gov", "gen", "lt", "col", "adm", "inc", "co",
            "corp", "no",
        ];
        word.letters == Letters::Initials || known.iter().any(|known| self.word(at).eq_ignore_ascii_case(known))
    }

    /// `et al`, `et. al.`, `et.al`: the words are `et` and `al`, or one `et.al`.
    pub(super) fn is_et(&self, at: usize) -> bool {
        let word = self.word(at);
        ["et.al", "etal"].iter().any(|et_al| word.eq_ignore_ascii_case(et_al)) || self.second_follows(at)
    }

    /// Whether the words are two: `et al`, `and colleagues`.
    pub(super) fn second_follows(&self, at: usize) -> bool {
        let others = ["colleagues", "others", "coauthors", "co-authors"];
        let next = self.words().get(at + 1);
        let others = next.is_some_and(|next| others.iter().any(|others| next.is(self.text, others)));
        self.al_follows(at) || (self.joins(at) && others)
    }

    pub(super) fn al_follows(&self, at: usize) -> bool {
        self.word(at).eq_ignore_ascii_case("et")
            && at + 1 < self.words().len()
            && self.word(at + 1).eq_ignore_ascii_case("al")
    }

    /// `n.d` as one word, `ND`, `No Date`, `nd`
    pub(super) fn is_no_date(&self, at: usize) -> bool {
        at > 0
            && (["n.d", "nd"].iter().any(|none| self.word(at).eq_ignore_ascii_case(none))
                && self.words()[at].letters != Letters::Capitalized
                || self.dates_at(self.words()[at].span.start).is_some_and(|found| found.form == Form::None))
    }

    /// The names apart. An organization is one name, also with `and` in it.
    pub(super) fn divide(&self, names: &Names) -> Vec<Spanned<String>> {
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
            Spanned::new(collapse(span.of(self.text)), span)
        };
        if self.is_organization(names.from, end) {
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
        // `Ines Oakes, PhD, 21`, `Oakes, Hydrology PhD, ’21`
        let is_degree = |name: &Spanned<String>| {
            let last = words.iter().rfind(|word| word.span.start < name.span.end);
            last.is_some_and(|last| last.has(Traits::DEGREE) && last.letters != Letters::Capitalized)
        };
        if list.first().is_some_and(|first| !is_degree(first)) {
            list.retain(|name| !is_degree(name));
        }
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

    pub(super) fn is_organization(&self, from: usize, end: usize) -> bool {
        let words = &self.words()[from..end];
        let span = words[0].span.join(words[words.len() - 1].span);
        let known = gazetteer::publication(span.of(self.text)).is_some();
        let joined = (from..end).any(|at| self.joins(at));
        let holds = |traits| words.iter().any(|word| word.has(traits));
        let of = words.iter().any(|word| {
            ["of", "for", "on", "the"].iter().any(|small| word.span.of(self.text).eq_ignore_ascii_case(small))
        });
        (known && (words.len() > 1 || !joined))
            || (words.len() > 1 && holds(Traits::ORGANIZATION) && (!joined || of))
            || of
    }
}
