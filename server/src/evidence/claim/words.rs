//! The words of a line, as the model of claims counts them.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

/// A word, or a mark that says as much as a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A word, with its apostrophes.
    Word(&'a str),
    /// Digits, with what is attached to them.
    Number(&'a str),
    /// A dash between words, however it is typed: `---`, ` – `.
    Dash,
}

/// Passes the tokens of `text` to `take`, one after the other, until `take` has enough and returns `false`.
pub(super) fn for_each_token<'a>(text: &'a str, mut take: impl FnMut(Token<'a>, usize) -> bool) {
    let mut at = 0;
    let mut spaced = false;
    while let Some((sign, len)) = sign_at(text, at) {
        let start = at;
        at += len;
        match sign {
            Sign::Letter => {
                let mut end = at;
                while let Some((sign @ (Sign::Letter | Sign::Apostrophe), len)) = sign_at(text, at) {
                    at += len;
                    if sign == Sign::Letter {
                        end = at;
                    }
                }
                let word = text.get(start..end).unwrap_or("");
                let is_number = word.starts_with(|c: char| c.is_ascii_digit());
                if !take(if is_number { Token::Number(word) } else { Token::Word(word) }, start) {
                    return;
                }
            }
            Sign::Dash => {
                while let Some((Sign::Dash, len)) = sign_at(text, at) {
                    at += len;
                }
                // A hyphen inside a word is none.
                if (at - start > 1 || spaced) && !take(Token::Dash, start) {
                    return;
                }
            }
            Sign::Apostrophe | Sign::Blank | Sign::Other => {}
        }
        spaced = sign == Sign::Blank;
    }
}

/// What a sign is in a token, or between two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A letter or a digit.
    Letter,
    Apostrophe,
    Dash,
    Blank,
    Other,
}

/// What each sign of ASCII is. Nearly all signs of a brief are, and need not be decoded.
static ASCII: [Sign; 128] = {
    let mut signs = [Sign::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        signs[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Sign::Letter,
            b'\'' => Sign::Apostrophe,
            b'-' => Sign::Dash,
            b'\t'..=b'\r' | b' ' => Sign::Blank,
            _ => Sign::Other,
        };
        byte += 1;
    }
    signs
};

/// The sign that starts at the byte `at`, and its length in bytes.
#[inline]
fn sign_at(text: &str, at: usize) -> Option<(Sign, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if let Some(sign) = ASCII.get(usize::from(byte)) {
        return Some((*sign, 1));
    }
    let sign = text.get(at..)?.chars().next()?;
    let kind = match sign {
        '’' => Sign::Apostrophe,
        '–' | '—' | '―' => Sign::Dash,
        _ if sign.is_alphanumeric() => Sign::Letter,
        _ if sign.is_whitespace() => Sign::Blank,
        _ => Sign::Other,
    };
    Some((kind, sign.len_utf8()))
}

/// As the model spells a token: in lowercase, with straight apostrophes, and all numbers of a kind alike. `buffer` is for
/// what is not spelled so already.
pub(super) fn spell<'a>(token: Token<'a>, buffer: &'a mut String) -> &'a str {
    match token {
        Token::Dash => "–",
        Token::Number(number) if number.len() == 4 && (number.starts_with("19") || number.starts_with("20")) => {
            "<year>"
        }
        Token::Number(_) => "<number>",
        Token::Word(word) if word.bytes().all(|letter| letter.is_ascii_lowercase()) => word,
        Token::Word(word) => {
            buffer.clear();
            for letter in word.chars() {
                match letter {
                    '’' => buffer.push('\''),
                    _ if letter.is_ascii() => buffer.push(letter.to_ascii_lowercase()),
                    _ => buffer.extend(letter.to_lowercase()),
                }
            }
            buffer
        }
    }
}

/// Words that any two texts share.
static COMMON: LazyLock<HashSet<&str, FixedState>> = LazyLock::new(|| HashSet::from_iter(COMMON_WORDS));

const COMMON_WORDS: [&str; 92] = [
    "about",
    "after",
    "against",
    "also",
    "although",
    "among",
    "another",
    "around",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "could",
    "does",
    "doing",
    "done",
    "down",
    "during",
    "each",
    "even",
    "every",
    "first",
    "from",
    "further",
    "given",
    "have",
    "having",
    "here",
    "however",
    "into",
    "itself",
    "just",
    "less",
    "like",
    "made",
    "make",
    "makes",
    "many",
    "might",
    "more",
    "most",
    "much",
    "must",
    "only",
    "other",
    "others",
    "over",
    "part",
    "rather",
    "same",
    "should",
    "since",
    "some",
    "still",
    "such",
    "take",
    "than",
    "that",
    "their",
    "them",
    "themselves",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "through",
    "thus",
    "time",
    "under",
    "until",
    "upon",
    "very",
    "well",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "whose",
    "will",
    "with",
    "within",
    "without",
    "would",
    "your",
];

