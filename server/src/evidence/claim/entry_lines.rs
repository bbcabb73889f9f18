//! What is known of the lines of one entry.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::brief_style::CardStyle;
use super::features::{Kind, LineDigest, Neighbor, Place, Surroundings, around};
use super::model;
use super::shape::Shape;
use super::words::Stems;
use crate::evidence::brief::{Card, EntryKind, Line, LineRole};
use crate::text::Span;

/// Bytes of a line that may be a claim, and of the text under it.
const LONGEST: usize = 800;
const SHORTEST: usize = 40;

/// Bytes of an entry that is looked at: the files of those with shorter ones have many of them.
const SHORTEST_ENTRY: usize = 12;

/// Stems on each side that are compared.
pub(super) const WINDOW: usize = 100;

/// What is known of the lines of one entry that may be claims, or are next to one. All spans count from its start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EntryLines {
    /// The first three lines of an entry without cite and mark.
    pub(super) head: Vec<Neighbor>,
    /// The stems of the text that begins with the first of them, and with the second.
    pub(super) head_words: [Arc<Stems>; 2],
    /// The first line, if it may be a claim.
    pub(super) opening: Option<Box<Opening>>,
    /// The last line.
    pub(super) tail: Option<Neighbor>,
    /// The stems of the text that ends there.
    pub(super) tail_words: Arc<Stems>,
    /// Bytes of its body.
    pub(super) body_bytes: usize,
    /// The paragraphs of its body that may be claims, with what is known of each; without the file’s style.
    pub(super) inside: Vec<Inside>,
    /// How its tag and body are written, if it has both, and a cite.
    pub(super) style: Option<CardStyle>,
    /// The shapes of its paragraphs by the hash of their text, for the next edit.
    shapes: Shapes,
}

type Shapes = HashMap<u64, Shape, FixedState>;

/// The first line of an entry, if it may be a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub span: Span,
    pub digest: LineDigest,
    pub words: Arc<Stems>,
    pub place: Place,
}

/// A paragraph that may be a claim.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Inside {
    pub span: Span,
    pub digest: LineDigest,
    pub bytes_above: usize,
    pub features: Vec<f32>,
}

// No number in it is NaN.
impl Eq for Inside {}

impl EntryLines {
    /// Looks at the lines of an entry; `text` is its own text, and `before` is what was known of those that an edit
    /// touched, before it. How a card ends is said only `with_tail`. `None` if they are so short that they tell nothing.
    pub(super) fn of(
        kind: &EntryKind,
        lines: &[Line],
        text: &str,
        before: &[Option<Arc<Self>>],
        with_tail: bool,
    ) -> Option<Self> {
        if text.len() < SHORTEST_ENTRY {
            return None;
        }
        Some(match kind {
            EntryKind::Card(card) => of_card(card, lines, text, before, with_tail),
            EntryKind::Analytic(tag) => of_line(Kind::Analytic, tag.span, text),
            EntryKind::Heading(heading) => of_line(Kind::Heading, heading.text.span, text),
            EntryKind::Comment(_) => return None,
        })
    }
}

/// An entry of one line; one with a mark is no claim, and no text of an article.
fn of_line(kind: Kind, span: Span, text: &str) -> EntryLines {
    let line = span.of(text);
    let digest = LineDigest { kind, shape: Shape::of(line) };
    let words = Arc::new(Stems::of(line, WINDOW).sorted());
    let known = EntryLines { tail: Some(digest.into()), tail_words: Arc::clone(&words), ..EntryLines::default() };
    if span.start > 0 {
        return known;
    }
    let head_words = [Arc::clone(&words), Arc::default()];
    let opening = Opening { span, digest, words, place: Place::default() };
    let opening = (span.len() <= LONGEST && !is_own_note(line)).then(|| Box::new(opening));
    EntryLines { head: vec![digest.into()], head_words, opening, ..known }
}

