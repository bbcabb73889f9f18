//! What a cite means: who, when, where. The words of the page turned into fields, each with the place it
//! came from. Nothing is guessed into a field: what is a conclusion says so.
//!
//! The fields are those of CSL-JSON (the format of Zotero, pandoc and citeproc); see [`csl`].

pub mod csl;
pub mod explain;
mod fields;
pub(crate) mod lex;
pub mod parse;
pub(in crate::evidence) mod parsed_cites;
mod plain_text;

pub(crate) use self::fields::filler::filler;
pub use self::parse::parse;
pub use super::name::Name;
use crate::evidence::date::CiteDate;
use crate::text::{Span, Spanned};

/// How cites are read: what a team can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CiteOptions {
    /// Two-digit years up to this one are 20xx, the others 19xx.
    pub year_pivot: u8,
}

impl Default for CiteOptions {
    fn default() -> Self {
        Self { year_pivot: 30 }
    }
}

/// One source. All spans are bytes of the text that [`parse`](parse()) was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cite {
    /// All of it, over all its lines, without spaces at its ends.
    pub span: Span,
    /// What is read aloud: `Choi 21`.
    pub short: Option<ShortCite>,
    /// Persons and organizations, in the order of the page. The full cite's names where there is one.
    pub authors: Vec<Author>,
    /// When it was published.
    pub issued: Option<CiteDate>,
    /// When the cutter looked at it.
    pub accessed: Option<CiteDate>,
    /// The article's title, without its quotation marks.
    pub title: Option<Spanned<String>>,
    /// The publication or site.
    pub container: Option<Spanned<String>>,
    /// `Vol. 117`: the number alone.
    pub volume: Option<Spanned<String>>,
    /// `No. 4`: the number alone.
    pub issue: Option<Spanned<String>>,
    /// `pp. 323-331`: the numbers alone.
    pub pages: Option<Spanned<String>>,
    /// The link, fixed where a space or a line end cut it; the span covers it as it stands.
    pub url: Option<Spanned<String>>,
    /// `10.2307/1372554`, without `doi:` or a resolver's address.
    pub doi: Option<Spanned<String>>,
    /// LEXIS, JSTOR, Project Muse …
    pub database: Option<Spanned<String>>,
    /// Who the author is to speak: posts, degrees, institutions.
    pub qualifications: Vec<Spanned<String>>,
    /// The cutter's initials or name.
    pub initials: Option<Spanned<String>>,
    /// `*Brackets for gendered language`, `Edited for …`
    pub edit_notes: Vec<Spanned<String>>,
    /// Whether it begins with the bracket or the dash that other cites have after their short cite: `(Joseph Choi, …`.
    pub begins_with_full: bool,
    /// Whether it only points to the source of the card before: `Ibid.`, `Same source as above`, `Choi continues`.
    pub refers_back: bool,
    /// What a tool wrote where it found nothing: `No Author`, `xx-xx-xxxx`.
    pub fillers: Vec<Spanned<Filler>>,
}

/// The part that is read aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortCite {
    /// All of it.
    pub span: Span,
    /// The names as typed: `Bond`, `Brakel`; an organization is one name.
    pub names: Vec<Spanned<String>>,
    /// Where `et al.` stands, in whatever spelling.
    pub et_al: Option<Span>,
    /// The year, or what stands for it.
    pub year: Option<Spanned<ShortYear>>,
}

/// What a short cite has for a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortYear {
    /// `21`, `'21`, `2021`, `2021b`, `2K`: the full year.
    Year(i16),
    /// `8/4`: month and day of the cutter's own year.
    MonthDay(i8, i8),
    /// `n.d.`
    NoDate,
}

/// One author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name, as CSL divides it.
    pub name: Name,
    /// Where it stands.
    pub span: Span,
}

/// The field that a tool's filler stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filler {
    /// `No Author`
    Author,
    /// `No Publication`
    Publication,
    /// `xx-xx-xxxx`
    Date,
    /// `No Title`
    Title,
    /// `<<INSERT LINK>>`
    Url,
    /// `None`, `()`: which field cannot be told.
    Unknown,
}

impl Cite {
    /// Where its fields are, but for its dates, each with what belongs to it; in no order.
    pub fn field_spans(&self) -> impl Iterator<Item = Span> {
        let fields = [
            &self.title,
            &self.container,
            &self.volume,
            &self.issue,
            &self.pages,
            &self.url,
            &self.doi,
            &self.database,
            &self.initials,
        ];
        let fields = fields.into_iter().flatten().chain(&self.qualifications).chain(&self.edit_notes);
        let short = self.short.iter().map(|short| short.span);
        fields.map(|field| field.span).chain(short).chain(self.authors.iter().map(|author| author.span))
    }

    /// Puts `map` of it for every span, its own and those of its parts.
    pub(crate) fn map_spans(&mut self, mut map: impl FnMut(Span) -> Span) {
        let mut in_place = |span: &mut Span| *span = map(*span);
        in_place(&mut self.span);
        if let Some(short) = &mut self.short {
            in_place(&mut short.span);
            short.names.iter_mut().for_each(|name| in_place(&mut name.span));
            short.et_al.iter_mut().for_each(&mut in_place);
            short.year.iter_mut().for_each(|year| in_place(&mut year.span));
        }
        self.authors.iter_mut().for_each(|author| in_place(&mut author.span));
        [&mut self.issued, &mut self.accessed].into_iter().flatten().for_each(|date| in_place(&mut date.span));
        let fields = [
            &mut self.title,
            &mut self.container,
            &mut self.volume,
            &mut self.issue,
            &mut self.pages,
            &mut self.url,
            &mut self.doi,
            &mut self.database,
            &mut self.initials,
        ];
        let lists = self.qualifications.iter_mut().chain(&mut self.edit_notes);
        fields.into_iter().flatten().chain(lists).for_each(|field| in_place(&mut field.span));
        self.fillers.iter_mut().for_each(|filler| in_place(&mut filler.span));
    }
}

/// `text` with every run of spaces as one space, and none at its ends: how fields' values are written.
fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}
