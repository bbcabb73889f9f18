//! The semantic tokens of a document, cached for each entry, and what has changed since they were last sent. After a
//! keystroke, only the tokens of the edited card are computed again; the others only move.

use std::ops::Range;
use std::sync::Arc;

use super::snapshot::Snapshot;
use crate::evidence::brief::{Content, Entry};
use crate::features::semantic_tokens::{self, MarkTokens, Modifiers, TokenKind};
use crate::text::{Position, Span, Walk};

/// The tokens of one snapshot of a document.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// One for each entry of the brief.
    entries: Vec<EntryTokens>,
}

/// The tokens of one entry, relative to the entry's first character, so that they are right wherever the entry moves.
#[derive(Clone, Debug)]
struct EntryTokens {
    /// What they were computed from. Kept alive, so that no other content can have its address.
    content: Arc<Content>,
    start: Position,
    tokens: Arc<[TokenWithPosition]>,
}

/// A token and its position in the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TokenWithPosition {
    start: Position,
    /// In the units of the editor's columns.
    length: u32,
    kind: TokenKind,
    modifiers: Modifiers,
}

/// A token as the protocol has it: relative to the start of the token before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelativeToken {
    /// How many lines further down.
    pub lines: u32,
    /// How many columns further right; on another line, from that line's beginning.
    pub columns: u32,
    /// How many columns it covers.
    pub length: u32,
    /// Its kind.
    pub kind: TokenKind,
    /// Its modifiers.
    pub modifiers: Modifiers,
}

/// A change of a list of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The numbers of the deleted tokens.
    pub deleted: Range<usize>,
    /// The tokens in their place.
    pub inserted: Vec<RelativeToken>,
}

impl Tokens {
    /// The tokens of a snapshot. Those of entries that have not changed are taken from `before`, which was made with the same
    /// `marks`.
    pub fn new(snapshot: &Snapshot, marks: MarkTokens, before: Option<&Self>) -> Self {
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
                tokens_of(snapshot, entry, marks)
            } else {
                Arc::clone(&old[number + old.len() - entries.len()].tokens)
            };
            EntryTokens { content: Arc::clone(&entry.content), start, tokens }
        };
        Self { entries: entries.iter().enumerate().map(entry).collect() }
    }

    /// The tokens of the entries that `within`, bytes of the document, touches.
    pub fn within(snapshot: &Snapshot, marks: MarkTokens, within: Span) -> Vec<RelativeToken> {
        let entries = &snapshot.brief.entries;
        let from = entries.partition_point(|entry| entry.span().end < within.start);
        let to = entries.partition_point(|entry| entry.start <= within.end);
        let entries = (from..to.max(from)).map(|number| {
            let entry = &entries[number];
            let start = snapshot.diagnostics.start_of(number);
            EntryTokens { content: Arc::clone(&entry.content), start, tokens: tokens_of(snapshot, entry, marks) }
        });
        Self { entries: entries.collect() }.relative()
    }

    /// How many there are.
    #[expect(clippy::len_without_is_empty, reason = "nobody asks")]
    pub fn len(&self) -> usize {
        self.entries.iter().map(|entry| entry.tokens.len()).sum()
    }

    /// All of them, as the protocol has them.
    pub fn relative(&self) -> Vec<RelativeToken> {
        relative(Position::default(), &self.entries)
    }

    /// The change from the list of `before` to this one; `None` if they are equal. O(entries), plus O(tokens) of the
    /// entries that changed.
    pub fn changes_since(&self, before: &Self) -> Option<Change> {
        let (old, new) = (&before.entries, &self.entries);
        let tokens_alike = |old: &EntryTokens, new: &EntryTokens| Arc::ptr_eq(&old.tokens, &new.tokens);
        let head =
            old.iter().zip(new).take_while(|(old, new)| tokens_alike(old, new) && old.start == new.start).count();
        let most = old.len().min(new.len()) - head;
        let mut tail = 0;
        // The first token of the tail is relative to the last one before it, so the tail begins after an entry with tokens.
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
        let was = relative(last, &old[head..old.len() - tail]);
        let is = relative(last, &new[head..new.len() - tail]);
        let same_head = was.iter().zip(&is).take_while(|(was, is)| was == is).count();
        let (was, is) = (&was[same_head..], &is[same_head..]);
        let same_tail = was.iter().rev().zip(is.iter().rev()).take_while(|(was, is)| was == is).count();
        let first = new[..head].iter().map(|entry| entry.tokens.len()).sum::<usize>() + same_head;
        let change =
            Change { deleted: first..first + was.len() - same_tail, inserted: is[..is.len() - same_tail].to_vec() };
        (!change.deleted.is_empty() || !change.inserted.is_empty()).then_some(change)
    }
}

