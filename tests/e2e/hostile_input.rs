//! Input that nobody means well with: what never ends, is far too large, is no file, or holds what would steer the
//! terminal, the CI runner or the next program. Each has a bound and a plain answer, and the other files are checked.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use debate_ls_tests::program;
use serde_json::Value;

/// A card without a cite: one error.
const UNCITED: &str = "#### Sanctions fail\n\n\
    The ministry said on Monday that exports had recovered to the level of the spring, that the banks which had been \
    cut off were trading again through neighbors, and that the shortage of parts was over.\n";

/// Address space for a run, in KiB: far less than what never ends would take, more than any run here needs.
const MEMORY: u64 = 3 << 20;

/// The program in `folder`, which gets no more than [`MEMORY`], and is ended where it hangs.
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("ulimit -v {MEMORY} 2>/dev/null; exec timeout -k 5 300 \"$0\" \"$@\""))
        .arg(program())
        .args(arguments)
        .current_dir(folder)
        .env("HOME", folder)
        .env_remove("XDG_CONFIG_HOME")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// A folder with one brief in it, in which one error is found.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.debate"), UNCITED).expect("written");
    folder
}

fn named_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo is there").success());
}

/// That the brief was checked, that the end was 2, and what was reported.
fn reported(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{}", stderr(output));
    assert!(stdout(output).contains("[cite-missing]"), "the brief is checked: {}", stdout(output));
    stderr(output)
}

#[test]
fn ignore_files_that_never_end_are_passed_over() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    for name in ["pipe", "zero", "git/.git/info", "above/below"] {
        fs::create_dir_all(at(name)).expect("made");
        fs::write(at(name).join("b.debate"), UNCITED).expect("written");
    }
    named_pipe(&at("pipe/.gitignore"));
    symlink("/dev/zero", at("zero/.ignore")).expect("linked");
    fs::write(at("git/b.debate"), UNCITED).expect("written");
    named_pipe(&at("git/.git/info/exclude"));
    fs::write(at("above/.gitignore"), "#\n".repeat(200_000)).expect("written");
    let reported = reported(&run(folder.path(), &["check", "."]));
    for problem in [
        "pipe/.gitignore: a named pipe, not a file; ignored",
        "zero/.ignore: a device, not a file; ignored",
        "git/.git/info/exclude: a named pipe, not a file; ignored",
        "above/.gitignore: larger than 256 KiB; ignored",
    ] {
        assert_eq!(reported.matches(problem).count(), 1, "{problem}: {reported}");
    }
    assert_eq!(stdout(&run(folder.path(), &["check", "above/below"])).matches("[cite-missing]").count(), 1);
}

#[test]
fn a_file_of_very_many_patterns_is_passed_over() {
    let folder = folder();
    fs::write(folder.path().join(".gitignore"), "*a\n".repeat(20_000)).expect("written");
    let reported = reported(&run(folder.path(), &["check", "."]));
    assert!(reported.contains(".gitignore: more than 10000 lines; ignored"), "{reported}");
}

