//! The hover at the cursor: for evidence, who said it, when, and how certain that is; for a heading, what it contains.
//! It is collected as data, then laid out as a page.

use jiff::civil::Date;

use super::document_symbols::one_line;
use super::markup::{Inline, Line, Page, Style};
use super::reading_time::ReadingTime;
use super::same_source;
use super::wording::{self, Length};
use crate::evidence::brief::{Body, Brief, Card, Entry, EntryKind, Level};
use crate::evidence::cite::Cite;
use crate::evidence::date::{CiteDate, Edtf, Form, Point};
use crate::evidence::read_aloud;
use crate::lint::Settings;
use crate::text::{Span, Spanned};

/// How many other cards are named; the rest are counted.
const MAX_NAMED: usize = 3;

/// Evidence older than this many years is rare.
const OLDEST_LIKELY: i16 = 80;

/// A hover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The text that it is about, in bytes of the document. `None` for a body: an editor would highlight 15 kB.
    pub span: Option<Span>,
    /// The content.
    pub content: HoverContent,
}

/// The content of a hover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoverContent {
    /// For a cite or a tag.
    Evidence(Evidence),
    /// For a body, which is read and cut more than it is asked about: `Choi 21 · Sep 15, 2021 · 5 years 2 months ago`.
    Source(String),
    /// For a heading.
    Section(Section),
    /// For an argument without evidence: the reading time.
    Analytic(String),
}

/// The evidence of a card. Everything is text for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The source at the cursor, else the first.
    pub source: Option<Source>,
    /// The card's other sources, by short cite.
    pub others: Vec<String>,
    /// The other cards that quote the source, by their tags.
    pub elsewhere: Vec<String>,
    /// The other files that quote the source.
    pub other_files: OtherFiles,
    /// `466 words, 212 read · 40 s`
    pub reading: Option<String>,
}

/// Files, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherFiles {
    /// Those that are known.
    pub names: Vec<String>,
    /// Whether there may be more.
    pub more: bool,
    /// Those that have the card’s text under another cite: `neg.debate has this text under another author: Moen 20.`
    pub contradictions: Vec<String>,
}

/// One source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// `Wednesday, September 15, 2021`, or `No date`.
    pub date: String,
    /// `5 years 2 months ago`
    pub age: Option<String>,
    /// Why the date is less certain than it looks, in one sentence each.
    pub doubts: Vec<String>,
    /// The authors, in document order.
    pub authors: Vec<String>,
    /// The author's qualifications.
    pub qualifications: Vec<String>,
    /// The article.
    pub title: Option<String>,
    /// Publication, volume, issue and pages.
    pub publication: Option<String>,
    /// A link that can be opened.
    pub link: Option<String>,
    /// `Accessed September 1, 2021`
    pub accessed: Option<String>,
}

/// The content of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// `12 cards · 14 min`
    pub size: String,
    /// The oldest and the newest of its cards, which may be the same.
    pub dates: Option<(DatedCard, DatedCard)>,
    /// How many of its cards have no date.
    pub undated: u32,
    /// How many have a date without a year.
    pub yearless: u32,
}

/// A card and its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedCard {
    /// `Sep 15, 2021`
    pub date: String,
    /// `5 years 2 months ago`
    pub age: Option<String>,
    /// Its short cite, else its tag.
    pub card: String,
}

/// The hover at `at`, a byte of the document; `None` if there is nothing to say.
pub fn hover(brief: &Brief, at: usize, settings: &Settings, today: Date) -> Option<Hover> {
    let entry = brief.entry_at(at)?;
    let (span, content) = match &entry.content.kind {
        EntryKind::Card(card) => card_hover(brief, card, at - entry.start, settings, today)?,
        EntryKind::Heading(heading) => {
            let inside = Span::new(0, entry.content.len);
            (Some(inside), HoverContent::Section(section_hover(brief, entry, heading.level, settings, today)))
        }
        EntryKind::Analytic(text) if text.span.touches(at - entry.start) => {
            (Some(text.span), HoverContent::Analytic(reading(None, ReadingTime::of(&entry.content.kind), settings)))
        }
        EntryKind::Analytic(_) | EntryKind::Comment(_) => return None,
    };
    Some(Hover { span: span.map(|span| span.shift(entry.start)), content })
}

