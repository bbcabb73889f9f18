//! Hints at the end of a line: after a cite its date and age, after a heading its cards and reading time.

use jiff::civil::Date;

use super::code_lenses;
use super::totals::Totals;
use super::wording::{self, Length};
use crate::evidence::brief::{Brief, Card, Entry, EntryKind};
use crate::evidence::cite::Cite;
use crate::evidence::date::{CiteDate, Edtf, Point};
use crate::lint::Settings;
use crate::text::Span;

/// A text that an editor shows after a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The byte of the document after which it is shown.
    pub at: usize,
    /// `2021-09-07 · 5 years 2 months ago`
    pub label: String,
    /// The tooltip.
    pub more: Option<String>,
}

/// The hints in `within`, bytes of the document, in document order, as the settings turn them on. `lenses`: whether the
/// editor shows code lenses, which replace the hints after blocks.
/// O(entries below the headings in `within`).
pub fn hints(brief: &Brief, within: Span, lenses: bool, settings: &Settings, today: Date) -> Vec<Hint> {
    let from = brief.entries.partition_point(|entry| entry.span().end < within.start);
    let entries = brief.entries.iter().enumerate().skip(from).take_while(|(_, entry)| entry.start <= within.end);
    let lenses = lenses && settings.shown.lenses;
    let mut hints = Vec::new();
    for (number, entry) in entries {
        match &entry.content.kind {
            EntryKind::Heading(heading)
                if settings.shown.heading_hints && !(lenses && code_lenses::has_lens(heading)) =>
            {
                hints.extend(heading_hint(brief, number, settings));
            }
            EntryKind::Card(card) if settings.shown.cite_hints => {
                cite_hints(entry, card, settings.shown.plain_dates, today, &mut hints);
            }
            _ => {}
        }
    }
    hints.retain(|hint| within.touches(hint.at));
    hints
}

/// A heading with nothing to read under it has no hint.
fn heading_hint(brief: &Brief, number: usize, settings: &Settings) -> Option<Hint> {
    let totals = Totals::of_section(brief, number);
    let at = brief.entries[number].span().end;
    (!totals.is_empty()).then(|| Hint { at, label: totals.short(settings), more: Some(totals.long(settings)) })
}

/// `plain`: also after cites whose date says itself what it means.
fn cite_hints(entry: &Entry, card: &Card, plain: bool, today: Date, hints: &mut Vec<Hint>) {
    let dated = card.cites.iter().filter(|cite| plain || cite.issued.as_ref().is_some_and(|date| !is_plain(date)));
    hints.extend(dated.filter_map(|cite| cite_hint(cite, entry.start, today)));
}

/// Whether a reader sees at once which day, month or year a date means.
fn is_plain(date: &CiteDate) -> bool {
    let has_year = date.edtf.is_some_and(|edtf| edtf.year().is_some());
    has_year && date.inferred.is_none() && !date.ambiguous
}

/// A cite without a date has no hint: there is nothing to show, and a rule reports it.
fn cite_hint(cite: &Cite, start: usize, today: Date) -> Option<Hint> {
    let issued = cite.issued.as_ref()?;
    let edtf = issued.edtf?;
    let parts = [Some(iso(edtf)), wording::age(edtf, today)];
    let label = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Some(Hint { at: start + cite.span.end, label, more: Some(wording::cite_date(issued, Length::Full)) })
}

