//! Word lists: what a word of a cite commonly is, and which names are publications or databases.
//!
//! A list is evidence, never proof: a field is decided in [`super::cite`] from its words, its shape and its
//! place together. The lists are compiled in, from `data/` and, where the grammar
//! needs them too, from its `data/`; each file says where it is from.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use bitflags::bitflags;
use foldhash::fast::FixedState;
use icu_normalizer::DecomposingNormalizerBorrowed;
use tree_sitter_debate::data::{self, entries};

bitflags! {
    /// What a single word commonly is. A word may be several things: `may`, `will`, `general`.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Traits: u16 {
        /// `professor`, `director`, `senior`
        const POST = 1;
        /// `PhD`, `J.D.`
        const DEGREE = 1 << 1;
        /// `university`, `committee`
        const ORGANIZATION = 1 << 2;
        /// `journal`, `times`
        const PUBLICATION = 1 << 3;
        /// `van`, `de`, `al`
        const PARTICLE = 1 << 4;
        /// `Maria`, `John`
        const GIVEN = 1 << 5;
        /// `Dr`, `Sen`
        const HONORIFIC = 1 << 6;
        /// `Jr`, `III`
        const SUFFIX = 1 << 7;
        /// `is`, `serves`: a sentence about the author.
        const VERB = 1 << 8;
        /// `the`, `of`, `between`: no name holds them, titles and organisations do.
        const FUNCTION_WORD = 1 << 9;
        /// `London`
        const PLACE = 1 << 10;
        /// `May`, `Winter`, `Monday`
        const CALENDAR = 1 << 11;
    }
}

/// What sort of thing a known publication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A daily or weekly paper.
    Newspaper,
    /// A magazine.
    Magazine,
    /// A news agency.
    Agency,
    /// Radio or television.
    Broadcaster,
    /// A site of its own.
    Site,
    /// A think tank, agency of the state or other body that publishes reports.
    ThinkTank,
    /// A scholarly journal.
    Journal,
    /// A dictionary or encyclopedia.
    Reference,
    /// A house that publishes books.
    Publisher,
}

static WORDS: LazyLock<HashMap<Cow<'static, str>, Traits, FixedState>> = LazyLock::new(|| {
    let mut words: HashMap<_, Traits, _> = HashMap::default();
    for (section, word) in entries(data::BYLINES) {
        let word = if word.contains('.') { word.replace('.', "").into() } else { word.into() };
        *words.entry(word).or_default() |= match section.split(',').next().unwrap_or_default() {
            "post" => Traits::POST,
            "degree" => Traits::DEGREE,
            "organization" => Traits::ORGANIZATION,
            _ => Traits::PUBLICATION,
        };
    }
    for (_, word) in entries(data::PARTICLES) {
        *words.entry(word.into()).or_default() |= Traits::PARTICLE;
    }
    for (section, line) in entries(include_str!("data/words.txt")) {
        let trait_ = match section {
            "honorific" => Traits::HONORIFIC,
            "suffix" => Traits::SUFFIX,
            "verb" => Traits::VERB,
            "small" => Traits::FUNCTION_WORD,
            _ => Traits::PLACE,
        };
        for word in line.split_whitespace() {
            *words.entry(word.into()).or_default() |= trait_;
        }
    }
    for (_, line) in entries(data::CALENDAR) {
        for word in line.split_whitespace().skip(1) {
            *words.entry(word.into()).or_default() |= Traits::CALENDAR;
        }
    }
    for (_, line) in entries(include_str!("data/given_names.txt")) {
        for word in line.split_whitespace() {
            *words.entry(word.into()).or_default() |= Traits::GIVEN;
        }
    }
    words
});

static PUBLICATIONS: LazyLock<HashMap<String, Sort, FixedState>> = LazyLock::new(|| {
    let name = |(section, line): (&str, &str)| {
        let sort = match section {
            "newspaper" => Sort::Newspaper,
            "magazine" => Sort::Magazine,
            "agency" => Sort::Agency,
            "broadcaster" => Sort::Broadcaster,
            "site" => Sort::Site,
            "thinktank" => Sort::ThinkTank,
            "journal" => Sort::Journal,
            "publisher" => Sort::Publisher,
            _ => Sort::Reference,
        };
        (name_key(line), sort)
    };
    entries(include_str!("data/publications.txt")).map(name).collect()
});

static DATABASES: LazyLock<HashSet<String, FixedState>> =
    LazyLock::new(|| entries(data::DATABASES).map(|(_, line)| name_key(line)).collect());

/// What `word` commonly is. Case, diacritics, periods and a genitive ending do not matter; of a
/// hyphenated word that is not known as a whole, the last part counts (`Vice-President`).
pub fn traits(word: &str) -> Traits {
    let mut short = [0; SHORT];
    if let Some(key) = plain_key(word, &mut short) {
        return traits_of(key);
    }
    let mut key = fold(word).into_owned();
    key.retain(|c| c != '.');
    traits_of(&key)
}

