//! Which settings apply to which open file: those of the nearest `debate-ls.toml`, overridden by the editor’s. Each
//! `debate-ls.toml` is read once, until [`SettingsResolver::forget`] says that it may have changed. An editor with several
//! folders may have different settings for each.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use serde_json::Value;

use super::configuration::{self, Configuration, Problem};
use super::editor;
use crate::lint::Settings;

/// How many problems in an editor’s settings are shown; of the others, only their number.
const MAX_SHOWN: usize = 5;

/// The settings of every folder with an open file.
#[derive(Debug, Default)]
pub struct SettingsResolver {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    editor: EditorSettings,
    folders: HashMap<Option<PathBuf>, FolderSettings>,
    problems: Vec<SettingsProblem>,
    /// The files whose problems the user sees.
    with_problems: HashSet<PathBuf>,
}

/// The settings of one folder, and which version of which `debate-ls.toml` they come from.
#[derive(Debug)]
struct FolderSettings {
    settings: Arc<Settings>,
    version: Option<FileVersion>,
}

/// A file, when it was last written, and its length.
type FileVersion = (PathBuf, Option<SystemTime>, u64);

fn version(file: PathBuf) -> FileVersion {
    let metadata = file.metadata().ok();
    let written = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
    (file, written, metadata.map_or(0, |metadata| metadata.len()))
}

/// The editor’s settings: what is below `debate` in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditorSettings {
    /// For files in none of `folders`.
    pub everywhere: Value,
    /// For files in one of these folders; if one folder is inside another, the inner one counts. Each value is complete:
    /// editors merge in what is set for all folders.
    pub folders: Vec<(PathBuf, Value)>,
}

/// Something that could not be understood and is not reported yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsProblem {
    /// In the editor’s settings: the first problems, one on each line, and how many more there are.
    Editor(String),
    /// In a `debate-ls.toml`: its path, its text, and its problems; no problems if the file is now correct.
    File(PathBuf, String, Vec<Problem>),
    /// A `debate-ls.toml` that cannot be read, and why.
    Unreadable(PathBuf, String),
}

impl SettingsProblem {
    /// The file; `None` for the editor.
    fn subject(&self) -> Option<&Path> {
        match self {
            Self::Editor(_) => None,
            Self::File(file, ..) | Self::Unreadable(file, _) => Some(file),
        }
    }
}

impl SettingsResolver {
    /// The settings for a file; `None` for a document that is in no folder.
    pub fn settings(&self, file: Option<&Path>) -> Arc<Settings> {
        let folder = file.and_then(Path::parent).map(Path::to_owned);
        let mut known = self.lock();
        if let Some(known) = known.folders.get(&folder) {
            return Arc::clone(&known.settings);
        }
        let file = folder.as_deref().and_then(configuration::nearest);
        let version = file.clone().map(version);
        let team = file.and_then(|file| known.read(file));
        let editor = known.editor.for_folder(folder.as_deref());
        let (settings, _) = editor::override_settings(team.unwrap_or_default(), editor);
        let settings = Arc::new(settings);
        known.folders.insert(folder, FolderSettings { settings: Arc::clone(&settings), version });
        settings
    }

    /// Replaces the editor’s settings. Returns whether they changed.
    pub fn set_editor_settings(&self, editor: EditorSettings) -> bool {
        let mut known = self.lock();
        if known.editor == editor {
            return false;
        }
        let all = [&editor.everywhere].into_iter().chain(editor.folders.iter().map(|(_, settings)| settings));
        let problems = all.flat_map(|settings| editor::override_settings(Settings::default(), settings).1);
        if let Some(summary) = summary(problems) {
            known.add(SettingsProblem::Editor(summary));
        }
        known.editor = editor;
        known.folders.clear();
        true
    }

    /// Reads every `debate-ls.toml` again when it is next needed: a file may have changed. The problems of a file that is
    /// gone are withdrawn.
    pub fn forget(&self) {
        let mut known = self.lock();
        known.folders.clear();
        let deleted: Vec<PathBuf> = known.with_problems.iter().filter(|file| !file.exists()).cloned().collect();
        for file in deleted {
            known.add(SettingsProblem::File(file, String::new(), Vec::new()));
        }
    }

    /// Whether a `debate-ls.toml` was written, added or deleted since it was read. Looks at the disk.
    pub fn are_files_changed(&self) -> bool {
        let known = self.lock();
        let is_changed = |folder: &Option<PathBuf>, settings: &FolderSettings| {
            folder.as_deref().and_then(configuration::nearest).map(version) != settings.version
        };
        known.folders.iter().any(|(folder, settings)| is_changed(folder, settings))
    }

