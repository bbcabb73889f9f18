//! Disks and clocks.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use debate_ls_tests::workspace;

use crate::{CARD, jsonl, problems, run, server, stderr, stdout, tub, wait_for_cards};

/// A shell script that runs with a disk of so many KiB at `disk` in `folder`. `None` where nobody may mount one: then
/// the tests with a limit for the size of files must do.
fn with_disk(folder: &Path, kib: usize, text: &str) -> Option<Output> {
    static FLAGS: OnceLock<Option<&str>> = OnceLock::new();
    let may_mount = |flags: &&str| {
        let mount = format!("unshare --mount {flags} mount -t tmpfs none \"$HOME\"");
        run(folder, &mount).status.success()
    };
    let flags = FLAGS.get_or_init(|| ["", "--map-root-user"].into_iter().find(may_mount));
    let flags = (*flags)?;
    std::fs::create_dir_all(folder.join("disk")).expect("made");
    let mount = format!("mount -t tmpfs -o size={kib}k none disk && ({text})");
    let mut command = Command::new("unshare");
    command.arg("--mount").args(flags.split_whitespace()).args(["sh", "-c", &mount]).arg(debate_ls_tests::program());
    command.current_dir(folder).env("HOME", folder).env("XDG_CACHE_HOME", folder.join("disk"));
    Some(command.output().expect("unshare starts"))
}

/// Fills the disk to the last byte.
const FILL: &str = "cat /dev/zero >disk/filler 2>/dev/null;";

#[test]
fn results_that_cannot_be_written_are_an_error() {
    let folder = tub(1);
    for command in
        ["check tub", "outline tub/0000.debate", "parse tub/0000.debate", "cites tub", "find sanctions --in tub"]
    {
        let output = run(folder.path(), &format!("exec \"$0\" {command} >/dev/full"));
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert!(stderr(&output).contains("cannot write the results: No space left"), "{command}: {}", stderr(&output));
    }
}

#[test]
fn a_data_set_on_a_full_disk_is_an_error_and_leaves_no_part_of_a_file() {
    let folder = tub(20);
    for command in ["stats tub", "cites tub", "find sanctions --in tub --no-cache"] {
        for format in ["jsonl", "parquet"] {
            let piped = run(folder.path(), &format!("exec \"$0\" {command} --format {format} >/dev/full"));
            assert_eq!(piped.status.code(), Some(2), "{command}");
            assert!(
                stderr(&piped).contains("cannot write the results: No space left"),
                "{command}: {}",
                stderr(&piped)
            );
            let write =
                format!("{FILL} \"$0\" {command} --format {format} -o disk/rows; echo \"status $?\"; ls -A disk");
            let Some(output) = with_disk(folder.path(), 64, &write) else { continue };
            assert_eq!(stdout(&output), "status 2\nfiller\n", "{command}: {}", stderr(&output));
            assert!(stderr(&output).starts_with("disk/rows: cannot write it: "), "{}", stderr(&output));
        }
    }
}

#[test]
fn a_fix_on_a_full_disk_leaves_the_file_as_it_was() {
    let folder = tub(1);
    let fix = format!(
        "cp tub/0000.debate disk/a.debate; {FILL} \"$0\" check --fix disk/a.debate; echo \"status $?\"; \
         cmp tub/0000.debate disk/a.debate && ls -A disk"
    );
    let Some(output) = with_disk(folder.path(), 64, &fix) else { return };
    assert!(stderr(&output).contains("No space left"), "{}", stderr(&output));
    assert!(stdout(&output).ends_with("status 2\na.debate\nfiller\n"), "{}", stdout(&output));
}

#[test]
fn an_import_and_an_export_to_a_full_disk_leave_no_part_of_a_file() {
    let folder = tub(1);
    assert!(run(folder.path(), "\"$0\" export tub/0000.debate -o word.docx").status.success());
    let convert = format!(
        "{FILL} \"$0\" import word.docx -o disk/a.debate; echo \"status $?\"; \
         \"$0\" export tub/0000.debate -o disk/a.docx; echo \"status $?\"; ls -A disk"
    );
    let Some(output) = with_disk(folder.path(), 64, &convert) else { return };
    assert_eq!(stdout(&output), "status 2\nstatus 2\nfiller\n", "{}", stderr(&output));
    assert_eq!(stderr(&output).matches("No space left").count(), 2, "{}", stderr(&output));
}

const FIND: &str = "\"$0\" find sanctions --in tub --limit 1000 --format jsonl";

#[test]
fn a_cache_on_a_full_disk_is_done_without() {
    let folder = tub(40);
    let expected = jsonl(&run(folder.path(), &format!("{FIND} --no-cache")));
    assert_eq!(expected.len(), 40);
    // At once, and after some of it is written.
    for kib in [4, 64, 200] {
        let Some(output) = with_disk(folder.path(), kib, &format!("{FILL} {FIND}")) else { return };
        assert_eq!(jsonl(&output), expected, "{kib} KiB, full");
        let Some(output) = with_disk(folder.path(), kib, FIND) else { return };
        assert_eq!(jsonl(&output), expected, "{kib} KiB");
    }
}

