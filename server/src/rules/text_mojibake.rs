//! Damaged characters: decoded with the wrong encoding, or escaped and never unescaped.

use encoding_rs::WINDOWS_1252;

use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "text-mojibake",
    summary: "Damaged characters: `â€™` for an apostrophe",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for characters that were damaged before they came into the file: `\\xNN`, `â€™` for an apostrophe, \
           `Ã©` for é, the replacement character U+FFFD, and U+201F in the place of an apostrophe, with the U+201E \
           that opens what it closes.",
    why: "It is read aloud wrong, looks careless, and hides words from every search.",
    example: "Mediation fails\n\n\
              Thai News Service, September 7, 2021, “Syria resumes pounding militants’ positions”\n\n\
              One of the militants said that the new demands were impossible to meet, adding\\xA1 “We reached a \
              dead-end because of the stubbornness of the delegation of the government.”",
    fix: "Write the character that was meant. `--fix` does this if the bytes prove what was meant, and changes nothing \
          else in the quotation. The source itself may have U+201F for an apostrophe: there you choose.",
    check: Check::Card(check),
};

/// One damaged span.
struct Damage {
    span: Span,
    /// What was meant, if that is certain.
    meant: Option<String>,
    /// Whether the bytes prove it. A character that is only out of place may be so in the source.
    proved: bool,
}

/// One finding per paragraph, at its first damage: a file decoded with the wrong encoding has hundreds.
fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let tag = view.card.tag.iter().map(|tag| tag.span);
    let undertags = view.card.undertags.iter().map(|undertag| undertag.span);
    let cites = view.card.cites.iter().map(|cite| cite.span);
    let paragraphs = view.card.body.iter().flat_map(|body| body.paragraphs.iter().copied());
    for span in tag.chain(undertags).chain(cites).chain(paragraphs) {
        let damages = damages(view.text, span);
        let Some(first) = damages.first() else { continue };
        let shown = first.span.of(view.text);
        let more = match damages.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more in this paragraph"),
        };
        let message = match &first.meant {
            Some(meant) => format!("“{shown}” is a damaged “{meant}”{more}. Write what was meant."),
            None => format!("“{shown}” is a damaged character{more}. Look it up in the source."),
        };
        let finding = Finding::new(RULE.id, first.span, message);
        let edits: Vec<Edit> =
            damages.iter().filter_map(|damage| Some(Edit::replace(damage.span, damage.meant.as_ref()?))).collect();
        let proved = damages.iter().all(|damage| damage.proved || damage.meant.is_none());
        found.push(if !edits.is_empty() {
            let title = "Write what was meant";
            if proved { finding.with_fix(title, edits) } else { finding.with_unsafe_fix(title, edits) }
        } else if shown.starts_with('\\') {
            finding.with_unsafe_fix(format!("Remove “{shown}”"), vec![Edit::delete(first.span)])
        } else {
            finding
        });
    }
}

fn damages(text: &str, within: Span) -> Vec<Damage> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = within.start;
    let mut opened = None;
    while let Some(clean) = bytes.get(at..within.end).and_then(next_suspect) {
        at += clean;
        let damage = match bytes[at] {
            b'\\' => escaped(text, at, within.end),
            // U+00C0 to U+00FF, of which the first of a misread group is one
            0xC3 => misread(text, at, within.end),
            0xE2 if text[at..].starts_with('\u{201F}') => {
                let opening = opened.take();
                let closing = apostrophe(text, at);
                found.extend(opening.filter(|_| closing.is_some()).map(opening_quote));
                closing
            }
            0xE2 if text[at..].starts_with('\u{201E}') => {
                opened = Some(at);
                None
            }
            0xEF if text[at..].starts_with('\u{FFFD}') => {
                Some(Damage { span: Span::new(at, at + '\u{FFFD}'.len_utf8()), meant: None, proved: false })
            }
            _ => None,
        };
        at = match damage {
            Some(damage) => {
                let end = damage.span.end;
                found.push(damage);
                end
            }
            None => at + 1,
        };
    }
    found.sort_by_key(|damage| damage.span);
    found
}

/// The offset of the next byte that can begin damage. Nearly all bytes of a text cannot, and are skipped many at once.
fn next_suspect(bytes: &[u8]) -> Option<usize> {
    const STEP: usize = 32;
    let suspect = |byte: &u8| *byte == b'\\' || *byte >= 0xC3;
    let clean = bytes.chunks(STEP).take_while(|some| !some.iter().fold(false, |any, byte| any | suspect(byte))).count();
    let from = (clean * STEP).min(bytes.len());
    bytes[from..].iter().position(suspect).map(|at| from + at)
}

/// A run of `\xNN`. If it is UTF-8, that is certain; otherwise it may be Windows-1252’s letters or punctuation.
fn escaped(text: &str, at: usize, end: usize) -> Option<Damage> {
    let mut bytes = Vec::new();
    let mut to = at;
    while let Some(byte) = escaped_byte(&text[to..end]) {
        bytes.push(byte);
        to += "\\xNN".len();
    }
    if bytes.iter().all(u8::is_ascii) {
        return None;
    }
    let meant = String::from_utf8(bytes.clone()).ok().or_else(|| {
        let (read, _, _) = WINDOWS_1252.decode(&bytes);
        let certain = read.chars().all(|character| character.is_alphabetic() || "‘’“”–—…•".contains(character));
        certain.then(|| read.into_owned())
    });
    Some(Damage { span: Span::new(at, to), proved: meant.is_some(), meant })
}

