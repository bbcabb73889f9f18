//! Which file becomes which. The tree of a folder is kept.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::conversion::Direction;
use crate::index::discovery;

/// A file, and the file that is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// What is read.
    pub from: PathBuf,
    /// What is written; `None` is standard output.
    pub to: Option<PathBuf>,
}

/// What becomes of files and folders, each file once. `out` is a folder, or of one file a file; `-` is standard output;
/// without it, new files are beside the old ones. What cannot be found goes to `problem`. Lock files of Word are passed
/// over.
pub fn jobs(paths: &[PathBuf], out: Option<&Path>, direction: Direction, mut problem: impl FnMut(String)) -> Vec<Job> {
    let ending = direction.ending();
    let mut jobs = Vec::new();
    let mut seen = HashSet::new();
    let mut add = |from: PathBuf, to: Option<PathBuf>| {
        if seen.insert(fs::canonicalize(&from).unwrap_or_else(|_| from.clone())) {
            jobs.push(Job { from, to });
        }
    };
    for path in paths {
        if path.is_dir() {
            let mut found = discovery::briefs_below(path, &mut problem);
            found.retain(|file| direction.takes(file));
            if found.is_empty() {
                problem(format!(
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
                Some(out) if paths.len() == 1 && is_file_name(out) => Some(out.to_owned()),
                Some(out) => Some(out.join(name.file_name().unwrap_or_default())),
                None => Some(name),
            };
            add(path.clone(), to);
        }
    }
    jobs
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
        let paths: Vec<PathBuf> = paths.iter().map(|path| folder.path().join(path)).collect();
        let out = out.map(|out| folder.path().join(out));
        let jobs = jobs(&paths, out.as_deref(), Direction::Import, |problem| panic!("{problem}"));
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
