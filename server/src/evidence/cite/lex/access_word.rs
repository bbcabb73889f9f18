//! The words that make the date after them an access date: `accessed`, `DOA`, `retrieved`.

/// Common typos included.
const ACCESS_WORDS: [&str; 17] = [
    "accessed",
    "access",
    "acessed",
    "accesed",
    "acccessed",
    "accssed",
    "accessd",
    "doa",
    "d.o.a",
    "retrieved",
    "retreived",
    "viewed",
    "visited",
    "downloaded",
    "acc",
    "accessed-on",
    "dateaccessed",
];

/// Whether a date after `word` is an access date.
pub(crate) fn is_access_word(word: &str) -> bool {
    ACCESS_WORDS.iter().any(|access| word.eq_ignore_ascii_case(access))
}
