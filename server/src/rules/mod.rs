//! What can be wrong with a brief. One file a rule: its documentation, its check, its fix and its tests.
//! The editor and `check` both ask this engine, so both say the same, in the same words.
//!
//! To add a rule: write `rules/your_rule.rs` beside the others, name it in `registry.rs`, and run the tests,
//! which make its page.

pub mod apply;
pub mod date_pattern;
pub mod engine;
pub mod field;
pub mod finding;
pub mod line_end;
pub mod pages;
pub mod profile;
pub mod proof;
pub mod registry;
pub mod settings;
pub mod suppression;
pub mod survey;

pub mod anchor;
mod certain;
mod cite_marks;
mod source;

mod answer_style_mixed;
mod block_empty;
mod body_artifact;
mod body_elided;
mod body_missing;
mod body_unbracketed_edit;
mod card_conflict;
mod card_duplicate;
mod cite_after_body;
mod cite_apostrophe;
mod cite_author_mismatch;
mod cite_author_missing;
mod cite_body_glued;
mod cite_database_as_source;
mod cite_empty_field;
mod cite_et_al_style;
mod cite_in_tag;
mod cite_incomplete;
mod cite_missing;
mod cite_multiline;
mod cite_name_drift;
mod cite_placeholder;
mod cite_stray_separator;
mod cite_tag_glued;
mod cite_unbalanced;
mod cite_url_only;
mod cite_year_conflict;
mod cite_year_implicit;
mod cite_year_missing;
mod date_accessed_before_published;
mod date_ambiguous;
mod date_format;
mod date_future;
mod date_imprecise;
mod date_invalid;
mod date_none;
mod date_stale;
mod date_style_mixed;
mod heading_duplicate;
mod heading_empty;
mod heading_skipped;
mod tag_duplicate;
mod tag_empty;
mod tag_missing;
mod tag_placeholder;
mod tag_too_long;
pub mod text_encoding;
mod text_mojibake;
mod text_nbsp;
mod url_malformed;

#[cfg(test)]
mod fixture;

use jiff::civil::Date;

use crate::evidence::brief::{Brief, Card};
pub use finding::{Edit, Finding, Fix, Severity};
pub use profile::Profile;
pub use settings::Settings;
use survey::Survey;

/// One rule. All of its documentation is here; rule pages are made from it.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case, unique, never changed.
    pub id: &'static str,
    /// How bad it is, where the settings say nothing else.
    pub severity: Severity,
    /// Whether it is on where the settings say nothing.
    pub on: bool,
    /// What it does: one or more sentences.
    pub what: &'static str,
    /// Why it matters, with the league rule's number where there is one.
    pub why: &'static str,
    /// An example, as it stands in a file.
    pub example: &'static str,
    /// What to do.
    pub fix: &'static str,
    /// How it is found.
    pub check: Check,
}

impl Rule {
    /// The beginning of what it does, up to the first full stop or colon: for lists.
    pub fn summary(&self) -> &'static str {
        let ends = [": ", ". "].into_iter().filter_map(|end| self.what.find(end));
        self.what[..ends.min().unwrap_or(self.what.len())].trim_end_matches('.')
    }
}

/// How far a rule has to look.
#[derive(Debug)]
pub enum Check {
    /// At one card; spans of what it finds count from the card's start.
    Card(fn(&CardView<'_>, &mut Vec<Finding>)),
    /// At the whole brief; spans count from the document's start.
    Brief(fn(&Survey<'_>, &mut Vec<Finding>)),
    /// At the file's bytes, before there is a text: whoever reads the file asks the rule itself.
    Bytes,
}

/// What a rule about one card is shown.
#[derive(Clone, Copy, Debug)]
pub struct CardView<'a> {
    /// What was understood of it.
    pub card: &'a Card,
    /// Its text, from its first byte to its last; the card's spans are bytes of this.
    pub text: &'a str,
    /// The house's wishes.
    pub settings: &'a Settings,
    /// The day on which it is checked.
    pub today: Date,
}

/// What rules about the whole brief are shown, by way of a [`Survey`]. There is no text: what such a rule needs to
/// know of a card is part of what was understood of it, so that a keystroke never has to read the whole document.
#[derive(Clone, Copy, Debug)]
pub struct BriefView<'a> {
    /// What was understood of it.
    pub brief: &'a Brief,
    /// The house's wishes.
    pub settings: &'a Settings,
    /// The day on which it is checked.
    pub today: Date,
}
