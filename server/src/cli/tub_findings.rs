//! What `check` finds between files: cards that have the text of a card in another one.

use std::collections::HashMap;
use std::io;

use super::input::{self, Input, Source};
use super::output;
use super::settings::SettingsResolver;
use super::since::Since;
use crate::evidence::brief::{Brief, Card};
use crate::evidence::{parse, read_aloud};
use crate::features::bibliography::field_count;
use crate::index::duplicates::{CardPlace, CardSketch, Cards, Repetition};
use crate::lint::engine::Suppressions;
use crate::lint::{Finding, Rule, Settings, Severity, anchor};
use crate::rules::{card_conflict, card_duplicate};
use crate::text::{LineIndex, Span};

/// The cards of all files that are checked.
#[derive(Default)]
pub(super) struct TubCards {
    cards: Cards,
    /// With `--since`, those of the files that have changed: the number of the file, and the card’s identity.
    changed: Cards,
    identities: Vec<(u32, u64)>,
}

impl TubCards {
    /// Adds those of the file with this number.
    pub(super) fn add(&mut self, file: u32, cards: &[CardSketch], since: Option<&Since>) {
        for card in cards {
            if since.is_some_and(|since| since.has_changed(file as usize)) {
                self.changed.add(file, card);
                self.identities.push((file, card.identity()));
            } else {
                self.cards.add(file, card);
            }
        }
    }

    /// The cards that repeat an earlier one under a cite that contradicts its cite; with `duplicates` also copies whose
    /// cites agree. With `since`, nothing is found between two cards that were there before.
    ///
    /// # Errors
    /// If a temporary file cannot be read.
    pub(super) fn repetitions(self, since: Option<&Since>, duplicates: bool) -> io::Result<Vec<Repetition>> {
        let Self { mut cards, changed, identities } = self;
        let unchanged = cards.len();
        // A card is reported where it repeats an earlier one: in the file that has changed.
        cards.append(changed)?;
        let known = since.map(|since| since.known_cards(&identities));
        let is_known = |card: CardPlace| {
            let number = (card.number as usize).checked_sub(unchanged);
            known.as_ref().is_some_and(|known| number.is_none_or(|number| known[number]))
        };
        cards.repetitions(|Repetition { first, other, conflict, .. }| {
            (duplicates || conflict.is_some()) && !(is_known(*first) && is_known(*other))
        })
    }
}

/// The card that another one repeats, for a message.
struct FirstCard {
    /// From 1.
    line: usize,
    short_cite: String,
    fields: usize,
}

/// What is found in each file that has findings: its text is read again for `take`.
///
/// Files that are gone, or have changed meanwhile, are left out.
pub(super) fn each(
    repetitions: &[Repetition],
    sources: &[Source],
    resolver: &SettingsResolver<impl Fn(&mut Settings)>,
    mut take: impl FnMut(&Input, &Brief, Vec<Finding>) -> io::Result<()>,
) -> io::Result<()> {
    let first_cards = first_cards(repetitions, sources, resolver);
    for file in repetitions.chunk_by(|one, two| one.other.file == two.other.file) {
        let source = &sources[file[0].other.file as usize];
        let mut result = Ok(());
        read(source, resolver, |input, brief| {
            let settings = resolver.settings(&input.path);
            let finding = |repetition: &Repetition| {
                let first = first_cards.get(&repetition.first.number)?;
                let name = sources[repetition.first.file as usize].name();
                finding(repetition, &name, first, brief, &settings)
            };
            let mut found: Vec<Finding> = file.iter().filter_map(finding).collect();
            let suppressions = Suppressions::of(brief);
            found.retain(|finding| !suppressions.covers(brief, finding));
            found.sort_by_key(|finding| finding.span.start);
            if !found.is_empty() {
                result = take(input, brief, found);
            }
        });
        result?;
    }
    Ok(())
}

/// The cards that are repeated, by their numbers.
fn first_cards(
    repetitions: &[Repetition],
    sources: &[Source],
    resolver: &SettingsResolver<impl Fn(&mut Settings)>,
) -> HashMap<u32, FirstCard> {
    let mut places: Vec<CardPlace> = repetitions.iter().map(|repetition| repetition.first).collect();
    places.sort_unstable();
    places.dedup();
    let mut first_cards = HashMap::new();
    for of_file in places.chunk_by(|one, two| one.file == two.file) {
        read(&sources[of_file[0].file as usize], resolver, |input, brief| {
            let lines = LineIndex::new(&input.decoded.text);
            first_cards.extend(of_file.iter().filter_map(|place| {
                let cite = card_at(brief, place.start)?.cites.first();
                let first = FirstCard {
                    line: lines.position(place.start).0 + 1,
                    short_cite: cite.and_then(read_aloud::short_cite).unwrap_or_default(),
                    fields: cite.map_or(0, field_count),
                };
                Some((place.number, first))
            }));
        });
    }
    first_cards
}

fn read<T>(
    source: &Source,
    resolver: &SettingsResolver<impl Fn(&mut Settings)>,
    work: impl FnOnce(&Input, &Brief) -> T,
) -> Option<T> {
    let read = input::with_source(source, |input| {
        let settings = resolver.settings(&input.path);
        work(input, &parse::brief(&input.decoded.text, &settings.cite_options))
    });
    read.unwrap_or_else(|problem| {
        output::err(&problem);
        None
    })
}

fn card_at(brief: &Brief, start: usize) -> Option<&Card> {
    brief.entry_at(start).filter(|entry| entry.start == start)?.card()
}

/// What is found in a card that repeats the first one, which is in the file with that name.
fn finding(
    repetition: &Repetition,
    name: &str,
    first: &FirstCard,
    brief: &Brief,
    settings: &Settings,
) -> Option<Finding> {
    let start = repetition.other.start;
    let card = card_at(brief, start)?;
    let FirstCard { line, short_cite, fields } = first;
    let same = if repetition.is_exact { "the same" } else { "nearly the same" };
    let (rule, span, message): (&Rule, Span, String) = match (repetition.conflict, card.cites.first()) {
        (Some(field), Some(cite)) => {
            let cited = if short_cite.is_empty() { String::new() } else { format!(" ({short_cite})") };
            let fuller = if *fields > field_count(cite) { " That one says more." } else { "" };
            let message =
                format!("{name}:{line} has {same} text under another {field}{cited}. Correct the wrong cite.{fuller}");
            (&card_conflict::RULE, anchor::of_cite(cite), message)
        }
        _ => {
            let span = card.tag.as_ref().map(|tag| tag.span).or_else(|| card.cites.first().map(anchor::of_cite))?;
            (&card_duplicate::RULE, span, format!("{name}:{line} has {same} text. Keep one of them."))
        }
    };
    let mut finding = Finding::new(rule.id, span.shift(start), message);
    // In another file it is less certain, and less urgent, than in the same one.
    let severity = settings.severity(rule)?;
    finding.severity =
        Some(if settings.severities.contains_key(rule.id) { severity } else { severity.max(Severity::Info) });
    Some(finding)
}
