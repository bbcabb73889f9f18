//! How a line is written, in numbers: what tells a debater’s claim from a sentence of an article.

use memchr::{memchr_iter, memchr2_iter};

use super::model;
use super::words::{Token, for_each_token, spell};
use crate::text::Span;

/// Bytes of a line that are looked at. A claim is shorter.
const LOOKED_AT: usize = 1200;

/// Tokens of a line whose words count.
const TOKENS: usize = 40;

/// The names of the numbers of a [`Shape`], in order.
pub(super) const NAMES: [&str; COUNT] = [
    "bytes",
    "words",
    "ends-period",
    "ends-question",
    "ends-colon",
    "ends-open",
    "starts-capital",
    "starts-quote",
    "starts-number",
    "dashes",
    "spaced-dashes",
    "shouted",
    "capitals",
    "numbers",
    "years",
    "commas",
    "quotes",
    "brackets",
    "contractions",
    "sentences",
    "word-length",
    "small-words",
    "past",
    "gerunds",
    "diction",
    "diction-first",
];

const COUNT: usize = 26;

/// How a line is written: one number for each of [`NAMES`]. All are finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shape(pub [f32; COUNT]);

// No number in it is NaN.
impl Eq for Shape {}

impl Shape {
    /// The shape of a line.
    pub(super) fn of(line: &str) -> Self {
        let len = line.len();
        let mut end = len.min(LOOKED_AT);
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        let text = Span::new(0, end).of(line);
        let mut counts = Counts::default();
        let mut diction = Diction::new();
        for_each_token(text, |token, at| {
            counts.add(token, text, at);
            diction.add(token);
            true
        });
        let words = counts.words.max(1.0);
        let last = line.trim_end_matches(['”', '"', '’', '\'', ')', ']', ' ', '\u{a0}']).chars().next_back();
        let first = text.chars().next();
        let ends = |signs: &[char]| last.is_some_and(|last| signs.contains(&last));
        let signs = Signs::of(text.as_bytes());
        let flag = |is: bool| f32::from(u8::from(is));
        let (all, opening) = diction.scores();
        Self([
            log(len),
            counts.words.min(200.0),
            flag(ends(&['.'])),
            flag(ends(&['?', '!'])),
            flag(ends(&[':', ';', ','])),
            flag(last.is_some_and(|last| last.is_alphanumeric() || last == '%')),
            flag(first.is_some_and(char::is_uppercase)),
            flag(first.is_some_and(|first| matches!(first, '“' | '"' | '‘' | '\'' | '[' | '('))),
            flag(starts_with_number(text)),
            flag(signs.dashes),
            flag(signs.spaced_dashes),
            counts.shouted / words,
            counts.capitals / words,
            counts.numbers / words,
            counts.years.min(5.0),
            signs.commas as f32 / words,
            (signs.quotes as f32).min(8.0),
            (signs.brackets as f32).min(8.0),
            counts.contractions / words,
            counts.sentences.min(8.0),
            counts.letters / words,
            counts.small / words,
            counts.past / words,
            counts.gerunds / words,
            all,
            opening,
        ])
    }

    /// The number of that name in [`NAMES`].
    pub(super) fn get(&self, name: usize) -> f32 {
        self.0.get(name).copied().unwrap_or(0.0)
    }
}

/// The logarithm of a length or a number of things, which may be 0.
pub(super) fn log(count: usize) -> f32 {
    (count as f32 + 1.0).ln()
}

/// `1.`, `2---`, `A.`, `b)`, `[3]`
fn starts_with_number(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let letter = usize::from(text.starts_with(|c: char| c.is_ascii_alphabetic()));
    let number = if digits > 0 { digits } else { letter };
    let behind = text.get(number..).unwrap_or("");
    (1..=2).contains(&number) && (behind.starts_with(['.', ')', ']', ':', '—', '–']) || behind.starts_with("--"))
}

/// The signs of a line outside of its words. Counted by their bytes, in few passes: most of a line are letters.
#[derive(Default)]
struct Signs {
    commas: usize,
    /// Double ones.
    quotes: usize,
    brackets: usize,
    /// Whether there is `--` or `—`.
    dashes: bool,
    /// Whether there is a dash or a hyphen with a space on either side.
    spaced_dashes: bool,
}

