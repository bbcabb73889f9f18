//! Bytes of a file to text and back.
//!
//! A byte order mark decides. Without one, bytes that are UTF-8 are UTF-8, and all others are [taken for](legacy_charset)
//! Windows-1252 or Mac Roman, which give every byte a character, so that nothing is lost. In a file that is UTF-8 except for
//! some stray bytes (pasted from elsewhere, or cut off), only those are read so: one bad byte must not turn every quotation
//! mark into “â€œ”.

use std::borrow::Cow;

use encoding_rs::{MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::legacy_charset;

/// How many bytes are searched for a NUL, which no text has; as many as Git searches.
pub const HEAD: usize = 8000;

/// How the bytes of a file encode its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charset {
    /// UTF-8, which card files should be in.
    Utf8,
    /// UTF-8 after a byte order mark.
    Utf8Bom,
    /// Little-endian UTF-16 after a byte order mark.
    Utf16Le,
    /// Big-endian UTF-16 after a byte order mark.
    Utf16Be,
    /// Windows-1252: a guess.
    Windows1252,
    /// Mac Roman: a guess.
    MacRoman,
    /// UTF-8 with stray bytes, whose charset is a guess.
    StrayBytes,
}

impl Charset {
    /// Whether the charset of some bytes is a guess.
    pub fn is_guess(self) -> bool {
        matches!(self, Self::Windows1252 | Self::MacRoman | Self::StrayBytes)
    }
}

/// A file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Without a byte order mark.
    pub text: String,
    /// How the bytes were decoded.
    pub charset: Charset,
    /// Whether another charset may be right as well. Such a text must not be written back in UTF-8.
    pub is_doubtful: bool,
    /// Whether bytes without a meaning were replaced by U+FFFD. Such a text does not have all of the file.
    pub damaged: bool,
}

/// Whether a file that begins with `head` is not text: there is a NUL among its first [`HEAD`] bytes, and no byte order mark
/// explains it. The rest of the file does not matter.
pub fn is_binary(head: &[u8]) -> bool {
    let has_mark = matches!(head, [0xEF, 0xBB, 0xBF, ..] | [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    !has_mark && memchr::memchr(0, &head[..head.len().min(HEAD)]).is_some()
}

/// Decodes `bytes`. `None` if they are [not text](is_binary).
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    let (encoding, charset, mark) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (UTF_8, Charset::Utf8Bom, 3),
        [0xFF, 0xFE, ..] => (UTF_16LE, Charset::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (UTF_16BE, Charset::Utf16Be, 2),
        _ if is_binary(bytes) => return None,
        _ if std::str::from_utf8(bytes).is_ok() => (UTF_8, Charset::Utf8, 0),
        _ if is_mostly_utf8(bytes) => return Some(decode_strays(bytes)),
        _ => return Some(decode_legacy(bytes)),
    };
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes[mark..]);
    Some(Decoded { text: text.into_owned(), charset, is_doubtful: false, damaged })
}

fn decode_legacy(bytes: &[u8]) -> Decoded {
    let guess = legacy_charset::guess(bytes);
    let charset = if guess.encoding == MACINTOSH { Charset::MacRoman } else { Charset::Windows1252 };
    let text = legacy_charset::decode(bytes, guess).into_owned();
    Decoded { text, charset, is_doubtful: guess.is_doubtful, damaged: false }
}

/// Whether more characters beyond ASCII are valid UTF-8 than not. In Windows-1252, two such bytes (`É’`) are sometimes a
/// valid character of UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        stray += usize::from(!chunk.invalid().is_empty());
    }
    whole > stray
}

/// Decodes UTF-8 with stray bytes. Their charset is guessed from each with the ASCII characters around it.
fn decode_strays(bytes: &[u8]) -> Decoded {
    let chunks: Vec<_> = bytes.utf8_chunks().collect();
    // Half of a character of UTF-8 is the rest of a text that was cut, and no text in another charset.
    let is_cut = chunks.iter().any(|chunk| chunk.invalid().len() > 1 || matches!(chunk.invalid(), [0xF0..=0xF4]));
    let mut sample = Vec::new();
    for (number, chunk) in chunks.iter().enumerate().filter(|(_, chunk)| !chunk.invalid().is_empty()) {
        sample.extend(ascii_at_end(chunk.valid().as_bytes()));
        sample.extend(chunk.invalid());
        sample.extend(chunks.get(number + 1).map_or(&[][..], |next| ascii_at_start(next.valid().as_bytes())));
        sample.push(b'\n');
    }
    let guess = legacy_charset::guess(&sample);
    let mut text = String::with_capacity(bytes.len());
    for chunk in &chunks {
        text += chunk.valid();
        text += &legacy_charset::decode(chunk.invalid(), guess);
    }
    Decoded { text, charset: Charset::StrayBytes, is_doubtful: is_cut || guess.is_doubtful, damaged: false }
}

/// How many ASCII characters on each side of a stray byte show its charset.
const AROUND_STRAY: usize = 4;

