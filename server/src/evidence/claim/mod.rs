//! Claims without a cite. In a file without marks, a tag whose cite is missing looks like one more paragraph of the card
//! above it. Here each line that may be such a tag gets a score, from how it is written, what is above and below it,
//! and how the tags and bodies of this file are written. What is reported is up to the rules.
//!
//! What a line and its neighbors say is found once for each entry, when the entry is parsed ([`EntryLines`]). What depends on
//! other entries is found for the whole brief, and after an edit for the entries near it ([`Suspects`]).

mod brief_style;
mod entry_lines;
mod features;
mod model;
mod shape;
mod suspects;
mod words;

pub use features::names as feature_names;
pub use suspects::{Suspect, Suspects, suspects};

/// The words and pairs of words of a line that count, for the program that fits the weights.
pub fn terms(line: &str) -> Vec<String> {
    shape::terms(line)
}
