//! The line above a block: its cards, its words, its reading time.

use super::totals::Totals;
use crate::evidence::brief::{Brief, Heading, Level};
use crate::lint::Settings;
use crate::text::Span;

/// A line above a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The heading, in bytes of the document.
    pub span: Span,
    /// `12 cards · 5,420 words · 14 min`
    pub title: String,
}

/// The lenses of `brief`, one for each block with something in it, in document order; none if the settings turn them off. O(entries).
pub fn lenses(brief: &Brief, settings: &Settings) -> Vec<Lens> {
    if !settings.shown.lenses {
        return Vec::new();
    }
    let blocks = brief.entries.iter().enumerate().filter_map(|(number, entry)| {
        let heading = entry.heading().filter(|heading| has_lens(heading))?;
        let totals = Totals::of_section(brief, number);
        let span = heading.text.span.shift(entry.start);
        (!totals.is_empty()).then(|| Lens { span, title: totals.long(settings) })
    });
    blocks.collect()
}

/// Whether the heading has a lens.
pub fn has_lens(heading: &Heading) -> bool {
    heading.level == Level::Block
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief, underlined};
    use super::*;

    #[test]
    fn only_blocks_with_cards_have_a_lens() {
        let (brief, text, _) = brief(&format!("# Neg\n\n{SYRIA}\n\n### Empty\n"));
        let shown =
            lenses(&brief, &Settings::default()).into_iter().map(|lens| (lens.span, lens.title)).collect::<Vec<_>>();
        insta::assert_snapshot!(underlined(&text, shown), @r"
        ### AT: Cooperation
            ^^^^^^^^^^^^^^^ 2 cards · 36 words, 33 read · 6 s
        ");
    }

    #[test]
    fn lenses_can_be_turned_off() {
        let mut settings = Settings::default();
        settings.shown.lenses = false;
        assert_eq!(lenses(&brief(SYRIA).0, &settings), []);
    }
}
