//! Whether a change leaves a brief what it is: every line its role, and every tag, heading, cite and quotation its own
//! words, except for what the change itself writes. No fix is made, offered or counted without this.
//!
//! A brief is compared part by part, not line by line, so that a cite over two lines equals the same cite on one line.
//! Spaces and line ends do not count.
//!
//! The role of a line depends on the lines around it, and not on those far away. So a fix is checked in a window of a
//! few lines on either side, and the cost grows with the number of fixes and not with its square.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::Edit;
use super::excerpt::{self, Excerpt};
use super::parts::{Part, PartKind, parts_of};
use crate::evidence::brief::Brief;
use crate::evidence::cite::CiteOptions;
use crate::evidence::parse;
use crate::text::Span;

/// What a change must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// Every part but short cites: a fix that somebody chooses may add the year that is read aloud.
    Roles,
    /// What is read aloud of a cite, too.
    RolesAndShortCites,
}

/// The parts of `brief`, in document order.
pub fn parts(brief: &Brief, promise: Promise) -> Vec<Part> {
    let mut parts = parts_of(&brief.entries, 0);
    parts.retain(|part| promise.covers(part));
    parts
}

impl Promise {
    fn covers(self, part: &Part) -> bool {
        self == Self::RolesAndShortCites || part.kind != PartKind::ShortCite
    }
}

/// A part with its words.
struct Words<'t> {
    part: Part,
    text: Cow<'t, str>,
    /// Whether an entry begins with it.
    leads: bool,
}

impl Words<'_> {
    fn is_same(&self, other: &Words<'_>) -> bool {
        let letters = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).collect::<String>();
        if self.part.kind == PartKind::ShortCite {
            return other.part.kind == PartKind::ShortCite && letters(&self.text) == letters(&other.text);
        }
        (self.part.kind, self.leads) == (other.part.kind, other.leads)
            && (self.text == other.text || self.text.split_whitespace().eq(other.text.split_whitespace()))
    }
}

/// Those of `parts` that have words, with their words in `text` after `edits`.
fn words<'t>(parts: &[Part], text: &'t str, edits: &[&Edit]) -> Vec<Words<'t>> {
    let near = |part: &Part| {
        let first = edits.partition_point(|edit| edit.span.end < part.span.start);
        let count = edits[first..].iter().take_while(|edit| edit.span.start <= part.span.end).count();
        first..first + count
    };
    // What is written between two parts belongs to the one that ends there, or else to the one that begins there.
    let mut is_inside = vec![false; edits.len()];
    let mut is_at_end = vec![false; edits.len()];
    for part in parts {
        for number in near(part) {
            let edit = edits[number].span;
            is_inside[number] |= part.span.overlaps(edit) || (part.span.start < edit.start && edit.end < part.span.end);
            is_at_end[number] |= part.span.end == edit.start;
        }
    }
    let text_of = |part: &Part| {
        let near = near(part);
        if near.is_empty() {
            return Cow::Borrowed(part.span.of(text));
        }
        let mut after = String::with_capacity(part.span.len());
        let mut end_so_far = part.span.start;
        for number in near {
            let edit = edits[number];
            let owns = if is_inside[number] {
                part.span.overlaps(edit.span) || (part.span.start < edit.span.start && edit.span.end < part.span.end)
            } else {
                !is_at_end[number] || part.span.end == edit.span.start
            };
            let from = edit.span.start.clamp(part.span.start, part.span.end);
            after += Span::new(end_so_far, from).of(text);
            after += if owns { edit.text.as_str() } else { " " };
            end_so_far = edit.span.end.clamp(from, part.span.end);
        }
        after += Span::new(end_so_far, part.span.end).of(text);
        Cow::Owned(after)
    };
    let mut last = None;
    let with_words = parts.iter().filter_map(|part| {
        let text = text_of(part);
        if text.trim().is_empty() {
            return None;
        }
        // A short cite is a part of its cite, which may begin with it.
        let leads = part.kind != PartKind::ShortCite && last.replace(part.entry) != Some(part.entry);
        Some(Words { part: *part, text, leads })
    });
    with_words.collect()
}

/// Where a change makes something else of a brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The part that is no longer what it was, if one is left.
    pub before: Option<Part>,
    /// What is there after the change, if anything.
    pub after: Option<Part>,
}

