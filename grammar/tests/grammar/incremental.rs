//! Parsing after an edit gives the tree that parsing afresh gives, whatever the bytes, and no tree ever holds an
//! ERROR or MISSING node. The language for texts that are not edited gives the same tree.
//!
//! `DEBATE_EDITS` sets the number of random edits (default 2,000).

use std::fmt::Write as _;

use crate::briefs::briefs;
use crate::trees::{assert_whole, first_difference, parser, parser_to_parse_once};
use tree_sitter::{InputEdit, Parser, Point, Tree};

/// A small deterministic generator (xorshift64*): the same edits in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, choices: &[&'a [u8]]) -> &'a [u8] {
        choices[self.below(choices.len())]
    }
}

/// Whole lines: what a person types or pastes into a brief.
const LINES: &[&[u8]] = &[
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

/// Fragments: what turns up in the middle of a line, broken characters included.
const FRAGMENTS: &[&[u8]] = &[
    b"\n",
    b"\n\n",
    b"\r\n",
    b"\r",
    b"\r\n\r\n",
    b" ",
    b"x",
    b"# ",
    b"#",
    b"__",
    b"**",
    b"==",
    b"===",
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
    "”".as_bytes(),
    b"\xff",
    b"\xe2\x80",
    b"\xe2",
    b"\x80\x99",
    b"\0",
    b"\xef\xbb\xbf",
    "\u{2028}".as_bytes(),
    "\u{200b}".as_bytes(),
    b"September",
    b".",
];

fn brief(dice: &mut Dice, lines: usize) -> Vec<u8> {
    let ends: &[&[u8]] = &[b"\n\n", b"\n", b"\r\n\r\n", b"\r"];
    let usual = dice.pick(ends);
    let mut text = Vec::new();
    for _ in 0..lines {
        text.extend_from_slice(dice.pick(LINES));
        text.extend_from_slice(if dice.below(5) == 0 { dice.pick(ends) } else { usual });
    }
    text
}

fn point(text: &[u8], byte: usize) -> Point {
    let before = &text[..byte];
    let row = before.iter().filter(|&&b| b == b'\n').count();
    let column = byte - before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    Point { row, column }
}

/// One random edit of `text`, and what tree-sitter is to be told of it.
fn edit(dice: &mut Dice, text: &mut Vec<u8>) -> InputEdit {
    let start = dice.below(text.len() + 1);
    let removed = match dice.below(8) {
        0..=3 => 0,
        4 | 5 => 1,
        6 => dice.below(40),
        _ => dice.below(600),
    }
    .min(text.len() - start);
    let inserted: Vec<u8> = match dice.below(8) {
        0 => Vec::new(),
        1..=4 => dice.pick(FRAGMENTS).to_vec(),
        5 => dice.pick(LINES).to_vec(),
        6 => [b"\n", dice.pick(LINES), b"\n"].concat(),
        _ => {
            let lines = dice.below(6);
            brief(dice, lines)
        }
    };
    let (start_position, old_end_position) = (point(text, start), point(text, start + removed));
    text.splice(start..start + removed, inserted.iter().copied());
    InputEdit {
        start_byte: start,
        old_end_byte: start + removed,
        new_end_byte: start + inserted.len(),
        start_position,
        old_end_position,
        new_end_position: point(text, start + inserted.len()),
    }
}

fn edits_wanted() -> usize {
    std::env::var("DEBATE_EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

/// Edits briefs `edits` times and gives the first difference between the tree kept and the tree made afresh.
/// `forget` leaves out telling tree-sitter of one edit in so many.
fn run(seed: u64, edits: usize, forget: Option<usize>) -> Option<String> {
    let mut dice = Dice(seed);
    let (mut parser, mut parser_to_parse_once) = (parser(), parser_to_parse_once());
    let whole = briefs();
    let mut done = 0;
    while done < edits {
        let mut text = if dice.below(2) == 0 {
            let lines = 5 + dice.below(60);
            brief(&mut dice, lines)
        } else {
            let chosen = dice.below(whole.len());
            whole[chosen].text.clone().into_bytes()
        };
        let mut tree = parser.parse(&text, None).expect("a language is set");
        for _ in 0..40 {
            let change = edit(&mut dice, &mut text);
            done += 1;
            if forget.is_none_or(|n| done % n != 0) {
                tree.edit(&change);
            }
            tree = parser.parse(&text, Some(&tree)).expect("a language is set");
            let fresh = parse_afresh(&mut parser, &text);
            if forget.is_none() {
                assert_whole(&fresh, &text);
                let once = parse_afresh(&mut parser_to_parse_once, &text);
                assert_eq!(first_difference(&once, &fresh), None, "{}", String::from_utf8_lossy(&text));
            }
            if let Some(difference) = first_difference(&tree, &fresh) {
                let mut report = format!("edit {done} of seed {seed:#x} ({change:?}): {difference}\n");
                writeln!(report, "{}", String::from_utf8_lossy(&text)).expect("writing to a string");
                return Some(report);
            }
        }
    }
    None
}

fn parse_afresh(parser: &mut Parser, text: &[u8]) -> Tree {
    parser.parse(text, None).expect("a language is set")
}

#[test]
fn an_edited_tree_is_the_tree_of_the_edited_text() {
    if let Some(difference) = run(0x5EED_0003, edits_wanted(), None) {
        panic!("{difference}");
    }
}

/// The control: a tree that was not told of an edit must be found out, or the test above proves nothing.
#[test]
fn an_edit_that_is_not_reported_is_found_out() {
    assert!(run(0x5EED_0002, 400, Some(40)).is_some());
}

/// Typing a brief from its first byte to its last, and deleting it again.
#[test]
fn typing_and_deleting_byte_by_byte() {
    let whole = brief(&mut Dice(7), 40);
    let mut parser = parser();
    let mut tree = parser.parse(b"", None).expect("a language is set");
    let lengths = (0..whole.len()).map(|n| (n, n + 1)).chain((0..whole.len()).rev().map(|n| (n + 1, n)));
    for (old, new) in lengths {
        tree.edit(&InputEdit {
            start_byte: old.min(new),
            old_end_byte: old,
            new_end_byte: new,
            start_position: point(&whole, old.min(new)),
            old_end_position: point(&whole, old),
            new_end_position: point(&whole, new),
        });
        let text = &whole[..new];
        tree = parser.parse(text, Some(&tree)).expect("a language is set");
        let fresh = parse_afresh(&mut parser, text);
        assert_whole(&fresh, text);
        assert_eq!(first_difference(&tree, &fresh), None, "at {new} bytes of {:?}", String::from_utf8_lossy(text));
    }
}

/// Texts in which something other than the scanner's state and the lines to come once had a say in what a line is.
fn texts_read_from_elsewhere() -> [String; 3] {
    [
        // `None` at a line's end was a filler or not by the character that a line before had one place beyond.
        "# Farmers and 'their crops\n\n#### Tag\n\nThere is None\n\nThey do.\n".to_owned(),
        // A line of a cite that stands twice: the second was read with the asterisks that the first one's fields need.
        "#### Tag\n\nChoi 21\n*https://example.org/a*\n*https://example.org/a*\n\nThey do.\n".to_owned(),
        // The date behind the last of the 160 words and signs that are kept of a line: it is for sanitizers to say
        // whether there is a look beyond them.
        format!("#### Tag\n\nChoi 21{} accessed{}\n\nThey do.\n", " ,".repeat(100), " ,".repeat(57)),
    ]
}

/// Each byte typed last: the tree that is kept was made with another line before or behind, so whatever is left of it
/// and decides would show.
#[test]
fn what_was_read_before_decides_nothing() {
    let mut parser = parser();
    for text in &texts_read_from_elsewhere() {
        let fresh = parse_afresh(&mut parser, text.as_bytes());
        for at in 0..text.len() {
            for replaced in [b"".as_slice(), b"\n", b"'"] {
                let before = [&text.as_bytes()[..at], replaced, &text.as_bytes()[at + 1..]].concat();
                let mut tree = parse_afresh(&mut parser, &before);
                tree.edit(&InputEdit {
                    start_byte: at,
                    old_end_byte: at + replaced.len(),
                    new_end_byte: at + 1,
                    start_position: point(&before, at),
                    old_end_position: point(&before, at + replaced.len()),
                    new_end_position: point(text.as_bytes(), at + 1),
                });
                let kept = parser.parse(text, Some(&tree)).expect("a language is set");
                assert_eq!(first_difference(&kept, &fresh), None, "byte {at} of {text:?} was {replaced:?}");
            }
        }
    }
}
