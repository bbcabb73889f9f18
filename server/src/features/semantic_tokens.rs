//! The kind of each piece of text, for colors: headings, tags, the fields of a cite, cutting marks.

use std::collections::BinaryHeap;

use bitflags::bitflags;

use crate::evidence::brief::{Body, Card, Content, CuttingMark, EntryKind, Level};
use crate::evidence::cite::Cite;
use crate::text::Span;

/// A piece of text on one line, without spaces at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it is, in bytes from the start of its entry.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Its modifiers.
    pub modifiers: Modifiers,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// A pocket’s heading.
    Pocket,
    /// A hat’s heading.
    Hat,
    /// A block’s heading, or its name in `[[…]]`.
    Block,
    /// The claim above a card.
    Tag,
    /// A note between tag and cite.
    Undertag,
    /// An argument without evidence.
    Analytic,
    /// A part of a cite that has no other kind.
    Cite,
    /// The short cite, which is read aloud.
    ShortCite,
    /// An author in a cite.
    Author,
    /// A date in a cite.
    Date,
    /// The title of a source.
    Title,
    /// Where a source was published.
    Publication,
    /// The author's qualifications.
    Qualifications,
    /// A link or DOI.
    Url,
    /// Evidence that is read.
    Underline,
    /// Evidence that is emphasized.
    Emphasis,
    /// Evidence that is read aloud.
    Highlight,
    /// `<!-- … -->`
    Comment,
}

bitflags! {
    /// The modifiers of a token.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Modifiers: u32 {
        /// A heading, which others refer to.
        const DECLARATION = 1;
        /// An access date.
        const ACCESSED = 1 << 1;
        /// Inside what is underlined.
        const UNDERLINED = 1 << 2;
        /// Inside what is emphasized.
        const EMPHASISED = 1 << 3;
        /// Inside what is highlighted.
        const HIGHLIGHTED = 1 << 4;
    }
}

impl TokenKind {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 18] = [
        Self::Pocket,
        Self::Hat,
        Self::Block,
        Self::Tag,
        Self::Undertag,
        Self::Analytic,
        Self::Cite,
        Self::ShortCite,
        Self::Author,
        Self::Date,
        Self::Title,
        Self::Publication,
        Self::Qualifications,
        Self::Url,
        Self::Underline,
        Self::Emphasis,
        Self::Highlight,
        Self::Comment,
    ];

    /// Its name as a token type. `comment` is predefined by the protocol, which has none for the others.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pocket => "pocket",
            Self::Hat => "hat",
            Self::Block => "block",
            Self::Tag => "tag",
            Self::Undertag => "undertag",
            Self::Analytic => "analytic",
            Self::Cite => "cite",
            Self::ShortCite => "shortCite",
            Self::Author => "author",
            Self::Date => "date",
            Self::Title => "title",
            Self::Publication => "publication",
            Self::Qualifications => "qualifications",
            Self::Url => "url",
            Self::Underline => "underline",
            Self::Emphasis => "emphasis",
            Self::Highlight => "highlight",
            Self::Comment => "comment",
        }
    }
}

impl Modifiers {
    /// The names of all, in the order of their bits. `declaration` is predefined by the protocol.
    pub const NAMES: [&str; 5] = ["declaration", "accessed", "underlined", "emphasised", "highlighted"];
}

/// Whether cutting marks are tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkTokens {
    /// Underlined, emphasized and highlighted text are tokens.
    Included,
    /// For an editor that draws them from [`appearance`](super::appearance). A long paragraph has hundreds, and an editor
    /// goes through all tokens of a line for each row that it draws.
    LeftOut,
}

/// The tokens of an entry, `text` being all of it; in document order, without overlaps. O(n log n) in the
/// number of fields and marks, O(n) in the text.
pub fn tokens(content: &Content, text: &str, marks: MarkTokens) -> Vec<Token> {
    let mut layers = Vec::new();
    match &content.kind {
        EntryKind::Heading(heading) => {
            let kind = match heading.level {
                Level::Pocket => TokenKind::Pocket,
                Level::Hat => TokenKind::Hat,
                Level::Block => TokenKind::Block,
            };
            layers.push(Token { span: heading.text.span, kind, modifiers: Modifiers::DECLARATION });
        }
        EntryKind::Analytic(words) => layers.push(plain(words.span, TokenKind::Analytic)),
        EntryKind::Comment(comment) => layers.push(plain(comment.span, TokenKind::Comment)),
        EntryKind::Card(card) => of_card(card, marks, &mut layers),
    }
    layers.extend(content.references.iter().map(|name| plain(name.span, TokenKind::Block)));
    let mut tokens = Vec::new();
    for token in visible_parts(&layers) {
        by_lines(token, text, &mut tokens);
    }
    tokens
}

