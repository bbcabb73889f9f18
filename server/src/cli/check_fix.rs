//! `check --fix`: mending files, or showing how they would be mended.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use clap::Args;
use jiff::civil::Date;
use similar::{ChangeTag, TextDiff};

use super::input::Source;
use super::output::{BOLD, FAINT};
use crate::rules::Settings;
use crate::rules::apply::{self, Mended};
use crate::text::decode::{self, Charset, Decoded};

#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Fixing {
    /// Mend what can be mended without a look, and report what remains
    #[arg(long)]
    pub(super) fix: bool,
    /// Show what --fix would change, and write nothing
    #[arg(long, requires = "fix", conflicts_with = "format")]
    pub(super) diff: bool,
    /// Let --fix write files that are not UTF-8, as UTF-8
    #[arg(long, requires = "fix")]
    convert: bool,
}

/// What became of a file.
pub(super) struct Fixed {
    /// What it said before.
    pub(super) before: String,
    /// How many findings were mended.
    pub(super) made: u32,
    /// Whether it is now UTF-8, and was not.
    pub(super) converted: bool,
    /// Why it was left alone.
    pub(super) note: Option<String>,
}

/// Mends a file, and writes it unless only the difference is wanted. Gives its text after that.
///
/// # Errors
/// Says why the file could not be written.
pub(super) fn fix(
    source: &Source,
    name: &str,
    decoded: Decoded,
    fixing: Fixing,
    settings: &Settings,
    today: Date,
) -> Result<(String, Fixed), String> {
    let Decoded { text: before, charset, damaged } = decoded;
    let convert = charset == Charset::Windows1252;
    let note = if damaged {
        Some(format!("{name}: some bytes of this file mean nothing; it was left alone"))
    } else if convert && !fixing.convert {
        Some(format!("{name}: not UTF-8, so it was left alone; --convert writes it as UTF-8 and mends it"))
    } else {
        None
    };
    if note.is_some() {
        return Ok((before.clone(), Fixed { before, made: 0, converted: false, note }));
    }
    let Mended { text, made } = apply::mend(&before, settings, today);
    if !fixing.diff && (text != before || convert) {
        let bytes = decode::encode(&text, if convert { Charset::Utf8 } else { charset });
        let bytes = bytes.unwrap_or_else(|| text.as_bytes().into());
        match source {
            Source::Stdin(_) => return Err(format!("{name}: standard input cannot be mended; add --diff to see how")),
            Source::Named(path) | Source::Met(path) => {
                write(path, &bytes).map_err(|error| format!("{name}: cannot write it: {error}"))?;
            }
        }
    }
    Ok((text, Fixed { before, made, converted: convert, note: None }))
}

/// Puts `bytes` in the file’s place in one step: whoever reads it sees the old file or the new one, and a full disk
/// costs nothing. Its permissions stay.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Through a link to what it leads to.
    let path = fs::canonicalize(path)?;
    let mut beside = path.clone().into_os_string();
    beside.push(format!(".{}.tmp", std::process::id()));
    let written = (|| {
        let mut file = File::create_new(&beside)?;
        file.set_permissions(fs::metadata(&path)?.permissions())?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &path)
    })();
    if written.is_err() {
        // Nothing more can be done about a file that cannot be removed either.
        let _ = fs::remove_file(&beside);
    }
    written
}

const GONE: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();

/// The difference between two texts of one file, as `diff -u` prints it.
pub(super) fn diff(name: &str, before: &str, after: &str, out: &mut impl Write) -> io::Result<()> {
    if before == after {
        return Ok(());
    }
    writeln!(out, "{BOLD}--- {name}{BOLD:#}")?;
    writeln!(out, "{BOLD}+++ {name}{BOLD:#}")?;
    let diff = TextDiff::from_lines(before, after);
    for hunk in diff.unified_diff().context_radius(1).iter_hunks() {
        writeln!(out, "{FAINT}{}{FAINT:#}", hunk.header())?;
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Delete => GONE,
                ChangeTag::Insert => NEW,
                ChangeTag::Equal => Style::new(),
            };
            let line = change.value().trim_end_matches(['\n', '\r']);
            writeln!(out, "{style}{}{line}{style:#}", change.tag())?;
            if change.missing_newline() {
                writeln!(out, "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}
