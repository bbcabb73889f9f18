//! What a problem is about, to know it again after an edit: its rule, the quoted text of its card, and the words that are
//! underlined. So it is the same problem if lines are added above it, the card is moved, or its tag is changed.

use std::collections::BTreeSet;

use crate::evidence::brief::{Body, Brief, Entry};
use crate::lint::Finding;

/// What a problem is about. The numbers are the same in every version of this program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fingerprint {
    pub(super) rule: &'static str,
    /// Of the quoted text of the card; of an entry without one, of its first line.
    pub(super) card: u64,
    /// Of the words that are underlined.
    pub(super) words: u64,
    /// Of both.
    pub(super) all: u64,
    /// Of each word of the message, without numbers, which may be of lines.
    message: BTreeSet<u64>,
}

impl Fingerprint {
    /// Whether this problem says no more than `old` said: then it is not worse.
    pub(super) fn says_no_more_than(&self, old: &Self) -> bool {
        self.rule == old.rule && self.message.is_subset(&old.message)
    }
}

/// The fingerprint of a finding. `text` is the brief’s.
pub(super) fn of(finding: &Finding, brief: &Brief, text: &str) -> Fingerprint {
    let mut card = Fnv::default();
    if let Some(entry) = brief.entry_at(finding.span.start) {
        let own = &text[entry.span().start.min(text.len())..entry.span().end.min(text.len())];
        let paragraphs =
            entry.card().and_then(|card| card.body.as_ref()).map_or(&[][..], |body: &Body| &body.paragraphs);
        paragraphs.iter().for_each(|paragraph| card.add_letters(paragraph.of(own)));
        if paragraphs.is_empty() {
            card.add_letters(first_line(entry, own));
        }
    }
    let mut words = Fnv::default();
    let mut all = Fnv(card.0);
    all.add(b"\0");
    // Git may write a file with other line ends than its repository has.
    for part in finding.span.of(text).split('\r') {
        words.add(part.as_bytes());
        all.add(part.as_bytes());
    }
    let message = finding.message.split(|letter: char| !letter.is_alphabetic()).map(|word| {
        let mut hash = Fnv::default();
        hash.add(word.as_bytes());
        hash.0
    });
    Fingerprint { rule: finding.rule, card: card.0, words: words.0, all: all.0, message: message.collect() }
}

fn first_line<'a>(entry: &Entry, text: &'a str) -> &'a str {
    entry.content.lines.first().map_or("", |line| line.span.of(text))
}

/// FNV-1a: short, and the same in every version, because people keep baselines.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Letters and digits alone, so that other line ends and cutting marks make no difference.
    fn add_letters(&mut self, text: &str) {
        for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
            self.add(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}
