//! `debate-ls.toml`: the settings of a team. The nearest one above a file applies to it.
//!
//! A problem in it is reported with its place, and the rest still applies: a mistake in one line must not turn the others
//! off.

use std::io;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::features::wording;
use crate::lint::date_pattern::DatePattern;
use crate::lint::field::Field;
use crate::lint::registry::{self, RULES};
use crate::lint::{DiagnosticMode, HighlightColor, Profile, Settings, Severity};
use crate::text::Span;

use super::bounded;

/// The file’s name.
pub const FILE_NAME: &str = "debate-ls.toml";

/// How large the file may be, in bytes: fifty times as large as all settings with a comment on each.
const LIMIT: u64 = 256 << 10;
/// How many problems are reported; of the others, only their number.
const MAX_PROBLEMS: usize = 20;
/// How much of an unknown name a message repeats, in characters.
const LONGEST_NAME: usize = 60;

/// The content of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// The settings: the defaults, overridden by all that could be understood.
    pub settings: Settings,
    /// The keys that were understood, each with its span in the file’s text. A key in a table is `severity.tag-empty`.
    pub chosen: Vec<crate::text::Spanned<String>>,
    /// The problems, in the order of the file. If there are too many, the last one says how many more there are.
    pub problems: Vec<Problem>,
}

/// Something that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the file’s text.
    pub span: Span,
    /// What is wrong, and what to do.
    pub message: String,
}

/// The file that applies to files in `folder`: the one in it, or in the nearest folder above. It may be unreadable.
pub fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.exists() && !file.is_dir())
}

/// Reads a file: its text and its content.
///
/// # Errors
/// If the file cannot be read, is larger than 256 KiB, or is not UTF-8.
pub fn load(file: &Path) -> io::Result<(String, Configuration)> {
    let text = String::from_utf8(bounded::read(file, LIMIT)?).map_err(|_| io::Error::other("not UTF-8"))?;
    let configuration = read(&text);
    Ok((text, configuration))
}

/// Parses a file’s text.
pub fn read(text: &str) -> Configuration {
    read_over(Settings::default(), text)
}

/// The same, on top of `settings`.
pub fn read_over(settings: Settings, text: &str) -> Configuration {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut configuration = Configuration { settings, ..Configuration::default() };
    for error in errors {
        let span = error.span().map_or(Span::empty(0), Span::from);
        configuration.problems.push(Problem { span, message: error.message().to_owned() });
    }
    let Configuration { settings, chosen, problems } = &mut configuration;
    for (key, value) in table.get_ref() {
        let result = match KEYS.iter().find(|(name, _)| *name == key.get_ref()) {
            Some((_, set)) => set(value, settings),
            None => {
                let known = KEYS.iter().map(|(name, _)| *name);
                Err(vec![problem(key.span(), unknown("setting", key.get_ref(), known))])
            }
        };
        let found = result.err().unwrap_or_default();
        chosen.extend(understood(key, value, &found));
        problems.extend(found);
    }
    problems.sort_by_key(|problem| problem.span);
    // A value that could not be parsed has one problem already.
    problems.dedup_by_key(|problem| problem.span.start);
    limit(problems);
    configuration
}

/// Keeps the first of very many problems, and the number of the others.
fn limit(problems: &mut Vec<Problem>) {
    if problems.len() > MAX_PROBLEMS + 1 {
        let more = wording::number(i64::try_from(problems.len() - MAX_PROBLEMS).unwrap_or(i64::MAX));
        problems.truncate(MAX_PROBLEMS + 1);
        if let Some(last) = problems.last_mut() {
            last.message = format!("and {more} more problems from here on");
        }
    }
}

