//! The words of a line, as the model of claims counts them.

use foldhash::fast::FixedState;
use std::hash::BuildHasher;

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
    let mut rest = text;
    loop {
        let Some(at) = rest.find(|c: char| c.is_alphanumeric() || is_dash(c)) else { return };
        let Some(from) = rest.get(at..) else { return };
        let start = text.len() - from.len();
        if from.starts_with(is_dash) {
            let len = from.find(|c| !is_dash(c)).unwrap_or(from.len());
            let dash = from.get(..len).unwrap_or("");
            let spaced = rest.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
            // A hyphen inside a word is none.
            if (dash.len() > 1 || spaced) && !take(Token::Dash, start) {
                return;
            }
            rest = from.get(len..).unwrap_or("");
            continue;
        }
        let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        let len = from.find(|c| !is_inner(c)).unwrap_or(from.len());
        let word = from.get(..len).unwrap_or("").trim_end_matches(['\'', '’']);
        let token =
            if word.starts_with(|c: char| c.is_ascii_digit()) { Token::Number(word) } else { Token::Word(word) };
        if !take(token, start) {
            return;
        }
        rest = from.get(len..).unwrap_or("");
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

/// As the model spells a token: in lowercase, with straight apostrophes, and all numbers of a kind alike.
pub(super) fn spell(token: Token<'_>, into: &mut String) {
    into.clear();
    match token {
        Token::Dash => into.push('–'),
        Token::Number(number) if number.len() == 4 && (number.starts_with("19") || number.starts_with("20")) => {
            into.push_str("<year>");
        }
        Token::Number(_) => into.push_str("<number>"),
        Token::Word(word) => {
            for letter in word.chars() {
                match letter {
                    '’' => into.push('\''),
                    _ if letter.is_ascii() => into.push(letter.to_ascii_lowercase()),
                    _ => into.extend(letter.to_lowercase()),
                }
            }
        }
    }
}

/// Words that any two texts share.
const COMMON: [&str; 92] = [
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
        let mut spelled = String::new();
        let mut sentence_starts = true;
        for_each_token(text, |token, at| {
            if self.0.len() >= most {
                return false;
            }
            if let Token::Word(word) = token
                && word.len() > 3
            {
                spell(token, &mut spelled);
                let word_only = spelled.trim_end_matches("'s").trim_end_matches("n't");
                if word_only.len() > 3 && COMMON.binary_search(&word_only).is_err() {
                    let end = word_only.char_indices().nth(STEM).map_or(word_only.len(), |(at, _)| at);
                    let capital = !sentence_starts && word.starts_with(char::is_uppercase);
                    let hash = FixedState::default().hash_one(word_only.get(..end).unwrap_or(""));
                    #[expect(clippy::cast_possible_truncation, reason = "any 31 bits do")]
                    self.0.push((hash as u32) << 1 | u32::from(capital));
                }
            }
            let end = at + token_len(token);
            sentence_starts = text.get(end..).is_some_and(|rest| rest.starts_with(['.', '!', '?', ':']));
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
            let mut word = String::new();
            spell(token, &mut word);
            all.push(word);
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

    #[test]
    fn common_words_can_be_searched() {
        assert!(COMMON.is_sorted());
    }
}
