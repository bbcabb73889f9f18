//! The part of a source line around a span, with the span underlined. A paragraph of evidence is one line of
//! several thousand characters, so only a window of it is shown.

use unicode_width::UnicodeWidthStr;

use crate::text::visible::replacement;

/// The most columns of a line that are shown.
const WIDTH: usize = 96;
/// The most of these columns before the span.
const BEFORE: usize = 36;

/// What to print: the part of the line, and the carets under it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) line: String,
    pub(super) carets: String,
}

/// `start..end` are bytes of `line`, on character boundaries; an `end` after the line means that the span
/// continues on the next one.
pub(super) fn excerpt(line: &str, start: usize, end: usize) -> Excerpt {
    let start = start.min(line.len());
    let end = end.clamp(start, line.len());
    let from = if fits(line) { 0 } else { window_start(line, start) };

    let mut shown = String::new();
    let mut carets = String::new();
    let mut columns = 0;
    if from > 0 {
        shown.push('…');
        carets.push(' ');
        columns += 1;
    }
    for (at, character) in line[from..].char_indices().map(|(at, character)| (from + at, character)) {
        let shown_character = shown_as(character);
        let width = shown_character.width();
        if columns + width >= WIDTH && line.len() - at > character.len_utf8() {
            shown.push('…');
            break;
        }
        shown += &shown_character;
        columns += width;
        let under = if start <= at && at < end { "^" } else { " " };
        carets.push_str(&under.repeat(width));
    }
    let mut carets = carets.trim_end().to_owned();
    if start == end {
        carets = format!(
            "{}^",
            " ".repeat(line.get(from..start).map_or(0, |before| printed(before).width()) + usize::from(from > 0))
        );
    }
    Excerpt { line: shown.trim_end().to_owned(), carets }
}

/// Whether all of the line can be shown: of a long one, only the start is looked at.
fn fits(line: &str) -> bool {
    let mut columns = 0;
    line.chars().all(|character| {
        columns += shown_as(character).width();
        columns <= WIDTH
    })
}

/// Some characters before `start`, at a word's beginning where one is near.
fn window_start(line: &str, start: usize) -> usize {
    let mut width = 0;
    let mut from = start;
    for (at, character) in line[..start].char_indices().rev() {
        width += shown_as(character).width();
        if width > BEFORE {
            break;
        }
        from = at;
    }
    match line[from..start].find(' ') {
        Some(space) if from > 0 => from + space + 1,
        _ => from,
    }
}

fn printed(text: &str) -> String {
    text.chars().map(shown_as).collect()
}

/// How a character is shown: tabs would break the columns, other controls the terminal.
fn shown_as(character: char) -> String {
    match character {
        '\t' => " ".to_owned(),
        other => replacement(other).unwrap_or_else(|| other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(line: &str, words: &str) -> String {
        let start = line.find(words).expect("the words are in the line");
        let Excerpt { line, carets } = excerpt(line, start, start + words.len());
        format!("{line}\n{carets}")
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        insta::assert_snapshot!(show("TASS, 9-15, , “Syria”", "9-15, ,"), @"
        TASS, 9-15, , “Syria”
              ^^^^^^^
        ");
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let line = format!("{}adding\\xA1 “We {}", "words and ".repeat(300), "more words ".repeat(300));
        let shown = show(&line, "\\xA1");
        let [line, carets] = shown.lines().collect::<Vec<_>>()[..] else { panic!("two lines: {shown}") };
        assert!(line.starts_with('…') && line.ends_with('…') && line.width() <= WIDTH, "{shown}");
        let under: String =
            line.chars().zip(carets.chars()).filter(|(_, caret)| *caret == '^').map(|(shown, _)| shown).collect();
        assert_eq!(under, "\\xA1");
    }

    #[test]
    fn wide_characters_and_tabs_keep_the_carets_in_place() {
        insta::assert_snapshot!(show("\t新华社, 2021 x", "2021"), @"
         新华社, 2021 x
                 ^^^^
        ");
    }

    #[test]
    fn controls_are_shown_and_the_carets_stay_in_place() {
        insta::assert_snapshot!(show("Jo\u{1b}[5me, a\u{202e}b, 2021 x", "2021"), @r"
        Jo\u001b[5me, a\u202eb, 2021 x
                                ^^^^
        ");
    }

    #[test]
    fn an_empty_span_gets_one_caret() {
        let Excerpt { carets, .. } = excerpt("Choi, ", 5, 5);
        assert_eq!(carets, "     ^");
    }
}
