//! Word files on the command line: read as they are, imported, exported.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use debate_ls_tests::{program, workspace};
use serde_json::Value;

const TODAY: &str = "2026-11-22";

/// Runs the program in `folder`.
fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(program());
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().expect("the program starts")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A folder with copies of the briefs of the tests.
fn briefs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let tub = folder.path().join("tub");
    fs::create_dir_all(tub.join("neg")).expect("made");
    for file in fs::read_dir(workspace().join("tests/briefs")).expect("the briefs") {
        let file = file.expect("a brief").path();
        let name = file.file_name().expect("a name");
        let is_early = name.to_string_lossy().as_ref() < "h";
        let below = if is_early { tub.join(name) } else { tub.join("neg").join(name) };
        fs::copy(&file, below).expect("copied");
    }
    folder
}

#[test]
fn every_brief_comes_back_from_word_byte_for_byte() {
    let folder = briefs();
    let exported = run_in(folder.path(), &["export", "tub", "-o", "word"]);
    assert_eq!(exported.status.code(), Some(0), "{}", stderr(&exported));
    let imported = run_in(folder.path(), &["import", "word", "-o", "back"]);
    assert_eq!(imported.status.code(), Some(0), "{}", stderr(&imported));
    let mut compared = 0;
    for below in ["", "neg"] {
        for file in fs::read_dir(folder.path().join("tub").join(below)).expect("a folder") {
            let file = file.expect("a file").path();
            if file.is_dir() {
                continue;
            }
            let back = folder.path().join("back").join(below).join(file.file_name().expect("a name"));
            let text = fs::read(&file).expect("the brief");
            // One brief of the tests is not UTF-8, which card files are.
            if std::str::from_utf8(&text).is_ok() {
                assert!(text == fs::read(&back).expect("it was imported"), "{} is another", back.display());
                compared += 1;
            }
        }
    }
    assert!(compared >= 8, "{compared} briefs");
}

#[test]
fn nothing_is_overwritten_unless_forced() {
    let folder = briefs();
    let export = |more: &[&str]| run_in(folder.path(), &[&["export", "tub/camp.debate"], more].concat());
    assert_eq!(export(&[]).status.code(), Some(0));
    let file = folder.path().join("tub/camp.docx");
    fs::write(&file, "mine").expect("written");
    let again = export(&[]);
    assert_eq!(again.status.code(), Some(2));
    assert!(
        stderr(&again).contains("camp.docx: not written, because it exists; add --force to replace it"),
        "{}",
        stderr(&again)
    );
    assert_eq!(fs::read(&file).expect("it is there"), b"mine");
    assert_eq!(export(&["--force"]).status.code(), Some(0));
    assert!(fs::read(&file).expect("it is there").starts_with(b"PK"));
}

#[test]
fn a_word_file_has_the_findings_and_the_outline_of_its_card_file() {
    let folder = briefs();
    // What is sent carries no layout, as what Google Docs saves.
    let export = ["export", "--send", "tub/neg/policy.debate", "tub/neg/syria.debate", "-o", "word"];
    assert_eq!(run_in(folder.path(), &export).status.code(), Some(0));
    assert_eq!(run_in(folder.path(), &["import", "word", "-o", "cards"]).status.code(), Some(0));
    for name in ["policy", "syria"] {
        let (word, cards) = (format!("word/{name}.docx"), format!("cards/{name}.debate"));
        let check = |file: &str| json(&run_in(folder.path(), &["check", "--today", TODAY, "--format", "json", file]));
        let short = |found: &Value| -> Vec<(String, String)> {
            let all = found.as_array().expect("an array").iter();
            let mut all: Vec<_> = all.map(|one| (one["rule"].to_string(), one["message"].to_string())).collect();
            all.sort();
            all
        };
        let (of_word, of_cards) = (check(&word), check(&cards));
        assert_eq!(short(&of_word), short(&of_cards), "{name}");
        let first = &of_word[0]["word"];
        assert!(first["paragraph"].as_u64().is_some_and(|paragraph| paragraph > 0), "{first}");
        let names = |file: &str| {
            let outline = json(&run_in(folder.path(), &["outline", "--format", "json", file]));
            let mut names = Vec::new();
            collect_names(&outline[0]["outline"], &mut names);
            names
        };
        assert_eq!(names(&word), names(&cards), "{name}");
    }
}

