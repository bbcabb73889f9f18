//! `debate-ls check`: what is wrong, in files and folders.
//!
//! Files are read and checked in parallel, some at a time, and told in the order in which they were named, so
//! that memory does not grow with their number.

use std::io::{self, IsTerminal, Write};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use rayon::prelude::*;

use super::check_fix::{self, Fixed, Fixing};
use super::check_formats::Report;
use super::houses::{self, Houses};
use super::input::{self, Input, Source};
use super::{House, Inputs, Outcome, output, rule_id, severity};
use crate::evidence::read;
use crate::features::wording::count;
use crate::rules::{Finding, Settings, Severity, apply, engine, registry, text_encoding};
use crate::text::LineIndex;

/// How many files are held at once, for each thread that checks.
const FILES_A_THREAD: usize = 8;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    house: House,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Only these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = rule_id)]
    select: Option<Vec<&'static str>>,
    /// All rules but these
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = rule_id)]
    ignore: Vec<&'static str>,
    /// Exit with 1 from this level on: error, warning, info or hint
    #[arg(long, value_name = "LEVEL", default_value = "warning", value_parser = severity)]
    fail_on: Severity,
    #[command(flatten)]
    fixing: Fixing,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: the source line with the place underlined
    Text,
    /// An array of findings, for scripts
    Json,
    /// For code-scanning services
    Sarif,
    /// Annotations for a pull request's page
    Github,
}

/// One file with what was found in it.
pub(super) struct Checked {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) lines: LineIndex,
    pub(super) findings: Vec<Finding>,
    /// What `--fix` did; `text` and `findings` are then those after it.
    fixed: Option<Fixed>,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let (sources, missing) = input::sources(&options.inputs);
    let houses = houses::with(&options.house, |settings| choose(options, settings));
    let today = options.house.today();
    let progress = Progress::new(sources.len());

    let mut out = output::stdout();
    let mut report = Report::begin(options.format, &mut out)?;
    let mut mending = Mending::default();
    let mut outcome = if missing { Outcome::Trouble } else { Outcome::Clean };
    for some in sources.chunks(FILES_A_THREAD * rayon::current_num_threads()) {
        let checked: Vec<_> = some.par_iter().map(|source| check(source, options, &houses, today)).collect();
        progress.clear();
        for file in checked {
            match file {
                Ok(Some(file)) => {
                    if file.findings.iter().any(|finding| worst_first(finding) <= options.fail_on) {
                        outcome = outcome.max(Outcome::Findings);
                    }
                    if file.fixed.as_ref().is_some_and(|fixed| fixed.failed) {
                        outcome = Outcome::Trouble;
                    }
                    mending.count(&file);
                    match &file.fixed {
                        Some(fixed) if options.fixing.diff => {
                            check_fix::diff(&file.name, &fixed.before, &file.text, &mut out)?;
                        }
                        _ => report.file(&file, &mut out)?,
                    }
                }
                Ok(None) => {}
                Err(problem) => {
                    outcome = Outcome::Trouble;
                    output::err(&problem);
                }
            }
        }
        progress.advance(some.len());
    }
    progress.clear();
    if !options.fixing.diff {
        report.end(&mut out)?;
    }
    out.flush()?;
    if options.fixing.fix {
        output::err(&mending.told(options.fixing.diff));
    }
    Ok(outcome.max(houses.outcome()))
}

/// What `--select` and `--ignore` make of the house’s rules.
fn choose(options: &Options, settings: &mut Settings) {
    for rule in registry::RULES {
        let selected = options.select.as_ref().map(|select| select.contains(&rule.id));
        if options.ignore.contains(&rule.id) || selected == Some(false) {
            settings.severities.insert(rule.id.to_owned(), None);
        } else if selected == Some(true) {
            let level = settings.severity(rule).unwrap_or(rule.severity);
            settings.severities.insert(rule.id.to_owned(), Some(level));
        }
    }
}

fn check(
    source: &Source,
    options: &Options,
    houses: &Houses<impl Fn(&mut Settings)>,
    today: Date,
) -> Result<Option<Checked>, String> {
    let Some(Input { name, decoded }) = input::read(source)? else { return Ok(None) };
    let settings = houses.settings(&name);
    let charset = decoded.charset;
    let (text, fixed) = if options.fixing.fix {
        let (text, fixed) = check_fix::fix(source, &name, decoded, options.fixing, &settings, today);
        (text, Some(fixed))
    } else {
        (decoded.text, None)
    };
    let brief = read::brief(&text, &settings.reading);
    let mut findings = engine::findings(&brief, &text, &settings, today);
    if !fixed.as_ref().is_some_and(|fixed| fixed.converted) {
        findings.splice(0..0, text_encoding::finding(charset, &settings));
    }
    // Only these show or count fixes.
    if matches!(options.format, Format::Text | Format::Json) {
        findings = apply::proved(findings, &brief, &text, &settings);
    }
    let lines = LineIndex::new(&text);
    Ok(Some(Checked { name, text, lines, findings, fixed }))
}

/// What `--fix` did in all files.
#[derive(Default)]
struct Mending {
    made: u32,
    files: u32,
    remain: u32,
}

impl Mending {
    fn count(&mut self, file: &Checked) {
        let Some(fixed) = &file.fixed else { return };
        self.made += fixed.made;
        self.files += u32::from(fixed.before != file.text || fixed.converted);
        self.remain += u32::try_from(file.findings.len()).unwrap_or(u32::MAX);
        if let Some(note) = &fixed.note {
            output::err(note);
        }
    }

    fn told(&self, only_shown: bool) -> String {
        let (mended, remain) = match (only_shown, self.remain) {
            (true, _) => ("Would mend", "would remain"),
            (false, 1) => ("Mended", "remains"),
            (false, _) => ("Mended", "remain"),
        };
        format!(
            "{mended} {} in {}; {} {remain}.",
            count(self.made, "finding"),
            count(self.files, "file"),
            count(self.remain, "finding")
        )
    }
}

/// A finding's severity. The engine has graded all of them.
pub(super) fn worst_first(finding: &Finding) -> Severity {
    finding.severity.unwrap_or(Severity::Hint)
}

/// A bar on stderr, where that is a terminal and there is more than a moment's work.
struct Progress {
    all: usize,
    done: std::cell::Cell<usize>,
    shown: bool,
}

impl Progress {
    const WIDTH: usize = 30;

    fn new(all: usize) -> Self {
        Self { all, done: std::cell::Cell::new(0), shown: all > FILES_A_THREAD && io::stderr().is_terminal() }
    }

    fn advance(&self, by: usize) {
        self.done.set(self.done.get() + by);
        if self.shown {
            let filled = self.done.get() * Self::WIDTH / self.all;
            let bar = format!("{}{}", "█".repeat(filled), "░".repeat(Self::WIDTH - filled));
            let _ = write!(io::stderr(), "\r{bar} {} of {} files", self.done.get(), self.all);
        }
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}
