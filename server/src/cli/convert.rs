//! `import` and `export`: files are converted in parallel, and reported in their folders' order. None takes the place of
//! another unless that is asked for.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;

use super::isolate::isolated;
use super::progress::Progress;
use super::{Outcome, output};
use crate::features::wording::count;
use crate::files::conversion::{Converted, Direction};
use crate::files::new_file;
use crate::files::plan::{self, Job};

/// How many files are held at once, for each thread.
const FILES_PER_THREAD: usize = 4;

#[derive(Debug, Args)]
pub(super) struct Conversion {
    /// Files and folders; a folder's tree is kept
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Where to write: a folder, or of one file a file; `-` is standard output. Without it, beside each file
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
    /// Replace files that exist
    #[arg(long)]
    force: bool,
}

/// Converts all files. `done` is said of them in the end. A problem is shown behind the file's name.
pub(super) fn run(
    conversion: &Conversion,
    direction: Direction,
    done: &str,
    convert: impl Fn(&Path) -> Result<Converted, String> + Sync,
) -> io::Result<Outcome> {
    let mut outcome = Outcome::Clean;
    let jobs = plan::jobs(&conversion.paths, conversion.out.as_deref(), direction, |problem| {
        outcome = Outcome::Failure;
        output::err(&problem);
    });
    let progress = Progress::new(jobs.len());
    let mut written = 0;
    for some in jobs.chunks(FILES_PER_THREAD * rayon::current_num_threads()) {
        let results: Vec<_> = some
            .par_iter()
            .map(|job| {
                let name = job.from.display().to_string();
                let named = |problem: String| format!("{name}: {problem}");
                let result = isolated(&name, || convert(&job.from).map_err(named)).and_then(|result| result);
                let result = result.and_then(|converted| write(job, converted, conversion.force));
                progress.advance();
                result
            })
            .collect();
        progress.suspend(|| -> io::Result<()> {
            for (job, result) in some.iter().zip(results) {
                match result {
                    Ok((notes, bytes)) => {
                        written += 1;
                        let name = job.from.display();
                        notes.iter().for_each(|note| output::err(&format!("{name}: {note}")));
                        if job.to.is_none() {
                            io::Write::write_all(&mut io::stdout().lock(), &bytes)?;
                        }
                    }
                    Err(problem) => {
                        outcome = Outcome::Failure;
                        output::err(&problem);
                    }
                }
            }
            Ok(())
        })?;
    }
    drop(progress);
    output::err(&format!("{done} {}.", count(written, "file")));
    Ok(outcome)
}

/// Writes what was made of a file, and gives its notes; for standard output, the bytes as well.
fn write(job: &Job, converted: Converted, force: bool) -> Result<(Vec<String>, Vec<u8>), String> {
    let Converted { bytes, notes } = converted;
    let Some(to) = &job.to else { return Ok((notes, bytes)) };
    match new_file::create(to, &bytes, force) {
        Ok(()) => Ok((notes, Vec::new())),
        Err(error) => Err(format!("{}: {error}", to.display())),
    }
}
