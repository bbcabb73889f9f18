//! Totals of a part of a brief: cards, words, reading time.

use std::ops::Add;

use super::reading_time::ReadingTime;
use super::wording;
use crate::evidence::brief::{Body, Brief, Entry, EntryKind};
use crate::lint::Settings;

/// The totals of one or more entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many cards.
    pub cards: u32,
    /// How many words there are in tags, short cites, bodies and analytics.
    pub words: u32,
    /// How many of them are read aloud.
    pub aloud: ReadingTime,
}

impl Totals {
    /// The totals of one entry; zero for a heading or a comment.
    pub fn of(entry: &Entry) -> Self {
        let aloud = ReadingTime::of(&entry.content.kind);
        let (cards, unread) = match &entry.content.kind {
            EntryKind::Card(card) => (1, card.body.as_ref().map_or(0, unread)),
            _ => (0, 0),
        };
        Self { cards, words: aloud.words.saturating_add(unread), aloud }
    }

    /// The totals of the [`section`] below the heading with this number; zero for another entry.
    pub fn of_section(brief: &Brief, number: usize) -> Self {
        section(brief, number).iter().map(Self::of).fold(Self::default(), Self::add)
    }

    /// `12 cards · 14 min`
    pub fn short(self, settings: &Settings) -> String {
        let cards = wording::count(self.cards, "card");
        if self.aloud.words == 0 { cards } else { format!("{cards} · {}", self.aloud.time(settings)) }
    }

    /// `12 cards · 5,420 words · 14 min`, or if not all is read `12 cards · 5,420 words, 1,204 read · 3 min 26 s`.
    pub fn long(self, settings: &Settings) -> String {
        let cards = wording::count(self.cards, "card");
        if self.words == 0 {
            return cards;
        }
        let words = wording::count(self.words, "word");
        let time = self.aloud.time(settings);
        if self.words == self.aloud.words {
            return format!("{cards} · {words} · {time}");
        }
        format!("{cards} · {words}, {} read · {time}", wording::number(self.aloud.words))
    }
}

/// The words of a body that its marks leave out.
fn unread(body: &Body) -> u32 {
    body.read_words.map_or(0, |read| body.words.saturating_sub(read))
}

impl Add for Totals {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            cards: self.cards.saturating_add(other.cards),
            words: self.words.saturating_add(other.words),
            aloud: self.aloud + other.aloud,
        }
    }
}

/// The entries below the heading with this number, up to the next heading of the same or a higher level. Empty for
/// another entry.
pub fn section(brief: &Brief, number: usize) -> &[Entry] {
    let Some(level) = brief.entries.get(number).and_then(|entry| entry.heading()).map(|heading| heading.level) else {
        return &[];
    };
    let below = &brief.entries[number + 1..];
    let ends = |entry: &Entry| entry.heading().is_some_and(|heading| heading.level <= level);
    &below[..below.iter().position(ends).unwrap_or(below.len())]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief};
    use super::*;

    fn totals_of_headings(text: &str) -> Vec<(String, String)> {
        let settings = Settings::default();
        let (brief, _, _) = brief(text);
        let headings = (0..brief.entries.len()).filter(|&number| brief.entries[number].heading().is_some());
        headings
            .map(|number| Totals::of_section(&brief, number))
            .map(|totals| (totals.short(&settings), totals.long(&settings)))
            .collect()
    }

    #[test]
    fn a_section_has_the_totals_of_all_below_it() {
        let both = ("2 cards · 6 s".to_owned(), "2 cards · 36 words, 33 read · 6 s".to_owned());
        assert_eq!(totals_of_headings(SYRIA), [both.clone(), both]);
    }

    #[test]
    fn an_empty_section_has_no_reading_time() {
        let nothing = ("0 cards".to_owned(), "0 cards".to_owned());
        assert_eq!(totals_of_headings("# A\n\n## B\n"), [nothing.clone(), nothing]);
    }
}