#[test]
fn a_cache_that_may_not_grow_is_done_without() {
    let folder = tub(40);
    let expected = jsonl(&run(folder.path(), &format!("{FIND} --no-cache")));
    for blocks in [0, 8, 100] {
        let output = run(folder.path(), &format!("ulimit -f {blocks}; {FIND} | cat"));
        assert_eq!(jsonl(&output), expected, "{blocks} blocks: {}", stderr(&output));
    }
}

#[test]
fn a_cache_that_is_read_only_or_no_folder_is_done_without() {
    let folder = tub(40);
    let expected = jsonl(&run(folder.path(), &format!("{FIND} --no-cache")));
    std::fs::write(folder.path().join("file"), "").expect("written");
    // Not even root can write to /proc.
    for place in ["/proc", "/proc/self", "$HOME/file", "/dev/null", "relative"] {
        let output = run(folder.path(), &format!("XDG_CACHE_HOME={place} {FIND}"));
        assert_eq!(jsonl(&output), expected, "{place}: {}", stderr(&output));
        let server = server(folder.path(), &format!("XDG_CACHE_HOME={place} exec \"$0\" serve"));
        wait_for_cards(&server, 40);
    }
}

#[test]
fn a_temporary_folder_that_is_read_only_or_full_is_done_without() {
    let folder = tub(0);
    // What is kept of so many cards is more than a mebibyte.
    for number in 0..12 {
        std::fs::write(folder.path().join(format!("tub/{number:02}.debate")), CARD.repeat(750)).expect("written");
    }
    let other_author = CARD.replace("Choi", "Moen");
    std::fs::write(folder.path().join("tub/other.debate"), other_author).expect("written");
    let check = "\"$0\" check --select card-conflict --format github tub";
    let expected = run(folder.path(), check);
    assert_eq!(stdout(&expected).lines().count(), 1, "{} {}", stdout(&expected), stderr(&expected));
    let same = |output: &Output, place: &str| {
        assert_eq!((stdout(output), stderr(output)), (stdout(&expected), stderr(&expected)), "{place}");
        assert_eq!(output.status.code(), expected.status.code(), "{place}");
    };
    for place in ["/proc", "/proc/self", "$HOME/nowhere", "/dev/null"] {
        same(&run(folder.path(), &format!("TMPDIR={place} {check}")), place);
    }
    same(&run(folder.path(), &format!("ulimit -f 100; {check}")), "where no file may be so large");
    // At once, and after some of it is written.
    for kib in [4, 64, 600] {
        let on_disk = format!("TMPDIR=$HOME/disk {check}");
        let Some(output) = with_disk(folder.path(), kib, &format!("{FILL} {on_disk}")) else { return };
        same(&output, &format!("{kib} KiB, full"));
        let Some(output) = with_disk(folder.path(), kib, &on_disk) else { return };
        same(&output, &format!("{kib} KiB"));
    }
}

/// Builds a library in `folder` that replaces the clock of a program by `FAKE_CLOCK`, in seconds since 1970.
fn clock(folder: &Path) -> PathBuf {
    let library = folder.join("clock.so");
    let source = workspace().join("tests/e2e/faults/clock.c");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).status();
    assert!(built.expect("a C compiler").success());
    library
}

/// Whether the date of the card is in the future.
fn is_future(problems: &[String]) -> bool {
    problems.iter().any(|problem| problem == "date-future")
}

#[test]
fn a_clock_in_1970_and_in_2100_changes_only_what_depends_on_today() {
    let folder = tub(40);
    let library = clock(folder.path());
    let expected = jsonl(&run(folder.path(), &format!("{FIND} --no-cache")));
    for (name, seconds, future) in
        [("1970", 0_i64, true), ("1969", -86_400, true), ("2100", 4_102_444_800, false), ("1970", 1, true)]
    {
        let with_clock = format!("export LD_PRELOAD={} FAKE_CLOCK={seconds};", library.display());
        let output = run(folder.path(), &format!("{with_clock} exec \"$0\" check --format github tub/0000.debate"));
        assert_eq!(stdout(&output).contains("date-future"), future, "{name}: {}", stdout(&output));
        assert_eq!(stderr(&output), "");
        // The cache that it finds is of another century.
        assert_eq!(jsonl(&run(folder.path(), &format!("{with_clock} {FIND}"))), expected, "{name}");

        let server = server(folder.path(), &format!("{with_clock} exec \"$0\" serve"));
        wait_for_cards(&server, 40);
        assert_eq!(is_future(&problems(&server, CARD)), future, "{name}");
    }
}
