//! The files of a folder: which of them are briefs.

pub mod discovery;
mod ignore_files;
