//! One walk over a brief, for all rules about the whole of it together.
//!
//! They run after every keystroke, and a brief of 10 MiB has some 2,300 cards that lie all over the memory: to
//! visit each once costs more than to compare what was noted there. So a rule looks at the notes, and at a card
//! itself only where the notes of two agree.

use std::hash::{DefaultHasher, Hasher};

use super::{BriefView, source};
use crate::evidence::brief::{Card, Entry, Heading, Kind};
use crate::evidence::cite::{Cite, Name};
use crate::evidence::date::{CiteDate, Edtf, Form, Point};
use crate::text::{Span, Spanned};

/// Fewer words than this may stand over two cards, or in two of them, by chance.
const TELLING_WORDS: u32 = 25;

/// What was noted.
#[derive(Debug)]
pub struct Survey<'a> {
    /// What was looked at.
    pub view: BriefView<'a>,
    /// The numbers of the entries that are headings, ascending.
    pub headings: Vec<usize>,
    /// A key of each card's tag, and the number of its entry; sorted. Equal tags have equal keys.
    pub tags: Vec<(u64, usize)>,
    /// The fingerprint of each card's text, where that is long enough to tell, and the number of its entry; sorted.
    pub bodies: Vec<(u64, usize)>,
    /// The numbers of the entries that are cards with a cite and no text.
    pub bodiless: Vec<usize>,
    /// The numbers of the entries that are cards with a cite and a text and no tag.
    pub tagless: Vec<usize>,
    /// Every date of publication that names a day, in the order of the page.
    pub days: Vec<DayNote>,
    /// Whether some date can only be read with the day first.
    pub day_first: bool,
    /// Every person with a given name: a key that near spellings of one name share, and where; sorted.
    pub persons: Vec<(u64, PersonPlace)>,
}

/// A date of publication that names a day.
#[derive(Clone, Copy, Debug)]
pub struct DayNote {
    /// The number of its entry.
    pub entry: usize,
    /// In bytes of the entry.
    pub span: Span,
    /// How it is typed.
    pub form: Form,
    /// Whether day and month could be exchanged.
    pub ambiguous: bool,
}

/// Where a person is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonPlace {
    /// The number of the entry.
    pub entry: usize,
    /// The number of the cite in its card.
    pub cite: usize,
    /// The number of the author in the cite.
    pub author: usize,
}

impl<'a> Survey<'a> {
    /// Walks over the brief once.
    pub fn of(view: BriefView<'a>) -> Self {
        let mut survey = Self {
            view,
            headings: Vec::new(),
            tags: Vec::new(),
            bodies: Vec::new(),
            bodiless: Vec::new(),
            tagless: Vec::new(),
            days: Vec::new(),
            day_first: false,
            persons: Vec::new(),
        };
        for (number, entry) in view.brief.entries.iter().enumerate() {
            match &entry.content.kind {
                Kind::Heading(_) => survey.headings.push(number),
                Kind::Card(card) => survey.note(number, card),
                Kind::Analytic(_) | Kind::Comment(_) => {}
            }
        }
        survey.tags.sort_unstable();
        survey.bodies.sort_unstable();
        survey.persons.sort_unstable();
        survey
    }

    fn note(&mut self, entry: usize, card: &Card) {
        if let Some(body) = &card.body {
            if body.words >= TELLING_WORDS {
                self.bodies.push((body.fingerprint, entry));
            }
            if card.tag.is_none() && !card.cites.is_empty() {
                self.tagless.push(entry);
            }
            self.tags.extend(card.tag.iter().map(|tag| (tag_key(&tag.value), entry)));
        } else if !card.cites.is_empty() {
            self.bodiless.push(entry);
        }
        self.day_first |= card.day_first;
        for (number, cite) in card.cites.iter().enumerate() {
            let day = cite.issued.as_ref().filter(|date| names_a_day(date) && !source::is_doubtful(card, cite));
            self.days.extend(day.map(|date| DayNote {
                entry,
                span: date.span,
                form: date.form,
                ambiguous: date.ambiguous,
            }));
            for (author, named) in cite.authors.iter().enumerate() {
                let place = PersonPlace { entry, cite: number, author };
                self.persons.extend(person_key(&named.name).map(|key| (key, place)));
            }
        }
    }

