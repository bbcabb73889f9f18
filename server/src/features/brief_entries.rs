//! The content of a brief, entry by entry, for clients that show or copy it outside the text.

use super::document_symbols::{self, SymbolKind};
use super::reading_time::ReadingTime;
use super::wording::{self, Length};
use crate::evidence::brief::{Brief, Card, Entry};
use crate::evidence::cite::{Cite, csl};
use crate::evidence::date::CiteDate;
use crate::evidence::read_aloud;
use crate::text::{Span, Text};
use jiff::civil::Date;

/// A heading, card or analytic. All spans are bytes of the document.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub kind: SymbolKind,
    /// On one line, never empty.
    pub name: String,
    /// The texts of the headings around it, outermost first, without its own.
    pub path: Vec<String>,
    /// All of it; of a heading its line alone.
    pub span: Span,
    /// The heading or the tag alone; where a card has no tag, its cite.
    pub name_span: Span,
    /// What is read of it.
    pub aloud: ReadingTime,
    /// The words that are read, where they were asked for.
    pub read_text: Option<String>,
    /// Of a card its sources.
    pub sources: Vec<Source>,
    /// Of a card its quotation.
    pub body: Option<Span>,
    /// How many words that has, read or not.
    pub body_words: u32,
}

/// A source of a card.
#[derive(Clone, Debug)]
pub struct Source {
    /// All of the cite.
    pub span: Span,
    /// As it is written in the brief.
    pub text: String,
    /// `Choi 21`; `None` if it has neither a name nor a year.
    pub short_cite: Option<String>,
    /// When it was published.
    pub issued: Option<Issued>,
    /// A CSL-JSON item, where it was asked for.
    pub csl: Option<serde_json::Value>,
}

/// A date of publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Where it is typed.
    pub span: Span,
    /// `2021-09-07`; `None` where it says that there is no date, or names a day that does not exist.
    pub edtf: Option<String>,
    /// In words: `Sep 7, 2021`.
    pub text: String,
    /// `5 years 2 months ago`
    pub age: Option<String>,
    /// The first and the last day that it can mean.
    pub days: Option<(Date, Date)>,
    /// Why it is a conclusion and not what the date itself says.
    pub inferred: Option<String>,
}

/// The entries of `brief` that touch `within`, in document order; with `texts` also what is long. O(entries),
/// and with `texts` O(text).
pub fn inventory(brief: &Brief, text: &Text, within: Span, texts: bool, today: Date) -> Vec<Item> {
    let touched = brief.with_paths().filter(|(_, entry)| {
        let span = entry.span();
        span.start <= within.end && within.start <= span.end
    });
    touched.filter_map(|(path, entry)| item(path, entry, text, texts, today)).collect()
}

fn item(path: Vec<&str>, entry: &Entry, text: &Text, texts: bool, today: Date) -> Option<Item> {
    let symbol = document_symbols::symbol(entry)?;
    let own = text.slice(entry.span());
    let card = entry.card();
    let body = card.and_then(|card| card.body.as_ref());
    Some(Item {
        kind: symbol.kind,
        name: symbol.name,
        path: path.into_iter().map(|heading| document_symbols::one_line(heading, "")).collect(),
        span: symbol.span,
        name_span: symbol.name_span,
        aloud: symbol.aloud,
        read_text: texts.then(|| read_aloud::text(entry, &own)),
        sources: card.map_or_else(Vec::new, |card| sources(card, entry.start, &own, texts, today)),
        body: body.map(|body| body.span.shift(entry.start)),
        body_words: body.map_or(0, |body| body.words),
    })
}

fn sources(card: &Card, start: usize, own: &str, texts: bool, today: Date) -> Vec<Source> {
    let source = |cite: &Cite| Source {
        span: cite.span.shift(start),
        text: cite.span.of(own).to_owned(),
        short_cite: read_aloud::short_cite(cite),
        issued: cite.issued.as_ref().map(|date| issued(date, start, today)),
        csl: texts.then(|| csl::csl(cite, &read_aloud::short_cite(cite).unwrap_or_default())),
    };
    card.cites.iter().map(source).collect()
}

fn issued(date: &CiteDate, start: usize, today: Date) -> Issued {
    Issued {
        span: date.span.shift(start),
        edtf: date.edtf.map(|edtf| edtf.to_string()),
        text: wording::cite_date(date, Length::Brief),
        age: date.edtf.and_then(|edtf| wording::age(edtf, today)),
        days: date.edtf.and_then(|edtf| edtf.first_day().zip(edtf.last_day())),
        inferred: date.inferred.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, TODAY, brief};
    use super::*;

    fn items(within: Span, texts: bool) -> Vec<Item> {
        let (brief, text, _) = brief(SYRIA);
        inventory(&brief, &Text::new(&text), within, texts, TODAY)
    }

    #[test]
    fn headings_cards_and_analytics_in_one_list() {
        let shown: Vec<String> = items(Span::new(0, usize::MAX), false)
            .iter()
            .map(|item| {
                format!("{:?} {} < {}, {} words", item.kind, item.name, item.path.join(" › "), item.aloud.words)
            })
            .collect();
        insta::assert_snapshot!(shown.join("\n"), @r"
        Heading(Hat) Impacts < , 0 words
        Heading(Block) AT: Cooperation < Impacts, 0 words
        Analytic They say this every year. < Impacts › AT: Cooperation, 5 words
        Card Mediation in Syria fails < Impacts › AT: Cooperation, 23 words
        Card Talks fail < Impacts › AT: Cooperation, 5 words
        ");
    }

    #[test]
    fn a_source_with_its_date_and_age() {
        let card = items(Span::empty(SYRIA.find("TASS").expect("TASS")), true).remove(0);
        assert_eq!((card.name.as_str(), card.body_words, card.sources.len()), ("Talks fail", 4, 1));
        assert_eq!(card.read_text.as_deref(), Some("Talks fail\nTASS 21\ntalks"));
        let source = &card.sources[0];
        assert_eq!(source.text, "TASS, September 7, 2021");
        assert_eq!(source.csl.as_ref().expect("an item")["author"][0]["literal"], "TASS");
        let issued = source.issued.clone().expect("a date");
        assert_eq!((issued.edtf.as_deref(), issued.text.as_str()), (Some("2021-09-07"), "Sep 7, 2021"));
        assert_eq!(issued.age.as_deref(), Some("5 years 2 months ago"));
        assert_eq!(issued.span.of(SYRIA), "September 7, 2021");
    }
}
