//! The lines of a brief that may be claims without a cite.

use std::ops::Range;
use std::sync::Arc;

use super::brief_style::BriefStyle;
use super::entry_lines::{EntryLines, Opening, WINDOW};
use super::features::{LineDigest, Neighbor, Place, Surroundings, around};
use super::model;
use super::shape::log;
use super::words::Stems;
use crate::evidence::brief::{Brief, Entry, EntryKind};
use crate::text::Span;

/// A line that may be a claim without a cite.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspect {
    /// The number of its entry.
    pub entry: usize,
    /// The line, in bytes of the entry.
    pub span: Span,
    /// Whether it is the first line of its entry: what is known of it depends on the entries around it too.
    pub is_opening: bool,
    /// What the model weighs, by [`super::feature_names`].
    pub features: Vec<f32>,
    /// How sure it is, in logits: see [`super::threshold`].
    pub score: f32,
}

/// The least text of an article, in bytes.
const SHORTEST: usize = 100;

/// All lines of a brief that may be claims without a cite, in the order of the page.
pub fn suspects(brief: &Brief) -> Vec<Suspect> {
    let style = BriefStyle::of(brief.entries.iter().filter_map(|entry| entry.content.claims.as_ref()?.style.as_ref()));
    let mut suspects = Vec::new();
    for (entry, lines) in brief.entries.iter().map(lines_of).enumerate() {
        let Some(lines) = lines else { continue };
        let mut add = |is_opening, span: Span, mut features: Vec<f32>, line: &LineDigest, bytes_above: usize| {
            features.extend(style.features(&line.shape, log(bytes_above)));
            let score = model::score(&features);
            suspects.push(Suspect { entry, span, is_opening, features, score });
        };
        if let Some(opening) = &lines.opening
            && let Some(text) = text_below(brief, entry)
        {
            let above = above(brief, entry);
            let features = of_opening(opening, above, &text);
            add(true, opening.span, features, &opening.digest, above.map_or(0, |above| above.body_bytes));
        }
        for line in &lines.inside {
            add(false, line.span, line.features.clone(), &line.digest, line.bytes_above);
        }
    }
    suspects
}

/// How many entries away an edit can change what is known of the first line of an entry, apart from the file’s style.
pub const REACH: usize = 4;

/// Whether [`suspects`] has the first line of one of these entries.
pub fn weighs_opening(brief: &Brief, entries: Range<usize>) -> bool {
    let mut within = entries.start..entries.end.min(brief.entries.len());
    within.any(|number| text_below(brief, number).is_some())
}

fn lines_of(entry: &Entry) -> Option<&EntryLines> {
    entry.content.claims.as_deref()
}

/// The entry above that is no comment.
fn above(brief: &Brief, entry: usize) -> Option<&EntryLines> {
    let near = brief.entries.get(entry.saturating_sub(REACH)..entry).unwrap_or_default();
    near.iter().rfind(|entry| !is_comment(entry)).and_then(lines_of)
}

fn is_comment(entry: &Entry) -> bool {
    matches!(entry.content.kind, EntryKind::Comment(_))
}

/// The text under the first line of an entry.
struct TextBelow {
    lines: [Option<Neighbor>; 2],
    words: Arc<Stems>,
    /// What of the place of the first line the text tells.
    place: Place,
}

/// The text under the first line of that entry: the rest of it, or, under a line by itself, what the next entries hold
/// up to a cite or a mark. `None` if there is hardly any.
fn text_below(brief: &Brief, entry: usize) -> Option<TextBelow> {
    let lines = lines_of(brief.entries.get(entry)?)?;
    let place = lines.opening.as_ref()?.place;
    let (_, rest) = lines.head.split_first()?;
    let is_text = |line: &Neighbor| line.get(0) >= log(SHORTEST);
    if !rest.is_empty() {
        let [_, words] = &lines.head_words;
        let lines = [rest.first().copied(), rest.get(1).copied()];
        return rest.iter().any(is_text).then(|| TextBelow { lines, words: Arc::clone(words), place });
    }
    let below = brief.entries.get(entry + 1..(entry + 1 + REACH).min(brief.entries.len()))?.iter();
    let below = below.filter(|entry| !is_comment(entry)).map_while(lines_of);
    let uncited: Vec<&EntryLines> = below.take_while(|lines| !lines.head.is_empty()).take(2).collect();
    let ahead: Vec<Neighbor> = uncited.iter().flat_map(|lines| lines.head.iter().copied()).take(2).collect();
    if !ahead.iter().any(is_text) {
        return None;
    }
    let stems = uncited
        .iter()
        .flat_map(|lines| lines.head_words.iter().take(1))
        .flat_map(|words| words.0.iter().copied())
        .take(WINDOW)
        .collect();
    let bytes_below = uncited.iter().map(|lines| lines.body_bytes).sum();
    Some(TextBelow {
        lines: [ahead.first().copied(), ahead.get(1).copied()],
        words: Arc::new(Stems(stems).sorted()),
        place: Place { paragraphs_below: ahead.len(), bytes_below, ..place },
    })
}

/// The features of the first line of an entry.
fn of_opening(opening: &Opening, above: Option<&EntryLines>, text: &TextBelow) -> Vec<f32> {
    around(&Surroundings {
        line: &opening.digest,
        words: &opening.words,
        above: above.and_then(|above| above.tail),
        words_above: above.map_or(&Stems::default(), |above| &*above.tail_words),
        below: text.lines,
        words_below: &text.words,
        place: Place { bytes_above: above.map_or(0, |above| above.body_bytes), ..text.place },
    })
}
