//! The edits of cutting: they add and remove signs of marks, blanks and pilcrows, and no letter of the evidence; and a
//! mark that is put on words and taken off again leaves the words as they were.
//!
//! The last four bytes of an input choose what is selected and what is done; the rest is a brief.

#![no_main]

use debate_ls::evidence::brief::CuttingMark;
use debate_ls::evidence::cite::CiteOptions;
use debate_ls::evidence::parse;
use debate_ls::features::condense::{condense, uncondense};
use debate_ls::features::cutting::{Cut, cut};
use debate_ls::lint::Edit;
use debate_ls::text::Span;
use debate_ls_fuzz::{text, words};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    words::fuzz_words(data, size, max_size, seed)
});

/// The marks of cutting.
const MARKS: [CuttingMark; 3] = [CuttingMark::Underline, CuttingMark::Emphasis, CuttingMark::Highlight];

fuzz_target!(|data: &[u8]| {
    let Some((data, &[start, length, kind, pilcrows])) = data.split_last_chunk() else { return };
    let options = CiteOptions::default();
    let before = text(data);
    let brief = parse::brief(&before, &options);
    let selection = selection(&before, start, length);
    let mark = MARKS[usize::from(kind) % MARKS.len()];

    for what in [Cut::Toggle(mark), Cut::Clear] {
        let Some(edits) = cut(&brief, &before, &[selection], what, &options) else { continue };
        let after = edited(&before, &edits);
        assert_eq!(letters(&after, is_sign), letters(&before, is_sign), "{what:?} of {selection:?} in {before:?}");
        assert_eq!(roles(&after), roles(&before), "{what:?} of {selection:?} in {before:?} gives {after:?}");
    }
    let is_blank = |character: char| character.is_whitespace() || character == '¶';
    let joined = condense(&brief, &before, &[selection], pilcrows % 2 == 0, &options);
    let taken_apart = uncondense(&brief, &before, &[selection], &options);
    for edits in [joined, taken_apart].into_iter().flatten() {
        let after = edited(&before, &edits);
        assert_eq!(letters(&after, is_blank), letters(&before, is_blank), "of {selection:?} in {before:?}");
    }
});

/// A part of the text: two fractions of its length, at whole characters.
fn selection(text: &str, start: u8, length: u8) -> Span {
    let at = |byte: usize| (0..=byte.min(text.len())).rev().find(|&byte| text.is_char_boundary(byte)).unwrap_or(0);
    let start = at(usize::from(start) * text.len() / 255);
    Span::new(start, at(start + usize::from(length) * text.len() / 1020))
}

/// The text after edits, which are in order and do not overlap.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut after = text.to_owned();
    for edit in edits.iter().rev() {
        after.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    after
}

fn is_sign(character: char) -> bool {
    matches!(character, '_' | '*' | '=' | '\\')
}

fn letters(text: &str, is_left_out: impl Fn(char) -> bool) -> String {
    text.chars().filter(|&character| !is_left_out(character)).collect()
}

/// What each line is.
fn roles(text: &str) -> Vec<String> {
    let brief = parse::brief(text, &CiteOptions::default());
    let lines = brief.entries.iter().flat_map(|entry| &entry.content.lines);
    lines.map(|line| format!("{:?}", line.role)).collect()
}
