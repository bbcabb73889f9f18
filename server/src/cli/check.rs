//! `debate-ls check`: finds problems in files and folders.
//!
//! Files are read and checked in parallel, a batch at a time, and reported in the order in which they were named, so
//! that memory does not grow with their number. A file that makes a rule panic loses only its own findings.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;

use super::baseline::Baseline;
use super::check_fix::{self, Fixed, Fixing};
use super::check_formats::{self, CheckedFile, FileReport, Format, Report, severity_of};
use super::input::{self, Input, Source};
use super::output::StyledText;
use super::progress::Progress;
use super::settings::{self, SettingsResolver};
use super::since::{self, Since};
use super::tub_findings::{self, TubCards};
use super::{EvidenceOptions, Inputs, Outcome, output, rule_id, severity};
use crate::evidence::brief::Brief;
use crate::evidence::parse;
use crate::features::wording::{count, number};
use crate::files::content;
use crate::index::duplicates::{self, CardSketch};
use crate::lint::{Finding, Settings, Severity, engine, fix_all, internal_error, registry};
use crate::rules::text_encoding;
use crate::text::LineIndex;
use crate::text::decode::Decoded;

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
    /// Report only problems that are not in this baseline
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Report only problems that are new since this Git revision: a branch, a tag or a commit
    #[arg(long, value_name = "REV", conflicts_with_all = ["baseline", "write_baseline", "fix"])]
    since: Option<String>,
    /// Write all problems to a baseline, and report none
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "fix", "format"])]
    write_baseline: Option<PathBuf>,
    /// Also report the same card in two files, even if both copies have the same cite
    #[arg(long)]
    duplicates: bool,
    #[command(flatten)]
    fixing: Fixing,
}

/// The result of one file, ready to print.
struct FileResult {
    worst: Option<Severity>,
    /// Whether debate-ls itself failed in it.
    internal_error: bool,
    findings: usize,
    /// How many problems are in the baseline, or were there before.
    known: u32,
    /// Its cards, to compare them with those of other files.
    cards: Vec<CardSketch>,
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
    /// Written to the baseline.
    Nothing,
    Findings(FileReport),
    Difference(StyledText),
}

