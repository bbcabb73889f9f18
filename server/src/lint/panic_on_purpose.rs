//! Panics on purpose, where a test's brief says so: the engine must survive a fault in any of its steps.

use super::Rule;

/// Panics in `rule` if the text says so: `let RULE fail`.
pub(crate) fn in_rule(rule: &Rule, text: &str) {
    at(text, &format!("let {} fail", rule.id));
}

/// Panics if the text has these words.
pub(crate) fn at(text: &str, words: &str) {
    assert!(!text.contains(words), "on purpose");
}
