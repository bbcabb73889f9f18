//! Cards of several files that have the same text, or nearly the same: one of them is a copy, and if their cites
//! contradict each other, one of those is wrong.

use std::hash::BuildHasher;
use std::io;

use foldhash::fast::FixedState;

use super::minhash::Signature;
use super::similar_texts;
use super::spooled_list::{Record, SpooledList, bytes_at};
use crate::evidence::brief::{Brief, Entry};
use crate::evidence::source_note::SourceNote;
use crate::features::same_text;

/// With how many of the earlier cards that are alike a card is compared at most, so that a very common one costs little.
const MAX_COMPARED: usize = 64;

/// What is kept of a card to compare it with others.
#[derive(Clone, Debug)]
pub struct CardSketch {
    /// Where it starts in the text of its file, in bytes.
    start: usize,
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

/// The cards that are long enough to be compared. `text` is the brief’s.
pub fn sketches(brief: &Brief, text: &str) -> Vec<CardSketch> {
    let sketch = |entry: &Entry| {
        let card = entry.card()?;
        let fingerprint = same_text::telling_text(card)?;
        let paragraphs = &card.body.as_ref()?.paragraphs;
        let own = entry.span().of(text);
        let signature = Signature::of(paragraphs.iter().map(|paragraph| paragraph.of(own)))?;
        let source = SourceNote::of(card);
        Some(CardSketch { start: entry.start, fingerprint, signature, source })
    };
    brief.entries.iter().filter_map(sketch).collect()
}

/// The cards of many files, numbered as they were added. All but a few of them are in temporary files.
#[derive(Debug, Default)]
pub struct Cards {
    signatures: SpooledList<Signature>,
    notes: SpooledList<Note>,
    /// The keys of the authors of all cards.
    authors: SpooledList<u32>,
}

/// What is kept of a card besides its signature, always in the same number of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Note {
    file: u32,
    start: u64,
    fingerprint: u64,
    source: Option<Source>,
}

/// A [`SourceNote`], whose authors are elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Source {
    first_author: u64,
    authors: u32,
    year: Option<i16>,
}

/// Where a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CardPlace {
    /// The number of its file.
    pub file: u32,
    /// Where it starts in the text of that file, in bytes.
    pub start: usize,
    /// Its number among all cards.
    pub number: u32,
}

/// A card that has the text of an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repetition {
    /// The earlier card.
    pub first: CardPlace,
    /// The card.
    pub other: CardPlace,
    /// Whether it has the same text, letter for letter.
    pub is_exact: bool,
    /// The field in which their cites contradict each other.
    pub conflict: Option<&'static str>,
}

