//! The outline of a brief: pocket › hat › block › tag.

use super::reading::Aloud;
use super::wording::{self, Length};
use crate::evidence::brief::{Brief, Card, Entry, Heading, Kind, Level};
use crate::evidence::date::CiteDate;
use crate::rules::Settings;
use crate::text::{Span, Spanned};

/// Names are cut here, in characters; tags have 4 to 53 words, and what is longer is no tag.
const NAME_LIMIT: usize = 300;

/// One line of the outline, with what it holds. All spans are bytes of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is.
    pub kind: SymbolKind,
    /// The heading or the tag, on one line, never empty.
    pub name: String,
    /// All of it: a heading's section, up to the end of what it holds last.
    pub span: Span,
    /// The heading or the tag alone, inside `span`.
    pub name_span: Span,
    /// What is called aloud of a card's first source: `Choi 21`.
    pub short_cite: Option<String>,
    /// When a card's first source was published.
    pub issued: Option<CiteDate>,
    /// How many cards it is or holds.
    pub cards: u32,
    /// What is read of it.
    pub aloud: Aloud,
    /// What stands below it.
    pub children: Vec<Symbol>,
}

/// What a line of the outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// A pocket, hat or block.
    Heading(Level),
    /// A tag with evidence.
    Card,
    /// A tag without.
    Analytic,
}

/// The outline of `brief`, in the order of the page. O(entries).
pub fn symbols(brief: &Brief) -> Vec<Symbol> {
    let mut top = Vec::new();
    let mut open: Vec<(Level, Symbol)> = Vec::new();
    for entry in &brief.entries {
        let Some(symbol) = of_entry(entry) else { continue };
        match symbol.kind {
            SymbolKind::Heading(level) => {
                close(&mut open, &mut top, level);
                open.push((level, symbol));
            }
            SymbolKind::Card | SymbolKind::Analytic => put(&mut open, &mut top, symbol),
        }
    }
    close(&mut open, &mut top, Level::Pocket);
    top
}

impl Symbol {
    /// What stands beside the name: a card's short cite, date and reading time; a heading's cards and
    /// reading time.
    pub fn detail(&self, settings: &Settings) -> String {
        let time = (self.aloud.words > 0).then(|| self.aloud.time(settings));
        let parts = match self.kind {
            SymbolKind::Heading(_) => [Some(wording::count(self.cards, "card")), time, None],
            SymbolKind::Card => {
                let date = self.issued.as_ref().map(|date| wording::cite_date(date, Length::Brief));
                [self.short_cite.clone(), date, time]
            }
            SymbolKind::Analytic => [time, None, None],
        };
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// Ends the sections that a heading of `level` ends.
fn close(open: &mut Vec<(Level, Symbol)>, top: &mut Vec<Symbol>, level: Level) {
    while let Some((_, section)) = open.pop_if(|(inner, _)| *inner >= level) {
        put(open, top, section);
    }
}

fn put(open: &mut [(Level, Symbol)], top: &mut Vec<Symbol>, symbol: Symbol) {
    match open.last_mut() {
        Some((_, section)) => {
            section.span = section.span.join(symbol.span);
            section.cards += symbol.cards;
            section.aloud = section.aloud + symbol.aloud;
            section.children.push(symbol);
        }
        None => top.push(symbol),
    }
}

/// One entry by itself, without what stands below it. None of a comment.
pub(super) fn of_entry(entry: &Entry) -> Option<Symbol> {
    match &entry.content.kind {
        Kind::Heading(heading) => Some(of_heading(entry, heading)),
        Kind::Card(card) => Some(of_card(entry, card)),
        Kind::Analytic(text) => Some(of_analytic(entry, text)),
        Kind::Comment(_) => None,
    }
}

fn of_heading(entry: &Entry, heading: &Heading) -> Symbol {
    let unnamed = match heading.level {
        Level::Pocket => "(unnamed pocket)",
        Level::Hat => "(unnamed hat)",
        Level::Block => "(unnamed block)",
    };
    Symbol {
        kind: SymbolKind::Heading(heading.level),
        name: one_line(&heading.text.value, unnamed),
        span: entry.span(),
        name_span: heading.text.span.shift(entry.start),
        short_cite: None,
        issued: None,
        cards: 0,
        aloud: Aloud::default(),
        children: Vec::new(),
    }
}

fn of_card(entry: &Entry, card: &Card) -> Symbol {
    let name_span = match (&card.tag, card.cites.first(), &card.body) {
        (Some(tag), ..) => tag.span,
        (None, Some(cite), _) => cite.span,
        (None, None, Some(body)) => body.paragraphs.first().copied().unwrap_or(body.span),
        (None, None, None) => Span::default(),
    };
    let cite = card.cites.first();
    Symbol {
        kind: SymbolKind::Card,
        name: one_line(card.tag.as_ref().map_or("", |tag| &tag.value), "(no tag)"),
        span: entry.span(),
        name_span: name_span.shift(entry.start),
        short_cite: cite.and_then(wording::short_cite),
        issued: cite.and_then(|cite| cite.issued.clone()),
        cards: 1,
        aloud: Aloud::of_card(card),
        children: Vec::new(),
    }
}

fn of_analytic(entry: &Entry, text: &Spanned<String>) -> Symbol {
    Symbol {
        kind: SymbolKind::Analytic,
        name: one_line(&text.value, "(empty tag)"),
        span: entry.span(),
        name_span: text.span.shift(entry.start),
        short_cite: None,
        issued: None,
        cards: 0,
        aloud: Aloud::of(&entry.content.kind),
        children: Vec::new(),
    }
}

/// `text` with its blanks made single; where nothing is left, `otherwise`.
pub(super) fn one_line(text: &str, otherwise: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if let Some((cut, _)) = line.char_indices().nth(NAME_LIMIT) {
            line.truncate(cut);
            line.push('…');
            break;
        }
    }
    if line.is_empty() { otherwise.to_owned() } else { line }
}
