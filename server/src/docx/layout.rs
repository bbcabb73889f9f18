//! How a card file is laid out, beyond what a Word document says: blank lines, line ends, headings without marks. An
//! exported file carries that along, so that a file that was not changed in Word comes back byte for byte.
//!
//! It is a list of edits of the card text that the document itself gives. As soon as that text is another, the layout
//! means nothing and is not used.

use std::fmt::Write;

use similar::{Algorithm, capture_diff_slices};

/// The edits that make the original text of the one that a document gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Of the text that the document gives.
    fingerprint: u64,
    /// In order, without overlaps.
    edits: Vec<Edit>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    /// In bytes of the text that the document gives, from the end of the edit before.
    skipped: usize,
    /// How many bytes go.
    removed: usize,
    /// What comes in their place.
    added: String,
}

/// The root element of the part that holds a layout, and its namespace.
pub(super) const ELEMENT: &str = "layout";
pub(super) const NAMESPACE: &str = "urn:debate-ls:layout";

/// How many bytes an original text may have that are not in the document. If there are more, the layout is not used.
const MOST_ADDED: usize = 32 << 20;

impl Layout {
    /// The layout of `original`, where a document gives `plain`; `None` if that is the same.
    pub fn between(plain: &str, original: &str) -> Option<Self> {
        if plain == original {
            return None;
        }
        let mut builder = Builder { plain, original, done: 0, edits: Vec::new() };
        let (old, new) = (pieces(plain), pieces(original));
        let (mut at_old, mut at_new) = (0, 0);
        if old.len() == new.len() {
            for (old, new) in old.iter().zip(&new) {
                builder.replace(at_old, old.len(), at_new, new.len());
                at_old += old.len();
                at_new += new.len();
            }
        } else {
            let sum = |pieces: &[&str]| pieces.iter().map(|piece| piece.len()).sum::<usize>();
            for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
                let (_, old_range, new_range) = op.as_tag_tuple();
                let lens = (sum(old.get(old_range).unwrap_or_default()), sum(new.get(new_range).unwrap_or_default()));
                builder.replace(at_old, lens.0, at_new, lens.1);
                at_old += lens.0;
                at_new += lens.1;
            }
        }
        Some(Self { fingerprint: fingerprint(plain), edits: builder.edits })
    }

    /// The original text; `None` if `plain` is not the text that this layout is of.
    pub fn apply(&self, plain: &str) -> Option<String> {
        let added: usize = self.edits.iter().map(|edit| edit.added.len()).sum();
        if fingerprint(plain) != self.fingerprint || added > MOST_ADDED {
            return None;
        }
        let mut text = String::with_capacity(plain.len() + added);
        let mut at = 0_usize;
        for edit in &self.edits {
            let from = at.checked_add(edit.skipped)?;
            text.push_str(plain.get(at..from)?);
            text.push_str(&edit.added);
            at = from.checked_add(edit.removed)?;
        }
        text.push_str(plain.get(at..)?);
        Some(text)
    }

    /// As text without any character that XML cannot have: one line for the fingerprint, one for each edit.
    pub fn encode(&self) -> String {
        let mut out = format!("{:016x}\n", self.fingerprint);
        for edit in &self.edits {
            // A string takes everything.
            let _ = write!(out, "{} {} ", edit.skipped, edit.removed);
            for character in edit.added.chars() {
                match character {
                    ' '..='~' if character != '\\' => out.push(character),
                    other => {
                        let _ = write!(out, "\\{:x};", u32::from(other));
                    }
                }
            }
            out.push('\n');
        }
        out
    }

    /// Reads what [`encode`](Self::encode) wrote. If it was changed since, there is no layout.
    pub fn decode(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let fingerprint = u64::from_str_radix(lines.next()?, 16).ok()?;
        let edits = lines.map(|line| {
            let (skipped, rest) = line.split_once(' ')?;
            let (removed, added) = rest.split_once(' ')?;
            Some(Edit { skipped: skipped.parse().ok()?, removed: removed.parse().ok()?, added: unescape(added)? })
        });
        Some(Self { fingerprint, edits: edits.collect::<Option<_>>()? })
    }
}

struct Builder<'a> {
    plain: &'a str,
    original: &'a str,
    /// Up to where the plain text is done.
    done: usize,
    edits: Vec<Edit>,
}

impl Builder<'_> {
    /// A stretch of the plain text, by start and length, stands for one of the original.
    fn replace(&mut self, at: usize, len: usize, at_original: usize, len_original: usize) {
        let old = self.plain.get(at..at + len).unwrap_or_default();
        let new = self.original.get(at_original..at_original + len_original).unwrap_or_default();
        if old == new {
            return;
        }
        let same = |mut pairs: Box<dyn Iterator<Item = (char, char)> + '_>| {
            let mut len = 0;
            while let Some((one, other)) = pairs.next()
                && one == other
            {
                len += one.len_utf8();
            }
            len
        };
        let before = same(Box::new(old.chars().zip(new.chars())));
        let (old, new) = (old.get(before..).unwrap_or_default(), new.get(before..).unwrap_or_default());
        let after = same(Box::new(old.chars().rev().zip(new.chars().rev())));
        let removed = old.len() - after;
        let added = new.get(..new.len() - after).unwrap_or_default().to_owned();
        self.edits.push(Edit { skipped: at + before - self.done, removed, added });
        self.done = at + before + removed;
    }
}

/// A text's lines and what stands between them, in turn, beginning with what stands before the first line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut in_line = false;
    while !rest.is_empty() || !in_line {
        let is_end = |character| matches!(character, '\n' | '\r');
        let len = if in_line { rest.find(is_end) } else { rest.find(|character| !is_end(character)) };
        let (piece, more) = rest.split_at(len.unwrap_or(rest.len()));
        pieces.push(piece);
        rest = more;
        in_line = !in_line;
    }
    pieces
}

fn unescape(text: &str) -> Option<String> {
    let mut parts = text.split('\\');
    let mut out = parts.next()?.to_owned();
    for part in parts {
        let (code, rest) = part.split_once(';')?;
        out.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
        out.push_str(rest);
    }
    Some(out)
}

/// FNV-1a: the same on every machine and in every version.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_dense_file_without_marks_is_a_few_short_edits() {
        let plain = "### AT: War\n\n#### Talks fail\n\n**Choi 21**, The Hill\n";
        let layout = Layout::between(plain, "AT: War\r\nTalks fail\r\nChoi 21, The Hill").expect("they differ");
        let edits = ["0 4 ", "7 1 \\d;", "1 5 ", "10 1 \\d;", "1 11 Choi 21", "10 1 "];
        assert_eq!(layout.encode().lines().skip(1).collect::<Vec<_>>(), edits);
        assert_eq!(Layout::between(plain, plain), None);
        assert_eq!(layout.apply("### AT: Peace\n"), None);
    }

    proptest! {
        #[test]
        fn the_original_comes_back(plain in "[a#\n\r é]{0,40}", original in any::<String>()) {
            if let Some(layout) = Layout::between(&plain, &original) {
                prop_assert_eq!(layout.apply(&plain), Some(original));
                prop_assert_eq!(Layout::decode(&layout.encode()), Some(layout));
            }
        }

        #[test]
        fn any_layout_is_harmless(text in any::<String>(), encoded in "[0-9a-f]{1,3}\n([0-9]{1,20} [0-9]{1,20} [a\\\\;0-9]{0,5}\n){0,3}") {
            if let Some(mut layout) = Layout::decode(&encoded) {
                layout.fingerprint = fingerprint(&text);
                let _ = layout.apply(&text);
            }
        }
    }
}
