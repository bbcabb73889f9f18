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
pub mod registry;
pub mod settings;
pub mod suppression;
pub mod survey;

pub mod anchor;
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
    /// What it finds, in one line of at most 72 characters without a period: for lists.
    pub summary: &'static str,
    /// How bad it is, where the settings say nothing else.
    pub severity: Severity,
    /// When it is on, where the settings give it no severity.
    pub enabled: Enabled,
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
    /// Whether it is on with the default settings.
    pub fn is_on_by_default(&self) -> bool {
        matches!(self.enabled, Enabled::ByDefault)
    }

    /// Its severity with the default settings, or `off`: for lists.
    pub fn default_level(&self) -> &'static str {
        if self.is_on_by_default() { self.severity.name() } else { "off" }
    }
}

/// When a rule is on, where the settings give it no severity.
#[derive(Debug)]
pub enum Enabled {
    /// With any settings.
    ByDefault,
    /// Where a setting gives it what it needs: the setting's name in `debate-ls.toml`, and whether it is set.
    BySetting(&'static str, fn(&Settings) -> bool),
}

impl Enabled {
    /// Whether it holds with these settings.
    pub fn holds(&self, settings: &Settings) -> bool {
        match self {
            Self::ByDefault => true,
            Self::BySetting(_, is_set) => is_set(settings),
        }
    }
}

/// What lists and pages say of a rule that is not always on: `off unless date_format is set`. Empty for the others.
impl std::fmt::Display for Enabled {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ByDefault => Ok(()),
            Self::BySetting(setting, _) => write!(formatter, "off unless `{setting}` is set"),
        }
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
