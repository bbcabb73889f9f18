//! Where a command writes a data set: standard output, or a file, which is there only when all of it is.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::output::{self, Output};
use crate::files::new_file::NewFile;
use crate::files::replace;

#[derive(Debug, Args)]
pub(super) struct Destination {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace a file that exists
    #[arg(long, requires = "out")]
    force: bool,
}

/// Lets `write` write to the destination. What is wrong with a file is reported on stderr.
///
/// # Errors
/// If standard output cannot be written.
pub(super) fn write(
    destination: &Destination,
    is_parquet: bool,
    write: impl FnOnce(&mut Output<'_>) -> io::Result<Outcome>,
) -> io::Result<Outcome> {
    let file = destination.out.as_deref().filter(|path| path.as_os_str() != "-");
    if let Some(problem) = problem(is_parquet, file) {
        output::err(problem);
        return Ok(Outcome::Failure);
    }
    let Some(path) = file else {
        let mut out = output::stdout();
        let outcome = write(&mut out)?;
        out.flush()?;
        return Ok(outcome);
    };
    write_file(path, destination.force, write).or_else(|error| {
        output::err(&format!("{}: {error}", path.display()));
        Ok(Outcome::Failure)
    })
}

/// Why no Parquet is written.
fn problem(is_parquet: bool, file: Option<&Path>) -> Option<&'static str> {
    if !is_parquet {
        None
    } else if cfg!(not(feature = "parquet")) {
        Some("this debate-ls was built without Parquet; build it with `--features parquet`, or use --format jsonl")
    } else if file.is_none() && io::stdout().is_terminal() {
        Some("Parquet is not for a terminal; name a file with -o")
    } else {
        None
    }
}

fn write_file(
    path: &Path,
    force: bool,
    write: impl FnOnce(&mut Output<'_>) -> io::Result<Outcome>,
) -> Result<Outcome, replace::Error> {
    let mut file = NewFile::begin(path, force)?;
    let mut out = Output::to_file(&mut file);
    let outcome = write(&mut out)?;
    out.flush()?;
    drop(out);
    file.place()?;
    Ok(outcome)
}
