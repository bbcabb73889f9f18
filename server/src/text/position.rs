//! Bytes to lines and columns and back, in the three encodings that the Language Server Protocol counts in.
//!
//! Lines end at `\n`, `\r\n` or a lone `\r` and nowhere else: U+000B, U+000C, U+0085, U+2028 and U+2029,
//! which text pasted from a PDF is full of, are ordinary characters (LSP 3.17, "Text Documents").
//!
//! Nothing here can fail. What is out of range is clamped, and what lies inside a character, a surrogate
//! pair or a `\r\n` moves left to where it begins. Every conversion takes O(log n).

use memchr::memchr2_iter;
use ropey::Rope;

/// What a column is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: LSP's default, and all that VS Code offers.
    #[default]
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

/// A position in the text as editors have it. Where it is stored, the docs say in which [`Encoding`] its column is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Counted from 0.
    pub line: u32,
    /// Counted from 0, from the line's first character.
    pub column: u32,
}

/// A half-open range of the text as editors have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Range {
    /// Its first character.
    pub start: Position,
    /// After its last character.
    pub end: Position,
}

impl Position {
    /// The position at `column` of `line`.
    pub fn new(line: u32, column: u32) -> Self {
        Self { line, column }
    }

    /// This position relative to `origin`, which is not after it: how many lines below, and on the origin's own line how
    /// many columns to the right. It does not change when the text above changes.
    #[must_use]
    pub fn relative_to(self, origin: Self) -> Self {
        let line = self.line.saturating_sub(origin.line);
        Self { line, column: if line == 0 { self.column.saturating_sub(origin.column) } else { self.column } }
    }

    /// The inverse: the absolute position of one that is [relative to](Self::relative_to) `origin`.
    #[must_use]
    pub fn absolute(self, origin: Self) -> Self {
        let column = if self.line == 0 { self.column.saturating_add(origin.column) } else { self.column };
        Self { line: self.line.saturating_add(origin.line), column }
    }
}

impl Range {
    /// Both ends [relative to](Position::relative_to) `origin`.
    #[must_use]
    pub fn relative_to(self, origin: Position) -> Self {
        Self { start: self.start.relative_to(origin), end: self.end.relative_to(origin) }
    }

    /// The inverse.
    #[must_use]
    pub fn absolute(self, origin: Position) -> Self {
        Self { start: self.start.absolute(origin), end: self.end.absolute(origin) }
    }
}

/// Finds the positions of ascending bytes of a contiguous text, each from the one before: O(text) for all of them together,
/// which is less than to look up each in a rope.
#[derive(Clone, Debug)]
pub struct Walk<'text> {
    text: &'text str,
    encoding: Encoding,
    byte: usize,
    position: Position,
}

impl<'text> Walk<'text> {
    /// At the start of `text`, which is line 0 and column 0.
    pub fn new(text: &'text str, encoding: Encoding) -> Self {
        Self { text, encoding, byte: 0, position: Position::default() }
    }

    /// The position of `byte`, which is at the start of a character and not inside a `\r\n`. For a byte before the last
    /// position, the last position.
    pub fn to(&mut self, byte: usize) -> Position {
        let text = self.text.as_bytes();
        let mut from = self.byte;
        let byte = byte.clamp(from, text.len());
        for at in memchr2_iter(b'\n', b'\r', &text[from..byte]).map(|at| self.byte + at) {
            if text[at] == b'\n' || text.get(at + 1) != Some(&b'\n') {
                self.position = Position::new(self.position.line + 1, 0);
                from = at + 1;
            }
        }
        self.position.column += columns(self.text.get(from..byte).unwrap_or(""), self.encoding);
        self.byte = byte;
        self.position
    }
}

/// How many columns a part of a line has.
fn columns(text: &str, encoding: Encoding) -> u32 {
    // A character of four bytes in UTF-8 has two units in UTF-16.
    let long = || text.bytes().filter(|&byte| byte >= 0xF0).count();
    number(match encoding {
        Encoding::Utf8 => text.len(),
        Encoding::Utf16 => text.chars().count() + long(),
        Encoding::Utf32 => text.chars().count(),
    })
}

/// The position of `byte`.
pub(super) fn of_byte(rope: &Rope, byte: usize, encoding: Encoding) -> Position {
    let byte = byte.min(rope.len_bytes());
    let line = rope.byte_to_line(byte);
    let start = rope.line_to_char(line);
    let at = rope.byte_to_char(byte).min(line_end(rope, line));
    let column = match encoding {
        Encoding::Utf8 => rope.char_to_byte(at) - rope.line_to_byte(line),
        Encoding::Utf16 => rope.char_to_utf16_cu(at) - rope.char_to_utf16_cu(start),
        Encoding::Utf32 => at - start,
    };
    Position::new(number(line), number(column))
}

/// The byte at `position`. A column after the line's end is the line's end, and a line after the last one is the text's
/// end, as the protocol says.
pub(super) fn to_byte(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_bytes();
    }
    let column = position.column as usize;
    let start = rope.line_to_char(line);
    let end = line_end(rope, line);
    let at = match encoding {
        Encoding::Utf8 => rope.byte_to_char((rope.char_to_byte(start) + column).min(rope.char_to_byte(end))),
        Encoding::Utf16 => {
            rope.utf16_cu_to_char((rope.char_to_utf16_cu(start) + column).min(rope.char_to_utf16_cu(end)))
        }
        Encoding::Utf32 => (start + column).min(end),
    };
    rope.char_to_byte(at)
}

