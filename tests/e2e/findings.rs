//! All that `check` says of whole briefs of several shapes. Whoever changes a rule reads here what a debater will read:
//! each line must be worth a look.

use std::process::Command;

use debate_ls_tests::{program, workspace};

#[test]
fn what_a_debater_reads() {
    let folder = workspace().join("tests/briefs");
    for name in ["camp", "cite_machine", "policy", "speech", "spoiled", "syria", "wiki"] {
        let output = Command::new(program())
            .args(["check", "--today", "2026-11-22", &format!("{name}.debate")])
            .current_dir(&folder)
            .output()
            .expect("the program starts");
        let shown = String::from_utf8(output.stdout).expect("UTF-8");
        insta::assert_snapshot!(name, shown);
    }
}
