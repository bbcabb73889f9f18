//! Bytes of a file to text and back.
//!
//! A byte order mark decides. Without one, bytes that are UTF-8 are UTF-8, and all others are taken for
//! Windows-1252, which is what Word writes as "Plain Text". Windows-1252 gives every byte a character, so
//! nothing is ever lost. In a file that is UTF-8 but for some stray bytes (pasted together, or cut off) only
//! those are read so: one bad byte must not turn every quotation mark into “â€œ”.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes are looked through for a NUL, which no text has; as many as Git looks at.
pub const HEAD: usize = 8000;

/// How a file's bytes stand for its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charset {
    /// UTF-8, the form that card files are to have.
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Bom,
    /// UTF-16, little end first, behind a byte order mark.
    Utf16Le,
    /// UTF-16, big end first, behind a byte order mark.
    Utf16Be,
    /// Windows-1252: a guess, for want of anything better.
    Windows1252,
    /// UTF-8 with stray bytes, which were read as Windows-1252.
    StrayBytes,
}

impl Charset {
    /// Whether some of the file's bytes are in no charset that was told, so that their meaning is a guess.
    pub fn is_guess(self) -> bool {
        matches!(self, Self::Windows1252 | Self::StrayBytes)
    }
}

/// A file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Without a byte order mark.
    pub text: String,
    /// How the bytes were read.
    pub charset: Charset,
    /// Whether bytes that mean nothing were replaced by U+FFFD; the text does not give the file back then.
    pub damaged: bool,
}

/// Whether a file that begins with `head` is no text at all: a NUL stands among its first [`HEAD`] bytes and no byte order
/// mark explains it. The rest of the file does not matter.
pub fn is_binary(head: &[u8]) -> bool {
    let has_mark = matches!(head, [0xEF, 0xBB, 0xBF, ..] | [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    !has_mark && memchr::memchr(0, &head[..head.len().min(HEAD)]).is_some()
}

/// Reads `bytes`. `None` where they are no text at all: a NUL stands among the first 8,000 and no byte order
/// mark explains it.
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    let (encoding, charset, mark) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (UTF_8, Charset::Utf8Bom, 3),
        [0xFF, 0xFE, ..] => (UTF_16LE, Charset::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (UTF_16BE, Charset::Utf16Be, 2),
        _ if is_binary(bytes) => return None,
        _ if std::str::from_utf8(bytes).is_ok() => (UTF_8, Charset::Utf8, 0),
        _ if is_mostly_utf8(bytes) => {
            return Some(Decoded { text: with_strays(bytes), charset: Charset::StrayBytes, damaged: false });
        }
        _ => (WINDOWS_1252, Charset::Windows1252, 0),
    };
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes[mark..]);
    Some(Decoded { text: text.into_owned(), charset, damaged })
}

/// Whether more characters beyond ASCII are whole UTF-8 than are none. In Windows-1252 two such bytes
/// (`É’`) look like one character of UTF-8 now and then.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        stray += usize::from(!chunk.invalid().is_empty());
    }
    whole > stray
}

fn with_strays(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text += chunk.valid();
        text += &WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0;
    }
    text
}

/// The bytes of `text` in `charset`, with the byte order mark that it had. `None` where the text has
/// characters that Windows-1252 lacks, and for stray bytes, which the text no longer tells from others.
pub fn encode(text: &str, charset: Charset) -> Option<Cow<'_, [u8]>> {
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    Some(match charset {
        Charset::Utf8 => text.as_bytes().into(),
        Charset::Utf8Bom => [b"\xEF\xBB\xBF", text.as_bytes()].concat().into(),
        Charset::Utf16Le => utf16([0xFF, 0xFE], u16::to_le_bytes).into(),
        Charset::Utf16Be => utf16([0xFE, 0xFF], u16::to_be_bytes).into(),
        Charset::Windows1252 => {
            let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
            return (!unmappable).then_some(bytes);
        }
        Charset::StrayBytes => return None,
    })
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
    fn marks_are_honoured_and_taken_off() {
        assert_eq!(read(b"\xEF\xBB\xBFChoi 21"), ("Choi 21".into(), Charset::Utf8Bom));
        assert_eq!(read(b"\xFF\xFEC\0h\0\x19\x20"), ("Ch’".into(), Charset::Utf16Le));
        assert_eq!(read(b"\xFE\xFF\0C\0h\x20\x19"), ("Ch’".into(), Charset::Utf16Be));
    }

    #[test]
    fn what_word_writes_as_plain_text_is_read() {
        assert_eq!(read(b"Nelson \x9108 \x97 caf\xE9"), ("Nelson ‘08 — café".into(), Charset::Windows1252));
        assert_eq!(read("Nelson ‘08 — café".as_bytes()), ("Nelson ‘08 — café".into(), Charset::Utf8));
    }

    #[test]
    fn one_bad_byte_costs_one_character() {
        let pasted = [b"Nelson \x9208, ", "“Kremlin” – café".as_bytes()].concat();
        assert_eq!(read(&pasted), ("Nelson ’08, “Kremlin” – café".into(), Charset::StrayBytes));
        let cut_off = &"“Kremlin” ’".as_bytes()[..16];
        assert_eq!(read(cut_off), ("“Kremlin” â€".into(), Charset::StrayBytes));
        // Capitals before a closing quotation mark, as Word writes them: C9 92 is a character of UTF-8 as well.
        assert_eq!(read(b"\x91CAF\xC9\x92 \x97 \x93a\x94"), ("‘CAFÉ’ — “a”".into(), Charset::Windows1252));
    }

    #[test]
    fn a_nul_is_no_text() {
        assert_eq!(decode(b"PK\x03\x04\0\0"), None);
        assert!(decode(b"\xFF\xFEa\0").is_some());
    }

    #[test]
    fn a_torn_character_is_told() {
        assert!(decode(b"\xFF\xFEa\0b").is_some_and(|decoded| decoded.damaged));
        assert!(decode(b"\xEF\xBB\xBF\xFF").is_some_and(|decoded| decoded.damaged));
        assert!(decode(b"\x81\x8D\xFF").is_some_and(|decoded| !decoded.damaged));
    }

    #[test]
    fn windows_1252_refuses_what_it_lacks() {
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
