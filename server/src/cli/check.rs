//! `debate-ls check`: finds problems in files and folders.
//!
//! Files are read and checked in parallel, a batch at a time, and reported in the order in which they were named, so
//! that memory does not grow with their number. A file that makes a rule panic loses only its own findings.

use std::io::{self, IsTerminal};

use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;

use super::check_fix::{self, Fixed, Fixing};
use super::check_formats::{self, CheckedFile, FileReport, Format, Report, severity_of};
use super::input::{self, Input, Source};
use super::output::StyledText;
use super::progress::Progress;
use super::settings::{self, SettingsResolver};
use super::{EvidenceOptions, Inputs, Outcome, output, rule_id, severity};
use crate::evidence::parse;
use crate::features::wording::{count, number};
use crate::lint::{Settings, Severity, engine, fix_all, internal_error, registry};
use crate::rules::text_encoding;
use crate::text::LineIndex;

/// How many files are held at once, for each thread that checks.
const FILES_PER_THREAD: usize = 8;
/// How many bytes of files are held at once; one that is larger is held alone.
const BATCH_BYTES: u64 = 64 << 20;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    evidence: EvidenceOptions,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Check only these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = rule_id)]
    select: Option<Vec<&'static str>>,
    /// Turn these rules off
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = rule_id)]
    ignore: Vec<&'static str>,
    /// Exit with 1 if a problem has this level or a higher one: error, warning, info or hint
    #[arg(long, value_name = "LEVEL", default_value = "warning", value_parser = severity)]
    fail_on: Severity,
    #[command(flatten)]
    fixing: Fixing,
}

/// The result of one file, ready to print.
struct FileResult {
    worst: Option<Severity>,
    /// Whether debate-ls itself failed in it.
    internal_error: bool,
    findings: usize,
    /// What `--fix` did; the findings are then those after it.
    fixed: Option<Fixed>,
    output: Output,
}

impl FileResult {
    /// How the run ends because of this file.
    fn outcome(&self, fail_on: Severity) -> Outcome {
        if self.internal_error || self.fixed.as_ref().is_some_and(|fixed| fixed.failed) {
            Outcome::Failure
        } else if self.worst.is_some_and(|worst| worst <= fail_on) {
            Outcome::Findings
        } else {
            Outcome::Clean
        }
    }
}

enum Output {
    Findings(FileReport),
    Difference(StyledText),
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let (sources, missing) = input::sources(&options.inputs);
    let resolver = settings::resolver_with(&options.evidence, |settings| select_rules(options, settings));
    let today = options.evidence.today();
    // A JSON array is not printed in whole lines: on a terminal, the bar would appear inside of them.
    let hides_results = options.format == Format::Json && io::stdout().is_terminal();
    let progress = if hides_results { Progress::hidden() } else { Progress::new(sources.len()) };

    let mut out = output::stdout();
    let mut report = Report::begin(options.format, &mut out)?;
    let mut fixes = FixCount::default();
    let mut outcome = if missing { Outcome::Failure } else { Outcome::Clean };
    let mut rest = sources.as_slice();
    while let Some(size) = batch_size(rest.iter().map(Source::size), FILES_PER_THREAD * rayon::current_num_threads()) {
        let batch;
        (batch, rest) = rest.split_at(size);
        // Reads the settings of these files now, so that their problems are printed while the bar is hidden.
        progress.suspend(|| batch.iter().for_each(|source| drop(resolver.settings(&source.path()))));
        let checked: Vec<_> = batch
            .par_iter()
            .map(|source| {
                let checked = input::with_source(source, |input| check(source, input, options, &resolver, today));
                progress.advance();
                checked
            })
            .collect();
        progress.suspend(|| -> io::Result<()> {
            for file in checked {
                match file {
                    Ok(Some(file)) => {
                        outcome = outcome.max(file.outcome(options.fail_on));
                        fixes.count(&file);
                        match file.output {
                            Output::Findings(findings) => report.file(findings, &mut out)?,
                            Output::Difference(difference) => out.print(&difference)?,
                        }
                    }
                    Ok(None) => {}
                    Err(problem) => {
                        outcome = Outcome::Failure;
                        output::err(&problem);
                    }
                }
            }
            out.flush()
        })?;
    }
    drop(progress);
    if !options.fixing.diff {
        report.end(&mut out)?;
    }
    out.flush()?;
    if options.fixing.fix {
        output::err(&fixes.summary(options.fixing.diff));
    }
    Ok(outcome.max(resolver.outcome()))
}

