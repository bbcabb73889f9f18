//! What tests of all crates share: the program as a process, a client of the language server, random edits, large briefs.

pub mod client;
pub mod edits;
pub mod large;
pub mod makers;
pub mod memory;
pub mod open_document;
pub mod plant;
pub mod random;
pub mod server_process;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The program under test: what `DEBATE_LS` names, else a debug build of this workspace.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| std::env::var_os("DEBATE_LS").map_or_else(build, PathBuf::from))
}

fn build() -> PathBuf {
    let done = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "debate-ls", "--all-features"])
        .current_dir(workspace())
        .status()
        .expect("cargo runs");
    assert!(done.success(), "the program does not build");
    // Tests live in <target>/<profile>/deps.
    let this = std::env::current_exe().expect("a test knows its own file");
    let target = this.ancestors().nth(3).expect("a test lies in the target folder");
    target.join("debug").join(format!("debate-ls{}", std::env::consts::EXE_SUFFIX))
}

/// The folder of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the workspace")
}

/// A brief of `tests/briefs`.
pub fn brief(name: &str) -> PathBuf {
    workspace().join("tests/briefs").join(name)
}
