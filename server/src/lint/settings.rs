//! What a team may choose: profile, severities, limits. Plain data, wherever it comes from.

use std::collections::BTreeMap;

use super::date_pattern::DatePattern;
use super::field::Field;
use super::{DiagnosticMode, HighlightColor, Profile, Rule, Severity};
use crate::evidence::cite::CiteOptions;

/// All that rules and features let a team choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The league whose evidence rules apply.
    pub profile: Profile,
    /// The fields that every cite must have, if the team has its own list.
    pub required: Option<Vec<Field>>,
    /// A rule's severity, if the team wants another; `None` turns it off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// How cites are parsed.
    pub cite_options: CiteOptions,
    /// Words of evidence per minute, for reading times.
    pub words_per_minute: u32,
    /// Words per minute of tags, short cites and analytics, if they are read at another speed.
    pub tag_words_per_minute: Option<u32>,
    /// How the team writes dates.
    pub date_format: Option<DatePattern>,
    /// How old evidence for a tag about the present may be.
    pub stale: Stale,
    /// What an editor shows in and over the text.
    pub shown: Shown,
    /// The color of highlighted text in Word files that are written.
    pub highlight_color: HighlightColor,
    /// Of which files of a folder an editor shows the problems.
    pub diagnostic_mode: DiagnosticMode,
}

/// How old evidence may be, in months, by the words of its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// For a tag about the present with no word of `by_words` in it.
    pub months: u32,
    /// Words of a tag, in lowercase, with their own limit.
    pub by_words: Vec<(String, u32)>,
    /// Whether the settings have any of it.
    pub chosen: bool,
}

/// What an editor shows that is not in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// After a cite: its date and age, where the cite’s own date is not plain to read.
    pub cite_hints: bool,
    /// The same after every other cite.
    pub plain_dates: bool,
    /// After a heading: its cards and reading time.
    pub heading_hints: bool,
    /// Above a block: its cards, words and reading time.
    pub lenses: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            profile: Profile::default(),
            required: None,
            severities: BTreeMap::new(),
            cite_options: CiteOptions::default(),
            words_per_minute: 350,
            tag_words_per_minute: None,
            date_format: None,
            stale: Stale::default(),
            shown: Shown::default(),
            highlight_color: HighlightColor::default(),
            diagnostic_mode: DiagnosticMode::default(),
        }
    }
}

impl Default for Stale {
    fn default() -> Self {
        Self { months: 12, by_words: Vec::new(), chosen: false }
    }
}

impl Default for Shown {
    fn default() -> Self {
        Self { cite_hints: true, plain_dates: false, heading_hints: true, lenses: true }
    }
}

impl Settings {
    /// The severity of `rule` with these settings; `None` if it is off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        match self.severities.get(rule.id) {
            Some(chosen) => *chosen,
            None => rule.enabled.holds(self).then_some(rule.severity),
        }
    }

    /// How fast tags, short cites and analytics are read, in words per minute.
    pub fn tag_speed(&self) -> u32 {
        self.tag_words_per_minute.unwrap_or(self.words_per_minute)
    }

    /// The fields that a cite must have.
    pub fn required(&self) -> &[Field] {
        self.required.as_deref().unwrap_or_else(|| self.profile.required())
    }

    /// Who requires them, for messages; `None` if it is the team itself.
    pub fn authority(&self) -> Option<&'static str> {
        if self.required.is_some() { None } else { self.profile.passage() }
    }
}

/// Words of a tag about the present.
const PRESENT: [&str; 13] = [
    "now",
    "currently",
    "current",
    "today",
    "still",
    "recent",
    "recently",
    "uniqueness",
    "non-unique",
    "status quo",
    "squo",
    "ongoing",
    "at present",
];

impl Stale {
    /// The first word of `tag` that has a limit, and the limit in months.
    pub fn limit(&self, tag: &str) -> Option<(&str, u32)> {
        let tag = tag.to_lowercase();
        let chosen = self.by_words.iter().map(|(word, months)| (word.as_str(), *months));
        let usual = PRESENT.iter().map(|word| (*word, self.months));
        chosen.chain(usual).find(|(word, _)| holds(&tag, word))
    }
}

/// Whether `text` has `words` as whole words.
fn holds(text: &str, words: &str) -> bool {
    let outside = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
    text.match_indices(words)
        .any(|(at, found)| outside(text[..at].chars().next_back()) && outside(text[at + found.len()..].chars().next()))
}
