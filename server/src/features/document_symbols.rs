//! The outline of a brief: pocket › hat › block › tag.

use super::reading_time::ReadingTime;
use super::wording::{self, Length};
use crate::evidence::brief::{Brief, Card, Entry, EntryKind, Heading, Level};
use crate::evidence::date::CiteDate;
use crate::evidence::read_aloud;
use crate::lint::Settings;
use crate::text::{Span, Spanned};

/// The length of a name, in characters, at which it is cut. Tags have 4 to 53 words; a longer one is not a tag.
const NAME_LIMIT: usize = 300;

/// One line of the outline, and the lines below it. All spans are bytes of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is.
    pub kind: SymbolKind,
    /// The heading or the tag, on one line, never empty.
    pub name: String,
    /// All of it; for a heading, its whole section.
    pub span: Span,
    /// The heading or the tag alone, inside `span`.
    pub name_span: Span,
    /// The short cite of a card's first source: `Choi 21`.
    pub short_cite: Option<String>,
    /// When a card's first source was published.
    pub issued: Option<CiteDate>,
    /// How many cards it has; 1 for a card.
    pub cards: u32,
    /// What is read of it.
    pub aloud: ReadingTime,
    /// The lines below it.
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

/// The outline of `brief`, in document order. O(entries).
pub fn symbols(brief: &Brief) -> Vec<Symbol> {
    let mut top = Vec::new();
    let mut open: Vec<(Level, Symbol)> = Vec::new();
    for entry in &brief.entries {
        let Some(symbol) = symbol(entry) else { continue };
        if let SymbolKind::Heading(level) = symbol.kind {
            close(&mut open, &mut top, level);
            open.push((level, symbol));
        } else {
            put(&mut open, &mut top, symbol);
        }
    }
    close(&mut open, &mut top, Level::Pocket);
    top
}

/// The first `limit` lines of an outline.
pub fn at_most(mut limit: usize, symbols: Vec<Symbol>) -> Vec<Symbol> {
    cut(&mut limit, symbols)
}

fn cut(room: &mut usize, symbols: Vec<Symbol>) -> Vec<Symbol> {
    let mut kept = Vec::new();
    for mut symbol in symbols {
        if *room == 0 {
            break;
        }
        *room -= 1;
        symbol.children = cut(room, symbol.children);
        kept.push(symbol);
    }
    kept
}

/// The line of one entry, without the lines below it. `None` for a comment.
pub fn symbol(entry: &Entry) -> Option<Symbol> {
    match &entry.content.kind {
        EntryKind::Heading(heading) => Some(of_heading(entry, heading)),
        EntryKind::Card(card) => Some(of_card(entry, card)),
        EntryKind::Analytic(text) => Some(of_analytic(entry, text)),
        EntryKind::Comment(_) => None,
    }
}

impl Symbol {
    /// The text beside the name: a card's short cite, date and reading time; a heading's cards and
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

/// Closes the sections that a heading of `level` ends.
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
        aloud: ReadingTime::default(),
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
        short_cite: cite.and_then(read_aloud::short_cite),
        issued: cite.and_then(|cite| cite.issued.clone()),
        cards: 1,
        aloud: ReadingTime::of_card(card),
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
        aloud: ReadingTime::of(&entry.content.kind),
        children: Vec::new(),
    }
}

/// `text` with single spaces; `otherwise` if nothing is left.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::cite::CiteOptions;
    use crate::evidence::parse;

    /// The outline as lines: depth, name, detail, and the text that is selected.
    fn outline(text: &str) -> Vec<String> {
        fn lines(symbols: &[Symbol], depth: usize, text: &str, out: &mut Vec<String>) {
            for symbol in symbols {
                assert!(symbol.span.start <= symbol.name_span.start && symbol.name_span.end <= symbol.span.end);
                let detail = symbol.detail(&Settings::default());
                let selected = symbol.name_span.of(text);
                out.push(format!("{}{} | {detail} | {selected}", "  ".repeat(depth), symbol.name));
                lines(&symbol.children, depth + 1, text, out);
            }
        }
        let mut out = Vec::new();
        lines(&symbols(&parse::brief(text, &CiteOptions::default())), 0, text, &mut out);
        out
    }

    const CARD: &str = "Choi 21, Joseph Choi, reporter, 9-15-21, “Kremlin: talks are off”, The Hill, \
                        https://thehill.com/a\n\nThe talks are off, said the spokesman, and they were never on.\n";

    #[test]
    fn headings_contain_the_cards_below_them() {
        let text =
            format!("# Syria\n\n### AT: Peace\n\n#### Talks fail\n\n{CARD}\n## Answers\n\n#### We  meet\n\n# Iran\n");
        assert_eq!(
            outline(&text),
            [
                "Syria | 1 card · 3 s | Syria",
                "  AT: Peace | 1 card · 3 s | AT: Peace",
                "    Talks fail | Choi 21 · Sep 15, 2021 · 3 s | Talks fail",
                "  Answers | 0 cards · 1 s | Answers",
                "    We meet | 1 s | We  meet",
                "Iran | 0 cards | Iran",
            ]
        );
    }

    #[test]
    fn everything_has_a_name() {
        let text = format!("#\n\n###\n\n#### \n\n{CARD}");
        let names: Vec<String> =
            outline(&text).iter().map(|line| line.split(" | ").next().expect("a name").trim().to_owned()).collect();
        assert!(names.len() >= 3 && names.iter().all(|name| !name.is_empty()), "{names:?}");
        assert_eq!(names[..2], ["(unnamed pocket)", "(unnamed block)"]);
    }

    #[test]
    fn a_long_outline_is_cut() {
        let text = "# Syria\n\n### AT: Peace\n\n#### Talks fail\n\n# Iran\n\n### AT: War\n";
        let names = |most: usize| {
            fn count(symbols: &[Symbol]) -> usize {
                symbols.iter().map(|symbol| 1 + count(&symbol.children)).sum()
            }
            let kept = at_most(most, symbols(&parse::brief(text, &CiteOptions::default())));
            (kept.last().map(|last| last.name.clone()), count(&kept))
        };
        assert_eq!(names(0), (None, 0));
        assert_eq!(names(3), (Some("Syria".to_owned()), 3));
        assert_eq!(names(4), (Some("Iran".to_owned()), 4));
        assert_eq!(names(9), (Some("Iran".to_owned()), 5));
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(one_line(&"word ".repeat(1000), "").chars().count(), NAME_LIMIT + 1);
        assert_eq!(one_line(&"é".repeat(1000), "").chars().count(), NAME_LIMIT + 1);
    }

    #[test]
    fn a_section_ends_where_its_last_card_ends() {
        let text = format!("# Syria\n\n#### Talks fail\n\n{CARD}\n\n\n# Iran\n");
        let top = symbols(&parse::brief(&text, &CiteOptions::default()));
        assert!(top[0].span.of(&text).ends_with("never on."));
    }
}