/// The first place where `after`, the parts of `text_after`, is not what `edits` should have made of `before`, the
/// parts of `text`. `edits` are in order and do not overlap.
pub fn difference(
    before: &[Part],
    text: &str,
    edits: &[&Edit],
    after: &[Part],
    text_after: &str,
) -> Option<Difference> {
    let (expected, found) = (words(before, text, edits), words(after, text_after, &[]));
    let same = expected.iter().zip(&found).take_while(|(expected, found)| expected.is_same(found)).count();
    (same < expected.len().max(found.len())).then(|| Difference {
        before: expected.get(same).map(|words| words.part),
        after: found.get(same).map(|words| words.part),
    })
}

/// `text` after `edits`, which are in order and do not overlap.
pub fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut after = String::with_capacity(text.len());
    let mut end_so_far = 0;
    for edit in edits {
        after += &text[end_so_far..edit.span.start];
        after += &edit.text;
        end_so_far = edit.span.end;
    }
    after + &text[end_so_far..]
}

/// How often the whole text is parsed again, for windows whose lines have other roles by themselves.
const MAX_WHOLE_PARSES: u32 = 3;

/// Checks changes of one text.
pub(crate) struct Prover<'a> {
    text: &'a str,
    brief: &'a Brief,
    cite_options: &'a CiteOptions,
    bytes_parsed: Cell<usize>,
    whole_parses: Cell<u32>,
}

/// The lines around some edits.
pub(crate) struct Window<'p, 'a> {
    prover: &'p Prover<'a>,
    touched: Range<usize>,
    /// Without the text that no role depends on.
    excerpt: Excerpt,
    /// With all text. Computed if it is needed.
    whole_lines: OnceCell<Excerpt>,
    /// Whether the lines have the same roles by themselves as in the document. Computed if it is needed.
    means_the_same_alone: OnceCell<bool>,
}

/// The text around some edits after them, parsed once.
pub(crate) struct Trial<'w> {
    window: &'w Window<'w, 'w>,
    /// In order.
    edits: &'w [&'w Edit],
    after: After,
    /// The same of the whole lines. Computed if it is needed.
    whole_lines: OnceCell<After>,
    /// The whole text after the edits, and its parts. Computed if it is needed.
    whole: OnceCell<(String, Vec<Part>)>,
}

/// An excerpt after some edits.
struct After {
    /// In bytes of the excerpt before.
    edits: Vec<Edit>,
    text: String,
    /// All parts of that text, in bytes of it.
    parts: Vec<Part>,
}

impl<'a> Prover<'a> {
    pub(crate) fn new(text: &'a str, brief: &'a Brief, cite_options: &'a CiteOptions) -> Self {
        Self { text, brief, cite_options, bytes_parsed: Cell::new(0), whole_parses: Cell::new(0) }
    }

    /// The cost: how much text was parsed, in bytes.
    pub(crate) fn bytes_parsed(&self) -> usize {
        self.bytes_parsed.get()
    }

    fn parse(&self, text: &str) -> Brief {
        self.bytes_parsed.set(self.bytes_parsed.get() + text.len());
        parse::brief(text, self.cite_options)
    }

    /// The numbers of the entries that `edits` touch.
    pub(crate) fn touched(&self, edits: &[Edit]) -> Range<usize> {
        let entries = &self.brief.entries;
        let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return 0..0 };
        let from = entries.partition_point(|entry| entry.span().end < first.span.start);
        let to = entries.partition_point(|entry| entry.start <= last.span.end);
        from..to.max(from)
    }

    /// The window around `edits`, which are in order and touch the entries `touched`. Only they can be tried in it.
    pub(crate) fn window(&self, touched: Range<usize>, edits: &[&Edit]) -> Window<'_, 'a> {
        let entries = &self.brief.entries;
        let around = excerpt::entries_around(self.text, entries, touched.clone(), Some(edits));
        let excerpt = Excerpt::around(self.text, entries, around, edits);
        Window { prover: self, touched, excerpt, whole_lines: OnceCell::new(), means_the_same_alone: OnceCell::new() }
    }

    /// The text of `excerpt` after `edits`.
    fn after(&self, excerpt: &Excerpt, edits: &[&Edit]) -> After {
        let inside = |edit: &&Edit| Edit { span: excerpt.inside(edit.span), ..Edit::clone(edit) };
        let edits: Vec<Edit> = edits.iter().map(inside).collect();
        let text = edited(&excerpt.text, &edits.iter().collect::<Vec<_>>());
        let parts = parts(&self.parse(&text), Promise::RolesAndShortCites);
        After { edits, text, parts }
    }
}

