//! The lines of a text that does not change. An open document has its rope for this.

use super::Span;

/// Line ends are those of the Language Server Protocol: `\n`, `\r\n`, `\r`, and no others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    /// The first byte of each line; the first line's is 0.
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        starts.extend(memchr::memchr2_iter(b'\n', b'\r', bytes).filter_map(|at| {
            let first_of_two = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            (!first_of_two).then_some(at + 1)
        }));
        Self { starts }
    }

    /// The line of `byte`, from 0, and the number of bytes before it on that line.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&start| start <= byte) - 1;
        (line, byte - self.starts[line])
    }

    /// The span of a line, from 0, in bytes of `text`, without its line end. Empty after the last line.
    pub fn line(&self, text: &str, line: usize) -> Span {
        let start = self.starts.get(line).copied().unwrap_or(text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        Span::new(start, start + text[start..end].trim_end_matches(['\n', '\r']).len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_three_line_ends_and_no_others() {
        let text = "a\r\nb\rc\nd\u{2028}e";
        let index = LineIndex::new(text);
        let lines: Vec<&str> = (0..5).map(|line| index.line(text, line).of(text)).collect();
        assert_eq!(lines, ["a", "b", "c", "d\u{2028}e", ""]);
        assert_eq!(index.position(3), (1, 0));
        assert_eq!(index.position(text.len()), (3, 5));
    }
}