    /// The entry of that number.
    pub fn entry(&self, number: usize) -> &'a Entry {
        &self.view.brief.entries[number]
    }

    /// The heading with that entry's number.
    pub fn heading(&self, number: usize) -> Option<&'a Heading> {
        self.entry(number).heading()
    }

    /// How many headings stand before an entry: two entries with as many stand under the same one.
    pub fn headings_above(&self, number: usize) -> usize {
        self.headings.partition_point(|heading| *heading < number)
    }

    /// Whether marks say that it is a heading, or only its looks: what is marked does not begin where its entry does.
    pub fn is_marked(&self, number: usize) -> bool {
        self.heading(number).is_some_and(|heading| heading.text.span.start > 0)
    }

    /// The number of the next entry that is no comment.
    pub fn next(&self, number: usize) -> Option<usize> {
        let rest = self.view.brief.entries.iter().enumerate().skip(number + 1);
        rest.map(|(number, entry)| (number, &entry.content.kind))
            .find(|(_, kind)| !matches!(kind, Kind::Comment(_)))
            .map(|(number, _)| number)
    }

    /// The entry before that one that is no comment.
    pub fn before(&self, number: usize) -> Option<&'a Entry> {
        self.view.brief.entries[..number].iter().rfind(|entry| !matches!(entry.content.kind, Kind::Comment(_)))
    }

    /// The card with that entry's number.
    pub fn card(&self, number: usize) -> Option<&'a Card> {
        self.entry(number).card()
    }

    /// The tag of the card with that entry's number, and where it is in the document.
    pub fn tag(&self, number: usize) -> Option<Spanned<&'a str>> {
        let tag = self.card(number)?.tag.as_ref()?;
        Some(Spanned::new(&tag.value, tag.span.shift(self.entry(number).start)))
    }

    /// Where a card is shown in the document: its tag, else its first cite.
    pub fn place_of_card(&self, number: usize) -> Span {
        let entry = self.entry(number);
        let card = entry.card();
        let tag = card.and_then(|card| card.tag.as_ref()).map(|tag| tag.span);
        let cite = card.and_then(|card| card.cites.first()).map(super::anchor::of_cite);
        tag.or(cite).map_or_else(|| Span::empty(entry.start), |span| span.shift(entry.start))
    }

    /// The cite in which a person is named.
    pub fn cite(&self, place: PersonPlace) -> Option<&'a Cite> {
        self.card(place.entry)?.cites.get(place.cite)
    }
}

/// The groups of equal keys among sorted notes that have more than one member.
pub fn alike<T>(notes: &[(u64, T)]) -> impl Iterator<Item = &[(u64, T)]> {
    notes.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1)
}

/// Its length and its ends: whoever finds two alike compares the whole.
fn tag_key(tag: &str) -> u64 {
    let bytes = tag.as_bytes();
    let end = |bytes: Option<&[u8; 8]>| bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let ends = end(bytes.first_chunk()) ^ end(bytes.last_chunk()).rotate_left(13);
    ends ^ (bytes.len() as u64).rotate_left(32)
}

fn names_a_day(date: &CiteDate) -> bool {
    matches!(date.edtf, Some(Edtf::At(Point::Day(_)) | Edtf::Between(Point::Day(_), _)))
}

/// The first given name and the family name’s consonants, each once and in no order: `Crighton` and `Creighton`,
/// `Sprat` and `Spratt`. An initial stands for too many persons, so it has none.
fn person_key(name: &Name) -> Option<u64> {
    let Name::Person { family, given: Some(given), .. } = name else { return None };
    let first = given.split_whitespace().next()?;
    if first.len() < 3 || first.ends_with('.') {
        return None;
    }
    let consonants = family
        .bytes()
        .map(|letter| letter.to_ascii_lowercase())
        .filter(|letter| letter.is_ascii_lowercase() && !b"aeiou".contains(letter))
        .fold(0_u32, |all, letter| all | 1 << (letter - b'a'));
    let mut hasher = DefaultHasher::new();
    hasher.write(first.as_bytes());
    hasher.write_u32(consonants);
    Some(hasher.finish())
}