fn card_hover(
    brief: &Brief,
    card: &Card,
    at: usize,
    settings: &Settings,
    today: Date,
) -> Option<(Option<Span>, HoverContent)> {
    let at_cursor = card.cites.iter().position(|cite| cite.span.touches(at));
    if at_cursor.is_none() && on_body(card, at) {
        return Some((None, HoverContent::Source(source_line(card.cites.first()?, today)?)));
    }
    let span = match at_cursor {
        Some(index) => part_of_cite(&card.cites[index], at),
        None => part_of_card(card, at)?,
    };
    let shown = at_cursor.unwrap_or(0);
    let evidence = Evidence {
        source: card.cites.get(shown).map(|cite| source_hover(cite, today)),
        others: (card.cites.iter().enumerate())
            .filter(|(index, _)| *index != shown)
            .filter_map(|(_, cite)| read_aloud::short_cite(cite))
            .collect(),
        elsewhere: card.cites.get(shown).map_or_else(Vec::new, |cite| elsewhere(brief, card, cite)),
        other_files: OtherFiles::default(),
        reading: (card.body.as_ref()).map(|body| reading(Some(body), ReadingTime::of_card(card), settings)),
    };
    Some((Some(span), HoverContent::Evidence(evidence)))
}

/// The short cite, the date and the age, as far as they are known.
fn source_line(cite: &Cite, today: Date) -> Option<String> {
    let date = cite.issued.as_ref();
    let parts = [
        read_aloud::short_cite(cite),
        date.map(|date| wording::cite_date(date, Length::Brief)),
        date.and_then(|date| wording::age(date.edtf?, today)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The source that a hover at `at` is about: the one at the cursor, else the first of the card.
pub fn source_at(brief: &Brief, at: usize) -> Option<&Cite> {
    let entry = brief.entry_at(at)?;
    let cites = &entry.card()?.cites;
    cites.iter().find(|cite| cite.span.shift(entry.start).touches(at)).or_else(|| cites.first())
}

/// The tags of the other cards that quote the source, each card once.
fn elsewhere(brief: &Brief, card: &Card, cite: &Cite) -> Vec<String> {
    let mut cards: Vec<&Card> = same_source::cites_of(brief, cite).map(|quoted| quoted.card).collect();
    cards.dedup_by(|one, other| std::ptr::eq(*one, *other));
    cards.into_iter().filter(|other| !std::ptr::eq(*other, card)).map(tag).collect()
}

/// The date at `at`, if there is one, else the whole cite.
fn part_of_cite(cite: &Cite, at: usize) -> Span {
    let dates = [&cite.issued, &cite.accessed];
    dates.into_iter().flatten().map(|date| date.span).find(|span| span.touches(at)).unwrap_or(cite.span)
}

fn part_of_card(card: &Card, at: usize) -> Option<Span> {
    let mut notes = card.tag.iter().chain(&card.undertags).map(|note| note.span);
    notes.find(|span| span.touches(at))
}

fn on_body(card: &Card, at: usize) -> bool {
    card.body.as_ref().is_some_and(|body| body.span.touches(at))
}

fn source_hover(cite: &Cite, today: Date) -> Source {
    let authors = match &cite.short {
        Some(short) if cite.authors.is_empty() => short.names.iter().map(|name| name.value.clone()).collect(),
        _ => cite.authors.iter().map(|author| wording::name(&author.name)).collect(),
    };
    Source {
        date: cite
            .issued
            .as_ref()
            .map_or("No date".to_owned(), |date| capital(&wording::cite_date(date, Length::Full))),
        age: cite.issued.as_ref().and_then(|date| wording::age(date.edtf?, today)),
        doubts: cite.issued.as_ref().map_or_else(Vec::new, |date| doubts(date, today)),
        authors,
        qualifications: cite.qualifications.iter().map(line).collect(),
        title: cite.title.as_ref().map(line),
        publication: publication(cite),
        link: (cite.url.as_ref().map(|url| url.value.clone()))
            .or_else(|| cite.doi.as_ref().map(|doi| format!("https://doi.org/{}", doi.value))),
        accessed: (cite.accessed.as_ref()).and_then(|date| Some(wording::date(date.edtf?, Length::Brief))),
    }
}

/// Why a date is less certain than it looks, the most important first.
fn doubts(date: &CiteDate, today: Date) -> Vec<String> {
    let mut doubts = Vec::new();
    if let Some(reason) = &date.inferred {
        doubts.push(format!("{}.", capital(reason.trim_end_matches('.'))));
    }
    match date.edtf {
        Some(Edtf::Between(..)) => doubts.push("A range of days. Its age is counted from the last day.".to_owned()),
        Some(Edtf::At(Point::Month(..))) => doubts.push("Only the month is given.".to_owned()),
        Some(Edtf::At(Point::Season(..))) => doubts.push("Only the season is given.".to_owned()),
        Some(Edtf::At(Point::Year(_))) => doubts.push("Only the year is given.".to_owned()),
        // The date itself says that its year is missing, or that there is no such day.
        Some(Edtf::At(Point::Day(_) | Point::MonthDay(..))) | None => {}
    }
    if date.ambiguous {
        doubts.push("Ambiguous: read with the month first.".to_owned());
    }
    if date.short_year && date.form != Form::Year {
        doubts.extend(date.edtf.and_then(Edtf::year).and_then(|year| century(year, today)));
    }
    if date.edtf.and_then(Edtf::first_day).is_some_and(|day| day > today) {
        doubts.push("This date is in the future.".to_owned());
    }
    doubts
}

/// The question about a two-digit year, if the chosen century is unlikely.
fn century(year: i16, today: Date) -> Option<String> {
    let other = if year < 2000 { year + 100 } else { year - 100 };
    let likely = today.year() - OLDEST_LIKELY..=today.year();
    (!likely.contains(&year)).then(|| format!("The year is written with two digits: {year} or {other}?"))
}

fn publication(cite: &Cite) -> Option<String> {
    let with =
        |label: &str, part: &Option<Spanned<String>>| part.as_ref().map(|part| format!("{label} {}", line(part)));
    let parts = [
        cite.container.as_ref().or(cite.database.as_ref()).map(line),
        with("vol.", &cite.volume),
        with("no.", &cite.issue),
        with(if cite.pages.as_ref().is_some_and(|pages| is_one(&pages.value)) { "p." } else { "pp." }, &cite.pages),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| capital(&parts.join(", ")))
}

/// Whether this is a single page, not a range or a list.
fn is_one(pages: &str) -> bool {
    !pages.contains(['-', '–', '—', ',', '&', ' '])
}

fn reading(body: Option<&Body>, aloud: ReadingTime, settings: &Settings) -> String {
    let time = aloud.time(settings);
    match body {
        Some(Body { words, read_words: Some(read), .. }) => {
            format!("{}, {} read · {time}", wording::count(*words, "word"), wording::number(*read))
        }
        Some(Body { words, .. }) => format!("{} · {time}", wording::count(*words, "word")),
        None => format!("{} · {time}", wording::count(aloud.words, "word")),
    }
}

fn section_hover(brief: &Brief, heading: &Entry, level: Level, settings: &Settings, today: Date) -> Section {
    let from = brief.entries.partition_point(|entry| entry.start <= heading.start);
    let inside =
        brief.entries[from..].iter().take_while(|entry| entry.heading().is_none_or(|below| below.level > level));

    let (mut cards, mut aloud, mut undated, mut yearless) = (0u32, ReadingTime::default(), 0, 0);
    let mut dated: Vec<(Date, Edtf, &Card)> = Vec::new();
    for entry in inside {
        aloud = aloud + ReadingTime::of(&entry.content.kind);
        let Some(card) = entry.card() else { continue };
        cards += 1;
        let issued = card.cites.first().and_then(|cite| cite.issued.as_ref()?.edtf);
        match issued {
            Some(edtf) => match edtf.first_day() {
                Some(day) => dated.push((day, edtf, card)),
                None => yearless += 1,
            },
            None => undated += 1,
        }
    }

    let size = [Some(wording::count(cards, "card")), (aloud.words > 0).then(|| aloud.time(settings))];
    let by_date = |found: &&(Date, Edtf, &Card)| found.0;
    let show = |(_, edtf, card): &(Date, Edtf, &Card)| DatedCard {
        date: wording::date(*edtf, Length::Brief),
        age: wording::age(*edtf, today),
        card: card.cites.first().and_then(read_aloud::short_cite).unwrap_or_else(|| tag(card)),
    };
    Section {
        size: size.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        dates: dated.iter().min_by_key(by_date).zip(dated.iter().max_by_key(by_date)).map(|(a, b)| (show(a), show(b))),
        undated,
        yearless,
    }
}

fn tag(card: &Card) -> String {
    card.tag.as_ref().map_or_else(|| "(no tag)".to_owned(), line)
}

fn line(part: &Spanned<String>) -> String {
    one_line(&part.value, "")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

impl Hover {
    /// What is shown; the page renders itself as Markdown or as plain text.
    pub fn page(&self) -> Page {
        match &self.content {
            HoverContent::Evidence(evidence) => evidence.page(),
            HoverContent::Section(section) => section.page(),
            HoverContent::Source(line) | HoverContent::Analytic(line) => Page(vec![vec![vec![Inline::plain(line)]]]),
        }
    }
}

impl Evidence {
    fn page(&self) -> Page {
        let mut paragraphs = match &self.source {
            Some(source) => source.paragraphs(),
            None => vec![vec![vec![Inline::new(Style::Strong, "No source")]]],
        };
        let mut last = Vec::new();
        if !self.others.is_empty() {
            last.push(vec![Inline::plain(&format!("Also: {}", self.others.join(", ")))]);
        }
        last.extend(self.elsewhere_in_words().map(|words| vec![Inline::plain(&words)]));
        let contradictions = self.other_files.contradictions.iter().take(MAX_NAMED);
        last.extend(contradictions.map(|words| vec![Inline::new(Style::Soft, words)]));
        last.extend(self.other_files.in_words().map(|words| vec![Inline::plain(&words)]));
        last.extend(self.reading.iter().map(|reading| vec![Inline::plain(reading)]));
        paragraphs.push(last);
        Page(paragraphs)
    }
}

impl Evidence {
    /// `Also quoted in “Talks fail” and 3 other cards`
    fn elsewhere_in_words(&self) -> Option<String> {
        let named = self.elsewhere.iter().take(MAX_NAMED).map(|tag| format!("“{tag}”")).collect::<Vec<_>>();
        let more = self.elsewhere.len() - named.len();
        let mut words = format!("Also quoted in {}", named.join(", "));
        if more > 0 {
            let cards = wording::count(i64::try_from(more).unwrap_or(i64::MAX), "other card");
            words += &format!(" and {cards}");
        }
        (!named.is_empty()).then_some(words)
    }
}

impl OtherFiles {
    /// `Also cited in aff.debate, neg.debate and 3 other files`
    fn in_words(&self) -> Option<String> {
        let named: Vec<&str> = self.names.iter().take(MAX_NAMED).map(String::as_str).collect();
        let rest = i64::try_from(self.names.len() - named.len()).unwrap_or(i64::MAX);
        let others = match (rest, self.more) {
            (0, false) => String::new(),
            (_, true) => " and maybe other files".to_owned(),
            (rest, false) => format!(" and {}", wording::count(rest, "other file")),
        };
        (!named.is_empty()).then(|| format!("Also cited in {}{others}", named.join(", ")))
    }
}

impl Source {
    fn paragraphs(&self) -> Vec<Vec<Line>> {
        let mut when = vec![vec![Inline::new(Style::Strong, &self.date)]];
        if let Some(age) = &self.age {
            when[0].push(Inline::plain(&format!(" · {age}")));
        }
        if !self.doubts.is_empty() {
            when.push(vec![Inline::new(Style::Soft, &self.doubts.join(" "))]);
        }

        let who = [self.authors.join(", "), self.qualifications.join(", ")];
        let who: Vec<&str> = who.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let who = (!who.is_empty()).then(|| who.join(" — "));
        let title = self.title.as_ref().map(|title| format!("“{title}”"));
        let accessed = self.accessed.as_ref().map(|accessed| format!("Accessed {accessed}"));
        let inlines = [
            who.as_deref().map(Inline::plain),
            title.as_deref().map(Inline::plain),
            self.publication.as_deref().map(Inline::plain),
            self.link.as_deref().map(|link| Inline::new(Style::Link, link)),
            accessed.as_deref().map(Inline::plain),
        ];
        vec![when, inlines.into_iter().flatten().map(|inline| vec![inline]).collect()]
    }
}

impl Section {
    fn page(&self) -> Page {
        let dated = |label: &str, card: &DatedCard| {
            let age = card.age.as_ref().map_or_else(String::new, |age| format!(" · {age}"));
            vec![Inline::plain(&format!("{label}: {}, {}{age}", card.card, card.date))]
        };
        let mut dates = match &self.dates {
            Some((oldest, newest)) if oldest == newest => vec![dated("Dated", newest)],
            Some((oldest, newest)) => vec![dated("Newest", newest), dated("Oldest", oldest)],
            None => Vec::new(),
        };
        for (cards, problem) in [(self.undated, "without a date"), (self.yearless, "whose date has no year")] {
            if cards > 0 {
                let words = format!("{} {problem}.", wording::count(cards, "card"));
                dates.push(vec![Inline::new(Style::Soft, &words)]);
            }
        }
        Page(vec![vec![vec![Inline::new(Style::Strong, &self.size)]], dates])
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::evidence::parse;

    /// The hover at `‸` in `text`, as plain text, and the text that it highlights.
    fn shown(text: &str) -> Option<(String, Option<String>)> {
        let at = text.find('‸').expect("a cursor");
        let text = text.replace('‸', "");
        let settings = Settings::default();
        let hover = hover(&parse::brief(&text, &settings.cite_options), at, &settings, date(2026, 11, 22))?;
        Some((hover.page().plain_text(), hover.span.map(|span| span.of(&text).to_owned())))
    }

    fn card(cite: &str) -> String {
        format!(
            "### AT: Peace\n\n#### Talks fail\n\n{cite}\n\nThe talks are off, said the spokesman, and never were on.\n"
        )
    }

    fn on_cite(cite: &str) -> String {
        shown(&card(cite)).expect("a hover").0
    }

    #[test]
    fn a_source_is_shown_in_full() {
        let cite = "Choi ‸21, Joseph Choi, reporter for The Hill, 9-15-2021, “Kremlin: talks are off”, The Hill, \
                    https://thehill.com/a, accessed 9-20-2021";
        let (text, highlighted) = shown(&card(cite)).expect("a hover");
        assert_eq!(
            text,
            "Wednesday, September 15, 2021 · 5 years 2 months ago\n\n\
             Joseph Choi — reporter for The Hill\n\
             “Kremlin: talks are off”\n\
             The Hill\n\
             https://thehill.com/a\n\
             Accessed Sep 20, 2021\n\n\
             11 words · 3 s"
        );
        assert_eq!(highlighted.as_deref(), Some(&*cite.replace('‸', "")));
    }

    #[test]
    fn only_the_date_at_the_cursor_is_highlighted_and_never_a_body() {
        let (_, highlighted) = shown(&card("Choi 21, Joseph Choi, September ‸15, 2021, The Hill")).expect("a hover");
        assert_eq!(highlighted.as_deref(), Some("September 15, 2021"));
        let text = card("Choi 21, Joseph Choi, September 15, 2021, The Hill").replace("spokesman", "spokes‸man");
        let (said, highlighted) = shown(&text).expect("a hover");
        assert_eq!(said, "Choi 21 · Sep 15, 2021 · 5 years 2 months ago");
        assert_eq!(highlighted, None);
        assert_eq!(shown(&text.replace("Choi 21, Joseph Choi, September 15, 2021, The Hill\n\n", "")), None);
    }

    #[test]
    fn other_files_are_named_or_counted() {
        let words = |names: &[&str], more| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            OtherFiles { names, more, contradictions: Vec::new() }.in_words()
        };
        assert_eq!(words(&[], false), None);
        assert_eq!(words(&["a.debate"], false).as_deref(), Some("Also cited in a.debate"));
        assert_eq!(words(&["a", "b", "c", "d"], false).as_deref(), Some("Also cited in a, b, c and 1 other file"));
        assert_eq!(words(&["a"], true).as_deref(), Some("Also cited in a and maybe other files"));
    }

    #[test]
    fn doubts_are_shown() {
        let cases = [
            (
                "Choi, J‸oseph Choi, September 2021, The Hill",
                "September 2021 · 5 years 2 months ago\nOnly the month is given.",
            ),
            (
                "Mehmet A‸cet, 9 -16 September 2021, Is Putin losing?, Yeni Safak",
                "September 9–16, 2021 · 5 years 2 months ago\nA range of days. Its age is counted from the last day.",
            ),
            (
                "Igor Ist‸omin |Associate Professor, 9-1, , With talks off, The Hill",
                "September 1, year missing\n\nIgor Istomin",
            ),
        ];
        for (cite, expected) in cases {
            let said = on_cite(cite);
            assert!(said.starts_with(expected), "{cite}: {said}");
        }
        let said = on_cite("Choi 2‸1, Joseph Choi, 9-15, The Hill");
        assert!(said.starts_with("Wednesday, September 15, 2021 · 5 years 2 months ago\n"), "{said}");
        assert!(said.contains("short cite"), "{said}");
    }

    #[test]
    fn a_two_digit_year_is_doubted_if_its_century_is_unlikely() {
        let said = |date: &str| on_cite(&format!("Joseph Ch‸oi, reporter, {date}, “Kremlin: talks are off”, The Hill"));
        assert!(!said("9-15-21").contains("digits"), "{}", said("9-15-21"));
        assert!(said("9-15-29").contains("The year is written with two digits: 2029 or 1929?"), "{}", said("9-15-29"));
        assert!(said("9-15-35").contains("The year is written with two digits: 1935 or 2035?"), "{}", said("9-15-35"));
    }

    #[test]
    fn a_single_page_is_written_with_one_p() {
        assert!(on_cite("Choi 20‸21, Joseph Choi, “Talks”, The Atlantic, vol. 3, p. 14").contains("vol. 3, p. 14\n"));
        assert!(on_cite("Choi 20‸21, Joseph Choi, “Talks”, The Atlantic, vol. 3, pp. 14-16").contains("pp. 14-16\n"));
    }

    #[test]
    fn a_heading_shows_the_totals_of_its_section() {
        let text = "### AT: Pe‸ace\n\n#### Talks fail\n\nChoi 21, Joseph Choi, September 15, 2021, The Hill\n\nThe talks are off.\n\n\
                    #### War follows\n\nBond 2005, Mary Bond, professor at Oxford, The Atlantic\n\nWar it is.\n\n\
                    ### AT: War\n\n#### Other\n\nLee 1999, Ann Lee, May 1, 1999, The Hill\n\nNot ours.\n";
        let (said, highlighted) = shown(text).expect("a hover");
        assert_eq!(
            said,
            "2 cards · 3 s\n\nNewest: Choi 21, Sep 15, 2021 · 5 years 2 months ago\nOldest: Bond 05, 2005 · 21 years ago"
        );
        assert_eq!(highlighted.as_deref(), Some("### AT: Peace"));
    }

    #[test]
    fn a_heading_counts_cards_without_a_date_or_year() {
        let cards =
            ["Joseph Choi, reporter, 9-1, , The Hill", "Ann Lee, n.d., The Hill", "Mary Bond, May 1, 1999, The Hill"]
                .map(|cite| format!("#### Talks fail\n\n{cite}\n\nThe talks are off, and nobody came.\n\n"));
        let (said, _) = shown(&format!("### AT: Pe‸ace\n\n{}", cards.concat())).expect("a hover");
        let counts: Vec<&str> = said.lines().filter(|line| line.contains("1 card ")).collect();
        assert_eq!(counts, ["1 card without a date.", "1 card whose date has no year."]);
    }

    #[test]
    fn there_is_no_hover_outside_of_entries() {
        assert_eq!(shown("‸"), None);
        assert_eq!(shown("<!-- a com‸ment -->\n"), None);
        assert_eq!(shown("### AT: Peace\n\n‸\n\n### AT: War\n"), None);
    }

    #[test]
    fn a_hover_names_the_other_cards_that_quote_the_source() {
        let card =
            |tag: &str| format!("#### {tag}\n\nTASS, September 7, 2021\n\nThey said so on Monday, and left.\n\n");
        let two = card("They will not talk") + &card("They never did");
        insta::assert_snapshot!(shown(&two.replacen("TASS", "TA‸SS", 1)).expect("a hover").0, @r"
        Tuesday, September 7, 2021 · 5 years 2 months ago

        TASS

        Also quoted in “They never did”
        7 words · 2 s
        ");
        let many: String = ["One day", "Two days", "Three days", "Four days", "Five days"].map(card).concat();
        let (said, _) = shown(&many.replacen("TASS", "TA‸SS", 1)).expect("a hover");
        assert_eq!(
            said.lines().rev().nth(1),
            Some("Also quoted in “Two days”, “Three days”, “Four days” and 1 other card")
        );
    }
}
