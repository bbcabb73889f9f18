//! Files as they were at a Git revision: in one repository or in several. A library reads the repositories: no program is
//! started, nothing is fetched, and nothing is written.
//!
//! The revision is compared at the point where the current branch left it, so that what others have changed on `main`
//! since then does not count as a change of this branch.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use git2::{Commit, ErrorCode, ObjectType, Oid, Repository};

use super::lfs_pointer;
use crate::index::discovery::LARGEST_BRIEF;
use crate::settings::bounded;

/// How many entries of a repository’s folders are read to find the files that are gone.
const MAX_ENTRIES: u32 = 1 << 20;
/// How long the path of a file can be on disk, in bytes. A repository can hold longer ones.
const LONGEST_PATH: usize = 4096;

/// A revision, and the repositories of the files that are compared with it.
pub struct Revision {
    name: String,
    work_trees: Vec<WorkTree>,
    /// The number of each folder’s work tree.
    folders: HashMap<PathBuf, usize>,
    /// What of it is not known, for people.
    pub notes: Vec<String>,
}

/// The files of a repository on disk.
struct WorkTree {
    repository: Mutex<Repository>,
    /// Its real path.
    folder: PathBuf,
    /// Its files at the revision; `None` if it was not there.
    tree: Option<Oid>,
}

/// A file as it was.
#[derive(Clone, Copy, Debug)]
pub struct OldFile {
    work_tree: usize,
    blob: Oid,
}

impl OldFile {
    /// Whether these were its bytes.
    pub fn has_bytes(&self, bytes: &[u8]) -> bool {
        Oid::hash_object(ObjectType::Blob, bytes).is_ok_and(|id| id == self.blob)
    }
}

