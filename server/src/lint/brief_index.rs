//! One walk over a brief, for all rules about the whole brief.
//!
//! A brief of 10 MiB has about 2,300 cards all over the memory: visiting each once costs more than comparing notes of
//! them. So a rule looks at the notes, and at a card only if the notes of two agree. After a keystroke in quoted
//! evidence not even that is needed: see [`Notes::after_edit`].

use std::hash::{DefaultHasher, Hasher};

use super::{BriefView, cite_role};
use crate::evidence::brief::{Body, Brief, Card, Edited, Entry, EntryKind, Heading};
use crate::evidence::cite::{Cite, Name};
use crate::evidence::claim::Suspects;
use crate::evidence::date::{CiteDate, Edtf, Form, Point};
use crate::text::{Span, Spanned};

/// Fewer words than this may be over two cards, or in two of them, by chance.
const TELLING_WORDS: u32 = 25;

/// A brief and the notes about it.
#[derive(Clone, Copy, Debug)]
pub struct BriefIndex<'a> {
    /// The brief, and what is known around it.
    pub view: BriefView<'a>,
    /// The notes.
    pub notes: &'a Notes,
}

/// Notes about the entries of a brief, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The numbers of the entries that are headings, ascending.
    pub headings: Vec<usize>,
    /// A key of each card's tag, and the number of its entry; sorted. Equal tags have equal keys.
    pub tags: Vec<(u64, usize)>,
    /// The numbers of the entries that are cards whose tag is there twice, one below the other.
    pub repeated_tags: Vec<usize>,
    /// The fingerprint of each card's text, if that is long enough to compare, and the number of its entry; sorted.
    pub bodies: Vec<(u64, usize)>,
    /// The fingerprint of the beginning of each card's text, and the number of its entry; sorted.
    pub openings: Vec<(u64, usize)>,
    /// The numbers of the entries that are cards with a cite and no text.
    pub bodiless: Vec<usize>,
    /// The numbers of the entries that are cards with a cite and a text and no tag.
    pub tagless: Vec<usize>,
    /// The lines that look like tags without a cite: the numbers of their entries, and where they are in these.
    pub uncited: Vec<(usize, Span)>,
    /// Every publication date that names a day, in document order.
    pub days: Vec<DayNote>,
    /// How many cards have a date that can only be read with the day first: `15/9/2021`.
    pub day_first: usize,
    /// How many dates in numbers can only be read with the month first: `9/15/2021`.
    pub month_first: usize,
    /// Every person with a given name: a key that similar spellings of one name share, and where; sorted.
    pub persons: Vec<(u64, PersonPlace)>,
}

/// A publication date that names a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayNote {
    /// The number of its entry.
    pub entry: usize,
    /// In bytes of the entry.
    pub span: Span,
    /// Its format.
    pub form: Form,
    /// Whether day and month could be swapped.
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

impl Notes {
    /// Walks over the brief once. `suspects` are its lines that may be tags without a cite.
    pub fn of(brief: &Brief, suspects: &Suspects) -> Self {
        let mut notes = Self { uncited: suspects.likely().collect(), ..Self::default() };
        let mut above = None;
        for (number, entry) in brief.entries.iter().enumerate() {
            match &entry.content.kind {
                EntryKind::Heading(_) => {
                    #[cfg(test)]
                    super::panic_on_purpose::at(&entry.heading().expect("a heading").text.value, "let notes fail");
                    notes.headings.push(number);
                }
                EntryKind::Card(card) => {
                    if repeats_tag(card, above) {
                        notes.repeated_tags.push(number);
                    }
                    notes.note(number, card);
                }
                EntryKind::Analytic(_) | EntryKind::Comment(_) => {}
            }
            match &entry.content.kind {
                EntryKind::Analytic(line) => above = Some(line.value.as_str()),
                EntryKind::Comment(_) => {}
                EntryKind::Card(_) | EntryKind::Heading(_) => above = None,
            }
        }
        notes.tags.sort_unstable();
        notes.bodies.sort_unstable();
        notes.openings.sort_unstable();
        notes.persons.sort_unstable();
        notes
    }