/// The character index after a line's last character, before its line end.
fn line_end(rope: &Rope, line: usize) -> usize {
    let start = rope.line_to_char(line);
    let mut end = rope.line_to_char(line + 1);
    if end > start && rope.char(end - 1) == '\n' {
        end -= 1;
    }
    if end > start && rope.char(end - 1) == '\r' {
        end -= 1;
    }
    end
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// Characters that are common in evidence, or difficult for servers.
    fn awkward_text() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "a", "word ", "“", "”", "—", "é", "e\u{301}", "😀", "\u{2028}", "\u{2029}", "\u{85}", "\u{c}", "\u{b}",
            "\r\n", "\n", "\r", "\u{feff}", "\u{a0}", "\0",
        ]);
        prop::collection::vec(words, 0..700).prop_map(|words| words.concat())
    }

    /// The same, found slowly: by reading the text from its start.
    fn position_by_reading(text: &str, byte: usize, encoding: Encoding) -> Position {
        let (mut line, mut start) = (0, 0);
        for (at, c) in text.char_indices() {
            let after = at + c.len_utf8();
            if after <= byte && (c == '\n' || (c == '\r' && !text[after..].starts_with('\n'))) {
                (line, start) = (line + 1, after);
            }
        }
        let before = text[start..byte].trim_end_matches('\r');
        let column = match encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.encode_utf16().count(),
            Encoding::Utf32 => before.chars().count(),
        };
        Position::new(line, u32::try_from(column).expect("a short text"))
    }

    proptest! {
        #[test]
        fn a_byte_converts_to_a_position_and_back(text in awkward_text()) {
            let rope = Rope::from_str(&text);
            for encoding in ENCODINGS {
                for (byte, _) in text.char_indices().step_by(11).chain([(text.len(), ' ')]) {
                    let position = of_byte(&rope, byte, encoding);
                    let inside_line_end = text[..byte].ends_with('\r') && text[byte..].starts_with('\n');
                    prop_assert_eq!(to_byte(&rope, position, encoding), byte - usize::from(inside_line_end));
                }
            }
        }

        #[test]
        fn positions_are_those_found_by_reading_the_text(text in awkward_text(), at in any::<prop::sample::Index>()) {
            let rope = Rope::from_str(&text);
            let mut byte = at.index(text.len() + 1);
            while !text.is_char_boundary(byte) {
                byte -= 1;
            }
            for encoding in ENCODINGS {
                prop_assert_eq!(of_byte(&rope, byte, encoding), position_by_reading(&text, byte, encoding));
            }
        }

        #[test]
        fn a_walk_finds_the_same_positions(text in awkward_text(), step in 1usize..9) {
            let rope = Rope::from_str(&text);
            let inside_line_end = |byte: usize| text[..byte].ends_with('\r') && text[byte..].starts_with('\n');
            for encoding in ENCODINGS {
                let mut walk = Walk::new(&text, encoding);
                let bytes = text.char_indices().map(|(byte, _)| byte).filter(|&byte| !inside_line_end(byte));
                for byte in bytes.step_by(step) {
                    prop_assert_eq!(walk.to(byte), of_byte(&rope, byte, encoding));
                }
            }
        }

        #[test]
        fn any_position_is_clamped(text in awkward_text(), line in 0u32..60, column in 0u32..90) {
            let rope = Rope::from_str(&text);
            for encoding in ENCODINGS {
                for position in [Position::new(line, column), Position::new(line, u32::MAX), Position::new(u32::MAX, column)] {
                    let byte = to_byte(&rope, position, encoding);
                    prop_assert!(text.is_char_boundary(byte));
                    let back = of_byte(&rope, byte, encoding);
                    prop_assert!(back <= position);
                }
            }
        }

        #[test]
        fn any_byte_is_clamped(text in awkward_text(), byte in 0usize..9000) {
            let rope = Rope::from_str(&text);
            for encoding in ENCODINGS {
                let back = to_byte(&rope, of_byte(&rope, byte, encoding), encoding);
                prop_assert!(back <= byte && text.is_char_boundary(back));
            }
        }
    }

    #[test]
    fn a_position_inside_a_surrogate_pair_is_before_it() {
        let rope = Rope::from_str("a😀b");
        assert_eq!(to_byte(&rope, Position::new(0, 2), Encoding::Utf16), 1);
        assert_eq!(to_byte(&rope, Position::new(0, 3), Encoding::Utf16), 5);
        assert_eq!(to_byte(&rope, Position::new(0, 3), Encoding::Utf8), 1);
    }

    #[test]
    fn only_the_protocols_line_ends_end_lines() {
        let rope = Rope::from_str("a\u{2028}b\u{85}c\u{c}d\r\ne\rf");
        assert_eq!(of_byte(&rope, rope.len_bytes(), Encoding::Utf16), Position::new(2, 1));
    }

    #[test]
    fn a_position_after_a_line_end_is_the_line_end() {
        let rope = Rope::from_str("ab\r\ncd");
        assert_eq!(to_byte(&rope, Position::new(0, 99), Encoding::Utf16), 2);
        assert_eq!(to_byte(&rope, Position::new(9, 0), Encoding::Utf16), 6);
    }
}
