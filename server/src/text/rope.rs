//! A document's text while it is being edited.
//!
//! The text is a rope, so that an edit and a copy are cheap however long the brief is. An editor's change
//! goes in by line and column, and what comes out is the edit in bytes that an incremental parser wants.

use std::borrow::Cow;

use memchr::{memchr_iter, memrchr};
use ropey::Rope;

use super::position::{self, Encoding, Position, Range};
use super::span::Span;

/// A document's text. Cloning it is O(1); the clone does not change when this one is edited.
#[derive(Clone, Debug, Default)]
pub struct Text {
    rope: Rope,
    /// Whether there has been a `\r` without `\n`. To editors it is a line end, to tree-sitter not; without one, both count
    /// the same lines, and rows can be looked up.
    lone_cr: bool,
}

/// A change as an editor sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The replaced range, its ends in either order; `None` is the whole text.
    pub range: Option<Range>,
    /// The new text.
    pub text: String,
}

/// A change that was made, in the terms of a tree-sitter `InputEdit`: `start..old_end` of the text before
/// became `start..new_end` of the text after. All in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputEdit {
    /// Where both begin.
    pub start: usize,
    /// Where the old part ended, in the text before.
    pub old_end: usize,
    /// Where the new part ends, in the text after.
    pub new_end: usize,
    /// `start` as a point.
    pub start_point: Point,
    /// `old_end` as a point of the text before.
    pub old_end_point: Point,
    /// `new_end` as a point of the text after.
    pub new_end_point: Point,
}

/// A position as tree-sitter counts it: rows by `\n` alone, columns in bytes, both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// How many `\n` are before it.
    pub row: usize,
    /// Bytes since the last `\n`.
    pub column: usize,
}

impl Text {
    /// A text that reads `text`.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text), lone_cr: has_lone_cr(text) }
    }

    /// The rope, for parsers that read it in chunks.
    pub fn rope(&self) -> &Rope {
        &self.rope
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of `span`, clamped to the text and to whole characters. Borrowed if it is in one chunk of the rope.
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        let range = self.whole_chars(span);
        self.rope.byte_slice(range).into()
    }

    /// The position of `byte`, clamped to the text, and to the left if it is inside a character or a `\r\n`.
    pub fn position(&self, byte: usize, encoding: Encoding) -> Position {
        position::of_byte(&self.rope, byte, encoding)
    }

    /// The line of `byte`, from 0: much cheaper than its [`position`](Self::position).
    pub fn line(&self, byte: usize) -> u32 {
        u32::try_from(self.rope.byte_to_line(byte.min(self.len()))).unwrap_or(u32::MAX)
    }

    /// The range of `span`, with the [`position`](Self::position) of each end.
    pub fn range(&self, span: Span, encoding: Encoding) -> Range {
        Range { start: self.position(span.start, encoding), end: self.position(span.end, encoding) }
    }

    /// The byte at `position`. A column after its line's end is the line's end; a line after the last one is the text's end;
    /// a column inside a character is before it.
    pub fn byte(&self, position: Position, encoding: Encoding) -> usize {
        position::to_byte(&self.rope, position, encoding)
    }

    /// Makes `change`, whose columns are in `encoding`. Positions out of range are clamped; it cannot fail.
    ///
    /// A change of the whole text is narrowed to the part that differs, so that the parser has no more work with a client
    /// that sends the full text at each key.
    pub fn apply(&mut self, change: &Change, encoding: Encoding) -> InputEdit {
        match change.range {
            Some(Range { start, end }) => {
                let (from, to) = (self.byte(start, encoding), self.byte(end, encoding));
                self.replace(from.min(to)..from.max(to), &change.text)
            }
            None => {
                let (old, new) = self.difference(&change.text);
                self.replace(old, &change.text[new])
            }
        }
    }

    fn replace(&mut self, old: std::ops::Range<usize>, new: &str) -> InputEdit {
        let start_point = self.point(old.start);
        let old_end_point = self.rope.byte_slice(old.clone()).chunks().fold(start_point, Point::after);
        let new_end = old.start + new.len();

        let chars = self.rope.byte_to_char(old.start)..self.rope.byte_to_char(old.end);
        self.rope.remove(chars.clone());
        self.rope.insert(chars.start, new);
        self.lone_cr = self.lone_cr || self.leaves_lone_cr(old.start, new);

        InputEdit {
            start: old.start,
            old_end: old.end,
            new_end,
            start_point,
            old_end_point,
            new_end_point: start_point.after(new),
        }
    }

    /// Whether `new`, now at `start`, has a `\r` without `\n`, or has made one of the `\r` before it.
    fn leaves_lone_cr(&self, start: usize, new: &str) -> bool {
        let alone = |at: usize| self.rope.get_byte(at + 1) != Some(b'\n');
        let before = start.checked_sub(1).filter(|&at| self.rope.byte(at) == b'\r');
        before.is_some_and(alone) || memchr_iter(b'\r', new.as_bytes()).any(|at| alone(start + at))
    }

    fn point(&self, byte: usize) -> Point {
        if self.lone_cr {
            return self.rope.byte_slice(..byte).chunks().fold(Point::default(), Point::after);
        }
        let row = self.rope.byte_to_line(byte);
        Point { row, column: byte - self.rope.line_to_byte(row) }
    }

    /// The bytes of this text, and those of `new`, between what both begin and what both end with.
    fn difference(&self, new: &str) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let mut start = 0;
        for chunk in self.rope.chunks() {
            let same = common_prefix(chunk.as_bytes(), &new.as_bytes()[start..]);
            start += same;
            if same < chunk.len() {
                break;
            }
        }
        // Not inside a character, nor inside a `\r\n`.
        while !new.is_char_boundary(start) || self.inside_char(start) || new[..start].ends_with('\r') {
            start -= 1;
        }

        let room = self.len().min(new.len()) - start;
        let mut same_end = 0;
        let (mut chunks, ..) = self.rope.chunks_at_byte(self.len());
        // At the text's end, the iterator is before or after the last chunk, depending on the rope.
        while chunks.next().is_some() {}
        while let Some(chunk) = chunks.prev() {
            let same = common_suffix(chunk.as_bytes(), &new.as_bytes()[..new.len() - same_end]);
            same_end += same;
            if same < chunk.len() || same_end >= room {
                break;
            }
        }
        same_end = same_end.min(room);
        while !new.is_char_boundary(new.len() - same_end)
            || self.inside_char(self.len() - same_end)
            || new[new.len() - same_end..].starts_with('\n')
        {
            same_end -= 1;
        }
        (start..self.len() - same_end, start..new.len() - same_end)
    }

    fn inside_char(&self, byte: usize) -> bool {
        self.rope.char_to_byte(self.rope.byte_to_char(byte)) != byte
    }

    fn whole_chars(&self, span: Span) -> std::ops::Range<usize> {
        let floor = |byte: usize| self.rope.char_to_byte(self.rope.byte_to_char(byte.min(self.len())));
        let start = floor(span.start);
        start..floor(span.end).max(start)
    }
}

