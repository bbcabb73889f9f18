//! The leagues' evidence rules, as the fields that each requires in a written cite.

use super::field::Field;

/// The league whose evidence rules apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// National Speech & Debate Association, High School Unified Manual 7.1.
    #[default]
    Nsda,
    /// National Christian Forensics and Communications Association.
    Ncfca,
    /// National Debate Tournament, VII.B.
    Ndt,
    /// Stoa.
    Stoa,
    /// Author and year only.
    Minimal,
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Nsda, Self::Ncfca, Self::Ndt, Self::Stoa, Self::Minimal];

    /// Its name in settings and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nsda => "nsda",
            Self::Ncfca => "ncfca",
            Self::Ndt => "ndt",
            Self::Stoa => "stoa",
            Self::Minimal => "minimal",
        }
    }

    /// The profile of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// The fields that a cite must have. All leagues require author and year.
    pub fn required(self) -> &'static [Field] {
        use Field::{Accessed, Author, Date, Locator, Publication, Qualifications, Title, Year};
        match self {
            // 7.1.C: "to the extent provided by the original source".
            Self::Nsda => &[Author, Year, Date, Title, Publication, Locator, Accessed, Qualifications],
            Self::Ncfca => &[Author, Year, Date, Title, Publication, Locator],
            Self::Ndt => &[Author, Year, Date, Publication, Locator],
            Self::Stoa => &[Author, Year, Date, Title, Publication],
            Self::Minimal => &[Author, Year],
        }
    }

    /// The passage of the rule book that requires them, for messages.
    pub fn passage(self) -> Option<&'static str> {
        match self {
            Self::Nsda => Some("NSDA 7.1.C"),
            Self::Ncfca => Some("NCFCA evidence rules"),
            Self::Ndt => Some("NDT VII.B.1"),
            Self::Stoa => Some("Stoa evidence rules"),
            Self::Minimal => None,
        }
    }
}
