//! The `debate` language for [tree-sitter]: competitive-debate evidence, with or without marks.
//!
//! ```
//! let mut parser = tree_sitter::Parser::new();
//! parser.set_language(&tree_sitter_debate::LANGUAGE.into()).unwrap();
//! let tree = parser.parse("Sanctions fail\n\nChoi 21\n\nThey do.", None).unwrap();
//! assert!(!tree.root_node().has_error());
//! ```
//!
//! [tree-sitter]: https://tree-sitter.github.io/

pub mod data;
mod explain;
mod lines;

pub use explain::{Explanation, Role, explain};
pub use lines::{Token, TokenKind, lines};
use tree_sitter_language::LanguageFn;

#[allow(unsafe_code)] // src/parser.c
unsafe extern "C" {
    fn tree_sitter_debate() -> *const ();
}

/// The language, to be handed to `tree_sitter::Parser::set_language`.
// SAFETY: `tree_sitter_debate` is the generated function of src/parser.c, which build.rs compiles in; it returns
// the address of a constant `TSLanguage`.
#[allow(unsafe_code)]
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_debate) };

/// How many characters of a line its role can depend on, and whether it has more.
pub const LINE_CAP: usize = 900;

/// How many lines, the line itself included, its role can depend on; after a line longer than [`LINE_CAP`] none.
pub const LOOKAHEAD_LINES: usize = 6;

/// Every kind of node with its fields, as JSON.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");

/// Highlighting, with the capture names of Neovim and the tree-sitter CLI.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");

/// What folds.
pub const FOLDS_QUERY: &str = include_str!("../../queries/folds.scm");

/// Other languages inside a brief: none but comments.
pub const INJECTIONS_QUERY: &str = include_str!("../../queries/injections.scm");

/// Scopes: a section holds its entries.
pub const LOCALS_QUERY: &str = include_str!("../../queries/locals.scm");

/// Headings and tags as symbols, for code navigation.
pub const TAGS_QUERY: &str = include_str!("../../queries/tags.scm");

/// Text objects: cards, cites, bodies, sections.
pub const TEXTOBJECTS_QUERY: &str = include_str!("../../queries/textobjects.scm");

#[cfg(test)]
mod tests {
    #[test]
    fn the_bounds_are_those_of_the_scanner() {
        let scanner = include_str!("../../src/scanner/line.h");
        for bound in [
            format!(" LONG_LINE_CAP = {},", super::LINE_CAP),
            format!(" LOOKAHEAD_LINES = {},", super::LOOKAHEAD_LINES),
        ] {
            assert!(scanner.contains(&bound), "no{bound} in line.h");
        }
    }
}