impl Signs {
    /// The signs in UTF-8.
    fn of(text: &[u8]) -> Self {
        /// The first byte of `“`, `”`, `–` and `—`.
        const FIRST: u8 = 0xE2;
        let count = |sign: u8| memchr_iter(sign, text).count();
        let mut signs = Self {
            commas: count(b','),
            quotes: count(b'"'),
            brackets: [b'(', b')', b'[', b']'].into_iter().map(count).sum(),
            ..Self::default()
        };
        for at in memchr2_iter(b'-', FIRST, text) {
            let from = text.get(at..).unwrap_or_default();
            let spaced = |len: usize| from.get(len) == Some(&b' ') && text.get(..at).is_some_and(|t| t.ends_with(b" "));
            if from.starts_with(b"-") {
                signs.dashes |= from.starts_with(b"--");
                signs.spaced_dashes |= spaced(1);
            } else if from.starts_with("“".as_bytes()) || from.starts_with("”".as_bytes()) {
                signs.quotes += 1;
            } else if from.starts_with("—".as_bytes()) || from.starts_with("–".as_bytes()) {
                signs.dashes |= from.starts_with("—".as_bytes());
                signs.spaced_dashes |= spaced(3);
            }
        }
        signs
    }
}

#[derive(Default)]
struct Counts {
    words: f32,
    letters: f32,
    shouted: f32,
    capitals: f32,
    numbers: f32,
    years: f32,
    contractions: f32,
    sentences: f32,
    small: f32,
    past: f32,
    gerunds: f32,
}

impl Counts {
    fn add(&mut self, token: Token<'_>, text: &str, at: usize) {
        let word = match token {
            Token::Dash => return,
            Token::Number(number) => {
                self.numbers += 1.0;
                let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
                self.years += f32::from(u8::from(is_year));
                number
            }
            Token::Word(word) => word,
        };
        self.words += 1.0;
        self.letters += word.len() as f32;
        let capital = word.starts_with(char::is_uppercase);
        if capital && text.get(..at).unwrap_or("").trim_end().ends_with(['.', '!', '?']) {
            self.sentences += 1.0;
        } else if capital && at > 0 {
            self.capitals += 1.0;
        }
        if word.len() > 1 && word.chars().all(|c| !c.is_lowercase()) && matches!(token, Token::Word(_)) {
            self.shouted += 1.0;
        }
        // 0xE2 is the first byte of ’.
        if word.bytes().any(|byte| matches!(byte, b'\'' | 0xE2)) && word.contains(['’', '\'']) {
            self.contractions += 1.0;
        }
        if !capital && word.len() <= 3 {
            self.small += 1.0;
        }
        if word.len() > 4 && word.ends_with("ed") {
            self.past += 1.0;
        }
        if word.len() > 5 && word.ends_with("ing") {
            self.gerunds += 1.0;
        }
    }
}

/// Adds up what the words of a line and their pairs say.
struct Diction {
    buffer: String,
    before: model::Term,
    tokens: u16,
    sum: f32,
    opening: f32,
}

impl Diction {
    fn new() -> Self {
        Self { buffer: String::new(), before: model::term("^"), tokens: 0, sum: 0.0, opening: 0.0 }
    }

    fn add(&mut self, token: Token<'_>) {
        if usize::from(self.tokens) >= TOKENS {
            return;
        }
        let term = model::term(spell(token, &mut self.buffer));
        self.sum += term.weight + model::pair(self.before, term);
        self.before = term;
        self.tokens += 1;
        if self.tokens <= 3 {
            self.opening = self.sum;
        }
    }

    /// Of the whole line, which counts less the longer it is; and of its first three words.
    fn scores(&self) -> (f32, f32) {
        (self.sum / (4.0 + f32::from(self.tokens)), self.opening)
    }
}

/// What [`Shape`] weighs of a line: its words and their pairs, for the program that fits the weights.
pub(super) fn terms(line: &str) -> Vec<String> {
    let mut terms = Vec::new();
    let mut before = "^".to_owned();
    let mut tokens = 0;
    for_each_token(line, |token, _| {
        let spelled = spell(token, &mut String::new()).to_owned();
        terms.push(spelled.clone());
        terms.push(format!("{before} {spelled}"));
        before = spelled;
        tokens += 1;
        tokens < TOKENS
    });
    terms
}
