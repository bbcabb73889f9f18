//! Text as a keyboard types it: word processors write `’` and `–` where the keys say `'` and `-`, so what is typed to
//! find a heading is not what the heading has.

use std::borrow::Cow;

/// `text` with straight quotation marks, plain hyphens, three dots and normal spaces.
pub fn as_typed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut typed = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '‘' | '’' | '‚' | '‛' | '′' => typed.push('\''),
            '“' | '”' | '„' | '‟' | '″' => typed.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '−' => typed.push('-'),
            '…' => typed.push_str("..."),
            '\u{a0}' | '\u{2007}' | '\u{202f}' => typed.push(' '),
            _ => typed.push(character),
        }
    }
    Cow::Owned(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_becomes_what_the_keys_say() {
        assert_eq!(as_typed("won’t – “peace”…"), "won't - \"peace\"...");
        assert_eq!(as_typed("Médiation"), "Médiation");
    }
}
