//! Characters of symbol fonts as Unicode: what a reader sees, in place of the code that Word keeps.

/// A font in which letters are drawn as something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SymbolFont {
    /// Adobe's and Microsoft's Symbol: Greek letters, signs of mathematics.
    Symbol,
    /// Wingdings and its like: bullets, arrows, checks.
    Wingdings,
    /// Any other font.
    Plain,
}

impl SymbolFont {
    pub(super) fn named(font: &str) -> Self {
        if font.eq_ignore_ascii_case("symbol") {
            Self::Symbol
        } else if font.to_ascii_lowercase().starts_with("wingdings") {
            Self::Wingdings
        } else {
            Self::Plain
        }
    }
}

/// The character that `code` of such a font shows; `None` where Unicode has none, or it is not known here. Word adds
/// F000 to the codes of symbol fonts.
pub(super) fn unicode(font: SymbolFont, code: u32) -> Option<char> {
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    match font {
        SymbolFont::Plain => char::from_u32(code).filter(|character| !('\u{e000}'..='\u{f8ff}').contains(character)),
        SymbolFont::Symbol => at(SYMBOL, code),
        SymbolFont::Wingdings => WINGDINGS.iter().find(|(known, _)| *known == code).map(|(_, character)| *character),
    }
}

fn at(table: &str, code: u32) -> Option<char> {
    let place = code.checked_sub(0x20)?;
    table.chars().nth(usize::try_from(place).ok()?).filter(|character| *character != '\u{fffd}')
}

/// The font Symbol from 20 on, as Unicode's own table of Adobe's encoding has it.
const SYMBOL: &str = concat!(
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    "\u{203e}αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\u{fffd}",
    "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
    "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓",
    "°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉",
    "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊〈®©™∑",
);

/// The signs of Wingdings that are met in text.
const WINGDINGS: &[(u32, char)] = &[
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xF1, '⇧'),
    (0xF2, '⇩'),
    (0xF3, '⬄'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_with_and_without_words_offset() {
        for (font, code, shown) in [
            (SymbolFont::Symbol, 0x61, Some('α')),
            (SymbolFont::Symbol, 0xF0AE, Some('→')),
            (SymbolFont::Symbol, 0xF0B3, Some('≥')),
            (SymbolFont::Symbol, 0xF0DE, Some('⇒')),
            (SymbolFont::Symbol, 0xE5, Some('∑')),
            (SymbolFont::Symbol, 0x80, None),
            (SymbolFont::Wingdings, 0xF0E0, Some('→')),
            (SymbolFont::Wingdings, 0x21, None),
            (SymbolFont::Plain, 0x2192, Some('→')),
            (SymbolFont::Plain, 0xE123, None),
        ] {
            assert_eq!(unicode(font, code), shown, "{font:?} {code:X}");
        }
    }
}
