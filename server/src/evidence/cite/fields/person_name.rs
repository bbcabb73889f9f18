//! Names of persons as they stand in a cite: where one begins, where it ends, what is none.

use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::gazetteer::{self, Traits};
use crate::evidence::name::is_syllable;

/// No person's name has more words.
const LONGEST_NAME: usize = 6;

/// Words that name a person: `from..to` in the list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The persons that a segment begins with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Persons {
    pub(crate) list: Vec<Person>,
    /// The word with which the rest of the segment begins: `is a resident scholar …`.
    pub(crate) rest: usize,
    /// Whether the segment begins with `and` or `by`, so that a name must follow.
    pub(crate) announced: bool,
}

/// The persons at the start of a segment of `words`, which begins at word `start` and ends before word `end`:
/// `David Spratt and Ian Dunlop`, `Dr. Leon Aron is a …`.
pub(crate) fn persons(text: &str, words: &[Word], (start, end): (usize, usize)) -> Persons {
    let mut at = start;
    let mut found = Persons { rest: at, ..Persons::default() };
    while at < end && (words[at].is_and(text) || words[at].is(text, "by")) {
        at += 1;
        found.announced = true;
    }
    while let Some(person) = person(text, words, at, end) {
        found.list.push(person);
        found.rest = person.to;
        at = person.to;
        if at < end && words[at].is_and(text) {
            at += 1;
        } else {
            break;
        }
    }
    found
}

/// The name that begins at word `at`, without honorifics.
fn person(text: &str, words: &[Word], at: usize, end: usize) -> Option<Person> {
    let mut from = at;
    while from + 1 < end
        && words[from].has(Traits::HONORIFIC)
        && words[from + 1].is_capital()
        && !words[from].has(Traits::GIVEN)
    {
        from += 1;
    }
    let mut to = from;
    while to < end && to - from < LONGEST_NAME && is_name_word(text, words, to, from, end) {
        to += 1;
    }
    // A particle at the end belongs to what follows.
    while to > from && words[to - 1].letters == Letters::Small {
        to -= 1;
    }
    (to > from && !(to == from + 1 && words[from].has(Traits::POST))).then_some(Person { from, to })
}

/// Whether word `at` may continue the name that begins at `from`.
fn is_name_word(text: &str, words: &[Word], at: usize, from: usize, end: usize) -> bool {
    let word = words[at];
    if at > from {
        let gap = &text[words[at - 1].span.end..word.span.start];
        if !gap.chars().all(|c| matches!(c, ' ' | '.' | '-' | '"' | '“' | '”' | '\'' | '’')) || gap.len() > 6 {
            return false;
        }
    }
    let particle = word.letters == Letters::Small && word.has(Traits::PARTICLE) && at + 1 < end;
    let degree = word.has(Traits::DEGREE) && (word.letters != Letters::Capitalized || word.span.len() > 2);
    let post = word.has(Traits::POST) && !(at == from && word.has(Traits::GIVEN));
    let initial = word.letters == Letters::Initials && at > from;
    // `Daryl G. Press`: after an initial the last word is a name, whatever else it may be.
    let family = at > from
        && words[at - 1].letters == Letters::Initials
        && words[at - 1].span.len() == 1
        && word.letters == Letters::Capitalized;
    // `Jodi Dean, professor`, `Tom Head is`, `Joe Wrote has`: the family name is also a post or a verb.
    let ends = words[..end].get(at + 1).is_none_or(|next| next.has(Traits::VERB) && next.letters == Letters::Small);
    let family = family
        || at > from
            && ends
            && (post || word.has(Traits::VERB))
            && word.letters == Letters::Capitalized
            && words[at - 1].has(Traits::GIVEN);
    let small = word.has(Traits::FUNCTION_WORD) && !word.has(Traits::GIVEN | Traits::PARTICLE) && !initial;
    let blocked = !family && (degree || post || small || word.has(Traits::ORGANIZATION | Traits::VERB));
    let surname = at > from && words[at - 1].has(Traits::GIVEN);
    let calendar = word.has(Traits::CALENDAR) && !word.has(Traits::GIVEN) && !surname;
    (word.is_capital() || particle) && !blocked && !calendar
}

/// Whether the words are given names or initials and nothing else: `Matthijs M`, `Ole Martin`, `C. R.`.
pub(crate) fn is_given(text: &str, words: &[Word]) -> bool {
    let name_like = |word: &Word| {
        let blocked = word.has(Traits::ORGANIZATION | Traits::POST | Traits::VERB | Traits::PUBLICATION)
            && !word.has(Traits::GIVEN);
        let degree = word.has(Traits::DEGREE) && word.letters == Letters::Capitals && word.span.len() > 2;
        (word.is_capital()
            && !blocked
            && !degree
            && (word.has(Traits::GIVEN) || !word.has(Traits::FUNCTION_WORD) || word.letters == Letters::Initials))
            || (word.has(Traits::PARTICLE) && words.len() > 1)
    };
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    words.len() <= 4
        && words.iter().all(name_like)
        && gazetteer::publication(first.span.join(last.span).of(text)).is_none()
}

/// Whether something beyond its shape says that the words are a person's name: a known given name in front, or
/// an initial before the last word.
pub(crate) fn is_surely_person(words: &[Word]) -> bool {
    match words {
        [] | [_] => false,
        [first, .., _] => {
            first.has(Traits::GIVEN)
                || words[..words.len() - 1].iter().any(|word| word.letters == Letters::Initials && word.span.len() <= 4)
        }
    }
}

/// Whether the words are given names and a family name, and no given names alone: `Joseph Choi`, `Zeeya Merali`, but
/// not `Ole Martin`, `Matthijs M` or `Jong Un`.
pub(crate) fn is_whole_name(text: &str, words: &[Word]) -> bool {
    let Some(last) = words.last() else { return false };
    let known = is_surely_person(words);
    let syllables = !known && words.len() == 2 && words.iter().all(|word| is_syllable(word.span.of(text)));
    let family = last.letters != Letters::Initials && !last.has(Traits::PARTICLE | Traits::SUFFIX);
    words.len() > 1 && family && !syllables && (!last.has(Traits::GIVEN) || words.len() > 2 && known)
}