/// The problems that are not reported.
#[derive(Clone, Copy)]
enum Known<'a> {
    None,
    Baseline(&'a Baseline),
    /// Those that the file with this number had before.
    Since(&'a Since, usize),
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let (sources, missing) = input::sources(&options.inputs);
    let baseline = match (&options.baseline, &options.write_baseline) {
        (Some(file), _) => match Baseline::read(file) {
            Ok(baseline) => Some(baseline),
            Err(problem) => return failure(&problem),
        },
        (None, Some(file)) => Some(Baseline::new(file)),
        (None, None) => None,
    };
    let resolver = settings::resolver_with(&options.evidence, |settings| select_rules(options, settings));
    let today = options.evidence.today();
    let find = |input: &Input| {
        let settings = resolver.settings(&input.path);
        let brief = parse::brief(&input.decoded.text, &settings.cite_options);
        let findings = findings(&brief, &input.decoded.text, Some(&input.decoded), &settings, today);
        (brief, findings)
    };
    let since = match &options.since {
        Some(revision) => match since::compare(revision, &sources, find) {
            Ok(since) => Some(since),
            Err(problem) => return failure(&problem),
        },
        None => None,
    };
    let known_in = |number: usize| match (&baseline, &since) {
        (Some(baseline), _) => Known::Baseline(baseline),
        (None, Some(since)) => Known::Since(since, number),
        (None, None) => Known::None,
    };
    // An array is not printed in whole lines: on a terminal, the bar would appear inside of them.
    let hides_results = matches!(options.format, Format::Json | Format::Sarif) && io::stdout().is_terminal();
    let progress = if hides_results { Progress::hidden() } else { Progress::new(sources.len()) };

    // One file has nothing to be compared with, and one that is only shown as it would be has not changed.
    let any_changed = since.as_ref().is_none_or(Since::any_changed);
    let compares = sources.len() > 1 && !options.fixing.diff && any_changed;
    let mut out = output::stdout();
    let mut report = Report::begin(options.format, options.baseline.is_some() || since.is_some(), &mut out)?;
    let mut fixes = FixCount::default();
    let mut known = 0_u32;
    let mut cards = TubCards::default();
    let mut file_number = 0_u32;
    let mut outcome = if missing { Outcome::Failure } else { Outcome::Clean };
    let mut rest = sources.as_slice();
    while let Some(size) = input::batch_size(rest.iter().map(Source::size)) {
        let batch;
        (batch, rest) = rest.split_at(size);
        // Reads the settings of these files now, so that their problems are printed while the bar is hidden.
        progress.suspend(|| batch.iter().for_each(|source| drop(resolver.settings(&source.path()))));
        let checked: Vec<_> = batch
            .par_iter()
            .enumerate()
            .map(|(place, source)| {
                let number = file_number as usize + place;
                let checked = if since.as_ref().is_some_and(|since| !since.has_changed(number)) {
                    Ok(Some(unchanged(source, options, &resolver, compares)))
                } else {
                    input::with_source(source, |input| {
                        check(source, input, options, &resolver, known_in(number), compares, today)
                    })
                };
                progress.advance();
                checked
            })
            .collect();
        progress.suspend(|| -> io::Result<()> {
            for file in checked {
                match file {
                    Ok(Some(file)) => {
                        cards.add(file_number, &file.cards, since.as_ref());
                        outcome = outcome.max(file.outcome(options.fail_on));
                        fixes.count(&file);
                        known = known.saturating_add(file.known);
                        match file.output {
                            Output::Nothing => {}
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
                file_number += 1;
            }
            out.flush()
        })?;
    }
    drop(progress);
    if compares {
        let repetitions = cards.repetitions(since.as_ref(), options.duplicates).unwrap_or_else(|error| {
            outcome = Outcome::Failure;
            let reason = content::reason(&error);
            output::err(&format!(
                "a temporary file: {reason}; cards of different files were not compared; run it again"
            ));
            Vec::new()
        });
        let baseline = baseline.as_ref().map_or(Known::None, Known::Baseline);
        tub_findings::each(&repetitions, &sources, &resolver, |input, brief, findings| {
            let (text, settings) = (&input.decoded.text, resolver.settings(&input.path));
            let file = file_result(input, text, brief, findings, &settings, options, baseline);
            outcome = outcome.max(file.outcome(options.fail_on));
            known = known.saturating_add(file.known);
            match file.output {
                Output::Findings(findings) => report.more(findings, &mut out),
                Output::Nothing | Output::Difference(_) => Ok(()),
            }
        })?;
    }
    if let (Some(file), Some(baseline)) = (&options.write_baseline, &baseline) {
        if let Err(error) = baseline.write(file) {
            return failure(&format!("{}: {}", file.display(), content::reason(&error)));
        }
        output::err(&format!("Wrote {} to {}.", count(baseline.len(), "problem"), file.display()));
    } else if !options.fixing.diff {
        report.end(&mut out)?;
    }
    // Before what is said of it on standard error.
    out.flush()?;
    if let (Some(file), Some(baseline)) = (&options.baseline, &baseline) {
        let is_whole = options.select.is_none() && options.ignore.is_empty();
        output::err(&baseline_note(known, is_whole.then(|| baseline.len()), file));
    }
    if let Some(since) = &since {
        output::err(&since.note(known));
    }
    if options.fixing.fix {
        output::err(&fixes.summary(options.fixing.diff));
    }
    Ok(outcome.max(resolver.outcome()))
}

fn failure(problem: &str) -> io::Result<Outcome> {
    output::err(problem);
    Ok(Outcome::Failure)
}

/// What the baseline left out; and how many of its problems are `gone`, where that is known.
fn baseline_note(known: u32, gone: Option<u32>, file: &Path) -> String {
    let are = |number: u32| if number == 1 { "is" } else { "are" };
    let mut note = format!("{} {} in the baseline and not shown.", count(known, "problem"), are(known));
    if let Some(gone) = gone.filter(|gone| *gone > 0) {
        let file = file.display();
        note +=
            &format!(" {} of it {} gone; run with --write-baseline {file} to forget that.", number(gone), are(gone));
    }
    note
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
    known: Known<'_>,
    compares: bool,
    today: Date,
) -> FileResult {
    let settings = resolver.settings(&input.path);
    let fixed = options.fixing.fix.then(|| check_fix::fix(source, input, options.fixing, &settings, today));
    let before = &input.decoded.text;
    let text = fixed.as_ref().and_then(|fixed| fixed.text.as_ref()).unwrap_or(before);
    let brief = parse::brief(text, &settings.cite_options);
    let is_converted = fixed.as_ref().is_some_and(|fixed| fixed.converted);
    let findings = findings(&brief, text, (!is_converted).then_some(&input.decoded), &settings, today);
    let cards = if compares { duplicates::sketches(&brief, text) } else { Vec::new() };
    let result = file_result(input, text, &brief, findings, &settings, options, known);
    FileResult { cards, fixed, ..result }
}

/// The findings in a text; first that about its characters, as they were `decoded`.
fn findings(brief: &Brief, text: &str, decoded: Option<&Decoded>, settings: &Settings, today: Date) -> Vec<Finding> {
    let mut findings = engine::findings(brief, text, settings, today);
    findings.splice(0..0, decoded.and_then(|decoded| text_encoding::finding(decoded, settings)));
    findings
}

/// The result of a file that has not changed: it has no new problems, but other files may have its cards.
fn unchanged(
    source: &Source,
    options: &Options,
    resolver: &SettingsResolver<impl Fn(&mut Settings)>,
    compares: bool,
) -> FileResult {
    let sketches = |input: &Input| {
        let text = &input.decoded.text;
        duplicates::sketches(&parse::brief(text, &resolver.settings(&input.path).cite_options), text)
    };
    let cards = compares.then(|| input::with_source(source, sketches).ok().flatten().unwrap_or_default());
    let file = CheckedFile {
        name: &source.name(),
        path: &source.path(),
        text: "",
        lines: LineIndex::new(""),
        findings: Vec::new(),
        word: None,
    };
    let output = Output::Findings(check_formats::report(&file, options.format, options.fail_on));
    FileResult {
        worst: None,
        internal_error: false,
        findings: 0,
        known: 0,
        cards: cards.unwrap_or_default(),
        fixed: None,
        output,
    }
}

/// The result of a file in which these are the findings.
fn file_result(
    input: &Input,
    text: &str,
    brief: &Brief,
    mut findings: Vec<Finding>,
    settings: &Settings,
    options: &Options,
    known: Known<'_>,
) -> FileResult {
    let internal_error = findings.iter().any(|finding| finding.rule == internal_error::ID);
    let known = match known {
        Known::None => 0,
        Known::Baseline(baseline) if options.write_baseline.is_some() => {
            baseline.add(&input.path, brief, text, &findings);
            findings.clear();
            0
        }
        Known::Baseline(baseline) => baseline.take_known(&input.path, brief, text, &mut findings),
        Known::Since(since, number) => since.take_known(number, brief, text, &mut findings),
    };
    // Only these formats show or count fixes.
    if !options.fixing.diff && matches!(options.format, Format::Text | Format::Json) {
        findings = fix_all::proved(findings, brief, text, settings);
    }
    let worst = findings.iter().map(severity_of).min();
    let number = findings.len();
    let output = if options.write_baseline.is_some() {
        Output::Nothing
    } else if options.fixing.diff {
        Output::Difference(check_fix::difference(input, text))
    } else {
        let lines = LineIndex::new(text);
        let word = input.word.as_ref().map(|word| (word, brief));
        let checked = CheckedFile { name: &input.name, path: &input.path, text, lines, findings, word };
        Output::Findings(check_formats::report(&checked, options.format, options.fail_on))
    };
    FileResult { worst, internal_error, findings: number, known, cards: Vec::new(), fixed: None, output }
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
