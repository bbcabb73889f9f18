//! The command line, from outside: what is printed, where, and with which exit status.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use debate_ls_tests::{program, workspace};
use serde_json::Value;

const TODAY: &str = "2026-11-22";
/// A card without a cite: one error.
const UNCITED: &str = "#### Sanctions fail\n\n\
    The ministry said on Monday that exports had recovered to the level of the spring, that the banks which had been \
    cut off were trading again through neighbors, and that the shortage of parts was over. “Nobody here waits for an \
    agreement any more,” one official told reporters, adding that the government expected the measures to stay in \
    place for years and had long since made its plans without the markets that they closed.\n";

/// Runs the program in `folder`.
fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program())
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

/// Runs the program among the briefs of the tests.
fn run(arguments: &[&str]) -> Output {
    run_in(&workspace().join("tests/briefs"), arguments)
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn findings(output: &Output) -> Vec<Value> {
    json(output).as_array().expect("an array").clone()
}

#[test]
fn check_shows_the_problems_of_a_real_brief() {
    let output = run(&["check", "--today", TODAY, "syria.debate"]);
    insta::assert_snapshot!(stdout(&output));
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), ""));
}

#[test]
fn check_says_the_same_as_json() {
    let found = findings(&run(&["check", "--today", TODAY, "--format", "json", "syria.debate"]));
    let lines_of = |rule: &str| -> Vec<Value> {
        found.iter().filter(|finding| finding["rule"] == rule).map(|finding| finding["start"][0].clone()).collect()
    };
    assert_eq!(lines_of("cite-year-missing"), [43]);
    assert_eq!(lines_of("text-mojibake"), [9]);
    let grave = found.iter().filter(|finding| finding["severity"] == "error" || finding["severity"] == "warning");
    assert!(grave.count() <= 16, "noise is a defect");
}

#[test]
fn outline_has_one_block_and_eight_tags_with_their_dates() {
    let output = run(&["outline", "--today", TODAY, "syria.debate"]);
    insta::assert_snapshot!(stdout(&output));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn parse_prints_every_line_and_every_card() {
    let parsed = json(&run(&["parse", "syria.debate"]));
    let mut shown = String::new();
    for line in parsed["lines"].as_array().expect("lines") {
        shown += &format!("{} {}\n", line["line"], line["role"].as_str().expect("a role"));
    }
    for card in parsed["cards"].as_array().expect("cards") {
        shown += &format!("{card:#}\n");
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn parse_explains_every_line_and_every_field_of_a_cite() {
    let output = stdout(&run(&["parse", "--explain", "syria.debate"]));
    let (lines, fields): (Vec<&str>, Vec<&str>) =
        output.lines().partition(|line| line.get(4..5).is_some_and(|digit| digit != " "));
    assert_eq!(lines.len(), 26);
    for line in lines {
        let reason = line.get(17..61).map(str::trim);
        assert!(reason.is_some_and(|reason| !reason.is_empty()), "no reason: {line}");
    }
    insta::assert_snapshot!(fields[..6].join("\n"), @r"
    author           Thai News Service (organization)
                     no person, and the cite starts with it
    issued           2021-09-07 (“September 7, 2021”)
                     46 points (needs 11): a day +40, a field of its own +6
    title            Syria/Russia: Syria Resumes Pounding Militants’ Positions in Dara’a After Russia-Mediated Deal Fails
                     15 points (needs 4): four words or more +2, has a colon +3, after a date +4, alone on its line +5, has small words, as “the” or “of” +1
    ");
}

#[test]
fn unreadable_files_are_reported_and_the_rest_is_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("good.debate"), UNCITED).expect("written");
    fs::write(folder.path().join("picture.debate"), b"\x89PNG\r\n\x1a\n\0\0\0").expect("written");
    fs::create_dir(folder.path().join("empty")).expect("made");

    let output = run_in(folder.path(), &["check", "nowhere.debate", "picture.debate", "empty", "good.debate"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).contains("[cite-missing]"), "{}", stdout(&output));
    insta::assert_snapshot!(stderr(&output));
}

#[test]
fn a_binary_file_met_in_a_folder_is_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("picture.debate"), b"\x89PNG\r\n\x1a\n\0\0\0").expect("written");
    fs::write(folder.path().join("plan.debate"), "1AC\n").expect("written");
    let output = run_in(folder.path(), &["check", "."]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

#[test]
fn gitignore_and_the_endings_decide_what_a_folder_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.debate", "b.brief", "c.cards", "d.txt", "old.debate"] {
        fs::write(folder.path().join(name), UNCITED).expect("written");
    }
    fs::write(folder.path().join(".gitignore"), "old.*\n").expect("written");
    let found = findings(&run_in(folder.path(), &["check", "--format", "json", "."]));
    let mut files: Vec<&str> = found.iter().filter_map(|finding| finding["file"].as_str()).collect();
    files.dedup();
    assert_eq!(files, ["./a.debate", "./b.brief", "./c.cards"]);
}

