//! Where the older versions are found, or why not: each kind of repository, and what a revision can be.

use std::fs;

use git2::{Repository, Signature, WorktreeAddOptions};

use super::{Team, command, commit, faulty, good, init, problems_of, refusal, spoiled, stderr};

#[test]
fn a_revision_is_a_branch_a_tag_or_a_commit() {
    let team = Team::of(&[("a.debate", &good("Up")), ("neg/b.debate", "### AT: Heg\n")]);
    let first = team.repository.head().and_then(|head| head.peel_to_commit()).expect("a commit");
    let tagger = Signature::now("A Debater", "debater@example.org").expect("a name");
    team.repository.tag("v1", first.as_object(), &tagger, "The first", false).expect("tagged");
    team.write("a.debate", spoiled(&good("Up")));
    team.commit();
    let id = first.id().to_string();
    for revision in ["v1", "HEAD^", "HEAD~1", "@{1}", &id, &id[..10], "main~1", "v1^{tree}"] {
        let output = team.check(&[".", "--since", revision, "--format", "json"]);
        assert_eq!(
            problems_of(&output),
            ["a.debate date-accessed-before-published"],
            "{revision}: {}",
            stderr(&output)
        );
    }
    for revision in ["camp", "HEAD~9", "main..v1", "\u{1b}[2J"] {
        let refused = team.refused(&[".", "--since", revision]);
        assert!(refused.contains(": no such revision in ") && refused.contains("name a branch"), "{refused}");
        assert!(!refused.contains('\u{1b}'), "{refused}");
    }
    for revision in ["main:a.debate", "main:neg"] {
        let refused = team.refused(&[".", "--since", revision]);
        assert!(refused.contains("and no commit; name a branch"), "{refused}");
    }
    assert!(team.refused(&[".", "--since", ""]).contains("--since has no revision; name a branch"));
    for other in [&["--baseline", "b.json"][..], &["--write-baseline", "b.json"], &["--fix"]] {
        let refused = team.refused(&[&[".", "--since", "main"], other].concat());
        assert!(refused.contains("cannot be used with"), "{refused}");
    }
}

#[test]
fn what_others_changed_on_the_branch_meanwhile_is_no_change_of_this_one() {
    let old = format!("{}{}", good("Up"), faulty("Talks fail", "Adams"));
    let team = Team::of(&[("a.debate", &old)]);
    let first = team.repository.head().and_then(|head| head.peel_to_commit()).expect("a commit");
    // On main, the old problems are fixed.
    team.write("a.debate", good("Up"));
    team.commit();
    team.repository.branch("mine", &first, false).expect("a branch");
    team.repository.set_head("refs/heads/mine").expect("set");
    team.write("a.debate", spoiled(&old));
    assert_eq!(team.new_problems(), ["a.debate date-accessed-before-published"]);
}

