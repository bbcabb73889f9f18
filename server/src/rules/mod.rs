//! What can be wrong with a brief. One file a rule: its documentation, its check, its fix and its tests.
//! The editor and `check` both ask this engine, so both say the same, in the same words.

pub mod settings;

use jiff::civil::Date;

use crate::evidence::brief::{Brief, Card};
use crate::text::Span;
pub use settings::{Profile, Settings};

/// One rule. All of its documentation is here; rule pages are made from it.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case, unique, never changed.
    pub id: &'static str,
    /// How bad it is, where the settings say nothing else. `None`: off until the settings name it.
    pub severity: Option<Severity>,
    /// What it does: one or more sentences.
    pub what: &'static str,
    /// Why it matters, with the league rule's number where there is one.
    pub why: &'static str,
    /// An example, as it stands in a file.
    pub example: &'static str,
    /// What to do.
    pub fix: &'static str,
    /// How it is found.
    pub check: Check,
}

/// How far a rule has to look.
#[derive(Debug)]
pub enum Check {
    /// At one card; spans of what it finds count from the card's start.
    Card(fn(&CardView<'_>, &mut Vec<Finding>)),
    /// At the whole brief; spans count from the document's start.
    Brief(fn(&BriefView<'_>, &mut Vec<Finding>)),
}

/// What a rule about one card is shown.
#[derive(Clone, Copy, Debug)]
pub struct CardView<'a> {
    /// What was understood of it.
    pub card: &'a Card,
    /// Its text, from its first byte to its last; the card's spans are bytes of this.
    pub text: &'a str,
    /// The house's wishes.
    pub settings: &'a Settings,
    /// The day on which it is checked.
    pub today: Date,
}

/// What a rule about the whole brief is shown.
#[derive(Clone, Copy, Debug)]
pub struct BriefView<'a> {
    /// What was understood of it.
    pub brief: &'a Brief,
    /// The house's wishes.
    pub settings: &'a Settings,
    /// The day on which it is checked.
    pub today: Date,
}

/// How bad a finding is, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Loses the round or breaks a league's rule.
    Error,
    /// Should be mended before the tournament.
    Warning,
    /// Worth knowing.
    Info,
    /// Typography and habit.
    Hint,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and what to do, in one or two plain sentences.
    pub message: String,
    /// Where.
    pub span: Span,
    /// How to mend it, where a machine can.
    pub fix: Option<Fix>,
    /// Other places that belong to it, each with a word on why.
    pub related: Vec<(Span, String)>,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, for a menu: "Write the date as 9-15-21".
    pub title: String,
    /// Replacements that do not overlap, in order.
    pub edits: Vec<Edit>,
    /// Whether it is right without a look, so that `--fix` and fix-all may apply it. A fix with a gap to
    /// be filled in by hand is not.
    pub safe: bool,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes; empty to insert.
    pub span: Span,
    /// What comes.
    pub text: String,
}

impl Severity {
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
