//! Which files a command reads, and reading them. A file that cannot be read, or that makes debate-ls itself fail, is
//! reported at once on stderr, and the rest continues.

use std::path::{Path, PathBuf};
use std::{fs, io};

use rayon::prelude::*;

use super::isolate::isolated;
use super::{Inputs, Outcome, output};
use crate::docx::{self, CardText};
use crate::files::content::{self, Content, reason};
use crate::index::discovery;
use crate::syntax::density;
use crate::text::decode::{self, Charset, Decoded};

/// How many files are held at once, for each thread.
const FILES_PER_THREAD: usize = 8;
/// How many bytes of files are held at once; one that is larger is held alone.
const BATCH_BYTES: u64 = 64 << 20;

/// What standard input is called if it has no name.
pub(super) const UNNAMED: &str = "<stdin>";

/// One file's text, or standard input's.
#[derive(Debug)]
pub(super) struct Input {
    /// As the user named it, or as the folder's walk found it: for people.
    pub(super) name: String,
    /// The same, exactly; of standard input, the name that it was given.
    pub(super) path: PathBuf,
    /// Its content.
    pub(super) bytes: Vec<u8>,
    /// Its text, and how the bytes were decoded.
    pub(super) decoded: Decoded,
    /// Of a Word file: where its text comes from. The text itself is in `decoded`, and `bytes` is empty.
    pub(super) word: Option<CardText>,
}

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Stdin(String),
    /// Named by the user: must be a brief.
    Named(PathBuf),
    /// Found in a folder: skipped if it is not a brief.
    Found(PathBuf),
}

/// Reads the inputs, does `work` on each and passes the results to `take`, in the same order. Several are read in parallel,
/// a batch at a time. An input that cannot be read, or that makes `work` panic, is reported on stderr; the rest continues.
pub(super) fn for_each<T: Send>(
    inputs: &Inputs,
    work: impl Fn(&Input) -> T + Sync,
    mut take: impl FnMut(T) -> io::Result<()>,
) -> io::Result<Outcome> {
    let (sources, missing) = sources(inputs);
    let mut outcome = if missing { Outcome::Failure } else { Outcome::Clean };
    let mut rest = sources.as_slice();
    while let Some(size) = batch_size(rest.iter().map(Source::size)) {
        let batch;
        (batch, rest) = rest.split_at(size);
        let done: Vec<_> = batch.par_iter().map(|source| with_source(source, &work)).collect();
        for one in done {
            match one {
                Ok(Some(done)) => take(done)?,
                Ok(None) => {}
                Err(problem) => {
                    outcome = Outcome::Failure;
                    output::err(&problem);
                }
            }
        }
    }
    Ok(outcome)
}

/// How many of the next files, of these sizes in bytes, are held at once; `None` where there are none.
pub(super) fn batch_size(sizes: impl Iterator<Item = u64>) -> Option<usize> {
    bounded_batch(sizes, FILES_PER_THREAD * rayon::current_num_threads())
}

fn bounded_batch(sizes: impl Iterator<Item = u64>, max_files: usize) -> Option<usize> {
    let mut bytes = 0;
    let fits = |size: &u64| {
        bytes += size;
        bytes <= BATCH_BYTES
    };
    let mut sizes = sizes.take(max_files).peekable();
    sizes.peek()?;
    Some(sizes.take_while(fits).count().max(1))
}

/// Reads one source and does `work` on it. `Ok(None)`: it is not text, and the user did not name it.
///
/// # Errors
/// What cannot be read, and what to do; or that `work` panicked.
pub(super) fn with_source<T>(source: &Source, work: impl FnOnce(&Input) -> T) -> Result<Option<T>, String> {
    isolated(&source.name(), || read(source).map(|input| input.map(|input| work(&input))))?
}

impl Source {
    /// How many bytes there are to read, where that is known.
    pub(super) fn size(&self) -> u64 {
        match self {
            Self::Stdin(_) => 0,
            Self::Named(path) | Self::Found(path) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
        }
    }

    /// As the user named it, or as the folder’s walk found it: for people.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin(name) => name.clone(),
            Self::Named(path) | Self::Found(path) => path.display().to_string(),
        }
    }

    /// Where it is, or for standard input where it says it is: that decides which settings apply.
    pub(super) fn path(&self) -> PathBuf {
        match self {
            Self::Stdin(name) => PathBuf::from(name),
            Self::Named(path) | Self::Found(path) => path.clone(),
        }
    }
}