fn of_card(card: &Card, lines: &[Line], text: &str, before: &[Option<Arc<EntryLines>>], with_tail: bool) -> EntryLines {
    let Some(body) = &card.body else {
        let last = lines.last().map(|line| digest(line.role, line.span, text).into());
        return EntryLines { tail: last, ..EntryLines::default() };
    };
    let is_marked = card.tag.as_ref().is_some_and(|tag| tag.span.start > 0);
    let is_cited = !card.cites.is_empty();
    let paragraphs: Vec<Span> = body.paragraphs.iter().copied().map(|span| span.trim(text)).collect();
    let overall = overall(&paragraphs);
    let mut known = EntryLines { body_bytes: paragraphs.iter().map(|span| span.len()).sum(), ..EntryLines::default() };
    if let Some(&last) = paragraphs.last().filter(|_| with_tail) {
        known.tail = Some(digest(LineRole::Body, last, text).into());
        known.tail_words = Arc::new(words_above(&paragraphs, paragraphs.len(), text));
    }
    if let Some(tag) = &card.tag
        && is_cited
    {
        known.style = Some(CardStyle::new(&Shape::of(&tag.value), paragraphs.iter().map(|span| span.len())));
    }
    if is_marked {
        return known;
    }
    let mut first = 1;
    if !is_cited {
        let tag = card.tag.as_ref().map(|tag| (LineRole::Tag, tag.span));
        first = usize::from(tag.is_none());
        let of_body = paragraphs.iter().map(|&span| (LineRole::Body, span));
        let head: Vec<(LineRole, Span)> = tag.into_iter().chain(of_body).take(3).collect();
        let digests: Vec<LineDigest> = head.iter().map(|&(role, span)| digest(role, span, text)).collect();
        known.head = digests.iter().map(|&digest| digest.into()).collect();
        let below = words_below(&paragraphs, first, text);
        if let (Some(&(_, span)), Some(&digest)) = (head.first(), digests.first()) {
            let words = Stems::of(span.of(text), WINDOW);
            let mut all = words.clone();
            all.0.extend(below.0.iter().take(WINDOW.saturating_sub(all.0.len())));
            known.head_words = [Arc::new(all.sorted()), Arc::new(below)];
            let place = place(&paragraphs, first, overall);
            let opening = Opening { span, digest, words: Arc::new(words.sorted()), place };
            known.opening = (span.len() <= LONGEST && !is_own_note(span.of(text))).then(|| Box::new(opening));
        }
    }
    if has_inside(&paragraphs, first) {
        let mut shapes = Shapes::default();
        let digests: Vec<LineDigest> = paragraphs
            .iter()
            .map(|span| {
                let paragraph = span.of(text);
                let hash = FixedState::default().hash_one(paragraph);
                let known = before.iter().flatten().find_map(|before| before.shapes.get(&hash)).copied();
                let shape = known.unwrap_or_else(|| Shape::of(paragraph));
                shapes.insert(hash, shape);
                LineDigest { kind: Kind::Body, shape }
            })
            .collect();
        known.inside = inside(&paragraphs, &digests, first, overall, text);
        known.shapes = shapes;
    }
    known
}

/// How many paragraphs are short, and how long the longest is.
fn overall(paragraphs: &[Span]) -> (usize, usize) {
    let short = paragraphs.iter().filter(|span| span.len() < 300).count();
    (short, paragraphs.iter().map(|span| span.len()).max().unwrap_or(0))
}

/// Whether a paragraph may be a claim by its length and that of the next.
fn may_be_claim(pair: &[Span]) -> bool {
    matches!(pair, [own, next] if own.len() <= LONGEST && next.len() >= SHORTEST)
}

/// What an abbreviation stands for, `HC = Housing Court`, or an argument that names its card, `… That’s Ashton.`
fn is_own_note(line: &str) -> bool {
    /// Words of a line that explains an abbreviation, and of a sentence that names a card.
    const EXPLANATION: usize = 8;
    const NAMING: usize = 3;
    let explains = line.contains(" = ") && line.split_whitespace().count() <= EXPLANATION;
    let last = line.trim_end_matches([' ', '.']).rsplit_once(". ").map_or("", |(_, last)| last);
    let card = ["That’s ", "That's "].iter().find_map(|that| last.strip_prefix(that));
    let is_name = |card: &str| card.starts_with(char::is_uppercase) && card.split(' ').count() <= NAMING;
    explains || card.is_some_and(is_name)
}

