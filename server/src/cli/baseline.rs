//! A baseline: the problems that a folder has today, so that `check` reports only new ones.
//!
//! A problem is known by its file and its [`Fingerprint`], and new again if the words that are underlined change. Files are
//! named from the folder of the baseline, so it does not matter from where `check` runs.

use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::counts::Counts;
use super::fingerprint::{self, Fingerprint};
use crate::evidence::brief::Brief;
use crate::lint::Finding;
use crate::settings::bounded;

/// How large a baseline may be, in bytes: of a million problems.
const LIMIT: u64 = 256 << 20;
const VERSION: u32 = 1;

/// Problems, by how often each is known.
#[derive(Debug)]
pub(super) struct Baseline {
    /// The folder from which files are named.
    folder: PathBuf,
    problems: Mutex<Counts<Problem>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Problem {
    file: String,
    rule: String,
    /// Of the quoted text of the card and the underlined words, in hexadecimal digits.
    hash: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Line {
    #[serde(flatten)]
    problem: Problem,
    count: u32,
}

#[derive(Debug, Deserialize)]
struct Content {
    version: u32,
    problems: Vec<Line>,
}

impl Baseline {
    /// An empty one, to be written to `file`.
    pub(super) fn new(file: &Path) -> Self {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let folder = file.parent().map_or_else(PathBuf::new, real);
        Self { folder, problems: Mutex::default() }
    }

    /// Reads one.
    ///
    /// # Errors
    /// Why it cannot be read, and what to do.
    pub(super) fn read(file: &Path) -> Result<Self, String> {
        let name = file.display();
        let bytes = bounded::read(file, LIMIT).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => format!("{name}: no such baseline; make it with --write-baseline {name}"),
            _ => format!("{name}: {error}"),
        })?;
        let advice = format!("make it anew with --write-baseline {name}");
        let content: Content =
            serde_json::from_slice(&bytes).map_err(|error| format!("{name}: no baseline ({error}); {advice}"))?;
        if content.version != VERSION {
            return Err(format!("{name}: a baseline of another version of debate-ls; {advice}"));
        }
        let baseline = Self::new(file);
        let mut problems = Counts::default();
        content.problems.into_iter().for_each(|Line { problem, count }| problems.add(problem, count));
        Ok(Self { problems: Mutex::new(problems), ..baseline })
    }

    /// Removes those of `findings` that are known, each as often as it is, and returns how many these are.
    pub(super) fn take_known(&self, path: &Path, brief: &Brief, text: &str, findings: &mut Vec<Finding>) -> u32 {
        let file = self.name(path);
        let before = findings.len();
        let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        findings.retain(|finding| !problems.take(&problem(&file, brief, text, finding)));
        u32::try_from(before - findings.len()).unwrap_or(u32::MAX)
    }

    /// Adds problems.
    pub(super) fn add(&self, path: &Path, brief: &Brief, text: &str, findings: &[Finding]) {
        let file = self.name(path);
        let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        findings.iter().for_each(|finding| problems.add(problem(&file, brief, text, finding), 1));
    }

    /// How many problems it has; after [`Baseline::take_known`], those that were not found.
    pub(super) fn len(&self) -> u32 {
        self.problems.lock().unwrap_or_else(PoisonError::into_inner).total()
    }

