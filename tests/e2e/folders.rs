//! `check` and `stats` on folders: baselines, reports, what is in two files at once; and folders that are hostile.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use debate_ls_tests::program;
use serde_json::Value;

const BODY: &str = "The ministry said on Monday that exports had recovered to the level of the spring, and that the \
    banks which had been cut off were trading again through neighbors, “and nobody here waits for an agreement.”";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, program()).args(arguments).output().expect("it starts")
}

fn command(folder: &Path, program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env("HOME", folder).env("XDG_CACHE_HOME", folder.join("cache")).stdin(Stdio::null());
    command
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

fn card(tag: &str, cite: &str) -> String {
    format!("#### {tag}\n\n{cite}\n\n{BODY}\n\n")
}

const CHOI: &str = "Choi 21 (Joseph Choi, reporter, “Up,” The Hill, 9-2-21, https://thehill.com/up)";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }
    folder
}

/// `file rule` of each problem.
fn problems(output: &Output) -> Vec<String> {
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let line = |problem: &Value| {
        format!("{} {}", problem["file"].as_str().expect("a file"), problem["rule"].as_str().expect("a rule"))
    };
    found.as_array().expect("an array").iter().map(line).collect()
}

#[test]
fn a_baseline_leaves_only_new_problems() {
    let uncited = card("Talks fail", "").replace("\n\n\n\n", "\n\n");
    let tub = folder(&[("tub/a.debate", &uncited), ("tub/b.debate", &card("Exports are up", CHOI))]);
    let folder = tub.path();
    let first = run(folder, &["check", "tub"]);
    assert_eq!(first.status.code(), Some(1), "{}", stdout(&first));
    let written = run(folder, &["check", "tub", "--write-baseline", "baseline.json"]);
    assert_eq!((written.status.code(), stdout(&written)), (Some(0), ""), "{}", stderr(&written));
    let known = run(folder, &["check", "tub", "--baseline", "baseline.json"]);
    assert_eq!((known.status.code(), stdout(&known)), (Some(0), "2 files: no new problems\n"));
    assert!(stderr(&known).contains("in the baseline and not shown."), "{}", stderr(&known));

    let moved =
        format!("# Neg\n\n### AT: Heg\n\n#### It is above.\n\n{uncited}#### No\n\nMarsh, The Hill\n\n{BODY} No.\n");
    fs::write(folder.join("tub/a.debate"), moved).expect("written");
    let inside = run(&folder.join("tub"), &["check", ".", "--baseline", "../baseline.json", "--format", "json"]);
    let found = problems(&inside);
    assert!(!found.is_empty() && !found.contains(&"./a.debate cite-missing".to_owned()), "{found:?}");

    fs::write(folder.join("tub/a.debate"), "# Neg\n").expect("written");
    let gone = run(folder, &["check", "tub", "--baseline", "baseline.json"]);
    assert!(stderr(&gone).contains("gone; run with --write-baseline baseline.json to forget"), "{}", stderr(&gone));
    for file in ["missing.json", "tub/a.debate"] {
        let output = run(folder, &["check", "tub", "--baseline", file]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(&format!("--write-baseline {file}")), "{}", stderr(&output));
    }
}

