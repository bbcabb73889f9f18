//! Which settings hold for which open file: those of the nearest `debate-ls.toml`, with the editor’s on top. Each file
//! is read once, until somebody says that it may have changed. An editor with several folders may have other settings
//! for each.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::configuration::{self, Configuration, Problem};
use super::editor;
use crate::lint::Settings;

/// So many of the problems in an editor’s settings are named; of more, the number is told.
const MOST_NAMED: usize = 5;

/// The settings of every folder that was asked for.
#[derive(Debug, Default)]
pub struct SettingsResolver {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    wishes: EditorSettings,
    folders: HashMap<Option<PathBuf>, Arc<Settings>>,
    troubles: Vec<Trouble>,
}

/// What an editor’s user chose, as it stands below `debate`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditorSettings {
    /// For what lies in none of `folders`.
    pub everywhere: Value,
    /// For what lies in one of these; of two, one inside the other, the inner counts. It holds all that counts there,
    /// as editors tell it.
    pub folders: Vec<(PathBuf, Value)>,
}

/// What could not be understood, and is not told yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// In the editor’s settings: the first of the problems, one a line, and how many there are besides.
    Editor(String),
    /// In a `debate-ls.toml`: its path, its text, and what is wrong there; nothing, where all is well again.
    File(PathBuf, String, Vec<Problem>),
    /// A `debate-ls.toml` that cannot be read, and why.
    Unreadable(PathBuf, String),
}

impl Trouble {
    /// The file; `None` for the editor.
    fn subject(&self) -> Option<&Path> {
        match self {
            Self::Editor(_) => None,
            Self::File(file, ..) | Self::Unreadable(file, _) => Some(file),
        }
    }
}

impl SettingsResolver {
    /// What holds for a file; `None` for a document that is in no folder.
    pub fn settings(&self, file: Option<&Path>) -> Arc<Settings> {
        let folder = file.and_then(Path::parent).map(Path::to_owned);
        let mut known = self.lock();
        if let Some(settings) = known.folders.get(&folder) {
            return Arc::clone(settings);
        }
        let house = folder.as_deref().and_then(configuration::nearest).and_then(|file| known.read(file));
        let wishes = known.wishes.of(folder.as_deref());
        let (settings, _) = editor::over(house.unwrap_or_default(), wishes);
        let settings = Arc::new(settings);
        known.folders.insert(folder, Arc::clone(&settings));
        settings
    }

    /// Takes what the editor’s user chose. Whether that is anything new.
    pub fn wish(&self, wishes: EditorSettings) -> bool {
        let mut known = self.lock();
        if known.wishes == wishes {
            return false;
        }
        let all = [&wishes.everywhere].into_iter().chain(wishes.folders.iter().map(|(_, wishes)| wishes));
        let problems = all.flat_map(|wishes| editor::over(Settings::default(), wishes).1);
        if let Some(summary) = summary(problems) {
            known.tell(Trouble::Editor(summary));
        }
        known.wishes = wishes;
        known.folders.clear();
        true
    }

    /// Forgets what was read: a file has changed.
    pub fn forget(&self) {
        self.lock().folders.clear();
    }

    /// Whether there is any.
    pub fn has_troubles(&self) -> bool {
        !self.lock().troubles.is_empty()
    }