impl Revision {
    /// The revision of that name in the repositories of these files, which need not exist.
    ///
    /// # Errors
    /// If a file is in no repository, a repository cannot be read, or it has no such revision: which, and what to do.
    pub fn of_files<'a>(name: &str, files: impl IntoIterator<Item = &'a Path>) -> Result<Self, String> {
        if name.is_empty() {
            return Err("--since has no revision; name a branch, a tag or a commit".to_owned());
        }
        read_partial_clones();
        let mut revision =
            Self { name: name.to_owned(), work_trees: Vec::new(), folders: HashMap::new(), notes: Vec::new() };
        for file in files {
            revision.add(&real_folder(file))?;
        }
        Ok(revision)
    }

    /// The file at that path as it was; `None` if it was not there, or was a link.
    pub fn old_file(&self, path: &Path) -> Option<OldFile> {
        let folder = real_folder(path);
        let number = *self.folders.get(&folder)?;
        // The file of a link that the user named.
        let path = fs::canonicalize(path).ok().or_else(|| Some(folder.join(path.file_name()?)))?;
        let work_tree = &self.work_trees[number];
        let repository = work_tree.lock();
        let tree = repository.find_tree(work_tree.tree?).ok()?;
        let entry = tree.get_path(path.strip_prefix(&work_tree.folder).ok()?).ok()?;
        is_file(entry.filemode()).then(|| OldFile { work_tree: number, blob: entry.id() })
    }

    /// The files that were there and are not on disk any more, with their paths on disk, as far as `is_wanted`. Hidden ones
    /// are left out.
    pub fn gone_files(&mut self, is_wanted: impl Fn(&Path) -> bool) -> Vec<(PathBuf, OldFile)> {
        let mut gone = Vec::new();
        for (number, work_tree) in self.work_trees.iter().enumerate() {
            let repository = work_tree.lock();
            let mut entries = 0;
            let mut folders: Vec<(PathBuf, Oid)> =
                work_tree.tree.iter().map(|tree| (work_tree.folder.clone(), *tree)).collect();
            while let Some((folder, tree)) = folders.pop() {
                let Ok(tree) = repository.find_tree(tree) else { continue };
                for entry in &tree {
                    entries += 1;
                    let Some(name) = file_name(entry.name_bytes()) else { continue };
                    let path = folder.join(name);
                    if path.as_os_str().len() > LONGEST_PATH {
                        continue;
                    } else if entry.kind() == Some(ObjectType::Tree) {
                        folders.push((path, entry.id()));
                    } else if is_file(entry.filemode()) && is_wanted(&path) && !is_on_disk(&path) {
                        gone.push((path, OldFile { work_tree: number, blob: entry.id() }));
                    }
                }
                if entries > MAX_ENTRIES {
                    let (folder, name) = (work_tree.folder.display(), &self.name);
                    self.notes.push(format!(
                        "{folder}: more than {MAX_ENTRIES} files at {name}; problems in files that moved count as new"
                    ));
                    break;
                }
            }
        }
        gone
    }

    /// What a file held.
    ///
    /// # Errors
    /// Why that is not known.
    pub fn content(&self, old: OldFile) -> Result<Vec<u8>, String> {
        let repository = self.work_trees[old.work_tree].lock();
        let reason = |error: git2::Error| match error.code() {
            ErrorCode::NotFound => "not in this clone".to_owned(),
            _ => error.message().to_owned(),
        };
        let (size, _) = repository.odb().and_then(|objects| objects.read_header(old.blob)).map_err(reason)?;
        if u64::try_from(size).is_ok_and(|size| size > LARGEST_BRIEF) {
            return Err(bounded::too_large(LARGEST_BRIEF).to_string());
        }
        let bytes = repository.find_blob(old.blob).map_err(reason)?.content().to_vec();
        match lfs_pointer::object(&bytes) {
            None => Ok(bytes),
            Some(object) => bounded::read(&repository.commondir().join(object), LARGEST_BRIEF)
                .map_err(|_| "in Git LFS, and not on this machine".to_owned()),
        }
    }

    /// Adds the repository of a folder, and returns its number.
    fn add(&mut self, folder: &Path) -> Result<usize, String> {
        if let Some(number) = self.folders.get(folder) {
            return Ok(*number);
        }
        let repository = open(folder)?;
        let Some(top) = repository.workdir().and_then(|top| fs::canonicalize(top).ok()) else {
            let place = repository.path().display();
            return Err(format!("{place}: a bare Git repository has no files; name files of a work tree"));
        };
        let number = match self.work_trees.iter().position(|known| known.folder == top) {
            Some(number) => number,
            None => {
                let tree = match self.as_submodule(&repository, &top)? {
                    Some(submodule) => submodule.tree,
                    None => {
                        let (tree, note) = tree_at(&repository, &self.name, &top)?;
                        self.notes.extend(note);
                        Some(tree)
                    }
                };
                self.work_trees.push(WorkTree { repository: Mutex::new(repository), folder: top, tree });
                self.work_trees.len() - 1
            }
        };
        self.folders.insert(folder.to_owned(), number);
        Ok(number)
    }

    /// What a submodule was at the revision of the repository that it is in, where it may have no such revision itself.
    /// `None` if this is not a submodule.
    fn as_submodule(&mut self, repository: &Repository, top: &Path) -> Result<Option<Submodule>, String> {
        let Some(above) = top.parent() else { return Ok(None) };
        let is_inside = |outer: Repository| repository.path().starts_with(outer.commondir());
        if repository.is_worktree() || !discover(above).is_ok_and(is_inside) {
            return Ok(None);
        }
        let outer = self.add(above)?;
        let outer = &self.work_trees[outer];
        let commit = outer.tree.and_then(|tree| {
            let repository = outer.lock();
            let entry = repository.find_tree(tree).ok()?.get_path(top.strip_prefix(&outer.folder).ok()?).ok()?;
            (entry.kind() == Some(ObjectType::Commit)).then(|| entry.id())
        });
        let tree = commit.and_then(|commit| Some(repository.find_commit(commit).ok()?.tree_id()));
        if commit.is_some() && tree.is_none() {
            let (top, name) = (top.display(), &self.name);
            self.notes.push(format!(
                "{top}: what this submodule was at {name} is not in this clone; its problems count as new"
            ));
        }
        Ok(Some(Submodule { tree }))
    }
}

struct Submodule {
    tree: Option<Oid>,
}

