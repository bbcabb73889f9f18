//! An author, and why it is one.

use crate::evidence::cite::Author;

/// An author that was found in a cite.
#[derive(Clone, Debug)]
pub(crate) struct FoundAuthor {
    pub(crate) author: Author,
    pub(crate) reason: AuthorReason,
}

/// Why words are an author's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AuthorReason {
    /// `Choi 21 (Joseph Choi, …`
    FamilyName,
    /// `Sorensen 12 (Sorensen, Roy`
    FamilyNameFirst,
    /// `Maas ’21 (Matthijs M; …`
    GivenNames,
    /// `CSIS 12 (Center for Strategic and International Studies`
    FullName,
    /// `Reuters 21 (Ann Rye, …`
    PersonOfOrganization,
    /// `Quistorp 21 (Joseph Choi, …`
    OtherPerson,
    /// `Choi 21`
    ShortCite,
    /// `…, and Ann Rye, …`
    Listed,
    /// `A, professor at X, and B, professor at Y`
    OwnPost,
    /// `Joseph Choi, 9-2-21, …`
    Start,
    /// `Choi, Joseph. …`
    StartFamilyFirst,
    /// `TASS, September 15, 2021`
    StartOrganization,
}

impl AuthorReason {
    /// Whether the author is named in the full cite alone.
    pub(crate) fn is_in_full_cite_alone(self) -> bool {
        matches!(self, Self::PersonOfOrganization | Self::OtherPerson)
    }

    /// The reason in words for a person.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::FamilyName => "the short cite’s name, with the given names",
            Self::FamilyNameFirst => "the short cite’s name first, then the given names",
            Self::GivenNames => "the short cite’s name; the full cite has the given names alone",
            Self::FullName => "what the short cite’s name stands for",
            Self::PersonOfOrganization => "a person where the short cite’s organization is expected",
            Self::OtherPerson => "the person whom the full cite names, unlike the short cite",
            Self::ShortCite => "the short cite’s name alone",
            Self::Listed => "in one list with an author",
            Self::OwnPost => "a person with “and” before or a post after",
            Self::Start => "a name at the start",
            Self::StartFamilyFirst => "a family name and given names at the start",
            Self::StartOrganization => "no person, and the cite starts with it",
        }
    }
}

impl FoundAuthor {
    pub(super) fn new(author: Author, reason: AuthorReason) -> Self {
        Self { author, reason }
    }
}
