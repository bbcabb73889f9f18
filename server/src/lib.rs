//! debate-ls: a language server for competitive-debate evidence.
//!
//! Arrows run one way: `lsp`, `cli` → `features`, `docx`, `workspace` → `rules` → `evidence` → `syntax` →
//! `text`. Nothing below knows anything above.

pub mod cli;
pub mod document;
pub mod docx;
pub mod evidence;
pub mod features;
pub mod index;
pub mod lint;
pub mod lsp;
pub mod rules;
pub mod settings;
pub mod syntax;
pub mod text;
