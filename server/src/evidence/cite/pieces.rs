//! A cite cut into pieces: what its letters alone make plain (links, dates, quotations, locators, the cutter's
//! additions), and between those the fields of words, cut at separators. What a field of words *is* (author,
//! post, publication) is decided elsewhere, from the pieces together.

use super::Filler;
use super::byline::{is_and, is_surely_person};
use super::filler::filler;
use super::link::{Link, LinkKind};
use super::locator::{Located, Locator};
use super::quote::Quoted;
use super::words::{Letters, Word};
use crate::evidence::date::parse::Found;
use crate::evidence::gazetteer::{self, Traits};
use crate::text::Span;

/// A piece of a cite.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where it stands, without blanks at its ends.
    pub(super) span: Span,
    /// What it is.
    pub(super) what: What,
    /// What separates it from the piece before.
    pub(super) before: Edge,
    /// What separates it from the piece behind.
    pub(super) after: Edge,
    /// Its words: `first..last` in [`Pieces::words`].
    pub(super) words: (usize, usize),
    /// How many brackets it stands in.
    pub(super) depth: u8,
}

/// What a piece is. Indices lead into the lists of [`Pieces`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A field of words whose part is not known yet.
    Words,
    /// A part of the short cite.
    Short,
    /// A link or DOI.
    Link,
    /// A quoted stretch.
    Quoted(usize),
    /// A date.
    Date(usize),
    /// An access date with the words that say so.
    Accessed,
    /// Volume, issue, pages.
    Locator(usize),
    /// LEXIS, JSTOR.
    Database,
    /// The cutter's initials.
    Initials,
    /// A note on editing.
    Note,
    /// A tool's filler.
    Filler(Filler),
}

/// What stands between two pieces; of several signs the one that separates most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    /// Blanks or nothing.
    Blank,
    /// `*`, which marks an author's footnote.
    Star,
    Comma,
    Colon,
    Dash,
    Slash,
    Semicolon,
    Bar,
    Period,
    /// A bracket opens.
    Open,
    /// A bracket closes.
    Close,
    /// `…`: text was left out.
    Gap,
    /// A line end.
    Line,
    /// The cite begins or ends.
    End,
}

/// What is plain in a cite, in lists, and its pieces in the order of the page.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) words: Vec<Word>,
    pub(super) links: Vec<Link>,
    pub(super) quoted: Vec<Quoted>,
    pub(super) dates: Vec<Found>,
    pub(super) locators: Vec<Located>,
    pub(super) initials: Option<Span>,
    pub(super) notes: Vec<Span>,
    /// What Markdown stresses.
    pub(super) stressed: Vec<Span>,
    /// Brackets with nothing inside.
    pub(super) empty_brackets: Vec<Span>,
    pub(super) list: Vec<Piece>,
}

impl Pieces {
    /// Whether Markdown stresses a piece, and nothing else.
    pub(super) fn is_stressed(&self, piece: &Piece) -> bool {
        self.stressed.iter().any(|stressed| {
            stressed.start <= piece.span.start
                && piece.span.end <= stressed.end
                && stressed.len() < piece.span.len() + 4
        })
    }

    /// A piece's words.
    pub(super) fn words_of(&self, piece: &Piece) -> &[Word] {
        &self.words[piece.words.0..piece.words.1]
    }
}

/// Cuts `text` into its pieces. `short` are the stretches of the short cite; `accessed` are dates, by index,
/// that are access dates, each with the stretch that its words and it cover.
pub(super) fn cut(text: &str, pieces: &mut Pieces, short: &[Span], accessed: &[(usize, Span)]) {
    let mut atoms: Vec<(Span, What)> = short.iter().map(|&span| (span, What::Short)).collect();
    atoms.extend(
        pieces
            .links
            .iter()
            .filter(|link| link.kind != LinkKind::Doi { in_url: true })
            .map(|link| (link.span, What::Link)),
    );
    atoms.extend(
        pieces
            .quoted
            .iter()
            .enumerate()
            .filter(|(_, quoted)| quoted.closed)
            .map(|(at, quoted)| (quoted.outer, What::Quoted(at))),
    );
    atoms.extend(accessed.iter().map(|&(_, span)| (span, What::Accessed)));
    let is_accessed = |at: usize| accessed.iter().any(|&(date, _)| date == at);
    atoms.extend(
        pieces
            .dates
            .iter()
            .enumerate()
            .filter(|&(at, _)| !is_accessed(at))
            .map(|(at, found)| (found.date.span, What::Date(at))),
    );
    atoms.extend(pieces.locators.iter().enumerate().map(|(at, located)| (located.span, What::Locator(at))));
    atoms.extend(pieces.initials.iter().map(|&span| (span, What::Initials)));
    atoms.extend(pieces.notes.iter().map(|&span| (span, What::Note)));
    atoms.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));

    let mut cutter = Cutter { text, pieces, at: 0, word: 0, edge: Edge::End, depth: 0, open: None };
    for (span, what) in atoms {
        // What lies inside something else is part of that.
        if span.start < cutter.at {
            continue;
        }
        cutter.fields(span.start);
        cutter.push(span, what);
        cutter.at = span.end;
    }
    cutter.fields(text.len());
    if let Some(last) = pieces.list.last_mut() {
        last.after = Edge::End;
    }
}