impl Cards {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.signatures.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.signatures.is_empty()
    }

    /// Adds a card of the file with this number.
    pub fn add(&mut self, file: u32, card: &CardSketch) {
        let source = card.source.as_ref().map(|source| {
            let first_author = self.authors.len() as u64;
            source.authors.iter().for_each(|author| self.authors.push(author));
            Source { first_author, authors: source.authors.len() as u32, year: source.year }
        });
        self.signatures.push(&card.signature);
        self.notes.push(&Note { file, start: card.start as u64, fingerprint: card.fingerprint, source });
    }

    /// Adds all of the others.
    ///
    /// # Errors
    /// If a temporary file cannot be read.
    pub fn append(&mut self, mut others: Self) -> io::Result<()> {
        let before = self.authors.len() as u64;
        others.authors.for_each(|_, author| self.authors.push(&author))?;
        others.signatures.for_each(|_, signature| self.signatures.push(&signature))?;
        others.notes.for_each(|_, note| {
            let source = note.source.map(|source| Source { first_author: before + source.first_author, ..source });
            self.notes.push(&Note { source, ..note });
        })
    }

    fn get(&mut self, number: u32) -> io::Result<(CardPlace, CardSketch)> {
        let Note { file, start, fingerprint, source } = self.notes.get(number as usize)?;
        let start = start as usize;
        let signature = self.signatures.get(number as usize)?;
        let source = source.map(|source| self.source(source)).transpose()?;
        Ok((CardPlace { file, start, number }, CardSketch { start, fingerprint, signature, source }))
    }

    fn source(&mut self, source: Source) -> io::Result<SourceNote> {
        let first = source.first_author as usize;
        let authors = (first..first + source.authors as usize).map(|author| self.authors.get(author));
        Ok(SourceNote { authors: authors.collect::<io::Result<_>>()?, year: source.year })
    }

    /// The cards that have the text of an earlier one, in their order, but not what the rules about one file report (the
    /// same text twice in a file), and only those for which `is_reported` says so.
    ///
    /// # Errors
    /// If a temporary file cannot be read.
    pub fn repetitions(&mut self, is_reported: impl Fn(&Repetition) -> bool) -> io::Result<Vec<Repetition>> {
        let mut found = Vec::new();
        for group in similar_texts::groups(&mut self.signatures)?.chunk_by(|one, other| one.first == other.first) {
            let mut earlier = vec![self.get(group[0].first)?];
            for member in group {
                let (place, card) = self.get(member.number)?;
                // A long card may hold two others, which are not alike for that.
                let like = earlier.iter().filter(|(_, first)| first.signature.is_like(&card.signature));
                let repetitions = like.filter_map(|(first, of_first)| repetition(*first, of_first, place, &card));
                // The year counts only between copies that are equal.
                let best = repetitions.min_by_key(|repetition| !repetition.is_exact);
                found.extend(best.filter(&is_reported));
                if earlier.len() < MAX_COMPARED {
                    earlier.push((place, card));
                }
            }
        }
        found.sort_unstable_by_key(|repetition| repetition.other.number);
        Ok(found)
    }
}

fn repetition(first: CardPlace, of_first: &CardSketch, other: CardPlace, of_other: &CardSketch) -> Option<Repetition> {
    let is_exact = of_first.fingerprint == of_other.fingerprint;
    if is_exact && first.file == other.file {
        return None;
    }
    let conflict = of_first.source.as_ref().zip(of_other.source.as_ref()).and_then(|(one, two)| one.contradicts(two));
    // An author uses the same words again, year after year.
    let conflict = conflict.filter(|field| is_exact || *field == "author");
    Some(Repetition { first, other, is_exact, conflict })
}

impl Record for Note {
    const SIZE: usize = 35;

