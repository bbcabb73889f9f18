//! Authors without a short cite: the names that the cite begins with, or those after a title that comes first.

use super::found::{AuthorReason, FoundAuthor};
use super::search::Search;
use crate::evidence::cite::fields::person_name::{Persons, is_given};
use crate::evidence::cite::fields::phrase::{is_organization, is_other_contributor, is_post};
use crate::evidence::cite::fields::segment::{Role, SegmentKind};
use crate::evidence::cite::lex::separator::Separator;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::cite::{Author, Filler, Name, collapse};
use crate::evidence::gazetteer::{Traits, publication};
use crate::evidence::name::inverted;

impl<'a> Search<'a> {
    /// Without a short cite: the names at the head, or after a title that comes first.
    pub(crate) fn at_head(&mut self) {
        let list = &self.segments.list;
        let Some(first) =
            list.iter().position(|segment| !matches!(segment.kind, SegmentKind::Date(_) | SegmentKind::Locator(_)))
        else {
            return;
        };
        let at = match list[first].kind {
            SegmentKind::Words if self.roles[first] == Role::Open => first,
            SegmentKind::Quotation(_) => {
                // `“Title,” by Joseph Choi`
                let by = self.open().into_iter().take(2).find(|&at| {
                    let found = self.persons(at);
                    self.is_name_list(at, &found) && (found.announced || !is_organization(self.text, self.words(at)))
                });
                let Some(at) = by else { return };
                at
            }
            SegmentKind::Filler(Filler::Author) => return,
            _ => return,
        };
        if self.inverted_head(at) {
            return;
        }
        let words = self.words(at);
        let found = self.persons(at);
        let single = found.list.first().is_some_and(|person| person.to - person.from == 1);
        if found.list.is_empty()
            || (single && !found.announced)
            || (found.rest == list[at].words.1 && is_organization(self.text, words))
            || self.is_only_literal(at, &found)
        {
            self.literal_head(at);
            return;
        }
        self.take(at, &found);
        for person in found.list {
            let author = self.author(&self.segments.tokens.words[person.from..person.to]);
            self.authors.extend(author.map(|author| FoundAuthor::new(author, AuthorReason::Start)));
        }
        self.run_on(at + 1);
        self.announced();
    }

    /// `A, B and C`, `A; B`: the fields after an author that are names as well.
    fn run_on(&mut self, mut at: usize) {
        while at < self.segments.list.len()
            && self.segments.list[at].is_words()
            && self.roles[at] == Role::Open
            && self.joins(at)
        {
            if self.words(at).iter().all(|word| word.has(Traits::SUFFIX)) {
                self.add_suffix(at);
                at += 1;
                continue;
            }
            // `Jennifer Kavanagh, Ph.D., and Bryan Frederick, Ph.D.`
            if self.words(at).iter().all(|word| word.has(Traits::DEGREE)) {
                at += 1;
                continue;
            }
            let found = self.persons(at);
            if !self.is_name_list(at, &found) {
                break;
            }
            self.take(at, &found);
            for person in found.list {
                if let Some(author) = self.author(&self.segments.tokens.words[person.from..person.to]) {
                    self.add(author, AuthorReason::Listed);
                }
            }
            at += 1;
        }
    }

    fn add_suffix(&mut self, at: usize) {
        self.roles[at] = Role::Author;
        let value = collapse(self.segments.list[at].span.of(self.text));
        if let Some(Author { name: Name::Person { suffix, .. }, span }) =
            self.authors.last_mut().map(|found| &mut found.author)
        {
            *suffix = Some(value);
            *span = span.join(self.segments.list[at].span);
        }
    }

