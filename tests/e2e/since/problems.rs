//! Which problems are new, and which were there already.

use std::fs;

use super::{BODY, CHOI, Team, check_stdin, command, faulty, good, spoiled, stderr, stdout};

/// An old brief with many problems.
fn old_brief() -> String {
    let cards = ["Adams", "Baker", "Clark", "Davis", "Evans", "Foster"].map(|author| faulty("Talks fail", author));
    format!("# Neg\n\n### AT: Heg\n\n{}{}", cards.concat(), good("Exports are up"))
}

#[test]
fn one_changed_line_in_an_old_brief_is_one_problem() {
    let old = old_brief();
    let team = Team::of(&[("a.debate", &old), ("b.debate", &old_brief())]);
    let unchanged = team.check(&[".", "--since", "main"]);
    assert_eq!((unchanged.status.code(), stdout(&unchanged)), (Some(0), "2 files: no new problems\n"));
    assert_eq!(stderr(&unchanged), "0 files have changed since main.\n");

    team.write("a.debate", spoiled(&old));
    assert_eq!(team.new_problems(), ["a.debate date-accessed-before-published"]);
    let text = team.check(&[".", "--since", "main"]);
    assert_eq!(text.status.code(), Some(1), "{}", stdout(&text));
    assert!(stdout(&text).ends_with("\n2 files: 1 error\n"), "{}", stdout(&text));
    let note = stderr(&text);
    assert!(
        note.starts_with("1 file has changed since main; ") && note.ends_with(" before and are not shown.\n"),
        "{note}"
    );
    for format in ["github", "junit", "sarif"] {
        let output = team.check(&[".", "--since", "main", "--format", format]);
        let name = if format == "sarif" { "\"ruleId\"" } else { "date-" };
        assert_eq!(stdout(&output).matches(name).count(), 1, "{format}: {}", stdout(&output));
    }
    team.commit();
    assert_eq!(team.new_problems_of(&["."]), Vec::<String>::new(), "main has it now");
    assert_eq!(problems_since(&team, "HEAD^"), ["a.debate date-accessed-before-published"]);
}

fn problems_since(team: &Team, revision: &str) -> Vec<String> {
    super::problems_of(&team.check(&[".", "--since", revision, "--format", "json"]))
}

#[test]
fn a_problem_on_a_line_that_did_not_change_is_new() {
    let old = format!("{}{}", good("Exports are up"), faulty("Talks fail", "Adams"));
    let team = Team::of(&[("a.debate", &old)]);
    team.write("a.debate", old.replacen(&format!("{CHOI}\n\n"), "", 1));
    let new = team.new_problems();
    assert!(new.contains(&"a.debate cite-missing".to_owned()), "{new:?}");
    assert!(!new.contains(&"a.debate cite-year-missing".to_owned()), "{new:?}");
}

#[test]
fn old_problems_stay_known_where_their_card_is_edited() {
    let old = old_brief();
    let team = Team::of(&[("a.debate", &old)]);
    let edits = [
        ("its quoted text", old.replace("Adams wrote: The", "Adams wrote: “The")),
        ("its tag", old.replacen("Talks fail", "Talks always fail", 1)),
        ("its cite", old.replace("Adams, The Hill", "Adams, The Hill Times")),
        ("lines above", format!("# Pocket\n\n{}{old}", good("New and good"))),
        ("order", format!("{}{}", faulty("Talks fail", "Foster"), old.replace(&faulty("Talks fail", "Foster"), ""))),
    ];
    for (what, text) in edits {
        assert_ne!(text, old, "{what}");
        team.write("a.debate", text);
        let new: Vec<String> = team.new_problems().into_iter().filter(|problem| problem.contains("cite-")).collect();
        assert_eq!(new, Vec::<String>::new(), "{what}");
    }
    team.write("a.debate", format!("{old}{}", faulty("Talks fail", "Adams")));
    assert!(team.new_problems().contains(&"a.debate cite-year-missing".to_owned()), "the same once more is new");
}