    /// The notes after an edit of one entry of `old`, if no rule about the whole brief can see a difference: in the quoted
    /// text of a card that shares it with no other, or in an analytic. `None` if one might. O(log cards), except for the
    /// copy and the cards with the same tag.
    pub fn after_edit(&self, old: &Brief, edited: &Edited, suspects: &Suspects) -> Option<Self> {
        let brief = &edited.brief;
        let number = edited.fresh.start;
        let is_of_one = edited.gone == (number..number + 1) && edited.fresh == edited.gone;
        if !is_of_one || !suspects.likely().eq(self.uncited.iter().copied()) {
            return None;
        }
        let before = &old.entries.get(number)?.content;
        let after = &brief.entries.get(number)?.content;
        match (&before.kind, &after.kind) {
            (EntryKind::Analytic(before), EntryKind::Analytic(after)) if before.span.start == after.span.start => {
                let below = brief.entries.get(number + 1..).unwrap_or_default();
                let next = below.iter().find(|entry| !matches!(entry.content.kind, EntryKind::Comment(_)));
                let repeats = |line: &str| next.and_then(Entry::card).is_some_and(|card| repeats_tag(card, Some(line)));
                (!repeats(&before.value) && !repeats(&after.value)).then(|| self.clone())
            }
            (EntryKind::Card(before), EntryKind::Card(after)) if same_but_for_text(before, after) => {
                // If two cards have the same tag, it matters whether they are the same card.
                let same_tag = before.tag.as_ref().map_or(&[][..], |tag| with_key(&self.tags, tag_key(&tag.value)));
                let text = |card: &Card| card.body.as_ref().map(|body| body.fingerprint);
                let others = same_tag.iter().filter(|(_, other)| *other != number);
                let mut others = others.map(|(_, other)| brief.entries[*other].card().and_then(text));
                if others.any(|other| other == text(before) || other == text(after))
                    || self.is_above_untagged(brief, number)
                {
                    return None;
                }
                let mut notes = self.clone();
                let fingerprint = |card: &Card| telling(card).map(|body| body.fingerprint);
                (replace(&mut notes.openings, opening(before), opening(after), number)
                    && replace(&mut notes.bodies, fingerprint(before), fingerprint(after), number))
                .then_some(notes)
            }
            _ => None,
        }
    }

    /// Whether the next entry that is not a comment is a card without a tag: the tag may be the last paragraph here.
    fn is_above_untagged(&self, brief: &Brief, number: usize) -> bool {
        let next = self.tagless.partition_point(|tagless| *tagless <= number);
        self.tagless.get(next).is_some_and(|&next| {
            let between = brief.entries.get(number + 1..next).unwrap_or_default();
            between.iter().all(|entry| matches!(entry.content.kind, EntryKind::Comment(_)))
        })
    }

    fn note(&mut self, entry: usize, card: &Card) {
        self.bodies.extend(telling(card).map(|body| (body.fingerprint, entry)));
        self.openings.extend(opening(card).map(|key| (key, entry)));
        if card.body.is_some() {
            if card.tag.is_none() && !card.cites.is_empty() {
                self.tagless.push(entry);
            }
            self.tags.extend(card.tag.iter().map(|tag| (tag_key(&tag.value), entry)));
        } else if !card.cites.is_empty() {
            self.bodiless.push(entry);
        }
        self.day_first += usize::from(card.day_first);
        for (number, cite) in card.cites.iter().enumerate() {
            let day = cite.issued.as_ref().filter(|date| names_a_day(date) && !cite_role::is_doubtful(card, cite));
            let in_numbers = |date: &CiteDate| matches!(date.form, Form::Dashes | Form::Slashes | Form::Dots);
            // An access date shows as well how the team writes its dates.
            let dates = [day, cite.accessed.as_ref().filter(|date| names_a_day(date))].into_iter().flatten();
            let is_month_first = |date: &&CiteDate| in_numbers(date) && !date.ambiguous && !card.day_first;
            self.month_first += dates.filter(is_month_first).count();
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
}

impl<'a> BriefIndex<'a> {
    /// The entry of that number.
    pub fn entry(&self, number: usize) -> &'a Entry {
        &self.view.brief.entries[number]
    }

    /// The heading with that entry's number.
    pub fn heading(&self, number: usize) -> Option<&'a Heading> {
        self.entry(number).heading()
    }

