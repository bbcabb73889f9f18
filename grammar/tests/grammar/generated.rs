//! The files that are generated from grammar.js are those that are committed. Checked where the tree-sitter CLI is
//! installed; the build needs none.

use std::path::Path;
use std::process::Command;

#[test]
fn generated_files_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    std::fs::create_dir_all(&output).expect("the folder for test output can be written");
    // ABI 14 is the newest that Neovim 0.10 and Helix 25.01 load.
    let mut generate = Command::new("tree-sitter");
    generate.current_dir(root).args(["generate", "--abi", "14", "--output"]).arg(&output);
    let Ok(run) = generate.output() else { return };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for file in ["parser.c", "grammar.json", "node-types.json"] {
        let read = |folder: &Path| std::fs::read_to_string(folder.join(file)).expect("the file is there");
        assert!(
            read(&output) == read(&root.join("src")),
            "src/{file} is out of date: run `tree-sitter generate --abi 14`"
        );
    }
}
