//! The difference of two texts as few edits, so that an editor keeps its cursor, folds and marks where nothing changes.

use similar::{DiffOp, TextDiff};

use crate::lint::Edit;
use crate::text::Span;

/// The longest lines that are compared word by word, in bytes.
const COMPARED_BY_WORD: usize = 20_000;

/// The edits, in order and without overlap, that turn `before` into `after`: the words that differ, and of very long
/// lines the lines, without what they have in common at their ends. O(text), and at worst O(text × differing lines).
pub fn difference(before: &str, after: &str) -> Vec<Edit> {
    let diff = TextDiff::from_lines(before, after);
    let starts = |lengths: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
        let mut at = 0;
        let ends = lengths.map(|length| {
            at += length;
            at
        });
        std::iter::once(0).chain(ends).collect()
    };
    let old = starts(&mut diff.iter_old_slices().map(str::len));
    let new = starts(&mut diff.iter_new_slices().map(str::len));
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let edits = changed.flat_map(|op| {
        let (from, to) = (op.old_range(), op.new_range());
        let span = Span::new(old[from.start], old[from.end]);
        let text = &after[new[to.start]..new[to.end]];
        let is_short = span.len().max(text.len()) <= COMPARED_BY_WORD;
        if is_short { by_word(before, span, text) } else { vec![narrowed(before, span, text)] }
    });
    edits.collect()
}

/// The edits that turn `span` of `before` into `text`, word by word.
fn by_word(before: &str, span: Span, text: &str) -> Vec<Edit> {
    let diff = TextDiff::from_words(span.of(before), text);
    let (mut old, mut new) = (span.start, 0);
    let mut edits = Vec::new();
    let length = |words: &[&str]| -> usize { words.iter().map(|word| word.len()).sum() };
    let (old_words, new_words): (Vec<&str>, Vec<&str>) =
        (diff.iter_old_slices().collect(), diff.iter_new_slices().collect());
    for op in diff.ops() {
        let (from, to) = (length(&old_words[op.old_range()]), length(&new_words[op.new_range()]));
        if !matches!(op, DiffOp::Equal { .. }) {
            edits.push(narrowed(before, Span::new(old, old + from), &text[new..new + to]));
        }
        (old, new) = (old + from, new + to);
    }
    edits
}

/// The edit without what the old and the new text have in common at their ends. A `\r\n` is not split.
fn narrowed(before: &str, span: Span, text: &str) -> Edit {
    let old = span.of(before);
    let head: usize =
        (old.chars().zip(text.chars())).take_while(|(a, b)| a == b && *a != '\r').map(|(a, _)| a.len_utf8()).sum();
    let (old_rest, new_rest) = (&old[head..], &text[head..]);
    let same = |(a, b): &(char, char)| a == b;
    let mut tail: usize =
        old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    if old_rest[old_rest.len() - tail..].starts_with('\n')
        && (old_rest[..old_rest.len() - tail].ends_with('\r') || new_rest[..new_rest.len() - tail].ends_with('\r'))
    {
        tail -= 1;
    }
    let end = span.end - tail;
    Edit::replace(Span::new(span.start + head, end), &new_rest[..new_rest.len() - tail])
}

#[cfg(test)]
mod tests {
    use super::super::fixture::edited;
    use super::*;

    #[test]
    fn only_what_differs_is_edited() {
        let edits = difference("a\nChoi 21, , The Hill\nb\n\n\nc", "a\nChoi 21, The Hill\nb\n\nc");
        let shown: Vec<_> = edits.iter().map(|edit| (edit.span.len(), edit.text.as_str())).collect();
        assert_eq!(shown, [(2, ""), (1, "")]);
        let edits = difference("\n\n\nChoi ‘21, professor,, The Hill \n", "Choi ’21, professor, The Hill\n");
        assert!(edits.iter().all(|edit| edit.span.len() <= 3 && edit.text.chars().count() <= 1), "{edits:?}");
        assert_eq!(difference("a\r\nb", "a\r\nb"), []);
    }

    proptest::proptest! {
        #[test]
        fn the_edits_turn_one_text_into_the_other(before in "[abé\r\n]{0,40}", after in "[abé\r\n]{0,40}") {
            assert_eq!(edited(&before, &difference(&before, &after)), after);
        }
    }
}
