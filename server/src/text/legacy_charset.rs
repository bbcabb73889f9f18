//! Which charset a file without a byte order mark is in, if it is not UTF-8: Windows-1252, which Word writes as “Plain
//! Text”, or Mac Roman, which Word for Mac writes.
//!
//! Both give every byte a character, so only the text shows which of them is right: `D5` is the apostrophe of “committee’s”
//! in Mac Roman, and `Õ` in Windows-1252, which is no letter of an English word. Each byte beyond ASCII is decoded both
//! ways, and scored by its neighbors.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// The charset of some bytes, and how certain it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guess {
    pub(super) encoding: &'static Encoding,
    /// Whether the other charset, or a third one, may be right as well.
    pub(super) is_doubtful: bool,
}

/// How far the scores of the two charsets must be apart.
const MIN_MARGIN: i32 = 3;

/// Among how many characters that fit, one may be out of place.
const FITTING_PER_MISFIT: i32 = 10;

/// The points of a character that cannot be where it is.
const MISFIT: i32 = -4;

/// Guesses the charset of `bytes`. O(bytes).
pub(super) fn guess(bytes: &[u8]) -> Guess {
    let windows = score(&WINDOWS_1252.decode_without_bom_handling(bytes).0);
    let mac = score(&MACINTOSH.decode_without_bom_handling(bytes).0);
    let (encoding, better, other) =
        if mac.sum > windows.sum { (MACINTOSH, mac, windows) } else { (WINDOWS_1252, windows, mac) };
    let is_clear = better.sum - other.sum >= MIN_MARGIN && better.misfits * FITTING_PER_MISFIT <= better.fitting;
    Guess { encoding, is_doubtful: !is_clear }
}

/// `bytes` in the charset of the guess.
pub(super) fn decode(bytes: &[u8], guess: Guess) -> Cow<'_, str> {
    guess.encoding.decode_without_bom_handling(bytes).0
}

#[derive(Clone, Copy, Debug, Default)]
struct Score {
    sum: i32,
    fitting: i32,
    misfits: i32,
}

fn score(text: &str) -> Score {
    let mut score = Score::default();
    let mut before = ['\n'; 2];
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if !character.is_ascii() {
            let after = characters.peek().copied().unwrap_or('\n');
            let rest = || characters.clone().take(3).collect::<String>();
            let points = points(character, before[1], after, rest);
            score.sum += points;
            score.fitting += i32::from(points > 0);
            score.misfits += i32::from(points < 0);
        }
        before = [before[1], character];
    }
    score
}

/// How well a character fits between two others. `rest` are the next characters.
fn points(character: char, before: char, after: char, rest: impl Fn() -> String) -> i32 {
    let is_space = |c: char| c.is_whitespace();
    let opens = |c: char| is_space(c) || "([{—–-\"'“‘/*_=".contains(c);
    let closes = |c: char| is_space(c) || ".,;:!?)]}—–-\"'”’/*_=…".contains(c);
    let is_word = |c: char| c.is_alphanumeric();
    if [before, character, after].iter().all(|c| !c.is_ascii() && c.is_alphabetic()) {
        // No word has three such letters in a row, except in a third charset.
        return MISFIT;
    }
    match character {
        // An apostrophe in a contraction or a genitive.
        '’' if before.is_alphabetic() && is_contraction(&rest()) => 4,
        '’' | '”' if closes(after) && !is_space(before) => 3,
        // An apostrophe for omitted digits or letters, or in a name.
        '’' if after.is_ascii_digit() || (is_word(before) && is_word(after)) => 2,
        '‘' | '“' if opens(before) && !closes(after) => 3,
        '‘' if after.is_ascii_digit() => 2,
        '–' | '—' if is_space(before) && is_space(after) => 3,
        '–' if before.is_ascii_digit() && after.is_ascii_digit() => 3,
        '–' | '—' => 1,
        '…' if is_word(before) != is_word(after) || is_space(before) => 2,
        '…' => 0,
        '\u{a0}' | '•' | '§' | '€' | '£' | '©' | '®' | '™' | '°' | '·' | '½' | '¼' | '¾' | '¶' => {
            // Between two letters, each of them is the wrong half of a word.
            if before.is_alphabetic() && after.is_alphabetic() && character != '\u{a0}' { MISFIT } else { 1 }
        }
        letter if letter.is_lowercase() && letter.is_alphabetic() => match (before, after) {
            (b, a) if !b.is_alphabetic() && !a.is_alphabetic() => MISFIT,
            // A small letter does not come before a capital.
            (_, a) if a.is_uppercase() => MISFIT,
            // “donít” is “don’t” in the other charset.
            (b, _) if b.is_alphabetic() && letter == 'í' && is_contraction(&rest()) => -1,
            (b, a) if b.is_alphabetic() && a.is_alphabetic() => 1,
            _ if matches!(letter, 'é' | 'è' | 'á' | 'ó' | 'ñ' | 'ü' | 'ö' | 'ä' | 'ã' | 'ç' | 'å' | 'ø') => {
                1
            }
            _ => -1,
        },
        letter if letter.is_uppercase() => match (before, after) {
            // A capital is at a word's start, or among capitals.
            (b, _) if b.is_lowercase() => MISFIT,
            (b, a) if !b.is_alphabetic() && !a.is_alphabetic() => MISFIT,
            (b, a) if b.is_uppercase() || a.is_uppercase() => 2,
            _ => 0,
        },
        _ => MISFIT,
    }
}

/// Whether `rest`, the characters after an apostrophe, end a contraction: `’s`, `’t`, `’re`.
fn is_contraction(rest: &str) -> bool {
    ["s", "t", "d", "m", "re", "ll", "ve"].iter().any(|ending| {
        let after = rest.strip_prefix(ending).or_else(|| rest.strip_prefix(&*ending.to_uppercase()));
        after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(encoding: &'static Encoding, text: &str) -> (&'static str, bool) {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "{text}");
        let guess = guess(&bytes);
        (guess.encoding.name(), guess.is_doubtful)
    }

    const TEXTS: [&str; 8] = [
        "The committee’s report says “now” – and nobody doubts it.",
        "don’t",
        "Nelson ‘08 — café",
        "“We won’t,” she said … “ever.”",
        "García Márquez and Müller met in São Paulo.",
        "It’s 5 p.m., they’re late; we’ve waited",
        "the 1990–1991 war",
        "(“Ports,” 2021)",
    ];

    #[test]
    fn each_charset_is_recognized_by_its_quotation_marks_and_letters() {
        for text in TEXTS {
            assert_eq!(guessed(WINDOWS_1252, text), ("windows-1252", false), "{text}");
            assert_eq!(guessed(MACINTOSH, text), ("macintosh", false), "{text}");
        }
    }

    #[test]
    fn other_charsets_and_mixtures_are_doubtful() {
        // Windows-1251, Windows-1253 and Shift_JIS.
        for (encoding, text) in [
            (encoding_rs::WINDOWS_1251, "Дума решила: санкции не работают, и никто не удивлён."),
            (encoding_rs::WINDOWS_1253, "Οι κυρώσεις δεν λειτουργούν εδώ και χρόνια."),
            (encoding_rs::SHIFT_JIS, "制裁は効果がないと大臣は述べた。"),
        ] {
            assert!(guessed(encoding, text).1, "{text}");
        }
        let mixed = [&b"The committee\xD5s report says \xD2now\xD3. "[..], b"It\x92s \x93then\x94, they say."].concat();
        assert!(guess(&mixed).is_doubtful);
        // One capital that is a dash or an ellipsis in the other charset.
        assert!(guess(b"ESPA\xD1A").is_doubtful);
    }
}
