//! How alike two texts are, from a short signature of each.
//!
//! The signature is a MinHash of the sequences of three words, by one permutation with optimal densification
//! (Shrivastava 2017), of which eight bits of each value are kept (b-bit minwise hashing, Li and König 2010). Texts are
//! compared only if a band of their signatures agrees (`similar_texts.rs`), so a hundred thousand of them are compared in
//! a moment.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::spooled_list::{Record, bytes_at};
use crate::text::{AsciiLetters, is_alphanumeric, leading_letters};

/// Values in a signature. Their number decides how exact an estimate is: ±0.04.
const VALUES: usize = 126;
/// Values in a band. Of texts that share half of their sequences, a band agrees in 99.6 % of the cases; of those that
/// share a third, in 80 %.
const BAND: usize = 3;
/// Bands in a signature.
pub(super) const BANDS: usize = VALUES / BAND;
/// Words in a sequence.
const WORDS: usize = 3;

/// Estimates below this are no sign that two texts are one.
const MIN_SHARED: f64 = 0.5;
/// One text is a part of the other if so much of it is there.
const MIN_PART: f64 = 0.85;
/// A part that is a smaller share of the whole is not looked for.
const MIN_SHARE: f64 = 0.3;

/// The signature of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    values: [u8; VALUES],
    /// How many words it has.
    words: u32,
}

impl Signature {
    /// The signature of a text in paragraphs. Case, punctuation and cutting marks make no difference. `None` for one with
    /// fewer than three words.
    pub fn of<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut sequences = Sequences { smallest: [u32::MAX; VALUES], last: [0; WORDS], words: 0 };
        for paragraph in paragraphs {
            sequences.add(paragraph);
        }
        let Sequences { smallest, words, .. } = sequences;
        (words as usize >= WORDS).then(|| Self { values: densified(&smallest), words })
    }

    /// Whether two texts are one, shortened, lengthened or with some words changed.
    pub fn is_like(&self, other: &Self) -> bool {
        let shared = self.shared(other);
        if shared >= MIN_SHARED {
            return true;
        }
        // Of the sequences of both, as many as the estimate says are in both.
        let (one, two) = (f64::from(self.words), f64::from(other.words));
        let in_both = shared / (1.0 + shared) * (one + two);
        one.min(two) / one.max(two) >= MIN_SHARE && in_both / one.min(two) >= MIN_PART
    }

    /// An estimate of the share of the sequences of either that are in both (Jaccard).
    pub fn shared(&self, other: &Self) -> f64 {
        let equal = self.values.iter().zip(&other.values).filter(|(one, other)| one == other).count();
        // One in 256 is equal by chance.
        ((equal as f64 / VALUES as f64) * 256.0 - 1.0).max(0.0) / 255.0
    }

    /// A band, which is one of [`BANDS`]: its place, and its values.
    pub(super) fn band(&self, place: usize) -> u32 {
        let [first, second, third] = bytes_at::<BAND>(&self.values, place * BAND);
        u32::from_be_bytes([place as u8, first, second, third])
    }
}

impl Record for Signature {
    const SIZE: usize = VALUES + size_of::<u32>();

