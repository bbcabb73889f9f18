//! Who a card quotes, and from which year, in a few bytes: to find cards with the same text that contradict each other.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::brief::Card;
use super::cite::{Cite, ShortYear};

/// Who a card quotes, and from which year.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SourceNote {
    /// A key of each author’s name, in any case.
    pub authors: Box<[u32]>,
    /// The year it names, if any.
    pub year: Option<i16>,
}

impl SourceNote {
    /// Of a card’s first source; `None` for a card without one.
    pub fn of(card: &Card) -> Option<Self> {
        let cite = card.cites.first()?;
        let key = |name: &str| FixedState::default().hash_one(name.to_lowercase()) as u32;
        Some(Self { authors: cite.authors.iter().map(|author| key(author.name.key())).collect(), year: year(cite) })
    }

    /// The field in which two sources of the same text contradict each other.
    pub fn contradicts(&self, other: &Self) -> Option<&'static str> {
        let known = !self.authors.is_empty() && !other.authors.is_empty();
        // `Bond` is short for `Bond and Brakel`: one cite.
        if known && !self.authors.iter().any(|author| other.authors.contains(author)) {
            return Some("author");
        }
        let years = self.year.zip(other.year);
        years.is_some_and(|(one, other)| one != other).then_some("year")
    }
}

fn year(cite: &Cite) -> Option<i16> {
    let dated = cite.issued.as_ref().and_then(|date| date.edtf).and_then(|edtf| edtf.year());
    dated.or_else(|| match cite.short.as_ref()?.year.as_ref()?.value {
        ShortYear::Year(year) => Some(year),
        ShortYear::MonthDay(..) | ShortYear::NoDate => None,
    })
}