/// The key, or if its value is a table, the keys in it: those without a problem.
fn understood(key: &Key<'_>, value: &Value<'_>, problems: &[Problem]) -> Vec<crate::text::Spanned<String>> {
    let mut starts: Vec<usize> = problems.iter().map(|problem| problem.span.start).collect();
    starts.sort_unstable();
    let is_wrong = |span: std::ops::Range<usize>| {
        let first = starts.partition_point(|start| *start < span.start);
        starts.get(first).is_some_and(|start| *start < span.end)
    };
    let is_valid = |key: &Key<'_>, value: &Value<'_>| !is_wrong(key.span()) && !is_wrong(value.span());
    let spanned = |name: String, key: &Key<'_>| crate::text::Spanned::new(name, key.span().into());
    match value.get_ref().as_table() {
        Some(table) => table
            .iter()
            .filter(|(inner, value)| is_valid(inner, value))
            .map(|(inner, _)| spanned(format!("{}.{}", key.get_ref(), inner.get_ref()), inner))
            .collect(),
        None => is_valid(key, value).then(|| spanned(key.get_ref().to_string(), key)).into_iter().collect(),
    }
}

/// The names of all settings.
pub fn keys() -> impl Iterator<Item = &'static str> {
    KEYS.into_iter().map(|(name, _)| name)
}

