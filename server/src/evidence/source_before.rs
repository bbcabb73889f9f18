//! Cites that only point back: `Ibid.`, `Same source as above`, `Choi continues`. What they say is what the cite says
//! that they point to.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

use super::brief::{Brief, Entry};
use super::cite::Cite;
use super::name::{Name, same_family};

/// Cards further back than this are not meant.
const FURTHEST: usize = 40;

/// The cite whose fields `cite` has: the one before that it points to, else `cite` itself. `entry` is the first byte of
/// its entry in `brief`.
///
/// A name in `cite` decides which of the cites before is meant; without a name it is the last one.
pub fn source_of<'a>(brief: &'a Brief, entry: usize, cite: &'a Cite) -> &'a Cite {
    if !cite.refers_back {
        return cite;
    }
    let number = brief.entries.partition_point(|other| other.start < entry);
    let own = brief.entries.get(number).and_then(Entry::card).into_iter();
    let above = own.flat_map(|card| card.cites.iter().rev()).filter(|other| other.span.end <= cite.span.start);
    let cards = brief.entries.iter().take(number).rev().filter_map(Entry::card).take(FURTHEST);
    let mut before = above.chain(cards.flat_map(|card| card.cites.iter().rev())).filter(|other| names_a_source(other));
    let found = if cite.authors.is_empty() { before.next() } else { before.find(|other| same_author(cite, other)) };
    found.unwrap_or(cite)
}

/// Whether a cite says who or what it cites, and is more than a link.
fn names_a_source(cite: &Cite) -> bool {
    !cite.refers_back && (!cite.authors.is_empty() || cite.title.is_some() || cite.container.is_some())
}

fn same_author(one: &Cite, other: &Cite) -> bool {
    let is_in_other = |name: &Name| other.authors.iter().any(|author| same_family(name.key(), author.name.key()));
    one.authors.iter().any(|author| is_in_other(&author.name))
}

#[cfg(test)]
mod tests {
    use super::super::cite::CiteOptions;
    use super::super::parse;
    use super::*;

    /// The titles of the sources of all cards whose tags and cites are `cards`.
    fn titles(cards: &[(&str, &str)]) -> Vec<String> {
        let body = "The committee said on Monday that traffic had fallen by a third since the walkout began.";
        let text: String = cards.iter().map(|(tag, cite)| format!("#### {tag}\n\n{cite}\n\n{body}\n\n")).collect();
        let brief = parse::brief(&text, &CiteOptions::default());
        let title = |entry: &Entry| {
            let source = source_of(&brief, entry.start, entry.card()?.cites.first()?);
            source.title.as_ref().map(|title| title.value.clone())
        };
        brief.entries.iter().map(|entry| title(entry).unwrap_or_default()).collect()
    }

    #[test]
    fn the_card_before_is_meant_or_the_last_of_that_author() {
        let oakes = "**Oakes 21** [Dara Oakes, reporter, “Nobody Waits,” The Hill, 5-6-21]";
        let hale = "**Hale 20** [Ida Hale, reporter, “Locks Leak,” The Hill, 5-6-20]";
        let found = titles(&[
            ("Locks close", "Ibid."),
            ("Ships wait", oakes),
            ("They go on waiting", "[Same source as above]"),
            ("And on", "Ibid., p. 12"),
            ("Locks leak", hale),
            ("Nobody mends them", "Oakes 21 continues"),
        ]);
        assert_eq!(found, ["", "Nobody Waits", "Nobody Waits", "Nobody Waits", "Locks Leak", "Nobody Waits"]);
    }
}
