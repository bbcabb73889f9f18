//! Files that are not UTF-8.

use crate::lint::{Check, Enabled, Finding, Rule, Settings, Severity};
use crate::text::Span;
use crate::text::decode::Charset;

/// The rule; see [`finding`] for its check.
pub(crate) static RULE: Rule = Rule {
    id: "text-encoding",
    summary: "A file whose bytes are not UTF-8",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for files whose bytes are not UTF-8. They are read as Windows-1252, which is what Word’s “Plain \
           Text” writes. If only some bytes of a UTF-8 file are wrong, only those are read so.",
    why: "Other programs will show wrong characters for “smart” quotes and accents in such a file, and searches will \
          not find the names.",
    example: "Müller 21, saved by Word as “Plain Text”: the byte FC stands for ü.",
    fix: "Open the file in an editor and save it as UTF-8, or let `debate-ls check --fix --convert` do it.",
    check: Check::Bytes,
};

/// The finding for a file whose bytes were read as `charset`; `None` if nothing was guessed, or the rule is off.
pub(crate) fn finding(charset: Charset, settings: &Settings) -> Option<Finding> {
    let message = match charset {
        Charset::Windows1252 => "This file is not UTF-8, and was read as Windows-1252. Save it as UTF-8.",
        Charset::StrayBytes => {
            "Some bytes are not UTF-8, and were read as Windows-1252. Check them, and save as UTF-8."
        }
        Charset::Utf8 | Charset::Utf8Bom | Charset::Utf16Le | Charset::Utf16Be => return None,
    };
    let severity = settings.severity(&RULE)?;
    let mut finding = Finding::new(RULE.id, Span::empty(0), message);
    finding.severity = Some(severity);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_turn_it_off() {
        let mut settings = Settings::default();
        let severity = |settings: &Settings| Some(finding(Charset::Windows1252, settings)?.severity);
        assert_eq!(severity(&settings), Some(Some(Severity::Warning)));
        settings.severities.insert(RULE.id.to_owned(), None);
        assert_eq!(severity(&settings), None);
    }

    #[test]
    fn a_declared_charset_is_not_reported() {
        assert_eq!(finding(Charset::Utf16Le, &Settings::default()), None);
        assert!(
            finding(Charset::StrayBytes, &Settings::default()).is_some_and(|f| f.message.starts_with("Some bytes"))
        );
    }
}
