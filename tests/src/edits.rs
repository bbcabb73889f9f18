//! Random edits of briefs, as bytes: what people type and paste, and what breaks parsers.

use crate::random::Random;

/// Whole lines: what a person types or pastes into a brief.
pub const LINES: &[&[u8]] = &[
    b"AT: Deterrence",
    "Answers to: Russia won’t cooperate".as_bytes(),
    b"Sanctions fail and turn the case",
    b"Total Ban",
    b"A ban is categorical, not a restriction.",
    b"TASS, September 15, 2021",
    b"Telegraph Media, 9-15, 21,",
    b"Choi 21 [Joseph Choi, reporter, \"Kremlin\", The Hill, 9-2-21, https://thehill.com/a_b__c] //AB",
    "**Holohan ’22** \\[Kevin J. Holohan; “A title”; 2022; https://doi.org/10.1000/x\\] IB".as_bytes(),
    b"Syria Resumes Pounding Positions After Deal Fails",
    b"https://www.example.org/2021/09/15/story",
    b"Officials said on Monday that the two sides had agreed to continue the talks, although neither delegation was willing \
to describe the terms in public, and several observers doubted whether the arrangement would outlast the winter.",
    b"The __United **States** has__ said [it] would ... not ==go __there== now.",
    b"# Pocket",
    b"## Hat",
    b"### Block",
    b"####",
    b"#### Marked tag",
    b"#MeToo",
    b"===Block===",
    b"====Tag====",
    b"==High==",
    b"AND",
    b"<!-- debate-ls: ignore date-format -->",
    b"<!-- not closed",
    b"1NC",
    b"Smith 2010 argues that this is no cite.",
    b"wraps on in small letters",
    b"",
    b"   ",
    "\u{a0}\u{feff}".as_bytes(),
];

/// Fragments: what turns up in the middle of a line, invalid UTF-8 included. The fuzz targets refer to them by number, so add
/// new ones at the end.
pub const FRAGMENTS: &[&[u8]] = &[
    b"\n",
    b"\n\n",
    b"\r\n",
    b"\r",
    b" ",
    b"x",
    b"X",
    b"'",
    b"# ",
    b"#### ",
    b"===",
    b"__",
    b"**",
    b"==",
    b"[",
    b"]",
    b"\\[",
    b"...",
    b"http://",
    b"<!--",
    b"-->",
    b", 9-15-21, ",
    b" 21 [",
    b"\"",
    "“".as_bytes(),
    "’".as_bytes(),
    b"\xff",
    b"\xe2\x80",
    b"\x99",
    b"\0",
    "\u{feff}".as_bytes(),
    "\u{2028}".as_bytes(),
    b"AT: X",
    b"Choi 21",
    b".",
    b"\r\n\r\n",
    b"#",
    "”".as_bytes(),
    b"\xe2",
    b"\x80\x99",
    b"\xef\xbb\xbf",
    "\u{200b}".as_bytes(),
    b"September",
];

/// One edit: `start..old_end` of the text before it becomes `inserted`. All in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where the text changes.
    pub start: usize,
    /// Where the replaced part ends.
    pub old_end: usize,
    /// The new text.
    pub inserted: Vec<u8>,
}

/// A random edit of `text`.
pub fn random_edit(random: &mut Random, text: &[u8]) -> Edit {
    let start = random.below(text.len() + 1);
    let removed = match random.below(8) {
        0..=3 => 0,
        4 | 5 => 1,
        6 => random.below(40),
        _ => random.below(600),
    };
    let inserted = match random.below(8) {
        0 => Vec::new(),
        1..=4 => random.pick(FRAGMENTS).to_vec(),
        5 => random.pick(LINES).to_vec(),
        6 => [b"\n".as_slice(), random.pick(LINES), b"\n"].concat(),
        _ => {
            let lines = random.below(6);
            random_brief(random, lines)
        }
    };
    Edit { start, old_end: (start + removed).min(text.len()), inserted }
}

/// A brief of random [`LINES`], most of them with the same line end.
pub fn random_brief(random: &mut Random, lines: usize) -> Vec<u8> {
    const ENDS: [&[u8]; 4] = [b"\n\n", b"\n", b"\r\n\r\n", b"\r"];
    let usual = random.pick(&ENDS);
    let mut text = Vec::new();
    for _ in 0..lines {
        text.extend_from_slice(random.pick(LINES));
        text.extend_from_slice(if random.one_in(5) { random.pick(&ENDS) } else { usual });
    }
    text
}