impl EntryTokens {
    /// Where its last token begins.
    fn last(&self) -> Option<Position> {
        self.tokens.last().map(|token| token.start.absolute(self.start))
    }
}

/// The tokens of `entries`, the first relative to `last`, the start of the token before it.
fn relative(mut last: Position, entries: &[EntryTokens]) -> Vec<RelativeToken> {
    let mut relative = Vec::with_capacity(entries.iter().map(|entry| entry.tokens.len()).sum());
    for entry in entries {
        for token in entry.tokens.iter() {
            let start = token.start.absolute(entry.start);
            let Position { line, column } = start.relative_to(last);
            last = start;
            let TokenWithPosition { length, kind, modifiers, .. } = *token;
            relative.push(RelativeToken { lines: line, columns: column, length, kind, modifiers });
        }
    }
    relative
}

fn tokens_of(snapshot: &Snapshot, entry: &Entry, marks: MarkTokens) -> Arc<[TokenWithPosition]> {
    let text = snapshot.text.slice(entry.span());
    let mut walk = Walk::new(&text, snapshot.context.encoding);
    let with_position = |token: semantic_tokens::Token| {
        let start = walk.to(token.span.start);
        let length = walk.to(token.span.end).column - start.column;
        TokenWithPosition { start, length, kind: token.kind, modifiers: token.modifiers }
    };
    semantic_tokens::tokens(&entry.content, &text, marks).into_iter().map(with_position).collect()
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
        let typed = prop::sample::select(vec![
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
        prop::collection::vec(typed, 0..4).prop_map(|typed| typed.concat())
    }

    fn applied(mut list: Vec<RelativeToken>, change: Option<Change>) -> Vec<RelativeToken> {
        if let Some(Change { deleted, inserted }) = change {
            list.splice(deleted, inserted);
        }
        list
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn changes_add_up_to_the_tokens_of_the_new_text(
            edits in prop::collection::vec((0.0..1.0, 0usize..30, typed()), 1..8),
            encoding in prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]),
        ) {
            let context = AnalysisContext { settings: Arc::default(), today: date(2026, 11, 22), encoding };
            let document = Document::new(BRIEF, 1);
            let now = |document: &Document| document.snapshot(document.revision(), &context).expect("nobody types");
            let mut known = Tokens::new(&now(&document), MarkTokens::Included, None);
            let mut client = known.relative();
            for (range, length, typed) in edits {
                let len = now(&document).text.len();
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss,
                    reason = "a range in a small text")]
                let from = (len as f64 * range) as usize;
                let range = Some(now(&document).text.range(Span::new(from, from + length), encoding));
                document.apply(&[text::Change { range, text: typed }], 2, encoding);
                let snapshot = now(&document);
                let next = Tokens::new(&snapshot, MarkTokens::Included, Some(&known));
                client = applied(client, next.changes_since(&known));
                let fresh = Document::new(&snapshot.text.rope().to_string(), 1);
                prop_assert_eq!(&client, &Tokens::new(&now(&fresh), MarkTokens::Included, None).relative());
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
        let first = Tokens::new(&now(), MarkTokens::Included, None);
        type_at("left.", "x");
        let second = Tokens::new(&now(), MarkTokens::Included, Some(&first));
        assert_eq!(second.changes_since(&first), None);

        type_at("### AT: Heg", "\r\n");
        let third = Tokens::new(&now(), MarkTokens::Included, Some(&second));
        let change = third.changes_since(&second).expect("a change");
        assert_eq!((change.deleted, change.inserted.len()), (1..2, 1));
        assert_eq!(change.inserted[0].lines, 3);
    }

    #[test]
    fn a_range_has_the_tokens_of_its_entries() {
        let context = AnalysisContext { settings: Arc::default(), today: date(2026, 11, 22), encoding: Encoding::Utf8 };
        let document = Document::new(BRIEF, 1);
        let snapshot = document.snapshot(document.revision(), &context).expect("nobody types");
        let at = BRIEF.find("AT: Heg").expect("the block");
        let [block] = Tokens::within(&snapshot, MarkTokens::Included, Span::empty(at))[..] else { panic!("one token") };
        assert_eq!((block.lines, block.columns, block.length, block.kind), (2, 4, 7, TokenKind::Block));
        assert_eq!(
            Tokens::within(&snapshot, MarkTokens::Included, Span::new(0, BRIEF.len())),
            Tokens::new(&snapshot, MarkTokens::Included, None).relative()
        );
    }
}
