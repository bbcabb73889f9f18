//! How long it takes to read something aloud. [`read_aloud`] says what that is; the speed is a setting.

use std::iter::Sum;
use std::ops::Add;

use crate::evidence::brief::{Card, EntryKind};
use crate::evidence::card::body::count_words;
use crate::evidence::read_aloud::{self, Part, PartKind};
use crate::lint::Settings;

/// Words that are read aloud.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadingTime {
    /// How many.
    pub words: u32,
    /// How many of them are evidence; the others are tags, short cites and analytics.
    pub evidence: u32,
}

impl ReadingTime {
    /// The words of an entry that are read.
    pub fn of(kind: &EntryKind) -> Self {
        match kind {
            EntryKind::Card(card) => Self::of_card(card),
            _ => Self { words: read_aloud::words(kind), evidence: 0 },
        }
    }

    /// The words of a card that are read.
    pub fn of_card(card: &Card) -> Self {
        Self { words: read_aloud::words_of_card(card), evidence: read_aloud::words_of_body(card) }
    }

    /// The words of one part of a card.
    pub fn of_part(part: &Part) -> Self {
        let words = count_words(&part.text);
        Self { words, evidence: if part.kind == PartKind::Evidence { words } else { 0 } }
    }

    /// Seconds, at the speeds of the settings, rounded; at least 1 if there is a word.
    pub fn seconds(self, settings: &Settings) -> u32 {
        let fast = u64::from(settings.words_per_minute.max(1));
        let slow = u64::from(settings.tag_speed().max(1));
        let tags = u64::from(self.words.saturating_sub(self.evidence));
        // Both speeds over one denominator, so that one rounding is enough.
        let doubled = (u64::from(self.evidence) * slow + tags * fast) * 120 / (fast * slow);
        u32::try_from(doubled.div_ceil(2)).unwrap_or(u32::MAX).max(self.words.min(1))
    }

    /// The time as text: `35 s`, `1 min 20 s`, `12 min`, `1 h 5 min`. From ten minutes on, an estimate is not precise enough
    /// for seconds.
    pub fn time(self, settings: &Settings) -> String {
        let seconds = self.seconds(settings);
        let minutes = (seconds + 30) / 60;
        match seconds {
            0..60 => format!("{seconds} s"),
            60..600 if seconds.is_multiple_of(60) => format!("{} min", seconds / 60),
            60..600 => format!("{} min {} s", seconds / 60, seconds % 60),
            _ if minutes < 60 => format!("{minutes} min"),
            _ if minutes.is_multiple_of(60) => format!("{} h", minutes / 60),
            _ => format!("{} h {} min", minutes / 60, minutes % 60),
        }
    }
}

impl Add for ReadingTime {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let evidence = self.evidence.saturating_add(other.evidence);
        Self { words: self.words.saturating_add(other.words), evidence }
    }
}

impl Sum for ReadingTime {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Self::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::brief::Body;
    use crate::text::{Span, Spanned};

    fn time(words: u32) -> String {
        ReadingTime { words, evidence: words }.time(&Settings::default())
    }

    #[test]
    fn times_are_rounded_as_they_grow() {
        let cases = [
            (0, "0 s"),
            (1, "1 s"),
            (204, "35 s"),
            (350, "1 min"),
            (467, "1 min 20 s"),
            (3_500, "10 min"),
            (3_700, "11 min"),
            (21_000, "1 h"),
            (22_750, "1 h 5 min"),
        ];
        for (words, expected) in cases {
            assert_eq!(time(words), expected, "{words} words");
        }
    }

    #[test]
    fn only_the_marked_words_of_a_body_count() {
        let body = Body { words: 400, read_words: Some(90), ..Body::default() };
        let mut card = Card {
            tag: Some(Spanned::new("Mediation in Syria fails".into(), Span::default())),
            body: Some(body),
            ..Card::default()
        };
        assert_eq!(ReadingTime::of_card(&card).words, 94);
        card.body.as_mut().expect("a body").read_words = None;
        assert_eq!(ReadingTime::of_card(&card).words, 404);
    }

    #[test]
    fn tags_and_cites_have_a_speed_of_their_own() {
        let settings = Settings { words_per_minute: 300, tag_words_per_minute: Some(150), ..Settings::default() };
        let seconds = |words, evidence| ReadingTime { words, evidence }.seconds(&settings);
        assert_eq!((seconds(450, 300), seconds(150, 0), seconds(1, 1), seconds(0, 0)), (120, 60, 1, 0));
    }

    #[test]
    fn a_speed_of_zero_does_not_panic() {
        let settings = Settings { words_per_minute: 0, ..Settings::default() };
        assert_eq!(ReadingTime { words: u32::MAX, evidence: u32::MAX }.seconds(&settings), u32::MAX);
    }
}
