//! What a rule reports: where, how bad, what to do, and the fix.

use crate::text::Span;

/// How bad a finding is, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Loses the round or breaks a league's rule.
    Error,
    /// Should be fixed before the tournament.
    Warning,
    /// Worth knowing.
    Info,
    /// Typography and habit.
    Hint,
}

/// One problem that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// How bad it is. A rule sets it only if its findings differ in that; see [`Finding::new`].
    pub severity: Option<Severity>,
    /// What is wrong, then what to do, in one or two short sentences.
    pub message: String,
    /// Where.
    pub span: Span,
    /// How to fix it, if a program can.
    pub fix: Option<Fix>,
    /// Related places, each with a word on why.
    pub related: Vec<(Span, String)>,
}

/// A change that fixes a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, for a menu: "Write the date as 9-15-21".
    pub title: String,
    /// Replacements that do not overlap, in order.
    pub edits: Vec<Edit>,
    /// Whether it is safe, so that `--fix` and fix-all may apply it. A fix with a gap to be filled in by hand is
    /// not.
    pub safe: bool,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// The new text.
    pub text: String,
    /// The part of `text`, in its bytes, that a person must fill in: an editor selects it.
    pub gap: Option<Span>,
}

impl Severity {
    /// All of them, worst first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Info, Self::Hint];

    /// Its name in JSON and in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Hint => "hint",
        }
    }
}

impl Finding {
    /// A finding of the rule's own severity, without a fix.
    pub fn new(rule: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { rule, severity: None, message: message.into(), span, fix: None, related: Vec::new() }
    }

    /// The same, with a safe fix.
    #[must_use]
    pub fn with_fix(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { title: title.into(), edits, safe: true });
        self
    }

    /// The same, with a fix that a person should check or finish.
    #[must_use]
    pub fn with_unsafe_fix(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { title: title.into(), edits, safe: false });
        self
    }

    /// The same, `by` bytes further right.
    #[must_use]
    pub fn shift(mut self, by: usize) -> Self {
        for span in self.spans_mut() {
            *span = span.shift(by);
        }
        self
    }

    /// All spans in it that count from where its own does.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let edits = self.fix.iter_mut().flat_map(|fix| &mut fix.edits).map(|edit| &mut edit.span);
        [&mut self.span].into_iter().chain(edits).chain(self.related.iter_mut().map(|(span, _)| span))
    }
}

impl Edit {
    /// Replaces `span` with `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into(), gap: None }
    }

    /// Inserts `text` at `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::empty(at), text)
    }

    /// Deletes `span`.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// Replaces `span` with `before`, a `gap` for a person to fill in, and `after`.
    pub fn with_gap(span: Span, before: &str, gap: &str, after: &str) -> Self {
        let gap_span = Span::new(before.len(), before.len() + gap.len());
        Self { span, text: format!("{before}{gap}{after}"), gap: Some(gap_span) }
    }
}
