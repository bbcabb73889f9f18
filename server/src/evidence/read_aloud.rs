//! What is read aloud of a brief, as text and as a number of words: of a card the tag, the short cites, and of the body
//! what [`body::read_spans`] says, or all of it if nothing is marked; of an analytic all of it; of a heading nothing.
//!
//! A word is what [`body::count_words`] counts.

use super::brief::{Body, Card, Entry, EntryKind};
use super::card::body::{self, count_words};
use super::cite::{Cite, ShortYear};
use crate::text::Span;

/// A part of an entry that is read in one breath.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// What is read. A wrapped tag is one line.
    pub text: String,
    /// What it is read from, in bytes of the entry: the tag, the cite, the paragraph.
    pub span: Span,
}

/// Kinds of [`Part`]s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// The claim above a card.
    Tag,
    /// A short cite.
    Cite,
    /// What is read of a paragraph of a body.
    Evidence,
    /// An argument without evidence.
    Analytic,
}

/// How many words of an entry are read aloud.
pub fn words(kind: &EntryKind) -> u32 {
    match kind {
        EntryKind::Card(card) => words_of_card(card),
        EntryKind::Analytic(text) => count_words(&text.value),
        EntryKind::Heading(_) | EntryKind::Comment(_) => 0,
    }
}

/// How many words of a card are read aloud.
pub fn words_of_card(card: &Card) -> u32 {
    let tag = card.tag.as_ref().map_or(0, |tag| count_words(&tag.value));
    let cites: u32 = card.cites.iter().filter_map(short_cite).map(|cite| count_words(&cite)).sum();
    tag.saturating_add(cites).saturating_add(words_of_body(card))
}

/// How many words of a card's body are read aloud.
pub fn words_of_body(card: &Card) -> u32 {
    card.body.as_ref().map_or(0, |body| body.read_words.unwrap_or(body.words))
}

/// What is read aloud of an entry, one paragraph on each line. `text` is the entry's own.
pub fn text(entry: &Entry, text: &str) -> String {
    parts(entry, text).into_iter().map(|part| part.text).collect::<Vec<_>>().join("\n")
}

/// What is read aloud of an entry, in the order in which it is read. `text` is the entry's own.
pub fn parts(entry: &Entry, text: &str) -> Vec<Part> {
    match &entry.content.kind {
        EntryKind::Card(card) => parts_of_card(card, text),
        EntryKind::Analytic(words) => {
            vec![Part { kind: PartKind::Analytic, text: words.value.clone(), span: words.span }]
        }
        EntryKind::Heading(_) | EntryKind::Comment(_) => Vec::new(),
    }
}

fn parts_of_card(card: &Card, text: &str) -> Vec<Part> {
    let tag = card.tag.iter().map(|tag| Part { kind: PartKind::Tag, text: tag.value.clone(), span: tag.span });
    let cites = card.cites.iter().filter_map(|cite| {
        let text = short_cite(cite)?;
        Some(Part { kind: PartKind::Cite, text, span: cite.span })
    });
    let body = card.body.iter().flat_map(|body| parts_of_body(body, text));
    tag.chain(cites).chain(body).collect()
}

fn parts_of_body(body: &Body, text: &str) -> Vec<Part> {
    let part = |text: String, span: Span| Part { kind: PartKind::Evidence, text, span };
    if body.marks.is_empty() {
        let paragraphs = body.paragraphs.iter();
        return paragraphs.map(|paragraph| part(paragraph.of(text).trim().to_owned(), *paragraph)).collect();
    }
    let mut read = body::read_spans(&body.marks).peekable();
    let paragraphs = body.paragraphs.iter().map(|paragraph| {
        let mut words = Vec::new();
        while let Some(span) = read.next_if(|span| span.start < paragraph.end) {
            words.push(span.of(text).trim());
        }
        part(without_marks(&words.join(" ")), *paragraph)
    });
    paragraphs.filter(|part| !part.text.is_empty()).collect()
}

/// `words` without the characters of nested marks.
fn without_marks(words: &str) -> String {
    words.replace("**", "").replace("__", "").replace("==", "")
}

/// What is read aloud of a source: `Choi 21`, `Bond & Brakel 05`, `Shonkoff et al. 10`. A cite without a short cite gets
/// one from its first author, else its publication, and its year. `None` if it has neither.
pub fn short_cite(cite: &Cite) -> Option<String> {
    let name = match &cite.short {
        Some(short) if !short.names.is_empty() => {
            let names: Vec<&str> = short.names.iter().map(|name| name.value.as_str()).collect();
            Some(joined(&names, short.et_al.is_some()))
        }
        _ => {
            let names: Vec<&str> = cite.authors.iter().map(|author| author.name.key()).collect();
            match names.as_slice() {
                [] => cite.container.as_ref().map(|container| container.value.clone()),
                [first, _, _, ..] => Some(joined(&[first], true)),
                names => Some(joined(names, false)),
            }
        }
    };
    let year = match cite.short.as_ref().and_then(|short| short.year.as_ref()).map(|year| year.value) {
        Some(ShortYear::Year(year)) => Some(two_digits(year)),
        Some(ShortYear::MonthDay(month, day)) => Some(format!("{month}/{day}")),
        Some(ShortYear::NoDate) => Some("n.d.".to_owned()),
        None => cite.issued.as_ref().and_then(|date| date.edtf?.year()).map(two_digits),
    };
    match (name, year) {
        (Some(name), Some(year)) => Some(format!("{name} {year}")),
        (name, year) => name.or(year),
    }
}

