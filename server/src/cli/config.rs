//! `debate-ls config`: the settings that there are, and those that hold for a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Outcome, output};
use crate::rules::field::Field;
use crate::rules::{Settings, Severity};
use crate::text::LineIndex;
use crate::workspace::configuration::{self, Configuration, FILE_NAME};
use crate::workspace::settings_schema;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print the JSON schema of debate-ls.toml
    Schema,
    /// Show which settings hold for a file or folder, and which debate-ls.toml says so
    Show {
        /// The file or folder; it need not be there
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let mut out = output::stdout();
    let outcome = match &options.what {
        What::Schema => {
            writeln!(out, "{:#}", settings_schema::schema())?;
            Outcome::Clean
        }
        What::Show { path } => show(path, &mut out)?,
    };
    out.flush()?;
    Ok(outcome)
}

fn show(path: &Path, out: &mut impl Write) -> io::Result<Outcome> {
    let path = std::path::absolute(path)?;
    let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
    let mut outcome = Outcome::Clean;
    let mut settings = Settings::default();
    match folder.and_then(configuration::nearest) {
        None => writeln!(out, "# no {FILE_NAME} in any folder above: these are the defaults")?,
        Some(file) => match configuration::load(&file) {
            Err(error) => {
                output::err(&format!("{}: {error}; going on without it", file.display()));
                outcome = Outcome::Trouble;
            }
            Ok((text, Configuration { settings: found, problems })) => {
                writeln!(out, "# from {}", file.display())?;
                settings = found;
                let lines = LineIndex::new(&text);
                for problem in problems {
                    let (line, column) = lines.position(problem.span.start);
                    output::err(&format!("{}:{}:{}: {}", file.display(), line + 1, column + 1, problem.message));
                    outcome = Outcome::Trouble;
                }
            }
        },
    }
    write_settings(&settings, out)?;
    Ok(outcome)
}

/// In the form of the file itself, so that it can be pasted there.
fn write_settings(settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    if let Some(form) = &settings.date_format {
        writeln!(out, "date_format = {}", json!(form.pattern()))?;
    }
    writeln!(out, "profile = {}", json!(settings.profile.name()))?;
    let fields: Vec<&str> = settings.required().iter().copied().map(Field::name).collect();
    writeln!(out, "required = {}", json!(fields))?;
    writeln!(out, "words_per_minute = {}", settings.words_per_minute)?;
    writeln!(out, "year_pivot = {}", settings.reading.year_pivot)?;
    if settings.stale.by_words.is_empty() && settings.stale.chosen {
        writeln!(out, "stale_months = {}", settings.stale.months)?;
    }
    let shown = settings.shown;
    writeln!(out, "\n[show]\ncite_hints = {}\nheading_hints = {}", shown.cite_hints, shown.heading_hints)?;
    writeln!(out, "lenses = {}", shown.lenses)?;
    if !settings.stale.by_words.is_empty() {
        writeln!(out, "\n[stale_months]")?;
        for (words, months) in &settings.stale.by_words {
            writeln!(out, "{} = {months}", json!(words))?;
        }
    }
    if !settings.severities.is_empty() {
        writeln!(out, "\n[severity]")?;
        for (rule, severity) in &settings.severities {
            writeln!(out, "{rule} = {}", json!(severity.map_or("off", Severity::name)))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_back_as_the_same() {
        for text in [
            "",
            "date_format = 'YYYY-MM-DD'\nprofile = 'ndt'\nstale_months = 7\n[severity]\ntag-empty = 'off'\n[show]\nlenses = false",
            "required = ['author']\n[stale_months]\n'status quo' = 3\n",
        ] {
            let mut settings = configuration::read(text).settings;
            let mut shown = Vec::new();
            write_settings(&settings, &mut shown).expect("it is written");
            let shown = String::from_utf8(shown).expect("text");
            let Configuration { settings: again, problems } = configuration::read(&shown);
            // The profile's fields are shown too.
            settings.required = Some(settings.required().to_vec());
            assert_eq!((again, problems), (settings, Vec::new()), "{shown}");
        }
    }
}
