//! Statistics of a brief, of its pockets or of its blocks, as numbers.

use jiff::civil::Date;

use super::reading_time::ReadingTime;
use super::totals::Totals;
use crate::evidence::brief::{Brief, Entry, EntryKind, Level};

/// What is counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of a file.
    File,
    /// What is below a pocket, or above the first one.
    Pocket,
    /// What is below a heading of any level, up to the next heading.
    Block,
}

/// The statistics of a part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionStatistics {
    /// The headings above it, and its own; empty where there is none, or where the part is larger.
    pub pocket: String,
    /// See `pocket`.
    pub hat: String,
    /// See `pocket`.
    pub block: String,
    /// Pieces of evidence.
    pub cards: u32,
    /// Those that have a tag.
    pub tags: u32,
    /// Tags without evidence.
    pub analytics: u32,
    /// Words in tags, short cites, bodies and analytics.
    pub words: u32,
    /// What is read aloud of them.
    pub aloud: ReadingTime,
    /// The first and the last day of the publication dates of its cards.
    pub dates: Option<(Date, Date)>,
    /// Cards whose date is not there, or has no year.
    pub undated: u32,
}

/// The statistics of each part of `brief`, in document order, without parts that have no card and no analytic. O(entries).
pub fn sections(brief: &Brief, part: Part) -> Vec<SectionStatistics> {
    let mut sections = Vec::new();
    let mut section = SectionStatistics::default();
    for entry in &brief.entries {
        let Some(heading) = entry.heading() else {
            section.add(entry);
            continue;
        };
        let begins = match part {
            Part::File => false,
            Part::Pocket => heading.level == Level::Pocket,
            Part::Block => true,
        };
        if begins {
            let next = section.below(heading.level, &heading.text.value);
            sections.push(std::mem::replace(&mut section, next));
        }
    }
    sections.push(section);
    sections.retain(|section| section.cards + section.analytics > 0);
    sections
}

impl SectionStatistics {
    /// An empty section that begins with a heading after this one.
    fn below(&self, level: Level, heading: &str) -> Self {
        let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        let (pocket, hat) = (self.pocket.clone(), self.hat.clone());
        match level {
            Level::Pocket => Self { pocket: heading, ..Self::default() },
            Level::Hat => Self { pocket, hat: heading, ..Self::default() },
            Level::Block => Self { pocket, hat, block: heading, ..Self::default() },
        }
    }

    fn add(&mut self, entry: &Entry) {
        let totals = Totals::of(entry);
        self.words = self.words.saturating_add(totals.words);
        self.aloud = self.aloud + totals.aloud;
        self.cards += totals.cards;
        match &entry.content.kind {
            EntryKind::Card(card) => {
                self.tags += u32::from(card.tag.is_some());
                let issued = card.cites.first().and_then(|cite| cite.issued.as_ref()?.edtf);
                match issued.and_then(|edtf| edtf.first_day().zip(edtf.last_day())) {
                    Some((first, last)) => self.add_dates(first, last),
                    None => self.undated += 1,
                }
            }
            EntryKind::Analytic(_) => self.analytics += 1,
            EntryKind::Heading(_) | EntryKind::Comment(_) => {}
        }
    }

    fn add_dates(&mut self, first: Date, last: Date) {
        let (oldest, newest) = self.dates.unwrap_or((first, last));
        self.dates = Some((oldest.min(first), newest.max(last)));
    }

    /// Counts another section as well. The headings stay.
    pub fn join(&mut self, other: &Self) {
        self.cards = self.cards.saturating_add(other.cards);
        self.tags = self.tags.saturating_add(other.tags);
        self.analytics = self.analytics.saturating_add(other.analytics);
        self.words = self.words.saturating_add(other.words);
        self.aloud = self.aloud + other.aloud;
        self.undated = self.undated.saturating_add(other.undated);
        if let Some((first, last)) = other.dates {
            self.add_dates(first, last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::brief;
    use super::*;

    fn shown(part: Part) -> Vec<String> {
        let card =
            |cite: &str| format!("#### Talks fail\n\n{cite}\n\nThe talks are off, officials said on Monday.\n\n");
        let text = format!(
            "{}# Neg\n\n#### They drop it.\n\n## Heg\n\n### AT: Heg\n\n{}{}### Empty\n\n# Aff\n\n### Case\n\n{}",
            card("Marsh 21, The Hill"),
            card("Marsh, The Hill, September 2, 2021"),
            card("Choi, The Hill, March 2019"),
            card("Choi, The Hill")
        );
        let line = |section: SectionStatistics| {
            let SectionStatistics { pocket, hat, block, cards, tags, analytics, words, undated, .. } = section;
            let dates = section.dates.map_or_else(String::new, |(first, last)| format!(" {first}–{last}"));
            format!("{pocket}/{hat}/{block}: {cards} {tags} {analytics} {words}{dates} {undated}")
        };
        sections(&brief(&text).0, part).into_iter().map(line).collect()
    }

    #[test]
    fn parts_are_counted_in_document_order() {
        assert_eq!(
            shown(Part::Block),
            [
                "//: 1 1 0 12 2021-01-01–2021-12-31 0",
                "Neg//: 0 0 1 3 0",
                "Neg/Heg/AT: Heg: 2 2 0 24 2019-03-01–2021-09-02 0",
                "Aff//Case: 1 1 0 11 1",
            ]
        );
        assert_eq!(
            shown(Part::Pocket),
            ["//: 1 1 0 12 2021-01-01–2021-12-31 0", "Neg//: 2 2 1 27 2019-03-01–2021-09-02 0", "Aff//: 1 1 0 11 1"]
        );
        assert_eq!(shown(Part::File), ["//: 4 4 1 50 2019-03-01–2021-12-31 1"]);
    }
}