impl Point {
    /// The point after `text`, which begins at this one.
    #[must_use]
    fn after(self, text: &str) -> Self {
        match memrchr(b'\n', text.as_bytes()) {
            Some(last) => {
                Self { row: self.row + memchr_iter(b'\n', text.as_bytes()).count(), column: text.len() - last - 1 }
            }
            None => Self { row: self.row, column: self.column + text.len() },
        }
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.rope == *other
    }
}

fn has_lone_cr(text: &str) -> bool {
    memchr_iter(b'\r', text.as_bytes()).any(|at| text.as_bytes().get(at + 1) != Some(&b'\n'))
}

fn common_prefix(a: &[u8], b: &[u8]) -> usize {
    if b.starts_with(a) { a.len() } else { a.iter().zip(b).take_while(|(a, b)| a == b).count() }
}

fn common_suffix(a: &[u8], b: &[u8]) -> usize {
    if b.ends_with(a) { a.len() } else { a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec!["a", "“", "é", "😀", "\u{2028}", "\u{85}", "\r\n", "\n", "\r", "card "]);
        prop::collection::vec(word, 0..40).prop_map(|words| words.concat())
    }

    fn change() -> impl Strategy<Value = Change> {
        let position = (0u32..12, 0u32..30).prop_map(|(line, column)| Position { line, column });
        let range = (position.clone(), position).prop_map(|(start, end)| Range { start, end });
        (prop::option::weighted(0.8, range), typed()).prop_map(|(range, text)| Change { range, text })
    }

    fn point_of(text: &str, byte: usize) -> Point {
        Point::default().after(&text[..byte])
    }

    proptest! {
        #[test]
        fn an_input_edit_describes_the_change(
            start in typed(),
            changes in prop::collection::vec(change(), 1..12),
            encoding in prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]),
        ) {
            let mut text = Text::new(&start);
            for change in changes {
                let before = text.rope().to_string();
                let input_edit = text.apply(&change, encoding);
                let after = text.rope().to_string();

                prop_assert_eq!(&before[..input_edit.start], &after[..input_edit.start]);
                prop_assert_eq!(&before[input_edit.old_end..], &after[input_edit.new_end..]);
                if change.range.is_none() {
                    prop_assert_eq!(&after, &change.text);
                } else {
                    prop_assert_eq!(&after[input_edit.start..input_edit.new_end], &change.text);
                }
                prop_assert_eq!(input_edit.start_point, point_of(&before, input_edit.start));
                prop_assert_eq!(input_edit.old_end_point, point_of(&before, input_edit.old_end));
                prop_assert_eq!(input_edit.new_end_point, point_of(&after, input_edit.new_end));
            }
        }

        #[test]
        fn a_slice_never_panics(text in typed(), start in 0usize..300, len in 0usize..300) {
            let whole = Text::new(&text);
            let slice = whole.slice(Span::new(start, start + len));
            prop_assert!(text.contains(&*slice));
        }
    }

    #[test]
    fn the_whole_text_again_changes_only_what_differs() {
        let long = "word ".repeat(3000);
        let mut text = Text::new(&format!("{long}one{long}"));
        let input_edit = text.apply(&Change { range: None, text: format!("{long}two or{long}") }, Encoding::Utf16);
        assert_eq!((input_edit.start, input_edit.old_end, input_edit.new_end), (15_000, 15_003, 15_006));

        let same = text.rope().to_string();
        let input_edit = text.apply(&Change { range: None, text: same }, Encoding::Utf16);
        assert_eq!((input_edit.old_end - input_edit.start, input_edit.new_end - input_edit.start), (0, 0));
    }

    #[test]
    fn a_range_in_the_wrong_order_is_reversed() {
        let mut text = Text::new("abcdef");
        let range = Some(Range { start: Position::new(0, 4), end: Position::new(0, 2) });
        text.apply(&Change { range, text: String::new() }, Encoding::Utf16);
        assert_eq!(text, *"abef");
    }

    #[test]
    fn a_clone_keeps_what_it_had() {
        let mut text = Text::new("before");
        let kept = text.clone();
        text.apply(&Change { range: None, text: "after".into() }, Encoding::Utf16);
        assert_eq!(kept, *"before");
        assert_eq!(text, *"after");
    }
}