    /// Whether there are problems to report.
    pub fn has_problems(&self) -> bool {
        !self.lock().problems.is_empty()
    }

    /// The problems found since the last call.
    pub fn take_problems(&self) -> Vec<SettingsProblem> {
        let mut known = self.lock();
        let problems = std::mem::take(&mut known.problems);
        for problem in &problems {
            match problem {
                SettingsProblem::File(file, _, problems) if !problems.is_empty() => {
                    known.with_problems.insert(file.clone());
                }
                SettingsProblem::File(file, ..) => {
                    known.with_problems.remove(file);
                }
                SettingsProblem::Editor(_) | SettingsProblem::Unreadable(..) => {}
            }
        }
        problems
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All problems in one message; `None` if there are none.
fn summary(problems: impl Iterator<Item = String>) -> Option<String> {
    // A setting for all folders is in each folder's settings too.
    let mut seen = HashSet::new();
    let mut lines: Vec<String> = problems.filter(|problem| seen.insert(problem.clone())).collect();
    let more = lines.len().saturating_sub(MAX_SHOWN);
    lines.truncate(MAX_SHOWN);
    if more > 0 {
        lines.push(format!("and {more} more problems in the debate settings"));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

impl From<Value> for EditorSettings {
    fn from(everywhere: Value) -> Self {
        Self { everywhere, folders: Vec::new() }
    }
}

impl EditorSettings {
    fn for_folder(&self, folder: Option<&Path>) -> &Value {
        let around = self.folders.iter().filter(|(outer, _)| folder.is_some_and(|folder| folder.starts_with(outer)));
        let innermost = around.max_by_key(|(outer, _)| outer.components().count());
        innermost.map_or(&self.everywhere, |(_, settings)| settings)
    }
}

impl Known {
    /// Only the newest problem of each file, and of the editor, is kept.
    fn add(&mut self, problem: SettingsProblem) {
        self.problems.retain(|old| old.subject() != problem.subject());
        self.problems.push(problem);
    }

    fn read(&mut self, file: PathBuf) -> Option<Settings> {
        match configuration::load(&file) {
            Ok((text, Configuration { settings, problems, .. })) => {
                self.add(SettingsProblem::File(file, text, problems));
                Some(settings)
            }
            Err(error) => {
                self.add(SettingsProblem::Unreadable(file, error.to_string()));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::*;
    use crate::lint::Profile;

    /// A folder with a `debate-ls.toml`, one below it with another, and one below it without.
    fn team() -> tempfile::TempDir {
        let team = tempfile::tempdir().expect("a folder");
        for folder in ["aff", "neg/links"] {
            fs::create_dir_all(team.path().join(folder)).expect("made");
        }
        fs::write(team.path().join("debate-ls.toml"), "profile = 'ndt'\nyear_pivot = 40\n").expect("written");
        fs::write(team.path().join("aff/debate-ls.toml"), "profile = 'stoa'\n").expect("written");
        team
    }

    #[test]
    fn a_file_has_the_settings_of_the_innermost_folder_around_it() {
        let speed = |number: u32| json!({ "wordsPerMinute": number });
        let settings = EditorSettings {
            everywhere: speed(100),
            folders: vec![("/team/policy".into(), speed(300)), ("/team".into(), speed(200))],
        };
        let resolver = SettingsResolver::default();
        assert!(resolver.set_editor_settings(settings.clone()) && !resolver.set_editor_settings(settings));
        let read = |file: Option<&str>| resolver.settings(file.map(Path::new)).words_per_minute;
        assert_eq!(read(Some("/team/policy/neg/heg.debate")), 300);
        assert_eq!(read(Some("/team/heg.debate")), 200);
        assert_eq!(read(Some("/teams/heg.debate")), 100);
        assert_eq!(read(None), 100);
    }

    #[test]
    fn a_problem_in_all_folders_is_reported_once() {
        let wrong = json!({"wordPerMinute": 9});
        let resolver = SettingsResolver::default();
        resolver.set_editor_settings(EditorSettings {
            everywhere: wrong.clone(),
            folders: vec![("/a".into(), wrong.clone()), ("/b".into(), wrong)],
        });
        assert_eq!(resolver.take_problems().len(), 1);
        assert_eq!(resolver.take_problems(), []);
    }

    #[test]
    fn many_problems_are_one_message() {
        let wrong: serde_json::Map<String, Value> = (0..3_000).map(|n| (format!("unknown{n}"), json!(n))).collect();
        let resolver = SettingsResolver::default();
        resolver.set_editor_settings(Value::Object(wrong).into());
        let problems = resolver.take_problems();
        let [SettingsProblem::Editor(message)] = problems.as_slice() else { panic!("{problems:?}") };
        assert_eq!(message.lines().count(), MAX_SHOWN + 1);
        assert!(
            message.contains("debate.unknown0") && message.ends_with("and 2995 more problems in the debate settings")
        );
    }

    #[test]
    fn only_the_newest_problem_of_a_file_is_reported() {
        let team = team();
        let resolver = SettingsResolver::default();
        let brief = team.path().join("aff/1ac.debate");
        for _ in 0..100 {
            resolver.forget();
            resolver.settings(Some(&brief));
        }
        assert_eq!(resolver.take_problems().len(), 1);
    }

    #[test]
    fn only_the_nearest_file_applies_and_the_editor_overrides_it() {
        let team = team();
        let resolver = SettingsResolver::default();
        let of = |file: &str| {
            let settings = resolver.settings(Some(&team.path().join(file)));
            (settings.profile, settings.cite_options.year_pivot)
        };
        assert_eq!(of("neg/links/case.debate"), (Profile::Ndt, 40));
        assert_eq!(of("aff/1ac.debate"), (Profile::Stoa, 30), "a nearer file replaces, and does not add");
        assert_eq!(resolver.settings(None).profile, Profile::Nsda, "a document in no folder");

        assert!(resolver.set_editor_settings(json!({"yearPivot": 20}).into()));
        assert!(!resolver.set_editor_settings(json!({"yearPivot": 20}).into()), "the same settings again");
        assert_eq!(of("neg/links/case.debate"), (Profile::Ndt, 20));
        assert_eq!(resolver.settings(None).cite_options.year_pivot, 20);
    }

    #[test]
    fn a_file_is_read_again_only_when_it_may_have_changed() {
        let team = team();
        let resolver = SettingsResolver::default();
        let brief = team.path().join("aff/1ac.debate");
        let before = resolver.settings(Some(&brief));
        fs::write(team.path().join("aff/debate-ls.toml"), "profile = 'minimal'\n").expect("written");
        assert!(Arc::ptr_eq(&before, &resolver.settings(Some(&brief))), "`forget` was not called yet");
        resolver.forget();
        assert_eq!(resolver.settings(Some(&brief)).profile, Profile::Minimal);
        fs::remove_file(team.path().join("aff/debate-ls.toml")).expect("removed");
        resolver.forget();
        assert_eq!(resolver.settings(Some(&brief)).profile, Profile::Ndt, "the next one above");
        assert!(!resolver.are_files_changed());
        fs::write(team.path().join("aff/debate-ls.toml"), "profile = 'ncfca'\n").expect("written");
        assert!(resolver.are_files_changed(), "a new file nearer than the one that was read");
    }

    #[test]
    fn a_problem_is_reported_once_and_so_is_its_end() {
        let team = team();
        let file = team.path().join("aff/debate-ls.toml");
        let brief = team.path().join("aff/1ac.debate");
        let resolver = SettingsResolver::default();
        let problems = |problems: &[SettingsProblem]| -> Vec<usize> {
            let of = |problem: &SettingsProblem| match problem {
                SettingsProblem::File(path, _, problems) if *path == file => Some(problems.len()),
                _ => None,
            };
            problems.iter().filter_map(of).collect()
        };
        fs::write(&file, "profil = 'stoa'\nyear_pivot = 20\n").expect("written");
        assert_eq!(resolver.settings(Some(&brief)).cite_options.year_pivot, 20, "the rest applies");
        assert_eq!(problems(&resolver.take_problems()), [1]);
        resolver.settings(Some(&brief));
        assert_eq!(resolver.take_problems(), []);

        fs::write(&file, "profile = 'stoa'\n").expect("written");
        resolver.forget();
        resolver.settings(Some(&brief));
        assert_eq!(problems(&resolver.take_problems()), [0], "the file is correct again");

        fs::write(&file, "profil = 'stoa'\n").expect("written");
        resolver.forget();
        resolver.settings(Some(&brief));
        assert_eq!(problems(&resolver.take_problems()), [1]);
        fs::remove_file(&file).expect("removed");
        resolver.forget();
        assert_eq!(problems(&resolver.take_problems()), [0], "the file is gone");
        resolver.forget();
        assert!(problems(&resolver.take_problems()).is_empty(), "once");

        fs::write(&file, b"profile = '\xff'").expect("written");
        resolver.forget();
        assert_eq!(resolver.settings(Some(&brief)).profile, Profile::Nsda);
        assert!(matches!(resolver.take_problems().as_slice(), [SettingsProblem::Unreadable(path, _)] if *path == file));

        resolver.set_editor_settings(json!({"profile": "nfca"}).into());
        assert!(
            matches!(resolver.take_problems().as_slice(), [SettingsProblem::Editor(message)] if message.contains("ncfca"))
        );
    }
}
