//! What an editor or a report shows of a brief. One file a feature: a pure function from what was understood
//! to plain structs in bytes, or words for a person. No editor types, no files, no clock.

pub mod bibliography;
pub mod completion;
pub mod definition;
pub mod difference;
pub mod folding;
pub mod format;
pub mod gap;
pub mod hints;
pub mod hover;
pub mod inventory;
pub mod lenses;
pub mod links;
pub mod mentions;
pub mod page;
pub mod pointed;
pub mod reading;
pub mod references;
pub mod rename;
pub mod same_source;
pub mod search;
pub mod selection;
pub mod silence;
pub mod snippet;
pub mod spoken;
pub mod statistics;
pub mod symbols;
pub mod tally;
pub mod tokens;
pub mod wording;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod mutations;
