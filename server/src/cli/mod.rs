//! The command line. One file for each command; results go to stdout, everything else to stderr.

mod baseline;
mod check;
mod check_fix;
mod check_formats;
mod cites;
mod column;
mod config;
mod convert;
mod counts;
mod destination;
mod excerpt;
mod explain;
mod export;
mod find;
mod fingerprint;
mod import;
mod input;
mod isolate;
mod junit;
mod man;
mod outline;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod parse;
mod progress;
mod rows;
mod serve;
mod settings;
mod signals;
mod since;
mod stats;
mod table;
mod tub_findings;
mod word_place;

use std::io::{IsTerminal, Write};
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::lint::{Profile, Severity, registry};
use crate::text::visible::visible;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing at or above the failing level.
    Clean,
    /// Findings.
    Findings,
    /// Wrong usage, input that could not be read, bad configuration. What was found is still printed.
    Failure,
}

/// The language server for debate evidence, and a checker for your whole folder.
#[derive(Debug, Parser)]
#[command(name = "debate-ls", version, about, max_term_width = 100)]
struct Arguments {
    /// When to use color
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the language server on standard input and output; the default outside a terminal
    Serve(serve::Options),
    /// Find problems in cites and cards
    Check(check::Options),
    /// Show headings, tags and sources, with dates and reading time
    Outline(outline::Options),
    /// Find cards by their words, author, date or publication
    Find(find::Options),
    /// List the sources, each once
    Cites(cites::Options),
    /// Count cards, words, reading time and dates
    Stats(stats::Options),
    /// Print the structure of a brief, for scripts
    Parse(parse::Options),
    /// Make card files from Word files
    Import(import::Options),
    /// Make Word files from card files
    Export(export::Options),
    /// Show all settings, or the settings for a file
    Config(config::Options),
    /// Print completions for a shell
    Completions {
        /// bash, elvish, fish, powershell or zsh
        shell: clap_complete::Shell,
    },
    /// Write the manual pages
    #[command(hide = true)]
    Man(man::Options),
    /// List the rules
    Rules(explain::RulesOptions),
    /// Explain a rule: what it does, why it matters, and how to fix what it finds
    Explain(explain::Options),
}

/// Options of every command that reads evidence.
#[derive(Debug, Args)]
struct EvidenceOptions {
    /// League whose evidence rules apply: nsda, ncfca, ndt, stoa or minimal
    #[arg(long, value_parser = profile)]
    profile: Option<Profile>,
    /// The date to use instead of today: 2026-09-15
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
}

impl EvidenceOptions {
    fn today(&self) -> Date {
        self.today.unwrap_or_else(|| jiff::ZonedDateTime::now().date())
    }
}

/// Runs the program with the arguments that it was started with.
pub fn run() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| usage(&error));
    output::choose_color(arguments.color);
    signals::ignore_file_size_limit();
    match arguments.command {
        Some(Command::Serve(options)) => return serve::run(&options),
        None if !std::io::stdin().is_terminal() => return serve::run(&serve::Options::default()),
        _ => {}
    }
    isolate::install_hook();
    // A panic outside of any file: the hook has reported it.
    let outcome = panic::catch_unwind(|| run_command(arguments.command)).unwrap_or(Ok(Outcome::Failure));
    match outcome {
        Ok(_) if isolate::any_panic() => ExitCode::from(Outcome::Failure as u8),
        Ok(outcome) => ExitCode::from(outcome as u8),
        // The reader closed the pipe: `debate-ls check … | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            output::err(&format!("cannot write the results: {error}"));
            ExitCode::from(Outcome::Failure as u8)
        }
    }
}

/// Runs any command but the server, which does not return.
fn run_command(command: Option<Command>) -> std::io::Result<Outcome> {
    match command {
        Some(Command::Check(options)) => check::run(&options),
        Some(Command::Cites(options)) => cites::run(&options),
        Some(Command::Config(options)) => config::run(&options),
        Some(Command::Export(options)) => export::run(&options),
        Some(Command::Find(options)) => find::run(&options),
        Some(Command::Import(options)) => import::run(&options),
        Some(Command::Outline(options)) => outline::run(&options),
        Some(Command::Parse(options)) => parse::run(&options),
        Some(Command::Stats(options)) => stats::run(&options),
        Some(Command::Rules(options)) => explain::rules(&options),
        Some(Command::Explain(options)) => explain::run(&options),
        Some(Command::Completions { shell }) => completions(shell),
        Some(Command::Man(options)) => man::run(&options),
        Some(Command::Serve(_)) | None => {
            let _ = write!(anstream::stderr(), "{}", Arguments::command().render_help().ansi());
            Ok(Outcome::Failure)
        }
    }
}

/// Reports an error in the arguments and exits. A file name that looks like an option may contain characters that
/// control the terminal.
fn usage(error: &clap::Error) -> ! {
    let message = error.render().to_string();
    if message.lines().all(|line| visible(line) == line) {
        error.exit();
    }
    message.lines().for_each(output::err);
    std::process::exit(error.exit_code());
}

fn completions(shell: clap_complete::Shell) -> std::io::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "debate-ls", &mut script);
    let mut out = output::stdout();
    write!(out, "{}", String::from_utf8_lossy(&script))?;
    out.flush()?;
    Ok(Outcome::Clean)
}

fn profile(name: &str) -> Result<Profile, String> {
    Profile::named(name).ok_or_else(|| {
        let known: Vec<&str> = Profile::ALL.into_iter().map(Profile::name).collect();
        format!("unknown profile; use one of: {}", known.join(", "))
    })
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write the date as year-month-day: 2026-09-15".to_owned())
}

fn severity(name: &str) -> Result<Severity, String> {
    Severity::ALL.into_iter().find(|severity| severity.name() == name).ok_or_else(|| {
        let known: Vec<&str> = Severity::ALL.into_iter().map(Severity::name).collect();
        format!("unknown level; use one of: {}", known.join(", "))
    })
}

/// The id of the rule named `name`; the error suggests a similar one.
fn rule_id(name: &str) -> Result<&'static str, String> {
    if let Some(rule) = registry::named(name) {
        return Ok(rule.id);
    }
    let nearest = registry::RULES
        .iter()
        .map(|rule| (strsim::jaro_winkler(rule.id, name), rule.id))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|(one, _), (other, _)| one.total_cmp(other));
    Err(match nearest {
        Some((_, id)) => format!("unknown rule; did you mean {id}?"),
        None => "unknown rule; `debate-ls rules` lists all rules".to_owned(),
    })
}

/// The files and folders that a command reads.
#[derive(Debug, Args)]
struct Inputs {
    /// Files and folders; `-` reads standard input. In folders, files that end in .debate, .brief, .cards or .docx
    #[arg(value_name = "PATH", required_unless_present = "stdin")]
    paths: Vec<PathBuf>,
    /// Read standard input; the same as `-`
    #[arg(long)]
    stdin: bool,
    /// The file name to report for standard input
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
}
