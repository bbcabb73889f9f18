//! Parsing after an edit gives the tree that parsing afresh gives, whatever the bytes, and no tree ever holds an
//! ERROR or MISSING node. The language for texts that are not edited gives the same tree.
//!
//! `DEBATE_EDITS` sets the number of random edits (default 2,000).

use std::fmt::Write as _;

use crate::briefs::briefs;
use crate::trees::{assert_whole, first_difference, parser};
use debate_ls_tests::edits::{Edit, random_brief, random_edit};
use debate_ls_tests::random::Random;
use tree_sitter::{InputEdit, Parser, Point, Tree};

fn point(text: &[u8], byte: usize) -> Point {
    let before = &text[..byte];
    let row = before.iter().filter(|&&b| b == b'\n').count();
    let column = byte - before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    Point { row, column }
}

/// Makes a random edit of `text`; returns it as tree-sitter needs it.
fn edit(random: &mut Random, text: &mut Vec<u8>) -> InputEdit {
    let Edit { start, old_end, inserted } = random_edit(random, text);
    let (start_position, old_end_position) = (point(text, start), point(text, old_end));
    text.splice(start..old_end, inserted.iter().copied());
    let new_end = start + inserted.len();
    InputEdit {
        start_byte: start,
        old_end_byte: old_end,
        new_end_byte: new_end,
        start_position,
        old_end_position,
        new_end_position: point(text, new_end),
    }
}

fn edits_wanted() -> usize {
    std::env::var("DEBATE_EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

/// Edits briefs `edits` times and gives the first difference between the tree kept and the tree made afresh.
/// `forget` leaves out telling tree-sitter of one edit in so many.
fn run(seed: u64, edits: usize, forget: Option<usize>) -> Option<String> {
    let mut random = Random::new(seed);
    let mut parser = parser();
    let whole = briefs();
    let mut done = 0;
    while done < edits {
        let mut text = if random.below(2) == 0 {
            let lines = 5 + random.below(60);
            random_brief(&mut random, lines)
        } else {
            let chosen = random.below(whole.len());
            whole[chosen].text.clone().into_bytes()
        };
        let mut tree = parser.parse(&text, None).expect("a language is set");
        for _ in 0..40 {
            let change = edit(&mut random, &mut text);
            done += 1;
            if forget.is_none_or(|n| done % n != 0) {
                tree.edit(&change);
            }
            tree = parser.parse(&text, Some(&tree)).expect("a language is set");
            let fresh = parse_afresh(&mut parser, &text);
            if forget.is_none() {
                assert_whole(&fresh, &text);
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
    let whole = random_brief(&mut Random::new(7), 40);
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
