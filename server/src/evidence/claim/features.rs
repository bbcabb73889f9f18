//! The numbers that the model weighs for one line.

use super::brief_style;
use super::shape::{self, Shape, log};
use super::words::Stems;

/// What one line is in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The first line of a card without a cite, or a line by itself: the grammar takes it for a tag or an analytic.
    Tag,
    Analytic,
    /// The grammar takes it for a paragraph of a body.
    Body,
    Heading,
    Cite,
}

/// A line, and all that is known of how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineDigest {
    pub kind: Kind,
    pub shape: Shape,
}

/// The numbers of [`Shape`] that are looked at in a line next to the one in question.
const OF_NEIGHBOR: [usize; 8] = [0, 2, 5, 6, 7, 12, 19, 24];

/// What is looked at in a line next to the one in question. There are many of them: every line of a list is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Neighbor {
    pub kind: Kind,
    shape: [f32; OF_NEIGHBOR.len()],
}

// No number in it is NaN.
impl Eq for Neighbor {}

impl From<LineDigest> for Neighbor {
    fn from(line: LineDigest) -> Self {
        Self { kind: line.kind, shape: OF_NEIGHBOR.map(|number| line.shape.get(number)) }
    }
}

impl Neighbor {
    /// The number of its shape with that place in [`shape::NAMES`], one of `OF_NEIGHBOR`.
    pub(super) fn get(&self, number: usize) -> f32 {
        let at = OF_NEIGHBOR.iter().position(|of_neighbor| *of_neighbor == number);
        at.and_then(|at| self.shape.get(at)).copied().unwrap_or(0.0)
    }
}

/// All that is looked at for one line.
#[derive(Debug)]
pub(super) struct Surroundings<'a> {
    pub line: &'a LineDigest,
    pub words: &'a Stems,
    /// The line above, and the stems of the text that ends there.
    pub above: Option<Neighbor>,
    pub words_above: &'a Stems,
    /// The two lines below, and the stems of the text that begins there.
    pub below: [Option<Neighbor>; 2],
    pub words_below: &'a Stems,
    pub place: Place,
}

/// Where the line is in its card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Paragraphs of the body above it, and their bytes.
    pub paragraphs_above: usize,
    pub bytes_above: usize,
    /// Paragraphs of the same body below it, and their bytes.
    pub paragraphs_below: usize,
    pub bytes_below: usize,
    /// How many of all paragraphs of this body are short.
    pub short: usize,
    /// The byte lengths of the shortest and the longest paragraph of this body.
    pub longest: usize,
}

const AROUND: [&str; 41] = [
    "is-tag",
    "is-analytic",
    "is-body",
    "is-heading",
    "below-is-body",
    "below-is-tag",
    "below-bytes",
    "below-period",
    "below-capital",
    "below-quote",
    "below-sentences",
    "below-capitals",
    "below-diction",
    "below-open",
    "second",
    "second-bytes",
    "second-is-body",
    "above",
    "above-is-body",
    "above-is-heading",
    "above-is-tag",
    "above-bytes",
    "above-period",
    "above-open",
    "above-sentences",
    "above-diction",
    "minus-below",
    "minus-above",
    "paragraphs-above",
    "bytes-above",
    "paragraphs-below",
    "bytes-below",
    "short-share",
    "minus-longest",
    "words-in-below",
    "words-in-above",
    "words-difference",
    "names-in-below",
    "cohesion",
    "cohesion-names",
    "diction-minus-below",
];

/// The names of all features, in order.
pub fn names() -> Vec<&'static str> {
    shape::NAMES.into_iter().chain(AROUND).chain(brief_style::NAMES).collect()
}

/// What a line and its surroundings say; those of the file’s style are added when that is known.
pub(super) fn around(it: &Surroundings<'_>) -> Vec<f32> {
    let flag = |is: bool| f32::from(u8::from(is));
    let is = |line: Option<Neighbor>, kinds: &[Kind]| flag(line.is_some_and(|line| kinds.contains(&line.kind)));
    let of = |line: Option<Neighbor>, number: usize| line.map_or(0.0, |line| line.get(number));
    let [below, second] = it.below;
    let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
    let (in_below, names_in_below) = it.words.shared(it.words_below);
    let (in_above, _) = it.words.shared(it.words_above);
    let (both, names) = it.words_above.shared(it.words_below);
    let (above_len, below_len) = (it.words_above.0.len(), it.words_below.0.len());
    let len = it.words.0.len();
    let (share_below, share_above) = (share(in_below, len), share(in_above, len));
    let shape = &it.line.shape;
    let place = it.place;
    let paragraphs = place.paragraphs_above + place.paragraphs_below + 1;
    let mut features = Vec::with_capacity(shape::NAMES.len() + AROUND.len() + brief_style::NAMES.len());
    features.extend(shape.0);
    features.extend::<[f32; AROUND.len()]>([
        flag(it.line.kind == Kind::Tag),
        flag(it.line.kind == Kind::Analytic),
        flag(it.line.kind == Kind::Body),
        flag(it.line.kind == Kind::Heading),
        is(below, &[Kind::Body]),
        is(below, &[Kind::Tag, Kind::Analytic]),
        of(below, 0),
        of(below, 2),
        of(below, 6),
        of(below, 7),
        of(below, 19),
        of(below, 12),
        of(below, 24),
        of(below, 5),
        flag(second.is_some()),
        of(second, 0),
        is(second, &[Kind::Body]),
        flag(it.above.is_some()),
        is(it.above, &[Kind::Body]),
        is(it.above, &[Kind::Heading]),
        is(it.above, &[Kind::Tag, Kind::Analytic]),
        of(it.above, 0),
        of(it.above, 2),
        of(it.above, 5),
        of(it.above, 19),
        of(it.above, 24),
        shape.get(0) - of(below, 0),
        shape.get(0) - of(it.above, 0),
        log(place.paragraphs_above),
        log(place.bytes_above),
        log(place.paragraphs_below),
        log(place.bytes_below),
        share(place.short, paragraphs),
        shape.get(0) - log(place.longest),
        share_below,
        share_above,
        share_below - share_above,
        share(names_in_below, it.words.names()),
        both as f32 / ((above_len * below_len) as f32).sqrt().max(1.0),
        names as f32 / ((it.words_above.names() * it.words_below.names()) as f32).sqrt().max(1.0),
        shape.get(24) - of(below, 24),
    ]);
    features
}
