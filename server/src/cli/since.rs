//! `check --since`: which files have changed since a Git revision, and which of their problems were there already.
//!
//! Both versions of a file are checked with the settings of today, and problems are compared by what they are about, not by
//! their lines: an edit can cause a problem on a line that it does not touch. A problem that is gone from one file and is in
//! another one now has moved with its card, or its file was renamed. One file is held at a time in each thread.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::counts::Counts;
use super::fingerprint::{self, Fingerprint};
use super::input::{self, Input, Source};
use super::isolate::isolated;
use super::output;
use crate::evidence::brief::Brief;
use crate::features::wording::count;
use crate::files::revision::{OldFile, Revision};
use crate::index::discovery;
use crate::index::duplicates::{self, CardSketch};
use crate::lint::Finding;
use crate::settings::bounded;

/// What `check` compares the files with.
pub(super) struct Since {
    revision: String,
    /// Whether it has changed, for each file by its number.
    changed: Vec<bool>,
    /// The problems that a file has, or may have, since before.
    known: HashMap<usize, Vec<Fingerprint>>,
    /// The cards that were in a file, or in any that is gone (`None`), by [`CardSketch::identity`].
    old_cards: Vec<(Option<usize>, u64)>,
}

/// What is in one version of a file.
#[derive(Default)]
struct Version {
    problems: Vec<Fingerprint>,
    cards: Vec<u64>,
}

/// Two versions of a file.
struct Compared {
    changed: bool,
    old: Version,
    /// `None` for standard input, which can be read only once.
    new: Option<Version>,
    /// Why the old version is not known.
    note: Option<String>,
}

/// Compares all files with the revision of that name. `find` checks one.
///
/// # Errors
/// If a file is in no repository, or a repository has no such revision: which, and what to do.
pub(super) fn compare(
    name: &str,
    sources: &[Source],
    find: impl Fn(&Input) -> (Brief, Vec<Finding>) + Sync,
) -> Result<Since, String> {
    if sources.iter().any(|source| matches!(source, Source::Stdin(name) if name == input::UNNAMED)) {
        return Err("standard input has no older version without a name; add --stdin-filename".to_owned());
    }
    let paths: Vec<PathBuf> = sources.iter().map(Source::path).collect();
    let mut revision = Revision::of_files(name, paths.iter().map(PathBuf::as_path))?;
    let version = |input: &Input| {
        let (brief, findings) = find(input);
        let text = &input.decoded.text;
        let problems = findings.iter().map(|finding| fingerprint::of(finding, &brief, text)).collect();
        let cards = duplicates::sketches(&brief, text).iter().map(CardSketch::identity).collect();
        Version { problems, cards }
    };
    let mut compared: Vec<Compared> =
        sources.par_iter().map(|source| compare_file(source, name, &revision, &version)).collect();

    let changed: Vec<bool> = compared.iter().map(|file| file.changed).collect();
    let gone = if changed.contains(&true) {
        let changed_paths = || paths.iter().zip(&changed).filter(|(_, changed)| **changed).map(|(path, _)| path);
        let endings: HashSet<Option<&OsStr>> = changed_paths().map(|path| path.extension()).collect();
        revision.gone_files(|path| discovery::is_read(path) || endings.contains(&path.extension()))
    } else {
        Vec::new()
    };
    let gone: Vec<_> = gone.par_iter().map(|(path, old)| old_version(path, name, *old, &revision, &version)).collect();

    let mut moved: Counts<Fingerprint> = Counts::default();
    let mut old_cards = Vec::new();
    for note in &revision.notes {
        output::err(note);
    }
    for version in gone {
        match version {
            Ok(version) => {
                version.problems.into_iter().for_each(|problem| moved.add(problem, 1));
                old_cards.extend(version.cards.into_iter().map(|card| (None, card)));
            }
            Err(note) => output::err(&note),
        }
    }
    for (number, file) in compared.iter_mut().enumerate() {
        old_cards.extend(file.old.cards.drain(..).map(|card| (Some(number), card)));
        file.note.iter().for_each(|note| output::err(note));
        if let Some(new) = &mut file.new {
            let mut left = file.old.problems.clone();
            take_known(&mut left, &mut new.problems, Fingerprint::clone);
            left.into_iter().for_each(|problem| moved.add(problem, 1));
        }
    }
    let mut known = HashMap::new();
    for (number, file) in compared.into_iter().enumerate() {
        let mut problems = file.old.problems;
        // In the order of the files, so that the result is always the same.
        for problem in file.new.map(|new| new.problems).unwrap_or_default() {
            if moved.take(&problem) {
                problems.push(problem);
            }
        }
        if !problems.is_empty() {
            known.insert(number, problems);
        }
    }
    Ok(Since { revision: name.to_owned(), changed, known, old_cards })
}