    /// What could not be understood since this was asked the last time.
    pub fn troubles(&self) -> Vec<Trouble> {
        std::mem::take(&mut self.lock().troubles)
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All problems in one message. `None` where there are none.
fn summary(problems: impl Iterator<Item = String>) -> Option<String> {
    // What is chosen for all folders is wrong in each of them.
    let mut seen = HashSet::new();
    let mut lines: Vec<String> = problems.filter(|problem| seen.insert(problem.clone())).collect();
    let more = lines.len().saturating_sub(MOST_NAMED);
    lines.truncate(MOST_NAMED);
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
    fn of(&self, folder: Option<&Path>) -> &Value {
        let holding = self.folders.iter().filter(|(outer, _)| folder.is_some_and(|folder| folder.starts_with(outer)));
        let innermost = holding.max_by_key(|(outer, _)| outer.components().count());
        innermost.map_or(&self.everywhere, |(_, wishes)| wishes)
    }
}

impl Known {
    /// Of one file, only the newest trouble is worth telling; so with the editor's.
    fn tell(&mut self, trouble: Trouble) {
        self.troubles.retain(|old| old.subject() != trouble.subject());
        self.troubles.push(trouble);
    }

    fn read(&mut self, file: PathBuf) -> Option<Settings> {
        match configuration::load(&file) {
            Ok((text, Configuration { settings, problems, .. })) => {
                self.tell(Trouble::File(file, text, problems));
                Some(settings)
            }
            Err(error) => {
                self.tell(Trouble::Unreadable(file, error.to_string()));
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
    fn each_folder_has_the_wishes_of_the_innermost_that_holds_it() {
        let speed = |number: u32| json!({ "wordsPerMinute": number });
        let wishes = EditorSettings {
            everywhere: speed(100),
            folders: vec![("/team/policy".into(), speed(300)), ("/team".into(), speed(200))],
        };
        let houses = SettingsResolver::default();
        assert!(houses.wish(wishes.clone()) && !houses.wish(wishes));
        let read = |file: Option<&str>| houses.settings(file.map(Path::new)).words_per_minute;
        assert_eq!(read(Some("/team/policy/neg/heg.debate")), 300);
        assert_eq!(read(Some("/team/heg.debate")), 200);
        assert_eq!(read(Some("/teams/heg.debate")), 100);
        assert_eq!(read(None), 100);
    }

    #[test]
    fn what_is_wrong_everywhere_is_told_once() {
        let wrong = json!({"wordPerMinute": 9});
        let houses = SettingsResolver::default();
        houses.wish(EditorSettings {
            everywhere: wrong.clone(),
            folders: vec![("/a".into(), wrong.clone()), ("/b".into(), wrong)],
        });
        assert_eq!(houses.troubles().len(), 1);
        assert_eq!(houses.troubles(), []);
    }

    #[test]
    fn however_much_is_wrong_is_one_message() {
        let wrong: serde_json::Map<String, Value> = (0..3_000).map(|n| (format!("unknown{n}"), json!(n))).collect();
        let houses = SettingsResolver::default();
        houses.wish(Value::Object(wrong).into());
        let troubles = houses.troubles();
        let [Trouble::Editor(told)] = troubles.as_slice() else { panic!("{troubles:?}") };
        assert_eq!(told.lines().count(), MOST_NAMED + 1);
        assert!(told.contains("debate.unknown0") && told.ends_with("and 2995 more problems in the debate settings"));
    }

    #[test]
    fn of_one_file_the_newest_trouble_is_told() {
        let team = team();
        let houses = SettingsResolver::default();
        let brief = team.path().join("aff/1ac.debate");
        for _ in 0..100 {
            houses.forget();
            houses.settings(Some(&brief));
        }
        assert_eq!(houses.troubles().len(), 1);
    }

    #[test]
    fn the_nearest_file_holds_alone_and_the_editor_goes_before_it() {
        let team = team();
        let houses = SettingsResolver::default();
        let of = |file: &str| {
            let settings = houses.settings(Some(&team.path().join(file)));
            (settings.profile, settings.cite_options.year_pivot)
        };
        assert_eq!(of("neg/links/case.debate"), (Profile::Ndt, 40));
        assert_eq!(of("aff/1ac.debate"), (Profile::Stoa, 30), "a nearer file replaces, and does not add");
        assert_eq!(houses.settings(None).profile, Profile::Nsda, "a document in no folder");

        assert!(houses.wish(json!({"yearPivot": 20}).into()));
        assert!(!houses.wish(json!({"yearPivot": 20}).into()), "the same again is nothing new");
        assert_eq!(of("neg/links/case.debate"), (Profile::Ndt, 20));
        assert_eq!(houses.settings(None).cite_options.year_pivot, 20);
    }

    #[test]
    fn a_file_is_read_again_when_it_may_have_changed_and_not_before() {
        let team = team();
        let houses = SettingsResolver::default();
        let brief = team.path().join("aff/1ac.debate");
        let before = houses.settings(Some(&brief));
        fs::write(team.path().join("aff/debate-ls.toml"), "profile = 'minimal'\n").expect("written");
        assert!(Arc::ptr_eq(&before, &houses.settings(Some(&brief))), "nobody said so yet");
        houses.forget();
        assert_eq!(houses.settings(Some(&brief)).profile, Profile::Minimal);
        fs::remove_file(team.path().join("aff/debate-ls.toml")).expect("removed");
        houses.forget();
        assert_eq!(houses.settings(Some(&brief)).profile, Profile::Ndt, "the next one above");
    }

    #[test]
    fn trouble_is_told_once_and_so_is_its_end() {
        let team = team();
        let file = team.path().join("aff/debate-ls.toml");
        let brief = team.path().join("aff/1ac.debate");
        let houses = SettingsResolver::default();
        let problems = |troubles: &[Trouble]| -> Vec<usize> {
            let of = |trouble: &Trouble| match trouble {
                Trouble::File(path, _, problems) if *path == file => Some(problems.len()),
                _ => None,
            };
            troubles.iter().filter_map(of).collect()
        };
        fs::write(&file, "profil = 'stoa'\nyear_pivot = 20\n").expect("written");
        assert_eq!(houses.settings(Some(&brief)).cite_options.year_pivot, 20, "the rest applies");
        assert_eq!(problems(&houses.troubles()), [1]);
        houses.settings(Some(&brief));
        assert_eq!(houses.troubles(), []);

        fs::write(&file, "profile = 'stoa'\n").expect("written");
        houses.forget();
        houses.settings(Some(&brief));
        assert_eq!(problems(&houses.troubles()), [0], "all is well again");

        fs::write(&file, b"profile = '\xff'").expect("written");
        houses.forget();
        assert_eq!(houses.settings(Some(&brief)).profile, Profile::Nsda);
        assert!(matches!(houses.troubles().as_slice(), [Trouble::Unreadable(path, _)] if *path == file));

        houses.wish(json!({"profile": "nfca"}).into());
        assert!(matches!(houses.troubles().as_slice(), [Trouble::Editor(told)] if told.contains("ncfca")));
    }
}