#[test]
fn a_revision_without_a_common_commit_is_compared_as_it_is_and_that_is_said() {
    let team = Team::of(&[("a.debate", &good("Up"))]);
    team.repository.set_head("refs/heads/other").expect("set");
    team.write("a.debate", spoiled(&good("Up")));
    team.commit();
    let output = team.check(&[".", "--since", "main", "--format", "json"]);
    assert_eq!(problems_of(&output), ["a.debate date-accessed-before-published"]);
    assert!(
        stderr(&output).contains("main: compared as it is, because it has no commit in common"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_repository_without_commits_or_files_is_refused() {
    let team = Team::of(&[("a.debate", &good("Up"))]);
    let home = team.folder.path();
    let unborn = home.join("unborn");
    init(&unborn);
    fs::write(unborn.join("a.debate"), good("Up")).expect("written");
    let refused = refusal(&team.check_in("unborn", &[".", "--since", "HEAD"]));
    assert!(refused.contains("HEAD: no such revision in ") && refused.contains("commit first"), "{refused}");
    Repository::init_bare(home.join("bare.git")).expect("made");
    fs::write(home.join("bare.git/a.debate"), good("Up")).expect("written");
    let refused = refusal(&team.check_in("bare.git", &[".", "--since", "HEAD"]));
    assert!(refused.contains("bare.git") && refused.contains("name files of a work tree"), "{refused}");
    fs::create_dir(home.join("outside")).expect("made");
    fs::write(home.join("outside/a.debate"), good("Up")).expect("written");
    let refused = refusal(&team.check_in("outside", &[".", "../team", "--since", "HEAD"]));
    assert!(refused.contains("outside: not in a Git repository; use --baseline"), "{refused}");
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let team = Team::of(&[("a.debate", &good("Up"))]);
    let second = {
        team.write("a.debate", good("Up") + &faulty("Talks fail", "Adams"));
        team.commit()
    };
    // As `git clone --depth 1` leaves it: the last commit has no parents here.
    let first = team.repository.find_commit(second).and_then(|commit| commit.parent_id(0)).expect("a parent");
    let id = first.to_string();
    fs::remove_file(team.path().join(format!(".git/objects/{}/{}", &id[..2], &id[2..]))).expect("removed");
    fs::write(team.path().join(".git/shallow"), format!("{second}\n")).expect("written");
    let refused = team.refused(&[".", "--since", "HEAD^"]);
    assert!(refused.contains("shallow clone") && refused.contains("fetch-depth: 0"), "{refused}");
    assert_eq!(team.new_problems(), Vec::<String>::new(), "what is there can be compared");
}

#[test]
fn work_trees_and_folders_below_are_in_the_repository() {
    let team = Team::of(&[("neg/heg/a.debate", &faulty("Talks fail", "Adams")), ("b.debate", &good("Up"))]);
    let faulty_text = faulty("Talks fail", "Adams") + &spoiled(&good("Up"));
    team.write("neg/heg/a.debate", &faulty_text);
    let below = team.check_in("team/neg/heg", &["a.debate", "--since", "main", "--format", "json"]);
    assert_eq!(problems_of(&below), ["a.debate date-accessed-before-published"]);
    let place = team.folder.path().join("other");
    let options = WorktreeAddOptions::new();
    team.repository.worktree("other", &place, Some(&options)).expect("a work tree");
    let unchanged = team.check_in("other", &[".", "--since", "main", "--format", "json"]);
    assert_eq!((problems_of(&unchanged), unchanged.status.code()), (vec![], Some(0)), "{}", stderr(&unchanged));
    fs::write(place.join("neg/heg/a.debate"), faulty_text).expect("written");
    let changed = team.check_in("other", &[".", "--since", "main", "--format", "json"]);
    assert_eq!(problems_of(&changed), ["neg/heg/a.debate date-accessed-before-published"], "{}", stderr(&changed));
}

#[test]
fn files_of_two_repositories_are_compared_each_with_its_own() {
    let team = Team::of(&[("a.debate", &faulty("Talks fail", "Adams"))]);
    let other = init(&team.folder.path().join("camp"));
    fs::write(team.folder.path().join("camp/b.debate"), good("Up")).expect("written");
    commit(&other);
    team.write("a.debate", faulty("Talks fail", "Adams") + &spoiled(&good("Up")));
    fs::write(team.folder.path().join("camp/b.debate"), spoiled(&good("Up"))).expect("written");
    let select = ["--select", "date-accessed-before-published"];
    let output = team.check_in(".", &[&["team", "camp", "--since", "main", "--format", "json"][..], &select].concat());
    assert_eq!(
        problems_of(&output),
        ["team/a.debate date-accessed-before-published", "camp/b.debate date-accessed-before-published"]
    );
    team.repository
        .tag_lightweight("v1", &team.repository.revparse_single("main").expect("it is there"), false)
        .expect("tagged");
    let refused = refusal(&team.check_in(".", &["team", "camp", "--since", "v1"]));
    assert!(refused.starts_with("v1: no such revision in ") && refused.contains("camp"), "{refused}");
}

#[test]
fn a_submodule_is_compared_with_what_it_was_then() {
    let camp = Team::of(&[("c.debate", &faulty("Talks fail", "Adams"))]);
    let first = camp.repository.head().and_then(|head| head.peel_to_commit()).expect("a commit").id();
    let team = Team::of(&[("a.debate", &good("Up"))]);
    let url = camp.path().display().to_string();
    let mut submodule = team.repository.submodule(&url, "camp".as_ref(), true).expect("added");
    submodule.clone(None).expect("cloned");
    submodule.add_finalize().expect("added");
    team.commit();
    assert_eq!(team.new_problems(), Vec::<String>::new());
    // `main` of the submodule goes on, and its branch has another name in this clone.
    let inside = Repository::open(team.path().join("camp")).expect("it was cloned");
    team.write("camp/c.debate", faulty("Talks fail", "Adams") + &spoiled(&good("Up")));
    commit(&inside);
    assert_ne!(inside.head().and_then(|head| head.peel_to_commit()).expect("a commit").id(), first);
    assert_eq!(team.new_problems(), ["camp/c.debate date-accessed-before-published"]);
}

#[test]
fn a_large_file_whose_old_version_is_not_here_is_new() {
    let id = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{id}\nsize 12345\n");
    let team = Team::of(&[("a.debate", &pointer)]);
    let old = faulty("Talks fail", "Adams");
    team.write("a.debate", &old);
    let output = team.check(&[".", "--since", "main", "--select", "cite-year-missing"]);
    assert_eq!(output.status.code(), Some(1));
    let note = "./a.debate at main: in Git LFS, and not on this machine; its problems count as new\n";
    assert!(stderr(&output).starts_with(note), "{}", stderr(&output));
    team.write(&format!(".git/lfs/objects/4d/7a/{id}"), &old);
    let output = team.check(&[".", "--since", "main"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), "0 files have changed since main.\n"));
    team.write("a.debate", old + &spoiled(&good("Up")));
    assert_eq!(team.new_problems(), ["a.debate date-accessed-before-published"]);
}

#[test]
fn a_version_that_is_missing_or_too_large_is_not_known() {
    let old = faulty("Talks fail", "Adams");
    let team = Team::of(&[("a.debate", &old)]);
    let blob = team.repository.blob(old.as_bytes()).expect("a blob").to_string();
    let object = team.path().join(format!(".git/objects/{}/{}", &blob[..2], &blob[2..]));
    fs::remove_file(&object).expect("removed");
    let mut config = team.repository.config().expect("a configuration");
    config.set_str("core.repositoryformatversion", "1").expect("set");
    config.set_str("extensions.partialclone", "origin").expect("set");
    team.write("a.debate", old + &good("Up"));
    let check = || {
        let output = command(team.folder.path(), &team.path()).args([".", "--since", "main"]).output();
        let output = output.expect("it starts");
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        stderr(&output).to_owned()
    };
    let note = check();
    assert!(note.starts_with("./a.debate at main: not in this clone; its problems count as new\n"), "{note}");
    fs::write(&object, loose_object_of(300 << 20)).expect("written");
    let note = check();
    assert!(note.starts_with("./a.debate at main: larger than 256 MiB; its problems count as new\n"), "{note}");
}

/// The beginning of a blob that says it has so many bytes, compressed as its repository would (RFC 1950, RFC 1951).
fn loose_object_of(size: usize) -> Vec<u8> {
    let text = [format!("blob {size}\0").as_bytes(), &[b'x'; 4096]].concat();
    let length = u16::try_from(text.len()).expect("short");
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in &text {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    let mut bytes = vec![0x78, 0x01, 0x01];
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(text);
    bytes.extend((high << 16 | low).to_be_bytes());
    bytes
}

#[cfg(unix)]
#[test]
fn a_repository_of_somebody_else_is_refused_until_it_is_trusted() {
    use std::os::unix::fs::chown;

    let team = Team::of(&[("a.debate", &good("Up"))]);
    // Only root can give files away; for anybody else there is nothing to see here.
    if [team.path(), team.path().join(".git")].iter().any(|path| chown(path, Some(65_534), None).is_err()) {
        return;
    }
    let refused = team.refused(&[".", "--since", "main"]);
    let remedy = refused.split_once("git config --global --add safe.directory ").expect("a remedy").1.trim();
    assert!(refused.contains("belongs to another user"), "{refused}");
    fs::write(team.folder.path().join(".gitconfig"), format!("[safe]\n\tdirectory = {remedy}\n")).expect("written");
    assert_eq!(team.new_problems(), Vec::<String>::new());
}