impl<'a> Window<'_, 'a> {
    /// The parts that the edits touch, and those beside them, in bytes of the document.
    pub(crate) fn parts(&self) -> Vec<Part> {
        parts_of(&self.prover.brief.entries[self.touched.clone()], self.touched.start)
    }

    /// Whether `edits`, in order, not overlapping and inside the window, leave the brief what it is.
    pub(crate) fn is_kept_by(&self, edits: &[&Edit], promise: Promise) -> bool {
        self.trial(edits).keeps(promise)
    }

    /// Makes `edits`, which are in order, do not overlap and are inside the window, and parses the result.
    pub(crate) fn trial<'w>(&'w self, edits: &'w [&'w Edit]) -> Trial<'w> {
        let after = self.prover.after(&self.excerpt, edits);
        Trial { window: self, edits, after, whole_lines: OnceCell::new(), whole: OnceCell::new() }
    }

    fn whole_lines(&self) -> &Excerpt {
        self.whole_lines.get_or_init(|| {
            let Prover { text, brief, .. } = *self.prover;
            let around = excerpt::entries_around(text, &brief.entries, self.touched.clone(), None);
            Excerpt::whole(text, &brief.entries, around)
        })
    }
}

impl Trial<'_> {
    /// Whether the edits leave the brief what it is.
    pub(crate) fn keeps(&self, promise: Promise) -> bool {
        let Self { window, edits, .. } = *self;
        let prover = window.prover;
        if differs(&window.excerpt, &self.after, promise).is_none() {
            return true;
        }
        // The excerpt may be too short.
        let mut lines = &window.excerpt;
        if window.whole_lines().text.len() > lines.text.len() {
            lines = window.whole_lines();
            let after = self.whole_lines.get_or_init(|| prover.after(lines, edits));
            if differs(lines, after, promise).is_none() {
                return true;
            }
        }
        // Either the change is to blame, or the lines have other roles without the lines around the window.
        let means_the_same = window
            .means_the_same_alone
            .get_or_init(|| differs(lines, &prover.after(lines, &[]), Promise::RolesAndShortCites).is_none());
        if *means_the_same || prover.whole_parses.get() == MAX_WHOLE_PARSES {
            return false;
        }
        prover.whole_parses.set(prover.whole_parses.get() + 1);
        let (after, found) = self.whole.get_or_init(|| {
            let after = edited(prover.text, edits);
            let found = parts(&prover.parse(&after), Promise::RolesAndShortCites);
            (after, found)
        });
        difference(&parts(prover.brief, promise), prover.text, edits, &covered(found, promise), after).is_none()
    }
}

/// The first difference that is not in the last lines of `before`.
fn differs(before: &Excerpt, after: &After, promise: Promise) -> Option<Difference> {
    let compared = |parts: &[Part], text: &str| {
        let end = start_of_last_lines(text, before.rest);
        let mut parts = covered(parts, promise);
        parts.truncate(parts.partition_point(|part| part.span.start < end));
        parts
    };
    let (expected, found) = (compared(&before.parts, &before.text), compared(&after.parts, &after.text));
    difference(&expected, &before.text, &after.edits.iter().collect::<Vec<_>>(), &found, &after.text)
}

/// Those of `parts` that must be kept.
fn covered(parts: &[Part], promise: Promise) -> Vec<Part> {
    parts.iter().copied().filter(|part| promise.covers(part)).collect()
}

/// Where the last `count` lines of `text` that are not blank begin.
fn start_of_last_lines(text: &str, count: usize) -> usize {
    let mut end = text.len();
    for _ in 0..count {
        let words = text[..end].trim_end();
        end = memchr::memrchr2(b'\n', b'\r', words.as_bytes()).map_or(0, |at| at + 1);
    }
    end
}
