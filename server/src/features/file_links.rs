//! `[[Name]]` where no block has that name: it points to the file of that name. `[[Politics DA]]` is `Politics DA.debate`,
//! `[[Politics DA.docx]]` only the Word file. Names compare as those of blocks do.

use super::mentions::{MentionRole, mentions_of};
use crate::evidence::brief::Brief;
use crate::evidence::topic::{self, topic};
use crate::text::Spanned;

/// The name of a file, without its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileName<'a> {
    /// Without the ending.
    pub stem: &'a str,
    /// Without the dot.
    pub ending: &'a str,
}

/// How a reference names a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `[[Politics DA]]`
    Stem,
    /// `[[Politics DA.debate]]`
    WithEnding,
}

/// How `reference` names the file; `None` if it names another one.
pub fn form(reference: &str, file: FileName<'_>) -> Option<Form> {
    if topic::same(reference, file.stem) {
        return Some(Form::Stem);
    }
    let (stem, ending) = reference.rsplit_once('.')?;
    (ending.eq_ignore_ascii_case(file.ending) && topic::same(stem, file.stem)).then_some(Form::WithEnding)
}

/// All references of `brief`, with their spans in bytes of the document, in document order.
pub fn references(brief: &Brief) -> impl Iterator<Item = Spanned<&str>> {
    brief.entries.iter().flat_map(|entry| {
        let names = entry.content.references.iter();
        names.map(|name| Spanned::new(name.value.as_str(), name.span.shift(entry.start)))
    })
}

/// The reference that `at`, a byte of the document, is on.
pub fn reference_at(brief: &Brief, at: usize) -> Option<Spanned<&str>> {
    references(brief).find(|name| name.span.touches(at))
}

/// Whether `brief` has a block that `reference` points to.
pub fn has_block(brief: &Brief, reference: &str) -> bool {
    let mut named = mentions_of(brief, topic(reference).span.of(reference));
    named.any(|mention| matches!(mention.role, MentionRole::Argues | MentionRole::Answers))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::brief;
    use super::*;

    #[test]
    fn names_of_files_compare_as_those_of_blocks() {
        let file = FileName { stem: "Russia won't cooperate – AT", ending: "debate" };
        for (reference, want) in [
            ("Russia Won’t Cooperate: AT", Some(Form::Stem)),
            ("russia won’t cooperate—AT.Debate", Some(Form::WithEnding)),
            ("Russia won’t cooperate AT.docx", None),
            ("Russia won’t cooperate", None),
            (".debate", None),
        ] {
            assert_eq!(form(reference, file), want, "{reference}");
        }
        let dots = FileName { stem: "U.S. Heg v2", ending: "docx" };
        assert_eq!(form("US heg v2", dots), Some(Form::Stem));
        assert_eq!(form("U.S. Heg v2.docx", dots), Some(Form::WithEnding));
        assert_eq!(form("—", FileName { stem: "—", ending: "debate" }), None, "a name has a letter or digit");
    }

    #[test]
    fn a_heading_is_a_block_and_a_tag_is_none() {
        let (brief, ..) = brief("### 2AC---AT: Heg good\n\n#### Talks fail, see [[Heg good]]\n\n#### Peace\n");
        for (reference, want) in [("heg Good", true), ("AT: Heg good", true), ("Peace", false), ("Heg", false)] {
            assert_eq!(has_block(&brief, reference), want, "{reference}");
        }
    }

    #[test]
    fn the_reference_at_the_cursor() {
        for (text, want) in [
            ("#### See [[He|g]] and [[Peace]]", Some("Heg")),
            ("#### See [[Heg]] and [[Peace|]]", Some("Peace")),
            ("#### S|ee [[Heg]]", None),
        ] {
            let (brief, _, at) = brief(text);
            assert_eq!(reference_at(&brief, at).map(|name| name.value), want, "{text}");
        }
    }
}
