//! Names as they stand in the fields of a cite: where one begins, where it ends, what is none.

use super::pieces::{Piece, Pieces, What};
use super::words::{Letters, Word};
use crate::evidence::gazetteer::{self, Traits};

/// No person's name has more words.
const LONGEST_NAME: usize = 6;

/// Words of a piece that name a person: `from..to` in the list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The persons that a field begins with, and the first word behind them.
#[derive(Clone, Debug, Default)]
pub(super) struct Persons {
    pub(super) list: Vec<Person>,
    /// Where the rest of the field begins: `is a resident scholar …`.
    pub(super) rest: usize,
    /// Whether the field begins with `and` or `by`, so that a name must follow.
    pub(super) announced: bool,
}

/// Reads the persons at the start of `piece`: `David Spratt and Ian Dunlop`, `Dr. Leon Aron is a …`.
pub(super) fn persons(text: &str, pieces: &Pieces, piece: &Piece) -> Persons {
    let (mut at, end) = piece.words;
    let words = &pieces.words;
    let mut found = Persons { rest: at, ..Persons::default() };
    while at < end && (is_and(text, words[at]) || is_word(text, words[at], "by")) {
        at += 1;
        found.announced = true;
    }
    while let Some(person) = person(text, words, at, end) {
        found.list.push(person);
        found.rest = person.to;
        at = person.to;
        if at < end && is_and(text, words[at]) {
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

/// Whether word `at` may go on with the name that begins at `from`.
fn is_name_word(text: &str, words: &[Word], at: usize, from: usize, end: usize) -> bool {
    let word = words[at];
    if at > from {
        let gap = &text[words[at - 1].span.end..word.span.start];
        if !gap.chars().all(|c| matches!(c, ' ' | '.' | '-' | '"' | '“' | '”' | '\'' | '’')) || gap.len() > 6 {
            return false;
        }
    }
    let particle = word.letters == Letters::Small && word.has(Traits::PARTICLE) && at + 1 < end;
    let degree = word.has(Traits::DEGREE) && (word.letters != Letters::Capitalised || word.span.len() > 2);
    let post = word.has(Traits::POST) && !(at == from && word.has(Traits::GIVEN));
    let initial = word.letters == Letters::Initials && at > from;
    // `Daryl G. Press`: behind an initial the last word is a name, whatever else it may be.
    let family = at > from
        && words[at - 1].letters == Letters::Initials
        && words[at - 1].span.len() == 1
        && word.letters == Letters::Capitalised;
    let small = word.has(Traits::SMALL) && !word.has(Traits::GIVEN | Traits::PARTICLE) && !initial;
    let blocked = !family && (degree || post || small || word.has(Traits::ORGANISATION | Traits::VERB));
    let calendar = word.has(Traits::CALENDAR) && !word.has(Traits::GIVEN);
    (word.is_capital() || particle) && !blocked && !calendar
}

/// Whether the words are given names or initials and nothing else: `Matthijs M`, `Ole Martin`, `C. R.`.
pub(super) fn is_given(text: &str, words: &[Word]) -> bool {
    let name_like = |word: &Word| {
        let blocked = word.has(Traits::ORGANISATION | Traits::POST | Traits::VERB | Traits::PUBLICATION)
            && !word.has(Traits::GIVEN);
        let degree = word.has(Traits::DEGREE) && word.letters == Letters::Capitals && word.span.len() > 2;
        (word.is_capital()
            && !blocked
            && !degree
            && (word.has(Traits::GIVEN) || !word.has(Traits::SMALL) || word.letters == Letters::Initials))
            || (word.has(Traits::PARTICLE) && words.len() > 1)
    };
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    words.len() <= 4
        && words.iter().all(name_like)
        && gazetteer::publication(first.span.join(last.span).of(text)).is_none()
}

/// Whether something beyond its shape says that the words are a person's name: a known given name in front, or
/// an initial before the last word.
pub(super) fn is_surely_person(words: &[Word]) -> bool {
    match words {
        [] | [_] => false,
        [first, .., _] => {
            first.has(Traits::GIVEN)
                || words[..words.len() - 1].iter().any(|word| word.letters == Letters::Initials && word.span.len() <= 4)
        }
    }
}

/// Whether the words name an organisation, an agency or a paper.
pub(super) fn is_organisation(text: &str, words: &[Word]) -> bool {
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    let name = first.span.join(last.span).of(text);
    let surely = is_surely_person(words);
    gazetteer::publication(name).is_some_and(|_| !(surely && words.len() == 2))
        || words.iter().any(|word| word.has(Traits::ORGANISATION)) && !(surely && is_behind_initial(words))
        || (words.len() > 1 && !surely && words.iter().any(|word| word.has(Traits::PUBLICATION)))
        || words.iter().any(|word| ["of", "for", "on", "the"].iter().any(|small| is_word(text, *word, small)))
        // `US Legal`
        || (words.len() > 1 && first.letters == Letters::Capitals && first.has(Traits::PLACE))
        || (words.len() == 1 && matches!(first.letters, Letters::Mixed))
        || (words.len() == 1 && first.letters == Letters::Capitals && name.len() <= 4)
        || name.ends_with("'s")
        || name.ends_with("’s")
        || (words.len() == 1 && first.span.of(text).contains('.') && first.letters == Letters::Small)
}

/// `Daryl G. Press`: the last of the words stands behind an initial.
fn is_behind_initial(words: &[Word]) -> bool {
    matches!(words, [.., initial, _] if initial.letters == Letters::Initials && initial.span.len() == 1)
}

/// Whether the field speaks of who an author is: a post, a degree, a sentence with a verb, a small letter first.
pub(super) fn is_qualification(text: &str, words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    let posts = words.iter().filter(|word| word.has(Traits::POST | Traits::HONORIFIC)).count();
    let degree = words
        .iter()
        .take(4)
        .any(|word| word.has(Traits::DEGREE) && (word.letters != Letters::Small) && word.span.len() >= 2);
    let small = first.letters == Letters::Small && !first.span.of(text).contains('.') && !first.has(Traits::PARTICLE);
    let sentence = words
        .iter()
        .take(6)
        .any(|word| word.has(Traits::VERB) && word.letters == Letters::Small && !word.has(Traits::SMALL));
    posts > 0 || degree || small || sentence
}

/// Whether the field names someone who had another part in the source: `interviewed by …`, `edited by …`.
pub(super) fn is_other_part(text: &str, words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    let second_is = |word: &str| words.get(1).is_some_and(|second| is_word(text, *second, word));
    let by = [
        "interviewed",
        "edited",
        "translated",
        "quoted",
        "cited",
        "reviewed",
        "compiled",
        "ed",
        "eds",
        "trans",
        "interview",
    ];
    (by.iter().any(|part| is_word(text, *first, part)) && (second_is("by") || first.dot || words.len() == 1))
        || is_word(text, *first, "quoting")
        || is_word(text, *first, "citing")
}

pub(super) fn is_and(text: &str, word: Word) -> bool {
    word.letters == Letters::And || is_word(text, word, "and")
}

pub(super) fn is_word(text: &str, word: Word, other: &str) -> bool {
    word.span.of(text).eq_ignore_ascii_case(other)
}

/// Whether `piece` holds words whose part is open.
pub(super) fn is_open(piece: &Piece) -> bool {
    piece.what == What::Words
}
