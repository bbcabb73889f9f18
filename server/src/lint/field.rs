//! The fields of a cite that a league can require, and whether a cite has them.

use crate::evidence::cite::{Cite, Name, ShortYear};
use crate::evidence::date::{Edtf, Point};
use crate::evidence::gazetteer::{self, Sort};

/// A field of a cite that a profile can require.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// A person or an organization.
    Author,
    /// The year of publication.
    Year,
    /// The publication date, to the day where the source seems to give one.
    Date,
    /// The article's or book's title.
    Title,
    /// Publication or site.
    Publication,
    /// Link (or DOI), page numbers, or the volume of a journal: what leads a judge to the exact words.
    Locator,
    /// Link or DOI.
    Link,
    /// Access date, if there is a link to something that may change.
    Accessed,
    /// Why the author is qualified to speak.
    Qualifications,
    /// Page numbers, if there is no link.
    Pages,
}

impl Field {
    /// All of them, in the order in which messages name them.
    pub const ALL: [Self; 10] = [
        Self::Author,
        Self::Qualifications,
        Self::Year,
        Self::Date,
        Self::Title,
        Self::Publication,
        Self::Locator,
        Self::Link,
        Self::Pages,
        Self::Accessed,
    ];

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Year => "year",
            Self::Date => "date",
            Self::Title => "title",
            Self::Publication => "publication",
            Self::Locator => "link-or-page",
            Self::Link => "link",
            Self::Accessed => "accessed",
            Self::Qualifications => "qualifications",
            Self::Pages => "pages",
        }
    }

    /// The field of that name in settings.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// What a message calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Year => "year",
            Self::Date => "full date",
            Self::Title => "title",
            Self::Publication => "publication",
            Self::Locator => "link or page",
            Self::Link => "link",
            Self::Accessed => "access date",
            Self::Qualifications => "author’s qualifications",
            Self::Pages => "page",
        }
    }

    /// Whether `cite` has it, or does not need it.
    pub fn is_in(self, cite: &Cite) -> bool {
        let linked = cite.url.is_some() || cite.doi.is_some();
        match self {
            Self::Author => !cite.authors.is_empty(),
            Self::Year => has_year(cite),
            Self::Date => has_day(cite),
            Self::Title => cite.title.is_some(),
            Self::Publication => cite.container.is_some() || names_its_publisher(cite),
            Self::Locator => linked || cite.pages.is_some() || cite.volume.is_some() || cite.issue.is_some(),
            Self::Link => linked,
            Self::Accessed => cite.accessed.is_some() || !may_change(cite),
            Self::Qualifications => !cite.qualifications.is_empty() || has_no_person(cite),
            Self::Pages => cite.pages.is_some() || linked,
        }
    }
}

/// A year in the date or in the short cite.
pub fn has_year(cite: &Cite) -> bool {
    let dated = cite.issued.as_ref().and_then(|date| date.edtf).and_then(Edtf::year).is_some();
    let short = cite.short.as_ref().and_then(|short| short.year.as_ref());
    dated || short.is_some_and(|year| matches!(year.value, ShortYear::Year(_)))
}

/// Whether the date is exact, or nothing shows that the source has a day: a report has a month, a book a year.
fn has_day(cite: &Cite) -> bool {
    let exact = match cite.issued.as_ref().and_then(|date| date.edtf) {
        Some(Edtf::At(point)) => matches!(point, Point::Day(_)),
        Some(Edtf::Between(..)) => true,
        None => false,
    };
    exact || !shows_a_day(cite)
}

/// Whether a day is in the link, or the publication is one that dates what it prints.
fn shows_a_day(cite: &Cite) -> bool {
    if cite.volume.is_some() || cite.issue.is_some() || cite.pages.is_some() {
        return false;
    }
    let link = cite.url.as_ref().map(|url| url.value.as_str());
    if link.is_some_and(holds_a_day) {
        return true;
    }
    let sort = cite.container.as_ref().and_then(|container| gazetteer::publication(&container.value));
    match sort {
        Some(Sort::Newspaper | Sort::Agency | Sort::Broadcaster) => true,
        Some(Sort::Magazine | Sort::Site) => link.is_some(),
        _ => false,
    }
}

/// Whether a link has year, month and day in a row: `/2021/09/02/`, `2021-09-02`.
fn holds_a_day(link: &str) -> bool {
    let numbers: Vec<&str> = link.split(['/', '-', '_']).collect();
    numbers.windows(3).any(|three| {
        let number = |at: usize, longest: usize| {
            let text = three[at];
            let is_number = (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| text.parse::<u16>().ok()).flatten()
        };
        let is_year = number(0, 4).is_some_and(|year| (1990..2100).contains(&year));
        let is_month = number(1, 2).is_some_and(|month| (1..=12).contains(&month));
        is_year && is_month && number(2, 2).is_some_and(|day| (1..=31).contains(&day))
    })
}

/// Whether it is a source in print, in which pages lead to the words: it comes from a database, or from
/// a journal, a reference work or a book’s publisher, by the lists or by its name.
pub(crate) fn is_printed(cite: &Cite) -> bool {
    if cite.database.is_some() {
        return true;
    }
    let container = cite.container.as_ref().map(|container| container.value.as_str());
    let author = cite.authors.first().map(|author| author.name.key());
    [container, author].into_iter().flatten().any(|name| {
        let listed = matches!(gazetteer::publication(name), Some(Sort::Journal | Sort::Reference | Sort::Publisher));
        let folded = gazetteer::fold(name);
        let words = ["journal", "law review", "quarterly", "dictionary", "encyclopedia"];
        let is_book = cite.url.is_none() && folded.split(' ').any(|word| PUBLISHERS.contains(&word));
        listed || is_book || words.iter().any(|word| folded.contains(word))
    })
}

/// Words in the names of those who publish books. `Press` alone names news agencies too, which give a link.
const PUBLISHERS: [&str; 7] = ["press", "books", "publishing", "publishers", "publications", "verlag", "routledge"];

/// A web page may change tomorrow; a source with a DOI does not.
fn may_change(cite: &Cite) -> bool {
    cite.doi.is_none() && cite.url.as_ref().is_some_and(|url| !url.value.contains("doi.org/"))
}

/// An agency or paper in the author's place is the publication too.
fn names_its_publisher(cite: &Cite) -> bool {
    !cite.authors.is_empty() && (has_no_person(cite) || is_site_of_author(cite))
}

/// The shortest name, in letters, that is looked for in a link.
const SHORTEST_SITE: usize = 8;

/// `Legal Clarity 25 (…, https://legalclarity.org/…`: what looks like a person has its own site.
fn is_site_of_author(cite: &Cite) -> bool {
    let (Some(url), [author]) = (&cite.url, cite.authors.as_slice()) else { return false };
    let Name::Person { family, given: Some(given), .. } = &author.name else { return false };
    let letters = |text: &str| gazetteer::fold(text).replace(|c: char| !c.is_alphanumeric(), "");
    let name = letters(given) + &letters(family);
    let host = url.value.split('/').nth(2).unwrap_or_default();
    name.len() >= SHORTEST_SITE && letters(host).contains(&name)
}

/// An organization needs no qualifications, nor does a reference work named after a person
/// (`Merriam-Webster`).
fn has_no_person(cite: &Cite) -> bool {
    cite.authors.iter().all(|author| {
        matches!(author.name, Name::Literal(_)) || gazetteer::publication(author.name.key()) == Some(Sort::Reference)
    })
}
