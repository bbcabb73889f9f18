//! Files that are not UTF-8.

use crate::lint::{Check, Enabled, Finding, Rule, Settings, Severity};
use crate::text::Span;
use crate::text::decode::{Charset, Decoded};

/// The rule; see [`finding`] for its check.
pub(crate) static RULE: Rule = Rule {
    id: "text-encoding",
    summary: "A file whose bytes are not UTF-8",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for files whose bytes are not UTF-8. They are read as Windows-1252, which is what Word’s “Plain \
           Text” writes, or as Mac Roman, which Word for Mac writes, whichever gives words and quotation marks. If only \
           some bytes of a UTF-8 file are wrong, only those are read so.",
    why: "Other programs will show wrong characters for “smart” quotes and accents in such a file, and searches will \
          not find the names.",
    example: "Müller 21, saved by Word as “Plain Text”: the byte FC stands for ü.",
    fix: "Open the file in the program that wrote it and save it as UTF-8, or let `debate-ls check --fix --convert` do \
          it. Where it is unclear what the bytes mean, that changes nothing.",
    check: Check::Bytes,
};

/// The finding for a file whose charset was guessed; `None` if it was not, or the rule is off.
pub(crate) fn finding(decoded: &Decoded, settings: &Settings) -> Option<Finding> {
    let message = match (decoded.charset, decoded.is_doubtful) {
        (Charset::Utf8 | Charset::Utf8Bom | Charset::Utf16Le | Charset::Utf16Be, _) => return None,
        (Charset::Windows1252 | Charset::MacRoman, true) => {
            "This file is not UTF-8, and its charset is unclear. Save it as UTF-8 in the program that wrote it."
        }
        (Charset::Windows1252, false) => "This file is not UTF-8, and was read as Windows-1252. Save it as UTF-8.",
        (Charset::MacRoman, false) => "This file is not UTF-8, and was read as Mac Roman. Save it as UTF-8.",
        (Charset::StrayBytes, _) => {
            "Some bytes are not UTF-8, and what they mean is a guess. Check them, and save as UTF-8."
        }
    };
    let severity = settings.severity(&RULE)?;
    let mut finding = Finding::new(RULE.id, Span::empty(0), message);
    finding.severity = Some(severity);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::decode::decode;

    fn message(bytes: &[u8]) -> Option<String> {
        finding(&decode(bytes).expect("text"), &Settings::default()).map(|finding| finding.message)
    }

    #[test]
    fn settings_turn_it_off() {
        let mut settings = Settings::default();
        let decoded = decode(b"the committee\x92s").expect("text");
        assert_eq!(finding(&decoded, &settings).and_then(|finding| finding.severity), Some(Severity::Warning));
        settings.severities.insert(RULE.id.to_owned(), None);
        assert_eq!(finding(&decoded, &settings), None);
    }

    #[test]
    fn the_message_names_the_charset_or_that_it_is_unclear() {
        let says = |bytes: &[u8], words: &str| message(bytes).is_some_and(|message| message.contains(words));
        assert!(says(b"the committee\x92s", "Windows-1252"));
        assert!(says(b"the committee\xD5s", "Mac Roman"));
        assert!(says(b"ESPA\xD1A", "unclear"));
        assert!(says(&[b"the committee\x92s ".as_slice(), "“report”".as_bytes()].concat(), "Some bytes"));
        assert_eq!(message(b"\xFF\xFEa\0"), None);
        assert_eq!(message("“report”".as_bytes()), None);
    }
}
