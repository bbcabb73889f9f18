//! The settings for each file: the nearest `debate-ls.toml` above it, then the command line.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{EvidenceOptions, Outcome, output};
use crate::lint::Settings;
use crate::settings::configuration::{self, Problem};
use crate::text::LineIndex;

/// The settings of every folder, found when first needed. Each `debate-ls.toml` is read once, and its problems are
/// reported once, on stderr.
pub(super) struct SettingsResolver<F> {
    /// What the command line changes.
    override_settings: F,
    cache: Mutex<Cache>,
    failed: AtomicBool,
}

#[derive(Default)]
struct Cache {
    folders: HashMap<PathBuf, Arc<Settings>>,
    /// By their file; `None` for the defaults.
    files: HashMap<Option<PathBuf>, Arc<Settings>>,
}

/// Settings with what `evidence` overrides.
pub(super) fn resolver(evidence: &EvidenceOptions) -> SettingsResolver<impl Fn(&mut Settings)> {
    resolver_with(evidence, |_| {})
}

/// The same, then changed by `also`.
pub(super) fn resolver_with(
    evidence: &EvidenceOptions,
    also: impl Fn(&mut Settings),
) -> SettingsResolver<impl Fn(&mut Settings)> {
    let profile = evidence.profile;
    let override_settings = move |settings: &mut Settings| {
        if let Some(profile) = profile {
            settings.profile = profile;
            settings.required = None;
        }
        also(settings);
    };
    with(override_settings)
}

/// The settings of the files alone.
pub(super) fn of_files() -> SettingsResolver<impl Fn(&mut Settings)> {
    with(|_| {})
}

fn with<F: Fn(&mut Settings)>(override_settings: F) -> SettingsResolver<F> {
    SettingsResolver { override_settings, cache: Mutex::default(), failed: AtomicBool::new(false) }
}

impl<F: Fn(&mut Settings)> SettingsResolver<F> {
    /// The settings for the file at that path; it need not exist.
    pub(super) fn settings(&self, path: &Path) -> Arc<Settings> {
        let folder = std::path::absolute(path).ok().and_then(|file| file.parent().map(Path::to_owned));
        let folder = folder.unwrap_or_default();
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(settings) = cache.folders.get(&folder) {
            return Arc::clone(settings);
        }
        let file = configuration::nearest(&folder);
        let settings = cache.files.entry(file).or_insert_with_key(|file| Arc::new(self.read(file.as_deref())));
        let settings = Arc::clone(settings);
        cache.folders.insert(folder, Arc::clone(&settings));
        settings
    }

    /// Failure if some `debate-ls.toml` could not be read or has problems.
    pub(super) fn outcome(&self) -> Outcome {
        if self.failed.load(Ordering::Relaxed) { Outcome::Failure } else { Outcome::Clean }
    }

    fn read(&self, file: Option<&Path>) -> Settings {
        let mut settings = match file.map(|file| (file, configuration::load(file))) {
            None => Settings::default(),
            Some((file, Ok((text, configuration)))) => {
                self.failed.fetch_or(!configuration.problems.is_empty(), Ordering::Relaxed);
                report_problems(file, &text, &configuration.problems);
                configuration.settings
            }
            Some((file, Err(error))) => {
                self.failed.store(true, Ordering::Relaxed);
                output::err(&format!("{}: {error}; ignored", file.display()));
                Settings::default()
            }
        };
        (self.override_settings)(&mut settings);
        settings
    }
}

/// Reports the problems in a `debate-ls.toml` on stderr. `text` is the file's.
pub(super) fn report_problems(file: &Path, text: &str, problems: &[Problem]) {
    let lines = LineIndex::new(text);
    for problem in problems {
        let (line, column) = lines.position(problem.span.start);
        output::err(&format!("{}:{}:{}: {}", file.display(), line + 1, column + 1, problem.message));
    }
}
