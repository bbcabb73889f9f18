//! Which files a command reads, and reading them. What cannot be read is told at once, on stderr, and the
//! rest goes on.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::{Inputs, Outcome, output};
use crate::text::decode::{self, Decoded};
use crate::workspace::files;

/// One file's text, or standard input's.
#[derive(Debug)]
pub(super) struct Input {
    /// As the user named it, or as the folder's walk found it.
    pub(super) name: String,
    /// What it says, and how its bytes were read.
    pub(super) decoded: Decoded,
}

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Stdin(String),
    /// Named by the user: must be a brief.
    Named(PathBuf),
    /// Met in a folder: passed over where it is none.
    Met(PathBuf),
}

impl Source {
    /// What it is called in reports.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin(name) => name.clone(),
            Self::Named(path) | Self::Met(path) => path.display().to_string(),
        }
    }
}

/// Reads one input after the other and hands each on. What cannot be read is told on stderr, and the rest goes on.
pub(super) fn for_each(inputs: &Inputs, mut take: impl FnMut(Input) -> io::Result<()>) -> io::Result<Outcome> {
    let (sources, missing) = sources(inputs);
    let mut outcome = if missing { Outcome::Trouble } else { Outcome::Clean };
    for source in &sources {
        match read(source) {
            Ok(Some(input)) => take(input)?,
            Ok(None) => {}
            Err(problem) => {
                outcome = Outcome::Trouble;
                output::err(&problem);
            }
        }
    }
    Ok(outcome)
}

/// Everything to be read, in the order of the arguments, each file once; and whether something that the user
/// named is not there.
pub(super) fn sources(inputs: &Inputs) -> (Vec<Source>, bool) {
    let mut sources = Vec::new();
    let mut trouble = false;
    let stdin = || Source::Stdin(inputs.stdin_filename.clone().unwrap_or_else(|| "<stdin>".to_owned()));
    if inputs.stdin {
        sources.push(stdin());
    }
    for path in &inputs.paths {
        if path.as_os_str() == "-" {
            sources.push(stdin());
        } else if path.is_dir() {
            let met = files::briefs_below(path, |problem| {
                trouble = true;
                output::err(&problem);
            });
            if met.is_empty() {
                trouble = true;
                output::err(&format!(
                    "{}: no briefs in this folder (files that end in {}); name a file to read it whatever its ending",
                    path.display(),
                    files::endings()
                ));
            }
            sources.extend(met.into_iter().map(Source::Met));
        } else {
            sources.push(Source::Named(path.clone()));
        }
    }
    let mut seen = std::collections::HashSet::new();
    // One file under two names (`./a.debate`, a link) would be told of twice, and mended by two at once.
    sources.retain(|source| match source {
        Source::Named(path) | Source::Met(path) => seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
        Source::Stdin(name) => seen.insert(PathBuf::from(format!("-\0{name}"))),
    });
    (sources, trouble)
}

/// Reads one source. `Ok(None)`: it is no text and nobody asked for it by name.
///
/// # Errors
/// Says what cannot be read, and what to do.
pub(super) fn read(source: &Source) -> Result<Option<Input>, String> {
    let name = source.name();
    let bytes = match source {
        Source::Stdin(_) => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map_err(|error| format!("standard input: {error}"))?;
            bytes
        }
        Source::Named(path) | Source::Met(path) => read_file(path)?,
    };
    match decode::decode(&bytes) {
        Some(decoded) => Ok(Some(Input { name, decoded })),
        None if matches!(source, Source::Met(_)) => Ok(None),
        None => Err(format!("{name}: not a text file{}", advice(&name))),
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "you may not read this file".to_owned(),
            _ => error.to_string(),
        };
        format!("{}: {reason}", path.display())
    })
}

fn advice(name: &str) -> &'static str {
    if name.ends_with(".docx") || name.ends_with(".doc") {
        "; in Word, save the file as plain text first"
    } else {
        "; debate-ls reads briefs that are plain text"
    }
}
