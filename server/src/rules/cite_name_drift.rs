//! One author’s name in two spellings.

use crate::evidence::cite::{Author, Name};
use crate::evidence::name;
use crate::lint::brief_index::{self, BriefIndex, PersonPlace};
use crate::lint::{Check, Enabled, Finding, Rule, Severity};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-name-drift",
    summary: "One author’s name, spelled two ways in one file",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for authors with the same given name and nearly the same family name in one file: `David Spratt` and \
           `David Sprat`.",
    why: "A search finds all cards from one source only if its name is always spelled the same.",
    example: "Warming is existential\n\n\
              Spratt 19 (David Spratt, Breakthrough, “Existential risk,” 5-30-2019, https://www.example.org/a)\n\n\
              The report said that planetary and human systems would reach a point of no return by the middle of the \
              century, and that the world would then have to prepare for the worst.\n\n\
              Nations fail at the threshold\n\n\
              Sprat 19 (David Sprat, Breakthrough, “Existential risk,” 5-30-2019, https://www.example.org/a)\n\n\
              Even for two degrees of warming more than a billion people may need to be moved, and in scenarios above \
              that the scale of destruction is beyond our capacity to model.",
    fix: "Look up the name, and spell it the same everywhere.",
    check: Check::Brief(check),
};

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    for group in brief_index::alike(&index.notes.persons) {
        let spelling = |place: &PersonPlace| {
            let author = index.cite(*place)?.authors.get(place.author)?;
            Some((family(author)?, author.span.shift(index.entry(place.entry).start)))
        };
        let spellings: Vec<(&str, Span)> = group.iter().filter_map(|(_, place)| spelling(place)).collect();
        let Some(&(first, first_place)) = spellings.first() else { continue };
        if spellings.iter().all(|(family, _)| *family == first) {
            continue;
        }
        let usual = usual(&spellings).unwrap_or((first, first_place));
        let mut reported: Vec<&str> = Vec::new();
        for &(family, place) in &spellings {
            if family == usual.0
                || reported.contains(&family)
                || reported.len() == MOST_REPORTED
                || !is_near(family, usual.0)
            {
                continue;
            }
            reported.push(family);
            let message = format!("“{family}” is “{}” elsewhere in this file. Choose one spelling.", usual.0);
            let mut finding = Finding::new(RULE.id, place, message);
            finding.related.push((usual.1, "the other spelling".to_owned()));
            found.push(finding);
        }
    }
}

/// The most spellings that are reported for one name: more are not one person’s.
const MOST_REPORTED: usize = 4;

fn family(author: &Author) -> Option<&str> {
    match &author.name {
        Name::Person { family, .. } => Some(family),
        Name::Literal(_) => None,
    }
}

/// The most frequent spelling; of two equally frequent ones, the first.
fn usual<'a>(spellings: &[(&'a str, Span)]) -> Option<(&'a str, Span)> {
    let mut sorted: Vec<(&str, Span)> = spellings.to_vec();
    sorted.sort_unstable_by_key(|&(family, place)| (family, place.start));
    let groups = sorted.chunk_by(|one, other| one.0 == other.0);
    groups.max_by_key(|group| (group.len(), std::cmp::Reverse(group[0].1.start))).map(|group| group[0])
}

/// Whether the names differ by a typo, and not only in capitals or accents. Short names do not count: `Chen` and
/// `Cohen` are two families.
fn is_near(one: &str, other: &str) -> bool {
    one.len().min(other.len()) >= 5 && name::same_family(one, other) && !name::equal_family(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    fn two(one: &str, other: &str) -> String {
        let cite =
            |name: &str| format!("{name}, Breakthrough, “Existential risk,” 5-30-2019, https://www.example.org/a");
        card("Warming is existential", &cite(one))
            + "\n"
            + &card("Nations fail at the threshold", &cite(other)).replace("ministry", "report")
    }

    #[test]
    fn one_person_in_two_spellings() {
        insta::assert_snapshot!(found(RULE.id, &two("David Spratt", "David Sprat")), @r"
        David Sprat, Breakthrough, “Existential risk,” 5-30-2019, https://www.example.or…
        ^^^^^^^^^^^ hint: “Sprat” is “Spratt” elsewhere in this file. Choose one spelling.
        ");
    }

    #[test]
    fn other_persons() {
        for (one, other) in [
            ("David Spratt", "David Spratt"),
            ("David Spratt", "Ian Sprat"),
            ("David Chen", "David Cohen"),
            ("D. Spratt", "D. Sprat"),
        ] {
            assert_eq!(found(RULE.id, &two(one, other)), "", "{one} and {other}");
        }
    }
}
