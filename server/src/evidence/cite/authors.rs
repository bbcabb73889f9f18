//! Who wrote it. With a short cite, the full cite is searched for its names; without one, the names are what
//! the cite begins with.
//!
//! Evidence, strongest first: a family name of the short cite (typing slips allowed); `Family, Given` at the
//! head; a known given name or an initial before a capital word; `and` before it; the first place in the cite.
//! Against it: words of organisations, posts, degrees, known publications.

mod head;
mod spoken;

use super::byline::{
    Persons, is_and, is_open, is_organisation, is_other_part, is_qualification, is_surely_person, persons,
};
use super::pieces::{Edge, Pieces, What};
use super::short::Short;
use super::words::{Letters, Word};
use super::{Author, Name};
use crate::evidence::gazetteer::{Traits, publication};
use crate::evidence::name::{equal_family, person};
use crate::text::Span;

/// What a field of words turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Not known yet.
    Open,
    Author,
    /// What follows the author's name in one field; the rest is a qualification from this byte on.
    AuthorThen(usize),
    Title,
    Container,
    /// Something that has no field of its own: an editor, a place, an edition.
    Other,
}

/// Finds the authors and says so in `roles`.
pub(super) fn authors(text: &str, pieces: &Pieces, short: Option<&Short>, roles: &mut [Role]) -> Vec<Author> {
    let mut search = Search { text, pieces, roles, authors: Vec::new() };
    search.set_others_aside();
    match short {
        Some(short) if !short.cite.names.is_empty() => search.with_short(short),
        _ => search.at_head(),
    }
    search.authors
}

struct Search<'a> {
    text: &'a str,
    pieces: &'a Pieces,
    roles: &'a mut [Role],
    authors: Vec<Author>,
}

impl<'a> Search<'a> {
    fn open(&self) -> Vec<usize> {
        let open = |at: &usize| is_open(&self.pieces.list[*at]) && self.roles[*at] == Role::Open;
        (0..self.pieces.list.len()).filter(open).collect()
    }

