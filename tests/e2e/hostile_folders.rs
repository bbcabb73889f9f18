//! Folders in which something is wrong: very many files, very large ones, some that change, vanish or cannot be read, and a
//! disk on which no cache fits.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use debate_ls_tests::program;

const CARD: &str = "#### Talks fail\n\nMarsh 2021 (Ann Marsh, “Off,” The Hill, 9-2-21)\n\n\
    The talks are off, and officials said on Monday that they will stay off for years to come.\n\n";

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command
        .args(arguments)
        .current_dir(folder)
        .env("HOME", folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("it starts")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder `tub` with so many files of this text.
fn tub(files: usize, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("tub")).expect("made");
    for file in 0..files {
        fs::write(folder.path().join(format!("tub/{file:05}.debate")), text).expect("written");
    }
    folder
}

/// How many cards `find` finds.
fn found(output: &Output) -> usize {
    String::from_utf8_lossy(&output.stdout).lines().count()
}

const FIND: [&str; 7] = ["find", "talks", "--in", "tub", "--format", "jsonl", "--limit=60000"];

#[test]
fn twenty_thousand_empty_files() {
    let folder = tub(20_000, "");
    fs::write(folder.path().join("tub/a.debate"), CARD).expect("written");
    for _ in 0..2 {
        let output = run(folder.path(), &FIND);
        assert_eq!((output.status.code(), found(&output)), (Some(0), 1), "{}", stderr(&output));
    }
    let output = run(folder.path(), &["check", "tub"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("20,001 files"), "{}", stderr(&output));
}

#[test]
fn a_very_long_text_and_one_that_is_too_large() {
    let folder = tub(1, CARD);
    let lines = "Words without any sense in a very long text of one paragraph after the other.\n\n";
    fs::write(folder.path().join("tub/large.debate"), lines.repeat((8 << 20) / lines.len())).expect("written");
    let too_large = fs::File::create(folder.path().join("tub/too-large.debate")).expect("made");
    too_large.set_len(300 << 20).expect("a sparse file");
    let output = run(folder.path(), &FIND);
    assert_eq!(found(&output), 1);
    assert!(stderr(&output).contains("too-large.debate: larger than 256 MiB"), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_named_and_the_rest_found() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tub(3, CARD);
    let [closed, file] = ["tub/closed", "tub/00001.debate"].map(|name| folder.path().join(name));
    fs::create_dir(&closed).expect("made");
    fs::write(closed.join("a.debate"), CARD).expect("written");
    let permit = |mode: u32| {
        for path in [&closed, &file] {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
        }
    };
    permit(0o000);
    // An administrator may read everything.
    let is_root = fs::read_dir(&closed).is_ok();
    let output = run(folder.path(), &FIND);
    permit(0o700);
    if is_root {
        assert_eq!((output.status.code(), found(&output)), (Some(0), 4));
    } else {
        assert_eq!((output.status.code(), found(&output)), (Some(2), 2));
        assert!(stderr(&output).contains("closed") && stderr(&output).contains("00001.debate"), "{}", stderr(&output));
    }
}

#[test]
fn files_that_are_replaced_and_removed_while_they_are_read() {
    let folder = tub(300, CARD);
    let stop = AtomicBool::new(false);
    let other = format!("{CARD}{CARD}");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = 0;
            while !stop.load(Ordering::Relaxed) {
                file = (file + 7) % 200;
                let path = folder.path().join(format!("tub/{file:05}.debate"));
                let new = folder.path().join("new");
                fs::write(&new, &other).expect("written");
                fs::rename(&new, &path).expect("replaced");
                // Half of it, then none.
                fs::write(&path, &other[..60]).expect("written");
                fs::remove_file(&path).expect("removed");
            }
        });
        for _ in 0..5 {
            let output = run(folder.path(), &FIND);
            assert!(found(&output) >= 100, "those that do not change: {} {}", found(&output), stderr(&output));
            assert!(!stderr(&output).contains("failed"), "{}", stderr(&output));
        }
        stop.store(true, Ordering::Relaxed);
    });
    for file in 0..300 {
        fs::write(folder.path().join(format!("tub/{file:05}.debate")), &other).expect("written");
    }
    assert_eq!(found(&run(folder.path(), &FIND)), 600, "the cache has nothing of the files as they were");
}

/// A small file system can only be made by an administrator of Linux.
#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::print_stderr, reason = "says that nothing is tested")]
fn a_full_disk_costs_the_cache_and_nothing_else() {
    let folder = tub(400, &CARD.repeat(20));
    let cache = folder.path().join("cache");
    fs::create_dir(&cache).expect("made");
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=256k", "none"]).arg(&cache).output();
    if !mount.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no file system can be made here");
        return;
    }
    let output = run(folder.path(), &FIND);
    let unmounted = Command::new("umount").arg(&cache).status().expect("umount");
    assert_eq!((output.status.code(), found(&output)), (Some(0), 8000), "{}", stderr(&output));
    assert!(unmounted.success());
}

#[cfg(unix)]
#[test]
fn a_cache_that_cannot_be_written_is_passed_by() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tub(40, CARD);
    let cache = folder.path().join("cache");
    assert_eq!(found(&run(folder.path(), &FIND)), 40);
    fs::write(folder.path().join("tub/new.debate"), CARD).expect("written");
    let permit = |mode: u32| {
        let database = fs::read_dir(cache.join("debate-ls")).expect("a folder").flatten();
        database.for_each(|file| fs::set_permissions(file.path(), fs::Permissions::from_mode(mode)).expect("set"));
        fs::set_permissions(cache.join("debate-ls"), fs::Permissions::from_mode(mode | 0o111)).expect("set");
    };
    permit(0o444);
    let output = run(folder.path(), &FIND);
    permit(0o644);
    assert_eq!((output.status.code(), found(&output)), (Some(0), 41), "{}", stderr(&output));
}
