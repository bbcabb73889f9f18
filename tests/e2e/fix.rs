//! `check --fix` and a team's `debate-ls.toml`, as a process: what is written, what is reported, and what stays unchanged.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use debate_ls_tests::{brief, program};

const BODY: &str = "The ministry said on Monday that exports had recovered to the level of the spring, that the banks which \
    had been cut off were trading again through neighbors, and that the shortage of parts was over.";

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, bytes).expect("written");
    }
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program())
        .args(["check", "--today", "2026-11-22"])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn read(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join(name)).expect("it is there")
}

fn card(cite: &str) -> String {
    format!("Sanctions fail\n\n{cite}\n\n{BODY}\n")
}

const TYPOGRAPHY: &str =
    "Choi ‘21 (Joseph Choi |reporter, “Kremlin shrugs,” The Hill, 9-2-21, https://www.example.org/a)";
const TIDY: &str = "Choi ’21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21, https://www.example.org/a)";

#[test]
fn the_difference_is_shown_and_nothing_written() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(brief("syria.debate"), folder.path().join("syria.debate")).expect("copied");
    let before = read(folder.path(), "syria.debate");
    let output = check(folder.path(), &["--fix", "--diff", "syria.debate"]);
    insta::assert_snapshot!(stdout(&output));
    insta::assert_snapshot!(stderr(&output), @"Would fix 2 problems in 1 file; 17 would remain.");
    assert_eq!(read(folder.path(), "syria.debate"), before);
}

#[test]
fn files_are_written_and_what_remains_is_reported() {
    let folder = folder(&[("a.debate", card(TYPOGRAPHY).as_bytes()), ("b.debate", card(TIDY).as_bytes())]);
    let output = check(folder.path(), &["--fix", "."]);
    assert_eq!(read(folder.path(), "a.debate"), card(TIDY).as_bytes());
    assert_eq!(read(folder.path(), "b.debate"), card(TIDY).as_bytes());
    insta::assert_snapshot!(stdout(&output), @r"
        hint: Choi 21: missing access date (NSDA 7.1.C).  [cite-incomplete]
          ./a.debate:3:1
          3 │ Choi ’21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21, https://www.example.org/a)
            │ ^^^^^^^^

        hint: Choi 21: missing access date (NSDA 7.1.C).  [cite-incomplete]
          ./b.debate:3:1
          3 │ Choi ’21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21, https://www.example.org/a)
            │ ^^^^^^^^

        2 files: 2 hints
        ");
    insta::assert_snapshot!(stderr(&output), @"Fixed 2 problems in 1 file; 2 remain.");
    assert_eq!(output.status.code(), Some(0));
    let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 2, "nothing is left beside the files");
}