/// Whether a paragraph from `first` on may be a claim by its length.
fn has_inside(paragraphs: &[Span], first: usize) -> bool {
    paragraphs.get(first..).unwrap_or_default().windows(2).any(may_be_claim)
}

/// The paragraphs from `first` on that may be claims. The first under a cite is the text of that cite.
fn inside(
    paragraphs: &[Span],
    digests: &[LineDigest],
    first: usize,
    overall: (usize, usize),
    text: &str,
) -> Vec<Inside> {
    let at = |number: usize| digests.get(number).copied();
    let nothing = Stems::default();
    let (mut bytes_above, mut bytes_below) = (0, paragraphs.iter().map(|span| span.len()).sum::<usize>());
    let mut inside = Vec::new();
    for (number, pair) in paragraphs.windows(2).enumerate() {
        let &[span, _] = pair else { continue };
        bytes_below -= span.len();
        let above = bytes_above;
        bytes_above += span.len();
        let may_be = number >= first && may_be_claim(pair) && !is_own_note(span.of(text));
        let Some(line) = at(number).filter(|_| may_be) else { continue };
        let (short, longest) = overall;
        let paragraphs_below = paragraphs.len() - number - 1;
        let place =
            Place { paragraphs_above: number, bytes_above: above, paragraphs_below, bytes_below, short, longest };
        let surroundings = Surroundings {
            line: &line,
            words: &nothing,
            above: number.checked_sub(1).and_then(at).map(Neighbor::from),
            words_above: &nothing,
            below: [at(number + 1).map(Neighbor::from), at(number + 2).map(Neighbor::from)],
            words_below: &nothing,
            place,
        };
        if !model::passes_sieve(&around(&surroundings)) {
            continue;
        }
        let features = around(&Surroundings {
            words: &Stems::of(span.of(text), WINDOW).sorted(),
            words_above: &words_above(paragraphs, number, text),
            words_below: &words_below(paragraphs, number + 1, text),
            ..surroundings
        });
        inside.push(Inside { span, digest: line, bytes_above: above, features });
    }
    inside
}

/// The place of a line that the paragraphs from `next` on follow.
fn place(paragraphs: &[Span], next: usize, (short, longest): (usize, usize)) -> Place {
    let below = paragraphs.get(next..).unwrap_or_default();
    let bytes_below = below.iter().map(|span| span.len()).sum();
    Place {
        paragraphs_above: next.saturating_sub(1),
        bytes_above: 0,
        paragraphs_below: below.len(),
        bytes_below,
        short,
        longest,
    }
}

fn digest(role: LineRole, span: Span, text: &str) -> LineDigest {
    let kind = match role {
        LineRole::Pocket | LineRole::Hat | LineRole::Block => Kind::Heading,
        LineRole::Tag | LineRole::Undertag => Kind::Tag,
        LineRole::Analytic => Kind::Analytic,
        LineRole::Cite => Kind::Cite,
        LineRole::Body | LineRole::Comment => Kind::Body,
    };
    LineDigest { kind, shape: Shape::of(span.of(text)) }
}

/// The stems of the text that begins with the paragraph of that number.
fn words_below(paragraphs: &[Span], number: usize, text: &str) -> Stems {
    let mut stems = Stems::default();
    for span in paragraphs.iter().skip(number) {
        stems.extend(span.of(text), WINDOW);
        if stems.0.len() >= WINDOW {
            break;
        }
    }
    stems.sorted()
}

/// Bytes at a paragraph’s end that hold as many stems as are compared.
const TAIL: usize = WINDOW * 12;

/// The stems of the text that ends before the paragraph of that number.
fn words_above(paragraphs: &[Span], number: usize, text: &str) -> Stems {
    let mut stems = Stems::default();
    for span in paragraphs.iter().take(number).rev() {
        let words = span.of(text);
        let mut from = words.len().saturating_sub(TAIL);
        while !words.is_char_boundary(from) {
            from += 1;
        }
        stems.extend(Span::new(from, words.len()).of(words), WINDOW);
        if stems.0.len() >= WINDOW {
            break;
        }
    }
    stems.sorted()
}
