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

    /// Whether there is neither a card nor a word.
    pub fn is_empty(self) -> bool {
        self.cards == 0 && self.words == 0
    }

    /// `12 cards · 14 min`; of analytics alone, the time.
    pub fn short(self, settings: &Settings) -> String {
        let time = (self.aloud.words > 0).then(|| self.aloud.time(settings));
        [self.cards_in_words(), time].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// `12 cards · 5,420 words · 14 min`, or if not all is read `12 cards · 5,420 words, 1,204 read · 3 min 26 s`.
    pub fn long(self, settings: &Settings) -> String {
        let words = match wording::count(self.words, "word") {
            _ if self.words == 0 => None,
            words if self.words == self.aloud.words => Some(words),
            words => Some(format!("{words}, {} read", wording::number(self.aloud.words))),
        };
        let time = words.is_some().then(|| self.aloud.time(settings));
        [self.cards_in_words(), words, time].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// None, where analytics are all that there is.
    fn cards_in_words(self) -> Option<String> {
        (self.cards > 0 || self.words == 0).then(|| wording::count(self.cards, "card"))
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