/// The byte of the `\xNN` at the start of `text`.
fn escaped_byte(text: &str) -> Option<u8> {
    let digits = text.strip_prefix("\\x")?.get(..2)?;
    // The standard library also parses `+5`.
    let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u8::from_str_radix(digits, 16).ok().filter(|_| is_hexadecimal)
}

/// UTF-8 that was decoded as Windows-1252: `â€™`, `Ã©`. It is certain if the bytes of the characters encode one
/// character. Only the leads of Latin letters, punctuation and emoji count: `É”` and `é’”` are good text.
fn misread(text: &str, at: usize, end: usize) -> Option<Damage> {
    let inside = text.get(at..end)?;
    let length = match inside.chars().next()? {
        'Â' | 'Ã' | 'Ä' | 'Å' => 2,
        'â' => 3,
        'ð' => 4,
        _ => return None,
    };
    let mut bytes = Vec::new();
    let mut to = at;
    for character in inside.chars().take(length) {
        let mut buffer = [0; 4];
        let (encoded, _, unmappable) = WINDOWS_1252.encode(character.encode_utf8(&mut buffer));
        if unmappable {
            return None;
        }
        bytes.extend_from_slice(&encoded);
        to += character.len_utf8();
    }
    let meant = String::from_utf8(bytes).ok().filter(|meant| meant.chars().count() == 1)?;
    Some(Damage { span: Span::new(at, to), meant: Some(meant), proved: true })
}

/// U+201E before a U+201F: some court’s PDF writes the quotation marks ‘…’ as „…‟.
fn opening_quote(at: usize) -> Damage {
    Damage { span: Span::new(at, at + '\u{201E}'.len_utf8()), meant: Some("‘".to_owned()), proved: false }
}

/// U+201F between letters: `California‟s`.
fn apostrophe(text: &str, at: usize) -> Option<Damage> {
    let end = at + '\u{201F}'.len_utf8();
    let letter_before = text[..at].chars().next_back().is_some_and(char::is_alphabetic);
    letter_before.then(|| Damage { span: Span::new(at, end), meant: Some("’".to_owned()), proved: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, fixed, found};

    fn quoting(text: &str) -> String {
        card("Mediation fails", "Thai News Service, September 7, 2021, “Syria resumes pounding”")
            .replace("on Monday", text)
    }

    #[test]
    fn certain_damage_is_repaired() {
        insta::assert_snapshot!(found(RULE.id, &quoting("on Mondayâ€™s eve in the cafÃ©")), @r"
        The ministry said on Mondayâ€™s eve in the cafÃ© that exports had recovered to the level of the spring, tha…
                                   ^^^ warning: “â€™” is a damaged “’”, and 1 more in this paragraph. Write what was meant.
                                   fix: Write what was meant
        ");
        assert_eq!(fixed(RULE.id, &quoting("on Mondayâ€™s eve in the cafÃ©")), quoting("on Monday’s eve in the café"));
        assert_eq!(
            fixed(RULE.id, &quoting("California‟s own \\xe2\\x80\\x9cplan\\xe2\\x80\\x9d")),
            quoting("California’s own “plan”")
        );
        assert_eq!(fixed(RULE.id, &quoting("„[r]egulation‟ or „42‟")), quoting("‘[r]egulation’ or „42‟"));
    }

    #[test]
    fn uncertain_damage_is_not_repaired_unseen() {
        insta::assert_snapshot!(found(RULE.id, &quoting("adding\\xA1 “We")), @r"
        The ministry said adding\xA1 “We that exports had recovered to the level of the spring, that the banks w…
                                ^^^^ warning: “\xA1” is a damaged character. Look it up in the source.
                                fix?: Remove “\xA1”
        ");
        let message = found(RULE.id, &quoting("adding\\xA1\\x+5 “We"));
        assert!(message.contains("“\\xA1” is a damaged character"), "{message}");
        insta::assert_snapshot!(found(RULE.id, &quoting("Monday\u{fffd}s")), @r"
        The ministry said Monday�s that exports had recovered to the level of the spring, that the banks which h…
                                ^ warning: “�” is a damaged character. Look it up in the source.
        ");
    }

    #[test]
    fn good_text_in_other_languages_is_left_alone() {
        for text in [
            "on LUNDI À L’ÉTÉ”",
            "in São Tomé, “âge”, Ångström’s",
            "C:\\xray and \\x41",
            "a\\x+5 \\x-1 \\xA",
            "the ‟low” quote",
            "the „tiefe“ one",
            "Ô €5",
            "naïve — Ã",
        ] {
            assert_eq!(found(RULE.id, &quoting(text)), "", "{text}");
        }
    }
}