    /// `Layne, Christopher.` `Lawrence, C. R., & Smith, J. (1990)`: family name first.
    fn inverted_head(&mut self, at: usize) -> bool {
        let mut at = at;
        let mut any = false;
        while let Some(next) = self.next_if(at, Separator::Comma) {
            let family = self.without_and(at);
            let given = self.words(next);
            let (group, rest) = match given.iter().position(|word| word.is_and(self.text)) {
                Some(and) => (&given[..and], &given[and + 1..]),
                None => (given, &[][..]),
            };
            if !self.is_inverted(family, group, next) {
                break;
            }
            any = true;
            let name = inverted(&self.strings(family), &self.strings(group));
            let author = Author { name, span: self.span_of(family).join(self.span_of(group)) };
            self.add(author, AuthorReason::StartFamilyFirst);
            self.roles[at] = Role::Author;
            self.roles[next] = Role::Author;
            if !rest.is_empty() {
                // `Smith, John and Jane Doe`
                if rest.len() > 1 {
                    let author = self.author(rest);
                    self.authors.extend(author.map(|author| FoundAuthor::new(author, AuthorReason::Listed)));
                }
                return true;
            }
            let Some(following) =
                self.segments.list.get(next + 1).filter(|segment| segment.is_words() && self.joins(next + 1))
            else {
                break;
            };
            let words = self.segments.words_of(following);
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
        let person = is_given(self.text, given) && (first.has(Traits::GIVEN) || !is_organization(self.text, given));
        let initials = given.iter().all(|word| word.letters == Letters::Initials);
        let known = first.has(Traits::GIVEN) || given.iter().any(|word| word.letters == Letters::Initials);
        let small_start = family.iter().all(|word| word.is_capital() || word.has(Traits::PARTICLE));
        let blocked = family.iter().any(|word| {
            word.has(Traits::POST | Traits::ORGANIZATION | Traits::FUNCTION_WORD) && !word.has(Traits::PARTICLE)
        });
        let one = family.len() == 1
            || family.first().is_some_and(|first| first.has(Traits::PARTICLE))
            || (family.len() == 2 && !family[0].has(Traits::GIVEN) && known);
        let ends = self.segments.list[next].after >= Separator::Comma
            || matches!(
                self.segments.list.get(next + 1).map(|segment| segment.kind),
                Some(SegmentKind::Quotation(_) | SegmentKind::Date(_))
            );
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
        publication(span.of(self.text)).is_some() || is_organization(self.text, family)
    }

    /// The whole first field as an organization's name.
    fn literal_head(&mut self, at: usize) {
        let segment = self.segments.list[at];
        let words = self.words(at);
        let capitals = words.iter().filter(|word| word.is_capital()).count();
        let fits = words.len() <= 14 && capitals * 2 > words.len() && words[0].letters != Letters::Small;
        let title = segment.span.of(self.text).ends_with('?')
            || (segment.before == Separator::End && segment.after == Separator::End && words.len() > 8);
        let no_author = is_other_contributor(self.text, words)
            || is_post(self.text, words)
            || is_biography(self.text, words)
            || self.is_affiliation(at);
        if fits && !title && !no_author {
            self.roles[at] = Role::Author;
            let author = Author { name: Name::Literal(collapse(segment.span.of(self.text))), span: segment.span };
            self.authors.push(FoundAuthor::new(author, AuthorReason::StartOrganization));
        }
    }

    /// `Department of Geography, National University of Ireland`: where somebody works who is not named.
    fn is_affiliation(&self, at: usize) -> bool {
        let is = |words: &[Word], known: &[&str]| {
            words.iter().any(|word| known.iter().any(|known| word.is(self.text, known)))
        };
        let part = is(
            self.words(at).get(..1).unwrap_or_default(),
            &["department", "dept", "school", "faculty", "college", "division"],
        ) || is(self.words(at), &["department", "faculty"]);
        let next = self.segments.list.get(at + 1).filter(|next| next.is_words());
        part && next.is_some_and(|next| is(self.segments.words_of(next), &["university", "college", "universität"]))
    }

    /// A field that begins like a name and goes on like an organization: `John Birch Society`.
    fn is_only_literal(&self, at: usize, found: &Persons) -> bool {
        let words = self.words(at);
        let rest = &self.segments.tokens.words[found.rest..self.segments.list[at].words.1];
        let sentence = rest.first().is_some_and(|word| {
            word.letters == Letters::Small && !word.has(Traits::FUNCTION_WORD)
                || word.has(Traits::POST | Traits::VERB | Traits::DEGREE)
        });
        !rest.is_empty() && !sentence && is_organization(self.text, words)
    }

    fn is_et_al(&self, at: usize) -> bool {
        let words = self.words(at);
        words.first().is_some_and(|word| word.is(self.text, "et")) && words.len() <= 2
    }
}

/// `She is a professor of law at Leeds`, `Ph. D in political science`: what somebody is who is not named.
fn is_biography(text: &str, words: &[Word]) -> bool {
    const PRONOUNS: [&str; 6] = ["he", "she", "they", "his", "her", "their"];
    let Some(first) = words.first() else { return false };
    let degree = first.is(text, "ph") && first.dot;
    degree || PRONOUNS.iter().any(|pronoun| first.is(text, pronoun))
}
