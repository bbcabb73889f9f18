//! Where the fields of a cite are, as far as their form alone tells. It knows nothing of how the program reads them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern that compiles")
}

static LINK: LazyLock<Regex> = LazyLock::new(|| regex(r"https?://\S+"));
static SHORT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^([^\d\n]{2,40}?)([ ,]+)([’'‘]?)(\d{2}|(?:19|20)\d\d)(?:[^\d/\-]|$)"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| regex(r#"[“"]([^”"]{12,160})[”"]"#));
static NUMERIC: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(1[0-2]|0?[1-9])[-/](3[01]|[12]\d|0?[1-9])[-/]((?:20)?\d\d)\b"));
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:\d{1,2} )?(Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)(uary|ruary|ch|il|ust|ember|ober)?\.?(?: \d{1,2},)? ((?:19|20)\d\d)\b",
    )
});
static PAGES: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:pp?|pg)\. ?(\d+(?:[-–]\d+)?)"));
static ACCESSED: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)[(\[,;. ]*\b(?:date )?(?:accessed|retrieved|DOA)\b"));
static FULL_NAME: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^\s*(?:[\[(–—-]+\s*)?([A-Z][\w.’-]+(?: [A-Z][\w.’-]*){1,3})\s*(?:[;,(])\s*"));

/// The short cite at the beginning.
pub(super) struct Short {
    /// The names.
    pub names: Range<usize>,
    /// The year’s digits.
    pub year: Range<usize>,
}

pub(super) fn short(cite: &str) -> Option<Short> {
    let found = SHORT.captures(cite)?;
    Some(Short { names: found.get(1)?.range(), year: found.get(4)?.range() })
}

/// The numbers of the pages, after their label.
pub(super) fn pages(cite: &str) -> Option<Range<usize>> {
    Some(PAGES.captures(cite)?.get(1)?.range())
}

/// The first link.
pub(super) fn link(cite: &str) -> Option<Range<usize>> {
    let found = LINK.find(cite)?;
    let text = found.as_str().trim_end_matches(['.', ',', ';', ')', ']']);
    Some(found.start()..found.start() + text.len())
}

/// The cite with all links blanked out: what they hold is no field.
pub(super) fn without_links(cite: &str) -> String {
    LINK.replace_all(cite, |found: &regex::Captures<'_>| " ".repeat(found[0].len())).into_owned()
}

/// The title, without its quotation marks.
pub(super) fn title(cite: &str) -> Option<Range<usize>> {
    Some(QUOTED.captures(cite)?.get(1)?.range())
}

/// Where the access date begins, with its label; else the end.
pub(super) fn access(cite: &str) -> usize {
    ACCESSED.find(cite).map_or(cite.len(), |found| found.start())
}

/// The publication date, where it names a day or month.
pub(super) fn date(cite: &str) -> Option<Range<usize>> {
    let text = without_links(cite);
    let text = text.get(..access(&text))?;
    NUMERIC.find(text).or_else(|| NAMED.find(text)).map(|found| found.range())
}

/// The year of such a date: its digits.
pub(super) fn year_of(date: &str) -> Option<Range<usize>> {
    let end = date.trim_end().len();
    let start = date.get(..end)?.rfind(|c: char| !c.is_ascii_digit())? + 1;
    Some(start..end)
}

/// The name of the month in such a date.
pub(super) fn month(date: &str) -> Option<Range<usize>> {
    let start = date.find(|c: char| c.is_ascii_alphabetic())?;
    let len = date.get(start..)?.find(|c: char| !c.is_ascii_alphabetic())?;
    Some(start..start + len)
}

/// The publication: what is after the title, or else before it, between two separators.
pub(super) fn publication(cite: &str) -> Option<Range<usize>> {
    let title = title(cite)?;
    let is_separator = |c: char| matches!(c, ',' | ';' | '.' | '[' | '(');
    let is_one = |text: &str| {
        (3..60).contains(&text.len())
            && text.starts_with(char::is_uppercase)
            && !text.contains(|c: char| c.is_ascii_digit() || c == '/')
    };
    let behind = title.end + cite.get(title.end..)?.chars().next()?.len_utf8();
    let lead = cite.get(behind..)?.len() - cite.get(behind..)?.trim_start_matches([',', ';', '.', ' ']).len();
    let start = behind + lead;
    let len = cite.get(start..)?.find(is_separator).unwrap_or(0);
    if is_one(cite.get(start..start + len)?) {
        return Some(start..start + len);
    }
    let before = cite.get(..title.start)?.trim_end_matches(['“', '"', ' ', ',', ';']);
    let start = before.rfind(is_separator)? + 1;
    let text = before.get(start..)?;
    let start = start + (text.len() - text.trim_start().len());
    is_one(before.get(start..)?).then_some(start..before.len())
}

/// The author’s full name, after the short cite, with what separates it from the next field.
pub(super) fn full_name(cite: &str) -> Option<(Range<usize>, Range<usize>)> {
    let behind = short(cite)?.year.end;
    let found = FULL_NAME.captures(cite.get(behind..)?)?;
    let shift = |range: Range<usize>| range.start + behind..range.end + behind;
    let name = found.get(1)?.range();
    Some((shift(name.clone()), shift(name.start..found.get(0)?.end())))
}

/// Whether a year, or the digits of one, is left outside of links.
pub(super) fn has_digits(cite: &str) -> bool {
    without_links(cite).contains(|c: char| c.is_ascii_digit())
}

/// The cite without any date or year.
pub(super) fn without_dates(cite: &str) -> Option<String> {
    static YEARS: LazyLock<Regex> = LazyLock::new(|| regex(r"[’'‘]?\b(?:19|20)?\d\d\b"));
    let plain = LINK.replace_all(cite, "https://www.example.org/a").into_owned();
    let plain = NUMERIC.replace_all(&plain, "").into_owned();
    let plain = NAMED.replace_all(&plain, "").into_owned();
    let plain = YEARS.replace_all(&plain, "").into_owned();
    (!has_digits(&plain)).then_some(plain)
}
