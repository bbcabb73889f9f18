//! Files that are not UTF-8.

use super::{Check, Finding, Rule, Settings, Severity};
use crate::text::Span;

/// The rule; see [`finding`] for its check.
pub static RULE: Rule = Rule {
    id: "text-encoding",
    severity: Severity::Warning,
    on: true,
    what: "Finds files whose bytes are not UTF-8. They are read as Windows-1252, which is what Word’s “Plain Text” \
           writes.",
    why: "Other programs will show “smart” quotes and accents in such a file as rubbish, and names are then searched \
          for in vain.",
    example: "Müller 21, saved by Word as “Plain Text”: the byte FC stands for ü.",
    fix: "Open the file in an editor and save it as UTF-8, or let `debate-ls check --fix --convert` do it.",
    check: Check::Bytes,
};

/// What to say of a file that had to be read as Windows-1252; `None` where the house turned the rule off.
pub fn finding(settings: &Settings) -> Option<Finding> {
    let severity = settings.severity(&RULE)?;
    let message = "This file is not UTF-8 and was read as Windows-1252: save it as UTF-8.";
    let mut finding = Finding::new(RULE.id, Span::empty(0), message);
    finding.severity = Some(severity);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_may_turn_it_off() {
        assert_eq!(finding(&Settings::default()).and_then(|finding| finding.severity), Some(Severity::Warning));
        let mut settings = Settings::default();
        settings.severities.insert(RULE.id.to_owned(), None);
        assert_eq!(finding(&settings), None);
    }
}
