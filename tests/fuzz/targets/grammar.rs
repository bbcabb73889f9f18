//! Any bytes give a whole tree without an ERROR node, the tree after an edit is the tree of the edited text, and what
//! `explain` says has a place in the text.

#![no_main]

#[path = "../../../grammar/tests/grammar/trees.rs"]
mod trees;

use debate_ls_fuzz::edits::Edited;
use libfuzzer_sys::fuzz_target;
use tree_sitter::{InputEdit, Parser, Point, Tree};

fuzz_target!(|data: &[u8]| {
    let edited = Edited::new(data);
    let mut text = edited.text.to_vec();
    let mut parser = trees::parser();
    let mut tree = parse(&mut parser, &text, None);
    trees::assert_whole(&tree, &text);
    for edit in edited.edits() {
        let edit = edit.of(&text);
        let (start_position, old_end_position) = (point(&text, edit.start), point(&text, edit.old_end));
        let new_end = edit.start + edit.inserted.len();
        text.splice(edit.start..edit.old_end, edit.inserted);
        tree.edit(&InputEdit {
            start_byte: edit.start,
            old_end_byte: edit.old_end,
            new_end_byte: new_end,
            start_position,
            old_end_position,
            new_end_position: point(&text, new_end),
        });
        tree = parse(&mut parser, &text, Some(&tree));
        let fresh = parse(&mut parser, &text, None);
        trees::assert_whole(&fresh, &text);
        if let Some(difference) = trees::first_difference(&tree, &fresh) {
            panic!("{difference}\nin {:?}", String::from_utf8_lossy(&text));
        }
    }
    for line in tree_sitter_debate::explain(&text) {
        assert!(line.start < text.len() && !line.reason.is_empty());
    }
});

fn parse(parser: &mut Parser, text: &[u8], before: Option<&Tree>) -> Tree {
    parser.parse(text, before).expect("a language is set")
}

fn point(text: &[u8], byte: usize) -> Point {
    let before = &text[..byte];
    let row = before.iter().filter(|&&b| b == b'\n').count();
    let column = byte - before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    Point { row, column }
}
