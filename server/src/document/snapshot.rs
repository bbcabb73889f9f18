//! A document at one revision, with its analysis.

use super::context::AnalysisContext;
use super::diagnostics::DiagnosticsCache;
use crate::evidence::brief::Brief;
use crate::evidence::parse;
use crate::syntax::Syntax;
use crate::text::{InputEdit, Text};

/// Counts the edits of a document; unlike the editor's version, it never goes backward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(pub(super) u64);

/// A document at one revision, with its analysis. Never changes.
#[derive(Debug)]
pub struct Snapshot {
    /// Its text.
    pub text: Text,
    /// The editor's version of it.
    pub version: i32,
    /// Its tree.
    pub syntax: Syntax,
    /// Its meaning.
    pub brief: Brief,
    /// Its problems.
    pub diagnostics: DiagnosticsCache,
    /// What it was analyzed with.
    pub context: AnalysisContext,
    pub(super) revision: Revision,
}

impl Snapshot {
    /// Analyzes all of `text`.
    pub(super) fn new(text: Text, version: i32, revision: Revision, context: AnalysisContext) -> Self {
        let syntax = Syntax::parse(&text);
        let brief = parse::document(&syntax, &text, &context.settings.cite_options);
        let diagnostics = DiagnosticsCache::new(&brief, &text, &context);
        Self { text, version, syntax, brief, diagnostics, context, revision }
    }

    /// Analyzes what `input_edits` changed; `text` is the text after them.
    pub(super) fn edited(&self, input_edits: &[InputEdit], text: Text, version: i32, revision: Revision) -> Self {
        let context = self.context.clone();
        let (syntax, damage) = self.syntax.edited(input_edits, &text);
        let edited =
            parse::edited(&self.brief, self.text.len(), &syntax, &text, damage, &context.settings.cite_options);
        let diagnostics = self.diagnostics.edited(&self.brief, &edited, &text, &context);
        Self { text, version, syntax, brief: edited.brief, diagnostics, context, revision }
    }
}
