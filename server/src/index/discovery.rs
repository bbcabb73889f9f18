//! Which files of a folder are briefs: card files and Word files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ignore_files::IgnoreFiles;

/// The endings of briefs, the canonical one first. A file with any name is read if the user names it.
pub const ENDINGS: [&str; 3] = ["debate", "brief", "cards"];

/// The ending of Word files, which are read like briefs.
pub const WORD_ENDING: &str = "docx";

/// How large a brief may be, in bytes: ten times the largest known one.
pub const LARGEST_BRIEF: u64 = 256 << 20;

/// The briefs and Word files below `folder`, sorted, without hidden files and what `.gitignore` ignores. Links to folders are not
/// followed, because they could form a circle. What cannot be read is passed to `problem`, with its path.
pub fn briefs_below(folder: &Path, mut problem: impl FnMut(String)) -> Vec<PathBuf> {
    let ignored = Arc::new(IgnoreFiles::new());
    let mut found = Vec::new();
    for entry in walk(folder, &ignored) {
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_file()) && is_read(entry.path()) {
                    found.push(entry.into_path());
                }
            }
            Err(error) => problem(error.to_string()),
        }
    }
    ignored.take_problems().into_iter().for_each(problem);
    found.sort();
    found
}

fn walk(folder: &Path, ignored: &Arc<IgnoreFiles>) -> ignore::Walk {
    let ignored = Arc::clone(ignored);
    let relative = folder.to_owned();
    let top = fs::canonicalize(folder).or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned());
    ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let below = entry.path().strip_prefix(&relative).unwrap_or(entry.path());
            !ignored.ignores(&top.join(below), is_folder)
        })
        .build()
}

/// Whether the file's name says that it can be read: a brief, or a Word file.
pub fn is_read(path: &Path) -> bool {
    is_brief(path) || (is_word(path) && !is_lock_file(path))
}

/// Whether the file's name says that it is a brief.
pub fn is_brief(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Whether the file's name says that it is a Word file.
pub fn is_word(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(WORD_ENDING))
}

/// Whether Word made the file to say that it has another one open: `~$aff.docx`.
pub fn is_lock_file(path: &Path) -> bool {
    is_word(path) && path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"~$"))
}

/// The endings, for a message: `.debate, .brief, .cards or .docx`.
pub fn endings() -> String {
    format!("{} or .{WORD_ENDING}", ENDINGS.map(|ending| format!(".{ending}")).join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a folder of these files, sorted.
    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            fs::write(file, text).expect("written");
        }
        let found = briefs_below(&folder.path().join("team"), |problem| panic!("{problem}"));
        let name = |file: &PathBuf| file.strip_prefix(folder.path().join("team")).expect("below").display().to_string();
        found.iter().map(name).collect()
    }

    #[test]
    fn word_files_are_found_and_their_lock_files_are_not() {
        assert_eq!(found(&[("team/a.DOCX", ""), ("team/~$a.docx", ""), ("team/b.doc", "")]), ["a.DOCX"]);
    }

    #[test]
    fn the_innermost_pattern_counts() {
        let found = found(&[
            (".gitignore", "old*\n"),
            ("team/.gitignore", "\u{feff}*.cards\n!aff.cards\n/neg/drafts/\n[\n"),
            ("team/neg/.gitignore", "!old.debate\n"),
            ("team/aff.cards", ""),
            ("team/neg.cards", ""),
            ("team/old.debate", ""),
            ("team/neg/old.debate", ""),
            ("team/neg/drafts/a.debate", ""),
            ("team/.hidden.debate", ""),
        ]);
        assert_eq!(found, ["aff.cards", "neg/old.debate"]);
    }

    #[test]
    fn an_ignore_file_goes_before_git_and_git_before_its_exclude_file() {
        let found = found(&[
            ("team/.git/info/exclude", "*.brief\na.cards\n"),
            ("team/.gitignore", "!b.brief\nc.debate\nd.debate\n"),
            ("team/.ignore", "!d.debate\n"),
            ("team/a.brief", ""),
            ("team/a.cards", ""),
            ("team/b.brief", ""),
            ("team/c.debate", ""),
            ("team/d.debate", ""),
        ]);
        assert_eq!(found, ["b.brief", "d.debate"]);
    }

    #[test]
    fn a_work_tree_has_the_exclude_file_of_its_repository() {
        let found = found(&[
            ("main/.git/info/exclude", "a.debate\n"),
            ("main/.git/worktrees/team/commondir", "../..\n"),
            ("team/.git", "gitdir: ../main/.git/worktrees/team\n"),
            ("team/a.debate", ""),
            ("team/b.debate", ""),
        ]);
        assert_eq!(found, ["b.debate"]);
    }
}
