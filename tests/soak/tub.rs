//! The folder in which all work: briefs, and Word files to import.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use debate_ls_tests::{brief, large, program, workspace};

/// How many briefs are in the folder, beside those of the tests.
const BRIEFS: usize = 300;

/// Fills the folder.
pub(crate) fn fill(folder: &Path) {
    for entry in fs::read_dir(workspace().join("tests/briefs")).expect("the briefs of the tests").flatten() {
        fs::copy(entry.path(), folder.join(entry.file_name())).expect("copied");
    }
    for number in 0..BRIEFS {
        let text = large::of_size(4_000 + 100 * number).replacen("### ", &format!("### {number} "), 1);
        fs::write(folder.join(format!("{number:03}.debate")), text).expect("written");
    }
    for name in ["syria", "policy"] {
        convert(&["export", "-o"], &folder.join(format!("word/{name}.docx")), &brief(&format!("{name}.debate")));
    }
}

/// Imports a Word file as `to`.
pub(crate) fn import(word: &Path, to: &Path) {
    convert(&["import", "--force", "-o"], to, word);
}

fn convert(command: &[&str], to: &Path, from: &Path) {
    let done = Command::new(program()).args(command).args([to, from]).stderr(Stdio::null()).status();
    assert!(done.expect("the program starts").success(), "{} becomes {}", from.display(), to.display());
}
