//! What a house may choose: profile, severities, limits. Plain data; where it comes from is not known here.

use std::collections::BTreeMap;

use super::{Profile, Rule, Severity, field::Field};
use crate::evidence::cite::Reading;

/// All that rules and features let a house choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whose evidence rules hold.
    pub profile: Profile,
    /// The fields that every cite must have, where the house has a list of its own.
    pub required: Option<Vec<Field>>,
    /// A rule's severity where the house wants another; `None` turns it off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// How cites are read.
    pub reading: Reading,
    /// Words a minute, for reading times.
    pub words_per_minute: u32,
    /// What an editor shows in and over the text.
    pub shown: Shown,
}

/// What an editor shows that is not in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Behind a cite its date and age.
    pub cite_hints: bool,
    /// Behind a heading its cards and reading time.
    pub heading_hints: bool,
    /// Over a block its cards, words and reading time.
    pub lenses: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self { cite_hints: true, heading_hints: true, lenses: true }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            profile: Profile::default(),
            required: None,
            severities: BTreeMap::new(),
            reading: Reading::default(),
            words_per_minute: 350,
            shown: Shown::default(),
        }
    }
}

impl Settings {
    /// How bad `rule` is in this house; `None` where it is off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        match self.severities.get(rule.id) {
            Some(chosen) => *chosen,
            None => rule.on.then_some(rule.severity),
        }
    }

    /// The fields that a cite must have.
    pub fn required(&self) -> &[Field] {
        self.required.as_deref().unwrap_or_else(|| self.profile.required())
    }

    /// Who demands them, for messages; `None` where it is the house itself.
    pub fn authority(&self) -> Option<&'static str> {
        if self.required.is_some() { None } else { self.profile.passage() }
    }
}
