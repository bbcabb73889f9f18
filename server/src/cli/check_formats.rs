//! What `check` prints, in each of its formats.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::check::{Checked, Format, worst_first};
use super::excerpt::{Excerpt, excerpt};
use super::output::{BOLD, FAINT, severity_style};
use crate::features::wording::count;
use crate::rules::{Finding, Severity, registry};
use crate::text::Span;

/// A report that is being printed, file by file.
pub(super) struct Report {
    format: Format,
    files: u32,
    /// In the order of `Severity::ALL`.
    counts: [u32; 4],
    fixable: u32,
    /// SARIF's results; the other formats print as they go.
    results: Vec<Value>,
    /// Whether the JSON array has an element yet.
    begun: bool,
}

impl Report {
    pub(super) fn begin(format: Format, out: &mut impl Write) -> io::Result<Self> {
        if format == Format::Json {
            write!(out, "[")?;
        }
        Ok(Self { format, files: 0, counts: [0; 4], fixable: 0, results: Vec::new(), begun: false })
    }

    pub(super) fn file(&mut self, file: &Checked, out: &mut impl Write) -> io::Result<()> {
        self.files += 1;
        for finding in &file.findings {
            self.counts[worst_first(finding) as usize] += 1;
            self.fixable += u32::from(finding.fix.as_ref().is_some_and(|fix| fix.safe));
            match self.format {
                Format::Text => text(file, finding, out)?,
                Format::Json => {
                    write!(out, "{}\n  {}", if self.begun { "," } else { "" }, json(file, finding))?;
                    self.begun = true;
                }
                Format::Github => github(file, finding, out)?,
                Format::Sarif => self.results.push(sarif(file, finding)),
            }
        }
        Ok(())
    }

    pub(super) fn end(&self, out: &mut impl Write) -> io::Result<()> {
        match self.format {
            Format::Text => self.summary(out),
            Format::Json => writeln!(out, "{}]", if self.begun { "\n" } else { "" }),
            Format::Github => Ok(()),
            Format::Sarif => writeln!(out, "{:#}", sarif_log(&self.results)),
        }
    }

    fn summary(&self, out: &mut impl Write) -> io::Result<()> {
        if self.files == 0 {
            return Ok(());
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
            return writeln!(out, "{files}: nothing to mend");
        }
        write!(out, "{BOLD}{files}: {}{BOLD:#}", found.join(", "))?;
        if self.fixable > 0 {
            write!(out, "; {} can be mended with --fix", self.fixable)?;
        }
        writeln!(out)
    }
}

/// ```text
/// warning: the cite has no year …  [cite-year-missing]
///   brief.debate:43:87
///    43 │ Igor Istomin |Associate Professor …, 9-1, , With …
///       │                                      ^^^^^^
/// ```
fn text(file: &Checked, finding: &Finding, out: &mut impl Write) -> io::Result<()> {
    let severity = worst_first(finding);
    let style = severity_style(severity);
    let (line, column) = file.lines.position(finding.span.start);
    let source = file.lines.line(&file.text, line);
    let Excerpt { line: shown, carets } = excerpt(source.of(&file.text), column, finding.span.end - source.start);
    let before = &file.text[source.start..finding.span.start];
    let number = (line + 1).to_string();
    let margin = " ".repeat(number.len());

    writeln!(
        out,
        "{style}{}{style:#}{BOLD}: {}{BOLD:#}  {FAINT}[{}]{FAINT:#}",
        severity.name(),
        finding.message,
        finding.rule
    )?;
    writeln!(out, "  {}:{number}:{}", file.name, before.chars().count() + 1)?;
    if !shown.is_empty() {
        writeln!(out, "  {FAINT}{number} │{FAINT:#} {shown}")?;
        writeln!(out, "  {margin} {FAINT}│{FAINT:#} {style}{carets}{style:#}")?;
    }
    if let Some(fix) = &finding.fix {
        writeln!(out, "  {margin} {FAINT}= fix:{FAINT:#} {}", fix.title)?;
    }
    writeln!(out)
}

/// Lines from 1, columns from 0 in bytes of UTF-8, ends exclusive.
fn position(file: &Checked, byte: usize) -> Value {
    let (line, column) = file.lines.position(byte);
    json!([line + 1, column])
}

fn json(file: &Checked, finding: &Finding) -> Value {
    let edit = |span: Span, text: &str| json!({"start": position(file, span.start), "end": position(file, span.end), "text": text});
    let fix = finding.fix.as_ref().map(|fix| {
        let edits: Vec<Value> = fix.edits.iter().map(|change| edit(change.span, &change.text)).collect();
        json!({"title": fix.title, "edits": edits})
    });
    json!({
        "file": file.name,
        "rule": finding.rule,
        "severity": worst_first(finding).name(),
        "message": finding.message,
        "start": position(file, finding.span.start),
        "end": position(file, finding.span.end),
        "fix": fix,
    })
}

/// A line and a column from 1, the column in Unicode characters.
fn human_position(file: &Checked, byte: usize) -> (usize, usize) {
    let (line, column) = file.lines.position(byte);
    let start = byte - column;
    (line + 1, file.text[start..byte].chars().count() + 1)
}

/// GitHub's workflow command: `::error file=…,line=…::message`.
fn github(file: &Checked, finding: &Finding, out: &mut impl Write) -> io::Result<()> {
    let level = match worst_first(finding) {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "notice",
    };
    let (line, column) = human_position(file, finding.span.start);
    let (end_line, end_column) = human_position(file, finding.span.end);
    write!(out, "::{level} file={},line={line},", github_value(&file.name))?;
    // GitHub takes columns only where the annotation stays on one line.
    if line == end_line {
        write!(out, "col={column},endColumn={},", end_column.max(column + 1) - 1)?;
    } else {
        write!(out, "endLine={end_line},")?;
    }
    writeln!(out, "title={}::{}", finding.rule, github_text(&finding.message))
}

fn github_text(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn github_value(text: &str) -> String {
    github_text(text).replace(':', "%3A").replace(',', "%2C")
}

fn sarif(file: &Checked, finding: &Finding) -> Value {
    let (line, column) = human_position(file, finding.span.start);
    let (end_line, end_column) = human_position(file, finding.span.end);
    json!({
        "ruleId": finding.rule,
        "level": sarif_level(worst_first(finding)),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": sarif_uri(&file.name)},
            "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
        }}],
    })
}

fn sarif_level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

/// A relative reference (RFC 3986): forward slashes, everything unusual percent-encoded.
fn sarif_uri(name: &str) -> String {
    let mut uri = String::new();
    for byte in name.replace(std::path::MAIN_SEPARATOR, "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

/// SARIF 2.1.0.
fn sarif_log(results: &[Value]) -> Value {
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
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "debate-ls", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}
