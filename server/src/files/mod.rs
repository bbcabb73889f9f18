//! Card files and Word files on disk: reading either, making one from the other, and writing without losing anything. For
//! the command line and for editors. What a card means is not known here.

pub mod content;
pub mod conversion;
pub mod lfs_pointer;
pub mod new_file;
pub mod plan;
pub mod replace;
pub mod revision;
