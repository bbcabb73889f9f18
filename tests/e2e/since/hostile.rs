//! Repositories that mean harm.

use std::fs;

use super::{Team, commit_tree, faulty, good, spoiled, stderr};

#[cfg(unix)]
#[test]
fn a_repository_starts_no_program() {
    use std::os::unix::fs::PermissionsExt;

    let team = Team::of(&[("a.debate", &good("Up")), (".gitattributes", "* filter=evil diff=evil merge=evil\n")]);
    let script = team.path().join(".git/evil");
    fs::write(&script, "#!/bin/sh\necho started >>\"$(dirname \"$0\")/started\"\ncat\n").expect("written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("made a program");
    let mut config = team.repository.config().expect("a configuration");
    let program = script.display().to_string();
    for name in [
        "filter.evil.smudge",
        "filter.evil.clean",
        "filter.evil.process",
        "diff.evil.textconv",
        "diff.evil.command",
        "merge.evil.driver",
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.editor",
        "credential.helper",
        "alias.check",
        "gpg.program",
    ] {
        config.set_str(name, &program).expect("set");
    }
    for hook in ["post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"] {
        fs::create_dir_all(team.path().join(".git/hooks")).expect("made");
        fs::copy(&script, team.path().join(".git/hooks").join(hook)).expect("copied");
    }
    team.write("a.debate", spoiled(&good("Up")));
    assert_eq!(team.new_problems(), ["a.debate date-accessed-before-published"]);
    assert!(!team.path().join(".git/started").exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_an_old_version_leads_nowhere() {
    let team = Team::of(&[("secret.txt", &faulty("Talks fail", "Adams"))]);
    std::os::unix::fs::symlink("secret.txt", team.path().join("a.debate")).expect("linked");
    team.commit();
    fs::remove_file(team.path().join("a.debate")).expect("removed");
    team.write("a.debate", faulty("Talks fail", "Adams"));
    let new = team.new_problems_of(&[".", "--select", "cite-year-missing"]);
    assert_eq!(new, ["a.debate cite-year-missing"], "the text of a link is not an old version of the file");
}

/// Ten folders that each hold the same ten folders, and so on: a few kilobytes that are 10 billion files.
#[test]
fn folders_that_hold_each_other_many_times_have_an_end() {
    let team = Team::of(&[("a.debate", &good("Up"))]);
    let blob = team.repository.blob(faulty("Talks fail", "Adams").as_bytes()).expect("a blob");
    let mut tree = blob;
    let mut mode = 0o100_644;
    for _ in 0..10 {
        let mut builder = team.repository.treebuilder(None).expect("a tree");
        for name in 0..10 {
            builder.insert(format!("{name}.txt"), tree, mode).expect("added");
        }
        (tree, mode) = (builder.write().expect("a tree"), 0o040_000);
    }
    commit_tree(&team.repository, tree);
    let output = team.check(&[".", "--since", "main", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("more than 1048576 files at main"), "{}", stderr(&output));
}
