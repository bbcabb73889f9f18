//! Parses text to a syntax tree, from scratch or after an edit, and reads the tree's parts into plain data. What the parts
//! mean is decided in [`evidence`](crate::evidence).

pub mod density;
pub mod items;
mod nesting;

use tree_sitter::{Parser, Tree};

use crate::text::{InputEdit, Point, Span, Text};
pub use items::{CuttingMark, Item, ItemKind, Level, Piece, PieceKind};
pub use tree_sitter_debate::Role as LineRole;

/// A text's tree. Cheap to clone: the clone shares the tree.
#[derive(Clone, Debug)]
pub struct Syntax {
    tree: Tree,
    /// The text was not parsed; see [`density`].
    too_dense: bool,
}

impl Syntax {
    /// Parses a document's text, unless it is [too dense](density).
    pub fn parse(text: &Text) -> Self {
        let too_dense = density::of(text).is_some();
        let tree = run(&mut |byte, _| if too_dense { &[] } else { chunk(text, byte) }, None);
        Self { tree, too_dense }
    }

    /// Parses `after`, the text of this tree after `input_edits`. Returns the new tree, and the smallest span of `after`
    /// outside of which no node has changed.
    #[must_use]
    pub fn edited(&self, input_edits: &[InputEdit], after: &Text) -> (Self, Span) {
        // One of the texts is not parsed.
        if self.too_dense || density::of(after).is_some() {
            return (Self::parse(after), Span::new(0, after.len()));
        }
        let mut old = self.tree.clone();
        for edit in input_edits {
            old.edit(&input_edit(edit));
        }
        let tree = run(&mut |byte, _| chunk(after, byte), Some(&old));
        let typed = input_edits.iter().fold(None, |around, edit| Some(span_around(around, edit)));
        let parsed = old.changed_ranges(&tree).map(|range| Span::new(range.start_byte, range.end_byte));
        let damage = typed.into_iter().chain(parsed).reduce(Span::join).unwrap_or_default();
        (Self { tree, too_dense: false }, damage)
    }

    /// The tree itself, to print or query it.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Calls `visit` with each heading, card, analytic and comment that begins in `within`, in order.
    pub fn for_each_item(&self, within: Span, visit: impl FnMut(Item)) {
        items::for_each(&self.tree, within, visit);
    }
}

/// Calls `visit` with each heading, card, analytic and comment of a text that is read once, in order, unless it is
/// [too dense](density): what [`Syntax::for_each_item`] finds, for a part of the work.
pub fn for_each_item_of(text: &str, visit: impl FnMut(Item)) {
    if density::of_str(text).is_none() {
        nesting::for_each(text, visit);
    }
}

/// Why each line of `text` has its role: the line's first byte that is not whitespace, and the reason, as the rest of a
/// sentence ("it carries a mark").
pub fn reasons(text: &str) -> Vec<(usize, &'static str)> {
    tree_sitter_debate::explain(text.as_bytes()).into_iter().map(|line| (line.start, line.reason)).collect()
}

/// What each line of `text` is that is neither blank nor a comment, from the first to the last, by the line’s first byte
/// that is not whitespace. The roles are those in the tree, for less work. One exception: an analytic with a mark is a
/// tag here.
pub fn line_roles(text: &str) -> impl Iterator<Item = (usize, LineRole)> {
    tree_sitter_debate::explain(text.as_bytes()).into_iter().map(|line| (line.start, line.role))
}

/// The span around the earlier edits and this one, in bytes of the text after it.
fn span_around(earlier: Option<Span>, edit: &InputEdit) -> Span {
    let new = Span::new(edit.start, edit.new_end);
    let Some(earlier) = earlier else { return new };
    let moved = |at: usize| {
        if at <= edit.start {
            at
        } else if at >= edit.old_end {
            at - edit.old_end + edit.new_end
        } else {
            edit.new_end
        }
    };
    Span::new(moved(earlier.start), moved(earlier.end)).join(new)
}

fn input_edit(edit: &InputEdit) -> tree_sitter::InputEdit {
    let point = |point: Point| tree_sitter::Point { row: point.row, column: point.column };
    tree_sitter::InputEdit {
        start_byte: edit.start,
        old_end_byte: edit.old_end,
        new_end_byte: edit.new_end,
        start_position: point(edit.start_point),
        old_end_position: point(edit.old_end_point),
        new_end_position: point(edit.new_end_point),
    }
}

fn chunk(text: &Text, byte: usize) -> &[u8] {
    if byte >= text.len() {
        return &[];
    }
    let (chunk, start, _, _) = text.rope().chunk_at_byte(byte);
    &chunk.as_bytes()[byte - start..]
}

fn run<'text>(read: &mut impl FnMut(usize, tree_sitter::Point) -> &'text [u8], old: Option<&Tree>) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_debate::LANGUAGE.into()).expect("the grammar has the ABI that its tests checked");
    // No progress callback is given, so nothing can cancel it.
    parser.parse_with_options(read, old, None).expect("a parser with a language, never cancelled, gives a tree")
}
