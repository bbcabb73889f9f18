//! A mutator that knows words: it cuts cites up and joins them as careless copying does.
//!
//! Bytes exchanged at random seldom make anything that reads as a name or a date. Words dropped, repeated, exchanged
//! and taken from elsewhere do.

/// What makes trouble in a cite: suffixes, marks, signs without their partner, dates of no day, filler, odd characters.
const BITS: &[&str] = &[
    "Jr.",
    "III",
    "et al.",
    "et.al.",
    "PhD,",
    "’21",
    "‘08",
    "2K",
    "n.d.",
    "No Date",
    "9-1, ,",
    "9 -16 September 2021",
    "2/30/21",
    "13-45-21",
    "Winter 94/95",
    "(",
    ")",
    "[",
    "]",
    "“",
    "”",
    "\"",
    "and",
    "&",
    "van der",
    "al-",
    "*",
    "**",
    "__",
    "==",
    "None 'None [None;",
    "No Author",
    "xx-xx-xxxx",
    "//JB",
    "accessed 9-1-21",
    "DOA:",
    "Date Accessed",
    "https://",
    "www.",
    "https//a.org/b",
    "https://a.b/c d",
    "Vol. 117, No. 4",
    "pp.",
    "30-31",
    ",",
    ";",
    "|",
    "–",
    "—",
    "J.",
    "O’",
    "É",
    "e\u{301}",
    "😀",
    "\u{a0}",
    "\u{200b}",
    "quoting",
    "Judge",
    "v.",
    "Id.",
    "Choi 21",
    "Starr ’17 [",
    "1AC",
    "AT:",
    "TASS,",
    "The Hill",
    "\\xA1",
    "â€™",
    "\n",
    "\n\n",
    "\r\n",
    "####",
];

/// A small generator (xorshift64*), so that a seed always makes the same mutation.
pub struct Dice(u64);

impl Dice {
    /// A generator that starts from `seed`.
    pub fn new(seed: u32) -> Self {
        Self(u64::from(seed) << 1 | 1)
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as usize % limit
    }
}

/// Changes the words of `text` in one to four ways. Blanks between words stay what they are: line ends count.
pub fn mutate(text: &str, dice: &mut Dice) -> String {
    let mut words: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
    for _ in 0..1 + dice.below(4) {
        if words.is_empty() {
            words.push(BITS[dice.below(BITS.len())]);
        }
        let at = dice.below(words.len());
        let len = 1 + dice.below(12.min(words.len() - at));
        match dice.below(8) {
            0 => drop(words.drain(at..at + len)),
            1 | 2 => {
                words.insert(at, " ");
                words.insert(at, BITS[dice.below(BITS.len())]);
            }
            3 => words[at..at + len].reverse(),
            4 => {
                let stretch = words[at..at + len].to_vec();
                let to = dice.below(words.len() + 1);
                words.splice(to..to, stretch);
            }
            5 => {
                let (word, middle) = (words[at], dice.below(words[at].len() + 1));
                let middle = (0..=middle).rev().find(|&middle| word.is_char_boundary(middle)).unwrap_or(0);
                words[at] = &word[..middle];
            }
            6 => words.truncate(at + 1),
            _ => {
                let other = dice.below(words.len());
                words.swap(at, other);
            }
        }
    }
    words.concat()
}

/// A body for `libfuzzer_sys::fuzz_mutator!`: words in one mutation of two, bytes as libFuzzer has it in the other.
/// Gives the new size.
pub fn fuzz_words(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut dice = Dice::new(seed);
    if dice.below(2) == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let mutated = mutate(&String::from_utf8_lossy(&data[..size]), &mut dice).into_bytes();
    let size = mutated.len().min(max_size);
    data[..size].copy_from_slice(&mutated[..size]);
    size
}
