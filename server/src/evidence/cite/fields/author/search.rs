//! What both ways of finding authors share: the segments that are still open, what stands beside them, and adding an
//! author.

use super::found::{AuthorReason, FoundAuthor};
use crate::evidence::cite::fields::person_name::{Persons, is_surely_person, persons};
use crate::evidence::cite::fields::phrase::{is_organization, is_other_contributor, is_qualification, is_subject};
use crate::evidence::cite::fields::segment::{Role, SegmentKind, Segments};
use crate::evidence::cite::lex::separator::Separator;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::cite::{Author, Name};
use crate::evidence::gazetteer::{Traits, publication};
use crate::evidence::name::{equal_family, person};
use crate::text::Span;

/// What is searched, and who was found.
pub(super) struct Search<'a> {
    pub(super) text: &'a str,
    pub(super) segments: &'a Segments,
    pub(super) roles: &'a mut [Role],
    pub(super) authors: Vec<FoundAuthor>,
}

impl<'a> Search<'a> {
    pub(super) fn open(&self) -> Vec<usize> {
        let open = |at: &usize| self.segments.list[*at].is_words() && self.roles[*at] == Role::Open;
        (0..self.segments.list.len()).filter(open).collect()
    }

    /// The persons at the start of segment `at`.
    pub(super) fn persons(&self, at: usize) -> Persons {
        persons(self.text, &self.segments.tokens.words, self.segments.list[at].words)
    }

