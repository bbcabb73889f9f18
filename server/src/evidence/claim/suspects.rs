//! The lines of a brief that may be claims without a cite.

use std::borrow::Cow;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::brief_style::{BriefStyle, CardStyle};
use super::entry_lines::{EntryLines, Opening, WINDOW};
use super::features::{LineDigest, Neighbor, Place, Surroundings, around};
use super::model;
use super::shape::log;
use super::words::Stems;
use crate::evidence::brief::{Brief, Edited, Entry, EntryKind};
use crate::text::Span;

/// A line that may be a claim without a cite, for the program that fits the weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspect {
    /// The number of its entry.
    pub entry: usize,
    /// The line, in bytes of the entry.
    pub span: Span,
    /// What the model weighs, by [`super::feature_names`].
    pub features: Vec<f32>,
    /// How sure it is, in logits.
    pub score: f32,
}

/// The least text of an article, in bytes.
const SHORTEST: usize = 100;

/// How many entries away an edit can change what is known of the first line of an entry, apart from the file’s style.
const REACH: usize = 4;

/// All lines of a brief that may be claims without a cite, in document order, with their features.
pub fn suspects(brief: &Brief, text: &str) -> Vec<Suspect> {
    let lines = lines_of_all(brief, |span| span.of(text).into());
    let mut all = Vec::new();
    for_each_suspect(brief, &lines, 0..brief.entries.len(), &style_of(&lines), |suspect| all.push(suspect));
    all
}

/// The scores of the lines of a brief that may be claims without a cite, kept for the next edit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suspects {
    /// What is known of the lines of each entry.
    entries: Vec<Option<Arc<EntryLines>>>,
    style: BriefStyle,
    /// In document order.
    scores: Vec<Score>,
}

/// The score of a line that may be a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Score {
    /// The number of its entry.
    entry: usize,
    /// The line, in bytes of the entry.
    span: Span,
    /// In logits.
    score: f32,
}

impl Suspects {
    /// Scores the lines of a whole brief. `text` gives the text of a span of the document.
    pub fn of<'a>(brief: &Brief, text: impl Fn(Span) -> Cow<'a, str>) -> Self {
        let read = |entry: &Entry| lines_of(entry, &text(entry.span()), &[], true);
        Self::scored(brief, brief.entries.iter().map(read).collect())
    }

    /// The same scores of a brief that is not edited, for less work.
    pub fn once<'a>(brief: &Brief, text: impl Fn(Span) -> Cow<'a, str>) -> Self {
        Self::scored(brief, lines_of_all(brief, text))
    }

    fn scored(brief: &Brief, entries: Vec<Option<Arc<EntryLines>>>) -> Self {
        let style = style_of(&entries);
        let scores = scores(brief, &entries, 0..entries.len(), &style);
        Self { entries, style, scores }
    }

    /// The scores after an edit; `self` is from before it. Only the lines near it are scored again, unless it changed the
    /// style of the file.
    #[must_use]
    pub fn after_edit<'a>(&self, edited: &Edited, text: impl Fn(Span) -> Cow<'a, str>) -> Self {
        let Edited { brief, gone, fresh } = edited;
        let [kept, moved] = [0..gone.start, gone.end..self.entries.len()].map(|range| &self.entries[range]);
        let before = &self.entries[gone.clone()];
        let read = brief.entries[fresh.clone()].iter().map(|entry| lines_of(entry, &text(entry.span()), before, true));
        let entries: Vec<_> = kept.iter().cloned().chain(read).chain(moved.iter().cloned()).collect();

        let [old, new] = [&self.entries[gone.clone()], &entries[fresh.clone()]];
        let same_style = old.iter().map(style_in).eq(new.iter().map(style_in));
        let style = if same_style { self.style } else { style_of(&entries) };
        if style != self.style {
            let scores = scores(brief, &entries, 0..entries.len(), &style);
            return Self { entries, style, scores };
        }
        let near = fresh.start.saturating_sub(REACH)..(fresh.end + REACH).min(entries.len());
        let first = self.scores.partition_point(|score| score.entry < near.start);
        let last = self.scores.partition_point(|score| score.entry < gone.end + REACH);
        let moved = self.scores[last..].iter();
        let moved = moved.map(|score| Score { entry: score.entry - gone.end + fresh.end, ..*score });
        let near = scores(brief, &entries, near, &style);
        let scores = self.scores[..first].iter().copied().chain(near).chain(moved).collect();
        Self { entries, style, scores }
    }

    /// The lines that are more likely claims without a cite than anything else: the numbers of their entries, and where
    /// they are in these.
    pub fn likely(&self) -> impl Iterator<Item = (usize, Span)> {
        let threshold = model::threshold();
        self.scores.iter().filter(move |score| score.score >= threshold).map(|score| (score.entry, score.span))
    }
}