    /// How many headings are before an entry: two entries with the same number are under the same heading.
    pub fn headings_above(&self, number: usize) -> usize {
        self.notes.headings.partition_point(|heading| *heading < number)
    }

    /// Whether it is marked as a heading, and does not only look like one: then its text begins after the mark.
    pub fn is_marked(&self, number: usize) -> bool {
        self.heading(number).is_some_and(|heading| heading.text.span.start > 0)
    }

    /// The number of the next entry that is not a comment.
    pub fn next(&self, number: usize) -> Option<usize> {
        let rest = self.view.brief.entries.iter().enumerate().skip(number + 1);
        rest.map(|(number, entry)| (number, &entry.content.kind))
            .find(|(_, kind)| !matches!(kind, EntryKind::Comment(_)))
            .map(|(number, _)| number)
    }

    /// The last entry before it that is not a comment.
    pub fn before(&self, number: usize) -> Option<&'a Entry> {
        self.view.brief.entries[..number].iter().rfind(|entry| !matches!(entry.content.kind, EntryKind::Comment(_)))
    }

    /// How many cards the brief has.
    pub fn cards(&self) -> usize {
        self.view.brief.entries.iter().filter(|entry| entry.card().is_some()).count()
    }

    /// The card with that entry's number.
    pub fn card(&self, number: usize) -> Option<&'a Card> {
        self.entry(number).card()
    }

    /// The cites that should have fields, with their entries and cards: not those that may be no cites.
    pub(crate) fn full_cites(&self) -> impl Iterator<Item = (&'a Entry, &'a Card, &'a Cite)> {
        let cards = self.view.brief.entries.iter().filter_map(|entry| Some((entry, entry.card()?)));
        cards.flat_map(|(entry, card)| {
            let cites = cite_role::full(card).filter(|cite| !cite_role::is_doubtful(card, cite));
            cites.map(move |cite| (entry, card, cite))
        })
    }

    /// The tag of the card with that entry's number, and where it is in the document.
    pub fn tag(&self, number: usize) -> Option<Spanned<&'a str>> {
        let tag = self.card(number)?.tag.as_ref()?;
        Some(Spanned::new(&tag.value, tag.span.shift(self.entry(number).start)))
    }

    /// Where a card is shown in the document: at its tag, or else at its first cite.
    pub fn place_of_card(&self, number: usize) -> Span {
        let entry = self.entry(number);
        let card = entry.card();
        let tag = card.and_then(|card| card.tag.as_ref()).map(|tag| tag.span);
        let cite = card.and_then(|card| card.cites.first()).map(crate::lint::anchor::of_cite);
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

/// The notes with that key among sorted ones.
fn with_key<T>(notes: &[(u64, T)], key: u64) -> &[(u64, T)] {
    let from = notes.partition_point(|note| note.0 < key);
    let to = notes.partition_point(|note| note.0 <= key);
    &notes[from..to]
}

/// Replaces the key of the entry `number` among sorted notes. `false` if another entry has its old or its new key.
fn replace(notes: &mut Vec<(u64, usize)>, old: Option<u64>, new: Option<u64>, number: usize) -> bool {
    let is_shared = |key: u64| with_key(notes, key).iter().any(|(_, other)| *other != number);
    if old.is_some_and(is_shared) || new.is_some_and(is_shared) {
        return false;
    }
    if old != new {
        if let Some(key) = old {
            notes.remove(notes.partition_point(|note| note.0 < key));
        }
        if let Some(key) = new {
            notes.insert(notes.partition_point(|note| note.0 < key), (key, number));
        }
    }
    true
}

/// The text of a card, if it is long enough to compare.
fn telling(card: &Card) -> Option<&Body> {
    card.body.as_ref().filter(|body| body.words >= TELLING_WORDS)
}

/// Whether the tag of a card is there twice: as its undertag too, or as the line `above` it.
fn repeats_tag(card: &Card, above: Option<&str>) -> bool {
    let Some(tag) = card.tag.as_ref().map(|tag| tag.value.as_str()) else { return false };
    above == Some(tag) || card.undertags.iter().any(|undertag| undertag.value == tag)
}

/// The fingerprint of the beginning of a card's text.
fn opening(card: &Card) -> Option<u64> {
    card.body.as_ref()?.opening
}

/// Whether two cards differ only in their quoted text, and both have one.
fn same_but_for_text(one: &Card, other: &Card) -> bool {
    one.body.is_some()
        && other.body.is_some()
        && one.tag == other.tag
        && one.undertags == other.undertags
        && one.cites == other.cites
        && one.comments == other.comments
        && one.day_first == other.day_first
}

/// Its length and its ends. A caller that finds two equal keys compares the whole.
fn tag_key(tag: &str) -> u64 {
    let bytes = tag.as_bytes();
    let end = |bytes: Option<&[u8; 8]>| bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let ends = end(bytes.first_chunk()) ^ end(bytes.last_chunk()).rotate_left(13);
    ends ^ (bytes.len() as u64).rotate_left(32)
}

fn names_a_day(date: &CiteDate) -> bool {
    matches!(date.edtf, Some(Edtf::At(Point::Day(_)) | Edtf::Between(Point::Day(_), _)))
}

/// The first given name and the family name’s consonants, each once and in any order: `Crighton` and `Creighton`,
/// `Sprat` and `Spratt`. An initial has no key: too many people share it.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::cite::CiteOptions;
    use crate::evidence::parse;

    const TEXTS: [&str; 3] = [
        "The ministry said on Monday that exports had recovered to the level of the spring, and that the banks which had \
         been cut off were trading again through neighbors.",
        "Delegates left the hotel after midnight without a word to the reporters who had been waiting for them, and no \
         new day was named for the next round.",
        "Growers along the river lost a third of the harvest in the second dry summer, and the county has not paid for \
         any of the wells that it promised them.",
    ];

    fn card(tag: &str, text: &str) -> String {
        format!("#### {tag}\n\nChoi 21 (Joseph Choi, The Hill, “Off,” 9-2-21)\n\n{text}\n\n")
    }

    /// The notes after `old` became `new` in the one entry that differs, and those of a walk over the new text.
    fn after_edit(text: &str, old: &str, new: &str) -> (Option<Notes>, Notes) {
        let before = parse::brief(text, &CiteOptions::default());
        let now = text.replacen(old, new, 1);
        let brief = parse::brief(&now, &CiteOptions::default());
        assert_eq!(before.entries.len(), brief.entries.len());
        let mut pairs = before.entries.iter().zip(&brief.entries);
        let number = pairs.position(|(before, after)| before.content != after.content).expect("an edit");
        let notes = Notes::of(&before, &Suspects::of(&before, |span| span.of(text).into()));
        let suspects = Suspects::of(&brief, |span| span.of(&now).into());
        let walked = Notes::of(&brief, &suspects);
        assert_eq!(Notes::of(&brief, &Suspects::once(&brief, |span| span.of(&now).into())), walked);
        let edited = Edited { brief, gone: number..number + 1, fresh: number..number + 1 };
        (notes.after_edit(&before, &edited, &suspects), walked)
    }

    #[test]
    fn a_key_in_quoted_text_needs_no_walk() {
        let [first, second, third] = TEXTS;
        let text =
            ["### War\n\n", &card("One claim", first), &card("Another claim", second), &card("A third claim", third)]
                .concat();
        let edits =
            [("midnight", "midnights"), ("the hotel", "hotel"), ("Delegates", "Some delegates"), (second, "Short.")];
        for (old, new) in edits {
            let (notes, walked) = after_edit(&text, old, new);
            assert_eq!(notes, Some(walked), "{old} → {new}");
        }
    }

    #[test]
    fn an_edit_that_a_rule_could_see_needs_a_walk() {
        let [first, second, third] = TEXTS;
        let twins = [card("One claim", first), card("Another", first)].concat();
        let tags = [card("One claim is made here", first), card("One claim is made here", second)].concat();
        let cards = [card("One claim", first), card("Another claim", second), card("A third claim", third)].concat();
        for (text, old, new) in [
            (&twins, "Monday", "Tuesday"),
            (&tags, first, second),
            (&cards, second, first),
            (&cards, "Another", "Others"),
            (&cards, "Joseph Choi", "Josef Choi"),
            (&cards, third, ""),
        ] {
            assert_eq!(after_edit(text, old, new).0, None, "{old} → {new}");
        }
    }
}
