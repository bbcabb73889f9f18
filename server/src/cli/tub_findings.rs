//! What `check` finds between files: cards that have the text of a card in another one.

use std::collections::{BTreeMap, HashMap};
use std::io;

use super::input::{self, Input, Source};
use super::output;
use super::settings::SettingsResolver;
use crate::evidence::brief::{Brief, Card};
use crate::evidence::{parse, read_aloud};
use crate::features::bibliography::field_count;
use crate::index::duplicates::{self, CardSketch, Repetition};
use crate::lint::engine::Suppressions;
use crate::lint::{Finding, Rule, Settings, Severity, anchor};
use crate::rules::{card_conflict, card_duplicate};
use crate::text::{LineIndex, Span};

/// The card that another one repeats, for a message.
struct FirstCard {
    /// `neg.debate:12`
    place: String,
    short_cite: String,
    fields: usize,
}

/// What is found in each file that has findings, by its number: its text is read again for `take`. With `duplicates` also
/// copies whose cites agree. Nothing is found between two cards that are both `known`, where that is given for each card.
///
/// Files that are gone, or have changed meanwhile, are left out.
pub(super) fn each(
    cards: &[CardSketch],
    known: &[bool],
    sources: &[Source],
    duplicates: bool,
    resolver: &SettingsResolver<impl Fn(&mut Settings)>,
    mut take: impl FnMut(&Input, &Brief, Vec<Finding>) -> io::Result<()>,
) -> io::Result<()> {
    let mut repetitions = duplicates::repetitions(cards);
    let is_known = |card: usize| known.get(card).is_some_and(|known| *known);
    repetitions.retain(|Repetition { first, other, conflict, .. }| {
        (duplicates || conflict.is_some()) && !(is_known(*first) && is_known(*other))
    });
    let mut firsts: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for repetition in &repetitions {
        firsts.entry(cards[repetition.first].file).or_default().push(repetition.first);
    }
    let mut first_cards: HashMap<usize, FirstCard> = HashMap::new();
    for (file, numbers) in firsts {
        let read = read(&sources[file as usize], resolver, |input, brief| {
            let lines = LineIndex::new(&input.decoded.text);
            let of = |number: &usize| {
                let card = card_at(brief, cards[*number].start)?;
                let line = lines.position(cards[*number].start).0 + 1;
                let cite = card.cites.first();
                let first = FirstCard {
                    place: format!("{}:{line}", input.name),
                    short_cite: cite.and_then(read_aloud::short_cite).unwrap_or_default(),
                    fields: cite.map_or(0, field_count),
                };
                Some((*number, first))
            };
            numbers.iter().filter_map(of).collect::<Vec<_>>()
        });
        first_cards.extend(read.into_iter().flatten());
    }
    for file in repetitions.chunk_by(|one, two| cards[one.other].file == cards[two.other].file) {
        let source = &sources[cards[file[0].other].file as usize];
        let mut result = Ok(());
        read(source, resolver, |input, brief| {
            let settings = resolver.settings(&input.path);
            let finding = |repetition: &Repetition| {
                finding(
                    repetition,
                    first_cards.get(&repetition.first)?,
                    brief,
                    cards[repetition.other].start,
                    &settings,
                )
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

fn finding(
    repetition: &Repetition,
    first: &FirstCard,
    brief: &Brief,
    start: usize,
    settings: &Settings,
) -> Option<Finding> {
    let card = card_at(brief, start)?;
    let FirstCard { place, short_cite, fields } = first;
    let same = if repetition.is_exact { "the same" } else { "nearly the same" };
    let (rule, span, message): (&Rule, Span, String) = match (repetition.conflict, card.cites.first()) {
        (Some(field), Some(cite)) => {
            let cited = if short_cite.is_empty() { String::new() } else { format!(" ({short_cite})") };
            let fuller = if *fields > field_count(cite) { " That one says more." } else { "" };
            let message =
                format!("{place} has {same} text under another {field}{cited}. Correct the wrong cite.{fuller}");
            (&card_conflict::RULE, anchor::of_cite(cite), message)
        }
        _ => {
            let span = card.tag.as_ref().map(|tag| tag.span).or_else(|| card.cites.first().map(anchor::of_cite))?;
            (&card_duplicate::RULE, span, format!("{place} has {same} text. Keep one of them."))
        }
    };
    let mut finding = Finding::new(rule.id, span.shift(start), message);
    // In another file it is less certain, and less urgent, than in the same one.
    let severity = settings.severity(rule)?;
    finding.severity =
        Some(if settings.severities.contains_key(rule.id) { severity } else { severity.max(Severity::Info) });
    Some(finding)
}