struct Cutter<'a> {
    text: &'a str,
    pieces: &'a mut Pieces,
    /// Up to here everything is in a piece.
    at: usize,
    /// The first word that is in no piece yet.
    word: usize,
    /// What separates the next piece from the last.
    edge: Edge,
    depth: u8,
    /// The bracket that opened last, while nothing stands in it.
    open: Option<usize>,
}

impl Cutter<'_> {
    /// Cuts what lies before `end` at its separators.
    fn fields(&mut self, end: usize) {
        let mut start = self.at;
        let mut at = self.at;
        while at < end {
            let Some(c) = self.text[at..].chars().next() else { break };
            match self.separator(c, at, end) {
                Some((edge, len)) => {
                    self.field(start, at);
                    self.pass(edge, at);
                    at += len;
                    start = at;
                }
                None => at += c.len_utf8(),
            }
        }
        self.field(start, end);
    }

    fn field(&mut self, start: usize, end: usize) {
        let span = Span::new(start, end).trim(self.text);
        let has_word = span.of(self.text).contains(|c: char| c.is_alphanumeric() || c == '&');
        if !has_word {
            return;
        }
        if let Some(and) = self.next_person(span) {
            self.push(Span::new(span.start, and).trim(self.text), What::Words);
            self.edge = Edge::Comma;
            self.push(Span::new(and, span.end), What::Words);
        } else {
            self.push(span, What::Words);
        }
    }

    /// Where the next author begins in a field of posts that lacks a comma: `Professor at Syracuse AND L. H. M. Ling`.
    fn next_person(&self, span: Span) -> Option<usize> {
        let words = &self.pieces.words;
        let from = self.word + words[self.word..].partition_point(|word| word.span.end <= span.start);
        let to = from + words[from..].partition_point(|word| word.span.start < span.end);
        let and = (from + 1..to.saturating_sub(2)).rev().find(|&at| is_and(self.text, words[at]))?;
        let post = words[from..and].iter().any(|word| word.has(Traits::POST));
        let name = &words[and + 1..to];
        let person = name.len() <= 5
            && is_surely_person(name)
            && name.iter().all(|word| {
                word.is_capital() && !word.has(Traits::POST | Traits::ORGANISATION | Traits::DEGREE | Traits::SMALL)
            });
        (post && person).then(|| words[and].span.start)
    }

    fn push(&mut self, span: Span, what: What) {
        let words = &self.pieces.words;
        while self.word < words.len() && words[self.word].span.end <= span.start {
            self.word += 1;
        }
        let first = self.word;
        while self.word < words.len() && words[self.word].span.start < span.end {
            self.word += 1;
        }
        let what = if what == What::Words { self.plain(span) } else { what };
        if let Some(last) = self.pieces.list.last_mut() {
            last.after = self.edge;
        }
        self.pieces.list.push(Piece {
            span,
            what,
            before: self.edge,
            after: Edge::Blank,
            words: (first, self.word),
            depth: self.depth,
        });
        self.edge = Edge::Blank;
        self.open = None;
    }

    /// A field of words that is a filler or a database, or just words.
    fn plain(&self, span: Span) -> What {
        let field = span.of(self.text);
        let lead = ["p. ", "pg. ", "via ", "from ", "on ", "in ", "accessed via ", "accessed from "];
        let bare = lead.iter().find_map(|lead| field.strip_prefix(lead)).unwrap_or(field);
        if gazetteer::is_database(bare) {
            return What::Database;
        }
        filler(field).map_or(What::Words, What::Filler)
    }

    fn pass(&mut self, edge: Edge, at: usize) {
        match edge {
            Edge::Open => {
                self.depth = self.depth.saturating_add(1);
                self.open = Some(at);
            }
            Edge::Close => {
                self.depth = self.depth.saturating_sub(1);
                if let Some(open) = self.open.take() {
                    self.pieces.empty_brackets.push(Span::new(open, at + 1));
                }
            }
            _ => {}
        }
        self.edge = self.edge.max(edge);
    }

    /// The separator that `c`, which stands at `at`, is, and its length in bytes.
    fn separator(&self, c: char, at: usize, end: usize) -> Option<(Edge, usize)> {
        let behind = &self.text[at + c.len_utf8()..end];
        let spaced = self.text[..at].ends_with(char::is_whitespace) || at == self.at;
        let edge = match c {
            ',' => Edge::Comma,
            ';' => Edge::Semicolon,
            '|' => Edge::Bar,
            '(' | '[' | '{' | '<' => Edge::Open,
            ')' | ']' | '}' | '>' => Edge::Close,
            '\n' => Edge::Line,
            '*' => Edge::Star,
            '…' => Edge::Gap,
            '—' => Edge::Dash,
            '-' if behind.starts_with('-') => {
                return Some((Edge::Dash, 1 + behind.len() - behind.trim_start_matches('-').len()));
            }
            '-' | '–' if spaced && (behind.starts_with(char::is_whitespace) || behind.is_empty()) => Edge::Dash,
            '/' if behind.starts_with('/') => return Some((Edge::Slash, 2)),
            '/' if spaced && behind.starts_with(' ') => Edge::Slash,
            '.' if behind.starts_with("..") => return Some((Edge::Gap, 3)),
            '.' if self.ends_sentence(at, behind, end) => Edge::Period,
            ':' if self.is_label(at) || behind.is_empty() => Edge::Colon,
            _ => return None,
        };
        Some((edge, c.len_utf8()))
    }

    /// Whether the full stop at `at` ends a field: not one of an abbreviation, nor one before a small letter.
    fn ends_sentence(&self, at: usize, behind: &str, end: usize) -> bool {
        if behind.is_empty() && end == self.text.len() {
            return true;
        }
        let next = behind.trim_start();
        let spaced = behind.len() > next.len() || next.is_empty() || next.starts_with(['(', '[', ')', ']']);
        if !spaced || next.starts_with(char::is_lowercase) {
            return false;
        }
        let words = &self.pieces.words;
        let index = words.partition_point(|word| word.span.end < at);
        let Some(word) = words.get(index).filter(|word| word.span.end == at) else { return true };
        let short = word.letters == Letters::Initials && word.span.len() <= 8;
        // `Mich. L. Rev.`: abbreviations come in rows.
        let in_row = word.span.len() <= 6
            && words.get(index + 1).is_some_and(|next| next.dot && next.span.len() <= 4 && next.is_capital());
        !short && !in_row && !is_abbreviation(word.span.of(self.text))
    }

    /// Whether the words before the colon at `at` name a field: `Available at:`, `USLegal:` at the very start.
    fn is_label(&self, at: usize) -> bool {
        let before = &self.text[self.at.min(at)..at];
        let words = before.split_whitespace().count();
        let leads = self.pieces.list.is_empty() && words <= 4;
        let label = before.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
        leads || LABELS.iter().any(|known| label.eq_ignore_ascii_case(known))
    }
}