#[test]
fn an_unknown_rule_gets_a_suggestion() {
    for arguments in [&["explain", "cite-mising"][..], &["check", "--ignore", "cite-mising", "syria.debate"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("did you mean cite-missing?"), "{}", stderr(&output));
    }
}

#[test]
fn rules_can_be_chosen_and_left_out() {
    let rules = |arguments: &[&str]| {
        let output = run(&[&["check", "--format", "json", "--today", TODAY, "syria.debate"], arguments].concat());
        let mut rules: Vec<String> =
            findings(&output).iter().filter_map(|finding| finding["rule"].as_str().map(str::to_owned)).collect();
        rules.sort();
        rules.dedup();
        (rules, output.status.code())
    };
    assert_eq!(rules(&["--select", "text-mojibake"]), (vec!["text-mojibake".to_owned()], Some(1)));
    assert!(!rules(&["--ignore", "text-mojibake"]).0.contains(&"text-mojibake".to_owned()));
    assert_eq!(rules(&["--select", "text-mojibake", "--fail-on", "error"]).1, Some(0));
}

#[test]
fn a_file_in_windows_1252_is_read_and_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = b"Sanctions fail\r\n\r\nM\xFCller 21, The Hill, 9-2-21\r\n\r\n\x93They do not work\x94\r\n";
    fs::write(folder.path().join("word.txt"), bytes).expect("written");
    let found = findings(&run_in(folder.path(), &["check", "--format", "json", "word.txt"]));
    assert_eq!(found[0]["rule"], "text-encoding");
    let parsed = json(&run_in(folder.path(), &["parse", "word.txt"]));
    assert_eq!(parsed["cards"][0]["cites"][0]["text"], "Müller 21, The Hill, 9-2-21");
}

#[test]
fn standard_input_is_a_file_too() {
    let mut child = Command::new(program())
        .args(["check", "--format", "json", "--stdin", "--stdin-filename", "pasted.debate"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(UNCITED.as_bytes()).expect("written");
    let found = findings(&child.wait_with_output().expect("it ends"));
    assert_eq!((&found[0]["rule"], &found[0]["file"]), (&"cite-missing".into(), &"pasted.debate".into()));
}

#[test]
fn colour_is_for_terminals_or_on_request() {
    let plain = run(&["check", "syria.debate"]);
    let coloured = run(&["check", "--color", "always", "syria.debate"]);
    assert!(!stdout(&plain).contains('\x1b') && stdout(&coloured).contains("\x1b["));
}

#[test]
fn github_and_sarif_count_from_one() {
    let github = stdout(&run(&["check", "--format", "github", "--select", "text-mojibake", "syria.debate"]));
    let sarif = json(&run(&["check", "--format", "sarif", "--select", "text-mojibake", "syria.debate"]));
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 9);
    let column = region["startColumn"].as_u64().expect("a column");
    assert!(github.starts_with(&format!("::warning file=syria.debate,line=9,col={column},")), "{github}");
    let text = fs::read_to_string(debate_ls_tests::brief("syria.debate")).expect("read");
    let line = text.lines().nth(8).expect("line 9");
    let before = usize::try_from(column).expect("small") - 1;
    assert_eq!(line.chars().skip(before).take(4).collect::<String>(), "\\xA1");
}

#[test]
fn sarif_is_one_document_with_all_that_is_found() {
    let results = |arguments: &[&str]| {
        let printed = stdout(&run(&[&["check", "--today", TODAY, "--format", "sarif"], arguments].concat()));
        let log: Value = serde_json::from_str(&printed).expect("JSON");
        assert_eq!(printed, format!("{log:#}\n"), "printed in parts, and laid out as one");
        log["runs"][0]["results"].as_array().expect("an array").len()
    };
    let found = findings(&run(&["check", "--today", TODAY, "--format", "json", "."])).len();
    assert!(found > 1);
    assert_eq!(results(&["."]), found);
    assert_eq!(results(&["--select", "text-encoding", "syria.debate"]), 0);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let mut child = Command::new(program())
        .args(["parse", "syria.debate"])
        .current_dir(workspace().join("tests/briefs"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}
