//! What `check` prints, in each of its formats.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use clap::ValueEnum;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use serde_json::{Value, json};

use super::excerpt::{Excerpt, excerpt};
use super::junit;
use super::output::{BOLD, FAINT, Output, StyledText, severity_style};
use super::word_place::{self, WordPlace};
use crate::docx::CardText;
use crate::evidence::brief::Brief;
use crate::features::wording::count;
use crate::lint::{Finding, Severity, registry};
use crate::text::visible::visible;
use crate::text::{LineIndex, Span};

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: the source line, with the problem underlined
    Text,
    /// An array of problems, for scripts
    Json,
    /// For code-scanning services
    Sarif,
    /// Annotations for a pull request's page
    Github,
    /// A test report, for CI services
    Junit,
}

/// A file and its findings.
pub(super) struct CheckedFile<'a> {
    pub(super) name: &'a str,
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
    pub(super) lines: LineIndex,
    pub(super) findings: Vec<Finding>,
    /// Of a Word file: where its text comes from, and what it means.
    pub(super) word: Option<(&'a CardText, &'a Brief)>,
}

/// The report of one file.
pub(super) struct FileReport {
    /// In the order of `Severity::ALL`.
    counts: [u32; 4],
    fixable: u32,
    findings: Findings,
}

/// Findings in one of the formats.
enum Findings {
    Text(StyledText),
    /// Elements of an array, as they are printed: JSON’s only one, or SARIF’s `results`. Empty without any.
    Elements(String),
    /// One workflow command per line.
    Github(Vec<String>),
    /// A test suite.
    Junit(String),
}

/// The report of `file`. `fail_on`: from which severity on a problem makes the run fail.
pub(super) fn report(file: &CheckedFile<'_>, format: Format, fail_on: Severity) -> FileReport {
    let mut counts = [0; 4];
    let mut fixable = 0;
    for finding in &file.findings {
        counts[severity_of(finding) as usize] += 1;
        fixable += u32::from(finding.fix.as_ref().is_some_and(|fix| fix.safe));
    }
    let all = file.findings.iter();
    let findings = match format {
        Format::Text => {
            let mut out = StyledText::new();
            all.for_each(|finding| text(file, finding, &mut out));
            Findings::Text(out)
        }
        Format::Json => Findings::Elements(elements(all.map(|finding| json(file, finding).to_string()), IN_JSON)),
        Format::Sarif => Findings::Elements(elements(
            all.map(|finding| format!("{:#}", sarif(file, finding)).replace('\n', IN_SARIF)),
            IN_SARIF,
        )),
        Format::Github => Findings::Github(all.map(|finding| github(file, finding)).collect()),
        Format::Junit => Findings::Junit(junit(file, fail_on)),
    };
    FileReport { counts, fixable, findings }
}

/// What is before each element of the array, after the comma.
const IN_JSON: &str = "\n  ";
const IN_SARIF: &str = "\n        ";

fn elements(elements: impl Iterator<Item = String>, before_each: &str) -> String {
    elements.collect::<Vec<_>>().join(&format!(",{before_each}"))
}

/// A report that is printed file by file, so that memory does not grow with what is found.
pub(super) struct Report {
    format: Format,
    only_new: bool,
    files: u32,
    /// In the order of `Severity::ALL`.
    counts: [u32; 4],
    fixable: u32,
    /// Whether the array of JSON or SARIF has an element yet.
    has_element: bool,
}

impl Report {
    /// With `only_new`, findings that are known are left out.
    pub(super) fn begin(format: Format, only_new: bool, out: &mut Output<'_>) -> io::Result<Self> {
        match format {
            Format::Json => write!(out, "[")?,
            Format::Junit => write!(out, "{}", junit::HEAD)?,
            Format::Sarif => write!(out, "{}", sarif_log().0)?,
            Format::Text | Format::Github => {}
        }
        Ok(Self { format, only_new, files: 0, counts: [0; 4], fixable: 0, has_element: false })
    }

    pub(super) fn file(&mut self, file: FileReport, out: &mut Output<'_>) -> io::Result<()> {
        self.files += 1;
        self.more(file, out)
    }

    /// More findings in a file that was reported before.
    pub(super) fn more(&mut self, file: FileReport, out: &mut Output<'_>) -> io::Result<()> {
        self.fixable += file.fixable;
        for (all, of_file) in self.counts.iter_mut().zip(file.counts) {
            *all += of_file;
        }
        match file.findings {
            Findings::Text(text) => out.print(&text)?,
            Findings::Elements(elements) if elements.is_empty() => {}
            Findings::Elements(elements) => {
                let before = if self.format == Format::Sarif { IN_SARIF } else { IN_JSON };
                write!(out, "{}{before}{elements}", if self.has_element { "," } else { "" })?;
                self.has_element = true;
            }
            Findings::Github(commands) => {
                for command in commands {
                    writeln!(out, "{command}")?;
                }
            }
            Findings::Junit(suite) => write!(out, "{suite}")?,
        }
        Ok(())
    }

