//! Persons whom the full cite names and the short cite does not, told by the shape of their names and by what follows.

use super::found::{AuthorReason, FoundAuthor};
use super::search::Search;
use crate::evidence::cite::fields::person_name::{Persons, is_surely_person, is_whole_name};
use crate::evidence::cite::fields::phrase::{is_organization, is_subject};
use crate::evidence::cite::fields::segment::SegmentKind;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::gazetteer::{self, Traits};

impl Search<'_> {
    /// `Quistorp 21 – Joseph Choi, reporter`: the person whom the full cite names, and the short cite does not.
    pub(super) fn other_person(&mut self) -> Option<FoundAuthor> {
        let at = self.open().into_iter().find(|&at| self.is_first_but_for_title(at))?;
        let found = self.persons(at);
        let first = found.list.first()?;
        let name = &self.segments.tokens.words[first.from..first.to];
        let rest = self.segments.tokens.words.get(found.rest..self.segments.list[at].words.1)?;
        // `Henry A. Kissinger Distinguished Professor` is a post.
        let small = |word: &Word| word.letters == Letters::Small;
        let sentence = rest.first().is_some_and(|word| small(word) && word.has(Traits::VERB | Traits::POST));
        let alone = rest.is_empty();
        let known = is_surely_person(name) && is_whole_name(name);
        let placed = name.len() > 1
            && !is_subject(self.text, name)
            && is_whole_name(name)
            && name.iter().all(|word| (word.is_capital() || word.has(Traits::PARTICLE)) && !word.has(Traits::PLACE))
            && (sentence || self.post_follows(at));
        let person = (known && (alone || rest.first().is_some_and(small)) || placed && (alone || sentence))
            && !is_organization(self.text, name);
        let author = self.author(name).filter(|_| person)?;
        self.take(at, &found);
        Some(FoundAuthor::new(author, AuthorReason::OtherPerson))
    }

    /// Whether segment `at` is nothing but a name in two or three words with capitals.
    pub(super) fn is_shaped_like_author(&self, at: usize, found: &Persons) -> bool {
        let words = self.words(at);
        found.rest == self.segments.list[at].words.1
            && found.list.len() == 1
            && (2..=3).contains(&words.len())
            && is_like_person(self.text, words)
    }

    /// Whether the next segment names a post, maybe after an adjective: `, a journalism professor at …`.
    pub(super) fn post_follows(&self, at: usize) -> bool {
        let next = self.segments.list.get(at + 1).filter(|next| next.is_words());
        next.is_some_and(|next| {
            self.segments.words_of(next).iter().take(4).any(|word| word.has(Traits::POST | Traits::DEGREE))
        })
    }

    /// Whether nothing but dates, brackets and a quoted title stand between the short cite and segment `at`.
    pub(super) fn is_first_but_for_title(&self, at: usize) -> bool {
        let before = &self.segments.list[..at];
        let short = before.iter().rposition(|segment| segment.kind == SegmentKind::Short);
        short.is_some_and(|short| {
            before[short + 1..]
                .iter()
                .all(|segment| matches!(segment.kind, SegmentKind::Date(_) | SegmentKind::Quotation(_)))
        })
    }
}

/// Whether the words have the shape of a person's name, and nothing else is known of them: `Daryl Press`, `Jinpeng Li`.
pub(super) fn is_like_person(text: &str, words: &[Word]) -> bool {
    let blocked = Traits::ORGANISATION | Traits::SMALL | Traits::PLACE | Traits::POST | Traits::DEGREE;
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    (2..=3).contains(&words.len())
        && words.iter().all(|word| word.letters == Letters::Capitalised && !word.has(blocked))
        && !first.has(Traits::PUBLICATION)
        && !is_subject(text, words)
        && gazetteer::publication(first.span.join(last.span).of(text)).is_none()
}
