//! What can be wrong with a brief. Each rule has one file: its documentation, its check, its fix and its tests.
//! The editor and `check` run the same rules, so both report the same findings in the same words.
//!
//! To add a rule, write `rules/your_rule.rs`, name it here twice, and run `tests/generate`, which writes its page.
//! CONTRIBUTING.md has the steps.

pub(crate) mod answer_style_mixed;
pub(crate) mod block_empty;
pub(crate) mod body_artifact;
pub(crate) mod body_elided;
pub(crate) mod body_mark_unclosed;
pub(crate) mod body_missing;
pub(crate) mod body_repeated;
pub(crate) mod body_unbracketed_edit;
pub(crate) mod card_conflict;
pub(crate) mod card_duplicate;
pub(crate) mod cite_after_body;
pub(crate) mod cite_apostrophe;
pub(crate) mod cite_author_mismatch;
pub(crate) mod cite_author_missing;
pub(crate) mod cite_body_glued;
pub(crate) mod cite_database_as_source;
pub(crate) mod cite_empty_field;
pub(crate) mod cite_et_al_style;
pub(crate) mod cite_in_tag;
pub(crate) mod cite_incomplete;
pub(crate) mod cite_missing;
pub(crate) mod cite_multiline;
pub(crate) mod cite_name_drift;
pub(crate) mod cite_placeholder;
pub(crate) mod cite_stray_separator;
pub(crate) mod cite_tag_glued;
pub(crate) mod cite_unbalanced;
pub(crate) mod cite_url_only;
pub(crate) mod cite_year_conflict;
pub(crate) mod cite_year_implicit;
pub(crate) mod cite_year_missing;
pub(crate) mod date_accessed_before_published;
pub(crate) mod date_ambiguous;
pub(crate) mod date_format;
pub(crate) mod date_future;
pub(crate) mod date_imprecise;
pub(crate) mod date_invalid;
pub(crate) mod date_none;
pub(crate) mod date_stale;
pub(crate) mod date_style_mixed;
pub(crate) mod heading_duplicate;
pub(crate) mod heading_empty;
pub(crate) mod heading_skipped;
pub(crate) mod tag_duplicate;
pub(crate) mod tag_empty;
pub(crate) mod tag_missing;
pub(crate) mod tag_placeholder;
pub(crate) mod tag_too_long;
pub(crate) mod text_encoding;
pub(crate) mod text_line_break;
pub(crate) mod text_mojibake;
pub(crate) mod text_nbsp;
pub(crate) mod url_malformed;

use crate::lint::Rule;

/// All rules, sorted by id.
pub static RULES: &[&Rule] = &[
    &answer_style_mixed::RULE,
    &block_empty::RULE,
    &body_artifact::RULE,
    &body_elided::RULE,
    &body_mark_unclosed::RULE,
    &body_missing::RULE,
    &body_repeated::RULE,
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
    &text_line_break::RULE,
    &text_mojibake::RULE,
    &text_nbsp::RULE,
    &url_malformed::RULE,
];
