//! Files from one format to another, for `import` and `export`: which become which, in parallel, in their folders'
//! order, none in the place of another unless that is asked for.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;

use super::isolate::isolated;
use super::progress::Progress;
use super::{Outcome, output, replace};
use crate::features::wording::count;
use crate::index::discovery;

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

/// A file, and the file that is made of it.
#[derive(Debug, PartialEq, Eq)]
struct Job {
    from: PathBuf,
    /// `None`: standard output.
    to: Option<PathBuf>,
}

/// What was made of a file.
pub(super) struct Converted {
    pub(super) bytes: Vec<u8>,
    /// What the user should know, without the file's name.
    pub(super) notes: Vec<String>,
}

/// Converts all files. In folders, those count that `is_source` takes; they get the ending `ending`.
pub(super) fn run(
    conversion: &Conversion,
    is_source: impl Fn(&Path) -> bool,
    ending: &str,
    done: &str,
    convert: impl Fn(&Path) -> Result<Converted, String> + Sync,
) -> io::Result<Outcome> {
    let (jobs, mut outcome) = jobs(conversion, is_source, ending);
    let progress = Progress::new(jobs.len());
    let mut written = 0;
    for some in jobs.chunks(FILES_PER_THREAD * rayon::current_num_threads()) {
        let results: Vec<_> = some
            .par_iter()
            .map(|job| {
                let name = job.from.display().to_string();
                let result = isolated(&name, || convert(&job.from)).and_then(|result| result);
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
    match replace::create(to, &bytes, force) {
        Ok(()) => Ok((notes, Vec::new())),
        Err(error) => Err(format!("{}: {error}", to.display())),
    }
}

/// What becomes what; and how the run ends because something is missing.
fn jobs(conversion: &Conversion, is_source: impl Fn(&Path) -> bool, ending: &str) -> (Vec<Job>, Outcome) {
    let mut outcome = Outcome::Clean;
    let mut jobs = Vec::new();
    let mut seen = HashSet::new();
    let mut add = |from: PathBuf, to: Option<PathBuf>| {
        if seen.insert(fs::canonicalize(&from).unwrap_or_else(|_| from.clone())) {
            jobs.push(Job { from, to });
        }
    };
    let out = conversion.out.as_deref();
    for path in &conversion.paths {
        if path.is_dir() {
            let found = discovery::briefs_below(path, |problem| {
                outcome = Outcome::Failure;
                output::err(&problem);
            });
            let found: Vec<PathBuf> = found.into_iter().filter(|file| is_source(file)).collect();
            if found.is_empty() {
                outcome = Outcome::Failure;
                output::err(&format!(
                    "{}: nothing to convert in this folder; to convert other files, name them",
                    path.display()
                ));
            }
            for from in found {
                let below = from.strip_prefix(path).unwrap_or(&from).with_extension(ending);
                let to = match out {
                    Some(out) if out.as_os_str() == "-" => None,
                    Some(out) => Some(out.join(below)),
                    None => Some(from.with_extension(ending)),
                };
                add(from, to);
            }
        } else if !discovery::is_lock_file(path) {
            let name = path.with_extension(ending);
            let to = match out {
                Some(out) if out.as_os_str() == "-" => None,
                Some(out) if conversion.paths.len() == 1 && is_file_name(out) => Some(out.to_owned()),
                Some(out) => Some(out.join(name.file_name().unwrap_or_default())),
                None => Some(name),
            };
            add(path.clone(), to);
        }
    }
    (jobs, outcome)
}

/// Whether the user means a file by it, and no folder.
fn is_file_name(out: &Path) -> bool {
    !out.is_dir() && out.extension().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes what, with these arguments, in a folder of these files.
    fn planned(files: &[&str], paths: &[&str], out: Option<&str>) -> Vec<(String, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        for name in files {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            fs::write(file, "").expect("written");
        }
        let conversion = Conversion {
            paths: paths.iter().map(|path| folder.path().join(path)).collect(),
            out: out.map(|out| folder.path().join(out)),
            force: false,
        };
        let (jobs, _) = jobs(&conversion, discovery::is_word, "debate");
        let name = |path: &Path| path.strip_prefix(folder.path()).expect("below").display().to_string();
        jobs.iter().map(|job| (name(&job.from), job.to.as_deref().map(name).unwrap_or_default())).collect()
    }

    fn pair(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    #[test]
    fn the_tree_of_a_folder_is_kept() {
        let files = ["tub/a.docx", "tub/neg/b.docx", "tub/neg/~$b.docx", "tub/neg/c.debate"];
        assert_eq!(
            planned(&files, &["tub"], None),
            [pair("tub/a.docx", "tub/a.debate"), pair("tub/neg/b.docx", "tub/neg/b.debate"),]
        );
        assert_eq!(
            planned(&files, &["tub"], Some("out")),
            [pair("tub/a.docx", "out/a.debate"), pair("tub/neg/b.docx", "out/neg/b.debate"),]
        );
    }

    #[test]
    fn one_file_goes_to_a_file_or_into_a_folder() {
        assert_eq!(planned(&["a.docx"], &["a.docx"], Some("b.debate")), [pair("a.docx", "b.debate")]);
        assert_eq!(planned(&["a.docx"], &["a.docx"], Some("out")), [pair("a.docx", "out/a.debate")]);
        let both = planned(&["a.docx", "b.docx"], &["a.docx", "b.docx", "a.docx"], Some("out.d"));
        assert_eq!(both, [pair("a.docx", "out.d/a.debate"), pair("b.docx", "out.d/b.debate")]);
    }
}
