//! Detects texts with more lines than any brief, all of them very short. A line takes some 600 bytes in the tree and as
//! much again in its analysis: for a mebibyte of two-byte lines, more than a gibibyte.
//!
//! A brief of ten mebibytes has some 30,000 lines of 350 bytes, or twice as many with blank lines between them.

use std::fmt;

use crate::text::Text;

/// A text with at most this many lines is always parsed.
const MAX_LINES: usize = 50_000;

/// How many bytes the lines of a longer text must have on average, with their line ends.
const MIN_BYTES_PER_LINE: usize = 8;

/// Why a text is too dense to be parsed. Displayed, it ends a sentence about the file: “it has …”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooDense {
    lines: usize,
}

/// Whether a document is too dense. O(1).
pub fn of(text: &Text) -> Option<TooDense> {
    too_dense(text.rope().len_lines(), text.len())
}

/// Whether a contiguous text is too dense. O(n).
pub fn of_str(text: &str) -> Option<TooDense> {
    // A `\r\n` counts twice, so this is an upper bound.
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes());
    if ends.take(MAX_LINES).count() < MAX_LINES {
        return None;
    }
    of(&Text::new(text))
}

fn too_dense(lines: usize, bytes: usize) -> Option<TooDense> {
    (lines > MAX_LINES && bytes / lines < MIN_BYTES_PER_LINE).then_some(TooDense { lines })
}

impl TooDense {
    /// Why a file is not read, and what to do.
    pub fn refusal(&self) -> String {
        format!("not read, because it has {self}; split it, or join its lines")
    }
}

impl fmt::Display for TooDense {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} lines of less than {MIN_BYTES_PER_LINE} bytes on average", self.lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_short_lines_are_too_dense_and_few_or_long_ones_are_not() {
        let dense = |line: &str, count: usize| {
            let text = line.repeat(count);
            assert_eq!(of_str(&text), of(&Text::new(&text)));
            of_str(&text).map(|dense| dense.lines)
        };
        assert_eq!(dense("a\n", 60_000), Some(60_001));
        assert_eq!(dense("a\r\n", 60_000), Some(60_001));
        assert_eq!(dense("a\n", 40_000), None);
        assert_eq!(dense("### War\n\n", 60_000), Some(120_001));
        assert_eq!(dense("Extend Choi 21, on Syria\n\n", 60_000), None);
    }
}
