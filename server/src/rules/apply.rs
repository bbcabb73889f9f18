//! Making the changes that mend findings: what `check --fix` and an editor’s fix-all do.
//!
//! A rule’s word that its fix is safe is not taken on trust. What is quoted stays as it is to the byte, but for
//! damaged characters, and the brief keeps its cards, cites and headings; a fix that would not keep this promise is
//! not made.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Edit, Finding, Settings, engine, text_mojibake};
use crate::evidence::brief::{Brief, Kind};
use crate::evidence::read;
use crate::text::Span;

/// One fix may uncover another, seldom a third.
const MOST_ROUNDS: usize = 8;

/// A text after its fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// What it says now.
    pub text: String,
    /// How many findings were mended.
    pub made: u32,
}

/// Makes all safe fixes, and those that they uncover, until there are none.
pub fn mend(text: &str, settings: &Settings, today: Date) -> Mended {
    let mut mended = Mended { text: text.to_owned(), made: 0 };
    for _ in 0..MOST_ROUNDS {
        let brief = read::brief(&mended.text, &settings.reading);
        let found = engine::findings(&brief, &mended.text, settings, today);
        let safe = found.iter().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safe));
        let before = Before { text: &mended.text, brief: &brief, quoted: quoted(&brief), settings };
        let chosen = before.keepable(&apart(safe));
        if chosen.is_empty() {
            break;
        }
        mended.made += u32::try_from(chosen.len()).unwrap_or(u32::MAX);
        mended.text = made(&mended.text, &chosen);
    }
    mended
}

/// Of `found`, those whose edits neither overlap nor touch those of another before them.
fn apart<'f>(found: impl Iterator<Item = &'f Finding>) -> Vec<&'f Finding> {
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    found
        .filter(|finding| {
            let free = edits(finding)
                .iter()
                .all(|edit| taken.range(..=edit.span.end).next_back().is_none_or(|(_, &end)| end < edit.span.start));
            if free {
                taken.extend(edits(finding).iter().map(|edit| (edit.span.start, edit.span.end)));
            }
            free
        })
        .collect()
}

fn edits(finding: &Finding) -> &[Edit] {
    finding.fix.as_ref().map_or(&[], |fix| &fix.edits)
}

/// `text` after the fixes of `chosen`, which are apart.
fn made(text: &str, chosen: &[&Finding]) -> String {
    let mut all: Vec<&Edit> = chosen.iter().flat_map(|finding| edits(finding)).collect();
    all.sort_unstable_by_key(|edit| edit.span);
    let mut after = String::with_capacity(text.len());
    let mut upto = 0;
    for edit in all {
        after += &text[upto..edit.span.start];
        after += &edit.text;
        upto = edit.span.end;
    }
    after + &text[upto..]
}

/// A text before a round of fixes.
struct Before<'a> {
    text: &'a str,
    brief: &'a Brief,
    quoted: Vec<Span>,
    settings: &'a Settings,
}

impl Before<'_> {
    /// Those of `chosen` that keep the promise together. Where some do not, they are found by halving, so that one
    /// bad fix among a thousand costs some ten readings.
    fn keepable<'f>(&self, chosen: &[&'f Finding]) -> Vec<&'f Finding> {
        if chosen.is_empty() || self.is_kept_by(chosen) {
            return chosen.to_vec();
        }
        if chosen.len() == 1 {
            return Vec::new();
        }
        let (first, second) = chosen.split_at(chosen.len() / 2);
        let (first, second) = (self.keepable(first), self.keepable(second));
        let both = [first.as_slice(), second.as_slice()].concat();
        if self.is_kept_by(&both) { both } else { first }
    }

    fn is_kept_by(&self, chosen: &[&Finding]) -> bool {
        let touches_quoted = |edit: &Edit| {
            let from = self.quoted.partition_point(|paragraph| paragraph.end <= edit.span.start);
            self.quoted.get(from).is_some_and(|paragraph| paragraph.overlaps(edit.span))
        };
        let allowed =
            |finding: &Finding| finding.rule == text_mojibake::RULE.id || !edits(finding).iter().any(touches_quoted);
        if !chosen.iter().all(|finding| allowed(finding)) {
            return false;
        }
        let after = made(self.text, chosen);
        let brief = read::brief(&after, &self.settings.reading);
        let damage: Vec<&Finding> =
            chosen.iter().copied().filter(|finding| finding.rule == text_mojibake::RULE.id).collect();
        shape(self.brief) == shape(&brief) && self.quoted_after(&damage) == texts(&quoted(&brief), &after)
    }

    /// What is quoted, with damaged characters mended.
    fn quoted_after(&self, damage: &[&Finding]) -> Vec<String> {
        let mut all: Vec<&Edit> = damage.iter().flat_map(|finding| edits(finding)).collect();
        all.sort_unstable_by_key(|edit| edit.span);
        let mended = |paragraph: &Span| {
            let from = all.partition_point(|edit| edit.span.start < paragraph.start);
            let inside = all[from..].iter().take_while(|edit| edit.span.end <= paragraph.end);
            let mut text = String::with_capacity(paragraph.len());
            let mut upto = paragraph.start;
            for edit in inside {
                text += &self.text[upto..edit.span.start];
                text += &edit.text;
                upto = edit.span.end;
            }
            text += &self.text[upto..paragraph.end];
            text.trim().to_owned()
        };
        self.quoted.iter().map(mended).collect()
    }
}

/// Every paragraph of quoted text, in bytes of the document.
fn quoted(brief: &Brief) -> Vec<Span> {
    let bodies = brief.entries.iter().filter_map(|entry| Some((entry.start, entry.card()?.body.as_ref()?)));
    bodies.flat_map(|(start, body)| body.paragraphs.iter().map(move |paragraph| paragraph.shift(start))).collect()
}

fn texts(paragraphs: &[Span], text: &str) -> Vec<String> {
    paragraphs.iter().map(|paragraph| paragraph.of(text).trim().to_owned()).collect()
}

/// How many headings, cards with a tag, cites and analytics a brief has.
fn shape(brief: &Brief) -> [usize; 4] {
    let mut shape = [0; 4];
    for entry in &brief.entries {
        match &entry.content.kind {
            Kind::Heading(_) => shape[0] += 1,
            Kind::Card(card) => {
                shape[1] += usize::from(card.tag.is_some());
                shape[2] += card.cites.len();
            }
            Kind::Analytic(_) => shape[3] += 1,
            Kind::Comment(_) => {}
        }
    }
    shape
}
