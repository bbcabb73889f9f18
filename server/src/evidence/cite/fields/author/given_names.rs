//! Given names that stand alone in the full cite, since the short cite has the family name: `Maas ’21 [Matthijs M; …`.

use super::by_short_cite::ShortName;
use super::found::{AuthorReason, FoundAuthor};
use super::search::Search;
use crate::evidence::cite::Author;
use crate::evidence::cite::fields::person_name::{is_given, is_whole_name};
use crate::evidence::cite::fields::phrase::is_organization;
use crate::evidence::cite::fields::segment::{Role, SegmentKind};
use crate::evidence::cite::lex::separator::Separator;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::gazetteer::{Traits, traits};
use crate::evidence::name::named;

impl<'a> Search<'a> {
    /// `Maas ’21 [Matthijs M; …`: only the given names stand in the full cite; `A and B`, or one a `*`, for
    /// several authors.
    pub(super) fn given_only(&mut self, keys: &mut [ShortName<'_>], extra: &mut Vec<FoundAuthor>) {
        let Some(first) = self.open().into_iter().find(|&at| self.is_first(at)) else { return };
        if !keys.iter().any(ShortName::lacks_given) {
            return;
        }
        let starred: Vec<usize> =
            self.open().into_iter().filter(|&at| self.is_starred(at) || self.starts_behind_and(at)).collect();
        let starred_given = |at: &usize| is_given(self.text, self.without_and(*at)) && self.without_and(*at).len() <= 2;
        if keys.len() > 1 && starred.len() >= keys.len() && starred.iter().take(keys.len()).all(starred_given) {
            for (key, at) in keys.iter_mut().zip(starred) {
                self.give(key, self.without_and(at), at);
            }
            return;
        }
        let words = self.words(first);
        let groups: Vec<&[Word]> =
            words.split(|word| word.is_and(self.text)).filter(|group| !group.is_empty()).collect();
        let unmatched = keys.iter().filter(|key| key.lacks_given()).count();
        if groups.len() > 1 {
            let given = |group: &&[Word]| is_given(self.text, group) && group.len() <= 2;
            if groups.len() == unmatched && groups.iter().all(given) {
                for (key, group) in keys.iter_mut().filter(|key| key.lacks_given()).zip(groups) {
                    self.give(key, group, first);
                }
            } else if let ([group, others @ ..], [key]) = (groups.as_slice(), &mut *keys)
                && unmatched == 1
                && given(group)
                && others.iter().all(|other| is_whole_name(self.text, other) && other.len() <= 4)
                && !is_organization(self.text, words)
            {
                // `Beaumont 26 [Thomas and Joey Cappelletti`: the first by his given name, the others by their whole names.
                self.give(key, group, first);
                let others = others.iter().filter_map(|other| self.author(other));
                extra.extend(others.map(|author| FoundAuthor::new(author, AuthorReason::Listed)));
            }
            return;
        }
        let Some(key) = keys.first_mut().filter(|key| key.lacks_given()) else { return };
        let found = self.persons(first);
        let Some(person) = found.list.first() else { return };
        let name = &self.segments.tokens.words[person.from..person.to];
        let whole = person.to == self.segments.list[first].words.1;
        let known = name[0].has(Traits::GIVEN) || name[0].letters == Letters::Initials;
        // `Quistorp 21 – Joseph Choi`: a whole name, and another one. In a bracket or after a comma, where given names
        // alone stand as well (`Whyte 16 (Kyle Powys, …`), nobody can tell.
        let before = self.segments.list[first].before;
        if is_whole_name(self.text, name) && !(matches!(before, Separator::Open | Separator::Comma) && name.len() == 2)
        {
            return;
        }
        // `Quistorp 21 (Yara Gordon is a fellow …`
        let rest = self.segments.tokens.words[..self.segments.list[first].words.1].get(found.rest);
        let sentence = rest.is_some_and(|word| word.letters == Letters::Small && word.has(Traits::VERB));
        if sentence && name.len() > 1 && name.iter().all(|word| word.letters == Letters::Capitalized) {
            return;
        }
        let other = self.named_again(first).is_some_and(|(_, persons)| {
            let person = persons.list[0];
            let words = &self.segments.tokens.words[person.from..person.to];
            self.divide_at(words, &key.name.value).is_none()
        });
        if other {
            return;
        }
        // A field of one or two capital words that is no publication, where a given name would stand.
        let before_title =
            self.segments.list.get(first + 1).is_some_and(|next| matches!(next.kind, SegmentKind::Quotation(_)));
        let placed = whole && name.len() <= 2 && (self.followed_by_facts(first) || before_title);
        if is_given(self.text, name)
            && name.len() <= if key.either { 1 } else { 3 }
            && (known || placed)
            && !(whole && is_organization(self.text, name) && !known)
        {
            self.take(first, &found);
            let author = self.given_author(key, name);
            key.author = Some(FoundAuthor::new(author, AuthorReason::GivenNames));
        }
    }

    fn is_starred(&self, at: usize) -> bool {
        self.text[..self.segments.list[at].span.start].trim_end().ends_with('*')
    }

    fn give(&mut self, key: &mut ShortName<'_>, given: &[Word], at: usize) {
        let author = self.given_author(key, given);
        key.author = Some(FoundAuthor::new(author, AuthorReason::GivenNames));
        self.roles[at] = Role::Author;
    }

    fn given_author(&self, key: &ShortName<'_>, given: &[Word]) -> Author {
        let family: Vec<&str> = key.name.value.split(' ').collect();
        let last = family.len() - 1;
        // `Max Waxman 14`: the short cite has the whole name; `García Márquez 82`: it has two family names.
        let whole_name = family.len() > 1 && traits(family[0]).contains(Traits::GIVEN);
        let from = if whole_name { last } else { 0 };
        Author { name: named(&family[from..], &self.strings(given), None), span: key.name.span }
    }
}