#[test]
fn renamed_split_and_joined_files_stay_quiet_and_copies_do_not() {
    let (one, two) = (faulty("Talks fail", "Adams"), faulty("Talks end", "Baker"));
    let both = format!("{one}{two}");
    let team = Team::of(&[("a.debate", &both), ("c.debate", &faulty("Talks go on", "Clark")), ("old.txt", &one)]);
    let none = Vec::<String>::new();
    fs::create_dir(team.path().join("neg")).expect("made");
    fs::rename(team.path().join("a.debate"), team.path().join("neg/b.debate")).expect("renamed");
    assert_eq!(team.new_problems(), none, "renamed and moved");
    assert_eq!(team.new_problems_of(&["neg"]), none, "and only its new place is checked");
    team.write("a.debate", &one);
    team.write("neg/b.debate", &two);
    assert_eq!(team.new_problems(), none, "split");
    fs::remove_file(team.path().join("a.debate")).expect("removed");
    fs::remove_dir_all(team.path().join("neg")).expect("removed");
    team.write("c.debate", format!("{}{both}", faulty("Talks go on", "Clark")));
    assert_eq!(team.new_problems(), none, "joined");
    team.write("a.debate", &both);
    let copied = team.new_problems();
    assert!(copied.iter().all(|problem| problem.starts_with("c.debate ")), "{copied:?}");
    assert!(copied.contains(&"c.debate cite-year-missing".to_owned()), "{copied:?}");
    team.write("c.debate", faulty("Talks go on", "Clark"));
    fs::rename(team.path().join("old.txt"), team.path().join("new.txt")).expect("renamed");
    assert_eq!(team.new_problems_of(&["new.txt"]), none, "with an ending that only the user names");
}

#[test]
fn a_file_that_made_room_for_a_folder_has_moved() {
    let team = Team::of(&[("a.debate", &faulty("Talks fail", "Adams"))]);
    fs::rename(team.path().join("a.debate"), team.path().join("b.debate")).expect("renamed");
    fs::create_dir(team.path().join("a.debate")).expect("made");
    fs::rename(team.path().join("b.debate"), team.path().join("a.debate/in.debate")).expect("renamed");
    assert_eq!(team.new_problems(), Vec::<String>::new());
}

#[test]
fn other_line_ends_are_no_change() {
    let old = old_brief();
    let team = Team::of(&[("a.debate", &old)]);
    team.write("a.debate", old.replace('\n', "\r\n"));
    let output = team.check(&[".", "--since", "main"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), "0 files have changed since main.\n"));
    team.write("a.debate", spoiled(&old).replace('\n', "\r\n"));
    assert_eq!(team.new_problems(), ["a.debate date-accessed-before-published"]);
}

#[test]
fn word_files_are_compared_as_well() {
    let old = old_brief();
    let team = Team::of(&[("draft.txt", &old)]);
    let export = |text: &str| {
        team.write("a.debate", text);
        let output = std::process::Command::new(debate_ls_tests::program())
            .args(["export", "--force", "a.debate"])
            .current_dir(team.path())
            .output();
        assert!(output.expect("it starts").status.success());
        fs::remove_file(team.path().join("a.debate")).expect("removed");
    };
    export(&old);
    team.commit();
    assert_eq!(team.new_problems(), Vec::<String>::new());
    export(&spoiled(&old));
    assert_eq!(team.new_problems(), ["a.docx date-accessed-before-published"]);
    fs::remove_file(team.path().join("a.docx")).expect("removed");
    team.write("a.debate", &old);
    assert_eq!(team.new_problems(), Vec::<String>::new(), "imported");
    fs::remove_file(team.path().join("a.debate")).expect("removed");
    team.write("a.docx", "no archive");
    let output = team.check(&[".", "--since", "main"]);
    assert_eq!(output.status.code(), Some(2), "a file that is broken now is reported: {}", stderr(&output));
    team.commit();
    export(&old);
    let output = team.check(&[".", "--since", "main"]);
    assert_eq!(output.status.code(), Some(1));
    let note = "./a.docx at main: not a Word file";
    assert!(stderr(&output).contains(note) && stderr(&output).contains("count as new"), "{}", stderr(&output));
}