    /// Writes it to `file`, whole or not at all: one line for each problem, sorted.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(super) fn write(&self, file: &Path) -> io::Result<()> {
        let problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines = Vec::new();
        for (problem, count) in problems.iter() {
            lines.push(serde_json::to_string(&Line { problem: problem.clone(), count: *count })?);
        }
        let content = format!("{{\"version\": {VERSION}, \"problems\": [\n{}\n]}}\n", lines.join(",\n"));
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut written = tempfile::Builder::new().prefix(".debate-ls-").tempfile_in(folder)?;
        written.write_all(content.as_bytes())?;
        #[cfg(unix)]
        {
            // As any file that somebody writes, not one for the user alone.
            use std::os::unix::fs::PermissionsExt;
            written.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
        }
        written.persist(file)?;
        Ok(())
    }

    /// A file’s name from the folder of the baseline, with forward slashes.
    fn name(&self, path: &Path) -> String {
        let path = real(path);
        let above = self.folder.ancestors().position(|folder| path.starts_with(folder));
        let common = above.and_then(|above| self.folder.ancestors().nth(above));
        let Some((above, rest)) = above.zip(common.and_then(|common| path.strip_prefix(common).ok())) else {
            return path.to_string_lossy().into_owned();
        };
        let names = rest.components().map(|component| match component {
            Component::Normal(name) => name.to_string_lossy().into_owned(),
            other => other.as_os_str().to_string_lossy().into_owned(),
        });
        std::iter::repeat_n("..".to_owned(), above).chain(names).collect::<Vec<_>>().join("/")
    }
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

fn problem(file: &str, brief: &Brief, text: &str, finding: &Finding) -> Problem {
    let Fingerprint { rule, all, .. } = fingerprint::of(finding, brief, text);
    Problem { file: file.to_owned(), rule: rule.to_owned(), hash: format!("{all:016x}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::parse;
    use crate::lint::{Settings, engine};

    const TEXT: &str = "#### Talks fail\n\nMarsh, The Hill, 9-2\n\nThe talks are off, officials said on Monday.\n\n\
        #### Talks fail\n\nMarsh, The Hill, 9-2\n\nThe talks are off, officials said on Monday.\n";

    fn found(text: &str) -> (Brief, Vec<Finding>) {
        let brief = parse::brief(text, &Default::default());
        let findings = engine::findings(&brief, text, &Settings::default(), jiff::civil::date(2026, 9, 1));
        (brief, findings)
    }

    /// How many findings of `text` are new to a baseline of [`TEXT`].
    fn new(text: &str) -> usize {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, path) = (folder.path().join("baseline.json"), folder.path().join("a.debate"));
        let (brief, findings) = found(TEXT);
        assert!(findings.len() > 3, "{findings:?}");
        let baseline = Baseline::new(&file);
        baseline.add(&path, &brief, TEXT, &findings);
        baseline.write(&file).expect("written");
        let baseline = Baseline::read(&file).expect("a baseline");
        let (brief, mut findings) = found(text);
        baseline.take_known(&path, &brief, text, &mut findings);
        findings.len()
    }

    #[test]
    fn a_known_problem_stays_known_where_it_moves() {
        assert_eq!(new(TEXT), 0);
        assert_eq!(new(&format!("# Neg\n\n### AT: Heg\n\n{TEXT}")), 0);
        assert_eq!(new(&TEXT.replacen("officials said", "__officials__\nsaid", 1)), 0, "cut and wrapped otherwise");
        assert!(new(&format!("{TEXT}\n{}", &TEXT[..TEXT.len() / 2])) > 0, "the same once more");
        assert!(new(&TEXT.replacen("Marsh, The Hill, 9-2", "Marsh, The Hill, 9-3", 1)) > 0);
    }

    #[test]
    fn files_are_named_from_the_folder_of_the_baseline() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("team/ci")).expect("made");
        let name =
            |baseline: &str, path: &str| Baseline::new(&folder.path().join(baseline)).name(&folder.path().join(path));
        assert_eq!(name("team/baseline.json", "team/neg/a.debate"), "neg/a.debate");
        assert_eq!(name("team/ci/baseline.json", "team/a.debate"), "../a.debate");
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("baseline.json");
        let problem = |content: &str| {
            fs::write(&file, content).expect("written");
            Baseline::read(&file).expect_err("no baseline")
        };
        assert!(problem("[]").contains("no baseline"));
        assert!(problem("{\"version\": 9, \"problems\": []}").contains("another version"));
        fs::remove_file(&file).expect("removed");
        assert!(Baseline::read(&file).expect_err("none").contains("no such baseline; make it with --write-baseline"));
    }
}
