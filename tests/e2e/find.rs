//! `find` as a process: what it prints, and a cache whose writer is killed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use debate_ls_tests::program;
use serde_json::{Value, json};

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command
        .arg("find")
        .args(arguments)
        .current_dir(folder)
        .env("HOME", folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// A folder with so many files below `tub`, each with five cards.
fn tub(files: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("tub")).expect("made");
    for file in 0..files {
        let card = |card: usize| {
            format!(
                "#### Talks fail for reason {file}-{card}\n\nMarsh 2021 (Ann Marsh, “Off,” The Hill, 9-2-21)\n\n\
                 The talks are off, and officials said on Monday that they will stay off for years to come.\n\n"
            )
        };
        let text = "### AT: Talks\n\n".to_owned() + &(0..5).map(card).collect::<String>();
        fs::write(folder.path().join("tub").join(format!("{file:04}.debate")), text).expect("written");
    }
    folder
}

#[test]
fn a_card_is_shown_with_its_place() {
    let folder = tub(1);
    let output = command(folder.path(), &["reason 0-3", "--in", "tub", "--author", "marsh"]).output().expect("it runs");
    let place = Path::new("tub").join("0000.debate");
    let expected = format!("Talks fail for reason 0-3  Marsh 21\n  {}:21 · AT: Talks · 2021-09-02\n", place.display());
    assert_eq!(stdout(&output), expected);
    let output = command(folder.path(), &["reason 0-3", "--in", "tub", "--format", "jsonl"]).output().expect("it runs");
    let hit: Value = serde_json::from_str(&stdout(&output)).expect("one object");
    assert_eq!(
        (&hit["line"], &hit["short_cite"], &hit["issued"]),
        (&21.into(), &"Marsh 21".into(), &"2021-09-02".into())
    );
    assert_eq!((&hit["authors"], &hit["publications"]), (&json!(["Ann Marsh"]), &json!(["The Hill"])));
}

#[test]
fn it_says_whether_all_cards_are_listed() {
    let folder = tub(1);
    let said = |arguments: &[&str]| {
        let output = command(folder.path(), &[arguments, &["--in", "tub"]].concat()).output().expect("it runs");
        let cards = stdout(&output).lines().filter(|line| line.starts_with("Talks fail")).count();
        (cards, String::from_utf8(output.stderr).expect("UTF-8"))
    };
    assert_eq!(said(&["talks"]), (5, String::new()));
    assert_eq!(said(&["talks", "--limit", "5"]), (5, String::new()));
    let more = "The first 2 cards are listed, and there are more: raise --limit.\n";
    assert_eq!(said(&["talks", "--limit", "2"]), (2, more.to_owned()));
    assert_eq!(said(&["zebra"]), (0, "No cards found.\n".to_owned()));
}

#[test]
fn a_killed_scan_leaves_a_cache_that_the_next_one_finishes() {
    let folder = tub(500);
    let cache = folder.path().join("cache/debate-ls");
    let mut scan = command(folder.path(), &["talks", "--in", "tub"]).spawn().expect("it starts");
    // As soon as the database is there, or, on a quick machine, when it is done already.
    while fs::read_dir(&cache).map_or(0, Iterator::count) == 0 && scan.try_wait().expect("a process").is_none() {
        std::thread::yield_now();
    }
    let _ = scan.kill();
    scan.wait().expect("it ends");
    let all = |more: &[&str]| {
        let arguments = [&["Marsh 21", "--in", "tub", "--limit", "10000", "--format", "json"], more].concat();
        let hits: Value = serde_json::from_str(&stdout(&command(folder.path(), &arguments).output().expect("it runs")))
            .expect("JSON");
        let mut hits: Vec<String> = hits.as_array().expect("a list").iter().map(Value::to_string).collect();
        hits.sort();
        hits
    };
    let expected = all(&["--no-cache"]);
    assert_eq!(expected.len(), 2500);
    assert_eq!(all(&[]), expected);
    assert_eq!(all(&[]), expected, "from the cache");
}

#[test]
fn without_a_home_nothing_is_kept() {
    let folder = tub(20);
    let output = command(folder.path(), &["talks", "--in", "tub", "--limit", "3", "--format", "jsonl"])
        .env_remove("HOME")
        .env_remove("XDG_CACHE_HOME")
        .output()
        .expect("it runs");
    assert_eq!(stdout(&output).lines().count(), 3);
}

#[test]
fn a_folder_that_is_missing_is_an_error() {
    let folder = tub(1);
    let output = command(folder.path(), &["talks", "--in", "nowhere"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "nowhere: no such folder\n");
}
