//! The tree's cards, headings and comments as plain data, with positions in bytes of the document.

use tree_sitter::{Node, Tree, TreeCursor};

use crate::text::Span;

/// A heading, card, analytic or comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is in the grammar.
    pub kind: ItemKind,
    /// From its first byte to its last, without whitespace around it.
    pub span: Span,
    /// Its parts, in the order of the page.
    pub pieces: Vec<Piece>,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// Opens a section.
    Heading(Level),
    /// Anything with evidence.
    Card,
    /// A tag that no evidence follows.
    Analytic,
    /// A comment outside a card.
    Comment,
}

/// The levels of sections, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// `#`
    Pocket,
    /// `##`
    Hat,
    /// `###`
    Block,
}

impl Level {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pocket => "pocket",
            Self::Hat => "hat",
            Self::Block => "block",
        }
    }
}

/// A part of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// All of it. A tag or a cite may run over several lines.
    pub span: Span,
    /// Its words, if there are marks around them or line ends between them; else the same as `span`.
    pub texts: Vec<Span>,
    /// Cutting marks that are closed, outer before inner: the kind, and the span between the marks.
    pub marks: Vec<(CuttingMark, Span)>,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// A section's heading.
    Heading,
    /// The claim.
    Tag,
    /// A note below it.
    Undertag,
    /// A source, over all of its lines.
    Cite,
    /// A paragraph of a body.
    Paragraph,
    /// `<!-- … -->`
    Comment,
}

/// A way to mark words of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CuttingMark {
    /// `__…__`
    Underline,
    /// `**…**`
    Emphasis,
    /// `==…==`
    Highlight,
}

impl CuttingMark {
    /// What is before and after the marked words.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Underline => "__",
            Self::Emphasis => "**",
            Self::Highlight => "==",
        }
    }
}

/// Calls `visit` with each item of `tree` that begins in `within`. One at a time: in a text of very short lines, all of them
/// would take more memory than the tree.
pub(super) fn for_each(tree: &Tree, within: Span, mut visit: impl FnMut(Item)) {
    let mut cursor = tree.walk();
    section(&mut cursor, Level::Block, within, &mut visit);
}

/// The items of the section or file at the cursor. The cursor is there again afterward.
fn section(cursor: &mut TreeCursor<'_>, level: Level, within: Span, visit: &mut impl FnMut(Item)) {
    if cursor.goto_first_child_for_byte(within.start).is_none() {
        return;
    }
    loop {
        let node = cursor.node();
        if node.start_byte() >= within.end && !within.is_empty() {
            break;
        }
        match node.kind() {
            "pocket" => section(cursor, Level::Pocket, within, visit),
            "hat" => section(cursor, Level::Hat, within, visit),
            "block" => section(cursor, Level::Block, within, visit),
            _ if node.start_byte() < within.start => {}
            "heading" => visit(item(ItemKind::Heading(level), cursor)),
            "card" => visit(item(ItemKind::Card, cursor)),
            "analytic" => visit(item(ItemKind::Analytic, cursor)),
            "comment" => visit(item(ItemKind::Comment, cursor)),
            _ => {}
        }
        if !cursor.goto_next_sibling() {
            break;
        }
    }
    cursor.goto_parent();
}

fn item(kind: ItemKind, cursor: &mut TreeCursor<'_>) -> Item {
    let node = cursor.node();
    let mut pieces = Vec::new();
    match kind {
        ItemKind::Heading(_) => pieces.push(piece(PieceKind::Heading, node)),
        ItemKind::Comment => pieces.push(piece(PieceKind::Comment, node)),
        ItemKind::Card | ItemKind::Analytic => pieces_below(cursor, &mut pieces),
    }
    let span = Span::new(node.start_byte(), pieces.last().map_or(node.end_byte(), |piece| piece.span.end));
    Item { kind, span, pieces }
}

fn pieces_below(cursor: &mut TreeCursor<'_>, pieces: &mut Vec<Piece>) {
    if !cursor.goto_first_child() {
        return;
    }
    loop {
        let node = cursor.node();
        match node.kind() {
            "tag" => pieces.push(piece(PieceKind::Tag, node)),
            "undertag" => pieces.push(piece(PieceKind::Undertag, node)),
            "cite" => pieces.push(piece(PieceKind::Cite, node)),
            "paragraph" => pieces.push(piece(PieceKind::Paragraph, node)),
            "comment" => pieces.push(piece(PieceKind::Comment, node)),
            "body" => pieces_below(cursor, pieces),
            _ => {}
        }
        if !cursor.goto_next_sibling() {
            break;
        }
    }
    cursor.goto_parent();
}

fn piece(kind: PieceKind, node: Node<'_>) -> Piece {
    let span = Span::from(node.byte_range());
    let mut cursor = node.walk();
    let texts = match kind {
        PieceKind::Heading | PieceKind::Tag | PieceKind::Undertag => {
            let words = node.children(&mut cursor).filter(|child| child.kind() == "text");
            words.map(|child| Span::from(child.byte_range())).collect()
        }
        _ => vec![span],
    };
    let mut marks = Vec::new();
    if kind == PieceKind::Paragraph {
        marks_below(node, &mut marks);
    }
    Piece { kind, span, texts, marks }
}

/// Cutting marks nest at most three deep.
fn marks_below(node: Node<'_>, marks: &mut Vec<(CuttingMark, Span)>) {
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        let kind = match child.kind() {
            "underline" => CuttingMark::Underline,
            "emphasis" => CuttingMark::Emphasis,
            "highlight" => CuttingMark::Highlight,
            _ => continue,
        };
        let mut cursor = child.walk();
        let delimiters: Vec<Node<'_>> = child.children(&mut cursor).filter(|part| part.kind() == "mark").collect();
        if let [open, close] = delimiters.as_slice() {
            marks.push((kind, Span::new(open.end_byte(), close.start_byte())));
        }
        marks_below(child, marks);
    }
}