    fn write(&self, to: &mut Vec<u8>) {
        to.extend(self.values);
        to.extend(self.words.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Self {
        Self { values: bytes_at(bytes, 0), words: u32::from_le_bytes(bytes_at(bytes, VALUES)) }
    }
}

/// The sequences of words that were read. Bodies are most of a brief, so a word is hashed as it comes, without a copy.
struct Sequences {
    /// At each place, the smallest hash of a sequence that belongs there.
    smallest: [u32; VALUES],
    /// The hashes of the last words.
    last: [u64; WORDS],
    words: u32,
}

/// The hash of a word without letters.
const NO_LETTERS: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a word with one letter more. It need not spread: a sequence of words is hashed well.
fn with_letter(word: u64, letter: char) -> u64 {
    word.rotate_left(8) ^ u64::from(u32::from(letter))
}

/// The hash of a word with some letters more, the same as with one after the other.
fn with_letters(word: u64, AsciiLetters { lowercase, len }: AsciiLetters) -> u64 {
    let bits = 8 * len as u32;
    word.rotate_left(bits) ^ (u64::from_be_bytes(lowercase) >> (u64::BITS - bits))
}

impl Sequences {
    /// Adds the words of a paragraph.
    fn add(&mut self, paragraph: &str) {
        let mut word = NO_LETTERS;
        let mut at = 0;
        while let Some(&byte) = paragraph.as_bytes().get(at) {
            if let Some(letters) = leading_letters(&paragraph.as_bytes()[at..]) {
                word = with_letters(word, letters);
                at += letters.len;
                // The space behind most words is no place for letters to begin at.
                if paragraph.as_bytes().get(at) == Some(&b' ') {
                    self.end_word(&mut word);
                    at += 1;
                }
                continue;
            }
            at += 1;
            match SIGNS[usize::from(byte)] {
                ENDS_WORD => self.end_word(&mut word),
                INSIDE_WORD => {}
                BEYOND_ASCII => {
                    let sign = paragraph.get(at - 1..).and_then(|rest| rest.chars().next()).unwrap_or_default();
                    if is_alphanumeric(sign) {
                        word = sign.to_lowercase().fold(word, with_letter);
                    } else if !is_inside_word(sign) {
                        self.end_word(&mut word);
                    }
                    at += sign.len_utf8() - 1;
                }
                letter => word = with_letter(word, char::from(letter)),
            }
        }
        self.end_word(&mut word);
    }

    fn end_word(&mut self, word: &mut u64) {
        let word = std::mem::replace(word, NO_LETTERS);
        if word == NO_LETTERS {
            return;
        }
        self.last.rotate_left(1);
        self.last[WORDS - 1] = word;
        self.words = self.words.saturating_add(1);
        if self.words as usize >= WORDS {
            // A tuple: the hasher takes three numbers faster than an array of them.
            let [one, two, three] = self.last;
            let hash = FixedState::default().hash_one((one, two, three));
            let value = &mut self.smallest[place_of(hash)];
            // The lower half; the upper one decides about the place.
            *value = (*value).min(hash as u32);
        }
    }
}

/// The place in a signature that the upper half of a hash decides.
fn place_of(hash: u64) -> usize {
    usize::try_from(((hash >> 32) * VALUES as u64) >> 32).unwrap_or(0)
}

/// Of each byte, the letter in lowercase or the digit that it is, or one of the others.
static SIGNS: [u8; 256] = {
    let mut signs = [BEYOND_ASCII; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        signs[byte as usize] = if byte.is_ascii_alphanumeric() {
            byte.to_ascii_lowercase()
        } else if is_inside_word(byte as char) {
            INSIDE_WORD
        } else {
            ENDS_WORD
        };
        byte += 1;
    }
    signs
};
const ENDS_WORD: u8 = 0;
const INSIDE_WORD: u8 = 1;
const BEYOND_ASCII: u8 = 2;

/// What stands inside of a word, or between its letters where a cutter marked some of them.
const fn is_inside_word(sign: char) -> bool {
    matches!(sign, '\'' | '’' | '*' | '_' | '=' | '[' | ']')
}

/// Each place that is still empty gets the value of another, the same one in every text that has it.
fn densified(smallest: &[u32; VALUES]) -> [u8; VALUES] {
    std::array::from_fn(|place| {
        let mut from = place;
        let mut attempt = 0_u64;
        while smallest[from] == u32::MAX {
            attempt += 1;
            from = place_of(FixedState::default().hash_one((place, attempt)));
        }
        // The smallest values have their upper bits in common.
        (smallest[from].wrapping_mul(0x9E37_79B9) >> 24) as u8
    })
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::HashSet;

    use debate_ls_tests::random::Random;

    use super::*;

    /// Text of so many words, where some are as common as in a language.
    pub(in super::super) fn text(random: &mut Random, words: usize) -> Vec<String> {
        (0..words).map(|_| format!("w{}", random.below(40) * random.below(60))).collect()
    }

    pub(in super::super) fn signature(words: &[String]) -> Signature {
        Signature::of([words.join(" ").as_str()].into_iter()).expect("some words")
    }

    /// The share of sequences in both, counted.
    fn exact(one: &[String], other: &[String]) -> f64 {
        let set = |words: &[String]| words.windows(WORDS).map(<[String]>::to_vec).collect::<HashSet<_>>();
        let (one, other) = (set(one), set(other));
        one.intersection(&other).count() as f64 / one.union(&other).count() as f64
    }

    /// The same text, edited more and more.
    pub(in super::super) fn edited(random: &mut Random, words: &[String], percent: usize) -> Vec<String> {
        let change = |word: &String, random: &mut Random| {
            if random.below(100) < percent { format!("x{}", random.below(1000)) } else { word.clone() }
        };
        words.iter().map(|word| change(word, random)).collect()
    }

    #[test]
    fn an_estimate_is_near_what_counting_says() {
        let mut random = Random::new(7);
        let mut errors = Vec::new();
        for size in [60, 200, 900] {
            for percent in [0, 2, 5, 10, 20, 40] {
                let one = text(&mut random, size);
                let other = edited(&mut random, &one, percent);
                errors.push((signature(&one).shared(&signature(&other)) - exact(&one, &other)).abs());
            }
        }
        let mean = errors.iter().sum::<f64>() / errors.len() as f64;
        assert!(mean < 0.04 && errors.iter().all(|error| *error < 0.2), "{mean} {errors:?}");
        assert!(signature(&text(&mut random, 300)).shared(&signature(&text(&mut random, 300))) < 0.1);
    }

    #[test]
    fn how_a_text_is_cut_makes_no_difference() {
        let of = |paragraphs: &[&str]| Signature::of(paragraphs.iter().copied());
        let plain = of(&["The Fed’s talks are off, and the officials said so on Monday."]);
        assert_eq!(of(&["the __Fed's__ talks", "are **off** and [the] ==off==icials said so: on MONDAY"]), plain);
        assert_ne!(of(&["The Fed’s talks are on, and the officials said so on Monday."]), plain);
        assert_eq!(of(&["Two words"]), None);
    }
}
