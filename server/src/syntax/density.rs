//! Texts that have more lines than any brief, all of them very short. A line costs some 600 bytes in the tree alone and
//! as much again in what is known of it: of a mebibyte of two-byte lines, that makes more than a gibibyte.
//!
//! A brief of ten mebibytes has some 30,000 lines of 350 bytes; with a blank line between any two, half of that.

use std::fmt;

use crate::text::Text;

/// So few lines are always parsed.
const MOST_LINES: usize = 50_000;

/// Of more, each has to have so many bytes on average, with its line end.
const LEAST_BYTES: usize = 8;

/// How a text is too dense to be parsed. Shown, it is the rest of a sentence about the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooDense {
    lines: usize,
}

/// Whether a document is too dense. O(1).
pub fn of(text: &Text) -> Option<TooDense> {
    too_dense(text.rope().len_lines(), text.len())
}

/// Whether a text that lies in one piece is too dense. O(n).
pub fn of_str(text: &str) -> Option<TooDense> {
    // A `\r\n` counts twice at most, and a line of text has more than that.
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes());
    if ends.take(MOST_LINES).count() < MOST_LINES {
        return None;
    }
    of(&Text::new(text))
}

fn too_dense(lines: usize, bytes: usize) -> Option<TooDense> {
    (lines > MOST_LINES && bytes / lines < LEAST_BYTES).then_some(TooDense { lines })
}

impl fmt::Display for TooDense {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} lines of less than {LEAST_BYTES} bytes on average", self.lines)
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