fn plain(span: Span, kind: TokenKind) -> Token {
    Token { span, kind, modifiers: Modifiers::default() }
}

fn of_card(card: &Card, marks: MarkTokens, layers: &mut Vec<Token>) {
    layers.extend(card.tag.iter().map(|tag| plain(tag.span, TokenKind::Tag)));
    layers.extend(card.undertags.iter().map(|note| plain(note.span, TokenKind::Undertag)));
    if marks == MarkTokens::Included {
        layers.extend(card.body.iter().flat_map(of_body));
    }
    for cite in &card.cites {
        of_cite(cite, layers);
    }
    layers.extend(card.comments.iter().map(|comment| plain(comment.span, TokenKind::Comment)));
}

/// From the broadest to the narrowest: later layers cover earlier ones.
fn of_cite(cite: &Cite, layers: &mut Vec<Token>) {
    let texts = |fields: &[&Option<crate::text::Spanned<String>>], kind: TokenKind, layers: &mut Vec<Token>| {
        layers.extend(fields.iter().filter_map(|field| field.as_ref()).map(|field| plain(field.span, kind)));
    };
    layers.push(plain(cite.span, TokenKind::Cite));
    layers.extend(cite.qualifications.iter().map(|field| plain(field.span, TokenKind::Qualifications)));
    texts(&[&cite.container, &cite.volume, &cite.issue, &cite.pages, &cite.database], TokenKind::Publication, layers);
    texts(&[&cite.title], TokenKind::Title, layers);
    layers.extend(cite.authors.iter().map(|author| plain(author.span, TokenKind::Author)));
    layers.extend(cite.short.iter().map(|short| plain(short.span, TokenKind::ShortCite)));
    texts(&[&cite.url, &cite.doi], TokenKind::Url, layers);
    layers.extend(cite.issued.iter().map(|date| plain(date.span, TokenKind::Date)));
    layers.extend(cite.accessed.iter().map(|date| Token {
        span: date.span,
        kind: TokenKind::Date,
        modifiers: Modifiers::ACCESSED,
    }));
}

/// A mark inside another has its own kind, and the other's as a modifier.
fn of_body(body: &Body) -> Vec<Token> {
    let mut open: Vec<(usize, Modifiers)> = Vec::new();
    let mark = |mark: &crate::evidence::brief::Mark| {
        open.retain(|(end, _)| *end > mark.span.start);
        let (kind, modifier) = match mark.kind {
            CuttingMark::Underline => (TokenKind::Underline, Modifiers::UNDERLINED),
            CuttingMark::Emphasis => (TokenKind::Emphasis, Modifiers::EMPHASISED),
            CuttingMark::Highlight => (TokenKind::Highlight, Modifiers::HIGHLIGHTED),
        };
        let modifiers = open.iter().fold(Modifiers::default(), |all, (_, outer)| all | *outer);
        open.push((mark.span.end, modifier));
        Token { span: mark.span, kind, modifiers }
    };
    body.marks.iter().map(mark).collect()
}

/// What is visible of `layers` if each covers those before it: tokens in order, without overlaps.
fn visible_parts(layers: &[Token]) -> Vec<Token> {
    let mut by_start: Vec<usize> = (0..layers.len()).filter(|&layer| !layers[layer].span.is_empty()).collect();
    by_start.sort_by_key(|&layer| layers[layer].span.start);
    let mut coming = by_start.into_iter().peekable();
    // The layers that have begun, the topmost first. One that has ended stays until it comes to the top.
    let mut begun: BinaryHeap<usize> = BinaryHeap::new();
    let mut visible = Vec::new();
    let mut at = 0;
    loop {
        while begun.peek().is_some_and(|&layer| layers[layer].span.end <= at) {
            begun.pop();
        }
        let next = coming.peek().map(|&layer| layers[layer].span.start);
        match (begun.peek(), next) {
            (Some(&top), next) => {
                let end = layers[top].span.end;
                let to = next.map_or(end, |next| next.min(end));
                if to > at {
                    visible.push(Token { span: Span::new(at, to), ..layers[top] });
                }
                at = to;
            }
            (None, Some(next)) => at = next,
            (None, None) => return visible,
        }
        while let Some(layer) = coming.next_if(|&layer| layers[layer].span.start <= at) {
            begun.push(layer);
        }
    }
}

