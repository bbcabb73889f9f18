//! The settings of a team and a user: `debate-ls.toml`, the editor's settings, their schema, and which apply to a file.

pub mod bounded;
pub mod configuration;
pub mod editor;
pub mod resolver;
pub mod schema;
