//! Where something is in a Word file, as a Word user finds it: under which heading and tag, and in which paragraph.

use crate::docx::CardText;
use crate::evidence::brief::{Brief, EntryKind};
use crate::text::LineIndex;

/// A place in a Word file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WordPlace {
    /// The number of the paragraph, from 1, as scripts count all paragraphs of the document.
    pub(super) paragraph: usize,
    /// The nearest heading above.
    pub(super) heading: Option<String>,
    /// The tag of the card.
    pub(super) tag: Option<String>,
}

/// How many characters of a heading or tag are shown.
const SHOWN: usize = 60;

/// The place of a byte of the text that a Word file gave.
pub(super) fn of(byte: usize, word: &CardText, brief: &Brief, lines: &LineIndex) -> WordPlace {
    let paragraph = word.paragraph_at(byte, lines).unwrap_or_default() + 1;
    let behind = brief.entries.partition_point(|entry| entry.start <= byte);
    let mut above = brief.entries.iter().take(behind).rev().peekable();
    let tag = above.peek().and_then(|entry| match &entry.content.kind {
        EntryKind::Card(card) => card.tag.as_ref().map(|tag| tag.value.clone()),
        EntryKind::Analytic(words) => Some(words.value.clone()),
        EntryKind::Heading(_) | EntryKind::Comment(_) => None,
    });
    let heading = above.find_map(|entry| entry.heading()).map(|heading| heading.text.value.clone());
    WordPlace { paragraph, heading, tag }
}

impl WordPlace {
    /// `under “AT: War”, tag “Talks fail”, paragraph 43`
    pub(super) fn describe(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.heading.as_ref().map(|heading| format!("under {}", quoted(heading))));
        parts.extend(self.tag.as_ref().map(|tag| format!("tag {}", quoted(tag))));
        parts.push(format!("paragraph {}", self.paragraph));
        parts.join(", ")
    }
}

fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::cite::CiteOptions;
    use crate::evidence::parse;

    #[test]
    fn a_place_is_named_by_heading_tag_and_paragraph() {
        let text = "### AT: War\n\n#### Talks fail\n\nChoi 21, Joseph Choi, 9-2-21, “Off”, The Hill\n\nNobody waits.\n\n#### They concede this\n";
        let word = CardText { paragraphs: vec![0, 0, 2, 2, 3, 3, 7, 7, 8], ..CardText::default() };
        let brief = parse::brief(text, &CiteOptions::default());
        let place = |words: &str| of(text.find(words).expect("there"), &word, &brief, &LineIndex::new(text)).describe();
        assert_eq!(place("AT: War"), "under “AT: War”, paragraph 1");
        assert_eq!(place("9-2-21"), "under “AT: War”, tag “Talks fail”, paragraph 4");
        assert_eq!(place("concede"), "under “AT: War”, tag “They concede this”, paragraph 9");
    }
}