impl Since {
    /// Whether the file with this number has changed. Different line endings do not count as a change.
    pub(super) fn has_changed(&self, number: usize) -> bool {
        self.changed[number]
    }

    /// Whether any file has.
    pub(super) fn any_changed(&self) -> bool {
        self.changed.contains(&true)
    }

    /// Removes those of the findings in the file with this number that were there already, and returns how many these are.
    pub(super) fn take_known(&self, number: usize, brief: &Brief, text: &str, findings: &mut Vec<Finding>) -> u32 {
        let Some(mut known) = self.known.get(&number).cloned() else { return 0 };
        let before = findings.len();
        take_known(&mut known, findings, |finding| fingerprint::of(finding, brief, text));
        u32::try_from(before - findings.len()).unwrap_or(u32::MAX)
    }

    /// Whether each of these cards was there already: in its file, or in one that no longer has it. They are given by the
    /// numbers of their files, all of which have changed, and their identities.
    pub(super) fn known_cards(&self, cards: &[(u32, u64)]) -> Vec<bool> {
        let mut old: Counts<(Option<usize>, u64)> = self.old_cards.iter().copied().collect();
        let in_its_file = |(file, card): &(u32, u64)| old.take(&(Some(*file as usize), *card));
        let mut known: Vec<bool> = cards.iter().map(in_its_file).collect();
        let mut moved: Counts<u64> = Counts::default();
        old.iter().for_each(|((_, card), times)| moved.add(*card, *times));
        for (known, (_, card)) in known.iter_mut().zip(cards) {
            *known = *known || moved.take(card);
        }
        known
    }

    /// How many files have changed, and how many `known` problems are left out for that.
    pub(super) fn note(&self, known: u32) -> String {
        let changed = self.changed.iter().filter(|changed| **changed).count();
        let changed = u32::try_from(changed).unwrap_or(u32::MAX);
        let have = if changed == 1 { "has" } else { "have" };
        let mut note = format!("{} {have} changed since {}", count(changed, "file"), self.revision);
        if known > 0 {
            let (were, are) = if known == 1 { ("was", "is") } else { ("were", "are") };
            note += &format!("; {} {were} there before and {are} not shown", count(known, "problem"));
        }
        note + "."
    }
}

/// Compares one file with what it was.
fn compare_file(
    source: &Source,
    name: &str,
    revision: &Revision,
    version: &(impl Fn(&Input) -> Version + Sync),
) -> Compared {
    let path = source.path();
    let unchanged = || Compared { changed: false, old: Version::default(), new: None, note: None };
    let bytes = match source {
        Source::Stdin(_) => None,
        Source::Named(_) | Source::Found(_) => bounded::read(&path, discovery::LARGEST_BRIEF).ok(),
    };
    let mut old = Ok(Version::default());
    if let Some(old_file) = revision.old_file(&path) {
        if bytes.as_ref().is_some_and(|bytes| old_file.has_bytes(bytes)) {
            return unchanged();
        }
        // Of a file in Git LFS, the repository has only a pointer to the bytes.
        let old_bytes = revision.content(old_file);
        let is_same = |old: &Vec<u8>| {
            let is_same = if discovery::is_word(&path) { PartialEq::eq } else { is_same_text };
            bytes.as_ref().is_some_and(|new| is_same(old, new))
        };
        if old_bytes.as_ref().is_ok_and(is_same) {
            return unchanged();
        }
        old = old_bytes.and_then(|bytes| check_old(&path, name, bytes, version));
    }
    drop(bytes);
    let new = match source {
        Source::Stdin(_) => None,
        // What cannot be read is reported when it is checked.
        Source::Named(_) | Source::Found(_) => input::with_source(source, version).ok().flatten(),
    };
    let note = old.as_ref().err().map(|problem| unknown(&path, name, problem));
    Compared { changed: true, old: old.unwrap_or_default(), new, note }
}

/// What was in a file that is gone.
fn old_version(
    path: &Path,
    name: &str,
    old: OldFile,
    revision: &Revision,
    version: &(impl Fn(&Input) -> Version + Sync),
) -> Result<Version, String> {
    let bytes = revision.content(old);
    bytes.and_then(|bytes| check_old(path, name, bytes, version)).map_err(|problem| unknown(path, name, &problem))
}

