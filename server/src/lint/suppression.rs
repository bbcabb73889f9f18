//! `<!-- debate-ls: ignore RULE -->` and `<!-- debate-ls: ignore-file RULE -->`.
//!
//! Several rules have commas or spaces between them; none means all. `ignore` applies to the next card, or to
//! the card that it is in; `ignore-file` applies to the file, wherever it is.

use super::{internal_error, registry};
use crate::evidence::brief::{Brief, Card, EntryKind};

/// What a comment suppresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suppression {
    /// Everything.
    All,
    /// These rules.
    Rules(Vec<String>),
}

/// Where a comment suppresses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressionScope {
    /// The next card, or the one around it.
    Card,
    /// The file.
    File,
}

impl Suppression {
    /// Whether it includes `rule`. An internal error is never included.
    pub fn covers(&self, rule: &str) -> bool {
        match self {
            Self::All => rule != internal_error::ID,
            Self::Rules(rules) => rules.iter().any(|suppressed| suppressed == rule) && rule != internal_error::ID,
        }
    }
}

/// All of them as one, if there are any: a card with a thousand comments has at most as many rules as there are.
pub fn merged(suppressions: impl Iterator<Item = Suppression>) -> Option<Suppression> {
    let mut rules: Option<Vec<String>> = None;
    for suppression in suppressions {
        let Suppression::Rules(some) = suppression else { return Some(Suppression::All) };
        let rules = rules.get_or_insert_default();
        for rule in some {
            if registry::named(&rule).is_some() && !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }
    rules.map(Suppression::Rules)
}

/// Parses what is between `<!--` and `-->`. `None` if it is an ordinary comment.
pub fn read(comment: &str) -> Option<(SuppressionScope, Suppression)> {
    let directive = comment.trim().strip_prefix("debate-ls:")?.trim_start();
    let (word, rest) = directive.split_once(char::is_whitespace).unwrap_or((directive, ""));
    let scope = match word {
        "ignore" => SuppressionScope::Card,
        "ignore-file" => SuppressionScope::File,
        _ => return None,
    };
    let rules: Vec<String> = rest.split([',', ' ', '\t']).filter(|rule| !rule.is_empty()).map(str::to_owned).collect();
    Some((scope, if rules.is_empty() { Suppression::All } else { Suppression::Rules(rules) }))
}

/// What is suppressed in the whole file.
pub fn of_file(brief: &Brief) -> Option<Suppression> {
    let found = brief
        .entries
        .iter()
        .flat_map(|entry| match &entry.content.kind {
            EntryKind::Comment(comment) => std::slice::from_ref(comment),
            EntryKind::Card(card) => card.comments.as_slice(),
            EntryKind::Heading(_) | EntryKind::Analytic(_) => &[],
        })
        .filter_map(|comment| read(&comment.value))
        .filter_map(|(scope, suppression)| (scope == SuppressionScope::File).then_some(suppression));
    merged(found)
}

/// What the comments inside a card suppress in it.
pub fn of_card(card: &Card) -> impl Iterator<Item = Suppression> {
    card.comments
        .iter()
        .filter_map(|comment| read(&comment.value))
        .filter_map(|(scope, suppression)| (scope == SuppressionScope::Card).then_some(suppression))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rules_with_commas_or_spaces() {
        let rules = Suppression::Rules(vec!["cite-missing".to_owned(), "date-none".to_owned()]);
        assert_eq!(read(" debate-ls: ignore cite-missing, date-none "), Some((SuppressionScope::Card, rules.clone())));
        assert_eq!(read("debate-ls: ignore-file cite-missing date-none"), Some((SuppressionScope::File, rules)));
    }

    #[test]
    fn many_comments_are_merged() {
        let rules = |number: usize| ["cite-missing".to_owned(), "date-none".to_owned(), format!("no-rule-{number}")];
        let of_rules = (0..1000).map(|number| Suppression::Rules(rules(number).to_vec()));
        let both = Suppression::Rules(vec!["cite-missing".to_owned(), "date-none".to_owned()]);
        assert_eq!(merged(of_rules.clone()), Some(both));
        assert_eq!(merged(of_rules.chain([Suppression::All])), Some(Suppression::All));
        assert_eq!(merged(std::iter::empty()), None);
    }

    #[test]
    fn no_rule_means_all_and_other_comments_mean_nothing() {
        assert_eq!(read("debate-ls: ignore"), Some((SuppressionScope::Card, Suppression::All)));
        assert_eq!(read("debate-ls: ignored"), None);
        assert_eq!(read(" ask Ana for the page "), None);
    }
}
