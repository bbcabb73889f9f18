//! Statistics of a brief, in a few lines for a person.

use std::ops::Add;

use super::bibliography::Bibliography;
use super::totals::Totals;
use super::wording::{self, Length};
use crate::evidence::brief::{Brief, Entry, EntryKind};
use crate::evidence::date::Edtf;
use crate::lint::Settings;

/// `12 cards · 5,420 words · 14 min`, then headings, analytics, sources and their dates. O(entries).
pub fn statistics(brief: &Brief, settings: &Settings) -> String {
    let totals = brief.entries.iter().map(Totals::of).fold(Totals::default(), Totals::add);
    let mut lines = vec![totals.long(settings)];
    let (mut headings, mut analytics) = (0_u32, 0_u32);
    for entry in &brief.entries {
        match entry.content.kind {
            EntryKind::Heading(_) => headings += 1,
            EntryKind::Analytic(_) => analytics += 1,
            EntryKind::Card(_) | EntryKind::Comment(_) => {}
        }
    }
    lines.push(format!("{} · {}", wording::count(headings, "heading"), wording::count(analytics, "analytic")));
    let mut bibliography = Bibliography::default();
    bibliography.add(brief);
    let sources = u32::try_from(bibliography.into_sources().len()).unwrap_or(u32::MAX);
    lines.push(wording::count(sources, "source") + &range(brief));
    lines.join("\n")
}

/// ` from Sep 7, 2021 to Sep 15, 2021`: the oldest and the newest.
fn range(brief: &Brief) -> String {
    let cites = brief.entries.iter().filter_map(Entry::card).flat_map(|card| &card.cites);
    let dates =
        || cites.clone().filter_map(|cite| cite.issued.as_ref()?.edtf).filter(|edtf| edtf.first_day().is_some());
    let oldest = dates().min_by_key(|edtf| edtf.first_day());
    let newest = dates().max_by_key(|edtf| edtf.last_day());
    let in_words = |edtf: Edtf| wording::date(edtf, Length::Brief);
    match (oldest, newest) {
        (Some(oldest), Some(newest)) if oldest != newest => {
            format!(" from {} to {}", in_words(oldest), in_words(newest))
        }
        (Some(only), _) => format!(" of {}", in_words(only)),
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief};
    use super::*;

    #[test]
    fn the_statistics_are_three_lines() {
        let (brief, _, _) = brief(SYRIA);
        insta::assert_snapshot!(statistics(&brief, &Settings::default()), @r"
        2 cards · 36 words, 33 read · 6 s
        2 headings · 1 analytic
        2 sources from Sep 7, 2021 to Sep 15, 2021
        ");
    }

    #[test]
    fn an_empty_brief_has_statistics() {
        let (brief, _, _) = brief("");
        assert_eq!(statistics(&brief, &Settings::default()), "0 cards\n0 headings · 0 analytics\n0 sources");
    }
}
