//! `debate-ls check`: what is wrong, in files and folders.
//!
//! Files are read and checked in parallel, some at a time, and told in the order in which they were named, so
//! that memory does not grow with their number.

use std::io::{self, IsTerminal, Write};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use rayon::prelude::*;

use super::check_formats::Report;
use super::input::{self, Input, Source};
use super::{House, Inputs, Outcome, output, rule_id, severity};
use crate::evidence::read;
use crate::rules::{Finding, Settings, Severity, engine, registry, text_encoding};
use crate::text::LineIndex;
use crate::text::decode::Charset;

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
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let (sources, missing) = input::sources(&options.inputs);
    let settings = settings(options);
    let today = options.house.today();
    let progress = Progress::new(sources.len());

    let mut out = output::stdout();
    let mut report = Report::begin(options.format, &mut out)?;
    let mut outcome = if missing { Outcome::Trouble } else { Outcome::Clean };
    for some in sources.chunks(FILES_A_THREAD * rayon::current_num_threads()) {
        let checked: Vec<_> = some.par_iter().map(|source| check(source, &settings, today)).collect();
        progress.clear();
        for file in checked {
            match file {
                Ok(Some(file)) => {
                    if file.findings.iter().any(|finding| worst_first(finding) <= options.fail_on) {
                        outcome = outcome.max(Outcome::Findings);
                    }
                    report.file(&file, &mut out)?;
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
    report.end(&mut out)?;
    out.flush()?;
    Ok(outcome)
}

fn settings(options: &Options) -> Settings {
    let mut settings = options.house.settings();
    for rule in registry::RULES {
        let selected = options.select.as_ref().map(|select| select.contains(&rule.id));
        if options.ignore.contains(&rule.id) || selected == Some(false) {
            settings.severities.insert(rule.id.to_owned(), None);
        } else if selected == Some(true) {
            settings.severities.insert(rule.id.to_owned(), Some(rule.severity));
        }
    }
    settings
}

fn check(source: &Source, settings: &Settings, today: Date) -> Result<Option<Checked>, String> {
    let Some(Input { name, decoded }) = input::read(source)? else { return Ok(None) };
    let brief = read::brief(&decoded.text, &settings.reading);
    let mut findings = engine::findings(&brief, &decoded.text, settings, today);
    if decoded.charset == Charset::Windows1252 {
        findings.extend(text_encoding::finding(settings));
        findings.rotate_right(1);
    }
    let lines = LineIndex::new(&decoded.text);
    Ok(Some(Checked { name, text: decoded.text, lines, findings }))
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
