//! What the house chose, for each file: the nearest `debate-ls.toml` above it, then the command line.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{House, Outcome, output};
use crate::lint::Settings;
use crate::settings::configuration::{self, Problem};
use crate::text::LineIndex;

/// The settings of every folder that was asked for. Each `debate-ls.toml` is read once, and what is wrong in it told
/// once, on stderr.
pub(super) struct SettingsResolver<F> {
    /// What the command line changes.
    overrule: F,
    known: Mutex<Known>,
    trouble: AtomicBool,
}

#[derive(Default)]
struct Known {
    folders: HashMap<PathBuf, Arc<Settings>>,
    /// By the file; the one of those without a file has no name.
    files: HashMap<Option<PathBuf>, Arc<Settings>>,
}

/// Settings as `house` wants them, without more options.
pub(super) fn of(house: &House) -> SettingsResolver<impl Fn(&mut Settings)> {
    with(house, |_| {})
}

/// The same, with what `also` changes.
pub(super) fn with(house: &House, also: impl Fn(&mut Settings)) -> SettingsResolver<impl Fn(&mut Settings)> {
    let profile = house.profile;
    let overrule = move |settings: &mut Settings| {
        if let Some(profile) = profile {
            settings.profile = profile;
            settings.required = None;
        }
        also(settings);
    };
    SettingsResolver { overrule, known: Mutex::default(), trouble: AtomicBool::new(false) }
}

impl<F: Fn(&mut Settings)> SettingsResolver<F> {
    /// The settings that hold for the file with that path; it need not be there.
    pub(super) fn settings(&self, path: &Path) -> Arc<Settings> {
        let folder = std::path::absolute(path).ok().and_then(|file| file.parent().map(Path::to_owned));
        let folder = folder.unwrap_or_default();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(settings) = known.folders.get(&folder) {
            return Arc::clone(settings);
        }
        let file = configuration::nearest(&folder);
        let settings = known.files.entry(file).or_insert_with_key(|file| Arc::new(self.read(file.as_deref())));
        let settings = Arc::clone(settings);
        known.folders.insert(folder, Arc::clone(&settings));
        settings
    }

    /// Trouble, where some `debate-ls.toml` could not be read or understood.
    pub(super) fn outcome(&self) -> Outcome {
        if self.trouble.load(Ordering::Relaxed) { Outcome::Trouble } else { Outcome::Clean }
    }

    fn read(&self, file: Option<&Path>) -> Settings {
        let mut settings = match file.map(|file| (file, configuration::load(file))) {
            None => Settings::default(),
            Some((file, Ok((text, configuration)))) => {
                self.tell(file, &text, &configuration.problems);
                configuration.settings
            }
            Some((file, Err(error))) => {
                self.trouble.store(true, Ordering::Relaxed);
                output::err(&format!("{}: {error}; ignored", file.display()));
                Settings::default()
            }
        };
        (self.overrule)(&mut settings);
        settings
    }

    fn tell(&self, file: &Path, text: &str, problems: &[Problem]) {
        let lines = LineIndex::new(text);
        for problem in problems {
            self.trouble.store(true, Ordering::Relaxed);
            let (line, column) = lines.position(problem.span.start);
            output::err(&format!("{}:{}:{}: {}", file.display(), line + 1, column + 1, problem.message));
        }
    }
}
