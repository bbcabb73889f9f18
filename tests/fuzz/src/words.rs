//! A mutator that knows words: it cuts cites up and joins them as careless copying does.
//!
//! Bytes exchanged at random seldom make anything that reads as a name or a date. Words dropped, repeated, exchanged
//! and taken from elsewhere do.

use debate_ls_tests::random::Random;

/// What is difficult in a cite: suffixes, marks, unmatched brackets and quotes, impossible dates, filler, odd characters.
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

/// Changes the words of `text` in one to four ways. Blanks between words stay what they are: line ends count.
pub fn mutate(text: &str, random: &mut Random) -> String {
    let mut words: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
    for _ in 0..1 + random.below(4) {
        if words.is_empty() {
            words.push(BITS[random.below(BITS.len())]);
        }
        let at = random.below(words.len());
        let len = 1 + random.below(12.min(words.len() - at));
        match random.below(8) {
            0 => drop(words.drain(at..at + len)),
            1 | 2 => {
                words.insert(at, " ");
                words.insert(at, BITS[random.below(BITS.len())]);
            }
            3 => words[at..at + len].reverse(),
            4 => {
                let stretch = words[at..at + len].to_vec();
                let to = random.below(words.len() + 1);
                words.splice(to..to, stretch);
            }
            5 => {
                let (word, middle) = (words[at], random.below(words[at].len() + 1));
                let middle = (0..=middle).rev().find(|&middle| word.is_char_boundary(middle)).unwrap_or(0);
                words[at] = &word[..middle];
            }
            6 => words.truncate(at + 1),
            _ => {
                let other = random.below(words.len());
                words.swap(at, other);
            }
        }
    }
    words.concat()
}

/// A body for `libfuzzer_sys::fuzz_mutator!`: words in one mutation of two, bytes as libFuzzer has it in the other.
/// Gives the new size.
pub fn fuzz_words(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    // Small seeds alone would give small numbers.
    let mut random = Random::new(u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    if random.below(2) == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let mutated = mutate(&String::from_utf8_lossy(&data[..size]), &mut random).into_bytes();
    let size = mutated.len().min(max_size);
    data[..size].copy_from_slice(&mutated[..size]);
    size
}
