//! The files that are generated from grammar.js are those that are committed. Checked where the tree-sitter CLI is
//! installed: on the PATH, or where `TREE_SITTER` says, as in `tests/grammar/run`. The build needs none.

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

#[test]
fn generated_files_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    std::fs::create_dir_all(&output).expect("the folder for test output can be written");
    let named = env::var_os("TREE_SITTER");
    let program = named.clone().unwrap_or_else(|| "tree-sitter".into());
    // ABI 14 is the newest that Neovim 0.10 and Helix 25.01 load.
    let mut generate = Command::new(program);
    generate.current_dir(root).args(["generate", "--abi", "14", "--output"]).arg(&output);
    let run = match generate.output() {
        Ok(run) => run,
        Err(error) if named.is_some() => panic!("TREE_SITTER names no program: {error}"),
        Err(_) => {
            // Not `eprintln!`: of a test that passes, that is not shown.
            let note = "skipped: no tree-sitter CLI, so nobody looked at grammar/src/parser.c (tests/grammar/run does)";
            return writeln!(io::stderr(), "{note}").expect("stderr is there");
        }
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let files = ["parser.c", "grammar.json", "node-types.json"];
    let headers = ["tree_sitter/alloc.h", "tree_sitter/array.h", "tree_sitter/parser.h"];
    let stale: Vec<&str> = files
        .into_iter()
        .chain(headers)
        .filter(|file| {
            let read = |folder: &Path| std::fs::read_to_string(folder.join(file)).unwrap_or_default();
            read(&output) != read(&root.join("src"))
        })
        .collect();
    assert!(stale.is_empty(), "run tests/generate and commit what it writes: in grammar/src, {stale:?} are stale");
}
