//! What is kept of a file that is not open: its headings, tags and cites, without its text.

use std::hash::{BuildHasher, Hasher};

use foldhash::HashSet;
use foldhash::fast::FixedState;
use jiff::civil::Date;

use crate::evidence::brief::{Brief, Card, EntryKind, Level};
use crate::evidence::name::Name;
use crate::evidence::read_aloud;
use crate::text::LineIndex;

/// What an entry of a brief is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SummaryKind {
    /// A pocket, hat or block.
    Heading(Level),
    /// Evidence.
    Card,
    /// A tag without evidence.
    Analytic,
}

impl SummaryKind {
    /// The number as which it is stored.
    pub(super) fn number(self) -> i64 {
        match self {
            Self::Heading(Level::Pocket) => 1,
            Self::Heading(Level::Hat) => 2,
            Self::Heading(Level::Block) => 3,
            Self::Card => 4,
            Self::Analytic => 5,
        }
    }

    /// The kind that is stored as `number`.
    pub(super) fn of_number(number: i64) -> Option<Self> {
        let headings = [Level::Pocket, Level::Hat, Level::Block].map(Self::Heading);
        headings.into_iter().chain([Self::Card, Self::Analytic]).find(|kind| kind.number() == number)
    }
}

/// A heading, card or analytic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What it is.
    pub kind: SummaryKind,
    /// Its line, from 1.
    pub line: u32,
    /// A heading’s words, or the tag, on one line.
    pub tag: String,
    /// The headings around it: `Neg › AT: Heg`.
    pub headings: String,
    /// What is read aloud of its first source: `Choi 21`.
    pub short_cite: String,
    /// The authors of all its sources.
    pub authors: String,
    /// The publications of all its sources.
    pub publications: String,
    /// The qualifications in its sources.
    pub qualifications: String,
    /// When its first source was published, in EDTF.
    pub issued: String,
    /// The first and the last day that the date can mean, as in `20210907`; 0 where there is no date.
    pub days: (i64, i64),
    /// Whether evidence has no source.
    pub needs_cite: bool,
    /// Words of its body.
    pub words: u32,
    /// A hash of the letters and digits of its body; 0 without a body. The same in every run of one version.
    pub fingerprint: u64,
}

/// What is between two authors, publications or qualifications of a card.
const SEPARATOR: &str = "; ";

/// The authors, publications or qualifications of a card, one by one.
pub fn names(joined: &str) -> impl Iterator<Item = &str> {
    joined.split(SEPARATOR).filter(|name| !name.is_empty())
}

/// The words by which a card is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchWords {
    /// Of its cites, with each year in two and in four digits.
    pub cites: String,
    /// Of its body, each once.
    pub body: String,
}

/// Summarizes a brief, whose text is `text`.
pub fn summarize(brief: &Brief, text: &str) -> Vec<(Summary, SearchWords)> {
    let lines = LineIndex::new(text);
    let mut summaries = Vec::new();
    for (path, entry) in brief.with_paths() {
        let (kind, tag, card) = match &entry.content.kind {
            EntryKind::Heading(heading) => (SummaryKind::Heading(heading.level), heading.text.value.as_str(), None),
            EntryKind::Analytic(words) => (SummaryKind::Analytic, words.value.as_str(), None),
            EntryKind::Card(card) => {
                (SummaryKind::Card, card.tag.as_ref().map_or("", |tag| tag.value.as_str()), Some(&**card))
            }
            EntryKind::Comment(_) => continue,
        };
        let line = u32::try_from(lines.position(entry.start).0 + 1).unwrap_or(u32::MAX);
        let mut summary = Summary {
            kind,
            line,
            tag: one_line(tag),
            headings: path.iter().map(|heading| one_line(heading)).collect::<Vec<_>>().join(" › "),
            short_cite: String::new(),
            authors: String::new(),
            publications: String::new(),
            qualifications: String::new(),
            issued: String::new(),
            days: (0, 0),
            needs_cite: false,
            words: 0,
            fingerprint: 0,
        };
        let words = card.map_or_else(SearchWords::default, |card| {
            add_card(&mut summary, card);
            search_words(card, &text[entry.span().start.min(text.len())..entry.span().end.min(text.len())])
        });
        summaries.push((summary, words));
    }
    summaries
}

