//! A cite's segments: its tokens, and between those the runs of words, cut at separators. Which field a run of words
//! *is* (author, qualification, publication) is decided elsewhere, from all segments together.

use super::filler::filler;
use super::person_name::is_surely_person;
use crate::evidence::cite::Filler;
use crate::evidence::cite::lex::locator::LocatorKind;
use crate::evidence::cite::lex::separator::{Context, Separator, separator};
use crate::evidence::cite::lex::word::Word;
use crate::evidence::cite::lex::{Token, TokenKind, Tokens};
use crate::evidence::gazetteer::{self, Traits};
use crate::text::Span;

/// A token, or a run of words between separators.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    /// Where it stands, without spaces at its ends.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: SegmentKind,
    /// What separates it from the segment before.
    pub(crate) before: Separator,
    /// What separates it from the segment after.
    pub(crate) after: Separator,
    /// Its words: `first..last` in [`Tokens::words`].
    pub(crate) words: (usize, usize),
    /// How many brackets it stands in.
    pub(crate) depth: u8,
}

/// What a segment is. An index leads into the list of its kind in [`Tokens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SegmentKind {
    /// Words whose field is not known yet.
    Words,
    /// A part of the short cite.
    Short,
    /// A link or DOI.
    Link,
    /// A quotation.
    Quotation(usize),
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

/// What a segment of words turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Not known yet.
    Open,
    Author,
    /// What follows the author's name in one segment; the rest is a qualification from this byte on.
    AuthorThen(usize),
    Title,
    Container,
    /// Something that has no field of its own: an editor, a place, an edition.
    Other,
}

/// A cite's tokens and its segments, in the order of the page.
#[derive(Debug)]
pub(crate) struct Segments {
    pub(crate) tokens: Tokens,
    pub(crate) list: Vec<Segment>,
    /// Brackets with nothing inside.
    pub(crate) empty_brackets: Vec<Span>,
}

impl Segment {
    /// Whether it holds words whose field is not known from their letters.
    pub(crate) fn is_words(&self) -> bool {
        self.kind == SegmentKind::Words
    }
}

impl Segments {
    /// Whether Markdown emphasizes a segment, and nothing else.
    pub(crate) fn is_emphasized(&self, segment: &Segment) -> bool {
        is_one_of(&self.tokens.emphasized, segment)
    }

    /// Whether a segment is the text of a link.
    pub(crate) fn is_linked(&self, segment: &Segment) -> bool {
        is_one_of(&self.tokens.linked, segment)
    }

    /// A segment's words.
    pub(crate) fn words_of(&self, segment: &Segment) -> &[Word] {
        &self.tokens.words[segment.words.0..segment.words.1]
    }
}

/// Whether one of `spans` is the segment, give or take its punctuation.
fn is_one_of(spans: &[Span], segment: &Segment) -> bool {
    let is_it = |span: &Span| {
        span.start <= segment.span.start && segment.span.end <= span.end && span.len() < segment.span.len() + 4
    };
    spans.iter().any(is_it)
}

/// Cuts `text` into its segments. `short` are the stretches of the short cite; `accessed` are dates, by index,
/// that are access dates, each with the stretch that its words and it cover.
pub(crate) fn segments(text: &str, tokens: Tokens, short: &[Span], accessed: &[(usize, Span)]) -> Segments {
    let mut taken: Vec<(Span, SegmentKind)> = short.iter().map(|&span| (span, SegmentKind::Short)).collect();
    taken.extend(accessed.iter().map(|&(_, span)| (span, SegmentKind::Accessed)));
    let is_accessed = |at: usize| accessed.iter().any(|&(date, _)| date == at);
    taken.extend(tokens.list.iter().filter_map(|&Token { span, kind }| match kind {
        TokenKind::Date(at) if is_accessed(at) => None,
        kind => Some((span, segment_kind(kind))),
    }));
    taken.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));

    let segments = Segments { tokens, list: Vec::new(), empty_brackets: Vec::new() };
    let mut cutter = Cutter { text, segments, at: 0, word: 0, separator: Separator::End, depth: 0, open: None };
    for (span, kind) in taken {
        // What lies inside something else is part of that.
        if span.start < cutter.at {
            continue;
        }
        cutter.cut_words(span.start);
        cutter.push(span, kind);
        cutter.at = span.end;
    }
    cutter.cut_words(text.len());
    let mut segments = cutter.segments;
    if let Some(last) = segments.list.last_mut() {
        last.after = Separator::End;
    }
    segments
}

fn segment_kind(kind: TokenKind) -> SegmentKind {
    match kind {
        TokenKind::Link => SegmentKind::Link,
        TokenKind::Quotation(at) => SegmentKind::Quotation(at),
        TokenKind::Date(at) => SegmentKind::Date(at),
        TokenKind::Locator(at) => SegmentKind::Locator(at),
        TokenKind::Initials => SegmentKind::Initials,
        TokenKind::Note => SegmentKind::Note,
    }
}

