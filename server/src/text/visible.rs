//! Text as a person may safely look at it: characters that would steer a terminal, or put a line's words in another
//! order than they have, are shown as signs.
//!
//! This is the one place that decides which characters those are. What goes to a program stays exact.

use std::borrow::Cow;

/// `text`, on one line: control characters become pictures (`␛` for ESC, `␊` for a line end), and those that have no
/// picture, as well as the bidirectional controls (Unicode Standard Annex #9), become their code, `\u202e`, which JSON
/// reads as the same character. A tab stays.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| replacement(character).is_none()) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match replacement(character) {
            Some(sign) => shown += &sign,
            None => shown.push(character),
        }
    }
    shown.into()
}

/// What is shown in place of a character that may not be shown as it is.
pub fn replacement(character: char) -> Option<String> {
    match character {
        '\t' => None,
        // Unicode has a picture of each of these, in the same order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).map(String::from),
        '\u{7f}' => Some("\u{2421}".to_owned()),
        '\u{80}'..='\u{9f}' // C1 controls: CSI, OSC … in one character
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
    fn what_steers_a_terminal_becomes_a_sign() {
        let cases = [
            ("AT: \u{1b}]0;owned\u{7}Russia", "AT: ␛]0;owned␇Russia"),
            ("a\r\nb\u{7f}", "a␍␊b␡"),
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
        fn nothing_is_left_that_steers(text in "(\\PC|\\p{Cc}|[\u{202a}-\u{202e}\u{2066}-\u{2069}]){0,20}") {
            let shown = visible(&text).into_owned();
            prop_assert!(shown.chars().all(|sign| sign == '\t' || !sign.is_control()), "{shown:?}");
            prop_assert_eq!(visible(&shown), shown.as_str(), "it is stable");
        }
    }
}
