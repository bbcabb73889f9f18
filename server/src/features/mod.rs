//! What an editor or a report shows of a brief. One file per feature: a pure function from the parsed brief
//! to plain structs with byte offsets, or text for a person. No editor types, no files, no clock.

pub mod appearance;
pub mod bibliography;
pub mod completion;
pub mod completion_item;
pub mod condense;
pub mod copied_text;
pub mod cutting;
pub mod definition;
pub mod difference;
pub mod format;
pub mod gap;
pub mod heading_level;
pub mod hover;
pub mod mentions;
pub mod promote;
pub mod references;
pub mod rename;
pub mod same_source;
pub mod same_text;
pub mod snippet;
pub mod statistics;
pub mod wording;

pub mod at_cursor;
pub mod brief_entries;
pub mod code_lenses;
pub mod document_links;
pub mod document_symbols;
pub mod file_links;
#[cfg(test)]
mod fixture;
pub mod folding_ranges;
pub mod inlay_hints;
pub mod keyboard;
mod marked_text;
pub mod markup;
pub mod missing_fields;
#[cfg(test)]
mod mutations;
pub mod reading;
pub mod reading_mark;
pub mod reading_time;
pub mod reorder;
pub mod section_statistics;
pub mod selection_ranges;
pub mod semantic_tokens;
pub mod suppress;
mod templates;
pub mod totals;
pub mod vocabulary;
pub mod workspace_symbols;
