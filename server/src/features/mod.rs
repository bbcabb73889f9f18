//! What an editor or a report shows of a brief. One file a feature: a pure function from what was understood
//! to plain structs in bytes, or words for a person. No editor types, no files, no clock.

pub mod bibliography;
pub mod contents;
pub mod hover;
pub mod page;
pub mod reading;
pub mod symbols;
pub mod wording;
