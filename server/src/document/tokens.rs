//! The tokens of a document, kept entry by entry, so that a keystroke in one card colours that card anew and asks of
//! the others only on which line they stand now; and what has changed since they were last told.

use std::ops::Range;
use std::sync::Arc;

use super::snapshot::Snapshot;
use crate::evidence::brief::{Content, Entry};
use crate::features::semantic_tokens::{self, Modifiers, TokenKind};
use crate::text::{Position, Span, Walk};

/// The tokens of a document at one moment.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// One an entry of the brief.
    entries: Vec<EntryTokens>,
}

/// The tokens of one entry, seen from the entry's first character: true wherever the entry moves.
#[derive(Clone, Debug)]
struct EntryTokens {
    /// What they were read from. Kept, so that no other can be taken for it.
    content: Arc<Content>,
    start: Position,
    tokens: Arc<[Placed]>,
}

/// A token, and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Placed {
    at: Position,
    /// In the units of the editor's columns.
    length: u32,
    kind: TokenKind,
    modifiers: Modifiers,
}

/// A token as the protocol tells it: from where the one before begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How many lines further down.
    pub lines: u32,
    /// How many columns further right; on another line, from that line's beginning.
    pub columns: u32,
    /// How many columns it takes.
    pub length: u32,
    /// What it is.
    pub kind: TokenKind,
    /// What it is besides.
    pub modifiers: Modifiers,
}

/// What has to be done to a list of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The numbers of the tokens that go.
    pub gone: Range<usize>,
    /// What comes in their place.
    pub come: Vec<Step>,
}

impl Tokens {
    /// The tokens of a document. What `before` knows of entries that are still the same is taken from there.
    pub fn of(snapshot: &Snapshot, before: Option<&Self>) -> Self {
        let entries = &snapshot.brief.entries;
        let old = before.map_or(&[][..], |before| &before.entries);
        let same = |(old, entry): &(&EntryTokens, &Entry)| Arc::ptr_eq(&old.content, &entry.content);
        let head = old.iter().zip(entries).take_while(same).count();
        let tail = old[head..].iter().rev().zip(entries[head..].iter().rev()).take_while(same).count();
        let fresh = head..entries.len() - tail;
        let entry = |(number, entry): (usize, &Entry)| {
            let start = snapshot.diagnostics.start_of(number);
            let tokens = if number < fresh.start {
                Arc::clone(&old[number].tokens)
            } else if number < fresh.end {
                placed(snapshot, entry)
            } else {
                Arc::clone(&old[number + old.len() - entries.len()].tokens)
            };
            EntryTokens { content: Arc::clone(&entry.content), start, tokens }
        };
        Self { entries: entries.iter().enumerate().map(entry).collect() }
    }

    /// The tokens of the entries that `within`, bytes of the document, touches.
    pub fn within(snapshot: &Snapshot, within: Span) -> Vec<Step> {
        let entries = &snapshot.brief.entries;
        let from = entries.partition_point(|entry| entry.span().end < within.start);
        let upto = entries.partition_point(|entry| entry.start <= within.end);
        let entries = (from..upto.max(from)).map(|number| {
            let entry = &entries[number];
            let start = snapshot.diagnostics.start_of(number);
            EntryTokens { content: Arc::clone(&entry.content), start, tokens: placed(snapshot, entry) }
        });
        Self { entries: entries.collect() }.steps()
    }

    /// How many there are.
    #[expect(clippy::len_without_is_empty, reason = "nobody asks")]
    pub fn len(&self) -> usize {
        self.entries.iter().map(|entry| entry.tokens.len()).sum()
    }

    /// All of them.
    pub fn steps(&self) -> Vec<Step> {
        steps(Position::default(), &self.entries)
    }

    /// What makes the list of `before` into this one; `None` where they are the same. O(entries), and O(tokens) of
    /// the entries that changed.
    pub fn since(&self, before: &Self) -> Option<Change> {
        let (old, new) = (&before.entries, &self.entries);
        let tokens_alike = |old: &EntryTokens, new: &EntryTokens| Arc::ptr_eq(&old.tokens, &new.tokens);
        let head =
            old.iter().zip(new).take_while(|(old, new)| tokens_alike(old, new) && old.start == new.start).count();
        let most = old.len().min(new.len()) - head;
        let mut tail = 0;
        // The first token of the tail is told from the last before it: the tail begins behind an entry with tokens.
        let moved = |at: usize| new[new.len() - at].start.line.wrapping_sub(old[old.len() - at].start.line);
        while tail < most && tokens_alike(&old[old.len() - tail - 1], &new[new.len() - tail - 1]) {
            if tail > 0 && moved(tail) != moved(tail + 1) {
                break;
            }
            tail += 1;
        }
        while tail > 0 {
            let first = &new[new.len() - tail];
            tail -= 1;
            if !first.tokens.is_empty() {
                break;
            }
        }

        let last = new[..head].iter().rev().find_map(EntryTokens::last).unwrap_or_default();
        let was = steps(last, &old[head..old.len() - tail]);
        let is = steps(last, &new[head..new.len() - tail]);
        let same_head = was.iter().zip(&is).take_while(|(was, is)| was == is).count();
        let (was, is) = (&was[same_head..], &is[same_head..]);
        let same_tail = was.iter().rev().zip(is.iter().rev()).take_while(|(was, is)| was == is).count();
        let first = new[..head].iter().map(|entry| entry.tokens.len()).sum::<usize>() + same_head;
        let change = Change { gone: first..first + was.len() - same_tail, come: is[..is.len() - same_tail].to_vec() };
        (!change.gone.is_empty() || !change.come.is_empty()).then_some(change)
    }
}