/// The stems of a text’s words: what two texts about one thing share. The lowest bit says whether the word has a
/// capital, as names do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stems(pub Vec<u32>);

/// Letters of a stem.
const STEM: usize = 6;

impl Stems {
    /// The stems of the first `most` such words of `text`.
    pub(super) fn of(text: &str, most: usize) -> Self {
        let mut stems = Self::default();
        stems.extend(text, most);
        stems
    }

    /// Adds the stems of `text`, up to `most` in all.
    pub(super) fn extend(&mut self, text: &str, most: usize) {
        let mut buffer = String::new();
        let mut sentence_starts = true;
        for_each_token(text, |token, at| {
            if self.0.len() >= most {
                return false;
            }
            if let Token::Word(word) = token
                && word.len() > 3
            {
                let word_only = without_end(without_end(spell(token, &mut buffer), "'s"), "n't");
                if word_only.len() > 3 && !COMMON.contains(word_only) {
                    let end = word_only.char_indices().nth(STEM).map_or(word_only.len(), |(at, _)| at);
                    let capital = !sentence_starts && word.starts_with(char::is_uppercase);
                    let hash = FixedState::default().hash_one(word_only.get(..end).unwrap_or(""));
                    #[expect(clippy::cast_possible_truncation, reason = "any 31 bits do")]
                    self.0.push((hash as u32) << 1 | u32::from(capital));
                }
            }
            let end = at + token_len(token);
            sentence_starts = matches!(text.as_bytes().get(end), Some(b'.' | b'!' | b'?' | b':'));
            true
        });
    }

    /// Sorted, each once; one with a capital in any place has it.
    pub(super) fn sorted(mut self) -> Self {
        self.0.sort_unstable_by(|one, other| other.cmp(one));
        self.0.dedup_by_key(|stem| *stem >> 1);
        self.0.shrink_to_fit();
        self
    }

    /// How many are in both, and how many of them with a capital in both. Both are sorted.
    pub(super) fn shared(&self, other: &Self) -> (usize, usize) {
        let (mut all, mut names) = (0, 0);
        let mut others = other.0.iter().copied().peekable();
        for &stem in &self.0 {
            while others.next_if(|other| other >> 1 > stem >> 1).is_some() {}
            if let Some(same) = others.next_if(|other| other >> 1 == stem >> 1) {
                all += 1;
                names += usize::from(stem & same & 1 == 1);
            }
        }
        (all, names)
    }

    /// How many have a capital.
    pub(super) fn names(&self) -> usize {
        self.0.iter().filter(|stem| *stem & 1 == 1).count()
    }
}

/// `word` without the `end` that it may have, once or more often.
fn without_end<'a>(mut word: &'a str, end: &str) -> &'a str {
    while let Some(shorter) = word.strip_suffix(end) {
        word = shorter;
    }
    word
}

fn token_len(token: Token<'_>) -> usize {
    match token {
        Token::Word(word) | Token::Number(word) => word.len(),
        Token::Dash => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        for_each_token(text, |token, _| {
            all.push(spell(token, &mut String::new()).to_owned());
            true
        });
        all
    }

    #[test]
    fn words_numbers_and_dashes() {
        assert_eq!(
            spelled("2---The FTC’s well-funded – until 2028!"),
            ["<number>", "–", "the", "ftc's", "well", "funded", "–", "until", "<year>"]
        );
        assert_eq!(spelled("“’” --x-- ’tis é"), ["–", "x", "–", "tis", "é"]);
        assert_eq!(spelled(""), Vec::<String>::new());
    }

    #[test]
    fn texts_about_one_thing_share_stems() {
        let one = Stems::of("The ministers of Norway negotiated about fisheries.", 20).sorted();
        let other = Stems::of("Negotiations with Norway: no fishery was closed.", 20).sorted();
        assert_eq!(one.shared(&other), (3, 1), "negoti…, Norway, fisher…; and Norway is a name");
        assert_eq!(one.shared(&Stems::default()), (0, 0));
        assert_eq!(Stems::of("ministers ministers ministers", 2).0.len(), 2);
    }
}
