//! Text that is safe to show: characters that would control a terminal, or reorder the words of a line, are shown as
//! escapes.
//!
//! This is the one place that decides which characters those are. What goes to a program stays exact.

use std::borrow::Cow;

/// `text`, on one line: control characters and the bidirectional controls (Unicode Standard Annex #9) become escapes that
/// JSON reads as the same character, `\u001b`, `\u202e`, `\n`. A tab stays. The control pictures of Unicode (`␛`) would be
/// shorter, but one byte of theirs is itself a control character to a terminal that does not read UTF-8.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| replacement(character).is_none()) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match replacement(character) {
            Some(escape) => shown += &escape,
            None => shown.push(character),
        }
    }
    shown.into()
}

/// What is shown instead of a character that is not safe to show; `None` if it is.
pub fn replacement(character: char) -> Option<String> {
    match character {
        '\t' => None,
        '\n' => Some("\\n".to_owned()),
        '\r' => Some("\\r".to_owned()),
        '\0'..='\u{1f}' | '\u{7f}'
        | '\u{80}'..='\u{9f}' // C1 controls: CSI, OSC … in one character
        | '\u{2028}' | '\u{2029}' // line and paragraph separator
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // embeddings, overrides, isolates
        => Some(format!("\\u{:04x}", u32::from(character))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn terminal_controls_become_escapes() {
        let cases = [
            ("AT: \u{1b}]0;owned\u{7}Russia", "AT: \\u001b]0;owned\\u0007Russia"),
            ("a\r\nb\u{7f}", "a\\r\\nb\\u007f"),
            ("\u{9b}2J", "\\u009b2J"),
            ("no\u{202e}sey\u{2069}", "no\\u202esey\\u2069"),
            ("tab\there – “Müller” 新华社 👩‍🏫 שלום", "tab\there – “Müller” 新华社 👩‍🏫 שלום"),
        ];
        for (text, expected) in cases {
            assert_eq!(visible(text), expected);
        }
    }

    proptest! {
        #[test]
        fn no_control_character_is_left(text in "(\\PC|\\p{Cc}|[\u{202a}-\u{202e}\u{2066}-\u{2069}]){0,20}") {
            let shown = visible(&text).into_owned();
            prop_assert!(shown.chars().all(|character| character == '\t' || !character.is_control()), "{shown:?}");
            prop_assert_eq!(visible(&shown), shown.as_str(), "it is stable");
        }
    }
}