    fn words(&self, at: usize) -> &'a [Word] {
        self.pieces.words_of(&self.pieces.list[at])
    }

    fn strings(&self, words: &[Word]) -> Vec<&'a str> {
        let with_dot = |word: &Word| {
            let dot = word.dot && (word.letters == Letters::Initials || word.has(Traits::SUFFIX));
            Span::new(word.span.start, word.span.end + usize::from(dot)).of(self.text)
        };
        words.iter().map(with_dot).collect()
    }

    fn span_of(&self, words: &[Word]) -> Span {
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => {
                let dot = last.dot && (last.letters == Letters::Initials || last.has(Traits::SUFFIX));
                Span::new(first.span.start, last.span.end + usize::from(dot))
            }
            _ => Span::default(),
        }
    }

    /// Editors, interviewers and translators are no authors, nor are the names that go on with theirs.
    fn set_others_aside(&mut self) {
        let mut other = false;
        for at in 0..self.pieces.list.len() {
            let piece = &self.pieces.list[at];
            let names = || persons(self.text, self.pieces, piece);
            let goes_on = other && (self.joins(at) || piece.before == Edge::Colon) && {
                let names = names();
                let whole = names.rest == piece.words.1 && !names.list.is_empty();
                whole && publication(piece.span.of(self.text)).is_none()
            };
            other = is_open(piece) && (goes_on || is_other_part(self.text, self.words(at)));
            if other {
                self.roles[at] = Role::Other;
            }
        }
    }

    fn next_if(&self, at: usize, edge: Edge) -> Option<usize> {
        let next = self.pieces.list.get(at + 1)?;
        (next.before == edge && is_open(next) && self.roles[at + 1] == Role::Open).then_some(at + 1)
    }

    /// `A, professor at X, and B, professor at Y`: a name among the qualifications, with `and` before it or its
    /// own post behind it.
    fn announced(&mut self) {
        let list = &self.pieces.list;
        let known = list.iter().position(|piece| matches!(piece.what, What::Quoted(_) | What::Link));
        let title = known.unwrap_or(list.len());
        for at in self.open() {
            if at == 0 || at > title || !self.joins(at) {
                continue;
            }
            let found = persons(self.text, self.pieces, &self.pieces.list[at]);
            // `…, and Asian Politics, University of X` is no person.
            let sure = found.list.iter().all(|found| is_surely_person(&self.pieces.words[found.from..found.to]));
            let post = self.followed_by_post(at);
            // Without `and`, the one who holds the post must be a person beyond doubt.
            let facts = known.is_some() && self.followed_by_facts(at);
            let listed = if found.announced { post || (sure && facts) } else { post && sure };
            if listed && self.is_name_list(at, &found) {
                self.take(at, &found);
                for person in found.list {
                    if let Some(author) = self.author(&self.pieces.words[person.from..person.to]) {
                        self.add(author);
                    }
                }
            }
        }
    }

    /// Whether what stands behind field `at` is what follows an author: a post, a degree, a date.
    fn followed_by_facts(&self, at: usize) -> bool {
        self.pieces.list.get(at + 1).is_some_and(|next| match next.what {
            What::Date(_) => true,
            What::Words => {
                let words = self.pieces.words_of(next);
                is_qualification(self.text, words) || is_organisation(self.text, words)
            }
            _ => false,
        })
    }

    fn followed_by_post(&self, at: usize) -> bool {
        let next = self.pieces.list.get(at + 1).filter(|next| is_open(next));
        next.is_some_and(|next| {
            let words = self.pieces.words_of(next);
            words.iter().take(2).any(|word| word.has(Traits::POST))
                || words.first().is_some_and(|word| word.has(Traits::DEGREE) && word.letters != Letters::Small)
        })
    }

    fn starts_behind_and(&self, at: usize) -> bool {
        let words = self.words(at);
        words.len() > 1 && is_and(self.text, words[0])
    }

    fn without_and(&self, at: usize) -> &'a [Word] {
        let words = self.words(at);
        if self.starts_behind_and(at) { &words[1..] } else { words }
    }

    /// Whether field `at` is nothing but names, by more than its shape.
    fn is_name_list(&self, at: usize, found: &Persons) -> bool {
        let piece = &self.pieces.list[at];
        let all = found.rest == piece.words.1 && !found.list.is_empty();
        // Once one is a person beyond doubt, so are those that `and` joins: `Barbara Van Haren & Nissan Bar-Lev`.
        let first = found.list.first().is_some_and(|first| is_surely_person(&self.pieces.words[first.from..first.to]));
        let sure = found.list.iter().all(|person| {
            let name = &self.pieces.words[person.from..person.to];
            is_surely_person(name) || ((found.announced || first) && name.len() >= 2)
        });
        let is_publication = publication(piece.span.of(self.text)).is_some();
        all && sure && !is_publication && !is_organisation(self.text, self.without_and(at))
    }

    /// Whether field `at` goes on with the list before it.
    fn joins(&self, at: usize) -> bool {
        matches!(self.pieces.list[at].before, Edge::Comma | Edge::Semicolon | Edge::Blank | Edge::Star)
    }

    /// Field `at` is the authors' names, or begins with them.
    fn take(&mut self, at: usize, found: &Persons) {
        let piece = &self.pieces.list[at];
        self.roles[at] = match self.pieces.words[..piece.words.1].get(found.rest) {
            Some(rest) => Role::AuthorThen(rest.span.start),
            None => Role::Author,
        };
    }

    fn author(&self, words: &[Word]) -> Option<Author> {
        person(&self.strings(words)).map(|name| Author { name, span: self.span_of(words) })
    }

    /// Adds an author that is not there yet.
    fn add(&mut self, author: Author) {
        // `Colonel Frank D.` and `Frank D.` are one.
        let ends_with =
            |first: &Option<String>, second: &str| first.as_ref().is_some_and(|first| first.ends_with(second));
        let same = |known: &Author| match (&known.name, &author.name) {
            (Name::Person { family: one, given: first, .. }, Name::Person { family: other, given: second, .. }) => {
                equal_family(one, other)
                    && (first == second || second.as_ref().is_none_or(|second| ends_with(first, second)))
            }
            (one, other) => one == other,
        };
        if !self.authors.iter().any(same) {
            self.authors.push(author);
        }
    }
}