/// How many of the next files, of these sizes in bytes, are held at once; `None` where there are none.
fn batch_size(sizes: impl Iterator<Item = u64>, max_files: usize) -> Option<usize> {
    let mut bytes = 0;
    let fits = |size: &u64| {
        bytes += size;
        bytes <= BATCH_BYTES
    };
    let mut sizes = sizes.take(max_files).peekable();
    sizes.peek()?;
    Some(sizes.take_while(fits).count().max(1))
}

/// Applies `--select` and `--ignore` to the settings.
fn select_rules(options: &Options, settings: &mut Settings) {
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
    input: &Input,
    options: &Options,
    resolver: &SettingsResolver<impl Fn(&mut Settings)>,
    today: Date,
) -> FileResult {
    let settings = resolver.settings(&input.path);
    let fixed = options.fixing.fix.then(|| check_fix::fix(source, input, options.fixing, &settings, today));
    let before = &input.decoded.text;
    let text = fixed.as_ref().and_then(|fixed| fixed.text.as_ref()).unwrap_or(before);
    let brief = parse::brief(text, &settings.cite_options);
    let mut findings = engine::findings(&brief, text, &settings, today);
    if !fixed.as_ref().is_some_and(|fixed| fixed.converted) {
        findings.splice(0..0, text_encoding::finding(&input.decoded, &settings));
    }
    // Only these formats show or count fixes.
    if !options.fixing.diff && matches!(options.format, Format::Text | Format::Json) {
        findings = fix_all::proved(findings, &brief, text, &settings);
    }
    let worst = findings.iter().map(severity_of).min();
    let internal_error = findings.iter().any(|finding| finding.rule == internal_error::ID);
    let number = findings.len();
    let output = if options.fixing.diff {
        Output::Difference(check_fix::difference(input, text))
    } else {
        let lines = LineIndex::new(text);
        let word = input.word.as_ref().map(|word| (word, &brief));
        let checked = CheckedFile { name: &input.name, path: &input.path, text, lines, findings, word };
        Output::Findings(check_formats::report(&checked, options.format))
    };
    FileResult { worst, internal_error, findings: number, fixed, output }
}

/// What `--fix` did in all files.
#[derive(Default)]
struct FixCount {
    made: u32,
    files: u32,
    remain: u32,
}

impl FixCount {
    fn count(&mut self, file: &FileResult) {
        let Some(fixed) = &file.fixed else { return };
        self.made += fixed.made;
        self.files += u32::from(fixed.text.is_some() || fixed.converted);
        self.remain += u32::try_from(file.findings).unwrap_or(u32::MAX);
        if let Some(note) = &fixed.note {
            output::err(note);
        }
    }

    fn summary(&self, is_dry_run: bool) -> String {
        let (fixed, remain) = match (is_dry_run, self.remain) {
            (true, _) => ("Would fix", "would remain"),
            (false, 1) => ("Fixed", "remains"),
            (false, _) => ("Fixed", "remain"),
        };
        let (problems, files) = (count(self.made, "problem"), count(self.files, "file"));
        format!("{fixed} {problems} in {files}; {} {remain}.", number(self.remain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_bounded_in_files_and_bytes() {
        let batch = |sizes: &[u64]| batch_size(sizes.iter().copied(), 3);
        assert_eq!(batch(&[]), None);
        assert_eq!(batch(&[1, 2, 3, 4, 5]), Some(3));
        assert_eq!(batch(&[BATCH_BYTES * 2, 1]), Some(1), "a large one alone");
        assert_eq!(batch(&[BATCH_BYTES - 1, 1, 1]), Some(2));
    }
}
