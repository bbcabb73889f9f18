//! How a file writes its tags and bodies: what a claim in the same file probably looks like.

use super::shape::{Shape, log};

/// The numbers of [`Shape`] that are compared with those of the file’s tags.
const COMPARED: [usize; 10] = [0, 2, 5, 8, 9, 10, 11, 12, 18, 24];

/// What one card with tag, cite and body adds to the style of its file.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CardStyle {
    tag: [f32; COMPARED.len()],
    paragraphs: f32,
    is_one_paragraph: f32,
    body: f32,
    paragraph: f32,
    short: f32,
}

// No number in it is NaN.
impl Eq for CardStyle {}

/// The average style of a file’s cards. Rounded, so that hardly a keystroke changes it: then all lines would have to be
/// scored again.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct BriefStyle {
    /// The logarithm of their number.
    cards: f32,
    mean: CardStyle,
    /// The standard deviation of the lengths of the tags.
    spread: f32,
}

/// The style of a file of which nothing is known, which counts as much as so many cards.
const USUAL: CardStyle = CardStyle {
    tag: [4.4, 0.4, 0.5, 0.05, 0.2, 0.15, 0.04, 0.1, 0.02, 0.3],
    paragraphs: 1.4,
    is_one_paragraph: 0.3,
    body: 7.5,
    paragraph: 6.0,
    short: 0.15,
};
const WEIGHT: f32 = 2.0;

/// The names of [`BriefStyle::features`], in order.
pub(super) const NAMES: [&str; 23] = [
    "file-cards",
    "file-tag-bytes",
    "file-tag-period",
    "file-tag-open",
    "file-tag-number",
    "file-tag-dashes",
    "file-tag-spaced-dashes",
    "file-tag-shouted",
    "file-tag-capitals",
    "file-tag-contractions",
    "file-tag-diction",
    "file-paragraphs",
    "file-one-paragraph",
    "file-body",
    "file-paragraph",
    "file-short",
    "like-bytes",
    "like-spread",
    "like-period",
    "like-open",
    "like-number",
    "like-dashes",
    "like-above",
];

impl CardStyle {
    /// `tag` is the shape of the card’s tag, `paragraphs` are the lengths of those of its body, in bytes.
    pub(super) fn new(tag: &Shape, paragraphs: impl Iterator<Item = usize>) -> Self {
        let (mut count, mut bytes, mut short) = (0, 0, 0);
        for len in paragraphs {
            count += 1;
            bytes += len;
            short += usize::from(len < 300);
        }
        let each = count.max(1);
        // A keystroke in a body changes the style of the file hardly ever.
        let to_half = |value: f32| (value * 2.0).round() / 2.0;
        Self {
            tag: COMPARED.map(|number| tag.get(number)),
            paragraphs: log(count),
            is_one_paragraph: f32::from(u8::from(count <= 1)),
            body: to_half(log(bytes)),
            paragraph: to_half(log(bytes / each)),
            short: short as f32 / each as f32,
        }
    }

    fn add(&mut self, other: &Self, weight: f32) {
        for (sum, value) in self.numbers_mut().zip(other.numbers()) {
            *sum += value * weight;
        }
    }

    fn numbers(&self) -> impl Iterator<Item = f32> {
        self.tag.into_iter().chain([self.paragraphs, self.is_one_paragraph, self.body, self.paragraph, self.short])
    }

    fn numbers_mut(&mut self) -> impl Iterator<Item = &mut f32> {
        let Self { tag, paragraphs, is_one_paragraph, body, paragraph, short } = self;
        tag.iter_mut().chain([paragraphs, is_one_paragraph, body, paragraph, short])
    }
}

impl BriefStyle {
    /// The style of a file with these cards.
    pub(super) fn of<'a>(cards: impl Iterator<Item = &'a CardStyle>) -> Self {
        let bytes = |card: &CardStyle| card.tag[0];
        let mut count = WEIGHT;
        let mut mean = CardStyle::default();
        mean.add(&USUAL, WEIGHT);
        // Tags of usual files differ by one: in length, by a factor of e.
        let mut squares = WEIGHT * (bytes(&USUAL) * bytes(&USUAL) + 1.0);
        for card in cards {
            count += 1.0;
            mean.add(card, 1.0);
            squares += bytes(card) * bytes(card);
        }
        mean.numbers_mut().for_each(|sum| *sum /= count);
        let spread = (squares / count - bytes(&mean) * bytes(&mean)).max(0.05).sqrt();
        mean.numbers_mut().for_each(|mean| *mean = rounded(*mean));
        Self { cards: rounded(count.ln()), mean, spread: rounded(spread) }
    }

    /// The style itself, and how much a line of this shape, with so many bytes of body above it, is like it.
    pub(super) fn features(&self, line: &Shape, bytes_above: f32) -> [f32; NAMES.len()] {
        let Self { cards, mean, spread } = *self;
        let [bytes, period, open, number, dashes, spaced, shouted, capitals, contractions, diction] = mean.tag;
        let agree = |number: usize, share: f32| if line.get(number) > 0.0 { share } else { 1.0 - share };
        let longer = line.get(0) - bytes;
        let any_dash = (dashes + spaced).min(1.0);
        let has_dash = line.get(9) + line.get(10) > 0.0;
        [
            cards,
            bytes,
            period,
            open,
            number,
            dashes,
            spaced,
            shouted,
            capitals,
            contractions,
            diction,
            mean.paragraphs,
            mean.is_one_paragraph,
            mean.body,
            mean.paragraph,
            mean.short,
            longer,
            longer.abs() / spread,
            agree(2, period),
            agree(5, open),
            agree(8, number),
            if has_dash { any_dash } else { 1.0 - any_dash },
            bytes_above - mean.body,
        ]
    }
}

/// To less than a key in a tag changes the mean of some dozens.
fn rounded(value: f32) -> f32 {
    (value * 256.0).round() / 256.0
}
