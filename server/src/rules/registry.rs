//! All rules, in the order of their pages.

use super::*;

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

/// The rule of that id.
pub fn named(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::date_pattern::DatePattern;
    use crate::rules::fixture::findings;

    #[test]
    fn ids_are_sorted_unique_and_kebab_case() {
        assert!(RULES.is_sorted_by(|one, next| one.id < next.id));
        let kebab = |id: &str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(RULES.iter().all(|rule| kebab(rule.id)));
    }

    #[test]
    fn every_rule_is_documented_in_whole_sentences() {
        let sentences = |text: &str| text.starts_with(char::is_uppercase) && text.ends_with('.');
        let wanting = RULES.iter().filter(|rule| {
            let complete = sentences(rule.what) && sentences(rule.fix) && !rule.example.is_empty();
            let why = rule.why.starts_with(|first: char| !first.is_lowercase()) && rule.why.ends_with(['.', '?']);
            !(complete && why)
        });
        assert_eq!(wanting.map(|rule| rule.id).collect::<Vec<_>>(), [] as [&str; 0]);
    }

    #[test]
    fn every_summary_is_one_short_line() {
        for rule in RULES {
            let summary = rule.summary;
            assert!(summary.starts_with(char::is_uppercase) && !summary.ends_with('.'), "{}: {summary}", rule.id);
            assert!((10..=72).contains(&summary.chars().count()), "{}: {summary}", rule.id);
            assert!(!summary.contains(['\n', '|']) && summary.matches('`').count() % 2 == 0, "{}: {summary}", rule.id);
        }
    }

    #[test]
    fn rules_that_a_setting_turns_on_are_off_without_it() {
        let by_setting = |rule: &&&Rule| !rule.is_on_by_default();
        for rule in RULES.iter().filter(by_setting) {
            assert_eq!(Settings::default().severity(rule), None, "{}", rule.id);
        }
        let chosen = Settings { date_format: DatePattern::read("M-D-YY"), ..Settings::default() };
        assert_eq!(chosen.severity(&date_format::RULE), Some(date_format::RULE.severity));
        assert_eq!(chosen.severity(&date_stale::RULE), None);
    }

    #[test]
    fn every_example_is_a_brief_in_which_the_rule_finds_something() {
        let settings = |rule: &Rule| Settings {
            date_format: DatePattern::read("Month D, YYYY").filter(|_| rule.id == date_format::RULE.id),
            ..Settings::default()
        };
        let finds = |rule: &Rule| !findings(rule.id, rule.example, &settings(rule)).is_empty();
        let silent: Vec<&str> = RULES
            .iter()
            .filter(|rule| !matches!(rule.check, Check::Bytes) && !finds(rule))
            .map(|rule| rule.id)
            .collect();
        assert_eq!(silent, [] as [&str; 0]);
    }
}