/// Words that name the field behind them.
const LABELS: [&str; 14] = [
    "available",
    "at",
    "source",
    "url",
    "link",
    "title",
    "author",
    "authors",
    "date",
    "publication",
    "publisher",
    "by",
    "quals",
    "from",
];

/// Abbreviations whose full stop ends no field. Single letters are told by their form.
fn is_abbreviation(word: &str) -> bool {
    const KNOWN: [&str; 58] = [
        "dr", "mr", "mrs", "ms", "prof", "sen", "rep", "gov", "gen", "lt", "col", "capt", "sgt", "maj", "st", "jr",
        "sr", "vs", "v", "al", "inc", "co", "corp", "ltd", "univ", "dept", "assn", "assoc", "asst", "int", "int'l",
        "intl", "nat'l", "rev", "l", "j", "q", "vol", "no", "pp", "p", "pg", "ed", "eds", "trans", "ch", "sec", "adm",
        "amb", "hon", "rev", "fed", "mt", "ft", "bros", "pol", "pub", "econ",
    ];
    KNOWN.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The pages that stand without a label behind a volume: a field of nothing but `34-56`.
pub(super) fn bare_pages(text: &str, pieces: &Pieces, piece: &Piece) -> Option<Span> {
    let has_volume = pieces.locators.iter().any(|located| located.kind == Locator::Volume);
    let field = piece.span.of(text).trim_start_matches([':', ' ']);
    let row = field.contains(['-', '–']) && field.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ' '));
    (has_volume && row).then(|| Span::new(piece.span.end - field.len(), piece.span.end))
}
