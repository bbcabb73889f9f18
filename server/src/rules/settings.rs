//! What a house may choose: profile, severities, limits. Plain data; where it comes from is not known here.

use std::collections::BTreeMap;

use super::Severity;
use crate::evidence::cite::Reading;

/// All that rules and features let a house choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whose evidence rules hold.
    pub profile: Profile,
    /// A rule's severity where the house wants another; `None` turns it off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// How cites are read.
    pub reading: Reading,
    /// Words a minute, for reading times.
    pub words_per_minute: u32,
}

/// The league whose evidence rules hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// National Speech & Debate Association, High School Unified Manual 7.1
    #[default]
    Nsda,
    /// National Christian Forensics and Communications Association
    Ncfca,
    /// National Debate Tournament, VII.B
    Ndt,
    /// Stoa
    Stoa,
    /// Author and year only.
    Minimal,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            profile: Profile::default(),
            severities: BTreeMap::new(),
            reading: Reading::default(),
            words_per_minute: 350,
        }
    }
}
