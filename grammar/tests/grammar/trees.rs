//! Parsing in tests, and comparing trees node for node.

use tree_sitter::{Parser, Tree, TreeCursor};

/// A parser of the debate language.
pub(crate) fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_debate::LANGUAGE.into()).expect("the ABI fits");
    parser
}

/// Steps to the next node in document order.
fn step(cursor: &mut TreeCursor<'_>) -> bool {
    if cursor.goto_first_child() {
        return true;
    }
    while !cursor.goto_next_sibling() {
        if !cursor.goto_parent() {
            return false;
        }
    }
    true
}

/// The first node in which the trees differ: kind, field, depth, bytes or positions.
pub(crate) fn first_difference(left: &Tree, right: &Tree) -> Option<String> {
    let (mut a, mut b) = (left.walk(), right.walk());
    loop {
        let (x, y) = (a.node(), b.node());
        let same = x.kind_id() == y.kind_id()
            && x.range() == y.range()
            && a.field_id() == b.field_id()
            && a.depth() == b.depth()
            && x.is_missing() == y.is_missing();
        if !same {
            return Some(format!("kept {:?} {x:?}, fresh {:?} {y:?}", a.field_name(), b.field_name()));
        }
        match (step(&mut a), step(&mut b)) {
            (true, true) => {}
            (false, false) => return None,
            (more, _) => {
                return Some(format!("after {x:?} only the {} tree goes on", if more { "kept" } else { "fresh" }));
            }
        }
    }
}

/// No ERROR and no MISSING node, every byte that is no blank in a leaf, and no leaf over a line's end.
///
/// Between a short cite's author and its year a comma may stand outside the two.
pub(crate) fn assert_whole(tree: &Tree, text: &[u8]) {
    let shown = || String::from_utf8_lossy(text);
    assert!(!tree.root_node().has_error(), "an error in {:?}:\n{}", shown(), tree.root_node().to_sexp());
    let mut cursor = tree.walk();
    let mut covered = 0;
    loop {
        let node = cursor.node();
        if node.child_count() == 0 && cursor.depth() > 0 {
            let gap = &text[covered..node.start_byte()];
            let comma = cursor.field_name() == Some("year");
            assert!(is_blank(gap, comma), "{:?} lost before {node:?} in {:?}", String::from_utf8_lossy(gap), shown());
            let leaf = &text[node.byte_range()];
            // Of the leaves, front matter alone has several lines.
            let lines = leaf.contains(&b'\n') || leaf.contains(&b'\r');
            assert!(!lines || leaf.starts_with(b"---"), "{node:?} spans lines in {:?}", shown());
            covered = node.end_byte();
        }
        if !step(&mut cursor) {
            break;
        }
    }
    let gap = &text[covered..];
    assert!(is_blank(gap, false), "{:?} lost at the end of {:?}", String::from_utf8_lossy(gap), shown());
}

/// Whether there is nothing but blanks and line ends: what the grammar leaves between tokens.
fn is_blank(gap: &[u8], comma: bool) -> bool {
    std::str::from_utf8(gap).is_ok_and(|gap| {
        gap.chars().all(|c| {
            c.is_whitespace()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
                || (comma && c == ',')
        })
    })
}
