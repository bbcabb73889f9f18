//! debate-ls: a language server for competitive-debate evidence.
//!
//! Dependencies go one way: `lsp`, `cli` → `files` → `index`, `docx`, `document` → `settings`, `features` → `rules`,
//! `lint` → `evidence` → `syntax` → `text`. CONTRIBUTING.md says what is in each.

pub mod cli;
pub mod document;
pub mod docx;
pub mod evidence;
pub mod features;
pub mod files;
pub mod index;
pub mod lint;
pub mod lsp;
pub mod rules;
pub mod settings;
pub mod syntax;
pub mod text;
