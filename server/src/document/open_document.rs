//! A document that is open in an editor.
//!
//! An edit changes the text at once, and nothing else. The text is analyzed when a request needs it, from the last
//! snapshot and the edits since, and once for all requests at the same revision.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::context::AnalysisContext;
use super::snapshot::{Revision, Snapshot};
use crate::text::{Change, Encoding, InputEdit, Text};

/// With more edits than this, a fresh analysis is cheaper than keeping them. Only an editor that types and never asks
/// gets here.
const MAX_INPUT_EDITS: usize = 1000;

/// An open document. Shared between threads; no method waits for another's work but [`Document::snapshot`].
#[derive(Debug)]
pub struct Document {
    state: Mutex<State>,
    /// Locked by the thread that analyzes the document.
    analyzing: Mutex<()>,
}

#[derive(Debug)]
struct State {
    text: Text,
    version: i32,
    revision: Revision,
    /// The last snapshot, of the text as it was at `base`.
    last: Option<Arc<Snapshot>>,
    base: Revision,
    /// The edits since `base`.
    input_edits: Vec<InputEdit>,
}

/// The document has changed since the request was sent; the answer would be of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the document has changed since")]
pub struct ContentModified;

impl Document {
    /// A document with this text.
    pub fn new(text: &str, version: i32) -> Self {
        let state = State {
            text: Text::new(text),
            version,
            revision: Revision::default(),
            last: None,
            base: Revision::default(),
            input_edits: Vec::new(),
        };
        Self { state: Mutex::new(state), analyzing: Mutex::new(()) }
    }

    /// Makes `changes`, one after the other, in O(log n) each. They are applied in the order of the calls: `version` is
    /// only stored.
    pub fn apply(&self, changes: &[Change], version: i32, encoding: Encoding) {
        let mut state = lock(&self.state);
        let mut text = state.text.clone();
        let input_edits: Vec<InputEdit> = changes.iter().map(|change| text.apply(change, encoding)).collect();
        state.input_edits.extend(input_edits);
        state.text = text;
        state.version = version;
        state.revision.0 += 1;
        if state.input_edits.len() > MAX_INPUT_EDITS {
            state.input_edits.clear();
            state.last = None;
            state.base = state.revision;
        }
    }

    /// Replaces the text, and keeps the version.
    pub fn replace(&self, text: String) {
        let version = lock(&self.state).version;
        // A change of the whole text has no columns, so any encoding will do.
        self.apply(&[Change { range: None, text }], version, Encoding::default());
    }

    /// Makes running analyses stale, because the editor has closed the document.
    pub fn retire(&self) {
        lock(&self.state).revision.0 += 1;
    }

    /// The text as it is now. A copy of it shares its memory.
    pub fn text(&self) -> Text {
        lock(&self.state).text.clone()
    }

    /// The current revision.
    pub fn revision(&self) -> Revision {
        lock(&self.state).revision
    }

    /// The snapshot of the document at `revision`. Analyzes what changed since the last one, so call it on a thread that may
    /// block.
    ///
    /// # Errors
    /// [`ContentModified`] if the document is at another revision.
    pub fn snapshot(&self, revision: Revision, context: &AnalysisContext) -> Result<Arc<Snapshot>, ContentModified> {
        let _analyzing = lock(&self.analyzing);
        if self.revision() != revision {
            return Err(ContentModified);
        }
        let snapshot = self.analyze(context);
        // There may have been an edit meanwhile.
        if snapshot.revision == revision { Ok(snapshot) } else { Err(ContentModified) }
    }

    /// The snapshot of the document as it is now, for requests about many documents.
    pub fn latest(&self, context: &AnalysisContext) -> Arc<Snapshot> {
        let _analyzing = lock(&self.analyzing);
        self.analyze(context)
    }

