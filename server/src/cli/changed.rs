//! `check --since`: which files have changed since a Git revision, with what is not committed yet.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::input::Source;

/// Those of `sources` that have changed since the revision. Standard input always counts as changed.
///
/// # Errors
/// Without Git, outside of its repositories, or if Git does not know the revision.
pub(super) fn changed_since(sources: Vec<Source>, revision: &str) -> Result<Vec<Source>, String> {
    let mut known: Vec<Repository> = Vec::new();
    let mut changed = Vec::new();
    for source in sources {
        if let Source::Named(path) | Source::Found(path) = &source {
            // A file that is not there is reported when it is read.
            if let Ok(path) = fs::canonicalize(path) {
                let repository = match known.iter().position(|known| path.starts_with(&known.top)) {
                    Some(number) => &known[number],
                    None => {
                        known.push(Repository::of(&path, revision)?);
                        &known[known.len() - 1]
                    }
                };
                if !repository.changed.contains(&path) {
                    continue;
                }
            }
        }
        changed.push(source);
    }
    Ok(changed)
}

/// A work tree, and the files in it that have changed.
struct Repository {
    top: PathBuf,
    changed: HashSet<PathBuf>,
}

impl Repository {
    fn of(file: &Path, revision: &str) -> Result<Self, String> {
        let folder = file.parent().unwrap_or(file);
        let top = git(folder, &["rev-parse", "--show-toplevel"]).map_err(|problem| match problem {
            Problem::NotInstalled => problem.to_string(),
            Problem::Failed(_) => format!("{}: not in a Git repository, and --since needs one", folder.display()),
        })?;
        let top = fs::canonicalize(path(top.trim_ascii_end())).unwrap_or_else(|_| folder.to_owned());
        // Git would take it for an option.
        if revision.starts_with('-') {
            return Err(format!("{revision}: no revision; name a commit, a branch or a tag"));
        }
        let diff = ["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", revision, "--"];
        let mut names = git(&top, &diff).map_err(|problem| match problem {
            Problem::Failed(reason) => {
                format!("{revision}: no revision that Git knows here; name a commit, a branch or a tag ({reason})")
            }
            Problem::NotInstalled => problem.to_string(),
        })?;
        let new = git(&top, &["ls-files", "--others", "--exclude-standard", "-z"]);
        names.extend(new.map_err(|problem| problem.to_string())?);
        let files = names.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        let changed = files.map(|name| top.join(path(name))).filter_map(|file| fs::canonicalize(file).ok()).collect();
        Ok(Self { top, changed })
    }
}

#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error("--since needs Git, which is not installed")]
    NotInstalled,
    /// What Git says.
    #[error("Git failed: {0}")]
    Failed(String),
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Problem> {
    let mut command = Command::new("git");
    // A repository may name a program that Git runs for this.
    command.arg("-C").arg(folder).args(["-c", "core.fsmonitor=false"]).args(arguments);
    let output = command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Problem::NotInstalled,
        _ => Problem::Failed(error.to_string()),
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let reason = String::from_utf8_lossy(&output.stderr);
    Err(Problem::Failed(reason.lines().next().unwrap_or("no reason given").to_owned()))
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> &Path {
    Path::new(<OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> &Path {
    Path::new(OsStr::new(std::str::from_utf8(bytes).unwrap_or_default()))
}