fn collect_names(outline: &Value, names: &mut Vec<String>) {
    for one in outline.as_array().into_iter().flatten() {
        names.push(one["name"].as_str().expect("a name").to_owned());
        collect_names(&one["children"], names);
    }
}

#[test]
fn a_folder_may_mix_word_files_and_card_files() {
    let folder = briefs();
    let tub = folder.path().join("tub");
    assert_eq!(run_in(&tub, &["export", "camp.debate"]).status.code(), Some(0));
    fs::write(tub.join("~$camp.docx"), [0; 162]).expect("written");
    let all = json(&run_in(&tub, &["outline", "--format", "json", "."]));
    let files: Vec<&str> = all.as_array().expect("an array").iter().filter_map(|file| file["file"].as_str()).collect();
    assert!(files.contains(&"./camp.docx") && files.contains(&"./camp.debate"), "{files:?}");
    let fixed = run_in(&tub, &["check", "--fix", "--today", TODAY, "camp.docx", "~$camp.docx"]);
    let said = stderr(&fixed);
    assert!(
        said.contains("camp.docx: not fixed, because it is a Word file; `import` it, fix the card file, `export` it"),
        "{said}"
    );
    assert!(!said.contains("~$"), "lock files are passed over: {said}");
    let shown = String::from_utf8(fixed.stdout).expect("UTF-8");
    assert!(shown.contains("camp.docx: under “"), "{shown}");
}

#[test]
fn what_is_no_word_file_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes, said) in [
        (
            "old.docx",
            &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..],
            "an old Word file (.doc) under the name of a new one; in Word, save it as .docx",
        ),
        ("rich.docx", b"{\\rtf1}", "an RTF file under the name of a Word file; in Word, save it as .docx"),
        ("text.docx", b"Talks fail", "not a Word file, or a damaged one"),
    ] {
        fs::write(folder.path().join(name), bytes).expect("written");
        for command in ["check", "import", "outline"] {
            let output = run_in(folder.path(), &[command, name]);
            assert_eq!(output.status.code(), Some(2), "{command} {name}");
            assert!(stderr(&output).contains(&format!("{name}: {said}")), "{}", stderr(&output));
        }
    }
}

#[test]
fn a_comment_in_word_ignores_a_rule() {
    let folder = tempfile::tempdir().expect("a folder");
    let card = "#### Talks fail\n\nChoi, Joseph Choi, “Kremlin shrugs,” The Hill, https://example.org/a\n\n\
                The talks are off, said the spokesman, and they were never on, as anybody could see.\n";
    let found = |text: &str| {
        fs::write(folder.path().join("a.debate"), text).expect("written");
        assert_eq!(run_in(folder.path(), &["export", "--force", "a.debate"]).status.code(), Some(0));
        let checked = run_in(folder.path(), &["check", "--today", TODAY, "a.docx"]);
        String::from_utf8(checked.stdout).expect("UTF-8")
    };
    let without = found(card);
    assert!(without.contains("[cite-year-missing]"), "{without}");
    assert!(without.contains("a.docx: tag “Talks fail”, paragraph 2\n"), "{without}");
    let ignored = found(&format!("<!-- debate-ls: ignore cite-year-missing -->\n\n{card}"));
    assert!(!ignored.contains("[cite-year-missing]"), "{ignored}");
}

#[test]
fn a_highlight_color_that_word_does_not_have_is_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.debate"), "#### Talks fail\n").expect("written");
    fs::write(folder.path().join("debate-ls.toml"), "highlight_color = 'pink'\n").expect("written");
    let wrong = run_in(folder.path(), &["export", "--force", "a.debate"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("unknown highlight color `pink`"), "{}", stderr(&wrong));
}
