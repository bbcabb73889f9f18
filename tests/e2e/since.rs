//! `check --since`: what is new since a Git revision, in every kind of repository. The repositories are made by libgit2, so
//! that no Git needs to be installed.

#[path = "since/hostile.rs"]
mod hostile;
#[path = "since/problems.rs"]
mod problems;
#[path = "since/repositories.rs"]
mod repositories;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use debate_ls_tests::program;
use git2::{IndexAddOption, Oid, Repository, RepositoryInitOptions, Signature};
use serde_json::Value;

const BODY: &str = "The ministry said on Monday that exports had recovered to the level of the spring, and that the \
    banks which had been cut off were trading again through neighbors, “and nobody here waits for an agreement.”";

const CHOI: &str = "Choi 21 (Joseph Choi, reporter, “Up,” The Hill, 9-2-21, https://thehill.com/up, accessed 9-15-21)";

/// A card with two problems: no year, no title.
fn faulty(tag: &str, author: &str) -> String {
    format!("#### {tag}\n\n{author}, The Hill\n\n{author} wrote: {BODY}\n\n")
}

/// A card with none.
fn good(tag: &str) -> String {
    format!("#### {tag}\n\n{CHOI}\n\n{tag}, they said. {BODY}\n\n")
}

/// With one more problem in a card of [`good`]: `date-accessed-before-published`.
fn spoiled(text: &str) -> String {
    text.replace("accessed 9-15-21", "accessed 9-15-20")
}

/// A folder with a repository in `team`, on the branch `main`.
struct Team {
    folder: tempfile::TempDir,
    repository: Repository,
}

impl Team {
    /// One commit with these files.
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let repository = init(&folder.path().join("team"));
        let team = Self { folder, repository };
        files.iter().for_each(|(name, text)| team.write(name, text));
        team.commit();
        team
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("team")
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }

    /// Commits everything on disk.
    fn commit(&self) -> Oid {
        commit(&self.repository)
    }

    /// `check` in the repository, with these arguments.
    fn check(&self, arguments: &[&str]) -> Output {
        self.check_in("team", arguments)
    }

    fn check_in(&self, folder: &str, arguments: &[&str]) -> Output {
        command(self.folder.path(), &self.folder.path().join(folder)).args(arguments).output().expect("it starts")
    }

    /// `file rule` of each problem that is new since `main`.
    fn new_problems(&self) -> Vec<String> {
        self.new_problems_of(&["."])
    }

    fn new_problems_of(&self, arguments: &[&str]) -> Vec<String> {
        let output = self.check(&[&["--since", "main", "--format", "json"], arguments].concat());
        assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
        problems_of(&output)
    }

    /// Why `check` refuses these arguments.
    fn refused(&self, arguments: &[&str]) -> String {
        refusal(&self.check(arguments))
    }
}

fn init(folder: &Path) -> Repository {
    let repository = Repository::init_opts(folder, RepositoryInitOptions::new().initial_head("main")).expect("made");
    // Whatever the settings of this machine are.
    repository.config().and_then(|mut config| config.set_str("core.autocrlf", "false")).expect("set");
    repository
}

fn commit(repository: &Repository) -> Oid {
    let mut index = repository.index().expect("an index");
    index.add_all(["*"], IndexAddOption::DEFAULT, None).expect("added");
    index.update_all(["*"], None).expect("removed");
    index.write().expect("written");
    let tree = index.write_tree().expect("a tree");
    commit_tree(repository, tree)
}

fn commit_tree(repository: &Repository, tree: Oid) -> Oid {
    let tree = repository.find_tree(tree).expect("a tree");
    let author = Signature::now("A Debater", "debater@example.org").expect("a name");
    let parent = repository.head().ok().map(|head| head.peel_to_commit().expect("a commit"));
    let parents: Vec<_> = parent.iter().collect();
    repository.commit(Some("HEAD"), &author, &author, "More evidence", &tree, &parents).expect("committed")
}

/// `check`, in a folder below `home`.
fn command(home: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program());
    command.current_dir(folder).env("HOME", home).env("XDG_CONFIG_HOME", home).stdin(Stdio::null());
    command.args(["check", "--today", "2026-11-22"]);
    command
}

/// Checks `text` as standard input.
fn check_stdin(mut command: Command, text: &str) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().expect("piped").write_all(text.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn problems_of(output: &Output) -> Vec<String> {
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let line = |problem: &Value| {
        let file = problem["file"].as_str().expect("a file").trim_start_matches("./");
        format!("{file} {}", problem["rule"].as_str().expect("a rule"))
    };
    found.as_array().expect("an array").iter().map(line).collect()
}

fn refusal(output: &Output) -> String {
    assert_eq!((output.status.code(), stdout(output)), (Some(2), ""), "{}", stderr(output));
    stderr(output).to_owned()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}
