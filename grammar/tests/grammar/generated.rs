//! The files that are generated from grammar.js are those that are committed. Checked where the tree-sitter CLI is
//! installed; the build needs none.

use std::path::Path;
use std::process::Command;

#[test]
fn generated_files_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    std::fs::create_dir_all(&output).expect("the folder for test output can be written");
    let Ok(run) = Command::new("tree-sitter").current_dir(root).arg("generate").arg("--output").arg(&output).output()
    else {
        return;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for file in ["parser.c", "grammar.json", "node-types.json"] {
        let read = |folder: &Path| std::fs::read_to_string(folder.join(file)).expect("the file is there");
        assert!(read(&output) == read(&root.join("src")), "src/{file} is out of date: run `tree-sitter generate`");
    }
}