    pub(super) fn end(&self, out: &mut Output<'_>) -> io::Result<()> {
        match self.format {
            Format::Text => out.print(&self.summary()),
            Format::Json => writeln!(out, "{}]", if self.has_element { "\n" } else { "" }),
            Format::Github => Ok(()),
            Format::Junit => write!(out, "{}", junit::FOOT),
            Format::Sarif => writeln!(out, "{}{}", if self.has_element { "\n      " } else { "" }, sarif_log().1),
        }
    }

    fn summary(&self) -> StyledText {
        let mut out = StyledText::new();
        if self.files == 0 {
            return out;
        }
        let files = count(self.files, "file");
        let found: Vec<String> = Severity::ALL
            .into_iter()
            .zip(self.counts)
            .filter(|(_, number)| *number > 0)
            .map(|(severity, number)| match severity {
                Severity::Info => format!("{number} info"),
                other => count(number, other.name()),
            })
            .collect();
        if found.is_empty() {
            let new = if self.only_new { "new " } else { "" };
            out.text(format_args!("{files}: no {new}problems")).end_line();
            return out;
        }
        out.paint(BOLD, format_args!("{files}: {}", found.join(", ")));
        if self.fixable > 0 {
            out.text(format_args!("; {} can be fixed with --fix", self.fixable));
        }
        out.end_line();
        out
    }
}

/// ```text
/// warning: the cite has no year …  [cite-year-missing]
///   brief.debate:43:87
///    43 │ Igor Istomin |Associate Professor …, 9-1, , With …
///       │                                      ^^^^^^
/// ```
fn text(file: &CheckedFile<'_>, finding: &Finding, out: &mut StyledText) {
    let severity = severity_of(finding);
    let style = severity_style(severity);
    let (line, column) = file.lines.position(finding.span.start);
    let source = file.lines.line(file.text, line);
    let Excerpt { line: shown, carets } = excerpt(source.of(file.text), column, finding.span.end - source.start);
    let before = &file.text[source.start..finding.span.start];
    let place = word_place(file, finding);
    let number = place.as_ref().map_or(line + 1, |place| place.paragraph).to_string();
    let margin = " ".repeat(number.len());

    out.paint(style, severity.name()).paint(BOLD, format_args!(": {}", finding.message)).text("  ");
    out.paint(FAINT, format_args!("[{}]", finding.rule)).end_line();
    match place {
        Some(place) => out.text(format_args!("  {}: {}", file.name, place.describe())),
        None => out.text(format_args!("  {}:{number}:{}", file.name, before.chars().count() + 1)),
    };
    out.end_line();
    if !shown.is_empty() {
        out.text("  ").paint(FAINT, format_args!("{number} │")).text(" ").text(shown).end_line();
        out.text(format_args!("  {margin} ")).paint(FAINT, "│").text(" ").paint(style, carets).end_line();
    }
    if let Some(fix) = &finding.fix {
        out.text(format_args!("  {margin} ")).paint(FAINT, "= fix:").text(" ").text(&fix.title).end_line();
    }
    out.end_line();
}

/// Where a finding is in a Word file; `None` in a card file.
fn word_place(file: &CheckedFile<'_>, finding: &Finding) -> Option<WordPlace> {
    let (word, brief) = file.word?;
    Some(word_place::of(finding.span.start, word, brief, &file.lines))
}

/// Lines from 1, columns from 0 in bytes of UTF-8, ends exclusive.
fn position(file: &CheckedFile<'_>, byte: usize) -> Value {
    let (line, column) = file.lines.position(byte);
    json!([line + 1, column])
}

fn json(file: &CheckedFile<'_>, finding: &Finding) -> Value {
    let edit = |span: Span, text: &str| json!({"start": position(file, span.start), "end": position(file, span.end), "text": text});
    let fix = finding.fix.as_ref().map(|fix| {
        let edits: Vec<Value> = fix.edits.iter().map(|change| edit(change.span, &change.text)).collect();
        json!({"title": fix.title, "edits": edits})
    });
    let mut value = json!({
        "file": file.name,
        "rule": finding.rule,
        "severity": severity_of(finding).name(),
        "message": finding.message,
        "start": position(file, finding.span.start),
        "end": position(file, finding.span.end),
        "fix": fix,
    });
    if let Some(place) = word_place(file, finding) {
        let WordPlace { paragraph, heading, tag } = place;
        value["word"] = json!({"paragraph": paragraph, "heading": heading, "tag": tag});
    }
    value
}