#[test]
fn files_that_git_does_not_know_are_new() {
    let team = Team::of(&[("a.debate", &old_brief()), (".gitignore", "drafts/\n")]);
    team.write("b.debate", faulty("Talks fail", "Adams"));
    team.write("drafts/c.debate", faulty("Talks fail", "Baker"));
    assert_eq!(team.new_problems_of(&[".", "--select", "cite-year-missing"]), ["b.debate cite-year-missing"]);
    let ignored = team.new_problems_of(&["drafts/c.debate", "--select", "cite-year-missing"]);
    assert_eq!(ignored, ["drafts/c.debate cite-year-missing"]);
}

#[test]
fn both_versions_have_the_settings_of_today() {
    let old = old_brief();
    let team = Team::of(&[("a.debate", &old)]);
    team.write("debate-ls.toml", "date_format = \"YYYY-MM-DD\"\n");
    team.write(
        "a.debate",
        format!("{old}{}", good("New and good").replace("9-2-21", "2021-09-02").replace("9-15-21", "2021-09-15")),
    );
    assert_eq!(team.new_problems_of(&[".", "--select", "date-format"]), Vec::<String>::new());
    team.write("a.debate", format!("{old}{}", good("New and not").replace("9-2-21", "9-3-21")));
    assert_eq!(team.new_problems_of(&[".", "--select", "date-format"]), ["a.debate date-format"; 2]);
}

#[test]
fn standard_input_is_a_version_of_the_file_that_it_is_named_for() {
    let old = old_brief();
    let team = Team::of(&[("neg/a.debate", &old)]);
    let check = |text: &str, name: &str| {
        let mut command = command(team.folder.path(), &team.path());
        command.args(["--since", "main", "--format", "json", "-", "--stdin-filename", name]);
        super::problems_of(&check_stdin(command, text))
    };
    assert_eq!(check(&old, "neg/a.debate"), Vec::<String>::new());
    assert_eq!(check(&spoiled(&old), "neg/a.debate"), ["neg/a.debate date-accessed-before-published"]);
    assert!(check(&old, "neg/new.debate").len() > 6, "a new file");
    let refused = team.refused(&["--since", "main", "-"]);
    assert_eq!(refused, "standard input has no older version without a name; add --stdin-filename\n");
}

#[test]
fn a_conflict_between_files_is_reported_in_the_one_that_changed() {
    let card = |author: &str, text: &str| format!("#### Up\n\n{}\n\n{text} {BODY}\n\n", CHOI.replace("Choi", author));
    let (choi, moen) = (card("Choi", "Up."), card("Moen", "Up."));
    let team = Team::of(&[("a.debate", &choi), ("b.debate", &moen), ("z.debate", &card("Choi", "Ships."))]);
    let conflicts = || team.new_problems_of(&[".", "--select", "card-conflict"]);
    assert_eq!(conflicts(), Vec::<String>::new(), "both files are as they were");
    team.write("b.debate", format!("{moen}{}", good("Other")));
    assert_eq!(conflicts(), Vec::<String>::new(), "both cards are as they were");
    fs::rename(team.path().join("a.debate"), team.path().join("c.debate")).expect("renamed");
    assert_eq!(conflicts(), Vec::<String>::new(), "and in whichever file");
    team.write("b.debate", format!("{moen}{}", card("Dahl", "Ships.").replace("Up", "Ships sail")));
    assert_eq!(conflicts(), ["b.debate card-conflict"], "though the other card is in a later file");
}
