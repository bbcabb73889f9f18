//! The briefs of a folder: which files they are, what is in those that are not open, and questions about all of them.

pub mod discovery;
pub mod duplicates;
pub mod file_names;
pub mod find;
pub mod folder;
pub mod folder_index;
mod ignore_files;
pub mod key_index;
pub mod keys;
pub mod minhash;
mod packed_entry;
pub mod scan;
pub mod similar_texts;
pub mod spooled_list;
pub mod store;
pub mod summary;
pub mod symbols;

#[cfg(test)]
mod tests;