fn check_old(path: &Path, name: &str, bytes: Vec<u8>, version: impl Fn(&Input) -> Version) -> Result<Version, String> {
    isolated(&format!("{} at {name}", path.display()), || input::of_bytes(path, bytes).map(|input| version(&input)))?
}

fn unknown(path: &Path, name: &str, problem: &str) -> String {
    format!("{} at {name}: {problem}; its problems count as new", path.display())
}

/// Whether two files have the same bytes, or the same lines: Git may write others on disk than its repository has.
fn is_same_text(one: &[u8], two: &[u8]) -> bool {
    let lines =
        |bytes| <[u8]>::split(bytes, |byte: &u8| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines(one).eq(lines(two))
}

/// With how many old problems about the same a new one is compared at most.
const MAX_COMPARED: usize = 64;

/// Removes from both what is in both: first the problems that are about the same words of the same card, then those about
/// the same words (the card was edited), then those about the same card (its cite was edited). Each counts once. One that
/// says more than before is new: a title is missing, and not only a link.
fn take_known<T>(old: &mut Vec<Fingerprint>, new: &mut Vec<T>, fingerprint: impl Fn(&T) -> Fingerprint) {
    let keys: [fn(&Fingerprint) -> u64; 3] = [|one| one.all, |one| one.words, |one| one.card];
    for key in keys {
        let mut places: HashMap<(&str, u64), Vec<usize>> = HashMap::new();
        for (place, problem) in old.iter().enumerate() {
            places.entry((problem.rule, key(problem))).or_default().push(place);
        }
        let mut is_left = vec![true; old.len()];
        new.retain(|one| {
            let problem = fingerprint(one);
            let Some(places) = places.get_mut(&(problem.rule, key(&problem))) else { return true };
            let mut compared = places.iter().take(MAX_COMPARED);
            let Some(same) = compared.position(|place| problem.says_no_more_than(&old[*place])) else { return true };
            is_left[places.swap_remove(same)] = false;
            false
        });
        let mut is_left = is_left.into_iter();
        old.retain(|_| is_left.next().unwrap_or(true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::parse;
    use crate::lint::{Settings, engine};

    fn problems(text: &str) -> Vec<Fingerprint> {
        let brief = parse::brief(text, &Default::default());
        let findings = engine::findings(&brief, text, &Settings::default(), jiff::civil::date(2026, 9, 1));
        findings.iter().map(|finding| fingerprint::of(finding, &brief, text)).collect()
    }

    /// The rules of the problems that are new after an edit.
    fn new(old: &str, new: &str) -> Vec<&'static str> {
        let (mut old, mut new) = (problems(old), problems(new));
        take_known(&mut old, &mut new, Fingerprint::clone);
        new.iter().map(|problem| problem.rule).collect()
    }

    #[test]
    fn a_problem_is_known_where_it_is_no_worse() {
        let cite = |cite: &str| format!("#### Talks fail\n\n{cite}\n\nThe talks are off, officials said on Monday.\n");
        let full = cite("Marsh 21 (Ida Marsh, “Talks end,” The Hill, 9-2-21)");
        let titleless = cite("Marsh 21 (Ida Marsh, The Hill, 9-2-21)");
        assert_eq!(problems(&full).len(), 1, "it has no link");
        assert_eq!(new(&full, &titleless), ["cite-incomplete"], "and now no title");
        assert_eq!(new(&titleless, &full), Vec::<&str>::new());
        assert_eq!(new(&full, &full.replace("officials", "the officials")), Vec::<&str>::new());
        assert_eq!(new(&full, &full.replace("Talks end", "The talks end")), Vec::<&str>::new());
        assert_eq!(new(&full, &format!("{full}\n{full}")), new("", &full), "the same once more");
    }

    #[test]
    fn each_old_problem_counts_once() {
        let card = "#### Talks fail\n\nMarsh, The Hill\n\nThe talks are off.\n\n";
        let (old, many) = (problems(&card.repeat(2)), problems(&card.repeat(2_000)));
        assert!(many.len() >= 2_000);
        let (mut few, mut left) = (old.clone(), many.clone());
        take_known(&mut few, &mut left, Fingerprint::clone);
        assert_eq!((few.len(), left.len() + old.len()), (0, many.len()));
    }

    #[test]
    fn lines_are_compared_without_their_ends() {
        assert!(is_same_text(b"a\r\nb\n", b"a\nb\r\n"));
        assert!(!is_same_text(b"a\nb", b"a\nb\n"));
        assert!(!is_same_text(b"a\rb", b"ab"));
    }
}