fn add_card(summary: &mut Summary, card: &Card) {
    let cite = card.cites.first();
    summary.short_cite = cite.and_then(read_aloud::short_cite).unwrap_or_default();
    let authors = card.cites.iter().flat_map(|cite| &cite.authors).map(|author| name(&author.name));
    summary.authors = authors.collect::<Vec<_>>().join(SEPARATOR);
    let publications = card.cites.iter().filter_map(|cite| cite.container.as_ref());
    summary.publications = publications.map(|name| one_line(&name.value)).collect::<Vec<_>>().join(SEPARATOR);
    let qualifications = card.cites.iter().flat_map(|cite| &cite.qualifications);
    summary.qualifications = qualifications.map(|words| one_line(&words.value)).collect::<Vec<_>>().join(SEPARATOR);
    if let Some(edtf) = cite.and_then(|cite| cite.issued.as_ref()?.edtf) {
        summary.issued = edtf.to_string();
        if let (Some(first), Some(last)) = (edtf.first_day(), edtf.last_day()) {
            summary.days = (day_number(first), day_number(last));
        }
    }
    summary.needs_cite = card.cites.is_empty() && card.body.is_some();
    if let Some(body) = &card.body {
        summary.words = body.words;
        summary.fingerprint = body.fingerprint;
    }
}

/// A day as the index has it: `20210907`.
pub fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

fn name(name: &Name) -> String {
    match name {
        Name::Person { family, given, .. } => match given {
            Some(given) => format!("{given} {family}"),
            None => family.clone(),
        },
        Name::Literal(name) => name.clone(),
    }
}

/// `text` is the card’s own.
fn search_words(card: &Card, text: &str) -> SearchWords {
    let mut cites = String::new();
    for cite in &card.cites {
        cites += cite.span.of(text);
        if let Some(year) = cite.issued.as_ref().and_then(|date| date.edtf?.year()) {
            cites += &format!(" {year} {:02}", year.rem_euclid(100));
        }
        cites.push('\n');
    }
    let mut body = String::new();
    let mut seen: HashSet<&str> = HashSet::default();
    for paragraph in card.body.iter().flat_map(|body| &body.paragraphs) {
        for word in paragraph.of(text).split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if seen.insert(word) {
                body += word;
                body.push(' ');
            }
        }
    }
    SearchWords { cites, body }
}

/// A hash of a file’s bytes; the same in every run of one version.
pub fn content_hash(bytes: &[u8]) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(bytes);
    hasher.finish()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::parse;

    #[test]
    fn a_summary_has_what_a_card_is_found_by() {
        let text = "### AT: Heg\n\nHeg fails\n\nMarsh 21 (Ann Marsh, professor, “Off,” The Hill, 9-2-21)\n\n\
            The talks are off, and the talks will stay off for years to come, officials said on Monday.\n";
        let found = summarize(&parse::brief(text, &Default::default()), text);
        let (heading, card) = (&found[0].0, &found[1]);
        assert_eq!((heading.kind, heading.tag.as_str()), (SummaryKind::Heading(Level::Block), "AT: Heg"));
        assert_eq!((card.0.tag.as_str(), card.0.headings.as_str(), card.0.line), ("Heg fails", "AT: Heg", 3));
        assert_eq!((card.0.short_cite.as_str(), card.0.authors.as_str()), ("Marsh 21", "Ann Marsh"));
        assert_eq!((card.0.issued.as_str(), card.0.days), ("2021-09-02", (20210902, 20210902)));
        assert!(!card.0.needs_cite && card.0.words == 18, "{:?}", card.0);
        assert!(card.1.cites.contains("2021 21"));
        assert_eq!(card.1.body.matches("talks").count(), 1, "each word once");
    }
}
