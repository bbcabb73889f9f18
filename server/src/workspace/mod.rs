//! Which files there are, what each is worth remembering, and the documents that are open.

pub mod bounded;
pub mod configuration;
pub mod document;
pub mod editor_settings;
pub mod files;
pub mod houses;
mod ignore_files;
pub mod report;
pub mod settings_schema;
pub mod tokens;