type Key<'t> = Spanned<std::borrow::Cow<'t, str>>;
type Value<'t> = Spanned<DeValue<'t>>;
/// Sets a value in the settings, or returns its problems.
type SetValue = fn(&Value<'_>, &mut Settings) -> Result<(), Vec<Problem>>;

/// Every key, and the function that sets its value.
const KEYS: [(&str, SetValue); 11] = [
    ("date_format", date_format),
    ("diagnostic_mode", diagnostic_mode),
    ("highlight_color", highlight_color),
    ("profile", profile),
    ("required", required),
    ("severity", severity),
    ("show", show),
    ("stale_months", stale_months),
    ("tag_words_per_minute", tag_words_per_minute),
    ("words_per_minute", words_per_minute),
    ("year_pivot", year_pivot),
];

fn profile(value: &Value<'_>, settings: &mut Settings) -> Result<(), Vec<Problem>> {
    let wanted = "the name of a league: \"nsda\"";
    settings.profile = choice(value, wanted, "profile", &Profile::ALL, Profile::name)?;
    Ok(())
}

fn highlight_color(value: &Value<'_>, settings: &mut Settings) -> Result<(), Vec<Problem>> {
    let wanted = "a color of Word’s highlighter: \"yellow\"";
    settings.highlight_color = choice(value, wanted, "highlight color", &HighlightColor::ALL, HighlightColor::name)?;
    Ok(())
}

fn diagnostic_mode(value: &Value<'_>, settings: &mut Settings) -> Result<(), Vec<Problem>> {
    let wanted = "\"openFilesOnly\" or \"workspace\"";
    settings.diagnostic_mode = choice(value, wanted, "diagnostic mode", &DiagnosticMode::ALL, DiagnosticMode::name)?;
    Ok(())
}

fn required(value: &Value<'_>, settings: &mut Settings) -> Result<(), Vec<Problem>> {
    let wanted = "a list of fields: [\"author\", \"year\"]";
    let list = value.get_ref().as_array().ok_or_else(|| ill_typed(value, wanted))?;
    let mut fields = Vec::new();
    let mut problems = Vec::new();
    for item in list.iter() {
        let known = Field::ALL.into_iter().map(Field::name);
        match words(item, wanted) {
            Ok(name) => match Field::named(name) {
                Some(field) => fields.push(field),
                None => problems.extend(one(item, unknown("field", name, known))),
            },
            Err(ill_typed) => problems.extend(ill_typed),
        }
    }
    settings.required = Some(fields);
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn severity(value: &Value<'_>, settings: &mut Settings) -> Result<(), Vec<Problem>> {
    let table = value.get_ref().as_table();
    let table = table.ok_or_else(|| ill_typed(value, "a table of rules: [severity]"))?;
    let mut problems = Vec::new();
    for (rule, level) in table {
        let Some(known) = registry::named(rule.get_ref()) else {
            let ids = RULES.iter().map(|rule| rule.id);
            problems.push(problem(rule.span(), unknown("rule", rule.get_ref(), ids)));
            continue;
        };
        let chosen = level.get_ref().as_str().and_then(|level| match level {
            "off" => Some(None),
            level => Severity::ALL.into_iter().find(|severity| severity.name() == level).map(Some),
        });
        match chosen {
            Some(chosen) => {
                settings.severities.insert(known.id.to_owned(), chosen);
            }
            None => problems.extend(ill_typed(level, "\"error\", \"warning\", \"info\", \"hint\" or \"off\"")),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// A table of what an editor shows in addition to the text.
fn show(value: &Value<'_>, settings: &mut Settings) -> Result<(), Vec<Problem>> {
    let table = value.get_ref().as_table();
    let table = table.ok_or_else(|| ill_typed(value, "a table: [show], and below it lenses = false"))?;
    let mut problems = Vec::new();
    for (name, chosen) in table {
        let shown = &mut settings.shown;
        let place = match name.get_ref().as_ref() {
            "cite_hints" => &mut shown.cite_hints,
            "heading_hints" => &mut shown.heading_hints,
            "lenses" => &mut shown.lenses,
            "plain_dates" => &mut shown.plain_dates,
            other => {
                problems.push(problem(
                    name.span(),
                    unknown("display option", other, SHOWN.into_iter().map(|(name, ..)| name)),
                ));
                continue;
            }
        };
        match chosen.get_ref().as_bool() {
            Some(chosen) => *place = chosen,
            None => problems.extend(ill_typed(chosen, "true or false")),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// What can be shown, each with its default and a description.
pub const SHOWN: [(&str, bool, &str); 4] = [
    (
        "cite_hints",
        true,
        "The date and age after a cite whose own date is not plain to read: no year, or two meanings.",
    ),
    ("heading_hints", true, "The number of cards and the reading time after each heading."),
    ("lenses", true, "The number of cards, the words and the reading time above each block."),
    ("plain_dates", false, "The date and age after every other cite, too."),
];

fn year_pivot(value: &Value<'_>, settings: &mut Settings) -> Result<(), Vec<Problem>> {
    settings.cite_options.year_pivot = number(value, 0..=99, "a number from 0 to 99")?;
    Ok(())
}

fn tag_words_per_minute(value: &Value<'_>, settings: &mut Settings) -> Result<(), Vec<Problem>> {
    settings.tag_words_per_minute = Some(number(value, 50..=1000, "a number from 50 to 1000")?);
    Ok(())
}

fn words_per_minute(value: &Value<'_>, settings: &mut Settings) -> Result<(), Vec<Problem>> {
    settings.words_per_minute = number(value, 50..=1000, "a number from 50 to 1000")?;
    Ok(())
}

fn date_format(value: &Value<'_>, settings: &mut Settings) -> Result<(), Vec<Problem>> {
    let wanted = "a date format: \"M-D-YY\", \"YYYY-MM-DD\", \"Month D, YYYY\" or \"D Month YYYY\"";
    let pattern = DatePattern::read(words(value, wanted)?);
    settings.date_format = Some(pattern.ok_or_else(|| ill_typed(value, wanted))?);
    Ok(())
}

/// A number of months, or a table of numbers by words of the tag.
fn stale_months(value: &Value<'_>, settings: &mut Settings) -> Result<(), Vec<Problem>> {
    const WANTED: &str = "a number of months from 1 to 1200";
    let Some(table) = value.get_ref().as_table() else {
        settings.stale.months = number(value, 1..=1200, WANTED)?;
        settings.stale.chosen = true;
        return Ok(());
    };
    settings.stale.chosen = true;
    let mut problems = Vec::new();
    for (words, months) in table {
        match number(months, 1..=1200, WANTED) {
            Ok(_) if words.get_ref().trim().is_empty() => {
                problems.push(problem(words.span(), "write a word of the tag before the months".to_owned()));
            }
            Ok(months) => settings.stale.by_words.push((words.get_ref().trim().to_lowercase(), months)),
            Err(ill_typed) => problems.extend(ill_typed),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn words<'v>(value: &'v Value<'_>, wanted: &str) -> Result<&'v str, Vec<Problem>> {
    value.get_ref().as_str().ok_or_else(|| ill_typed(value, wanted))
}

/// The one of `all` that the value names; `what` it is, for a message.
fn choice<T: Copy>(
    value: &Value<'_>,
    wanted: &str,
    what: &str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, Vec<Problem>> {
    let given = words(value, wanted)?;
    let found = all.iter().copied().find(|choice| name(*choice) == given);
    found.ok_or_else(|| one(value, unknown(what, given, all.iter().copied().map(name))))
}

fn number<N>(value: &Value<'_>, range: std::ops::RangeInclusive<N>, wanted: &str) -> Result<N, Vec<Problem>>
where
    N: PartialOrd + std::str::FromStr,
{
    let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
    number.filter(|number| range.contains(number)).ok_or_else(|| ill_typed(value, wanted))
}

fn ill_typed(value: &Value<'_>, wanted: &str) -> Vec<Problem> {
    one(value, format!("invalid value; write {wanted}"))
}

fn one(value: &Value<'_>, message: String) -> Vec<Problem> {
    vec![problem(value.span(), message)]
}

fn problem(span: std::ops::Range<usize>, message: String) -> Problem {
    Problem { span: span.into(), message }
}

/// The message for an unknown name, with a similar known one.
fn unknown(what: &str, name: &str, known: impl Iterator<Item = &'static str> + Clone) -> String {
    // The name may be as long as the file.
    let name = match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => &format!("{}…", &name[..end]),
        None => name,
    };
    let likeness = |known: &'static str| (strsim::jaro_winkler(known, name), known);
    let nearest = known.clone().map(likeness).max_by(|(one, _), (other, _)| one.total_cmp(other));
    match nearest.filter(|(likeness, _)| *likeness > 0.75) {
        Some((_, nearest)) => format!("unknown {what} `{name}`; did you mean `{nearest}`?"),
        None => format!("unknown {what} `{name}`; use one of: {}", known.collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The problems with their positions: `3:5 …`.
    fn problems(text: &str) -> Vec<String> {
        let lines = crate::text::LineIndex::new(text);
        let shown = |problem: &Problem| {
            let (line, column) = lines.position(problem.span.start);
            format!("{}:{} {}", line + 1, column + 1, problem.message)
        };
        read(text).problems.iter().map(shown).collect()
    }

    #[test]
    fn every_setting_is_read() {
        let text = "profile = 'ncfca'\nrequired = ['author', 'link-or-page']\nyear_pivot = 40\nwords_per_minute = 300\n\
                    date_format = 'YYYY-MM-DD'\nstale_months = 6\nhighlight_color = 'cyan'\ndiagnostic_mode = 'workspace'\n\
                    [severity]\ncite-missing = 'hint'\ndate-none = 'off'\n";
        let Configuration { settings, problems, .. } = read(text);
        assert_eq!(problems, []);
        assert_eq!(settings.profile, Profile::Ncfca);
        assert_eq!(settings.required(), [Field::Author, Field::Locator]);
        assert_eq!((settings.cite_options.year_pivot, settings.words_per_minute), (40, 300));
        assert_eq!(settings.date_format, DatePattern::read("YYYY-MM-DD"));
        assert_eq!(settings.highlight_color, HighlightColor::Cyan);
        assert_eq!(settings.diagnostic_mode, DiagnosticMode::Workspace);
        let severity = |id: &str| settings.severity(registry::named(id).expect("a rule"));
        assert_eq!(severity("cite-missing"), Some(Severity::Hint));
        assert_eq!(severity("date-none"), None);
        assert_eq!(severity("date-stale"), Some(Severity::Info), "a limit turns its rule on");
        assert_eq!(severity("date-format"), Some(Severity::Hint), "a form turns its rule on");
    }

    #[test]
    fn limits_can_depend_on_words_of_the_tag() {
        let settings = read("[stale_months]\nuniqueness = 3\nImpact = 120\n").settings;
        assert_eq!(settings.stale.limit("Uniqueness – troops stay"), Some(("uniqueness", 3)));
        assert_eq!(settings.stale.limit("The impact is war"), Some(("impact", 120)));
        assert_eq!(settings.stale.limit("Troops stay now"), Some(("now", 12)));
        assert_eq!(settings.stale.limit("Troops are known to stay"), None);
    }

    #[test]
    fn a_problem_is_reported_with_its_position_and_the_rest_applies() {
        let text = "profile = 'nfca'\nyear_pivots = 40\nwords_per_minute = 'fast'\n\
                    required = ['author', 'titel', 3]\n[severity]\ncite-mising = 'hint'\ndate-none = 'loud'\ntag-empty = 'off'\n";
        insta::assert_snapshot!(problems(text).join("\n"), @r#"
        1:11 unknown profile `nfca`; did you mean `ncfca`?
        2:1 unknown setting `year_pivots`; did you mean `year_pivot`?
        3:20 invalid value; write a number from 50 to 1000
        4:23 unknown field `titel`; did you mean `title`?
        4:32 invalid value; write a list of fields: ["author", "year"]
        6:1 unknown rule `cite-mising`; did you mean `cite-missing`?
        7:13 invalid value; write "error", "warning", "info", "hint" or "off"
        "#);
        let settings = read(text).settings;
        assert_eq!(settings.required(), [Field::Author]);
        assert_eq!(settings.severities.get("tag-empty"), Some(&None));
    }

    #[test]
    fn display_options_are_read() {
        let Configuration { settings, problems, .. } =
            read("[show]\nlenses = false\nhints = true\ncite_hints = 'no'\n");
        assert!(!settings.shown.lenses && settings.shown.cite_hints && settings.shown.heading_hints);
        let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        insta::assert_snapshot!(messages.join("\n"), @r"
        unknown display option `hints`; use one of: cite_hints, heading_hints, lenses, plain_dates
        invalid value; write true or false
        ");
    }

    #[test]
    fn the_understood_keys_have_their_positions() {
        let text = "profile = 'ndt'\nyear_pivot = 'x'\nrequired = ['author', 'x']\n[severity]\ntag-empty = 'off'\ntag-long = 'off'\n\
                    cite-missing = 'loud'\n[stale_months]\n'Status quo' = 3\n";
        let lines = crate::text::LineIndex::new(text);
        let chosen: Vec<String> = read(text)
            .chosen
            .iter()
            .map(|key| format!("{} {}", lines.position(key.span.start).0 + 1, key.value))
            .collect();
        assert_eq!(chosen, ["1 profile", "5 severity.tag-empty", "9 stale_months.Status quo"]);
    }

    #[test]
    fn of_many_problems_the_first_are_reported_and_the_others_counted() {
        let text: String = (0..3_000).map(|number| format!("key{number} = 1\n")).collect();
        let shown = problems(&format!("{text}year_pivot = 40\n"));
        assert_eq!(shown.len(), 21);
        assert!(shown[19].starts_with("20:1 unknown setting `key19`"), "{}", shown[19]);
        assert_eq!(shown[20], "21:1 and 2,980 more problems from here on");
        let text: String = (0..21).map(|number| format!("key{number} = 1\n")).collect();
        assert!(problems(&text)[20].starts_with("21:1 unknown setting"), "one more takes no more room");
        assert!(problems(&format!("{} = 1", "k".repeat(100_000)))[0].len() < 300);
    }

    #[test]
    fn an_invalid_value_changes_nothing() {
        assert_eq!(read("stale_months = 0\nyear_pivot = 100\nshow = 3\nseverity = []").settings, Settings::default());
    }

    #[test]
    fn a_mistake_in_one_line_leaves_the_others() {
        let text = "profile = \nwords_per_minute = 300\n";
        insta::assert_snapshot!(problems(text).join("\n"), @"1:11 string values must be quoted, expected literal string");
        assert_eq!(read(text).settings.words_per_minute, 300);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(profile|required|severity|stale_months|date_format|[\\[\\]='\",.{}#\n -]|[a-z0-9é]{1,4}){0,30}") {
            for problem in read(&text).problems {
                assert!(text.get(problem.span.start..problem.span.end).is_some());
            }
        }
    }
}