    pub(super) fn words(&self, at: usize) -> &'a [Word] {
        self.segments.words_of(&self.segments.list[at])
    }

    pub(super) fn strings(&self, words: &[Word]) -> Vec<&'a str> {
        let with_dot = |word: &Word| {
            let dot = word.dot && (word.letters == Letters::Initials || word.has(Traits::SUFFIX));
            Span::new(word.span.start, word.span.end + usize::from(dot)).of(self.text)
        };
        words.iter().map(with_dot).collect()
    }

    pub(super) fn span_of(&self, words: &[Word]) -> Span {
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => {
                let dot = last.dot && (last.letters == Letters::Initials || last.has(Traits::SUFFIX));
                Span::new(first.span.start, last.span.end + usize::from(dot))
            }
            _ => Span::default(),
        }
    }

    /// Editors, interviewers and translators are no authors, nor are the names that go on with theirs.
    pub(super) fn set_others_aside(&mut self) {
        let mut other = false;
        for at in 0..self.segments.list.len() {
            let segment = &self.segments.list[at];
            let names = || self.persons(at);
            let goes_on = other && (self.joins(at) || segment.before == Separator::Colon) && {
                let names = names();
                let whole = names.rest == segment.words.1 && !names.list.is_empty();
                whole && publication(segment.span.of(self.text)).is_none()
            };
            other = segment.is_words() && (goes_on || is_other_contributor(self.text, self.words(at)));
            if other {
                self.roles[at] = Role::Other;
            }
        }
    }

    pub(super) fn next_if(&self, at: usize, separator: Separator) -> Option<usize> {
        let next = self.segments.list.get(at + 1)?;
        (next.before == separator && next.is_words() && self.roles[at + 1] == Role::Open).then_some(at + 1)
    }

    /// `A, professor at X, and B, professor at Y`: a name among the qualifications, with `and` before it or its
    /// own post after it.
    pub(super) fn announced(&mut self) {
        let list = &self.segments.list;
        let known =
            list.iter().position(|segment| matches!(segment.kind, SegmentKind::Quotation(_) | SegmentKind::Link));
        let title = known.unwrap_or(list.len());
        for at in self.open() {
            let sentence = self.segments.list[at].before == Separator::Period && known.is_some();
            if at == 0 || at > title || !(self.joins(at) || sentence) {
                continue;
            }
            let found = self.persons(at);
            // `…, and Asian Politics, University of X` is no person.
            let sure =
                found.list.iter().all(|found| is_surely_person(&self.segments.tokens.words[found.from..found.to]));
            let post = self.followed_by_post(at);
            if self.is_own_sentence(at, &found) {
                self.take(at, &found);
                let person = found.list[0];
                let author = self.author(&self.segments.tokens.words[person.from..person.to]);
                author.into_iter().for_each(|author| self.add(author, AuthorReason::OwnPost));
                continue;
            }
            // Without `and`, the one who holds the post must be a person beyond doubt.
            let facts = known.is_some() && self.followed_by_facts(at);
            if sentence {
                continue;
            }
            let listed = if found.announced { post || (sure && facts) } else { post && sure };
            if listed && self.is_name_list(at, &found) {
                self.take(at, &found);
                for person in found.list {
                    if let Some(author) = self.author(&self.segments.tokens.words[person.from..person.to]) {
                        self.add(author, AuthorReason::OwnPost);
                    }
                }
            }
        }
    }

    /// `Alyosha Goldstein is Associate Professor of …`: a sentence of the cite about one more author.
    fn is_own_sentence(&self, at: usize, found: &Persons) -> bool {
        let ([person], end) = (found.list.as_slice(), self.segments.list[at].words.1) else { return false };
        let words = &self.segments.tokens.words;
        let (name, rest) = (&words[person.from..person.to], &words[found.rest.min(end)..end]);
        let verb = rest.first().is_some_and(|word| word.has(Traits::VERB) && word.letters == Letters::Small);
        let post = rest.iter().take(8).any(|word| word.has(Traits::POST));
        name.len() > 1
            && name.iter().all(|word| word.is_capital() || word.has(Traits::PARTICLE))
            && verb
            && post
            && !is_organization(self.text, name)
    }

    /// Whether what stands after field `at` is what follows an author: a post, a degree, a date.
    pub(super) fn followed_by_facts(&self, at: usize) -> bool {
        self.segments.list.get(at + 1).is_some_and(|next| match next.kind {
            SegmentKind::Date(_) => true,
            SegmentKind::Words => {
                let words = self.segments.words_of(next);
                is_qualification(self.text, words) || is_organization(self.text, words)
            }
            _ => false,
        })
    }

    pub(super) fn followed_by_post(&self, at: usize) -> bool {
        let next = self.segments.list.get(at + 1).filter(|next| next.is_words());
        next.is_some_and(|next| {
            let words = self.segments.words_of(next);
            words.iter().take(2).any(|word| word.has(Traits::POST))
                || words.first().is_some_and(|word| word.has(Traits::DEGREE) && word.letters != Letters::Small)
        })
    }

    pub(super) fn starts_behind_and(&self, at: usize) -> bool {
        let words = self.words(at);
        words.len() > 1 && words[0].is_and(self.text)
    }

    pub(super) fn without_and(&self, at: usize) -> &'a [Word] {
        let words = self.words(at);
        if self.starts_behind_and(at) { &words[1..] } else { words }
    }

    /// Whether field `at` is nothing but names, by more than its shape.
    pub(super) fn is_name_list(&self, at: usize, found: &Persons) -> bool {
        let segment = &self.segments.list[at];
        let all = found.rest == segment.words.1 && !found.list.is_empty();
        // Once one is a person beyond doubt, so are those that `and` joins: `Barbara Van Haren & Nissan Bar-Lev`.
        let first =
            found.list.first().is_some_and(|first| is_surely_person(&self.segments.tokens.words[first.from..first.to]));
        let sure = found.list.iter().all(|person| {
            let name = &self.segments.tokens.words[person.from..person.to];
            is_surely_person(name) || ((found.announced || first) && name.len() >= 2)
        });
        let sure = sure || self.ends_list(at, found);
        let is_publication = publication(segment.span.of(self.text)).is_some();
        all && sure && !is_publication && !is_organization(self.text, self.without_and(at))
    }

    /// Whether segment `at` has the shape of a name and stands after a comma in a list of two authors at least.
    fn ends_list(&self, at: usize, found: &Persons) -> bool {
        let listed = |at: usize| self.roles[at] == Role::Author && self.segments.list[at].is_words();
        let words = self.words(at);
        let names = at >= 2 && listed(at - 1) && listed(at - 2);
        let blocked = Traits::PLACE | Traits::PUBLICATION | Traits::POST | Traits::DEGREE;
        names
            && found.list.len() == 1
            && self.segments.list[at].before == Separator::Comma
            && (2..=3).contains(&words.len())
            && words.iter().all(|word| word.letters == Letters::Capitalized && !word.has(blocked))
            && !is_subject(self.text, words)
    }

    /// Whether field `at` goes on with the list before it.
    pub(super) fn joins(&self, at: usize) -> bool {
        matches!(
            self.segments.list[at].before,
            Separator::Comma | Separator::Semicolon | Separator::Space | Separator::Star
        )
    }

    /// Field `at` is the authors' names, or begins with them.
    pub(super) fn take(&mut self, at: usize, found: &Persons) {
        let segment = &self.segments.list[at];
        self.roles[at] = match self.segments.tokens.words[..segment.words.1].get(found.rest) {
            Some(rest) => Role::AuthorThen(rest.span.start),
            None => Role::Author,
        };
    }

    pub(super) fn author(&self, words: &[Word]) -> Option<Author> {
        person(&self.strings(words)).map(|name| Author { name, span: self.span_of(words) })
    }

    /// Adds an author that is not there yet.
    pub(super) fn add(&mut self, author: Author, reason: AuthorReason) {
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
        if !self.authors.iter().any(|found| same(&found.author)) {
            self.authors.push(FoundAuthor::new(author, reason));
        }
    }
}
