//! Authors by the names of the short cite: each name is looked for in the full cite, for the person's whole name,
//! for given names alone, or for what an acronym stands for.

use super::found::{AuthorReason, FoundAuthor};
use super::other_person::is_like_person;
use super::search::Search;
use crate::evidence::cite::fields::person_name::{is_given, is_surely_person};
use crate::evidence::cite::fields::phrase::{is_organization, is_publication_like};
use crate::evidence::cite::fields::segment::{Role, SegmentKind};
use crate::evidence::cite::fields::short_cite::FoundShortCite;
use crate::evidence::cite::lex::separator::Separator;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::cite::{Author, Name, collapse};
use crate::evidence::gazetteer::{self, Traits, traits};
use crate::evidence::name::{equal_family, inverted, is_acronym_of, named, person, same_family};
use crate::text::{Span, Spanned};

/// Whether `name` is one half of the double name `whole`: `Nixon 2K (Themba-Nixon, Makani …`.
fn is_half_of(name: &str, whole: &str) -> bool {
    !whole.contains(' ')
        && whole.split_once('-').is_some_and(|(first, last)| [first, last].iter().any(|half| equal_family(name, half)))
}

/// Whether the words name the people who write a paper’s editorials: `New York Times Editorial Board`.
fn is_board(text: &str, words: &[Word]) -> bool {
    matches!(words, [_, .., editorial, board]
        if editorial.is(text, "editorial") && (board.is(text, "board") || board.is(text, "staff")))
}

/// A name of the short cite, and the author that it turned out to be.
pub(super) struct ShortName<'a> {
    pub(super) name: &'a Spanned<String>,
    literal: bool,
    /// Whether it could be a family name all the same: one word with a capital (`Press`, `Hill`, `Reuters`).
    pub(super) either: bool,
    pub(super) author: Option<FoundAuthor>,
}

impl ShortName<'_> {
    /// Whether its given names are still to be found: `Max Waxman 14` has them.
    pub(super) fn lacks_given(&self) -> bool {
        let whole = self.name.value.split_once(' ').is_some_and(|(first, _)| traits(first).contains(Traits::GIVEN));
        self.author.is_none() && (!self.literal || self.either) && !whole
    }
}

