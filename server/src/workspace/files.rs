//! Which files of a folder are briefs.

use std::path::{Path, PathBuf};

/// The endings of briefs, the canonical one first. A file of any name is read where the user names it.
pub const ENDINGS: [&str; 3] = ["debate", "brief", "cards"];

/// The briefs below `folder`, sorted, leaving out what `.gitignore` leaves out and hidden files. What cannot be
/// looked into is told to `problem`, with its path.
pub fn briefs_below(folder: &Path, mut problem: impl FnMut(String)) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_file()) && is_brief(entry.path()) {
                    found.push(entry.into_path());
                }
            }
            Err(error) => problem(error.to_string()),
        }
    }
    found.sort();
    found
}

/// Whether the file's name says that it is a brief.
pub fn is_brief(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The endings, for a message: `.debate, .brief or .cards`.
pub fn endings() -> String {
    let [first @ .., last] = ENDINGS.map(|ending| format!(".{ending}"));
    format!("{} or {last}", first.join(", "))
}
