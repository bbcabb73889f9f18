//! The gap that a fix leaves for a person to fill in: an editor selects it, so that the next key replaces it.

use crate::lint::Edit;
use crate::text::{Change, Encoding, Range, Span, Text};

/// The range of the first gap of `edits` in `text` after them, its columns in `encoding`. `edits` are in order and do
/// not overlap. O(edits · log n).
pub fn first_gap(text: &Text, edits: &[Edit], encoding: Encoding) -> Option<Range> {
    let number = edits.iter().position(|edit| edit.gap.is_some())?;
    let mut after = text.clone();
    for edit in edits.iter().rev() {
        let range = Some(after.range(edit.span, encoding));
        after.apply(&Change { range, text: edit.text.clone() }, encoding);
    }
    let before = &edits[..number];
    let added: usize = before.iter().map(|edit| edit.text.len()).sum();
    let removed: usize = before.iter().map(|edit| edit.span.len()).sum();
    let edit = &edits[number];
    let span: Span = edit.gap?.shift(edit.span.start + added - removed);
    Some(after.range(span, encoding))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Position;

    #[test]
    fn a_gap_is_found_after_other_edits_moved_it() {
        let text = Text::new("“Talks”\n9-1,, The Hill\n");
        let [title, date] = [Span::new(3, 8), Span::new(15, 16)];
        let edits = [Edit::replace(title, "é\n😀"), Edit::with_gap(date, ", 😀", "YEAR", "")];
        let range = |from, to| Some(Range { start: Position::new(2, from), end: Position::new(2, to) });
        assert_eq!(first_gap(&text, &edits, Encoding::Utf16), range(7, 11));
        assert_eq!(first_gap(&text, &edits, Encoding::Utf8), range(9, 13));
        assert_eq!(first_gap(&text, &edits[..1], Encoding::Utf8), None);
    }
}
