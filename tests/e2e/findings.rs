//! All that `check` says of whole briefs of several shapes. Whoever changes a rule reads here what a debater will read:
//! each line must be worth a look.

use std::fs;
use std::process::Command;

use debate_ls_tests::{program, workspace};

#[test]
fn what_a_debater_reads() {
    let folder = workspace().join("tests/briefs");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the briefs are there")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    for name in names {
        let output = Command::new(program())
            .args(["check", "--today", "2026-11-22", &name])
            .current_dir(&folder)
            .output()
            .expect("the program starts");
        let told = String::from_utf8(output.stdout).expect("UTF-8");
        insta::assert_snapshot!(name.replace(".debate", ""), told);
    }
}