#[test]
fn settings_of_git_that_never_end_are_passed_over() {
    let folder = folder();
    named_pipe(&folder.path().join(".gitconfig"));
    assert!(reported(&run(folder.path(), &["check", "."])).contains(".gitconfig: a named pipe, not a file"));
    fs::remove_file(folder.path().join(".gitconfig")).expect("removed");

    fs::write(folder.path().join(".gitconfig"), "[core]\n\texcludesFile = ~/patterns\n").expect("written");
    symlink("/dev/zero", folder.path().join("patterns")).expect("linked");
    assert!(reported(&run(folder.path(), &["check", "."])).contains("patterns: a device, not a file"));

    fs::remove_file(folder.path().join("patterns")).expect("removed");
    fs::write(folder.path().join("patterns"), "a.*\n").expect("written");
    fs::write(folder.path().join("b.debate"), UNCITED).expect("written");
    let output = run(folder.path(), &["check", "--format", "github", "."]);
    assert!(stdout(&output).contains("b.debate") && !stdout(&output).contains("a.debate"), "{}", stdout(&output));
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = folder();
    named_pipe(&folder.path().join("pipe.debate"));
    symlink("loop.debate", folder.path().join("loop.debate")).expect("linked");
    let reported = reported(&run(folder.path(), &["check", "pipe.debate", "/dev/zero", "loop.debate", "a.debate"]));
    insta::assert_snapshot!(reported.replace(" (os error 40)", "").replace(" (os error 62)", ""), @r"
    pipe.debate: a named pipe, not a file
    /dev/zero: a device, not a file
    loop.debate: Too many levels of symbolic links
    ");
    for command in ["outline", "parse", "cites"] {
        let output = run(folder.path(), &[command, "pipe.debate", "a.debate"]);
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert!(!output.stdout.is_empty(), "{command} goes on");
    }
    // In a folder they are no briefs.
    assert_eq!(stderr(&run(folder.path(), &["check", "."])), "");
}

#[test]
fn what_another_program_writes_is_read_as_a_file() {
    let folder = folder();
    let mut child = command(folder.path(), &["check", "/dev/stdin"]);
    let mut child = child.stdin(Stdio::piped()).spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(UNCITED.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert!(stdout(&output).contains("[cite-missing]"), "{}", stderr(&output));
}

/// A file of `size` bytes that begins with `head` and takes no room on the disk.
fn sparse(path: &Path, head: &[u8], size: u64) {
    let mut file = File::create(path).expect("created");
    file.write_all(head).expect("written");
    file.set_len(size).expect("sparse files are there");
}

#[test]
fn a_large_file_that_is_no_text_is_known_by_its_head() {
    let folder = folder();
    // Twice as large as what the run may take.
    sparse(&folder.path().join("film.debate"), b"\0\0\0\x20ftyp", (2 * MEMORY) << 10);
    let output = run(folder.path(), &["check", "."]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), ""));
    let reported = reported(&run(folder.path(), &["check", "film.debate", "a.debate"]));
    assert_eq!(reported, "film.debate: not a text file; debate-ls reads plain text and Word files (.docx)\n");
}

#[test]
fn a_text_beyond_the_limit_is_refused() {
    let folder = folder();
    sparse(&folder.path().join("all.debate"), "text ".repeat(2_000).as_bytes(), (2 * MEMORY) << 10);
    let reported = reported(&run(folder.path(), &["check", "."]));
    assert_eq!(reported, "./all.debate: larger than 256 MiB; split it\n");
}

#[test]
fn standard_input_without_an_end_is_refused() {
    let folder = folder();
    let zero = run_with(folder.path(), Stdio::from(File::open("/dev/zero").expect("it is there")));
    assert_eq!(stderr(&zero), "<stdin>: not a text file; debate-ls reads plain text and Word files (.docx)\n");
    let mut yes = Command::new("yes").stdout(Stdio::piped()).spawn().expect("yes is there");
    let endless = run_with(folder.path(), Stdio::from(yes.stdout.take().expect("a pipe")));
    yes.wait().expect("its pipe is closed");
    assert_eq!(stderr(&endless), "standard input: larger than 256 MiB; split it\n");
    assert_eq!((zero.status.code(), endless.status.code()), (Some(2), Some(2)));
}

fn run_with(folder: &Path, stdin: Stdio) -> Output {
    command(folder, &["check", "--stdin"]).stdin(stdin).output().expect("the program starts")
}

#[test]
fn a_configuration_has_a_limit_and_so_has_what_is_told_of_it() {
    let folder = folder();
    let file = folder.path().join("debate-ls.toml");
    let keys = |number: usize| (0..number).map(|key| format!("key{key} = 1\n")).collect::<String>();
    let check = || reported(&run(folder.path(), &["check", "a.debate"]));

    fs::write(&file, keys(3_000)).expect("written");
    let many = check();
    assert_eq!(many.lines().count(), 21, "{many}");
    assert!(many.ends_with("debate-ls.toml:21:1: and 2,980 more problems from here on\n"), "{many}");

    fs::write(&file, keys(100_000)).expect("written");
    let large = check();
    assert!(large.ends_with("debate-ls.toml: larger than 256 KiB; ignored\n"), "{large}");
    assert_eq!(large.lines().count(), 1);

    fs::remove_file(&file).expect("removed");
    named_pipe(&file);
    assert!(check().ends_with("debate-ls.toml: a named pipe, not a file; ignored\n"));
    let shown = run(folder.path(), &["config", "show", "."]);
    assert!(stderr(&shown).contains("a named pipe, not a file"), "{}", stderr(&shown));

    fs::remove_file(&file).expect("removed");
    symlink("/dev/zero", &file).expect("linked");
    assert!(check().ends_with("debate-ls.toml: a device, not a file; ignored\n"));
}

