//! A folder's files: which of them are briefs.

pub mod discovery;
mod ignore_files;
