//! What a team or a user chose: `debate-ls.toml`, the editor's settings, their schema, and which of them apply to a file.

pub mod bounded;
pub mod configuration;
pub mod editor;
pub mod resolver;
pub mod schema;
