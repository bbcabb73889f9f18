//! Any bytes give a whole tree without an ERROR node, the tree after an edit is the tree of the edited text, and
//! `explain`, which has a lexer of its own, gives each line the role that it has in the tree.

#![no_main]

#[allow(dead_code, reason = "the tests use all of it")]
#[path = "../../../grammar/tests/grammar/trees.rs"]
mod trees;

use debate_ls_fuzz::edits::Edited;
use libfuzzer_sys::fuzz_target;
use tree_sitter::{InputEdit, Parser, Point, Tree};
use tree_sitter_debate::{Role, explain};

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
    for line in explain(&text) {
        let role = role(&tree, line.start);
        // Whether evidence follows a marked tag is for the tree to say.
        let said = if role == Some(Role::Analytic) && line.role == Role::Tag { Role::Analytic } else { line.role };
        assert_eq!(role, Some(said), "at {} in {:?}", line.start, String::from_utf8_lossy(&text));
        assert!(!line.reason.is_empty());
    }
});

/// What the tree takes the line for that holds `byte`.
fn role(tree: &Tree, byte: usize) -> Option<Role> {
    let mut cursor = tree.walk();
    let mut parent = "";
    loop {
        match (cursor.node().kind(), parent) {
            ("heading", "pocket") => return Some(Role::Pocket),
            ("heading", "hat") => return Some(Role::Hat),
            ("heading", _) => return Some(Role::Block),
            ("tag", "analytic") => return Some(Role::Analytic),
            ("tag", _) => return Some(Role::Tag),
            ("undertag", _) => return Some(Role::Undertag),
            ("cite", _) => return Some(Role::Cite),
            ("paragraph", _) => return Some(Role::Body),
            (kind, _) => parent = kind,
        }
        cursor.goto_first_child_for_byte(byte)?;
    }
}

fn parse(parser: &mut Parser, text: &[u8], before: Option<&Tree>) -> Tree {
    parser.parse(text, before).expect("a language is set")
}

fn point(text: &[u8], byte: usize) -> Point {
    let before = &text[..byte];
    let row = before.iter().filter(|&&b| b == b'\n').count();
    let column = byte - before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    Point { row, column }
}