/// Splits a token into one for each line, without spaces at the ends. The rest of a cite is dropped if it is only
/// punctuation.
fn by_lines(token: Token, text: &str, tokens: &mut Vec<Token>) {
    let mut start = token.span.start;
    for line in token.span.of(text).split(['\n', '\r']) {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len() + 1;
        let has_words = token.kind != TokenKind::Cite || span.of(text).contains(char::is_alphanumeric);
        if !span.is_empty() && has_words {
            tokens.push(Token { span, ..token });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fixture::{SYRIA, brief, underlined};
    use super::*;

    fn shown(text: &str) -> String {
        shown_with(MarkTokens::Included, text)
    }

    fn shown_with(marks: MarkTokens, text: &str) -> String {
        let (brief, text, _) = brief(text);
        let all = brief.entries.iter().flat_map(|entry| {
            let found = tokens(&entry.content, entry.span().of(&text), marks).into_iter();
            found.map(|token| {
                let besides: Vec<String> = token.modifiers.iter_names().map(|(name, _)| name.to_lowercase()).collect();
                (token.span.shift(entry.start), format!("{} {}", token.kind.name(), besides.join(" ")))
            })
        });
        underlined(&text, all)
    }

    #[test]
    fn headings_tags_and_fields_have_tokens() {
        insta::assert_snapshot!(shown(SYRIA), @r"
        ## Impacts
           ^^^^^^^ hat declaration
        ### AT: Cooperation
            ^^^^^^^^^^^^^^^ block declaration
        They say this every year.
        ^^^^^^^^^^^^^^^^^^^^^^^^^ analytic
        #### Mediation in Syria fails
             ^^^^^^^^^^^^^^^^^^^^^^^^ tag
        Choi 21, Joseph Choi, reporter, 9-15-21, “Kremlin: talks are off”, The Hill, https://thehill.com/kremlin
        ^^^^^^^ shortCite
                 ^^^^^^^^^^^ author
                              ^^^^^^^^ qualifications
                                        ^^^^^^^ date
                                                  ^^^^^^^^^^^^^^^^^^^^^^ title
                                                                           ^^^^^^^^ publication
                                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ url
        #### Talks fail
             ^^^^^^^^^^ tag
        TASS, September 7, 2021
        ^^^^ author
              ^^^^^^^^^^^^^^^^^ date
        The __talks__ have failed.
              ^^^^^ underline
        ");
    }

    #[test]
    fn marks_inside_marks_and_comments_have_tokens() {
        insta::assert_snapshot!(shown("\
            #### A tag\nthat goes on [[AT: Heg]]\n\nTASS, September 7, 2021, accessed 9-8-21\n\n\
            Now __they **say ==so== too** and__ leave.\n\n<!-- Ana: page? -->\n"), @r"
        #### A tag
             ^^^^^ tag
        that goes on [[AT: Heg]]
        ^^^^^^^^^^^^^^^ undertag
                       ^^^^^^^ block
                              ^^ undertag
        TASS, September 7, 2021, accessed 9-8-21
        ^^^^ author
              ^^^^^^^^^^^^^^^^^ date
                               ^^^^^^^^^^ cite
                                          ^^^^^^ date accessed
        Now __they **say ==so== too** and__ leave.
              ^^^^^^^ underline
                     ^^^^^^ emphasis underlined
                           ^^ highlight underlined emphasised
                             ^^^^^^ emphasis underlined
                                   ^^^^^^ underline
        <!-- Ana: page? -->
        ^^^^^^^^^^^^^^^^^^^ comment
        ");
    }

    #[test]
    fn an_editor_that_draws_marks_gets_the_other_tokens() {
        let brief = "#### A tag\n\nTASS, September 7, 2021\n\nNow __they **say**__ [[AT: Heg]].\n";
        insta::assert_snapshot!(shown_with(MarkTokens::LeftOut, brief), @r"
        #### A tag
             ^^^^^ tag
        TASS, September 7, 2021
        ^^^^ author
              ^^^^^^^^^^^^^^^^^ date
        Now __they **say**__ [[AT: Heg]].
                               ^^^^^^^ block
        ");
    }

    #[test]
    fn there_is_a_name_for_every_bit() {
        assert_eq!(Modifiers::all().bits().count_ones() as usize, Modifiers::NAMES.len());
        let names: Vec<String> = Modifiers::all().iter_names().map(|(name, _)| name.to_lowercase()).collect();
        assert_eq!(names, Modifiers::NAMES);
        assert!(TokenKind::ALL.iter().enumerate().all(|(number, kind)| *kind as usize == number));
    }

    proptest! {
        #[test]
        fn each_byte_has_the_kind_of_the_topmost_layer(spans in prop::collection::vec((0usize..40, 0usize..12, 0usize..18), 0..30)) {
            let layers: Vec<Token> = spans
                .iter()
                .map(|&(start, len, kind)| plain(Span::new(start, start + len), TokenKind::ALL[kind]))
                .collect();
            let seen = visible_parts(&layers);
            prop_assert!(seen.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            let on = |tokens: &[Token], at: usize| {
                tokens.iter().rev().find(|token| token.span.start <= at && at < token.span.end).map(|token| token.kind)
            };
            for at in 0..60 {
                prop_assert_eq!(on(&seen, at), on(&layers, at));
            }
        }
    }
}