/// The year as a short cite has it.
fn two_digits(year: i16) -> String {
    format!("{:02}", year.rem_euclid(100))
}

fn joined(names: &[&str], et_al: bool) -> String {
    let names = match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [names @ .., last] => format!("{} & {last}", names.join(", ")),
    };
    if et_al { format!("{names} et al.") } else { names }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::evidence::cite::{Author, CiteOptions, Name, ShortCite};
    use crate::evidence::date::{CiteDate, Edtf, Form, Point};
    use crate::evidence::parse;
    use crate::text::{Span, Spanned};

    fn all(text: &str) -> String {
        let brief = parse::brief(text, &CiteOptions::default());
        let read = brief.entries.iter().map(|entry| super::text(entry, entry.span().of(text)));
        read.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n--\n")
    }

    #[test]
    fn a_tag_the_short_cites_and_all_of_an_unmarked_body_are_read() {
        let text = "## Impacts\n\n#### Mediation in Syria fails\n\n\
            Choi 21, Joseph Choi, reporter, 9-15-21, “Kremlin: talks are off”, The Hill, https://thehill.com/kremlin\n\n\
            The talks are off, “for good”, said the spokesman.\n\nNobody came.\n";
        insta::assert_snapshot!(all(text), @r"
        Mediation in Syria fails
        Choi 21
        The talks are off, “for good”, said the spokesman.
        Nobody came.
        ");
    }

    #[test]
    fn only_the_highlighted_words_of_a_body_are_read_if_there_are_any() {
        let text = "#### Talks fail\n\nTASS, September 7, 2021\n\nThe __talks ==have **now** failed==__ and __ended__.\n\n\
            Nobody came.\n\nNobody ==will==.\n";
        insta::assert_snapshot!(all(text), @r"
        Talks fail
        TASS 21
        have now failed
        will
        ");
    }

    #[test]
    fn a_mark_of_how_far_it_was_read_is_not_read() {
        let text =
            "#### Talks fail\n\nTASS, September 7, 2021\n\nThe talks failed.\n\n~ Marked 10:32 ~\n\nNobody came.\n";
        insta::assert_snapshot!(all(text), @r"
        Talks fail
        TASS 21
        The talks failed.
        Nobody came.
        ");
    }

    /// Any entry: as many words are counted as are in the text.
    #[test]
    fn the_count_is_that_of_the_text() {
        for text in [
            "#### Talks – fail\n\nTASS, September 7, 2021\n\nThe __talks **have** failed__ — and **so** on.\n\nNo.\n",
            "#### Talks fail\n\nBond & Brakel 05, Ian Bond and Jo Brakel, “Talks,” The Hill, 9-7-2005\n\nThe talks … failed.\n",
            "#### We – and they – meet\n",
        ] {
            let brief = parse::brief(text, &CiteOptions::default());
            for entry in &brief.entries {
                let read = super::text(entry, entry.span().of(text));
                assert_eq!(words(&entry.content.kind), count_words(&read), "{read}");
            }
        }
    }

    #[test]
    fn a_source_is_read_aloud_by_its_short_cite() {
        let word = |text: &str| Spanned::new(text.to_owned(), Span::default());
        let short = |names: &[&str], et_al: bool, year| Cite {
            short: Some(ShortCite {
                span: Span::default(),
                names: names.iter().map(|name| word(name)).collect(),
                et_al: et_al.then(Span::default),
                year: Some(Spanned::new(year, Span::default())),
            }),
            ..Cite::default()
        };
        let agency = Cite {
            authors: vec![Author { name: Name::Literal("TASS".into()), span: Span::default() }],
            issued: Some(CiteDate {
                span: Span::default(),
                edtf: Some(Edtf::At(Point::Day(date(2021, 9, 15)))),
                form: Form::MonthFirst,
                fault: None,
                short_year: false,
                ambiguous: false,
                inferred: None,
            }),
            ..Cite::default()
        };
        let cases = [
            (short(&["Choi"], false, ShortYear::Year(2021)), Some("Choi 21")),
            (short(&["Utgoff"], false, ShortYear::Year(2002)), Some("Utgoff 02")),
            (short(&["Bond", "Brakel"], false, ShortYear::Year(2015)), Some("Bond & Brakel 15")),
            (short(&["Shonkoff"], true, ShortYear::NoDate), Some("Shonkoff et al. n.d.")),
            (short(&["Hartocollis"], false, ShortYear::MonthDay(8, 4)), Some("Hartocollis 8/4")),
            (agency, Some("TASS 21")),
            (Cite { container: Some(word("The Hill")), ..Cite::default() }, Some("The Hill")),
            (Cite::default(), None),
        ];
        for (cite, expected) in cases {
            assert_eq!(short_cite(&cite).as_deref(), expected);
        }
    }
}
