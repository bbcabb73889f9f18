//! What a rule is: its documentation, when it is on, and how it looks at a card or a brief.

use std::fmt;

use jiff::civil::Date;

use super::brief_index::BriefIndex;
use super::{Finding, Settings, Severity};
use crate::evidence::brief::{Brief, Card};

/// One rule. All of its documentation is here; rule pages are made from it.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case, unique, never changed.
    pub id: &'static str,
    /// What it finds, in one line of at most 72 characters without a period: for lists.
    pub summary: &'static str,
    /// How bad it is, where the settings say nothing else.
    pub severity: Severity,
    /// When it is on, where the settings give it no severity.
    pub enabled: Enabled,
    /// What it does: one or more sentences.
    pub what: &'static str,
    /// Why it matters, with the league rule's number where there is one.
    pub why: &'static str,
    /// An example, as it is in a file.
    pub example: &'static str,
    /// What to do.
    pub fix: &'static str,
    /// How it is found.
    pub check: Check,
}

impl Rule {
    /// Whether it is on with the default settings.
    pub fn is_on_by_default(&self) -> bool {
        matches!(self.enabled, Enabled::ByDefault)
    }

    /// Its severity with the default settings, or `off`: for lists.
    pub fn default_level(&self) -> &'static str {
        if self.is_on_by_default() { self.severity.name() } else { "off" }
    }
}

/// When a rule is on, where the settings give it no severity.
#[derive(Debug)]
pub enum Enabled {
    /// With any settings.
    ByDefault,
    /// Where a setting gives it what it needs: the setting's name in `debate-ls.toml`, and whether it is set.
    BySetting(&'static str, fn(&Settings) -> bool),
}

impl Enabled {
    /// Whether it holds with these settings.
    pub fn holds(&self, settings: &Settings) -> bool {
        match self {
            Self::ByDefault => true,
            Self::BySetting(_, is_set) => is_set(settings),
        }
    }
}

/// What lists and pages say of a rule that is not always on: `off unless date_format is set`. Empty for the others.
impl fmt::Display for Enabled {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByDefault => Ok(()),
            Self::BySetting(setting, _) => write!(formatter, "off unless `{setting}` is set"),
        }
    }
}

/// How far a rule has to look.
#[derive(Debug)]
pub enum Check {
    /// At one card; spans of what it finds count from the card's start.
    Card(fn(&CardView<'_>, &mut Vec<Finding>)),
    /// At the whole brief; spans count from the document's start.
    Brief(fn(&BriefIndex<'_>, &mut Vec<Finding>)),
    /// At the file's bytes, before they are decoded: the code that reads the file calls the rule itself.
    Bytes,
}

/// What a rule about one card is shown.
#[derive(Clone, Copy, Debug)]
pub struct CardView<'a> {
    /// What was understood of it.
    pub card: &'a Card,
    /// Its text, from its first byte to its last; the card's spans are bytes of this.
    pub text: &'a str,
    /// The settings.
    pub settings: &'a Settings,
    /// The day on which it is checked.
    pub today: Date,
}

/// What rules about the whole brief are shown, by way of a [`BriefIndex`]. There is no text: what such a rule needs to
/// know of a card is part of what was understood of it, so that a keystroke never has to read the whole document.
#[derive(Clone, Copy, Debug)]
pub struct BriefView<'a> {
    /// What was understood of it.
    pub brief: &'a Brief,
    /// The settings.
    pub settings: &'a Settings,
    /// The day on which it is checked.
    pub today: Date,
}
