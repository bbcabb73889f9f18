//! All rules, in the order of their pages.

use super::*;

/// Every rule there is, sorted by id.
pub static RULES: &[&Rule] = &[
    &body_artifact::RULE,
    &body_missing::RULE,
    &cite_empty_field::RULE,
    &cite_incomplete::RULE,
    &cite_missing::RULE,
    &cite_placeholder::RULE,
    &cite_stray_separator::RULE,
    &cite_year_missing::RULE,
    &date_future::RULE,
    &date_invalid::RULE,
    &tag_missing::RULE,
    &text_encoding::RULE,
    &text_mojibake::RULE,
];

/// The rule of that id.
pub fn named(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sorted_unique_and_kebab_case() {
        assert!(RULES.is_sorted_by(|one, next| one.id < next.id));
        let kebab = |id: &str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(RULES.iter().all(|rule| kebab(rule.id)));
    }
}