#[test]
fn deep_folders_and_circles_of_links_have_an_end() {
    let folder = folder();
    let deep = "d/".repeat(500);
    fs::create_dir_all(folder.path().join(&deep)).expect("made");
    fs::write(folder.path().join(&deep).join("b.debate"), UNCITED).expect("written");
    symlink("..", folder.path().join("d/up")).expect("linked");
    symlink(".", folder.path().join("here")).expect("linked");
    let output = run(folder.path(), &["check", "--format", "github", "."]);
    assert_eq!(stdout(&output).matches("cite-missing").count(), 2, "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_folder_whose_name_is_not_utf_8_keeps_its_settings_and_its_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let team = folder.path().join(OsStr::from_bytes(b"\xFCber den Sommer"));
    if fs::create_dir(&team).is_err() {
        return; // Some file systems have only names in UTF-8.
    }
    fs::write(team.join("a:1.debate"), UNCITED).expect("written");
    fs::write(team.join("debate-ls.toml"), "[severity]\ncite-missing = 'hint'\n").expect("written");
    let output = run(folder.path(), &["check", "--format", "sarif", "."]);
    let sarif: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"cite-missing".into(), &"note".into()));
    let location = &result["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(location["uri"], "./%FCber%20den%20Sommer/a%3A1.debate");
    assert_eq!(output.status.code(), Some(0));
}

/// Evidence that wants to steer whoever shows it.
const STEERING: &str = "### AT: \u{1b}]0;owned\u{7}Russia \u{1b}[2J\n\n::set-output name=a::b\n\n\
    #### Talks \u{1b}]52;c;cHduZWQ=\u{7}fail \u{202e}now\u{9b}2J\n\n\
    Choi 21, Joseph Cho\u{1b}[5mi, reporter, 9-15-21,, “T”, The Hill, https://x.org/a\n\n\
    Body \u{1b}[2J text, \u{2067}and\u{8} more, which \\xA1 the ministry said on Monday.\n";

/// Our own styles, which are the only sequences that a terminal may get.
const STYLES: [&str; 9] = [
    "\u{1b}[0m",
    "\u{1b}[1m",
    "\u{1b}[31m",
    "\u{1b}[32m",
    "\u{1b}[33m",
    "\u{1b}[34m",
    "\u{1b}[36m",
    "\u{1b}[90m",
    "\t",
];

fn assert_harmless(shown: &str, what: &str) {
    let rest = STYLES.iter().fold(shown.to_owned(), |rest, style| rest.replace(style, ""));
    let bad = |sign: char| {
        sign != '\n' && (sign.is_control() || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    };
    assert!(!rest.contains(bad), "{what}: {shown:?}");
    for line in rest.lines() {
        assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{what} speaks to the runner: {line:?}");
    }
}

#[test]
fn evidence_and_names_steer_no_terminal_and_no_runner() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "::add-mask::\u{1b}]0;named\u{7}\n::debug::x \u{202e}.debate";
    for name in ["e.debate", name, "team/e.debate"] {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, STEERING).expect("written");
    }
    fs::write(folder.path().join("team/debate-ls.toml"), "\"a\\u001b]0;toml\\u0007\" = 1\n").expect("written");
    named_pipe(&folder.path().join("\u{1b}[2Jpipe"));
    for arguments in [
        &["outline", "e.debate", name][..],
        &["parse", "--explain", "e.debate"],
        &["cites", "e.debate"],
        &["check", "--fix", "--diff", "e.debate", name],
        &["check", "e.debate", name, "\u{1b}[2Jpipe", "\u{1b}[2Jnowhere"],
        &["check", "team/e.debate"],
        &["config", "show", "team"],
        &["check", "--\u{1b}]0;x\u{7}.debate"],
    ] {
        let output = run(folder.path(), &[arguments, &["--color", "always"]].concat());
        assert!(!output.stdout.is_empty() || !output.stderr.is_empty());
        assert_harmless(&stdout(&output), &arguments.join(" "));
        assert_harmless(&stderr(&output), &arguments.join(" "));
    }
    let outline = stdout(&run(folder.path(), &["outline", "e.debate"]));
    assert!(outline.contains(r"AT: \u001b]0;owned\u0007Russia \u001b[2J"), "it is shown what stands there: {outline}");
}

