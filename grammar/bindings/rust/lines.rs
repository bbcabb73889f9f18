//! The lines of a brief and what is marked in them, without a tree: what [`explain`](crate::explain) says of lines, and
//! the scanner's own tokens inside of them.

#![allow(unsafe_code)] // calls into src/lines.c

use std::ffi::c_void;

/// A line, or a part of the line before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its first byte.
    pub start: u32,
    /// The byte behind its last.
    pub end: u32,
}

/// What a [`Token`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A line: an upper heading.
    Pocket,
    /// A line: a heading below a pocket.
    Hat,
    /// A line: a heading above tags.
    Block,
    /// A line of a tag or an analytic, but not the last.
    TagPart,
    /// A line: a tag, or its last line. Where no evidence follows, it is an analytic.
    Tag,
    /// A line: an analytic, or its last line.
    Analytic,
    /// A line: a note between a tag and its cite.
    Undertag,
    /// The first line of a cite.
    Cite,
    /// A line that goes on with a cite; by itself, a cite.
    CiteMore,
    /// A line: a cite that can also follow its evidence.
    Source,
    /// A line: quoted evidence.
    Paragraph,
    /// A comment, from one line end to another, or front matter.
    Comment,
    /// The words of a heading, a tag, an analytic or an undertag, without its mark.
    Text,
    /// `__` that opens.
    UnderlineOpen,
    /// `__` that closes.
    UnderlineClose,
    /// `**` that opens.
    EmphasisOpen,
    /// `**` that closes.
    EmphasisClose,
    /// `==` that opens.
    HighlightOpen,
    /// `==` that closes.
    HighlightClose,
    /// Where the innermost open mark ends because an outer one closes. Empty.
    MarkEnd,
}

type Visitor = unsafe extern "C" fn(visitor: *mut c_void, symbol: u8, start: u32, end: u32);

unsafe extern "C" {
    fn tree_sitter_debate_lines(text: *const u8, length: u32, visit: Visitor, visitor: *mut c_void);
}

/// The lines of a text that are not blank, without the blanks around them, each with its parts behind it, in linear time.
///
/// They are those of the tree that the parser makes of the same text. Of a text of 4 GiB or more, which tree-sitter
/// cannot parse either, there are none.
pub fn lines(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let Ok(length) = u32::try_from(text.len()) else {
        return tokens;
    };
    // SAFETY: `text` is valid for `length` bytes and is only read; `add_token` gets back the pointer to `tokens`, to
    // which nothing else refers while the call lasts.
    unsafe { tree_sitter_debate_lines(text.as_ptr(), length, add_token, (&raw mut tokens).cast()) };
    tokens
}

/// # Safety
///
/// `tokens` must point to a `Vec<Token>` to which nothing else refers.
unsafe extern "C" fn add_token(tokens: *mut c_void, symbol: u8, start: u32, end: u32) {
    // SAFETY: as above.
    let tokens = unsafe { &mut *tokens.cast::<Vec<Token>>() };
    tokens.extend(kind_of(symbol).map(|kind| Token { kind, start, end }));
}

/// What a symbol of the scanner is. The order is that of `enum Symbol` in src/scanner/symbol.h.
pub(crate) fn kind_of(symbol: u8) -> Option<TokenKind> {
    Some(match symbol {
        0 | 4 => TokenKind::Pocket,
        1 | 5 => TokenKind::Hat,
        2 | 6 | 8 => TokenKind::Block,
        3 | 7 | 10 => TokenKind::Tag,
        9 => TokenKind::TagPart,
        11 => TokenKind::Analytic,
        12 => TokenKind::Undertag,
        13 => TokenKind::Cite,
        14 => TokenKind::CiteMore,
        15 => TokenKind::Source,
        16 => TokenKind::Paragraph,
        18 => TokenKind::Comment,
        20 => TokenKind::Text,
        24 => TokenKind::UnderlineOpen,
        25 => TokenKind::UnderlineClose,
        26 => TokenKind::EmphasisOpen,
        27 => TokenKind::EmphasisClose,
        28 => TokenKind::HighlightOpen,
        29 => TokenKind::HighlightClose,
        30 => TokenKind::MarkEnd,
        _ => return None,
    })
}
