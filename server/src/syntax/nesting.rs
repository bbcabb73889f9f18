//! From the lines of a text to its items, without a tree: how lines nest, as grammar.js says it. A tree is for texts that
//! are edited; most texts are read once.

use tree_sitter_debate::{Token, TokenKind};

use super::items::{CuttingMark, Item, ItemKind, Level, Piece, PieceKind};
use crate::text::Span;

/// Calls `visit` with each heading, card, analytic and comment of `text`, in order.
pub(super) fn for_each(text: &str, mut visit: impl FnMut(Item)) {
    let tokens = tree_sitter_debate::lines(text);
    let mut nesting = Nesting { entry: None, comments: Vec::new(), visit: &mut visit };
    let mut rest = tokens.as_slice();
    while let Some((line, behind)) = rest.split_first() {
        let count = behind.iter().take_while(|token| is_part_of_line(token.kind)).count();
        let (parts, behind) = behind.split_at(count);
        nesting.line(*line, parts);
        rest = behind;
    }
    nesting.end_entry();
}

fn is_part_of_line(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Text
            | TokenKind::UnderlineOpen
            | TokenKind::UnderlineClose
            | TokenKind::EmphasisOpen
            | TokenKind::EmphasisClose
            | TokenKind::HighlightOpen
            | TokenKind::HighlightClose
            | TokenKind::MarkEnd
    )
}

/// How far a card or an analytic has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Its tag goes on in the next line.
    OpenTag,
    Tag,
    /// Nothing goes on with it.
    Analytic,
    Undertags,
    /// The last cite can go on.
    Cite,
    /// The last cite is a line by itself.
    Source,
    Body,
    SourceBelowBody,
}

struct Entry {
    pieces: Vec<Piece>,
    stage: Stage,
}

struct Nesting<'a, V> {
    /// The card or the analytic that is being read.
    entry: Option<Entry>,
    /// Comments that belong to it if it goes on.
    comments: Vec<Span>,
    visit: &'a mut V,
}