    fn write(&self, to: &mut Vec<u8>) {
        let (kind, year) = match self.source.map(|source| source.year) {
            None => (0, 0),
            Some(None) => (1, 0),
            Some(Some(year)) => (2, year),
        };
        to.extend(self.file.to_le_bytes());
        to.extend(self.start.to_le_bytes());
        to.extend(self.fingerprint.to_le_bytes());
        to.extend(self.source.map_or(0, |source| source.first_author).to_le_bytes());
        to.extend(self.source.map_or(0, |source| source.authors).to_le_bytes());
        to.push(kind);
        to.extend(year.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Self {
        let year = (bytes[32] == 2).then(|| i16::from_le_bytes(bytes_at(bytes, 33)));
        let source = Source {
            first_author: u64::from_le_bytes(bytes_at(bytes, 20)),
            authors: u32::from_le_bytes(bytes_at(bytes, 28)),
            year,
        };
        Self {
            file: u32::from_le_bytes(bytes_at(bytes, 0)),
            start: u64::from_le_bytes(bytes_at(bytes, 4)),
            fingerprint: u64::from_le_bytes(bytes_at(bytes, 12)),
            source: (bytes[32] > 0).then_some(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::parse;
    use crate::lint::fixture::{BODY, card};

    const CHOI: &str = "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”";

    /// No cards yet, and lists that keep so many bytes in memory.
    fn with_limit(max_in_memory: usize) -> Cards {
        Cards {
            signatures: SpooledList::with_limit(max_in_memory),
            notes: SpooledList::with_limit(max_in_memory),
            authors: SpooledList::with_limit(max_in_memory),
        }
    }

    /// The cards of these files, which are numbered from there on, with so many bytes of them in memory.
    fn cards_from(first: u32, files: &[String], max_in_memory: usize) -> Cards {
        let mut cards = with_limit(max_in_memory);
        for (text, number) in files.iter().zip(first..) {
            let sketches = sketches(&parse::brief(text, &Default::default()), text);
            sketches.iter().for_each(|sketch| cards.add(number, sketch));
        }
        cards
    }

    fn cards(files: &[String], max_in_memory: usize) -> Cards {
        cards_from(0, files, max_in_memory)
    }

    /// What is found in files of one card each.
    fn found(files: &[String]) -> Vec<String> {
        let line = |repetition: Repetition| {
            let Repetition { first, other, is_exact, conflict } = repetition;
            let likeness = if is_exact { "equal" } else { "alike" };
            format!("{} {likeness} {} {}", other.file, first.file, conflict.unwrap_or("-"))
        };
        let repetitions = cards(files, usize::MAX).repetitions(|_| true).expect("in memory");
        repetitions.into_iter().map(line).collect()
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
        let longer = edited(&one);
        assert_eq!(found(&[longer, one.clone(), later]), ["1 alike 0 -", "2 equal 1 year"]);
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

    #[test]
    fn a_note_comes_back_as_it_was() {
        let source = |year| Some(Source { first_author: 1 << 40, authors: 3, year });
        for source in [None, source(None), source(Some(-44)), source(Some(0)), source(Some(2021))] {
            let note = Note { file: 7, start: 1 << 33, fingerprint: u64::MAX - 1, source };
            let mut bytes = Vec::new();
            note.write(&mut bytes);
            assert_eq!((bytes.len(), Note::read(&bytes)), (Note::SIZE, note));
        }
    }

    /// Files of a card each, of which some have the same text under other cites, many authors or none.
    fn many_files() -> Vec<String> {
        let cites =
            [CHOI, "", "Moen and Dahl 20, Foreign Affairs, 3-4-20", "Lee, Park, and Marsh 19, Nature, 5-6-19", "TASS"];
        let own = |number: usize| {
            format!("{BODY} {}", format!("The embassy said {number} ships came home. ").repeat(number % 7 * 9))
        };
        (0..120).map(|number| card("Sanctions fail", cites[number % 5]).replace(BODY, &own(number / 2))).collect()
    }

    #[test]
    fn what_is_found_is_the_same_from_memory_and_from_files() {
        let files = many_files();
        let in_memory = cards(&files, usize::MAX).repetitions(|_| true).expect("in memory");
        let conflicts = in_memory.iter().filter(|repetition| repetition.conflict.is_some()).count();
        assert!(conflicts > 20 && conflicts + 20 < in_memory.len(), "{conflicts} of {}", in_memory.len());
        for max_in_memory in [0, 200, 3_000] {
            assert_eq!(cards(&files, max_in_memory).repetitions(|_| true).expect("read"), in_memory);
            let (one, others) = files.split_at(50);
            let mut both = cards(one, max_in_memory);
            both.append(cards_from(50, others, max_in_memory)).expect("read");
            assert_eq!(both.repetitions(|_| true).expect("read"), in_memory);
        }
        let reported = cards(&files, 0).repetitions(|repetition| repetition.conflict.is_some()).expect("read");
        assert_eq!(reported.len(), conflicts);
    }

    #[test]
    fn more_cards_take_no_more_memory() {
        let text = card("Sanctions fail", CHOI);
        let sketches = sketches(&parse::brief(&text, &Default::default()), &text);
        let mut cards = with_limit(10_000);
        let mut memory_of = |number: usize| {
            while cards.len() < number {
                sketches.iter().for_each(|sketch| cards.add(0, sketch));
            }
            cards.get(0).expect("read");
            cards.notes.for_each(|_, note| assert_eq!(note.file, 0)).expect("read");
            cards.signatures.memory() + cards.notes.memory() + cards.authors.memory()
        };
        let few = memory_of(3_000);
        // Were they kept, it would be 7 MB more.
        assert_eq!(memory_of(50_000), few);
        assert!(few < 200_000, "{few} bytes");
    }
}
