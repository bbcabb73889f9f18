//! Persons whom the full cite names and the short cite does not, told by the shape of their names and by what follows.

use super::found::{AuthorReason, FoundAuthor};
use super::search::Search;
use crate::evidence::cite::Author;
use crate::evidence::cite::fields::person_name::{Persons, is_surely_person, is_whole_name};
use crate::evidence::cite::fields::phrase::{is_organization, is_qualification, is_subject};
use crate::evidence::cite::fields::segment::{Role, SegmentKind};
use crate::evidence::cite::lex::separator::Separator;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::gazetteer::{self, Traits};
use crate::evidence::name::inverted;

impl Search<'_> {
    /// `Quistorp 21 – Joseph Choi, reporter`: the person whom the full cite names, and the short cite does not.
    pub(super) fn other_person(&mut self) -> Option<FoundAuthor> {
        let open = self.open();
        let first = open.iter().copied().find(|&at| self.is_first_but_for_title(at));
        if let Some(author) = first.and_then(|first| self.inverted_person(first)) {
            return Some(author);
        }
        let found = first.and_then(|first| self.person_at(first).or_else(|| self.named_again(first)));
        let (at, found) = found.or_else(|| open.into_iter().find_map(|at| self.person_in_bracket_after_posts(at)))?;
        let name = without_seat(&self.segments.tokens.words[found.list.first()?.from..found.list.first()?.to]);
        let author = self.author(name)?;
        let given = name.first()?.span.of(self.text);
        self.take(at, &found);
        // `Stephen, Stephen Kale is …`: the given name before is his as well.
        let is_given = |first: usize| self.words(first).first().is_some_and(|word| word.is(self.text, given));
        if let Some(first) = first.filter(|&first| first < at && is_given(first)) {
            self.roles[first] = Role::Author;
        }
        Some(FoundAuthor::new(author, AuthorReason::OtherPerson))
    }

    /// `Quistorp 15 Hirano, K.`: a family name, and then nothing but initials.
    fn inverted_person(&mut self, at: usize) -> Option<FoundAuthor> {
        let next = self.next_if(at, Separator::Comma)?;
        let (family, given) = (self.words(at), self.words(next));
        let other = Traits::ORGANIZATION | Traits::PLACE | Traits::POST | Traits::DEGREE | Traits::PUBLICATION;
        let [name] = family else { return None };
        let initials = !given.is_empty() && given.iter().all(|word| word.letters == Letters::Initials);
        if name.letters != Letters::Capitalized || name.has(other) || !initials {
            return None;
        }
        let name = inverted(&self.strings(family), &self.strings(given));
        let author = Author { name, span: self.span_of(family).join(self.span_of(given)) };
        self.roles[at] = Role::Author;
        self.roles[next] = Role::Author;
        Some(FoundAuthor::new(author, AuthorReason::OtherPerson))
    }

    /// The person with whose name segment `at` begins, by more than the shape of the name.
    fn person_at(&self, at: usize) -> Option<(usize, Persons)> {
        let found = self.persons(at);
        let first = found.list.first()?;
        let name = &self.segments.tokens.words[first.from..first.to];
        let rest = self.segments.tokens.words.get(found.rest..self.segments.list[at].words.1)?;
        let small = |word: &Word| word.letters == Letters::Small;
        let sentence = rest.first().is_some_and(|word| small(word) && word.has(Traits::VERB | Traits::POST));
        let alone = rest.is_empty();
        // `Yara Gordon is a fellow`: of given names alone no sentence says what they are.
        let whole = is_whole_name(self.text, name) || sentence && ends_in_name(name);
        let known = is_surely_person(name) && whole;
        let placed = name.len() > 1
            && !is_subject(self.text, name)
            && whole
            && name.iter().all(|word| (word.is_capital() || word.has(Traits::PARTICLE)) && !word.has(Traits::PLACE))
            && (sentence || self.post_follows(at) || is_like_person(self.text, name) && self.facts_follow(at));
        let follows = alone || rest.first().is_some_and(small) || self.is_plain_post(rest);
        let person = (known && follows || placed && (alone || sentence)) && !is_organization(self.text, name);
        person.then_some((at, found))
    }

    /// Whether words with capitals after a name are a post: `Executive Director of …`. `Henry A. Kissinger
    /// Distinguished Professor` is a post as a whole, which nobody is named for.
    fn is_plain_post(&self, rest: &[Word]) -> bool {
        const NAMED_CHAIRS: [&str; 8] =
            ["professor", "chair", "fellow", "scholar", "lecturer", "professorship", "fellowship", "distinguished"];
        let mut post = rest.iter().take(5);
        rest.first().is_some_and(|word| word.has(Traits::POST))
            && !post.any(|word| NAMED_CHAIRS.iter().any(|chair| word.is(self.text, chair)))
    }

    /// Whether the segment after `at`, which is a name alone, says who that is, or is a date where the name stands at
    /// once after the short cite: `Quistorp 16 Mara Sikova, 10-18-2016, …`.
    fn facts_follow(&self, at: usize) -> bool {
        let Some(next) = self.segments.list.get(at + 1) else { return false };
        match next.kind {
            SegmentKind::Words => {
                let words = self.segments.words_of(next);
                is_qualification(self.text, words) || is_organization(self.text, words)
            }
            SegmentKind::Date(_) => self.segments.list[at].before == Separator::Space,
            _ => false,
        }
    }

    /// `Quistorp 10 (Stephen, Stephen Kale is a reporter`, `[Ann; Congresswoman Ann Wells; …`: the given name in segment
    /// `first`, and then the whole name.
    pub(super) fn named_again(&self, first: usize) -> Option<(usize, Persons)> {
        let given = self.words(first).first()?;
        if self.words(first).len() > 2 || given.letters != Letters::Capitalized {
            return None;
        }
        let open = self.open().into_iter().filter(|&at| at > first && at <= first + 3);
        open.into_iter().find_map(|at| {
            let found = self.persons(at);
            let person = found.list.first()?;
            let name = without_seat(&self.segments.tokens.words[person.from..person.to]);
            let again = name.first()?.span.of(self.text) == given.span.of(self.text);
            (again && is_whole_name(self.text, name)).then_some((at, found))
        })
    }

    /// `Quistorp 19 – Professor of Law, University of Leeds (Thomas B. Nagel, “…”`: a person beyond doubt, alone in a
    /// bracket that opens after nothing but posts.
    fn person_in_bracket_after_posts(&self, at: usize) -> Option<(usize, Persons)> {
        let list = &self.segments.list;
        let short = list[..at].iter().rposition(|segment| segment.kind == SegmentKind::Short)?;
        let before = &list[short + 1..at];
        let posts = before.iter().all(|segment| {
            let words = self.segments.words_of(segment);
            segment.is_words() && (is_qualification(self.text, words) || is_organization(self.text, words))
        });
        let next =
            list.get(at + 1).is_some_and(|next| matches!(next.kind, SegmentKind::Quotation(_) | SegmentKind::Date(_)));
        let found = self.persons(at);
        let [person] = found.list.as_slice() else { return None };
        let name = &self.segments.tokens.words[person.from..person.to];
        let whole = found.rest == list[at].words.1 && is_surely_person(name) && is_whole_name(self.text, name);
        let fits = list[at].before == Separator::Open && !before.is_empty() && posts && next && whole;
        (fits && !is_organization(self.text, name)).then_some((at, found))
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
    let blocked = Traits::ORGANIZATION | Traits::FUNCTION_WORD | Traits::PLACE | Traits::POST | Traits::DEGREE;
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    (2..=3).contains(&words.len())
        && words.iter().all(|word| word.letters == Letters::Capitalized && !word.has(blocked))
        && !first.has(Traits::PUBLICATION)
        && !is_subject(text, words)
        && gazetteer::publication(first.span.join(last.span).of(text)).is_none()
}

/// `Ann Wells Missouri`: the name without the seat of a member of Congress.
fn without_seat(name: &[Word]) -> &[Word] {
    let seat = name.iter().skip(2).rev().take_while(|word| word.has(Traits::PLACE)).count();
    &name[..name.len() - seat]
}

/// Whether the last of several words can be a family name.
fn ends_in_name(name: &[Word]) -> bool {
    name.len() > 1
        && name.last().is_some_and(|last| last.letters == Letters::Capitalized && !last.has(Traits::PARTICLE))
}
