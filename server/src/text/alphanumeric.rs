//! Which characters are letters and digits, decided quickly: most of a brief is words.

/// Whether it is a letter or a digit, as [`char::is_alphanumeric`]. Nearly all characters beyond ASCII in English text are
/// of the block General Punctuation: quotation marks, dashes, ellipses. The standard library searches two tables for them.
pub fn is_alphanumeric(character: char) -> bool {
    !matches!(character, '\u{2000}'..='\u{206f}') && character.is_alphanumeric()
}

/// Eight bytes of a text, that begin with ASCII letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsciiLetters {
    /// All eight bytes, the letters in lower case. What is behind the letters and digits is of no use.
    pub lowercase: [u8; 8],
    /// How many are letters and digits, from 1 to 8.
    pub len: usize,
}

/// The ASCII letters and digits with which a text begins, at most eight. `None` if it begins with none, or has less than
/// eight bytes.
pub fn leading_letters(text: &[u8]) -> Option<AsciiLetters> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let block = u64::from_le_bytes(*text.first_chunk()?);
    let low = block & !HIGH;
    // No digit changes.
    let small = low | 0x2020_2020_2020_2020;
    // The high bit of each byte, of at most seven bits, says whether it is at least as large.
    let at_least = |bytes: u64, least: u8| bytes + u64::from_le_bytes([0x80 - least; 8]);
    let letters = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digits = at_least(low, b'0') & !at_least(low, b'9' + 1);
    let others = !((letters | digits) & !block) & HIGH;
    let len = others.trailing_zeros() as usize / 8;
    (len > 0).then_some(AsciiLetters { lowercase: small.to_le_bytes(), len })
}

#[cfg(test)]
mod tests {
    use debate_ls_tests::random::Random;

    use super::*;

    #[test]
    fn it_agrees_with_the_standard_library() {
        assert!((char::MIN..=char::MAX).all(|character| is_alphanumeric(character) == character.is_alphanumeric()));
    }

    #[test]
    fn the_letters_before_any_other_byte() {
        let mut random = Random::new(3);
        for byte in 0..=u8::MAX {
            for at in 0..9 {
                let mut text = [(); 8].map(|()| b"azAZ09mQ5"[random.below(9)]);
                if let Some(place) = text.get_mut(at) {
                    *place = byte;
                }
                let len = text.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                let found = leading_letters(&text);
                assert_eq!(found.map_or(0, |letters| letters.len), len, "{text:?}");
                let lowercase = text.to_ascii_lowercase();
                assert!(found.is_none_or(|letters| letters.lowercase[..len] == lowercase[..len]), "{text:?}");
            }
        }
        assert_eq!(leading_letters(b"letters"), None);
    }
}