#[test]
fn a_runner_gets_one_command_a_finding() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "a,b\n::set-output name=x::y%.debate";
    fs::write(folder.path().join(name), STEERING).expect("written");
    let output = stdout(&run(folder.path(), &["check", "--format", "github", "."]));
    assert!(output.lines().count() > 1);
    for line in output.lines() {
        let command = line.strip_prefix("::").and_then(|line| line.split_once(' '));
        let (level, rest) = command.expect("a command");
        assert!(["error", "warning", "notice"].contains(&level), "{line}");
        assert!(rest.starts_with("file=./a%2Cb%0A%3A%3Aset-output name=x%3A%3Ay%25.debate,line="), "{line}");
    }
}

#[test]
fn what_goes_to_a_program_is_exact() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "e e.debate";
    for text in [STEERING.to_owned(), format!("\u{feff}{STEERING}"), STEERING.replace('\n', "\r\n")] {
        fs::write(folder.path().join(name), &text).expect("written");
        let difference = run(folder.path(), &["check", "--fix", "--diff", name]).stdout;
        run(folder.path(), &["check", "--fix", name]);
        let fixed = fs::read(folder.path().join(name)).expect("it is there");
        assert_ne!(fixed, text.as_bytes(), "there is something to fix");
        assert_eq!(patched(text.as_bytes(), &difference), fixed, "{}", String::from_utf8_lossy(&difference));
        let parsed = run(folder.path(), &["parse", name]);
        let parsed: Value = serde_json::from_slice(&parsed.stdout).expect("JSON");
        assert_eq!(parsed["cards"][1]["tag"]["text"], "Talks \u{1b}]52;c;cHduZWQ=\u{7}fail \u{202e}now\u{9b}2J");
    }
}

/// `text` after a unified difference, whose every line of context must be the text's own, as `patch` demands.
fn patched(text: &[u8], difference: &[u8]) -> Vec<u8> {
    let lines = |bytes: &[u8]| bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (old, difference) = (lines(text), lines(difference));
    assert!(difference[0].starts_with(b"--- e e.debate\t") && difference[1].starts_with(b"+++ e e.debate\t"));
    let (mut new, mut at) = (Vec::new(), 0);
    for line in &difference[2..] {
        let (sign, words) = line.split_first().expect("a line");
        match sign {
            b'@' => {
                let hunk = String::from_utf8(line.clone()).expect("numbers");
                let first: usize = hunk[4..].split([',', ' ']).next().expect("a number").parse().expect("a number");
                new.extend_from_slice(&old[at..first - 1]);
                at = first - 1;
            }
            b'+' => new.push(words.to_vec()),
            b'-' | b' ' => {
                assert_eq!(words, old[at], "the text's own line");
                at += 1;
                if *sign == b' ' {
                    new.push(words.to_vec());
                }
            }
            other => panic!("{:?}", char::from(*other)),
        }
    }
    new.extend_from_slice(&old[at..]);
    new.concat()
}

#[test]
fn a_leftover_of_another_program_is_not_touched() {
    let folder = folder();
    let fixable =
        "#### Talks fail\n\nChoi 21, Joseph Choi, reporter, 9-15-21,, “T”, The Hill, https://x.org/a\n\nBody text.\n";
    let file = folder.path().join("f.debate");
    fs::write(&file, fixable).expect("written");
    let unknown_documents = ["f.debate.1.tmp", ".debate-ls-a.tmp", "f.debate~", "f.debate.tmp"];
    for name in unknown_documents {
        OpenOptions::new().write(true).create_new(true).open(folder.path().join(name)).expect("created");
    }
    run(folder.path(), &["check", "--fix", "f.debate"]);
    assert_ne!(fs::read_to_string(&file).expect("it is there"), fixable);
    assert!(unknown_documents.iter().all(|name| folder.path().join(name).exists()));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), unknown_documents.len() + 2);
}
