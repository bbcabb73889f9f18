//! The word lists of the scanner, for programs that have to agree with it: each is a file of `data/`, compiled in.
//!
//! `tests/generate lexicon` makes the scanner's table of them (src/scanner/lexicon_table.h).

/// How a heading announces that it answers an argument: `AT: X`, `Answers to X`.
pub const ANSWERS: &str = include_str!("../../data/answers.txt");

/// Parts of an argument, which a colon follows: `Interpretation`.
pub const ARGUMENT_PARTS: &str = include_str!("../../data/argument_parts.txt");

/// What begins a line that a web page carries beside its text: a source, a caption.
pub const BOILERPLATE: &str = include_str!("../../data/boilerplate.txt");

/// Words that say who an author is, or where something was published; a text may leave out their periods.
pub const BYLINES: &str = include_str!("../../data/bylines.txt");

/// Months, seasons and days of the week. An entry is its number and its forms.
pub const CALENDAR: &str = include_str!("../../data/calendar.txt");

/// Words that number something, so that the digits after them are no year: `section`.
pub const COUNTERS: &str = include_str!("../../data/counters.txt");

/// Words that end no line, unless the line was broken in the middle of a sentence.
pub const DANGLING: &str = include_str!("../../data/dangling.txt");

/// Databases and library services: where a source was found, never who published it.
pub const DATABASES: &str = include_str!("../../data/databases.txt");

/// Words that say who edited or translated a text.
pub const EDITIONS: &str = include_str!("../../data/editions.txt");

/// What a citation tool writes where it found nothing: `No Author`.
pub const FILLERS: &str = include_str!("../../data/fillers.txt");

/// Words that begin a heading: `Contention`.
pub const HEADING_STARTS: &str = include_str!("../../data/heading_starts.txt");

/// What debaters say, and their sources hardly ever do: `perm`.
pub const JARGON: &str = include_str!("../../data/jargon.txt");

/// Particles of family names: `van`.
pub const PARTICLES: &str = include_str!("../../data/particles.txt");

/// Verbs, pronouns and connectives: scarce in cites, outside of titles.
pub const PROSE: &str = include_str!("../../data/prose.txt");

/// Verbs that report what somebody said.
pub const REPORTING: &str = include_str!("../../data/reporting.txt");

/// Words that begin a sentence if a year follows: `In 2017`.
pub const SENTENCE_STARTS: &str = include_str!("../../data/sentence_starts.txt");

/// The speeches of a round: `1ac`.
pub const SPEECHES: &str = include_str!("../../data/speeches.txt");

/// Finite verbs.
pub const VERBS: &str = include_str!("../../data/verbs.txt");

/// The entries of a list, each after the `[section]` that it stands in; the section is empty if the list has none.
/// Comments and blank lines are no entries.
///
/// ```
/// let data = "# Comment\n[month]\n1 january jan\n";
/// assert_eq!(tree_sitter_debate::data::entries(data).collect::<Vec<_>>(), [("month", "1 january jan")]);
/// ```
pub fn entries(data: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut section = "";
    data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(move |line| {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => {
                section = name;
                None
            }
            None => Some((section, line)),
        }
    })
}
