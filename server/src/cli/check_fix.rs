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
    /// Whether it should have been written, and could not be.
    pub(super) failed: bool,
}

/// Mends a file, and writes it unless only the difference is wanted. Gives its text after that.
pub(super) fn fix(
    source: &Source,
    name: &str,
    decoded: Decoded,
    fixing: Fixing,
    settings: &Settings,
    today: Date,
) -> (String, Fixed) {
    let Decoded { text: before, charset, damaged } = decoded;
    let left_alone = |before: String, note: String, failed: bool| {
        (before.clone(), Fixed { before, made: 0, converted: false, note: Some(note), failed })
    };
    let convert = charset.is_guess();
    if damaged {
        return left_alone(before, format!("{name}: some bytes of this file mean nothing; it was left alone"), false);
    } else if convert && !fixing.convert {
        let note = format!("{name}: not UTF-8, so it was left alone; --convert writes it as UTF-8 and mends it");
        return left_alone(before, note, false);
    }
    let Mended { text, made } = apply::mend(&before, settings, today);
    if !fixing.diff && (text != before || convert) {
        let bytes = decode::encode(&text, if convert { Charset::Utf8 } else { charset });
        let bytes = bytes.unwrap_or_else(|| text.as_bytes().into());
        let written = match source {
            Source::Stdin(_) => Err("standard input cannot be mended; add --diff to see how".to_owned()),
            Source::Named(path) | Source::Met(path) => {
                write(path, &bytes).map_err(|error| format!("cannot write it: {error}"))
            }
        };
        if let Err(problem) = written {
            return left_alone(before, format!("{name}: {problem}"), true);
        }
    }
    (text, Fixed { before, made, converted: convert, note: None, failed: false })
}

/// Puts `bytes` in the file’s place in one step: whoever reads it sees the old file or the new one, and a full disk
/// costs nothing. Its permissions stay, and a file that is write-protected stays as it is.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Through a link to what it leads to.
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    // To put another file in its place is allowed to whoever may write to the folder.
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is write-protected"));
    }
    let mut beside = path.clone().into_os_string();
    beside.push(format!(".{}.tmp", std::process::id()));
    let written = (|| {
        let mut file = File::create_new(&beside)?;
        file.set_permissions(permissions)?;
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
    let (before, after): (Vec<&str>, Vec<&str>) = (lines(before), lines(after));
    let diff = TextDiff::from_slices(&before, &after);
    for hunk in diff.unified_diff().context_radius(1).iter_hunks() {
        writeln!(out, "{FAINT}{}{FAINT:#}", hunk.header())?;
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Delete => GONE,
                ChangeTag::Insert => NEW,
                ChangeTag::Equal => Style::new(),
            };
            // A line’s end stays as it is, or `patch` would not know the line again.
            let (line, end) = change.value().split_at(change.value().trim_end_matches('\n').len());
            write!(out, "{style}{}{line}{style:#}{end}", change.tag())?;
            if end.is_empty() {
                writeln!(out, "\n\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

/// As `diff` and `patch` know lines: a lone `\r` ends none.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}
