//! Finds rules by their ids, and tests what is true of all of them.

use super::Rule;
pub use crate::rules::RULES;

/// The rule with that id.
pub fn named(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::super::date_pattern::DatePattern;
    use super::super::fixture::findings;
    use super::super::{Check, Settings};
    use super::*;
    use crate::rules::{date_format, date_stale};

    #[test]
    fn ids_are_sorted_unique_and_kebab_case() {
        assert!(RULES.is_sorted_by(|one, next| one.id < next.id));
        let kebab = |id: &str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(RULES.iter().all(|rule| kebab(rule.id)));
    }

    #[test]
    fn every_file_with_a_rule_is_registered() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let files = std::fs::read_dir(folder).expect("the rules’ folder").map(|entry| entry.expect("an entry").path());
        let with_a_rule = files.filter(|file| {
            let text = std::fs::read_to_string(file).expect("a file of text");
            text.lines().any(|line| line.starts_with("pub") && line.contains("static RULE: Rule"))
        });
        let mut ids: Vec<String> =
            with_a_rule.map(|file| file.file_stem().expect("a name").to_string_lossy().replace('_', "-")).collect();
        ids.sort_unstable();
        assert_eq!(ids, RULES.iter().map(|rule| rule.id).collect::<Vec<_>>());
    }

    #[test]
    fn every_rule_is_documented_in_whole_sentences() {
        let sentences = |text: &str| text.starts_with(char::is_uppercase) && text.ends_with('.');
        let incomplete = RULES.iter().filter(|rule| {
            let what = rule.what.starts_with("Checks for ") && rule.what.ends_with('.');
            let complete = what && sentences(rule.fix) && !rule.example.is_empty();
            let why = rule.why.starts_with(|first: char| !first.is_lowercase()) && rule.why.ends_with(['.', '?']);
            !(complete && why)
        });
        assert_eq!(incomplete.map(|rule| rule.id).collect::<Vec<_>>(), [] as [&str; 0]);
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
