//! Which settings hold for which open file: those of the nearest `debate-ls.toml`, with the editor’s on top. Each file
//! is read once, until somebody says that it may have changed.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::configuration::{self, Configuration, Problem};
use super::editor_settings;
use crate::rules::Settings;

/// The settings of every folder that was asked for.
#[derive(Debug, Default)]
pub struct Houses {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    wishes: Value,
    folders: HashMap<Option<PathBuf>, Arc<Settings>>,
    troubles: Vec<Trouble>,
}

/// What could not be understood, and is not told yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// In the editor’s settings.
    Editor(String),
    /// In a `debate-ls.toml`: its path, its text, and what is wrong there; nothing, where all is well again.
    File(PathBuf, String, Vec<Problem>),
    /// A `debate-ls.toml` that cannot be read, and why.
    Unreadable(PathBuf, String),
}

impl Houses {
    /// What holds for a file; `None` for a document that is in no folder.
    pub fn settings(&self, file: Option<&Path>) -> Arc<Settings> {
        let folder = file.and_then(Path::parent).map(Path::to_owned);
        let mut known = self.lock();
        if let Some(settings) = known.folders.get(&folder) {
            return Arc::clone(settings);
        }
        let house = folder.as_deref().and_then(configuration::nearest).and_then(|file| known.read(file));
        let (settings, _) = editor_settings::over(house.unwrap_or_default(), &known.wishes);
        let settings = Arc::new(settings);
        known.folders.insert(folder, Arc::clone(&settings));
        settings
    }

    /// Takes what the editor has below `debate`. Whether that is anything new.
    pub fn wish(&self, wishes: Value) -> bool {
        let mut known = self.lock();
        if known.wishes == wishes {
            return false;
        }
        let (_, problems) = editor_settings::over(Settings::default(), &wishes);
        known.troubles.extend(problems.into_iter().map(Trouble::Editor));
        known.wishes = wishes;
        known.folders.clear();
        true
    }

    /// Forgets what was read: a file has changed.
    pub fn forget(&self) {
        self.lock().folders.clear();
    }

    /// What could not be understood since this was asked the last time.
    pub fn troubles(&self) -> Vec<Trouble> {
        std::mem::take(&mut self.lock().troubles)
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn read(&mut self, file: PathBuf) -> Option<Settings> {
        match configuration::load(&file) {
            Ok((text, Configuration { settings, problems })) => {
                self.troubles.push(Trouble::File(file, text, problems));
                Some(settings)
            }
            Err(error) => {
                self.troubles.push(Trouble::Unreadable(file, error.to_string()));
                None
            }
        }
    }
}