impl<'a> Search<'a> {
    pub(crate) fn with_short(&mut self, short: &FoundShortCite) {
        let words_in = |span: Span| -> Vec<Word> {
            self.segments
                .tokens
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
            .map(|name| {
                let words = words_in(name.span);
                let literal = is_organization(self.text, &words);
                let either = matches!(words.as_slice(), [one] if one.letters == Letters::Capitalized)
                    || is_like_person(self.text, &words);
                ShortName { name, literal, either: literal && either, author: None }
            })
            .collect();
        let mut extra = Vec::new();
        let mut run = None;
        for at in self.open().into_iter().take(60) {
            let matched = self.match_keys(at, &mut keys, &mut extra);
            if matched {
                run = Some(at);
                continue;
            }
            // Further names right after a found one, or anywhere among the qualifications after `et al.`
            let found = self.persons(at);
            let follows = run.is_some_and(|run| run + 1 == at) && self.joins(at);
            let several = short.cite.et_al.is_some() && run.is_some() && !self.title_before(at);
            let et_al = several && self.joins(at);
            // `Tom Cernev, Australian National University. Richard Fenner, Centre for …`
            let sentence = several && self.segments.list[at].before == Separator::Period && self.followed_by_facts(at);
            let shaped =
                several && (sentence || et_al) && self.is_shaped_like_author(at, &found) && self.post_follows(at);
            // `[Ida Oakes; Jaak Tamm; Lia Oru; May 2021; …`, `Ida Oakes [Leeds], Jaak Tamm [Riga], and …`
            let before = self.segments.list[at].before;
            let in_row = follows && before == Separator::Semicolon && is_like_person(self.text, self.words(at));
            let after_bracket = before == Separator::Close
                && self.segments.list[at].after == Separator::Open
                && is_like_person(self.text, self.without_and(at));
            let shaped = shaped || several && (in_row || after_bracket);
            if (follows || et_al || sentence) && self.is_name_list(at, &found) || shaped {
                run = Some(at);
                self.take(at, &found);
                extra.extend(
                    found
                        .list
                        .iter()
                        .filter_map(|found| self.author(&self.segments.tokens.words[found.from..found.to]))
                        .map(|author| FoundAuthor::new(author, AuthorReason::Listed)),
                );
            }
        }
        self.given_only(&mut keys, &mut extra);
        let other =
            if keys.iter().any(|key| key.author.is_some() || !key.lacks_given()) { None } else { self.other_person() };
        for key in &mut keys {
            if key.author.is_none() && other.is_none() {
                key.author = Some(FoundAuthor::new(self.short_cite_author(key), AuthorReason::ShortCite));
            }
        }
        for FoundAuthor { author, reason } in keys.into_iter().filter_map(|key| key.author).chain(other).chain(extra) {
            self.add(author, reason);
        }
        self.announced();
    }

    /// Whether field `at` holds the name of a key, and which; further persons of the same list are `extra`.
    fn match_keys(&mut self, at: usize, keys: &mut [ShortName<'_>], extra: &mut Vec<FoundAuthor>) -> bool {
        let words = self.words(at);
        if let Some(taken) = self.inverted_match(at, keys) {
            return taken;
        }
        // `Times 20 [New York Times Editorial Board, …`
        if is_board(self.text, words)
            && let Some(key) = keys.iter_mut().find(|key| {
                let has = |word: &Word| equal_family(&key.name.value, word.span.of(self.text));
                key.author.is_none() && words.iter().any(has)
            })
        {
            let span = self.segments.list[at].span;
            let author = Author { name: Name::Literal(collapse(span.of(self.text))), span };
            key.author = Some(FoundAuthor::new(author, AuthorReason::FullName));
            self.roles[at] = Role::Author;
            return true;
        }
        // `Duke Law Journal` is no author named Duke.
        if words.len() > 1 && is_publication_like(self.text, words) && !is_surely_person(words)
            || words.len() > 2 && gazetteer::publication(self.segments.list[at].span.of(self.text)).is_some()
        {
            let whole = collapse(self.segments.list[at].span.of(self.text));
            let same =
                |key: &ShortName<'_>| equal_family(&key.name.value, &whole) || is_acronym_of(&key.name.value, &whole);
            if !keys.iter().any(same) {
                return false;
            }
        }
        // `bell hooks 89 [bell hooks, …`
        let small = words.len() > 1 && words.iter().all(|word| word.letters == Letters::Small);
        if small
            && let Some(key) = keys.iter_mut().find(|key| {
                key.author.is_none() && equal_family(&key.name.value, self.segments.list[at].span.of(self.text))
            })
        {
            key.author = self.author(words).map(|author| FoundAuthor::new(author, AuthorReason::FamilyName));
            self.roles[at] = Role::Author;
            return true;
        }
        let found = self.persons(at);
        let mut matched = false;
        let mut others = Vec::new();
        for person in &found.list {
            let name = &self.segments.tokens.words[person.from..person.to];
            match keys
                .iter_mut()
                .filter(|key| !key.literal || key.either)
                .find_map(|key| self.divide_at(name, &key.name.value).map(|author| (key, author)))
            {
                Some((key, author)) => {
                    matched = true;
                    key.author.get_or_insert(FoundAuthor::new(author, AuthorReason::FamilyName));
                }
                None => {
                    let author = self.author(name).filter(|_| name.len() > 1);
                    others.extend(author.map(|author| FoundAuthor::new(author, AuthorReason::Listed)));
                }
            }
        }
        if matched {
            self.take(at, &found);
            extra.extend(others);
            self.suffix_after(at, keys);
        } else if self.roles[at] == Role::Open && self.is_first(at) {
            // An organization's acronym in the short cite, its name in the full one.
            for key in keys.iter_mut().filter(|key| key.literal && key.author.is_none()) {
                let field = collapse(self.segments.list[at].span.of(self.text));
                let person = is_surely_person(words)
                    && found.list.len() == 1
                    && !is_organization(self.text, words)
                    && words.len() <= 4;
                if is_acronym_of(&key.name.value, &field) || (equal_family(&field, &key.name.value)) {
                    let author = Author { name: Name::Literal(field), span: self.segments.list[at].span };
                    key.author = Some(FoundAuthor::new(author, AuthorReason::FullName));
                    self.roles[at] = Role::Author;
                    matched = true;
                } else if person {
                    key.author =
                        self.author(words).map(|author| FoundAuthor::new(author, AuthorReason::PersonOfOrganization));
                    self.roles[at] = Role::Author;
                    matched = true;
                }
            }
        }
        matched
    }

    /// `Martin Luther King, Jr.`: the suffix in the field after the name.
    fn suffix_after(&mut self, at: usize, keys: &mut [ShortName<'_>]) {
        let Some(next) = self.next_if(at, Separator::Comma) else { return };
        if !self.words(next).iter().all(|word| word.has(Traits::SUFFIX)) {
            return;
        }
        let (field, end) = (self.segments.list[next].span, self.segments.list[at].span.end);
        let mut found = keys.iter_mut().filter_map(|key| key.author.as_mut().map(|found| &mut found.author));
        let named = found.find(|author| author.span.end == end);
        if let Some(Author { name: Name::Person { suffix, .. }, span }) = named {
            *suffix = Some(collapse(field.of(self.text)));
            *span = span.join(field);
            self.roles[next] = Role::Author;
        }
    }

    /// `Sorensen, Roy`, `Hester, Mike (…`: a key's family name alone in its field, the given name in the next.
    fn inverted_match(&mut self, at: usize, keys: &mut [ShortName<'_>]) -> Option<bool> {
        let field = collapse(self.segments.list[at].span.of(self.text));
        let next = self.next_if(at, Separator::Comma)?;
        let key = keys.iter_mut().find(|key| {
            let same = equal_family(&key.name.value, &field) || is_half_of(&key.name.value, &field);
            (!key.literal || key.either) && key.author.is_none() && same
        })?;
        let given = self.words(next);
        if !is_given(self.text, given) || is_organization(self.text, given) && !given[0].has(Traits::GIVEN) {
            return None;
        }
        // `Kim Jong Un, Supreme Leader`: after a whole name, only a given name that is known.
        let family = self.words(at);
        let known = given[0].has(Traits::GIVEN) || given[0].letters == Letters::Initials;
        if family.len() > 1 && !known && !family[0].has(Traits::PARTICLE) {
            return None;
        }
        let family = self.words(at);
        let name = inverted(&self.strings(family), &self.strings(given));
        let author = Author { name, span: self.span_of(family).join(self.span_of(given)) };
        key.author = Some(FoundAuthor::new(author, AuthorReason::FamilyNameFirst));
        self.roles[at] = Role::Author;
        self.roles[next] = Role::Author;
        Some(true)
    }

    /// The author of `name` if the key's words are its family name.
    pub(super) fn divide_at(&self, name: &[Word], key: &str) -> Option<Author> {
        let words = self.strings(name);
        if words.len() < 2 {
            return None;
        }
        let parts: Vec<&str> = key.split(' ').collect();
        // `Wells 19 (David Wallace-Wells …`: the half of a double name that is read aloud.
        let half = |word: &str| {
            let halves = word.split_once('-').map(|(first, _)| first).into_iter().chain(word.rsplit('-').next());
            parts.len() == 1 && word.contains('-') && halves.into_iter().any(|half| equal_family(half, parts[0]))
        };
        let bare = |word: &'a str| word.trim_end_matches('.');
        let fits = |at: usize| {
            at + parts.len() <= words.len()
                && parts
                    .iter()
                    .zip(&words[at..])
                    .all(|(part, word)| same_family(part.trim_end_matches('.'), bare(word)) || half(bare(word)))
        };
        let span = self.span_of(name);
        // The suffix is at most the last word, so `words` is not empty without it.
        let suffixed = name.last().is_some_and(|last| last.has(Traits::SUFFIX));
        let suffix = words.last().filter(|_| suffixed).map(|suffix| (*suffix).to_owned());
        let end = words.len() - usize::from(suffixed);
        let at = (0..end).rev().find(|&at| fits(at))?;
        // The whole name was in the short cite: `Max Waxman 14 (Max Waxman, …`, also with its suffix: `Max Waxman Jr. 14`.
        if parts.len() > 1 && at == 0 && parts.len() >= end {
            return self.author(name);
        }
        if at == 0 {
            // Family name first: `Xi Jinping`.
            return Some(Author { name: named(&words[..parts.len()], &words[parts.len()..end], suffix), span });
        }
        // `Ann Wagner Missouri 02`: the seat of a member of Congress.
        let places = name
            .get(at + parts.len()..end)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|word| word.has(Traits::PLACE))
            .count();
        let end = end - places;
        let mut from = at;
        while from > 1 && name[from - 1].letters == Letters::Small && name[from - 1].has(Traits::PARTICLE) {
            from -= 1;
        }
        Some(Author { name: named(&words[from..end], &words[..from], suffix), span })
    }

    fn starts_with_particle(&self, family: &[&str]) -> bool {
        traits(family[0]).contains(Traits::PARTICLE)
    }

    /// The author as the short cite alone has it.
    fn short_cite_author(&self, key: &ShortName<'_>) -> Author {
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

    fn title_before(&self, at: usize) -> bool {
        self.segments.list[..at].iter().any(|segment| matches!(segment.kind, SegmentKind::Quotation(_)))
    }

    /// Whether nothing but dates and opening brackets stand between the short cite and field `at`.
    pub(super) fn is_first(&self, at: usize) -> bool {
        let before = &self.segments.list[..at];
        let after_short =
            before.iter().rposition(|segment| segment.kind == SegmentKind::Short).map_or(0, |short| short + 1);
        before[after_short..].iter().all(|segment| matches!(segment.kind, SegmentKind::Date(_)))
    }
}
