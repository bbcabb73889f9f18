//! Marks a card as read up to a word: `~ Marked 10:32 ~` on a line of its own after the paragraph, so that the evidence
//! stays as it is.

use super::document_symbols::one_line;
use crate::evidence::brief::{Brief, EntryKind};
use crate::lint::Edit;
use crate::lint::line_end::paragraph_break;
use crate::text::Text;

/// How long a label may be, in characters.
const LONGEST: usize = 80;

/// The edit that adds a mark after the paragraph, tag or cite at `at`, a byte of the document. `label` follows the word:
/// a time, or a time and the last words that were read. `None` outside of cards and analytics. O(entry).
pub fn mark(brief: &Brief, text: &Text, at: usize, label: &str) -> Option<Edit> {
    let entry = brief.entry_at(at)?;
    if !matches!(entry.content.kind, EntryKind::Card(_) | EntryKind::Analytic(_)) {
        return None;
    }
    let lines = &entry.content.lines;
    let line = lines.iter().rev().find(|line| line.span.start + entry.start <= at).or(lines.first())?;
    let own = text.slice(entry.span());
    let label: String = one_line(label, "").chars().filter(|sign| *sign != '~').take(LONGEST).collect();
    let label = if label.is_empty() { label } else { format!(" {}", label.trim()) };
    Some(Edit::insert(line.span.end + entry.start, format!("{}~ Marked{label} ~", paragraph_break(&own))))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief, edited};
    use super::*;
    use crate::evidence::cite::CiteOptions;
    use crate::evidence::{parse, read_aloud};

    fn after(at: &str, label: &str) -> Option<String> {
        let (brief, text, _) = brief(SYRIA);
        let edit = mark(&brief, &Text::new(&text), text.find(at).expect("the words"), label)?;
        Some(edited(&text, &[edit]))
    }

    #[test]
    fn a_mark_follows_the_paragraph() {
        let marked = after("for good", "10:32 at “for\ngood” ~").expect("an edit");
        assert!(marked.contains("They were never on.\n\n~ Marked 10:32 at “for good” ~\n\nNobody came."), "{marked}");
        assert!(after("Mediation", "").expect("an edit").contains("fails\n\n~ Marked ~\n\nChoi 21"));
        assert_eq!(after("Impacts", "10:32"), None);
    }

    #[test]
    fn nothing_else_is_read_with_it() {
        let read = |text: &str| -> Vec<String> {
            let brief = parse::brief(text, &CiteOptions::default());
            let read = brief.entries.iter().map(|entry| read_aloud::text(entry, entry.span().of(text)));
            // A mark below an analytic is an entry of its own.
            read.filter(|words| !words.is_empty()).collect()
        };
        for at in ["They say", "Mediation", "Choi 21", "for good", "Nobody came", "TASS", "have failed"] {
            assert_eq!(read(&after(at, "10:32").expect("an edit")), read(SYRIA), "{at}");
        }
    }
}
