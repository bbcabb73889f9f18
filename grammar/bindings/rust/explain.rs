//! Why each line of a brief has its role: the scanner's own decisions, in its own words.

#![allow(unsafe_code)] // calls into src/explain.c

use std::ffi::{CStr, c_char, c_void};

use crate::lines::{TokenKind, kind_of};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An upper heading, `# `.
    Pocket,
    /// A heading below a pocket, `## `.
    Hat,
    /// A heading above tags.
    Block,
    /// The argument above a cite, or a line of it.
    Tag,
    /// An argument that no evidence follows. A line with a mark is a [`Role::Tag`] here: whether evidence follows,
    /// the tree says.
    Analytic,
    /// A note between a tag and its cite.
    Undertag,
    /// Who, when, where.
    Cite,
    /// Quoted evidence.
    Body,
}

/// A line that is neither blank nor a comment, and what was decided of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The byte of the line's first character that is no blank.
    pub start: usize,
    /// What the line is.
    pub role: Role,
    /// Why, as the rest of a sentence: “it carries a mark”.
    pub reason: &'static str,
}

type Visitor = unsafe extern "C" fn(visitor: *mut c_void, start: u32, role: u8, reason: u8);

unsafe extern "C" {
    fn tree_sitter_debate_explain(text: *const u8, length: u32, visit: Visitor, visitor: *mut c_void);
    fn tree_sitter_debate_reason(reason: u8) -> *const c_char;
}

/// Says of each line what it is and why, from the first to the last, in linear time.
///
/// The roles are those of the tree that the parser makes of the same text. Of a text of 4 GiB or more, which
/// tree-sitter cannot parse either, nothing is said.
pub fn explain(text: &[u8]) -> Vec<Explanation> {
    let mut lines = Vec::new();
    let Ok(length) = u32::try_from(text.len()) else {
        return lines;
    };
    // SAFETY: `text` is valid for `length` bytes and is only read; `add_line` gets back the pointer to `lines`, to
    // which nothing else refers while the call lasts.
    unsafe { tree_sitter_debate_explain(text.as_ptr(), length, add_line, (&raw mut lines).cast()) };
    lines
}

/// # Safety
///
/// `lines` must point to a `Vec<Explanation>` to which nothing else refers.
unsafe extern "C" fn add_line(lines: *mut c_void, start: u32, role: u8, reason: u8) {
    // SAFETY: as above; `tree_sitter_debate_reason` returns a constant string for any number.
    let (lines, reason) =
        unsafe { (&mut *lines.cast::<Vec<Explanation>>(), CStr::from_ptr(tree_sitter_debate_reason(reason))) };
    let reason = reason.to_str().unwrap_or_default();
    lines.push(Explanation { start: start as usize, role: role_of(role), reason });
}

fn role_of(symbol: u8) -> Role {
    match kind_of(symbol) {
        Some(TokenKind::Pocket) => Role::Pocket,
        Some(TokenKind::Hat) => Role::Hat,
        Some(TokenKind::Block) => Role::Block,
        Some(TokenKind::Tag | TokenKind::TagPart) => Role::Tag,
        Some(TokenKind::Analytic) => Role::Analytic,
        Some(TokenKind::Undertag) => Role::Undertag,
        Some(TokenKind::Cite | TokenKind::CiteMore | TokenKind::Source) => Role::Cite,
        _ => Role::Body,
    }
}