impl<V: FnMut(Item)> Nesting<'_, V> {
    fn line(&mut self, line: Token, parts: &[Token]) {
        match line.kind {
            TokenKind::Comment => match self.entry {
                Some(_) => self.comments.push(span(line)),
                None => self.item(ItemKind::Comment, vec![piece(PieceKind::Comment, line, parts)]),
            },
            TokenKind::Pocket => self.heading(Level::Pocket, line, parts),
            TokenKind::Hat => self.heading(Level::Hat, line, parts),
            TokenKind::Block => self.heading(Level::Block, line, parts),
            TokenKind::TagPart => self.tag(Stage::OpenTag, line, parts),
            TokenKind::Tag => self.tag(Stage::Tag, line, parts),
            TokenKind::Analytic => self.tag(Stage::Analytic, line, parts),
            TokenKind::Undertag => {
                self.go_on_or_begin(
                    &[Stage::Tag, Stage::Undertags],
                    PieceKind::Undertag,
                    Stage::Undertags,
                    line,
                    parts,
                );
            }
            TokenKind::Cite => self.go_on_or_begin(&ABOVE_BODY, PieceKind::Cite, Stage::Cite, line, parts),
            TokenKind::CiteMore if self.stage() == Some(Stage::Cite) => self.go_on_with_piece(line, parts),
            TokenKind::CiteMore => self.go_on_or_begin(&ABOVE_BODY, PieceKind::Cite, Stage::Cite, line, parts),
            TokenKind::Source if matches!(self.stage(), Some(Stage::Body | Stage::SourceBelowBody)) => {
                self.add(PieceKind::Cite, Stage::SourceBelowBody, line, parts);
            }
            TokenKind::Source => self.go_on_or_begin(&ABOVE_BODY, PieceKind::Cite, Stage::Source, line, parts),
            TokenKind::Paragraph => {
                self.go_on_or_begin(&ABOVE_OR_IN_BODY, PieceKind::Paragraph, Stage::Body, line, parts);
            }
            // Parts come with their line.
            _ => {}
        }
    }

    fn stage(&self) -> Option<Stage> {
        self.entry.as_ref().map(|entry| entry.stage)
    }

    fn heading(&mut self, level: Level, line: Token, parts: &[Token]) {
        self.end_entry();
        self.item(ItemKind::Heading(level), vec![piece(PieceKind::Heading, line, parts)]);
    }

    /// A line of a tag begins an entry, unless the line above is one of the same tag.
    fn tag(&mut self, stage: Stage, line: Token, parts: &[Token]) {
        if self.stage() == Some(Stage::OpenTag) {
            self.go_on_with_piece(line, parts);
            self.entry.iter_mut().for_each(|entry| entry.stage = stage);
        } else {
            self.go_on_or_begin(&[], PieceKind::Tag, stage, line, parts);
        }
    }

    /// A line belongs to the last piece. So do comments before it.
    fn go_on_with_piece(&mut self, line: Token, parts: &[Token]) {
        self.comments.clear();
        if let Some(last) = self.entry.as_mut().and_then(|entry| entry.pieces.last_mut()) {
            let more = piece(last.kind, line, parts);
            last.span = last.span.join(more.span);
            match last.kind {
                PieceKind::Tag => last.texts.extend(more.texts),
                _ => last.texts = vec![last.span],
            }
        }
    }

    /// A line belongs to the entry if that has come to one of these stages; else it begins another.
    fn go_on_or_begin(&mut self, from: &[Stage], kind: PieceKind, stage: Stage, line: Token, parts: &[Token]) {
        if !self.stage().is_some_and(|stage| from.contains(&stage)) {
            self.end_entry();
        }
        self.add(kind, stage, line, parts);
    }

    /// Adds a piece to the entry, after the comments before it.
    fn add(&mut self, kind: PieceKind, stage: Stage, line: Token, parts: &[Token]) {
        let entry = self.entry.get_or_insert_with(|| Entry { pieces: Vec::new(), stage });
        entry.pieces.extend(self.comments.drain(..).map(comment));
        entry.pieces.push(piece(kind, line, parts));
        entry.stage = stage;
    }

    /// Nothing more belongs to the entry; comments that followed it stand by themselves.
    fn end_entry(&mut self) {
        if let Some(Entry { pieces, stage }) = self.entry.take() {
            let has_no_evidence = matches!(stage, Stage::OpenTag | Stage::Tag | Stage::Analytic);
            let kind = if has_no_evidence { ItemKind::Analytic } else { ItemKind::Card };
            self.item(kind, pieces);
        }
        for span in std::mem::take(&mut self.comments) {
            self.item(ItemKind::Comment, vec![comment(span)]);
        }
    }

    fn item(&mut self, kind: ItemKind, pieces: Vec<Piece>) {
        let span = pieces.iter().map(|piece| piece.span).reduce(Span::join).unwrap_or_default();
        (self.visit)(Item { kind, span, pieces });
    }
}

const ABOVE_BODY: [Stage; 4] = [Stage::Tag, Stage::Undertags, Stage::Cite, Stage::Source];
const ABOVE_OR_IN_BODY: [Stage; 5] = [Stage::Tag, Stage::Undertags, Stage::Cite, Stage::Source, Stage::Body];

fn span(token: Token) -> Span {
    Span::new(token.start as usize, token.end as usize)
}

fn comment(span: Span) -> Piece {
    Piece { kind: PieceKind::Comment, span, texts: vec![span], marks: Vec::new() }
}

/// A piece of one line.
fn piece(kind: PieceKind, line: Token, parts: &[Token]) -> Piece {
    let span = span(line);
    let texts = match kind {
        PieceKind::Heading | PieceKind::Tag | PieceKind::Undertag => parts.iter().copied().map(self::span).collect(),
        _ => vec![span],
    };
    let marks = if kind == PieceKind::Paragraph { marks(parts) } else { Vec::new() };
    Piece { kind, span, texts, marks }
}