#[test]
fn a_second_time_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(brief("syria.debate"), folder.path().join("syria.debate")).expect("copied");
    check(folder.path(), &["--fix", "syria.debate"]);
    let once = read(folder.path(), "syria.debate");
    let output = check(folder.path(), &["--fix", "syria.debate"]);
    assert_eq!(read(folder.path(), "syria.debate"), once);
    assert!(stderr(&output).starts_with("Fixed 0 problems in 0 files;"), "{}", stderr(&output));
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let text = card(TYPOGRAPHY).replace('\n', "\r\n");
    let wanted = card(TIDY).replace('\n', "\r\n");
    let utf16 =
        |text: &str| [&[0xFF, 0xFE][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat();
    let utf8 = |text: &str| [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let folder = folder(&[("a.debate", &utf8(&text)), ("b.debate", &utf16(&text))]);
    check(folder.path(), &["--fix", "."]);
    assert_eq!(read(folder.path(), "a.debate"), utf8(&wanted));
    assert_eq!(read(folder.path(), "b.debate"), utf16(&wanted));
}

#[test]
fn the_difference_has_the_line_ends_of_the_file() {
    let text = card(TYPOGRAPHY).replace('\n', "\r\n");
    let folder = folder(&[("a.debate", text.as_bytes())]);
    let shown = stdout(&check(folder.path(), &["--fix", "--diff", "a.debate"]));
    assert!(shown.contains(&format!("\n \r\n-{TYPOGRAPHY}\r\n+{TIDY}\r\n \r\n")), "{shown:?}");
}

#[test]
fn a_file_under_two_names_is_one_file() {
    let folder = folder(&[("a.debate", card(TYPOGRAPHY).as_bytes())]);
    let output = check(folder.path(), &["--fix", "a.debate", "./a.debate", "."]);
    assert_eq!(read(folder.path(), "a.debate"), card(TIDY).as_bytes());
    assert_eq!(stderr(&output).trim(), "Fixed 2 problems in 1 file; 1 remains.");
}

#[test]
fn a_read_only_file_stays_and_its_problems_are_reported() {
    let folder = folder(&[("a.debate", card(TYPOGRAPHY).as_bytes())]);
    let file = folder.path().join("a.debate");
    let mut permissions = fs::metadata(&file).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).expect("allowed");
    let output = check(folder.path(), &["--fix", "a.debate"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(read(folder.path(), "a.debate"), card(TYPOGRAPHY).as_bytes());
    assert!(stderr(&output).starts_with("a.debate: cannot write it: the file is read-only\n"), "{}", stderr(&output));
    assert!(stdout(&output).contains("[cite-apostrophe]"), "{}", stdout(&output));
}

#[test]
fn one_bad_byte_does_not_spoil_the_rest() {
    let bad = [card(TIDY).as_bytes(), b"\nThe general said: \x93No.\x94\n"].concat();
    let folder = folder(&[("a.debate", &bad)]);
    check(folder.path(), &["--fix", "--convert", "a.debate"]);
    let wanted = format!("{}\nThe general said: “No.”\n", card(TIDY));
    assert_eq!(String::from_utf8(read(folder.path(), "a.debate")).expect("UTF-8"), wanted);
}

#[test]
fn a_file_that_is_not_utf_8_is_converted_only_on_request() {
    let windows_1252 =
        b"Sanctions fail\r\n\r\nM\xFCller \x9121, The Hill, 9-2-21, \x93Kremlin shrugs\x94\r\n\r\nThe ministry said \
        on Monday that exports had recovered to the level of the spring, and that the shortage of parts was over.\r\n";
    let folder = folder(&[("word.debate", windows_1252)]);
    let output = check(folder.path(), &["--fix", "word.debate"]);
    assert_eq!(read(folder.path(), "word.debate"), windows_1252);
    assert!(
        stderr(&output).contains("word.debate: not fixed, because it is not UTF-8; add --convert"),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).contains("[text-encoding]"), "{}", stdout(&output));

    let output = check(folder.path(), &["--fix", "--convert", "word.debate"]);
    let converted = String::from_utf8(read(folder.path(), "word.debate")).expect("UTF-8");
    assert!(converted.contains("\r\n\r\nMüller ’21, The Hill, 9-2-21, “Kremlin shrugs”\r\n"), "{converted}");
    assert!(!stdout(&output).contains("[text-encoding]"), "{}", stdout(&output));
}

#[test]
fn only_selected_rules_mend() {
    let folder = folder(&[("a.debate", card(TYPOGRAPHY).as_bytes())]);
    check(folder.path(), &["--fix", "--select", "cite-apostrophe", "a.debate"]);
    let wanted = card(&TYPOGRAPHY.replace('‘', "’"));
    assert_eq!(read(folder.path(), "a.debate"), wanted.as_bytes());
}

#[test]
fn standard_input_can_be_shown_and_not_written() {
    let run = |arguments: &[&str]| {
        let folder = folder(&[("a.debate", card(TYPOGRAPHY).as_bytes())]);
        Command::new(program())
            .args(["check", "--fix"])
            .args(arguments)
            .stdin(fs::File::open(folder.path().join("a.debate")).expect("it is there"))
            .output()
            .expect("the program starts")
    };
    let written = run(&["-"]);
    assert_eq!(written.status.code(), Some(2));
    assert!(stdout(&written).contains("[cite-apostrophe]"), "the problems are still reported: {}", stdout(&written));
    insta::assert_snapshot!(stderr(&written), @r"
    <stdin>: standard input cannot be fixed in place; add --diff to see the changes
    Fixed 0 problems in 0 files; 3 remain.
    ");
    let shown = run(&["--diff", "-"]);
    assert!(stdout(&shown).contains(&format!("\n+{TIDY}\n")), "{}", stdout(&shown));
}

#[test]
fn options_that_belong_to_fix_want_it() {
    for arguments in
        [&["--diff", "a.debate"][..], &["--convert", "a.debate"], &["--fix", "--diff", "--format", "json", "a"]]
    {
        assert_eq!(check(Path::new("."), arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("real/a.debate", card(TYPOGRAPHY).as_bytes())]);
    let (real, link) = (folder.path().join("real/a.debate"), folder.path().join("link.debate"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("allowed");
    symlink(&real, &link).expect("linked");
    check(folder.path(), &["--fix", "link.debate"]);
    assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert_eq!(fs::read(&real).expect("it is there"), card(TIDY).as_bytes());
    assert_eq!(fs::metadata(&real).expect("it is there").permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn owner_and_other_names_stay() {
    use std::os::unix::fs::{MetadataExt, chown};
    let folder = folder(&[("a.debate", card(TYPOGRAPHY).as_bytes()), ("b.debate", card(TYPOGRAPHY).as_bytes())]);
    let (one, other) = (folder.path().join("a.debate"), folder.path().join("b.debate"));
    fs::hard_link(&one, folder.path().join("a.txt")).expect("linked");
    // Only root may give a file away; for others it stays theirs.
    let _ = chown(&other, Some(65534), Some(65534));
    let owner = |file: &Path| fs::metadata(file).map(|data| (data.uid(), data.gid())).expect("it is there");
    let before = owner(&other);
    check(folder.path(), &["--fix", "a.debate", "b.debate"]);
    assert_eq!(read(folder.path(), "a.txt"), card(TIDY).as_bytes(), "both names lead to the new text");
    assert_eq!((read(folder.path(), "b.debate"), owner(&other)), (card(TIDY).into_bytes(), before));
}

#[test]
fn three_at_once_leave_one_whole_file() {
    let text: String =
        (0..300).map(|number| card(TYPOGRAPHY).replace("Sanctions", &format!("Sanction {number}"))).collect();
    let wanted = text.replace(TYPOGRAPHY, TIDY);
    let folder = folder(&[("a.debate", text.as_bytes())]);
    let start = |_| {
        Command::new(program())
            .args(["check", "--fix", "a.debate"])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    };
    let running: Vec<_> = (0..3).map(start).collect();
    for mut one in running {
        let code = one.wait().expect("it ends").code();
        assert!(matches!(code, Some(0..=2)), "{code:?}");
    }
    assert_eq!(String::from_utf8(read(folder.path(), "a.debate")).expect("UTF-8"), wanted);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn the_nearest_configuration_holds() {
    let cite = "Choi 21 (Joseph Choi, The Hill, 9-2-21)";
    let folder = folder(&[
        ("debate-ls.toml", b"required = ['author', 'title']\n"),
        ("novice/debate-ls.toml", b"profile = 'minimal'\n[severity]\ncite-apostrophe = 'off'\n"),
        ("a.debate", card(cite).as_bytes()),
        ("novice/b.debate", card(&cite.replace("21 (", "‘21 (")).as_bytes()),
    ]);
    let output = check(folder.path(), &["--format", "github", "."]);
    insta::assert_snapshot!(stdout(&output), @"::warning file=./a.debate,line=3,col=1,endColumn=7,title=cite-incomplete::Choi 21: missing title.");
    // A league that is asked for on the command line comes before the house’s own list.
    let output = check(folder.path(), &["--profile", "minimal", "--format", "github", "a.debate"]);
    assert_eq!(stdout(&output), "");
}

#[test]
fn a_form_for_dates_is_checked_and_written() {
    let folder = folder(&[
        ("debate-ls.toml", b"date_format = 'Month D, YYYY'\n"),
        (
            "a.debate",
            card("Telegraph Media, 9-15, 21, “Putin calls troops a barrier to peace,” www.example.org/a").as_bytes(),
        ),
    ]);
    check(folder.path(), &["--fix", "a.debate"]);
    let wanted =
        card("Telegraph Media, September 15, 2021, “Putin calls troops a barrier to peace,” www.example.org/a");
    assert_eq!(String::from_utf8(read(folder.path(), "a.debate")).expect("UTF-8"), wanted);
}

#[test]
fn a_bad_configuration_is_reported_once_and_findings_are_still_printed() {
    let folder = folder(&[
        ("debate-ls.toml", b"profle = 'minimal'\nrequired = ['title']\n"),
        ("a.debate", card("Choi 21 (Joseph Choi, The Hill, 9-2-21)").as_bytes()),
        ("b.debate", card("Choi 21 (Joseph Choi, The Hill, 9-2-21)").as_bytes()),
    ]);
    let output = check(folder.path(), &["--format", "github", "."]);
    assert_eq!(output.status.code(), Some(2));
    let errors = stderr(&output);
    let message = errors.split_once("debate-ls.toml:").expect("the file is named").1;
    assert_eq!(message.trim(), "1:1: unknown setting `profle`; did you mean `profile`?");
    assert_eq!(stdout(&output).matches("missing title").count(), 2, "{}", stdout(&output));
}

#[test]
fn a_brief_from_word_for_mac_is_converted_as_it_was_written() {
    let cite = b"Choi \xD521 (Joseph Choi, \xD2Kremlin shrugs,\xD3 The Hill, 9-2-21, https://www.example.org/a)";
    let quoted = b"The committee\xD5s chair said \xD2now\xD3 \xD0 or never \xD1 in the caf\x8E.";
    let file = [b"Sanctions fail\r\r".as_slice(), cite, b"\r\r", quoted, b"\r"].concat();
    let folder = folder(&[("mac.debate", &file)]);
    assert!(stdout(&check(folder.path(), &["mac.debate"])).contains("was read as Mac Roman"));
    check(folder.path(), &["--fix", "--convert", "mac.debate"]);
    let text = String::from_utf8(read(folder.path(), "mac.debate")).expect("UTF-8");
    assert!(text.contains("Choi ’21 (Joseph Choi, “Kremlin shrugs,” The Hill"), "{text}");
    assert!(text.contains("The committee’s chair said “now” – or never — in the café."), "{text}");
}

#[test]
fn a_file_in_an_unclear_charset_is_not_converted() {
    // The same words from both systems, and a text in Windows-1251.
    let mixed =
        b"Sanctions fail\n\nThe committee\xD5s chair said \xD2now\xD3.\n\nIt\x92s \x93then\x94, they say.\n".as_slice();
    let other = b"\xD1\xE0\xED\xEA\xF6\xE8\xE8 \xED\xE5 \xF0\xE0\xE1\xEE\xF2\xE0\xFE\xF2\n".as_slice();
    let folder = folder(&[("mixed.debate", mixed), ("other.debate", other)]);
    for (name, bytes) in [("mixed.debate", mixed), ("other.debate", other)] {
        let output = check(folder.path(), &["--fix", "--convert", name]);
        assert!(stderr(&output).contains("it is unclear which charset it is in"), "{}", stderr(&output));
        assert!(stdout(&output).contains("its charset is unclear"), "{}", stdout(&output));
        assert_eq!(read(folder.path(), name), bytes, "{name}");
    }
}