impl EntryTokens {
    /// Where its last token begins.
    fn last(&self) -> Option<Position> {
        self.tokens.last().map(|token| token.at.from_origin(self.start))
    }
}

/// The tokens of `entries`, the first told from `last`, where the one before it begins.
fn steps(mut last: Position, entries: &[EntryTokens]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(entries.iter().map(|entry| entry.tokens.len()).sum());
    for entry in entries {
        for token in entry.tokens.iter() {
            let at = token.at.from_origin(entry.start);
            let step = at.seen_from(last);
            last = at;
            let Placed { length, kind, modifiers, .. } = *token;
            steps.push(Step { lines: step.line, columns: step.column, length, kind, modifiers });
        }
    }
    steps
}

fn placed(snapshot: &Snapshot, entry: &Entry) -> Arc<[Placed]> {
    let text = snapshot.text.slice(entry.span());
    let mut walk = Walk::new(&text, snapshot.context.encoding);
    let range = |token: semantic_tokens::Token| {
        let at = walk.to(token.span.start);
        let length = walk.to(token.span.end).column - at.column;
        Placed { at, length, kind: token.kind, modifiers: token.modifiers }
    };
    semantic_tokens::tokens(&entry.content, &text).into_iter().map(range).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::context::AnalysisContext;
    use super::super::open_document::Document;
    use super::*;
    use crate::text::{self, Encoding};

    const BRIEF: &str = "# Neg 😀\r\n\r\n### AT: Heg\r\n\r\n#### They “fail”\r\n\r\nTASS, September 7, 2021\r\n\r\n\
        The 😀 __talks **have** failed__.\r\n\r\n<!-- note -->\r\n\r\n#### They do not\r\n\r\n\
        Choi 21, Joseph Choi, 9-2-21, “Kremlin é”, The Hill\r\n\r\nOn ==Thursday== he left.\r\n";

    fn typed() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "x",
            "\n",
            "\r\n",
            "\r",
            "😀",
            "é",
            "__",
            "==",
            "#### ",
            "# Aff\n",
            "TASS, September 15, 2021\n\n",
            "[[Heg]]",
            "<!-- note -->\n",
        ]);
        prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
    }

    fn applied(mut list: Vec<Step>, change: Option<Change>) -> Vec<Step> {
        if let Some(Change { gone, come }) = change {
            list.splice(gone, come);
        }
        list
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn what_is_told_in_parts_is_what_is_told_afresh(
            edits in prop::collection::vec((0.0..1.0, 0usize..30, typed()), 1..8),
            encoding in prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]),
        ) {
            let context = AnalysisContext { settings: Arc::default(), today: date(2026, 11, 22), encoding };
            let document = Document::new(BRIEF, 1);
            let now = |document: &Document| document.snapshot(document.revision(), &context).expect("nobody types");
            let mut known = Tokens::of(&now(&document), None);
            let mut told = known.steps();
            for (range, length, typed) in edits {
                let len = now(&document).text.len();
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss,
                    reason = "a range in a small text")]
                let from = (len as f64 * range) as usize;
                let range = Some(now(&document).text.range(Span::new(from, from + length), encoding));
                document.apply(&[text::Change { range, text: typed }], 2, encoding);
                let snapshot = now(&document);
                let next = Tokens::of(&snapshot, Some(&known));
                told = applied(told, next.since(&known));
                let fresh = Document::new(&snapshot.text.rope().to_string(), 1);
                prop_assert_eq!(&told, &Tokens::of(&now(&fresh), None).steps());
                known = next;
            }
        }
    }

    #[test]
    fn a_letter_in_a_body_changes_nothing_and_a_line_one_token() {
        let context =
            AnalysisContext { settings: Arc::default(), today: date(2026, 11, 22), encoding: Encoding::Utf16 };
        let document = Document::new(BRIEF, 1);
        let now = || document.snapshot(document.revision(), &context).expect("nobody types");
        let type_at = |words: &str, typed: &str| {
            let at = BRIEF.find(words).expect("the words are there");
            let range = Some(now().text.range(Span::empty(at), Encoding::Utf16));
            document.apply(&[text::Change { range, text: typed.to_owned() }], 2, Encoding::Utf16);
        };
        let first = Tokens::of(&now(), None);
        type_at("left.", "x");
        let second = Tokens::of(&now(), Some(&first));
        assert_eq!(second.since(&first), None);

        type_at("### AT: Heg", "\r\n");
        let third = Tokens::of(&now(), Some(&second));
        let change = third.since(&second).expect("a change");
        assert_eq!((change.gone, change.come.len()), (1..2, 1));
        assert_eq!(change.come[0].lines, 3);
    }

    #[test]
    fn a_range_has_the_tokens_of_its_entries() {
        let context = AnalysisContext { settings: Arc::default(), today: date(2026, 11, 22), encoding: Encoding::Utf8 };
        let document = Document::new(BRIEF, 1);
        let snapshot = document.snapshot(document.revision(), &context).expect("nobody types");
        let at = BRIEF.find("AT: Heg").expect("the block");
        let [block] = Tokens::within(&snapshot, Span::empty(at))[..] else { panic!("one token") };
        assert_eq!((block.lines, block.columns, block.length, block.kind), (2, 4, 7, TokenKind::Block));
        assert_eq!(Tokens::within(&snapshot, Span::new(0, BRIEF.len())), Tokens::of(&snapshot, None).steps());
    }
}
