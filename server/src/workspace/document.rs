//! A document that is open in an editor.
//!
//! An edit changes the text at once and nothing else. What the text means is found when somebody asks, from
//! what was known before and the edits since, once for all who ask at the same revision.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use super::report::Report;
use crate::evidence::brief::Brief;
use crate::evidence::read;
use crate::rules::Settings;
use crate::syntax::Syntax;
use crate::text::{Change, Encoding, Splice, Text};

/// From here on a fresh reading is cheaper than keeping the edits: only an editor that types and never asks
/// comes so far.
const MOST_SPLICES: usize = 1000;

/// An open document. Shared between threads; no method waits for another's work but [`Document::snapshot`].
#[derive(Debug)]
pub struct Document {
    state: Mutex<State>,
    /// Held by whoever brings what is known up to date.
    reading: Mutex<()>,
}

#[derive(Debug)]
struct State {
    text: Text,
    version: i32,
    revision: Revision,
    /// What is known, of the text as it was at `base`.
    known: Option<Arc<Snapshot>>,
    base: Revision,
    /// The edits since.
    splices: Vec<Splice>,
}

/// Counts the document's edits; unlike the editor's version it cannot go backwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(u64);

/// The document is not any more what the question was about; the answer would be of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the document has changed since")]
pub struct MovedOn;

/// What a reading depends on besides the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The house's wishes.
    pub settings: Arc<Settings>,
    /// The day on which it is read.
    pub today: Date,
    /// What the editor counts columns in.
    pub encoding: Encoding,
}

/// A document as it was at one moment, and all that is known of it. Never changes.
#[derive(Debug)]
pub struct Snapshot {
    /// What it says.
    pub text: Text,
    /// The editor's number for it.
    pub version: i32,
    /// Its tree.
    pub syntax: Syntax,
    /// What it means.
    pub brief: Brief,
    /// What is wrong with it.
    pub report: Report,
    /// What all this depends on.
    pub terms: Terms,
    revision: Revision,
}

impl Document {
    /// A document that reads `text`.
    pub fn new(text: &str, version: i32) -> Self {
        let state = State {
            text: Text::new(text),
            version,
            revision: Revision::default(),
            known: None,
            base: Revision::default(),
            splices: Vec::new(),
        };
        Self { state: Mutex::new(state), reading: Mutex::new(()) }
    }

    /// Makes `changes`, each on top of the one before, in O(log n) each. They are taken in the order in which
    /// they come: `version` is only remembered.
    pub fn apply(&self, changes: &[Change], version: i32, encoding: Encoding) {
        let mut state = lock(&self.state);
        let mut text = state.text.clone();
        let splices: Vec<Splice> = changes.iter().map(|change| text.apply(change, encoding)).collect();
        state.splices.extend(splices);
        state.text = text;
        state.version = version;
        state.revision.0 += 1;
        if state.splices.len() > MOST_SPLICES {
            state.splices.clear();
            state.known = None;
            state.base = state.revision;
        }
    }

    /// Takes `text` for what the document says, at the version that it is at.
    pub fn replace(&self, text: String) {
        let version = lock(&self.state).version;
        // A change of the whole text has no columns to count.
        self.apply(&[Change { place: None, text }], version, Encoding::default());
    }

    /// Makes whatever is being found out about it stale: the editor has closed it.
    pub fn retire(&self) {
        lock(&self.state).revision.0 += 1;
    }

    /// Which edit the document is at.
    pub fn revision(&self) -> Revision {
        lock(&self.state).revision
    }

    /// All that is known of the document at `revision`. Reads and checks what changed since the last time, so
    /// it belongs on a thread that may block.
    ///
    /// # Errors
    /// [`MovedOn`] where the document is at another revision.
    pub fn snapshot(&self, revision: Revision, terms: &Terms) -> Result<Arc<Snapshot>, MovedOn> {
        let _reading = lock(&self.reading);
        let (text, version, known, base, splices) = {
            let state = lock(&self.state);
            if state.revision != revision {
                return Err(MovedOn);
            }
            (state.text.clone(), state.version, state.known.clone(), state.base, state.splices.clone())
        };
        let snapshot = match known {
            Some(known) if known.revision == revision && known.terms == *terms => return Ok(known),
            Some(known) if known.terms == *terms => known.edited(&splices, text, version, revision),
            _ => Snapshot::new(text, version, revision, terms.clone()),
        };
        let snapshot = Arc::new(snapshot);

        let mut state = lock(&self.state);
        // Meanwhile edits were only added, unless they were so many that all were dropped.
        if state.base == base {
            state.splices.drain(..splices.len());
            state.base = revision;
            state.known = Some(Arc::clone(&snapshot));
        }
        Ok(snapshot)
    }
}

impl Snapshot {
    fn new(text: Text, version: i32, revision: Revision, terms: Terms) -> Self {
        let syntax = Syntax::parse(&text);
        let brief = read::document(&syntax, &text, &terms.settings.reading);
        let report = Report::new(&brief, &text, &terms);
        Self { text, version, syntax, brief, report, terms, revision }
    }

    fn edited(&self, splices: &[Splice], text: Text, version: i32, revision: Revision) -> Self {
        let terms = self.terms.clone();
        let (syntax, damage) = self.syntax.edited(splices, &text);
        let edited = read::edited(&self.brief, self.text.len(), &syntax, &text, damage, &terms.settings.reading);
        let report = self.report.edited(&edited, &text, &terms);
        Self { text, version, syntax, brief: edited.brief, report, terms, revision }
    }
}

/// A thread that panicked while it held the lock left what it guards as it was: all changes are made at once.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