struct Cutter<'a> {
    text: &'a str,
    segments: Segments,
    /// Up to here everything is in a segment.
    at: usize,
    /// The first word that is in no segment yet.
    word: usize,
    /// What separates the next segment from the last.
    separator: Separator,
    depth: u8,
    /// The bracket that opened last, while nothing stands in it.
    open: Option<usize>,
}

impl Cutter<'_> {
    /// Cuts what lies before `end` at its separators.
    fn cut_words(&mut self, end: usize) {
        let (text, from) = (self.text, self.at);
        let mut start = from;
        let mut at = from;
        while at < end {
            let Some(sign) = text[at..].chars().next() else { break };
            let first = self.segments.list.is_empty();
            let context = Context { text, words: &self.segments.tokens.words, start: from, end, first };
            match separator(context, sign, at) {
                Some((separator, len)) => {
                    self.push_words(start, at);
                    self.pass(separator, at);
                    at += len;
                    start = at;
                }
                None => at += sign.len_utf8(),
            }
        }
        self.push_words(start, end);
    }

    fn push_words(&mut self, start: usize, end: usize) {
        let span = Span::new(start, end).trim(self.text);
        let has_word = span.of(self.text).contains(|c: char| c.is_alphanumeric() || c == '&');
        if !has_word {
            return;
        }
        if let Some(and) = self.next_person(span) {
            self.push(Span::new(span.start, and).trim(self.text), SegmentKind::Words);
            self.separator = Separator::Comma;
            self.push(Span::new(and, span.end), SegmentKind::Words);
        } else {
            self.push(span, SegmentKind::Words);
        }
    }

    /// Where the next author begins among posts that lack a comma: `Professor at Syracuse AND L. H. M. Ling`.
    fn next_person(&self, span: Span) -> Option<usize> {
        let words = &self.segments.tokens.words;
        let from = self.word + words[self.word..].partition_point(|word| word.span.end <= span.start);
        let to = from + words[from..].partition_point(|word| word.span.start < span.end);
        let and = (from + 1..to.saturating_sub(2)).rev().find(|&at| words[at].is_and(self.text))?;
        let post = words[from..and].iter().any(|word| word.has(Traits::POST));
        let name = &words[and + 1..to];
        let person = name.len() <= 5
            && is_surely_person(name)
            && name.iter().all(|word| {
                word.is_capital()
                    && !word.has(Traits::POST | Traits::ORGANIZATION | Traits::DEGREE | Traits::FUNCTION_WORD)
            });
        (post && person).then(|| words[and].span.start)
    }

    fn push(&mut self, span: Span, kind: SegmentKind) {
        let words = &self.segments.tokens.words;
        while self.word < words.len() && words[self.word].span.end <= span.start {
            self.word += 1;
        }
        let first = self.word;
        while self.word < words.len() && words[self.word].span.start < span.end {
            self.word += 1;
        }
        let kind = if kind == SegmentKind::Words { self.kind_of_words(span) } else { kind };
        if let Some(last) = self.segments.list.last_mut() {
            last.after = self.separator;
        }
        self.segments.list.push(Segment {
            span,
            kind,
            before: self.separator,
            after: Separator::Space,
            words: (first, self.word),
            depth: self.depth,
        });
        self.separator = Separator::Space;
        self.open = None;
    }

    /// Whether words are a filler, a database, or just words.
    fn kind_of_words(&self, span: Span) -> SegmentKind {
        let words = span.of(self.text);
        let lead = ["p. ", "pg. ", "via ", "from ", "on ", "in ", "accessed via ", "accessed from "];
        let bare = lead.iter().find_map(|lead| words.strip_prefix(lead)).unwrap_or(words);
        if gazetteer::is_database(bare) {
            return SegmentKind::Database;
        }
        filler(words).map_or(SegmentKind::Words, SegmentKind::Filler)
    }

    fn pass(&mut self, separator: Separator, at: usize) {
        match separator {
            Separator::Open => {
                self.depth = self.depth.saturating_add(1);
                self.open = Some(at);
            }
            Separator::Close => {
                self.depth = self.depth.saturating_sub(1);
                if let Some(open) = self.open.take() {
                    self.segments.empty_brackets.push(Span::new(open, at + 1));
                }
            }
            _ => {}
        }
        self.separator = self.separator.max(separator);
    }
}

/// The pages that stand without a label after a volume: a segment of nothing but `34-56`.
pub(crate) fn bare_pages(text: &str, segments: &Segments, segment: &Segment) -> Option<Span> {
    let has_volume = segments.tokens.locators.iter().any(|locator| locator.kind == LocatorKind::Volume);
    let field = segment.span.of(text).trim_start_matches([':', ' ']);
    let row = field.contains(['-', '–']) && field.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ' '));
    (segment.is_words() && has_volume && row).then(|| Span::new(segment.span.end - field.len(), segment.span.end))
}
