//! The words at the start of a cite, and what stands between them.

use crate::evidence::cite::lex::Tokens;
use crate::evidence::cite::lex::word::Word;
use crate::evidence::date::CiteDate;

/// Reads the words of a cite.
pub(super) struct WordReader<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a Tokens,
    /// Two-digit years up to this one are 20xx.
    pub(super) pivot: u8,
}

impl WordReader<'_> {
    pub(super) fn words(&self) -> &[Word] {
        &self.tokens.words
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.words()[at].span.of(self.text)
    }

    /// What stands between word `at` and the word before.
    pub(super) fn gap(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.words()[before].span.end);
        &self.text[start..self.words()[at].span.start]
    }

    /// How many words name the speech that the cite is read in: `1AC Starr ’17`, `2NC---Starr 17`.
    pub(super) fn speech(&self) -> usize {
        let speech = self.word(0).as_bytes();
        let named = matches!(speech, [b'1' | b'2', side, round]
            if b"AN".contains(&side.to_ascii_uppercase()) && b"CR".contains(&round.to_ascii_uppercase()));
        usize::from(named && self.words().len() > 1 && self.gap(1).chars().all(|c| " -–—".contains(c)))
    }

    /// Whether word `at` is `and` or `&`.
    pub(super) fn joins(&self, at: usize) -> bool {
        self.words()[at].is_and(self.text)
    }

    pub(super) fn dates_at(&self, start: usize) -> Option<&CiteDate> {
        self.tokens.dates.iter().map(|found| &found.date).find(|date| date.span.start == start)
    }
}
