//! `[[Block name]]`: where one part of a brief points to another by its name.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

use memchr::memmem;

use crate::text::{Span, Spanned};

/// A name is no longer than this, in bytes; what is longer was not meant as one.
const LONGEST: usize = 300;

/// The names in double brackets in `text`, in order; the spans are those of the names, without brackets or spaces.
/// A name stands on one line and holds no bracket itself. O(text).
pub fn references(text: &str) -> Vec<Spanned<String>> {
    memmem::find_iter(text.as_bytes(), "[[").filter_map(|open| reference(text, open + 2)).collect()
}

fn reference(text: &str, start: usize) -> Option<Spanned<String>> {
    let start = start + usize::from(text.as_bytes().get(start) == Some(&b'['));
    let rest = text.as_bytes().get(start..text.len().min(start + LONGEST))?;
    let len = rest.iter().position(|byte| matches!(byte, b'[' | b']' | b'\n' | b'\r'))?;
    let span = Span::new(start, start + len).trim(text);
    (rest.get(len..)?.starts_with(b"]]") && !span.is_empty()).then(|| Spanned::new(span.of(text).to_owned(), span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_on_one_line_in_two_brackets() {
        for (text, want) in [
            ("see [[AT: Heg]] and [[ Politics DA ]].", "AT: Heg|Politics DA"),
            ("“[[T]he talks” [[[Deep]]] [[]] [[ ]] [[a]b]]", "Deep"),
            ("[[never\nclosed]] [[never closed", ""),
            ("[[“É”]]", "“É”"),
        ] {
            let found: Vec<String> = references(text).into_iter().map(|found| found.value).collect();
            assert_eq!(found.join("|"), want, "{text}");
        }
    }

    #[test]
    fn a_bracket_that_nothing_closes_costs_no_more_than_another() {
        assert!(references(&"[[".repeat(500_000)).is_empty());
        assert!(references(&format!("[[{}]]", "é".repeat(LONGEST))).is_empty());
    }
}