#[test]
fn statistics_are_a_table_csv_and_json() {
    let text = format!(
        "# Neg, “and” more\n\n### AT: Heg\n\n{}#### They drop it.\n\n# Aff\n\n{}",
        card("Up", CHOI),
        card("Up", CHOI)
    );
    let tub = folder(&[("tub/a.debate", &text), ("tub/b.debate", "# Empty\n")]);
    let stats = |arguments: &[&str]| {
        let output = run(tub.path(), &[&["stats", "tub"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output).to_owned()
    };
    let csv = stats(&["--format", "csv"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines[0],
        "file,pocket,hat,block,cards,tags,analytics,words,read_words,read_seconds,oldest,newest,undated"
    );
    assert_eq!(lines.len(), 3, "{csv}");
    assert!(lines[1].contains("a.debate,\"Neg, “and” more\",,,1,1,1,"), "{csv}");
    assert!(lines[1].ends_with(",2021-09-02,2021-09-02,0"), "{csv}");
    let array: Value = serde_json::from_str(&stats(&["--format", "json", "--by", "block"])).expect("JSON");
    let rows: Vec<Value> = stats(&["--format", "jsonl", "--by", "block"])
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(array, Value::Array(rows.clone()));
    assert_eq!((&rows[0]["block"], &rows[0]["cards"]), (&"AT: Heg".into(), &1.into()));
    let table = stats(&[]);
    assert!(table.contains("2 files") && table.contains("  Aff"), "{table}");
    let sources = stdout(&run(tub.path(), &["cites", "tub", "--format", "jsonl"])).to_owned();
    assert_eq!(sources.lines().count(), 1, "one source, one line: {sources}");
}

#[test]
fn results_are_written_to_a_file() {
    let tub = folder(&[("tub/a.debate", &format!("# Aff\n\n{}", card("Up", CHOI)))]);
    let read = |name: &str| fs::read(tub.path().join(name)).expect("a file");
    for command in [["stats", "tub"], ["cites", "tub"]] {
        let shown = run(tub.path(), &[&command[..], &["--format", "jsonl"]].concat());
        let write = |file: &str, more: &[&str]| run(tub.path(), &[&command, &["-o", file][..], more].concat());
        let written = write("made/rows.jsonl", &["--format", "jsonl"]);
        assert_eq!((written.status.code(), stdout(&written)), (Some(0), ""), "{}", stderr(&written));
        assert_eq!(read("made/rows.jsonl"), shown.stdout);
        // It is not replaced unless that is asked for.
        let again = write("made/rows.jsonl", &[]);
        let exists = "made/rows.jsonl: not written, because it exists; add --force to replace it\n";
        assert_eq!((again.status.code(), stderr(&again)), (Some(2), exists));
        assert_eq!(read("made/rows.jsonl"), shown.stdout);
        let table = run(tub.path(), &[&["--color", "always"], &command[..]].concat());
        assert!(table.stdout.contains(&0x1b), "it has color");
        let forced =
            run(tub.path(), &[&["--color", "always"], &command[..], &["-o", "made/rows.jsonl", "--force"]].concat());
        assert_eq!(forced.status.code(), Some(0), "{}", stderr(&forced));
        let text = String::from_utf8(read("made/rows.jsonl")).expect("UTF-8");
        assert!(text.contains("Choi") || text.contains("cards"), "{text}");
        assert!(!text.contains('\u{1b}'), "a file has no color");
        let dash = run(tub.path(), &[&command[..], &["--format", "jsonl", "-o", "-"]].concat());
        assert_eq!(dash.stdout, shown.stdout);
        fs::remove_dir_all(tub.path().join("made")).expect("removed");
    }
}

#[test]
fn one_text_in_two_files_is_reported_where_the_cites_differ() {
    let moen = card("They fail", "Moen 20 (Ida Moen, editor, “Down,” Foreign Affairs, 3-4-20)");
    let tub =
        folder(&[("a.debate", &card("Exports are up", CHOI)), ("b.debate", &moen), ("c.debate", &card("So", CHOI))]);
    let between = |arguments: &[&str]| {
        let output = run(tub.path(), &[&["check", ".", "--format", "json"], arguments].concat());
        let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let found = found
            .as_array()
            .expect("an array")
            .iter()
            .filter(|one| one["rule"].as_str().is_some_and(|rule| rule.starts_with("card-")));
        found
            .map(|one| format!("{} {}: {}", one["file"], one["severity"], one["message"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    let conflict = "./b.debate info: ./a.debate:1 has the same text under another author (Choi 21). Correct the wrong \
                    cite. That one says more.";
    assert_eq!(between(&[]), [conflict]);
    assert_eq!(
        between(&["--duplicates"]),
        [conflict, "./c.debate hint: ./a.debate:1 has the same text. Keep one of them."]
    );
    assert_eq!(between(&["--ignore", "card-conflict"]), Vec::<String>::new());
    fs::write(tub.path().join("b.debate"), format!("<!-- debate-ls: ignore-file card-conflict -->\n\n{moen}"))
        .expect("written");
    assert_eq!(between(&[]), Vec::<String>::new());
}
