//! Who wrote it. With a short cite, the full cite is searched for its names; without one, the names are what
//! the cite begins with.
//!
//! Evidence, strongest first: a family name of the short cite (typing slips allowed); `Family, Given` at the
//! head; a known given name or an initial before a capital word; `and` before it; the first place in the cite.
//! Against it: words of organisations, posts, degrees, known publications.

use super::byline::{
    Persons, is_and, is_given, is_open, is_organisation, is_other_part, is_qualification, is_surely_person, persons,
};
use super::pieces::{Edge, Piece, Pieces, What};
use super::short::Short;
use super::words::{Letters, Word};
use super::{Author, Filler, Name, collapse};
use crate::evidence::gazetteer::{Traits, publication};
use crate::evidence::name::{equal_family, inverted, is_acronym_of, named, person, same_family};
use crate::text::{Span, Spanned};

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

/// A name of the short cite, and the author that it turned out to be.
struct Key<'a> {
    name: &'a Spanned<String>,
    literal: bool,
    author: Option<Author>,
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

    /// Editors, interviewers and translators are no authors.
    fn set_others_aside(&mut self) {
        for at in self.open() {
            if is_other_part(self.text, self.words(at)) {
                self.roles[at] = Role::Other;
                // `interviewed by; Peter Handel`
                let ends_with_by =
                    self.words(at).last().is_some_and(|word| super::byline::is_word(self.text, *word, "by"));
                if ends_with_by && at + 1 < self.roles.len() && is_open(&self.pieces.list[at + 1]) {
                    self.roles[at + 1] = Role::Other;
                }
            }
        }
    }

    fn with_short(&mut self, short: &Short) {
        let words_in = |span: Span| -> Vec<Word> {
            self.pieces
                .words
                .iter()
                .filter(|word| span.start <= word.span.start && word.span.end <= span.end)
                .copied()
                .collect()
        };
        let mut keys: Vec<_> = short
            .cite
            .names
            .iter()
            .map(|name| Key { name, literal: is_organisation(self.text, &words_in(name.span)), author: None })
            .collect();
        let mut extra = Vec::new();
        let mut run = None;
        for at in self.open().into_iter().take(60) {
            let matched = self.match_keys(at, &mut keys, &mut extra);
            if matched {
                run = Some(at);
                continue;
            }
            // Further names right behind a found one, or anywhere among the qualifications after `et al.`
            let found = persons(self.text, self.pieces, &self.pieces.list[at]);
            let follows = run.is_some_and(|run| run + 1 == at) && self.joins(at);
            let et_al = short.cite.et_al.is_some() && run.is_some() && !self.title_before(at) && self.joins(at);
            if (follows || et_al) && self.is_name_list(at, &found) {
                run = Some(at);
                self.take(at, &found);
                extra.extend(
                    found.list.iter().filter_map(|found| self.author(&self.pieces.words[found.from..found.to])),
                );
            }
        }
        self.given_only(&mut keys);
        for key in &mut keys {
            if key.author.is_none() {
                key.author = Some(self.spoken(key));
            }
        }
        for author in keys.into_iter().filter_map(|key| key.author).chain(extra) {
            self.add(author);
        }
    }

    /// Whether field `at` holds the name of a key, and which; further persons of the same list are `extra`.
    fn match_keys(&mut self, at: usize, keys: &mut [Key<'_>], extra: &mut Vec<Author>) -> bool {
        let words = self.words(at);
        if let Some(taken) = self.inverted_match(at, keys) {
            return taken;
        }
        let found = persons(self.text, self.pieces, &self.pieces.list[at]);
        let mut matched = false;
        let mut others = Vec::new();
        for person in &found.list {
            let name = &self.pieces.words[person.from..person.to];
            match keys
                .iter_mut()
                .filter(|key| !key.literal)
                .find_map(|key| self.divide_at(name, &key.name.value).map(|author| (key, author)))
            {
                Some((key, author)) => {
                    matched = true;
                    key.author.get_or_insert(author);
                }
                None => others.extend(self.author(name).filter(|_| name.len() > 1)),
            }
        }
        if matched {
            self.take(at, &found);
            extra.extend(others);
        } else if self.roles[at] == Role::Open && self.is_first(at) {
            // An organisation's acronym in the short cite, its name in the full one.
            for key in keys.iter_mut().filter(|key| key.literal && key.author.is_none()) {
                let field = collapse(self.pieces.list[at].span.of(self.text));
                let person = is_surely_person(words)
                    && found.list.len() == 1
                    && !is_organisation(self.text, words)
                    && words.len() <= 4;
                if is_acronym_of(&key.name.value, &field) || (equal_family(&field, &key.name.value)) {
                    key.author = Some(Author { name: Name::Literal(field), span: self.pieces.list[at].span });
                    self.roles[at] = Role::Author;
                    matched = true;
                } else if person {
                    key.author = self.author(words);
                    self.roles[at] = Role::Author;
                    matched = true;
                }
            }
        }
        matched
    }

    /// `Sorensen, Roy`, `Hester, Mike (…`: a key's family name alone in its field, the given name in the next.
    fn inverted_match(&mut self, at: usize, keys: &mut [Key<'_>]) -> Option<bool> {
        let field = collapse(self.pieces.list[at].span.of(self.text));
        let next = self.next_if(at, Edge::Comma)?;
        let key = keys
            .iter_mut()
            .find(|key| !key.literal && key.author.is_none() && equal_family(&key.name.value, &field))?;
        let given = self.words(next);
        if !is_given(self.text, given) || is_organisation(self.text, given) && !given[0].has(Traits::GIVEN) {
            return None;
        }
        let family = self.words(at);
        let name = inverted(&self.strings(family), &self.strings(given));
        key.author = Some(Author { name, span: self.span_of(family).join(self.span_of(given)) });
        self.roles[at] = Role::Author;
        self.roles[next] = Role::Author;
        Some(true)
    }

    fn next_if(&self, at: usize, edge: Edge) -> Option<usize> {
        let next = self.pieces.list.get(at + 1)?;
        (next.before == edge && is_open(next) && self.roles[at + 1] == Role::Open).then_some(at + 1)
    }

    /// The author of `name` if the key's words are its family name.
    fn divide_at(&self, name: &[Word], key: &str) -> Option<Author> {
        let words = self.strings(name);
        if words.len() < 2 {
            return None;
        }
        let parts: Vec<&str> = key.split(' ').collect();
        let bare = |word: &'a str| word.trim_end_matches('.');
        let fits = |at: usize| {
            at + parts.len() <= words.len()
                && parts
                    .iter()
                    .zip(&words[at..])
                    .all(|(part, word)| same_family(part.trim_end_matches('.'), bare(word)))
        };
        let span = self.span_of(name);
        let suffix =
            words.last().filter(|_| name[name.len() - 1].has(Traits::SUFFIX)).map(|suffix| (*suffix).to_owned());
        let end = words.len() - usize::from(suffix.is_some() && words.len() > 2);
        let at = (0..words.len()).rev().find(|&at| fits(at))?;
        // The whole name was in the short cite: `Max Waxman 14 (Max Waxman, …`.
        if parts.len() > 1 && at == 0 && parts.len() == end {
            return self.author(name);
        }
        if at == 0 {
            // Family name first: `Xi Jinping`.
            return Some(Author { name: named(&words[..parts.len()], &words[parts.len()..end], suffix), span });
        }
        let mut from = at;
        while from > 1 && name[from - 1].letters == Letters::Small && name[from - 1].has(Traits::PARTICLE) {
            from -= 1;
        }
        Some(Author { name: named(&words[from..end], &words[..from], suffix), span })
    }

    /// `Maas ’21 [Matthijs M; …`: only the given names stand in the full cite; `A and B`, or one a `*`, for
    /// several authors.
    fn given_only(&mut self, keys: &mut [Key<'_>]) {
        let Some(first) = self.open().into_iter().next().filter(|&at| self.is_first(at)) else { return };
        if keys.iter().all(|key| key.author.is_some() || key.literal) {
            return;
        }
        let starred: Vec<usize> = self
            .open()
            .into_iter()
            .filter(|&at| self.pieces.list[at].before == Edge::Star || self.starts_behind_and(at))
            .collect();
        let starred_given = |at: &usize| is_given(self.text, self.without_and(*at)) && self.without_and(*at).len() <= 2;
        if keys.len() > 1 && starred.len() >= keys.len() && starred.iter().take(keys.len()).all(starred_given) {
            for (key, at) in keys.iter_mut().zip(starred) {
                self.give(key, self.without_and(at), at);
            }
            return;
        }
        let words = self.words(first);
        let groups: Vec<&[Word]> =
            words.split(|word| is_and(self.text, *word)).filter(|group| !group.is_empty()).collect();
        let unmatched = keys.iter().filter(|key| key.author.is_none() && !key.literal).count();
        if groups.len() > 1 {
            if groups.len() == unmatched && groups.iter().all(|group| is_given(self.text, group)) {
                for (key, group) in keys.iter_mut().filter(|key| key.author.is_none() && !key.literal).zip(groups) {
                    self.give(key, group, first);
                }
            }
            return;
        }
        let Some(key) = keys.first_mut().filter(|key| key.author.is_none() && !key.literal) else { return };
        let found = persons(self.text, self.pieces, &self.pieces.list[first]);
        let Some(person) = found.list.first() else { return };
        let name = &self.pieces.words[person.from..person.to];
        let whole = person.to == self.pieces.list[first].words.1;
        let known = name[0].has(Traits::GIVEN) || name[0].letters == Letters::Initials;
        // A field of one or two capital words that is no publication, where a given name would stand.
        let placed = whole && name.len() <= 2 && self.followed_by_facts(first);
        if is_given(self.text, name)
            && name.len() <= 3
            && (known || placed)
            && !(whole && is_organisation(self.text, name) && !known)
        {
            self.take(first, &found);
            let author = self.given_author(key, name);
            key.author = Some(author);
        }
    }

    fn give(&mut self, key: &mut Key<'_>, given: &[Word], at: usize) {
        let author = self.given_author(key, given);
        key.author = Some(author);
        self.roles[at] = Role::Author;
    }

    fn given_author(&self, key: &Key<'_>, given: &[Word]) -> Author {
        let family: Vec<&str> = key.name.value.split(' ').collect();
        let last = family.len() - 1;
        // `Max Waxman 14`: the short cite has the whole name.
        let from = if family.len() > 1 && !self.starts_with_particle(&family) { last } else { 0 };
        Author { name: named(&family[from..], &self.strings(given), None), span: key.name.span }
    }

    fn starts_with_particle(&self, family: &[&str]) -> bool {
        crate::evidence::gazetteer::traits(family[0]).contains(Traits::PARTICLE)
    }

    /// Whether what stands behind field `at` is what follows an author: a post, a degree, a date.
    fn followed_by_facts(&self, at: usize) -> bool {
        self.pieces.list.get(at + 1).is_some_and(|next| match next.what {
            What::Date(_) => true,
            What::Words => is_qualification(self.text, self.pieces.words_of(next)),
            _ => false,
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

    /// The author as the short cite alone has it.
    fn spoken(&self, key: &Key<'_>) -> Author {
        let span = key.name.span;
        let value = &key.name.value;
        if key.literal {
            return Author { name: Name::Literal(value.clone()), span };
        }
        if let Some((family, given)) = value.split_once(", ") {
            return Author { name: inverted(&[family], &[given]), span };
        }
        let words: Vec<&str> = value.split(' ').collect();
        let name = if self.starts_with_particle(&words) { Some(named(&words, &[], None)) } else { person(&words) };
        Author { name: name.unwrap_or_else(|| Name::Literal(value.clone())), span }
    }

    /// Without a short cite: the names at the head, or behind a title that comes first.
    fn at_head(&mut self) {
        let list = &self.pieces.list;
        let Some(first) = list.iter().position(|piece| !matches!(piece.what, What::Date(_) | What::Locator(_))) else {
            return;
        };
        let at = match list[first].what {
            What::Words if self.roles[first] == Role::Open => first,
            What::Quoted(_) => {
                // `“Title,” by Joseph Choi`
                let by = self.open().into_iter().take(2).find(|&at| {
                    let found = persons(self.text, self.pieces, &list[at]);
                    self.is_name_list(at, &found) && (found.announced || !is_organisation(self.text, self.words(at)))
                });
                let Some(at) = by else { return };
                at
            }
            What::Filler(Filler::Author) => return,
            _ => return,
        };
        if self.inverted_head(at) {
            return;
        }
        let words = self.words(at);
        let found = persons(self.text, self.pieces, &list[at]);
        let whole = found.list.len() == 1 && found.rest == list[at].words.1;
        let single = whole && found.list[0].to - found.list[0].from == 1;
        if found.list.is_empty()
            || (single && !found.announced)
            || (found.rest == list[at].words.1 && is_organisation(self.text, words))
            || self.is_only_literal(at, &found)
        {
            self.literal_head(at);
            return;
        }
        self.take(at, &found);
        for person in found.list {
            self.authors.extend(self.author(&self.pieces.words[person.from..person.to]));
        }
        self.run_on(at + 1);
    }

    /// `A, B and C`, `A; B`: the fields behind an author that are names as well.
    fn run_on(&mut self, mut at: usize) {
        while at < self.pieces.list.len()
            && is_open(&self.pieces.list[at])
            && self.roles[at] == Role::Open
            && self.joins(at)
        {
            if self.words(at).iter().all(|word| word.has(Traits::SUFFIX)) {
                self.add_suffix(at);
                at += 1;
                continue;
            }
            let found = persons(self.text, self.pieces, &self.pieces.list[at]);
            if !self.is_name_list(at, &found) {
                break;
            }
            self.take(at, &found);
            for person in found.list {
                if let Some(author) = self.author(&self.pieces.words[person.from..person.to]) {
                    self.add(author);
                }
            }
            at += 1;
        }
    }

    fn add_suffix(&mut self, at: usize) {
        self.roles[at] = Role::Author;
        let value = collapse(self.pieces.list[at].span.of(self.text));
        if let Some(Author { name: Name::Person { suffix, .. }, span }) = self.authors.last_mut() {
            *suffix = Some(value);
            *span = span.join(self.pieces.list[at].span);
        }
    }

    /// `Layne, Christopher.` `Lawrence, C. R., & Smith, J. (1990)`: family name first.
    fn inverted_head(&mut self, at: usize) -> bool {
        let mut at = at;
        let mut any = false;
        while let Some(next) = self.next_if(at, Edge::Comma) {
            let family = self.without_and(at);
            let given = self.words(next);
            let (group, rest) = match given.iter().position(|word| is_and(self.text, *word)) {
                Some(and) => (&given[..and], &given[and + 1..]),
                None => (given, &[][..]),
            };
            if !self.is_inverted(family, group, next) {
                break;
            }
            any = true;
            let name = inverted(&self.strings(family), &self.strings(group));
            self.add(Author { name, span: self.span_of(family).join(self.span_of(group)) });
            self.roles[at] = Role::Author;
            self.roles[next] = Role::Author;
            if !rest.is_empty() {
                // `Smith, John and Jane Doe`
                if rest.len() > 1 {
                    self.authors.extend(self.author(rest));
                }
                return true;
            }
            let Some(following) = self.pieces.list.get(next + 1).filter(|piece| is_open(piece) && self.joins(next + 1))
            else {
                break;
            };
            let words = self.pieces.words_of(following);
            if words.iter().all(|word| word.has(Traits::SUFFIX)) {
                self.add_suffix(next + 1);
                break;
            }
            if self.is_et_al(next + 1) {
                self.roles[next + 1] = Role::Other;
                break;
            }
            at = next + 1;
        }
        if any && self.roles[at] == Role::Open {
            self.run_on(at);
        }
        any
    }

    fn is_inverted(&self, family: &[Word], given: &[Word], next: usize) -> bool {
        let Some(first) = given.first() else { return false };
        let person = is_given(self.text, given) && (first.has(Traits::GIVEN) || !is_organisation(self.text, given));
        let initials = given.iter().all(|word| word.letters == Letters::Initials);
        let known = first.has(Traits::GIVEN) || first.letters == Letters::Initials;
        let small_start = family.iter().all(|word| word.is_capital() || word.has(Traits::PARTICLE));
        let blocked = family
            .iter()
            .any(|word| word.has(Traits::POST | Traits::ORGANISATION | Traits::SMALL) && !word.has(Traits::PARTICLE));
        let one = family.len() == 1
            || family[0].has(Traits::PARTICLE)
            || (family.len() == 2 && !family[0].has(Traits::GIVEN) && known);
        let ends = self.pieces.list[next].after >= Edge::Comma
            || matches!(self.pieces.list.get(next + 1).map(|piece| piece.what), Some(What::Quoted(_) | What::Date(_)));
        // A paper's name and its place, `Guardian, London`, is no person.
        let paper = self.family_is_publication(family) && !known;
        person
            && small_start
            && !blocked
            && !family.is_empty()
            && one
            && family.len() <= 3
            && ends
            && !paper
            && (known || initials || given.len() == 1)
    }

    fn family_is_publication(&self, family: &[Word]) -> bool {
        let span = self.span_of(family);
        publication(span.of(self.text)).is_some() || is_organisation(self.text, family)
    }

    /// The whole first field as an organisation's name.
    fn literal_head(&mut self, at: usize) {
        let piece = self.pieces.list[at];
        let words = self.words(at);
        let capitals = words.iter().filter(|word| word.is_capital()).count();
        let fits = words.len() <= 14 && capitals * 2 > words.len() && words[0].letters != Letters::Small;
        let title = piece.span.of(self.text).ends_with('?')
            || (piece.before == Edge::End && piece.after == Edge::End && words.len() > 8);
        if fits && !title && !is_other_part(self.text, words) {
            self.roles[at] = Role::Author;
            self.authors.push(Author { name: Name::Literal(collapse(piece.span.of(self.text))), span: piece.span });
        }
    }

    /// A field that begins like a name and goes on like an organisation: `John Birch Society`.
    fn is_only_literal(&self, at: usize, found: &Persons) -> bool {
        let words = self.words(at);
        let rest = &self.pieces.words[found.rest..self.pieces.list[at].words.1];
        let sentence = rest.first().is_some_and(|word| {
            word.letters == Letters::Small && !word.has(Traits::SMALL)
                || word.has(Traits::POST | Traits::VERB | Traits::DEGREE)
        });
        !rest.is_empty() && !sentence && is_organisation(self.text, words)
    }

    /// Whether field `at` is nothing but names, by more than its shape.
    fn is_name_list(&self, at: usize, found: &Persons) -> bool {
        let piece = &self.pieces.list[at];
        let all = found.rest == piece.words.1 && !found.list.is_empty();
        let sure = found.list.iter().all(|person| {
            let name = &self.pieces.words[person.from..person.to];
            is_surely_person(name) || (found.announced && name.len() >= 2)
        });
        let is_publication = publication(piece.span.of(self.text)).is_some();
        all && sure && !is_publication && !is_organisation(self.text, self.without_and(at))
    }

    /// Whether field `at` goes on with the list before it.
    fn joins(&self, at: usize) -> bool {
        matches!(self.pieces.list[at].before, Edge::Comma | Edge::Semicolon | Edge::Blank | Edge::Star)
    }

    fn is_et_al(&self, at: usize) -> bool {
        let words = self.words(at);
        words.first().is_some_and(|word| super::byline::is_word(self.text, *word, "et")) && words.len() <= 2
    }

    fn title_before(&self, at: usize) -> bool {
        self.pieces.list[..at].iter().any(|piece| matches!(piece.what, What::Quoted(_)))
    }

    /// Whether nothing but the short cite, dates and opening brackets stand before field `at`.
    fn is_first(&self, at: usize) -> bool {
        let before: &[Piece] = &self.pieces.list[..at];
        before.iter().all(|piece| matches!(piece.what, What::Short | What::Date(_)))
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
        let same = |known: &Author| match (&known.name, &author.name) {
            (Name::Person { family: one, given: first, .. }, Name::Person { family: other, given: second, .. }) => {
                equal_family(one, other) && (first == second || second.is_none())
            }
            (one, other) => one == other,
        };
        if !self.authors.iter().any(same) {
            self.authors.push(author);
        }
    }
}