/// Cutting marks that are closed, outer before inner.
fn marks(signs: &[Token]) -> Vec<(CuttingMark, Span)> {
    let mut marks: Vec<(CuttingMark, Option<Span>)> = Vec::with_capacity(signs.len() / 2);
    let mut open: Vec<(usize, usize)> = Vec::new();
    for sign in signs {
        let opens = match sign.kind {
            TokenKind::UnderlineOpen => Some(CuttingMark::Underline),
            TokenKind::EmphasisOpen => Some(CuttingMark::Emphasis),
            TokenKind::HighlightOpen => Some(CuttingMark::Highlight),
            _ => None,
        };
        if let Some(kind) = opens {
            open.push((marks.len(), sign.end as usize));
            marks.push((kind, None));
        } else if let Some((number, start)) = open.pop()
            && sign.kind != TokenKind::MarkEnd
            && let Some((_, span)) = marks.get_mut(number)
        {
            *span = Some(Span::new(start, sign.start as usize));
        }
    }
    marks.into_iter().filter_map(|(kind, span)| Some((kind, span?))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syntax::Syntax;
    use crate::text::Text;

    fn of_lines(text: &str) -> Vec<Item> {
        let mut items = Vec::new();
        for_each(text, |item| items.push(item));
        items
    }

    fn of_tree(text: &str) -> Vec<Item> {
        let mut items = Vec::new();
        Syntax::parse(&Text::new(text)).for_each_item(Span::new(0, text.len() + 1), |item| items.push(item));
        items
    }

    #[test]
    fn comments_belong_to_what_goes_on_behind_them() {
        let card = "<!-- a -->\n#### Talks fail\n\n<!-- b -->\n\n**Choi 21**, The Hill\n\n<!-- c -->\n__Nobody **waits__ for** them.\n\n<!-- d -->\n\nThey ==wait.\n\n<!-- e -->\n### AT: War\n<!-- f -->";
        let items = of_lines(card);
        assert_eq!(items, of_tree(card));
        let kinds: Vec<(ItemKind, usize)> = items.iter().map(|item| (item.kind, item.pieces.len())).collect();
        let alone = (ItemKind::Comment, 1);
        assert_eq!(kinds, [alone, (ItemKind::Card, 7), alone, (ItemKind::Heading(Level::Block), 1), alone]);
    }

    /// Lines of all roles, in any order.
    fn lines() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            Just("# Aff"),
            Just("## Case "),
            Just("### AT: War"),
            Just("===AT: Peace==="),
            Just("====Talks fail===="),
            Just("#### Talks fail"),
            Just("####"),
            Just("AT: War"),
            Just("Talks fail"),
            Just("1. Talks fail because"),
            Just("nobody waits for them"),
            Just("Note: read it last."),
            Just("**Choi 21**, Joseph Choi, The Hill"),
            Just("Choi 21, Joseph Choi, 9-2-21, “Off”, The Hill"),
            Just("Choi 21 [Joseph Choi, professor of law at Yale,"),
            Just("“The talks,” The Hill, accessed 9-3-21, https://thehill.com/a]"),
            Just("https://thehill.com/a__b__"),
            Just("Joseph Choi, The Hill, September 2, 2021"),
            Just("<!-- cut -->"),
            Just("~ Marked 10:32 ~"),
            Just("---"),
            Just(
                "They say __nobody **waits** ==here==__ for the talks, which are off, and that **all of __this** fails__ at once."
            ),
            Just("It is ==over__ now [and **never** was].\u{a0}"),
            Just("\\__no__ __a_ ___b___ == c=="),
            Just("\t\u{feff}x"),
            Just(". It fails now. "),
            Just("They say __all__ . "),
            Just("No . . . and now .. "),
        ];
        let end = prop_oneof![Just("\n"), Just("\n\n"), Just("\r\n"), Just("\n\n\n"), Just(" \n\u{b}\n")];
        prop::collection::vec((line, end), 0..24)
            .prop_map(|lines| lines.into_iter().flat_map(|(a, b)| [a, b]).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_items_are_those_of_the_tree(text in lines()) {
            prop_assert_eq!(of_lines(&text), of_tree(&text));
        }

        #[test]
        fn so_they_are_of_any_text(text in "([a-z#_*=\\[\\]\\\\.<>! \n\r-]|[A-Z0-9,:“”’é]|http://|<!--|-->|[ -~]|.){0,60}") {
            prop_assert_eq!(of_lines(&text), of_tree(&text));
        }
    }
}
