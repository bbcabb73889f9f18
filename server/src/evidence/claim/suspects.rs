//! The lines of a brief that may be claims without a cite.

use super::brief_style::BriefStyle;
use super::entry_lines::{EntryLines, Opening, WINDOW};
use super::features::{LineDigest, Place, Surroundings, around, score};
use super::shape::log;
use super::words::Stems;
use crate::evidence::brief::{Brief, EntryKind};
use crate::text::Span;

/// A line that may be a claim without a cite.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspect {
    /// The number of its entry.
    pub entry: usize,
    /// The line, in bytes of the entry.
    pub span: Span,
    /// What the model weighs, by [`super::feature_names`].
    pub features: Vec<f32>,
    /// How sure it is, in logits: see [`super::threshold`].
    pub score: f32,
}

/// The least text of an article, in bytes.
const SHORTEST: usize = 100;

/// All lines of a brief that may be claims without a cite, in the order of the page.
pub fn suspects(brief: &Brief) -> Vec<Suspect> {
    let entries: Vec<(usize, &EntryLines)> = brief
        .entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| !matches!(entry.content.kind, EntryKind::Comment(_)))
        .map(|(number, entry)| (number, &entry.content.claims))
        .collect();
    let style = BriefStyle::of(entries.iter().filter_map(|(_, lines)| lines.style.as_ref()));
    let mut suspects = Vec::new();
    for (at, &(entry, lines)) in entries.iter().enumerate() {
        let mut add = |span: Span, mut features: Vec<f32>, line: &LineDigest, bytes_above: usize| {
            features.extend(style.features(&line.shape, log(bytes_above)));
            let score = score(&features);
            suspects.push(Suspect { entry, span, features, score });
        };
        if let (Some(opening), Some(line)) = (&lines.opening, lines.head.first()) {
            let above = at.checked_sub(1).and_then(|above| entries.get(above)).map(|(_, lines)| *lines);
            let below = entries.get(at + 1..).unwrap_or_default();
            let bytes_above = above.map_or(0, |above| above.body_bytes);
            if let Some(features) = of_opening(opening, lines, above, below) {
                add(opening.span, features, line, bytes_above);
            }
        }
        for line in &lines.inside {
            add(line.span, line.features.clone(), &line.digest, line.bytes_above);
        }
    }
    suspects
}

/// The features of the first line of an entry. `None` if no text follows it.
fn of_opening(
    opening: &Opening,
    lines: &EntryLines,
    above: Option<&EntryLines>,
    below: &[(usize, &EntryLines)],
) -> Option<Vec<f32>> {
    let (line, rest) = lines.head.split_first()?;
    // The text may be in the entries below, up to a cite or a mark.
    let uncited = || below.iter().map(|(_, lines)| *lines).take_while(|lines| !lines.head.is_empty()).take(2);
    let ahead: Vec<LineDigest> = match rest {
        [] => uncited().flat_map(|lines| lines.head.iter().copied()).take(2).collect(),
        rest => rest.to_vec(),
    };
    let longest = ahead.iter().map(|line| line.shape.get(0)).fold(0.0, f32::max);
    if longest < log(SHORTEST) {
        return None;
    }
    let joined;
    let (words_below, place) = if rest.is_empty() {
        let stems = uncited().flat_map(|lines| lines.head_words[0].0.iter().copied()).take(WINDOW).collect();
        joined = Stems(stems).sorted();
        let bytes_below = uncited().map(|lines| lines.body_bytes).sum();
        (&joined, Place { paragraphs_below: ahead.len(), bytes_below, ..opening.place })
    } else {
        (&lines.head_words[1], opening.place)
    };
    Some(around(&Surroundings {
        line,
        words: &opening.words,
        above: above.and_then(|above| above.tail),
        words_above: above.map_or(&Stems::default(), |above| &above.tail_words),
        below: [ahead.first().copied(), ahead.get(1).copied()],
        words_below,
        place: Place { bytes_above: above.map_or(0, |above| above.body_bytes), ..place },
    }))
}