/// What is known of the lines of each entry. How an entry ends is found only where the next one may begin with a claim.
fn lines_of_all<'a>(brief: &Brief, text: impl Fn(Span) -> Cow<'a, str>) -> Vec<Option<Arc<EntryLines>>> {
    let mut all = vec![None; brief.entries.len()];
    // Of the entries below that are no comments, the first.
    let mut below: Option<(usize, bool)> = None;
    for (number, entry) in brief.entries.iter().enumerate().rev() {
        let with_tail = below.is_some_and(|(next, may_be_claim)| may_be_claim && next - number <= REACH);
        let lines = lines_of(entry, &text(entry.span()), &[], with_tail);
        if !is_comment(entry) {
            below = Some((number, lines.as_ref().is_some_and(|lines| lines.opening.is_some())));
        }
        all[number] = lines;
    }
    all
}

/// What is known of the lines of an entry; `text` is its own text, and `before` is what was known of those that an edit
/// touched, before it. If the program fails, nothing is.
fn lines_of(entry: &Entry, text: &str, before: &[Option<Arc<EntryLines>>], with_tail: bool) -> Option<Arc<EntryLines>> {
    let content = &entry.content;
    let read = || EntryLines::of(&content.kind, &content.lines, text, before, with_tail);
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_default().map(Arc::new)
}

fn style_in(lines: &Option<Arc<EntryLines>>) -> Option<&CardStyle> {
    lines.as_ref()?.style.as_ref()
}

fn style_of(entries: &[Option<Arc<EntryLines>>]) -> BriefStyle {
    BriefStyle::of(entries.iter().filter_map(style_in))
}

fn scores(brief: &Brief, lines: &[Option<Arc<EntryLines>>], entries: Range<usize>, style: &BriefStyle) -> Vec<Score> {
    let mut scores = Vec::new();
    for_each_suspect(brief, lines, entries, style, |Suspect { entry, span, score, .. }| {
        scores.push(Score { entry, span, score });
    });
    scores
}

/// Passes the lines of those entries that may be claims to `take`, in document order.
fn for_each_suspect(
    brief: &Brief,
    lines: &[Option<Arc<EntryLines>>],
    entries: Range<usize>,
    style: &BriefStyle,
    mut take: impl FnMut(Suspect),
) {
    for entry in entries {
        let Some(own) = &lines[entry] else { continue };
        let mut add = |span: Span, mut features: Vec<f32>, line: &LineDigest, bytes_above: usize| {
            features.extend(style.features(&line.shape, log(bytes_above)));
            let score = model::score(&features);
            take(Suspect { entry, span, features, score });
        };
        if let Some(opening) = &own.opening
            && let Some(text) = text_below(own, not_comments(brief, lines, entry + 1..entry + 1 + REACH))
        {
            let above = not_comments(brief, lines, entry.saturating_sub(REACH)..entry).last().flatten();
            let features = of_opening(opening, above, &text);
            add(opening.span, features, &opening.digest, above.map_or(0, |above| above.body_bytes));
        }
        for line in &own.inside {
            add(line.span, line.features.clone(), &line.digest, line.bytes_above);
        }
    }
}

/// What is known of the lines of those entries that are not comments.
fn not_comments<'a>(
    brief: &'a Brief,
    lines: &'a [Option<Arc<EntryLines>>],
    entries: Range<usize>,
) -> impl Iterator<Item = Option<&'a EntryLines>> {
    let entries = entries.start..entries.end.min(lines.len());
    let not_comments = entries.filter(|&entry| !is_comment(&brief.entries[entry]));
    not_comments.map(|entry| lines[entry].as_deref())
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

/// The text under the first line of an entry: the rest of it, or, under a line by itself, what the next entries `below`
/// hold up to a cite or a mark. `None` if there is hardly any.
fn text_below<'a>(lines: &EntryLines, below: impl Iterator<Item = Option<&'a EntryLines>>) -> Option<TextBelow> {
    let place = lines.opening.as_ref()?.place;
    let (_, rest) = lines.head.split_first()?;
    let is_text = |line: &Neighbor| line.get(0) >= log(SHORTEST);
    if !rest.is_empty() {
        let [_, words] = &lines.head_words;
        let lines = [rest.first().copied(), rest.get(1).copied()];
        return rest.iter().any(is_text).then(|| TextBelow { lines, words: Arc::clone(words), place });
    }
    let below = below.map_while(|lines| lines);
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
