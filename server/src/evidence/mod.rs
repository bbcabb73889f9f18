//! What a brief means: headings, cards, cites, dates, authors. Pure data and byte spans; no editor types,
//! no files, no clock, and no input on which it fails.

pub mod brief;
pub mod card;
pub mod cite;
pub mod claim;
pub mod date;
pub mod gazetteer;
pub mod name;
pub mod parse;
pub mod read_aloud;
pub mod reference;
pub mod source_before;
pub mod source_note;
pub mod topic;
