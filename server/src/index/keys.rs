//! Keys of what a file names: its arguments, sources and authors. Only files that share a key can refer to one another,
//! so that a question about all files has to read only some of them.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::evidence::brief::{Brief, Card, Entry};
use crate::evidence::cite::{Cite, Name};
use crate::evidence::topic::{self, topic};
use crate::features::file_links::FileName;
use crate::features::mentions::mentions;
use crate::features::{same_source, same_text};

/// A key. Some hundred thousand of them are in memory, so it is short: two names in a million share one by chance.
pub type Key = u32;

/// All keys of a brief, sorted.
pub fn of_brief(brief: &Brief) -> Vec<Key> {
    let cites = brief.entries.iter().filter_map(Entry::card).flat_map(|card| &card.cites);
    let mut keys: Vec<Key> = mentions(brief).filter_map(|mention| of_argument(mention.words)).collect();
    keys.extend(cites.flat_map(|cite| of_source(cite).into_iter().chain(of_names(cite))));
    keys.extend(brief.entries.iter().filter_map(Entry::card).filter_map(of_text));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The key of an argument: of `AT: X` the X.
pub fn of_argument(words: &str) -> Option<Key> {
    topic::key(words).map(short)
}

/// The keys of a file of this name: those of the references that can mean it.
pub fn of_file_name(FileName { stem, ending }: FileName<'_>) -> Vec<Key> {
    let of = |name: &str| of_argument(topic(name).span.of(name));
    of(stem).into_iter().chain(of(&format!("{stem}.{ending}"))).collect()
}

/// The keys of a cite's source.
pub fn of_source(cite: &Cite) -> Vec<Key> {
    same_source::keys(cite).into_iter().map(short).collect()
}

/// The key of a card’s quoted text.
pub fn of_text(card: &Card) -> Option<Key> {
    same_text::telling_text(card).map(|text| short(FixedState::default().hash_one(("text", text))))
}

/// The key of a family name or an organization, letter for letter.
pub fn of_name(name: &str) -> Key {
    short(FixedState::default().hash_one(("author", name)))
}

fn of_names(cite: &Cite) -> impl Iterator<Item = Key> {
    let authors = cite.authors.iter().map(|author| match &author.name {
        Name::Person { family, .. } => of_name(family),
        Name::Literal(name) => of_name(name),
    });
    authors.chain(cite.short.iter().flat_map(|short| &short.names).map(|name| of_name(&name.value)))
}

fn short(key: u64) -> Key {
    (key >> 32) as Key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::parse;

    #[test]
    fn files_that_name_the_same_share_a_key() {
        let keys = |text: &str| of_brief(&parse::brief(text, &Default::default()));
        let shared = |one: &str, other: &str| keys(one).iter().any(|key| keys(other).contains(key));
        assert!(shared("### Heg good\n", "### 2AC---AT: “HEG” Good (1/2)\n"));
        assert!(shared("### 1. Heg good\n", "#### See [[AT: Heg Good]]\n"));
        assert!(!shared("### Heg good\n", "### Heg bad\n"));
        let file = of_file_name(FileName { stem: "1. Heg good", ending: "debate" });
        assert!(file.contains(&keys("#### See [[AT: Heg Good]]\n")[0]));
        assert!(keys("#### See [[1. heg good.Debate]]\n").iter().any(|key| file.contains(key)));
        let card =
            |cite: &str| format!("#### {cite} is read\n\n{cite}\n\nThe talks are off, officials said on Monday.\n");
        assert!(shared(&card("Choi 21 (Joseph Choi, “Off,” The Hill, 9-2-21)"), &card("Choi 21")));
        assert!(shared(&card("Choi 21"), &card("Choi 19")), "the author");
        assert!(!shared(&card("Choi 21"), &card("Marsh 21")));
    }
}
