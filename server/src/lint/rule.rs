//! What a rule is: its documentation, when it is on, and how it checks a card or a brief.

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
    /// Its severity, unless the settings choose another.
    pub severity: Severity,
    /// When it is on, unless the settings give it a severity.
    pub enabled: Enabled,
    /// What it does, in whole sentences. The first begins with “Checks for”.
    pub what: &'static str,
    /// Why it matters, with the league rule's number if there is one.
    pub why: &'static str,
    /// An example, as it is in a file.
    pub example: &'static str,
    /// What to do.
    pub fix: &'static str,
    /// How it is checked.
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

/// When a rule is on, unless the settings give it a severity.
#[derive(Debug)]
pub enum Enabled {
    /// With any settings.
    ByDefault,
    /// With a setting that it needs: the setting's name in `debate-ls.toml`, and whether it is set.
    BySetting(&'static str, fn(&Settings) -> bool),
}

impl Enabled {
    /// Whether the rule is on with these settings.
    pub fn holds(&self, settings: &Settings) -> bool {
        match self {
            Self::ByDefault => true,
            Self::BySetting(_, is_set) => is_set(settings),
        }
    }
}

/// What lists and pages say about a rule that is not always on: `off unless date_format is set`. Empty for the others.
impl fmt::Display for Enabled {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByDefault => Ok(()),
            Self::BySetting(setting, _) => write!(formatter, "off unless `{setting}` is set"),
        }
    }
}

/// What a rule checks.
#[derive(Debug)]
pub enum Check {
    /// One card; spans of findings count from the card's start.
    Card(fn(&CardView<'_>, &mut Vec<Finding>)),
    /// The whole brief; spans count from the document's start.
    Brief(fn(&BriefIndex<'_>, &mut Vec<Finding>)),
    /// Both, where only the whole brief can tell some of what the rule is about.
    CardAndBrief(fn(&CardView<'_>, &mut Vec<Finding>), fn(&BriefIndex<'_>, &mut Vec<Finding>)),
    /// The file's bytes, before they are decoded: the code that reads the file calls the rule itself.
    Bytes,
}

/// What a rule about one card gets.
#[derive(Clone, Copy, Debug)]
pub struct CardView<'a> {
    /// What it was parsed into.
    pub card: &'a Card,
    /// Its text, from its first byte to its last; the card's spans are bytes of this.
    pub text: &'a str,
    /// The settings.
    pub settings: &'a Settings,
    /// Today's date.
    pub today: Date,
}

/// What rules about the whole brief get, through a [`BriefIndex`]. There is no text: what such a rule needs to know
/// about a card is in the parsed card, so that a keystroke never has to read the whole document.
#[derive(Clone, Copy, Debug)]
pub struct BriefView<'a> {
    /// What it was parsed into.
    pub brief: &'a Brief,
    /// The settings.
    pub settings: &'a Settings,
    /// Today's date.
    pub today: Date,
}
