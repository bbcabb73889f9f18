//! Cards of several files that have the same text, or nearly the same: one of them is a copy, and if their cites
//! contradict each other, one of those is wrong.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::minhash::{self, Signature};
use crate::evidence::brief::{Brief, Entry};
use crate::evidence::source_note::SourceNote;
use crate::features::same_text;

/// With how many of the earlier cards that are alike a card is compared at most, so that a very common one costs little.
const MAX_COMPARED: usize = 64;

/// What is kept of a card to compare it with others: some 180 bytes.
#[derive(Clone, Debug)]
pub struct CardSketch {
    /// The number of its file.
    pub file: u32,
    /// Where it starts in the text of that file, in bytes.
    pub start: usize,
    fingerprint: u64,
    signature: Signature,
    source: Option<SourceNote>,
}

impl CardSketch {
    /// The same for every copy of this text under these authors and this year, wherever it is.
    pub fn identity(&self) -> u64 {
        FixedState::default().hash_one((self.fingerprint, &self.source))
    }
}

/// The cards of the file with this number that are long enough to be compared. `text` is the brief’s.
pub fn sketches(file: u32, brief: &Brief, text: &str) -> Vec<CardSketch> {
    let sketch = |entry: &Entry| {
        let card = entry.card()?;
        let fingerprint = same_text::telling_text(card)?;
        let paragraphs = &card.body.as_ref()?.paragraphs;
        let own = entry.span().of(text);
        let signature = Signature::of(paragraphs.iter().map(|paragraph| paragraph.of(own)))?;
        let source = SourceNote::of(card);
        Some(CardSketch { file, start: entry.start, fingerprint, signature, source })
    };
    brief.entries.iter().filter_map(sketch).collect()
}

/// A card that has the text of an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repetition {
    /// The number of the earlier card.
    pub first: usize,
    /// The number of the card.
    pub other: usize,
    /// Whether it has the same text, letter for letter.
    pub is_exact: bool,
    /// The field in which their cites contradict each other.
    pub conflict: Option<&'static str>,
}

/// The cards that have the text of an earlier one, in their order, but not what the rules about one file report: the same
/// text twice in a file.
pub fn repetitions(cards: &[CardSketch]) -> Vec<Repetition> {
    let signatures: Vec<&Signature> = cards.iter().map(|card| &card.signature).collect();
    let mut found = Vec::new();
    for group in minhash::groups(&signatures) {
        for (number, other) in group.iter().enumerate() {
            // A long card may hold two others, which are not alike for that.
            let mut earlier = group[..number].iter().take(MAX_COMPARED);
            let is_like = |first: &&usize| signatures[**first].is_like(signatures[*other]);
            let Some(first) = earlier.find(is_like) else { continue };
            let (one, two) = (&cards[*first], &cards[*other]);
            let is_exact = one.fingerprint == two.fingerprint;
            if is_exact && one.file == two.file {
                continue;
            }
            let conflict = one.source.as_ref().zip(two.source.as_ref()).and_then(|(one, two)| one.contradicts(two));
            // An author uses the same words again, year after year.
            let conflict = conflict.filter(|field| is_exact || *field == "author");
            found.push(Repetition { first: *first, other: *other, is_exact, conflict });
        }
    }
    found.sort_unstable_by_key(|repetition| repetition.other);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::parse;
    use crate::lint::fixture::{BODY, card};

    const CHOI: &str = "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”";

    /// What is found in files of one card each.
    fn found(files: &[String]) -> Vec<String> {
        let of = |(text, number): (&String, u32)| sketches(number, &parse::brief(text, &Default::default()), text);
        let cards: Vec<CardSketch> = files.iter().zip(0..).flat_map(of).collect();
        let line = |repetition: Repetition| {
            let Repetition { first, other, is_exact, conflict } = repetition;
            let likeness = if is_exact { "equal" } else { "alike" };
            format!("{other} {likeness} {first} {}", conflict.unwrap_or("-"))
        };
        repetitions(&cards).into_iter().map(line).collect()
    }

    #[test]
    fn copies_are_found_and_cites_compared() {
        let one = card("Sanctions fail", CHOI);
        let moen = card("They fail", "Moen 20, Foreign Affairs, 3-4-20, “Why pressure backfires”");
        let later = card("They fail", &CHOI.replace("21", "19"));
        let edited =
            |text: &str| text.replacen(BODY, &format!("{BODY} And so it went on for the rest of the year."), 1);
        assert_eq!(found(&[one.clone(), one.clone()]), ["1 equal 0 -"]);
        assert_eq!(found(&[one.clone(), moen.clone()]), ["1 equal 0 author"]);
        assert_eq!(found(&[one.clone(), later.clone()]), ["1 equal 0 year"]);
        assert_eq!(found(&[one.clone(), edited(&moen)]), ["1 alike 0 author"]);
        assert_eq!(found(&[one.clone(), edited(&later)]), ["1 alike 0 -"]);
        let other_text = BODY.split(' ').rev().collect::<Vec<_>>().join(" ");
        let other = one.replace(BODY, &other_text);
        let both = one.replace(BODY, &format!("{BODY} {other_text}"));
        assert_eq!(found(&[one.clone(), other, both]), ["2 alike 0 -"], "not one text because a third one holds both");
        let in_one_file = format!("{one}\n{one}");
        assert_eq!(found(&[in_one_file]), Vec::<String>::new(), "a rule about one file reports it");
        let other = one.replace(
            BODY,
            "Nobody at the embassy had heard of any of this, the spokesman told reporters who had \
            come to ask about the new rules for ships and their crews in the northern ports of the country.",
        );
        assert_eq!(found(&[one, other]), Vec::<String>::new());
    }
}
