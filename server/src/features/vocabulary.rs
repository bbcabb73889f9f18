//! Names that are used in files that are not open: authors, qualifications, publications, headings; and the names of the
//! files. Completions offer them after those of the open ones.

use std::collections::HashMap;

use rayon::prelude::*;

use super::completion_item::CompletionKind;

/// How many names of one kind are kept, those used most.
const MAX_NAMES: usize = 50_000;

/// Names by kind, those used most first.
#[derive(Debug, Default)]
pub struct Vocabulary {
    kinds: HashMap<CompletionKind, Vec<Name>>,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As it is written.
    pub text: Box<str>,
    /// How often it is used.
    pub count: u32,
}

/// Counts names, to make a [`Vocabulary`] of them.
#[derive(Debug, Default)]
pub struct NameCounter {
    counts: foldhash::HashMap<CompletionKind, foldhash::HashMap<Box<str>, u32>>,
}

impl NameCounter {
    /// Counts one use of a name. One without a letter or digit is none.
    pub fn add(&mut self, kind: CompletionKind, name: &str) {
        if !name.contains(char::is_alphanumeric) {
            return;
        }
        let counts = self.counts.entry(kind).or_default();
        match counts.get_mut(name) {
            Some(count) => *count = count.saturating_add(1),
            None => drop(counts.insert(name.into(), 1)),
        }
    }

    /// The names that are used most.
    pub fn vocabulary(self) -> Vocabulary {
        let by_count = |counts: foldhash::HashMap<Box<str>, u32>| {
            let mut names: Vec<Name> = counts.into_iter().map(|(text, count)| Name { text, count }).collect();
            names
                .par_sort_unstable_by(|one, other| other.count.cmp(&one.count).then_with(|| one.text.cmp(&other.text)));
            names.truncate(MAX_NAMES);
            names.shrink_to_fit();
            names
        };
        Vocabulary { kinds: self.counts.into_iter().map(|(kind, counts)| (kind, by_count(counts))).collect() }
    }
}

impl Vocabulary {
    /// The names of a kind of which a word begins with `typed`, in any case, those used most first. All of them where
    /// nothing is typed.
    pub fn names(&self, kind: CompletionKind, typed: &str) -> impl Iterator<Item = &Name> + use<'_> {
        let typed = typed.to_lowercase();
        let names = self.kinds.get(&kind).map_or(&[][..], Vec::as_slice);
        names.iter().filter(move |name| begins_word(&name.text, &typed))
    }
}

/// Whether a word of `name` begins with `typed`, which is in lower case.
pub(super) fn begins_word(name: &str, typed: &str) -> bool {
    let name = name.to_lowercase();
    let is_begin = |at: usize| name[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    typed.is_empty() || name.match_indices(typed).any(|(at, _)| is_begin(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_the_beginning_of_a_word_those_used_most_first() {
        let mut counter = NameCounter::default();
        for name in ["Ann Marsh", "Joseph Choi", "Joseph Choi", "Ana O’Marsh", "—"] {
            counter.add(CompletionKind::Author, name);
        }
        counter.add(CompletionKind::Publication, "Marsh Review");
        let vocabulary = counter.vocabulary();
        let names = |typed| -> Vec<_> {
            vocabulary.names(CompletionKind::Author, typed).map(|name| (&*name.text, name.count)).collect()
        };
        assert_eq!(names(""), [("Joseph Choi", 2), ("Ana O’Marsh", 1), ("Ann Marsh", 1)]);
        assert_eq!(names("MAR"), [("Ana O’Marsh", 1), ("Ann Marsh", 1)]);
        assert_eq!(names("arsh"), []);
    }
}
