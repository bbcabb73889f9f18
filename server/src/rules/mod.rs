//! What can be wrong with a brief. One file a rule: its documentation, its check, its fix and its tests.
//! The editor and `check` both ask this engine, so both say the same, in the same words.
//!
//! To add a rule: write `rules/your_rule.rs` beside the others, name it here, twice, and run `tests/generate`, which
//! writes its page. CONTRIBUTING.md has the steps.

pub mod apply;
pub mod date_pattern;
pub mod engine;
pub mod field;
pub mod finding;
pub mod internal_error;
pub mod line_end;
pub mod pages;
pub mod profile;
pub mod proof;
pub mod registry;
mod rule;
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

pub use finding::{Edit, Finding, Fix, Severity};
pub use profile::Profile;
pub use rule::{BriefView, CardView, Check, Enabled, Rule};
pub use settings::Settings;

/// Every rule there is, sorted by id.
pub static RULES: &[&Rule] = &[
    &answer_style_mixed::RULE,
    &block_empty::RULE,
    &body_artifact::RULE,
    &body_elided::RULE,
    &body_missing::RULE,
    &body_unbracketed_edit::RULE,
    &card_conflict::RULE,
    &card_duplicate::RULE,
    &cite_after_body::RULE,
    &cite_apostrophe::RULE,
    &cite_author_mismatch::RULE,
    &cite_author_missing::RULE,
    &cite_body_glued::RULE,
    &cite_database_as_source::RULE,
    &cite_empty_field::RULE,
    &cite_et_al_style::RULE,
    &cite_in_tag::RULE,
    &cite_incomplete::RULE,
    &cite_missing::RULE,
    &cite_multiline::RULE,
    &cite_name_drift::RULE,
    &cite_placeholder::RULE,
    &cite_stray_separator::RULE,
    &cite_tag_glued::RULE,
    &cite_unbalanced::RULE,
    &cite_url_only::RULE,
    &cite_year_conflict::RULE,
    &cite_year_implicit::RULE,
    &cite_year_missing::RULE,
    &date_accessed_before_published::RULE,
    &date_ambiguous::RULE,
    &date_format::RULE,
    &date_future::RULE,
    &date_imprecise::RULE,
    &date_invalid::RULE,
    &date_none::RULE,
    &date_stale::RULE,
    &date_style_mixed::RULE,
    &heading_duplicate::RULE,
    &heading_empty::RULE,
    &heading_skipped::RULE,
    &tag_duplicate::RULE,
    &tag_empty::RULE,
    &tag_missing::RULE,
    &tag_placeholder::RULE,
    &tag_too_long::RULE,
    &text_encoding::RULE,
    &text_mojibake::RULE,
    &text_nbsp::RULE,
    &url_malformed::RULE,
];
