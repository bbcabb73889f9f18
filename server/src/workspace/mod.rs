//! Which files there are, what each is worth remembering, and the documents that are open.

pub mod configuration;
pub mod document;
pub mod files;
pub mod report;
pub mod tokens;
