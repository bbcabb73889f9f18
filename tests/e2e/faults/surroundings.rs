//! What an environment may lack, and what the program may not do at all.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use debate_ls_tests::program;

use crate::{CARD, card, fixed, jsonl, problems, run, server, stderr, stdout, tub, wait_for_cards};

#[test]
fn without_a_home_and_any_other_variable_it_works() {
    let folder = tub(40);
    let expected = jsonl(&run(folder.path(), "\"$0\" find sanctions --in tub --limit 1000 --format jsonl --no-cache"));
    for (name, environment) in [
        ("none", "env -i"),
        ("no home", "env -u HOME -u XDG_CACHE_HOME"),
        ("an empty home", "env HOME= XDG_CACHE_HOME="),
        ("a home that is gone", "env -u XDG_CACHE_HOME HOME=/nowhere/at/all"),
    ] {
        let find = format!("exec {environment} \"$0\" find sanctions --in tub --limit 1000 --format jsonl");
        let output = run(folder.path(), &find);
        assert_eq!(jsonl(&output), expected, "{name}: {}", stderr(&output));
        let checked = run(folder.path(), &format!("exec {environment} \"$0\" check tub"));
        assert_eq!((checked.status.code(), stderr(&checked).as_str()), (Some(0), ""), "{name}");
        let server = server(folder.path(), &format!("exec {environment} \"$0\" serve"));
        wait_for_cards(&server, 40);
        assert!(!problems(&server, CARD).is_empty(), "{name}");
    }
    let names: Vec<_> =
        fs::read_dir(folder.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(names, ["tub"], "nothing is written where it was started");
}

#[test]
fn without_a_locale_the_output_is_the_same() {
    let folder = tub(1);
    let check = "exec \"$0\" check --fix --diff tub";
    let expected = stdout(&run(folder.path(), &format!("export LC_ALL=C.UTF-8; {check}")));
    assert!(expected.contains("Choi ’21"), "{expected}");
    for locale in ["LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=xx_YY.nonsense LANG=", "LANG=tr_TR.ISO-8859-9"] {
        let output = run(folder.path(), &format!("unset LC_ALL LANG; export {locale}; {check}"));
        assert_eq!(stdout(&output), expected, "{locale}");
    }
}

#[test]
fn it_has_no_function_that_opens_a_connection_or_starts_a_program() {
    let output = Command::new("nm").args(["--dynamic", "--undefined-only"]).arg(program()).output().expect("nm");
    let imported = stdout(&output);
    let names: Vec<&str> = imported.split_whitespace().map(|name| name.split('@').next().unwrap_or_default()).collect();
    assert!(names.contains(&"read"), "these are the functions of the system: {names:?}");
    let forbidden = [
        "socket",
        "socketpair",
        "connect",
        "bind",
        "listen",
        "accept",
        "accept4",
        "send",
        "sendto",
        "sendmsg",
        "getaddrinfo",
        "gethostbyname",
        "fork",
        "vfork",
        "execve",
        "execv",
        "execvp",
        "execl",
        "execlp",
        "posix_spawn",
        "posix_spawnp",
        "system",
        "popen",
    ];
    let found: Vec<_> = forbidden.iter().filter(|name| names.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_link_in_a_folder_leads_no_fix_out_of_it() {
    let folder = tub(1);
    let outside = folder.path().join("outside.txt");
    fs::write(&outside, card(1)).expect("written");
    symlink(&outside, folder.path().join("tub/link.debate")).expect("linked");
    fs::create_dir(folder.path().join("elsewhere")).expect("made");
    fs::write(folder.path().join("elsewhere/a.debate"), card(2)).expect("written");
    symlink("../elsewhere", folder.path().join("tub/folder")).expect("linked");
    run(folder.path(), "exec \"$0\" check --fix tub");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("it is there");
    assert_eq!(read("tub/0000.debate"), fixed(&card(0)), "what is in the folder is fixed");
    assert_eq!((read("outside.txt"), read("elsewhere/a.debate")), (card(1), card(2)));
}

#[test]
fn a_link_in_the_place_of_an_import_is_not_written_through() {
    let folder = tub(1);
    assert!(run(folder.path(), "\"$0\" export tub/0000.debate -o tub/word.docx").status.success());
    symlink("../outside.txt", folder.path().join("tub/word.debate")).expect("linked");
    let output = run(folder.path(), "exec \"$0\" import tub/word.docx");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(!folder.path().join("outside.txt").exists(), "{}", stderr(&output));
}

#[test]
fn settings_of_a_folder_name_no_program_and_no_file() {
    let folder = tub(1);
    let settings =
        "server = { path = '/bin/sh', arguments = ['-c', 'touch ran'] }\ncommand = 'touch ran'\ncache = '../ran'\n";
    fs::write(folder.path().join("tub/debate-ls.toml"), settings).expect("written");
    let output = run(folder.path(), "exec \"$0\" check tub");
    for key in ["server", "command", "cache"] {
        assert!(stderr(&output).contains(&format!("`{key}`")), "{key} is unknown: {}", stderr(&output));
    }
    assert!(!folder.path().join("ran").exists() && !folder.path().join("tub/ran").exists());
}