/// All inputs, in the order of the arguments, each file once; and whether something that the user named is missing.
pub(super) fn sources(inputs: &Inputs) -> (Vec<Source>, bool) {
    let mut sources = Vec::new();
    let mut missing = false;
    let stdin = || Source::Stdin(inputs.stdin_filename.clone().unwrap_or_else(|| UNNAMED.to_owned()));
    if inputs.stdin {
        sources.push(stdin());
    }
    for path in &inputs.paths {
        if path.as_os_str() == "-" {
            sources.push(stdin());
        } else if path.is_dir() {
            let found = discovery::briefs_below(path, |problem| {
                missing = true;
                output::err(&problem);
            });
            if found.is_empty() {
                missing = true;
                output::err(&format!(
                    "{}: no {} files in this folder; to read other files, name them",
                    path.display(),
                    discovery::endings()
                ));
            }
            sources.extend(found.into_iter().map(Source::Found));
        } else {
            sources.push(Source::Named(path.clone()));
        }
    }
    let mut seen = std::collections::HashSet::new();
    // One file under two names (`./a.debate`, a link) would be reported twice, and fixed by two threads at once.
    sources.retain(|source| match source {
        Source::Named(path) | Source::Found(path) => {
            seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone()))
        }
        Source::Stdin(name) => seen.insert(PathBuf::from(format!("-\0{name}"))),
    });
    (sources, missing)
}

fn read(source: &Source) -> Result<Option<Input>, String> {
    let name = source.name();
    let content = match source {
        Source::Stdin(_) => content::read_stream(io::stdin().lock(), None)
            .map_err(|error| format!("standard input: {}", reason(&error)))?,
        // A pattern of the shell finds them as well.
        Source::Named(path) if discovery::is_lock_file(path) => return Ok(None),
        Source::Named(path) | Source::Found(path) => {
            content::read(path).map_err(|error| format!("{name}: {}", reason(&error)))?
        }
    };
    match decoded(name.clone(), source.path(), content) {
        Ok(None) => not_text(source, &name),
        other => other.map_err(|problem| format!("{name}: {problem}")),
    }
}

/// What a file with these bytes would be at that path.
///
/// # Errors
/// Why it cannot be read, without its name.
pub(super) fn of_bytes(path: &Path, bytes: Vec<u8>) -> Result<Input, String> {
    let content = content::of_bytes(path, bytes).map_err(|error| reason(&error))?;
    let input = decoded(path.display().to_string(), path.to_owned(), content)?;
    input.ok_or_else(|| "not a text file".to_owned())
}

/// The text of a file; `None` if it has none.
///
/// # Errors
/// Why it cannot be read, without its name, and what to do.
fn decoded(name: String, path: PathBuf, content: Content) -> Result<Option<Input>, String> {
    let (bytes, decoded, word) = match content {
        Content::Text(bytes) => match decode::decode(&bytes) {
            Some(decoded) => (bytes, decoded, None),
            None => return Ok(None),
        },
        Content::Word(document) => {
            let mut word = docx::card_text(&document.map_err(|error| error.to_string())?);
            let text = std::mem::take(&mut word.text);
            (Vec::new(), Decoded { text, charset: Charset::Utf8, is_doubtful: false, damaged: false }, Some(word))
        }
        Content::Binary => return Ok(None),
    };
    match density::of_str(&decoded.text) {
        Some(dense) => Err(dense.refusal()),
        None => Ok(Some(Input { name, path, bytes, decoded, word })),
    }
}

fn not_text(source: &Source, name: &str) -> Result<Option<Input>, String> {
    match source {
        Source::Found(_) => Ok(None),
        _ => Err(format!("{name}: not a text file{}", advice(name))),
    }
}

fn advice(name: &str) -> &'static str {
    if name.ends_with(".doc") || name.ends_with(".odt") || name.ends_with(".pdf") {
        "; save it as a Word file (.docx) first"
    } else {
        "; debate-ls reads plain text and Word files (.docx)"
    }
}

#[cfg(test)]
mod tests {
    use super::super::isolate;
    use super::*;

    #[test]
    fn a_batch_is_bounded_in_files_and_bytes() {
        let batch = |sizes: &[u64]| bounded_batch(sizes.iter().copied(), 3);
        assert_eq!(batch(&[]), None);
        assert_eq!(batch(&[1, 2, 3, 4, 5]), Some(3));
        assert_eq!(batch(&[BATCH_BYTES * 2, 1]), Some(1), "a large one alone");
        assert_eq!(batch(&[BATCH_BYTES - 1, 1, 1]), Some(2));
    }

    #[test]
    fn a_fault_in_one_file_leaves_the_others() {
        isolate::install_hook();
        let folder = tempfile::tempdir().expect("a folder");
        let paths: Vec<PathBuf> = ["a", "b", "c"].map(|name| folder.path().join(name).with_extension("debate")).into();
        for (path, text) in paths.iter().zip(["Choi 21", "é", "TASS"]) {
            fs::write(path, text).expect("written");
        }
        let inputs = Inputs { paths, stdin: false, stdin_filename: None };
        let mut taken = Vec::new();
        let work = |input: &Input| input.decoded.text.get(1..).expect("a fault").to_owned();
        let outcome = for_each(&inputs, work, |done| {
            taken.push(done);
            Ok(())
        });
        assert_eq!(
            (outcome.expect("nothing is written"), taken),
            (Outcome::Failure, vec!["hoi 21".into(), "ASS".into()])
        );
    }
}