fn traits_of(key: &str) -> Traits {
    let known = |key: &str| WORDS.get(key).copied();
    let bare = key.strip_suffix("'s").unwrap_or(key);
    let whole = known(bare).or_else(|| if bare.len() < key.len() { known(key) } else { None });
    let last = || bare.rsplit_once('-').and_then(|(_, last)| known(last)).map(|traits| traits & !Traits::GIVEN);
    whole.or_else(last).unwrap_or_default()
}

/// Words up to this many bytes are looked up without touching the heap.
pub(super) const SHORT: usize = 24;

/// A short ASCII word in small letters and without periods.
pub(super) fn plain_key<'a>(word: &'a str, buffer: &'a mut [u8; SHORT]) -> Option<&'a str> {
    if word.len() > SHORT || !word.is_ascii() {
        return None;
    }
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(word);
    }
    let mut len = 0;
    for b in word.bytes().filter(|b| *b != b'.') {
        buffer[len] = b.to_ascii_lowercase();
        len += 1;
    }
    std::str::from_utf8(&buffer[..len]).ok()
}

/// What sort of publication `name` is, if it is a known one. `The`, case, periods and diacritics do not
/// matter.
pub fn publication(name: &str) -> Option<Sort> {
    // The longest known name has 60 letters.
    if name.len() > 80 {
        return None;
    }
    let mut short = [0; 80];
    match plain_name_key(name, &mut short) {
        Some(key) => PUBLICATIONS.get(key).copied(),
        None => PUBLICATIONS.get(name_key(name).as_str()).copied(),
    }
}

/// Whether `name` is a database or library service.
pub fn is_database(name: &str) -> bool {
    let mut short = [0; 80];
    name.len() <= 40
        && plain_name_key(name, &mut short)
            .map_or_else(|| DATABASES.contains(&name_key(name)), |key| DATABASES.contains(key))
}

/// `name` as the lists have it: folded, without `the` in front and without periods, words apart by one space.
fn name_key(name: &str) -> String {
    let folded = fold(name);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if key.is_empty() && word == "the" {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().filter(|c| !matches!(c, '.' | ',')));
    }
    key
}

/// [`name_key`] of an ASCII name of at most 80 bytes, without touching the heap.
fn plain_name_key<'a>(name: &str, buffer: &'a mut [u8; 80]) -> Option<&'a str> {
    if name.len() > buffer.len() || !name.is_ascii() {
        return None;
    }
    let mut len = 0;
    for word in name.split_ascii_whitespace() {
        if len == 0 && word.eq_ignore_ascii_case("the") {
            continue;
        }
        if len > 0 {
            buffer[len] = b' ';
            len += 1;
        }
        for b in word.bytes().filter(|b| !matches!(b, b'.' | b',')) {
            buffer[len] = b.to_ascii_lowercase();
            len += 1;
        }
    }
    std::str::from_utf8(&buffer[..len]).ok()
}

/// `text` in lower case, without diacritics, with straight apostrophes and plain hyphens: two spellings of
/// one name fold to the same.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        if text.bytes().any(|b| b.is_ascii_uppercase()) {
            return Cow::Owned(text.to_ascii_lowercase());
        }
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for c in DecomposingNormalizerBorrowed::new_nfkd().normalize(text).chars() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            '‘' | '’' | '‛' | 'ʼ' | '`' | '´' => folded.push('\''),
            '‐' | '‑' | '‒' | '–' => folded.push('-'),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_dress() {
        assert!(traits("Professor").contains(Traits::POST));
        assert!(traits("Ph.D.").contains(Traits::DEGREE));
        assert!(traits("Vice-President").contains(Traits::POST));
        assert!(traits("UNIVERSITY").contains(Traits::ORGANIZATION));
        assert!(traits("José").contains(Traits::GIVEN));
        assert_eq!(traits("Syria"), Traits::empty());
    }

    #[test]
    fn names_are_known_with_and_without_the() {
        assert_eq!(publication("The New York Times"), Some(Sort::Newspaper));
        assert_eq!(publication("U.S. News & World Report"), Some(Sort::Magazine));
        assert_eq!(publication("People’s Daily"), Some(Sort::Newspaper));
        assert_eq!(publication("Choi"), None);
        assert!(is_database("Project MUSE"));
    }

    #[test]
    fn every_line_of_the_data_is_read() {
        assert!(WORDS.len() > 1_800, "{}", WORDS.len());
        assert!(PUBLICATIONS.len() > 1_000, "{}", PUBLICATIONS.len());
        assert!(entries(include_str!("data/words.txt")).all(|(section, _)| !section.is_empty()));
        assert!(entries(include_str!("data/publications.txt")).all(|(section, _)| !section.is_empty()));
    }
}