fn ascii_at_end(bytes: &[u8]) -> &[u8] {
    let count = bytes.iter().rev().take(AROUND_STRAY).take_while(|byte| byte.is_ascii()).count();
    &bytes[bytes.len() - count..]
}

fn ascii_at_start(bytes: &[u8]) -> &[u8] {
    let count = bytes.iter().take(AROUND_STRAY).take_while(|byte| byte.is_ascii()).count();
    &bytes[..count]
}

/// The bytes of `text` in `charset`, with its byte order mark. `None` if the charset does not have all characters, and for
/// stray bytes, which the text does not distinguish.
pub fn encode(text: &str, charset: Charset) -> Option<Cow<'_, [u8]>> {
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    let legacy = match charset {
        Charset::Utf8 => return Some(text.as_bytes().into()),
        Charset::Utf8Bom => return Some([b"\xEF\xBB\xBF", text.as_bytes()].concat().into()),
        Charset::Utf16Le => return Some(utf16([0xFF, 0xFE], u16::to_le_bytes).into()),
        Charset::Utf16Be => return Some(utf16([0xFE, 0xFF], u16::to_be_bytes).into()),
        Charset::Windows1252 => WINDOWS_1252,
        Charset::MacRoman => MACINTOSH,
        Charset::StrayBytes => return None,
    };
    let (bytes, _, unmappable) = legacy.encode(text);
    (!unmappable).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> (String, Charset) {
        let decoded = decode(bytes).expect("text");
        (decoded.text, decoded.charset)
    }

    #[test]
    fn byte_order_marks_decide_and_are_removed() {
        assert_eq!(read(b"\xEF\xBB\xBFChoi 21"), ("Choi 21".into(), Charset::Utf8Bom));
        assert_eq!(read(b"\xFF\xFEC\0h\0\x19\x20"), ("Ch’".into(), Charset::Utf16Le));
        assert_eq!(read(b"\xFE\xFF\0C\0h\x20\x19"), ("Ch’".into(), Charset::Utf16Be));
    }

    #[test]
    fn plain_text_from_word_is_read() {
        assert_eq!(read(b"Nelson \x9108 \x97 caf\xE9"), ("Nelson ‘08 — café".into(), Charset::Windows1252));
        assert_eq!(read(b"Nelson \xD408 \xD1 caf\x8E"), ("Nelson ‘08 — café".into(), Charset::MacRoman));
        assert_eq!(read("Nelson ‘08 — café".as_bytes()), ("Nelson ‘08 — café".into(), Charset::Utf8));
    }

    #[test]
    fn one_bad_byte_costs_one_character() {
        let pasted = [b"Nelson \x9208, ", "“Kremlin” – café".as_bytes()].concat();
        assert_eq!(read(&pasted), ("Nelson ’08, “Kremlin” – café".into(), Charset::StrayBytes));
        let cut_off = &"“Kremlin” ’".as_bytes()[..16];
        assert_eq!(read(cut_off), ("“Kremlin” â€".into(), Charset::StrayBytes));
        assert!(decode(cut_off).expect("text").is_doubtful, "what was cut off is not known");
        let pasted_on_a_mac = [b"The committee\xD5s ".as_slice(), "“Kremlin” – café".as_bytes()].concat();
        assert_eq!(read(&pasted_on_a_mac), ("The committee’s “Kremlin” – café".into(), Charset::StrayBytes));
        // Capitals before a closing quotation mark, as Word writes them: C9 92 is a character of UTF-8 as well.
        assert_eq!(read(b"\x91CAF\xC9\x92 \x97 \x93a\x94"), ("‘CAFÉ’ — “a”".into(), Charset::Windows1252));
    }

    #[test]
    fn a_file_with_a_nul_is_not_text() {
        assert_eq!(decode(b"PK\x03\x04\0\0"), None);
        assert!(decode(b"\xFF\xFEa\0").is_some());
    }

    #[test]
    fn an_incomplete_character_is_reported() {
        assert!(decode(b"\xFF\xFEa\0b").is_some_and(|decoded| decoded.damaged));
        assert!(decode(b"\xEF\xBB\xBF\xFF").is_some_and(|decoded| decoded.damaged));
        assert!(decode(b"\x81\x8D\xFF").is_some_and(|decoded| !decoded.damaged));
    }

    #[test]
    fn characters_that_a_charset_does_not_have_are_refused() {
        assert_eq!(encode("Дума", Charset::Windows1252), None);
    }

    proptest! {
        #[test]
        fn undamaged_text_gives_the_file_back(bytes in prop::collection::vec(any::<u8>(), 0..200), mark in 0usize..4) {
            let marks: [&[u8]; 4] = [b"", b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
            let file = [marks[mark], &bytes].concat();
            let whole = |decoded: &Decoded| !decoded.damaged && decoded.charset != Charset::StrayBytes;
            if let Some(decoded) = decode(&file).filter(whole) {
                let back = encode(&decoded.text, decoded.charset).expect("it came from there");
                prop_assert_eq!(&*back, &file[..]);
            }
        }
    }
}