/// The date in ISO 8601; what ISO 8601 has no format for, in words.
fn iso(edtf: Edtf) -> String {
    match edtf {
        Edtf::At(Point::Season(..) | Point::MonthDay(..)) => wording::date(edtf, Length::Brief),
        Edtf::Between(from, to) => format!("{from} – {to}"),
        Edtf::At(point) => point.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, TODAY, brief, underlined};
    use super::*;

    fn all_dates() -> Settings {
        let mut settings = Settings::default();
        settings.shown.plain_dates = true;
        settings
    }

    #[test]
    fn a_date_that_is_plain_to_read_has_no_hint() {
        let card =
            |date: &str| format!("#### They left\n\nJoseph Choi, reporter, {date}, The Hill\n\nThey left on Monday.\n");
        let hints = |date: &str| shown(&card(date), None, &Settings::default()).lines().count();
        for date in ["September 7, 2021", "9-15-21", "2021", "Spring 2006", "September 9-16, 2021"] {
            assert_eq!(hints(date), 0, "{date}");
        }
        for date in ["8-9-21", "9-1, ,"] {
            assert_eq!(hints(date), 2, "{date}");
        }
    }

    fn shown(text: &str, within: Option<&str>, settings: &Settings) -> String {
        let (brief, text, _) = brief(text);
        let within = within.map_or(Span::new(0, text.len()), |words| {
            let at = text.find(words).expect("the words are there");
            Span::new(at, at + words.len())
        });
        let hints = hints(&brief, within, false, settings, TODAY);
        let show = |hint: Hint| (Span::empty(hint.at), format!("{} ({})", hint.label, hint.more.unwrap_or_default()));
        underlined(&text, hints.into_iter().map(show))
    }

    #[test]
    fn dates_follow_cites_and_totals_follow_headings() {
        insta::assert_snapshot!(shown(SYRIA, None, &all_dates()), @r"
        ## Impacts
                  | 2 cards · 6 s (2 cards · 36 words, 33 read · 6 s)
        ### AT: Cooperation
                           | 2 cards · 6 s (2 cards · 36 words, 33 read · 6 s)
        Choi 21, Joseph Choi, reporter, 9-15-21, “Kremlin: talks are off”, The Hill, https://thehill.com/kremlin
                                                                                                                | 2021-09-15 · 5 years 2 months ago (Wednesday, September 15, 2021)
        TASS, September 7, 2021
                               | 2021-09-07 · 5 years 2 months ago (Tuesday, September 7, 2021)
        ");
    }

    #[test]
    fn only_the_hints_in_the_range_are_returned() {
        insta::assert_snapshot!(shown(SYRIA, Some("Talks fail\n\nTASS, September 7, 2021"), &all_dates()), @r"
        TASS, September 7, 2021
                               | 2021-09-07 · 5 years 2 months ago (Tuesday, September 7, 2021)
        ");
        assert_eq!(shown(SYRIA, Some("Nobody came."), &Settings::default()), "");
    }

    #[test]
    fn each_kind_can_be_turned_off() {
        let mut settings = all_dates();
        settings.shown.cite_hints = false;
        assert!(!shown(SYRIA, None, &settings).contains("2021-09"));
        settings.shown.heading_hints = false;
        assert_eq!(shown(SYRIA, None, &settings), "");
    }

    #[test]
    fn a_heading_with_a_lens_has_no_hint() {
        let (brief, ..) = brief(SYRIA);
        let shown = |settings: &Settings| {
            let hints = hints(&brief, Span::new(0, SYRIA.len()), true, settings, TODAY).into_iter();
            hints.filter(|hint| hint.label.contains("card")).map(|hint| hint.at).collect::<Vec<_>>()
        };
        let [hat, block] = ["Impacts", "AT: Cooperation"].map(|name| SYRIA.find(name).map(|at| at + name.len()));
        assert_eq!(shown(&Settings::default()), Vec::from_iter(hat));
        let mut settings = Settings::default();
        settings.shown.lenses = false;
        assert_eq!(shown(&settings), Vec::from_iter(hat.into_iter().chain(block)));
    }

    #[test]
    fn dates_are_as_precise_as_they_are_given() {
        let dates = ["Spring 2006", "September 2021", "2013", "9 -16 September 2021", "9-1, ,", "n.d.", "6/31/21"];
        let card = |date: &&str| {
            format!(
                "#### They will not talk\n\nJoseph Choi, reporter, {date}, The Hill\n\nThey said so again on Monday, and left.\n\n"
            )
        };
        insta::assert_snapshot!(shown(&dates.iter().map(card).collect::<String>(), None, &all_dates()), @r"
        Joseph Choi, reporter, Spring 2006, The Hill
                                                    | Spring 2006 · about 20 years ago (Spring 2006)
        Joseph Choi, reporter, September 2021, The Hill
                                                       | 2021-09 · 5 years 2 months ago (September 2021)
        Joseph Choi, reporter, 2013, The Hill
                                             | 2013 · 13 years ago (2013)
        Joseph Choi, reporter, 9 -16 September 2021, The Hill
                                                             | 2021-09-09 – 2021-09-16 · 5 years 2 months ago (September 9–16, 2021)
        Joseph Choi, reporter, 9-1, ,, The Hill
                                               | Sep 1, year missing (September 1, year missing)
        ");
    }
}
