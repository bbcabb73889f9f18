//! `debate-ls config`: all settings, and those for a file.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;

use super::Outcome;
use super::output::{self, StyledText};
use crate::lint::Severity;
use crate::lint::field::Field;
use crate::settings::configuration::{self, Configuration, FILE_NAME};
use crate::settings::schema;
use crate::text::visible::visible;
use crate::text::{LineIndex, Spanned};

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Print the JSON schema of debate-ls.toml
    Schema,
    /// Show the settings for a file or folder, and where each comes from
    Show {
        /// A file or folder; it need not exist
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let mut out = output::stdout();
    let outcome = match &options.command {
        ConfigCommand::Schema => {
            writeln!(out, "{:#}", schema::schema())?;
            Outcome::Clean
        }
        ConfigCommand::Show { path } => {
            let mut shown = StyledText::exact_when_piped();
            let outcome = show(path, &mut shown)?;
            out.print(&shown)?;
            outcome
        }
    };
    out.flush()?;
    Ok(outcome)
}

fn show(path: &Path, out: &mut StyledText) -> io::Result<Outcome> {
    let path = std::path::absolute(path)?;
    let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
    let Some(file) = folder.and_then(configuration::nearest) else {
        out.text(format_args!("# no {FILE_NAME} in this folder or above: these are the defaults")).end_line();
        write_settings(&Configuration::default(), "", out);
        return Ok(Outcome::Clean);
    };
    let (text, configuration) = match configuration::load(&file) {
        Ok(read) => read,
        Err(error) => {
            output::err(&format!("{}: {error}; ignored", file.display()));
            write_settings(&Configuration::default(), "", out);
            return Ok(Outcome::Failure);
        }
    };
    super::settings::report_problems(&file, &text, &configuration.problems);
    // A line end in the path would end the comment.
    out.text("# from ").text(visible(&file.display().to_string())).end_line();
    write_settings(&configuration, &text, out);
    Ok(if configuration.problems.is_empty() { Outcome::Clean } else { Outcome::Failure })
}

/// In the form of the file itself, so that it can be pasted there; after each value, where it comes from. `text` is
/// the file’s.
fn write_settings(configuration: &Configuration, text: &str, out: &mut StyledText) {
    let Configuration { settings, chosen, .. } = configuration;
    let lines = LineIndex::new(text);
    let mut table = "";
    let mut write = |within: &'static str, name: &str, value: String, origin: Option<&str>| {
        if table != within {
            out.end_line();
            out.text(format_args!("[{within}]")).end_line();
            table = within;
        }
        let key = if within.is_empty() { name.to_owned() } else { format!("{within}.{name}") };
        let name = if name.contains(|character: char| !character.is_ascii_alphanumeric() && !"-_".contains(character)) {
            json!(name).to_string()
        } else {
            name.to_owned()
        };
        let origin = origin.map_or_else(|| self::origin(chosen, &lines, &key), str::to_owned);
        out.text(format_args!("{name} = {value} # {origin}")).end_line();
    };
    if let Some(form) = &settings.date_format {
        write("", "date_format", json!(form.pattern()).to_string(), None);
    }
    write("", "diagnostic_mode", json!(settings.diagnostic_mode.name()).to_string(), None);
    write("", "highlight_color", json!(settings.highlight_color.name()).to_string(), None);
    write("", "profile", json!(settings.profile.name()).to_string(), None);
    let fields: Vec<&str> = settings.required().iter().copied().map(Field::name).collect();
    let origin = settings.required.is_none().then_some("from the profile");
    write("", "required", json!(fields).to_string(), origin);
    if let Some(speed) = settings.tag_words_per_minute {
        write("", "tag_words_per_minute", speed.to_string(), None);
    }
    write("", "words_per_minute", settings.words_per_minute.to_string(), None);
    write("", "year_pivot", settings.cite_options.year_pivot.to_string(), None);
    if settings.stale.by_words.is_empty() && settings.stale.chosen {
        write("", "stale_months", settings.stale.months.to_string(), None);
    }
    let shown = settings.shown;
    let shown = [
        ("cite_hints", shown.cite_hints),
        ("heading_hints", shown.heading_hints),
        ("lenses", shown.lenses),
        ("plain_dates", shown.plain_dates),
    ];
    for (name, shown) in shown {
        write("show", name, shown.to_string(), None);
    }
    for (words, months) in &settings.stale.by_words {
        write("stale_months", words, months.to_string(), None);
    }
    for (rule, severity) in &settings.severities {
        write("severity", rule, json!(severity.map_or("off", Severity::name)).to_string(), None);
    }
}

/// Where the value of `key` comes from: a line of the file, or the defaults.
fn origin(chosen: &[Spanned<String>], lines: &LineIndex, key: &str) -> String {
    // Words of a tag are stored in lower case.
    let chosen = chosen.iter().find(|chosen| chosen.value == key || chosen.value.to_lowercase() == key);
    chosen.map_or("default".to_owned(), |chosen| format!("{FILE_NAME}:{}", lines.position(chosen.span.start).0 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(configuration: &Configuration, text: &str) -> String {
        let mut shown = StyledText::plain();
        write_settings(configuration, text, &mut shown);
        shown.to_string()
    }

    #[test]
    fn every_value_says_where_it_comes_from() {
        let text = "year_pivot = 40\n\n[severity]\ntag-empty = 'off'\n\n[stale_months]\n'Status quo' = 3\nheg = 6\n\n[show]\nlenses = false\n";
        insta::assert_snapshot!(shown(&configuration::read(text), text), @r#"
        diagnostic_mode = "openFilesOnly" # default
        highlight_color = "yellow" # default
        profile = "nsda" # default
        required = ["author","year","date","title","publication","link-or-page","accessed","qualifications"] # from the profile
        words_per_minute = 350 # default
        year_pivot = 40 # debate-ls.toml:1

        [show]
        cite_hints = true # default
        heading_hints = true # default
        lenses = false # debate-ls.toml:11
        plain_dates = false # default

        [stale_months]
        "status quo" = 3 # debate-ls.toml:7
        heg = 6 # debate-ls.toml:8

        [severity]
        tag-empty = "off" # debate-ls.toml:4
        "#);
    }

    #[test]
    fn what_is_shown_is_read_back_as_the_same() {
        for text in [
            "",
            "date_format = 'YYYY-MM-DD'\nprofile = 'ndt'\nstale_months = 7\n[severity]\ntag-empty = 'off'\n[show]\nlenses = false",
            "required = ['author']\n[stale_months]\n'status quo' = 3\n",
        ] {
            let configuration = configuration::read(text);
            let shown = shown(&configuration, text);
            let Configuration { settings: again, problems, .. } = configuration::read(&shown);
            let mut settings = configuration.settings;
            // The profile's fields are shown too.
            settings.required = Some(settings.required().to_vec());
            assert_eq!((again, problems), (settings, Vec::new()), "{shown}");
        }
    }
}
