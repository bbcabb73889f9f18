//! The commands `debate-ls.import` and `debate-ls.export`: the same as on the command line, with progress. No file takes
//! the place of another unless the client says so, which asks its user first. A brief that is open is exported as the
//! client has it.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tokio::runtime::Handle;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::Url;

use super::progress;
use super::server::Server;
use super::word_uri::path_of;
use crate::docx::from_card_text::Extent;
use crate::files::conversion::{self, Converted, Direction};
use crate::files::plan::{self, Job};
use crate::files::{content, new_file, replace};
use crate::text::{Span, Text};

/// The argument of the commands.
#[derive(Debug, Deserialize)]
pub(super) struct ConvertParams {
    /// Files and folders.
    uris: Vec<Url>,
    /// A folder, or of one file a file. Without it, new files are beside the old ones.
    out: Option<Url>,
    /// Whether to replace files that exist.
    #[serde(default)]
    overwrite: bool,
    /// What an export leaves out.
    #[serde(default)]
    extent: ExtentName,
}

/// The extents of an export, named as on the command line.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ExtentName {
    #[default]
    All,
    Send,
    Read,
}

/// What became of the files.
#[derive(Debug, Default, Serialize)]
pub(super) struct ConvertResult {
    /// The files that were written, in the order of their folders.
    written: Vec<Url>,
    /// Those that exist and were left as they are.
    existing: Vec<Url>,
    /// What was not carried over, a line each, with the file's name.
    notes: Vec<String>,
    /// What could not be converted, and why, a line each.
    problems: Vec<String>,
}

/// The texts of the briefs that the client has open, by their paths.
type OpenBriefs = HashMap<PathBuf, Text>;

/// What became of one file.
enum Outcome {
    /// It was written, and this was not carried over.
    Written(Vec<String>),
    /// It is there already.
    Exists,
    /// It was not converted, and why.
    Failed(String),
    Canceled,
}

/// Converts the files, on a thread that may block. Canceling the request stops it before the next file.
///
/// # Errors
/// If a URI is not that of a file on this computer.
pub(super) async fn convert(server: &Server, params: ConvertParams, direction: Direction) -> Result<ConvertResult> {
    let ConvertParams { uris, out, overwrite, extent } = params;
    let path = |uri: &Url| {
        path_of(uri).ok_or_else(|| Error::invalid_params(format!("{uri}: not a file on this computer. Save it first.")))
    };
    let paths: Vec<PathBuf> = uris.iter().map(path).collect::<Result<_>>()?;
    let out = out.as_ref().map(path).transpose()?;
    let open: OpenBriefs = match direction {
        Direction::Import => OpenBriefs::new(),
        Direction::Export => {
            let open = server.documents().into_iter();
            open.filter_map(|open| Some((open.uri.to_file_path().ok()?, open.document.text()))).collect()
        }
    };
    let (server, runtime) = (server.clone(), Handle::current());
    let background = server.clone();
    server
        .in_background(move |is_canceled| {
            let _runtime = runtime.enter();
            let mut result = ConvertResult::default();
            let jobs = plan::jobs(&paths, out.as_deref(), direction, |problem| result.problems.push(problem));
            let title = match direction {
                Direction::Import => "Importing Word files",
                Direction::Export => "Exporting Word files",
            };
            let bar = progress::files(&background, title);
            let done = AtomicUsize::new(0);
            let convert = |job: &Job| {
                let outcome = convert_one(job, overwrite, is_canceled, || match direction {
                    Direction::Import => conversion::import(&job.from),
                    Direction::Export => export(&background, &job.from, extent.into(), &open),
                });
                bar.send_replace((done.fetch_add(1, Ordering::Relaxed) + 1, jobs.len()));
                outcome
            };
            let outcomes: Vec<Outcome> = jobs.par_iter().map(convert).collect();
            for (job, outcome) in jobs.iter().zip(outcomes) {
                result.add(job, outcome);
            }
            Ok(result)
        })
        .await
}

/// Makes the new file of a job, if there is none or it may be replaced.
fn convert_one(
    job: &Job,
    overwrite: bool,
    is_canceled: &(dyn Fn() -> bool + Sync),
    convert: impl FnOnce() -> std::result::Result<Converted, String>,
) -> Outcome {
    let Some(to) = job.to.as_deref().filter(|_| !is_canceled()) else { return Outcome::Canceled };
    if !overwrite && to.exists() {
        return Outcome::Exists;
    }
    // The panic hook has written the panic itself to stderr.
    let converted = catch_unwind(AssertUnwindSafe(convert));
    let converted = converted.unwrap_or_else(|_| Err("debate-ls failed in this file; please report it".to_owned()));
    match converted.map(|Converted { bytes, notes }| (new_file::create(to, &bytes, overwrite), notes)) {
        Ok((Ok(()), notes)) => Outcome::Written(notes),
        Ok((Err(replace::Error::Exists), _)) => Outcome::Exists,
        Ok((Err(error), _)) => Outcome::Failed(error.to_string()),
        Err(problem) => Outcome::Failed(problem),
    }
}

fn export(server: &Server, path: &Path, extent: Extent, open: &OpenBriefs) -> std::result::Result<Converted, String> {
    let highlight = server.settings_resolver().settings(Some(path)).highlight_color;
    match open.get(path) {
        Some(text) => conversion::export(&text.slice(Span::new(0, text.len())), extent, highlight),
        None => conversion::export(&content::card_file(path)?.text, extent, highlight),
    }
}

impl ConvertResult {
    fn add(&mut self, job: &Job, outcome: Outcome) {
        let name = job.from.file_name().unwrap_or(job.from.as_os_str()).to_string_lossy();
        let to = || job.to.as_ref().and_then(|to| Url::from_file_path(to).ok());
        match outcome {
            Outcome::Written(notes) => {
                self.written.extend(to());
                self.notes.extend(notes.iter().map(|note| format!("{name}: {note}")));
            }
            Outcome::Exists => self.existing.extend(to()),
            Outcome::Failed(problem) => self.problems.push(format!("{name}: {problem}")),
            Outcome::Canceled => {}
        }
    }
}

impl From<ExtentName> for Extent {
    fn from(name: ExtentName) -> Self {
        match name {
            ExtentName::All => Self::All,
            ExtentName::Send => Self::Send,
            ExtentName::Read => Self::Read,
        }
    }
}