/// A line and a column from 1, the column in Unicode characters.
fn human_position(file: &CheckedFile<'_>, byte: usize) -> (usize, usize) {
    let (line, column) = file.lines.position(byte);
    let start = byte - column;
    (line + 1, file.text[start..byte].chars().count() + 1)
}

/// A finding's severity. The engine has graded all of them.
pub(super) fn severity_of(finding: &Finding) -> Severity {
    finding.severity.unwrap_or(Severity::Hint)
}

/// GitHub's workflow command: `::error file=…,line=…::message`.
fn github(file: &CheckedFile<'_>, finding: &Finding) -> String {
    let level = match severity_of(finding) {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "notice",
    };
    let (line, column) = human_position(file, finding.span.start);
    let (end_line, end_column) = human_position(file, finding.span.end);
    if let Some(found) = word_place(file, finding) {
        let (name, message) = (github_value(file.name), github_text(&visible(&finding.message)));
        let (paragraph, found) = (found.paragraph, github_text(&visible(&found.describe())));
        return format!("::{level} file={name},line={paragraph},title={}::{message} ({found})", finding.rule);
    }
    // GitHub takes columns only where the annotation stays on one line.
    let place = if line == end_line {
        format!("col={column},endColumn={}", end_column.max(column + 1) - 1)
    } else {
        format!("endLine={end_line}")
    };
    let (name, message) = (github_value(file.name), github_text(&visible(&finding.message)));
    format!("::{level} file={name},line={line},{place},title={}::{message}", finding.rule)
}

fn github_text(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn github_value(text: &str) -> String {
    github_text(text).replace(':', "%3A").replace(',', "%2C")
}

fn junit(file: &CheckedFile<'_>, fail_on: Severity) -> String {
    let tests = file.findings.iter().map(|finding| {
        let (line, column) = human_position(file, finding.span.start);
        let place = word_place(file, finding).map(|place| place.describe());
        junit::Test {
            rule: finding.rule,
            severity: severity_of(finding),
            message: &finding.message,
            place: place.unwrap_or_else(|| format!("line {line}, column {column}")),
        }
    });
    junit::suite(file.name, &tests.collect::<Vec<_>>(), fail_on)
}

fn sarif(file: &CheckedFile<'_>, finding: &Finding) -> Value {
    let (line, column) = human_position(file, finding.span.start);
    let (end_line, end_column) = human_position(file, finding.span.end);
    let mut place = json!({"physicalLocation": {
        "artifactLocation": {"uri": sarif_uri(file.path)},
        "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
    }});
    if let Some(found) = word_place(file, finding) {
        // A Word file has no lines.
        place["physicalLocation"]["region"] =
            json!({"snippet": {"text": finding.span.of(file.text)}, "startLine": found.paragraph});
        place["logicalLocations"] = json!([{"fullyQualifiedName": found.describe(), "kind": "paragraph"}]);
        place["properties"] = json!({"paragraph": found.paragraph, "heading": found.heading, "tag": found.tag});
    }
    json!({
        "ruleId": finding.rule,
        "level": sarif_level(severity_of(finding)),
        "message": {"text": finding.message},
        "locations": [place],
    })
}

fn sarif_level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

/// Characters that are not escaped in the path of a URI (RFC 3986, unreserved characters), and the slashes.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// A relative reference (RFC 3986): forward slashes, every other byte percent-encoded, so that a name that is not UTF-8
/// finds its file as well.
fn sarif_uri(path: &Path) -> String {
    #[cfg(unix)]
    let bytes: Cow<'_, [u8]> = std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).into();
    #[cfg(not(unix))]
    let bytes: Cow<'_, [u8]> = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/").into_bytes().into();
    percent_encode(&bytes, IN_PATH).to_string()
}

/// A log of SARIF 2.1.0: what is before its results, and what is after them.
fn sarif_log() -> (String, String) {
    let rules: Vec<Value> = registry::RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": {"text": rule.summary},
                "fullDescription": {"text": format!("{} {}", rule.what, rule.why)},
                "help": {"text": rule.fix},
                "defaultConfiguration": {"level": sarif_level(rule.severity), "enabled": rule.is_on_by_default()},
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "debate-ls", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": [],
        }],
    });
    let log = format!("{log:#}");
    // The results are the last array in it.
    let (before, after) = log.split_at(log.rfind("[]").map_or(log.len(), |empty| empty + 1));
    (before.to_owned(), after.to_owned())
}