    /// Only call this while `analyzing` is locked.
    fn analyze(&self, context: &AnalysisContext) -> Arc<Snapshot> {
        let (text, version, revision, last, base, input_edits) = {
            let state = lock(&self.state);
            (
                state.text.clone(),
                state.version,
                state.revision,
                state.last.clone(),
                state.base,
                state.input_edits.clone(),
            )
        };
        let snapshot = match last {
            Some(last) if last.revision == revision && last.context == *context => return last,
            Some(last) if last.context == *context => {
                // If the incremental analysis panics, the whole text is analyzed.
                let edited = || last.edited(&input_edits, text.clone(), version, revision);
                catch_unwind(AssertUnwindSafe(edited))
                    .unwrap_or_else(|_| Snapshot::new(text, version, revision, context.clone()))
            }
            _ => Snapshot::new(text, version, revision, context.clone()),
        };
        let snapshot = Arc::new(snapshot);

        let mut state = lock(&self.state);
        // Other threads have only added edits, unless there were so many that all were dropped.
        if state.base == base {
            state.input_edits.drain(..input_edits.len());
            state.base = revision;
            state.last = Some(Arc::clone(&snapshot));
        }
        snapshot
    }
}

/// Locks even after a panic: the state is only changed as a whole, so it is still valid.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::diagnostics::ShownFinding;
    use super::*;
    use crate::evidence::brief::Content;
    use crate::evidence::cite::parse::work::bytes_read;
    use crate::text::{Position, Range, Span};

    const BRIEF: &str = include_str!("../../../tests/briefs/syria.debate");

    fn context() -> AnalysisContext {
        AnalysisContext { settings: Arc::default(), today: date(2026, 11, 22), encoding: Encoding::Utf16 }
    }

    fn now(document: &Document) -> Arc<Snapshot> {
        document.snapshot(document.revision(), &context()).expect("nobody else edits")
    }

    /// What an editor is shown.
    fn list(snapshot: &Snapshot) -> Vec<(Range, Vec<Range>, &str, &str)> {
        let shown = snapshot.diagnostics.shown();
        shown
            .map(|ShownFinding { finding, range, related, .. }| (range, related, finding.rule, &*finding.message))
            .collect()
    }

    fn change() -> impl Strategy<Value = Change> {
        let position = (0u32..55, prop_oneof![0u32..4, 0u32..200]).prop_map(|(line, column)| Position { line, column });
        let typed = prop::sample::select(vec![
            "",
            "x",
            "\n",
            "\n\n",
            "  ",
            "“",
            "😀",
            "\\xA1",
            "### AT: War\n\n",
            "#### Tag\n\nChoi 21, Joseph Choi, 9-15, The Hill\n\nbody\n\n",
            "<!-- debate-ls: ignore -->\n",
            "<!-- debate-ls: ignore-file cite-incomplete -->\n",
        ]);
        let end = (position.clone(), prop_oneof![4 => Just(0u32), 1 => 0u32..3]);
        (position, end, typed).prop_map(|(start, (end, lines), typed)| {
            let end = if lines == 0 { start } else { Position { line: start.line + lines, ..end } };
            Change { range: Some(Range { start, end }), text: typed.to_owned() }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// For any edits, with or without a request between them.
        #[test]
        fn diagnostics_after_edits_are_those_of_the_new_text(edits in prop::collection::vec((change(), any::<bool>()), 1..10)) {
            let document = Document::new(BRIEF, 0);
            for (change, look) in edits {
                document.apply(&[change], 1, Encoding::Utf16);
                if look {
                    now(&document);
                }
            }
            let edited = now(&document);
            let afresh = now(&Document::new(&edited.text.slice(Span::new(0, edited.text.len())), 0));
            prop_assert_eq!(list(&edited), list(&afresh));
            prop_assert_eq!(edited.diagnostics.fingerprint(), afresh.diagnostics.fingerprint());
        }
    }

    /// A brief of so many cards under blocks of ten.
    fn brief_of(cards: usize) -> String {
        let card = |number: usize| {
            let block = if number.is_multiple_of(10) { format!("AT: Argument {number}\n\n") } else { String::new() };
            format!(
                "{block}Talks fail for reason {number}\n\nChoi 21, Joseph Choi, 9-{}-21, “Off”, The Hill,,\n\n\
                 The talks are off, said the spokesman of the {number} ministers.\n\n",
                number % 30 + 1
            )
        };
        (0..cards).map(card).collect()
    }

    #[test]
    fn a_key_in_a_body_analyzes_one_of_a_thousand_cards() {
        let text = brief_of(1000);
        let document = Document::new(&text, 0);
        let mut before = now(&document);
        assert_eq!(before.brief.entries.iter().filter(|entry| entry.card().is_some()).count(), 1000);
        let line = text.lines().position(|line| line.ends_with("of the 500 ministers.")).expect("a body");
        let line = u32::try_from(line).expect("a line");
        for (version, (column, typed)) in [(30, "x"), (0, "“"), (30, ", in 2021,"), (66, "!")].into_iter().enumerate()
        {
            let at = Position { line, column };
            let change = Change { range: Some(Range { start: at, end: at }), text: typed.to_owned() };
            document.apply(&[change], i32::try_from(version).expect("few"), Encoding::Utf16);
            let after = now(&document);
            // What was computed for this snapshot is in no other.
            let read = after.brief.entries.iter().zip(&before.brief.entries);
            let read = read.filter(|(after, before)| !Arc::ptr_eq(&after.content, &before.content)).count();
            assert_eq!((read, after.diagnostics.checked_since(&before.diagnostics)), (1, 1), "{typed:?}");
            before = after;
        }
    }

    /// A list of cites: its name, a column where a letter changes little, and its line of that number.
    type List = (&'static str, u32, fn(usize) -> String);

    const LISTS: [List; 6] = [
        ("links", 30, |n| format!("https://www.example.org/2021/{:02}/harbor-{n}.html\n", n % 28 + 1)),
        ("links apart", 30, |n| format!("https://www.example.org/2021/{:02}/harbor-{n}.html\n\n", n % 28 + 1)),
        ("title and link", 8, |n| format!("“Harbor talks {n},” The Hill, https://example.org/policy/{n}\n")),
        ("works cited", 2, |n| {
            format!("Ade{n}, Joseph. “Harbor {n}.” The Hill, 15 Sept. 2021, https://example.org/{n}.\n\n")
        }),
        ("one author", 12, |n| format!("Ade 21, https://example.org/policy/{n}\n")),
        ("names alone", 2, |n| format!("Ade{n} 21\n")),
    ];

    fn typed_in_line(document: &Document, line: usize, column: u32, text: &str) {
        let at = Position { line: u32::try_from(line).expect("a line"), column };
        let change = Change { range: Some(Range { start: at, end: at }), text: text.to_owned() };
        document.apply(&[change], 1, Encoding::Utf16);
    }

    #[test]
    fn a_key_in_a_list_of_a_thousand_cites_parses_one_line() {
        /// How much of one source is parsed before and after what is typed.
        const MAX_BYTES: usize = 2 * 8 * 1024 + 200;
        for (name, column, line) in LISTS {
            let list = |lines: usize| -> String { (0..lines).map(line).collect() };
            let read = |lines: usize, at: usize, typed: &str| {
                let document = Document::new(&format!("#### Works cited\n\n{}\nThey said so.\n", list(lines)), 0);
                let (opened, _) = bytes_read(|| now(&document));
                let line = 2 + at * line(0).matches('\n').count();
                typed_in_line(&document, line, column, typed);
                let (typed, after) = bytes_read(|| now(&document));
                let afresh = now(&Document::new(&after.text.slice(Span::new(0, after.text.len())), 0));
                assert_eq!(list_of_cites(&after), list_of_cites(&afresh), "{name}");
                (opened, typed)
            };
            let few = read(10, 5, "x");
            let many = read(1000, 500, "x");
            assert!(many.0 <= list(1000).len() * 8, "{name}: opening reads {} bytes of cites", many.0);
            assert!(many.1 <= few.1, "{name}: a key reads {} bytes of cites, among ten lines {}", many.1, few.1);
            for (at, typed) in [(0, "x"), (119, "x"), (60, "\nAda 20, "), (3, "\n\n")] {
                let (_, read) = read(120, at, typed);
                assert!(read <= MAX_BYTES, "{name}: {typed:?} in line {at} reads {read} bytes of cites");
            }
        }
    }

    fn list_of_cites(snapshot: &Snapshot) -> Vec<(usize, &Content)> {
        snapshot.brief.entries.iter().map(|entry| (entry.start, &*entry.content)).collect()
    }

    #[test]
    fn diagnostics_move_with_a_card_on_its_line() {
        let body = "quoted text that goes on for as long as evidence does, and needs a cite to show where it is from";
        let document = Document::new(&format!("#### Tag\n\n{body}\n\n    #### Other\n\n{body}\n"), 0);
        now(&document);
        let at = Position { line: 4, column: 0 };
        let range = Some(Range { start: at, end: at });
        document.apply(&[Change { range, text: "  ".into() }], 1, Encoding::Utf16);
        let edited = now(&document);
        let afresh = now(&Document::new(&edited.text.slice(Span::new(0, edited.text.len())), 0));
        assert!(list(&afresh).iter().any(|(range, ..)| range.start.line == 4 && range.start.column > 0));
        assert_eq!(list(&edited), list(&afresh));
    }

    #[test]
    fn fingerprints_differ_if_diagnostics_differ() {
        let document = Document::new(BRIEF, 0);
        let before = now(&document).diagnostics.fingerprint();
        let type_at = |line: u32, column: u32, text: &str| {
            let at = Position { line, column };
            let range = Some(Range { start: at, end: at });
            document.apply(&[Change { range, text: text.to_owned() }], 1, Encoding::Utf16);
            now(&document).diagnostics.fingerprint()
        };
        assert_eq!(type_at(14, 300, "x"), before, "a letter in a body");
        assert_ne!(type_at(0, 0, "\n"), before, "all is a line further down");
        assert_ne!(type_at(15, 300, "\\xA1"), before, "something new is wrong");
    }

    #[test]
    fn a_request_about_another_revision_is_refused() {
        let document = Document::new(BRIEF, 0);
        let revision = document.revision();
        document.apply(&[Change { range: None, text: "# New".into() }], 1, Encoding::Utf16);
        assert_eq!(document.snapshot(revision, &context()).map(|_| ()), Err(ContentModified));
        assert_eq!(now(&document).version, 1);
    }

    #[test]
    fn a_rule_that_panics_loses_only_its_findings_until_an_edit() {
        let text =
            BRIEF.replacen("### ", "### let heading-duplicate fail ", 1) + "\n\n#### Tag\n\nlet cite-missing fail\n";
        let document = Document::new(&text, 0);
        let faults = |snapshot: &Snapshot| {
            list(snapshot).iter().filter(|(_, _, rule, _)| *rule == crate::lint::internal_error::ID).count()
        };
        let before = now(&document);
        assert!(faults(&before) > 0 && before.brief.entries.len() > 8);
        let line = u32::try_from(text.lines().position(|line| line == "let cite-missing fail").expect("it is there"));
        let line = line.expect("a line");
        let range = Range { start: Position { line, column: 0 }, end: Position { line, column: 3 } };
        document.apply(&[Change { range: Some(range), text: String::new() }], 1, Encoding::Utf16);
        let after = now(&document);
        assert_eq!(faults(&after), faults(&before) - 1);
        assert_eq!(list(&after), list(&now(&Document::new(&after.text.slice(Span::new(0, after.text.len())), 0))));
    }

    #[test]
    fn a_revision_is_analyzed_once() {
        let document = Document::new(BRIEF, 0);
        assert!(Arc::ptr_eq(&now(&document), &now(&document)));
        let tomorrow = AnalysisContext { today: date(2026, 11, 23), ..context() };
        let other = document.snapshot(document.revision(), &tomorrow).expect("nobody edits");
        assert_eq!(other.context.today, tomorrow.today);
    }

    #[test]
    fn edits_without_requests_take_bounded_memory() {
        let document = Document::new("", 0);
        now(&document);
        for version in 0..3_000 {
            let end = Position { line: u32::MAX, column: 0 };
            let range = Some(Range { start: end, end });
            document.apply(&[Change { range, text: "a".into() }], version, Encoding::Utf16);
        }
        assert!(lock(&document.state).input_edits.len() <= MAX_INPUT_EDITS);
        assert_eq!(now(&document).text.len(), 3_000);
    }
}
