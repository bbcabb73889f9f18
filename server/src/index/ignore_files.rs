//! What `.gitignore`, `.ignore`, `.git/info/exclude` and Git's own `core.excludesFile` leave out of a folder.
//!
//! The `ignore` crate reads these files without a bound: a `.gitignore` that is a named pipe would block it, a link to
//! `/dev/zero` would take all memory. So its matchers are filled here, from regular files of a bounded size, in the crate's
//! own order: the innermost file with a matching pattern counts, `.ignore` before `.gitignore` before `info/exclude` before
//! Git's settings.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, gitconfig_excludes_path};

use crate::settings::bounded;

/// How large a file of patterns may be: ten times as large as the largest published collections.
const LIMIT: u64 = 256 << 10;
/// How many patterns it may have: each takes some hundred bytes of memory.
const MAX_PATTERNS: usize = 10_000;

/// The patterns for all folders below one, read when a folder is entered.
#[derive(Debug)]
pub(super) struct IgnoreFiles {
    global: Gitignore,
    folders: Mutex<HashMap<PathBuf, Option<Arc<Level>>>>,
    problems: Mutex<Vec<String>>,
}

/// The patterns of one folder, and those of the nearest one above it that has any.
#[derive(Debug)]
struct Level {
    /// In their order: the first with a matching pattern counts.
    own: [Gitignore; 3],
    above: Option<Arc<Level>>,
}

impl IgnoreFiles {
    /// Reads the patterns that apply everywhere.
    pub(super) fn new() -> Self {
        let mut files = Self { global: Gitignore::empty(), folders: Mutex::default(), problems: Mutex::default() };
        files.global = files.read_global();
        files
    }

    /// Whether `path`, which is absolute, is ignored.
    pub(super) fn ignores(&self, path: &Path, is_folder: bool) -> bool {
        let innermost = path.parent().and_then(|folder| self.level(folder));
        let mut matches: [Match<()>; 3] = [Match::None, Match::None, Match::None];
        let mut level = innermost.as_deref();
        while let Some(Level { own, above }) = level {
            for (found, patterns) in matches.iter_mut().zip(own).filter(|(found, _)| found.is_none()) {
                *found = patterns.matched(path, is_folder).map(|_| ());
            }
            level = above.as_deref();
        }
        let [ignore, git, exclude] = matches;
        let global = self.global.matched(path, is_folder).map(|_| ());
        ignore.or(git).or(exclude).or(global).is_ignore()
    }

    /// What could not be read since the last call.
    pub(super) fn take_problems(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.problems))
    }

    fn level(&self, folder: &Path) -> Option<Arc<Level>> {
        if let Some(level) = lock(&self.folders).get(folder) {
            return level.clone();
        }
        let above = folder.parent().and_then(|parent| self.level(parent));
        let own = [
            self.patterns(folder, &folder.join(".ignore")),
            self.patterns(folder, &folder.join(".gitignore")),
            self.git_folder(folder)
                .map_or_else(Gitignore::empty, |git| self.patterns(folder, &git.join("info/exclude"))),
        ];
        let level = if own.iter().all(Gitignore::is_empty) { above } else { Some(Arc::new(Level { own, above })) };
        lock(&self.folders).insert(folder.to_owned(), level.clone());
        level
    }

    /// Git's folder for the repository with the top `folder`. In an additional work tree, `.git` is a file that says where
    /// it is (gitrepository-layout(5)).
    fn git_folder(&self, folder: &Path) -> Option<PathBuf> {
        let git = folder.join(".git");
        if !git.is_file() {
            return Some(git);
        }
        let first_line = |file: &Path| Some(self.text(file)?.lines().next()?.trim().to_owned());
        let here = first_line(&git)?.strip_prefix("gitdir:").map(|path| folder.join(path.trim()))?;
        let common = here.join("commondir");
        if common.is_file() { Some(here.join(first_line(&common)?)) } else { Some(here) }
    }

    /// The patterns in `file`, relative to `folder`; none if it does not exist.
    fn patterns(&self, folder: &Path, file: &Path) -> Gitignore {
        let Some(text) = self.text(file) else { return Gitignore::empty() };
        if text.lines().count() > MAX_PATTERNS {
            self.report(file, &io::Error::other(format!("more than {MAX_PATTERNS} lines")));
            return Gitignore::empty();
        }
        let mut patterns = GitignoreBuilder::new(folder);
        for line in text.trim_start_matches('\u{feff}').lines() {
            // An invalid pattern ignores nothing, as in Git.
            let _ = patterns.add_line(None, line);
        }
        patterns.build().unwrap_or_else(|error| {
            self.report(file, &io::Error::other(error));
            Gitignore::empty()
        })
    }

    fn read_global(&self) -> Gitignore {
        // The crate reads the file's name from Git's settings, so they must be readable.
        if !git_settings().iter().all(|settings| self.is_readable(settings)) {
            return Gitignore::empty();
        }
        let folder = std::env::current_dir().unwrap_or_default();
        gitconfig_excludes_path().map_or_else(Gitignore::empty, |file| self.patterns(&folder, &file))
    }

    fn is_readable(&self, file: &Path) -> bool {
        self.text(file).is_some() || !file.exists()
    }

    /// A file's text, with bytes that are not UTF-8 replaced. `None` if it does not exist, or cannot be read, which is
    /// reported.
    fn text(&self, file: &Path) -> Option<String> {
        match bounded::read(file, LIMIT) {
            Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) => {
                // Git skips a folder with that name, too.
                if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) && !file.is_dir() {
                    self.report(file, &error);
                }
                None
            }
        }
    }

    fn report(&self, file: &Path, error: &io::Error) {
        lock(&self.problems).push(format!("{}: {error}; ignored", file.display()));
    }
}

/// The files with Git's settings for the user and the machine, as the crate looks for them.
fn git_settings() -> Vec<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let below = |folder: Option<PathBuf>, file: &str| folder.map(|folder| folder.join(file));
    let home = std::env::home_dir();
    let settings = variable("XDG_CONFIG_HOME").or_else(|| below(home.clone(), ".config"));
    let system = variable("GIT_CONFIG_SYSTEM").unwrap_or_else(|| PathBuf::from(OsString::from("/etc/gitconfig")));
    [variable("GIT_CONFIG_GLOBAL"), below(home, ".gitconfig"), below(settings, "git/config"), Some(system)]
        .into_iter()
        .flatten()
        .collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