impl WorkTree {
    fn lock(&self) -> MutexGuard<'_, Repository> {
        self.repository.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets libgit2 read a clone that has only some objects, as `actions/checkout` makes it for a sparse checkout. Those that are
/// missing are not fetched.
fn read_partial_clones() {
    // A copy of the list is set, before any repository is open. If that fails, such a clone is an error when it is opened.
    #[expect(unsafe_code, reason = "the list is one for the whole process")]
    let _ = unsafe { git2::opts::set_extensions(&["partialclone"]) };
}

/// The repository of a folder with this real path, which begins with `\\?\` on Windows; libgit2 does not know that.
fn discover(folder: &Path) -> Result<Repository, git2::Error> {
    let plain = folder.to_str().and_then(|path| path.strip_prefix(r"\\?\"));
    Repository::discover(plain.map_or(folder, Path::new))
}

fn open(folder: &Path) -> Result<Repository, String> {
    discover(folder).map_err(|error| {
        let top = folder.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(folder).display();
        match error.code() {
            ErrorCode::NotFound => format!("{top}: not in a Git repository; use --baseline instead of --since"),
            ErrorCode::Owner => format!(
                "{top}: this Git repository belongs to another user; if you trust it, run: \
                 git config --global --add safe.directory {top}"
            ),
            _ => {
                let problem = error.message();
                format!("{top}: this Git repository cannot be read ({problem}); use --baseline instead of --since")
            }
        }
    })
}

/// The files at the commit where the current branch left the revision of that name; and, if there is no such commit, a
/// note that says so: the files are then those of the revision itself.
fn tree_at(repository: &Repository, name: &str, top: &Path) -> Result<(Oid, Option<String>), String> {
    let found = repository.revparse_single(name).and_then(|object| match object.as_tree() {
        // Of a commit, as in `v1^{tree}`; `HEAD:folder` is only a part of one.
        Some(tree) if !name.contains(':') => Ok((tree.id(), None)),
        _ => object.peel_to_commit().and_then(|commit| tree_before(repository, &commit, name, top)),
    });
    found.map_err(|error| {
        let top = top.display();
        let is_unborn = repository.head().is_err_and(|error| error.code() == ErrorCode::UnbornBranch);
        if error.code() == ErrorCode::Ambiguous {
            format!("{name}: more than one revision of {top} has this name; write more of it")
        } else if matches!(error.code(), ErrorCode::Peel | ErrorCode::InvalidSpec)
            && repository.revparse_single(name).is_ok()
        {
            format!("{name}: a file or a folder of {top}, and no commit; name a branch, a tag or a commit")
        } else if repository.is_shallow() {
            format!(
                "{name}: no such revision in {top}, which is a shallow clone; fetch more of it: fetch-depth: 0 in \
                 actions/checkout, git fetch --unshallow elsewhere"
            )
        } else if is_unborn {
            format!("{name}: no such revision in {top}, which has no commit yet; commit first")
        } else {
            format!("{name}: no such revision in {top}; name a branch, a tag or a commit")
        }
    })
}

fn tree_before(
    repository: &Repository,
    commit: &Commit<'_>,
    name: &str,
    top: &Path,
) -> Result<(Oid, Option<String>), git2::Error> {
    let head = match repository.head().and_then(|head| head.peel_to_commit()) {
        Ok(head) => head,
        Err(error) if error.code() == ErrorCode::UnbornBranch => return Ok((commit.tree_id(), None)),
        Err(error) => return Err(error),
    };
    let base = repository.merge_base(commit.id(), head.id()).and_then(|base| repository.find_commit(base));
    if let Ok(base) = base {
        return Ok((base.tree_id(), None));
    }
    let more = if repository.is_shallow() { "; in this shallow clone, fetch more of both" } else { "" };
    let top = top.display();
    let note = format!("{name}: compared as it is, because it has no commit in common with HEAD in {top}{more}");
    Ok((commit.tree_id(), Some(note)))
}

/// The real path of the folder that a file is in; of one that does not exist, of the nearest folder above it that does.
fn real_folder(file: &Path) -> PathBuf {
    if let Some(folder) = fs::canonicalize(file).ok().as_deref().and_then(Path::parent) {
        return folder.to_owned();
    }
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    file.ancestors().skip(1).find_map(|folder| fs::canonicalize(folder).ok()).unwrap_or_default()
}

/// Whether there is a file, and not a link or a folder in its place.
fn is_on_disk(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// Whether an entry of this mode is a file, and not a link or a submodule.
fn is_file(mode: i32) -> bool {
    mode & 0o170_000 == 0o100_000
}

/// The name of an entry, if it can be one of a file that is not hidden.
fn file_name(bytes: &[u8]) -> Option<OsString> {
    #[cfg(unix)]
    let name: &OsStr = std::os::unix::ffi::OsStrExt::from_bytes(bytes);
    #[cfg(not(unix))]
    let name: &OsStr = std::str::from_utf8(bytes).ok()?.as_ref();
    let is_one_name = Path::new(name).file_name() == Some(name);
    (is_one_name && !bytes.starts_with(b".")).then(|| name.to_owned())
}
