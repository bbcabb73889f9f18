//! Which cards quote the same text, and whether their cites contradict each other.

use crate::evidence::brief::{Brief, Card, Entry};
use crate::evidence::read_aloud;
use crate::evidence::source_note::SourceNote;

/// Fewer words than this may be in two cards by chance.
const TELLING_WORDS: u32 = 25;

/// What the text of a card is known by; `None` where it is too short to tell.
pub fn telling_text(card: &Card) -> Option<u64> {
    card.body.as_ref().filter(|body| body.words >= TELLING_WORDS).map(|body| body.fingerprint)
}

/// A card with the same text and a cite that contradicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// `author` or `year`
    pub field: &'static str,
    /// `Moen 20`; empty if the cite has neither.
    pub short_cite: String,
}

/// The first card of `brief` that has the text of `card` under another author or year.
pub fn contradiction(card: &Card, brief: &Brief) -> Option<Contradiction> {
    let (text, source) = (telling_text(card)?, SourceNote::of(card)?);
    let same = brief.entries.iter().filter_map(Entry::card).filter(|other| telling_text(other) == Some(text));
    same.filter_map(|other| {
        let field = source.contradicts(&SourceNote::of(other)?)?;
        let short_cite = other.cites.first().and_then(read_aloud::short_cite).unwrap_or_default();
        Some(Contradiction { field, short_cite })
    })
    .next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::parse;
    use crate::lint::fixture::card;

    #[test]
    fn another_author_of_the_same_text_contradicts() {
        let brief = |cite: &str| parse::brief(&card("They fail", cite), &Default::default());
        let choi = brief("Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”");
        let one = choi.entries.iter().find_map(Entry::card).expect("a card");
        let found = |cite: &str| contradiction(one, &brief(cite)).map(|found| (found.field, found.short_cite));
        assert_eq!(found("Moen 20, Foreign Affairs, 3-4-20, “Why”"), Some(("author", "Moen 20".to_owned())));
        assert_eq!(found("Choi 19, The Hill, 9-2-19, “Why”"), Some(("year", "Choi 19".to_owned())));
        assert_eq!(found("Choi, The Hill"), None);
    }
}
