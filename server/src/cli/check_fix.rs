//! `check --fix`: fixes files, or shows how they would change.

use std::path::Path;

use anstyle::{AnsiColor, Style};
use clap::Args;
use jiff::civil::Date;
use similar::{ChangeTag, TextDiff};

use super::input::{Input, Source};
use super::output::{BOLD, FAINT, StyledText};
use crate::files::replace;
use crate::lint::Settings;
use crate::lint::fix_all::{self, FixResult};
use crate::text::decode::{self, Charset};

#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Fixing {
    /// Fix what is safe to fix, and report what remains
    #[arg(long)]
    pub(super) fix: bool,
    /// Show what --fix would change, without writing anything
    #[arg(long, requires = "fix", conflicts_with = "format")]
    pub(super) diff: bool,
    /// Let --fix convert files in other encodings to UTF-8
    #[arg(long, requires = "fix")]
    convert: bool,
}

/// The result of fixing a file.
#[derive(Default)]
pub(super) struct Fixed {
    /// The new text, if it changed.
    pub(super) text: Option<String>,
    /// How many findings were fixed.
    pub(super) made: u32,
    /// Whether it is now UTF-8, and was not.
    pub(super) converted: bool,
    /// Why it was not fixed.
    pub(super) note: Option<String>,
    /// Whether writing it failed.
    pub(super) failed: bool,
}

/// Fixes a file, and writes it unless only the difference is wanted.
pub(super) fn fix(source: &Source, input: &Input, fixing: Fixing, settings: &Settings, today: Date) -> Fixed {
    let Input { name, bytes: before, decoded, .. } = input;
    let not_fixed = |note: String, failed: bool| Fixed { note: Some(note), failed, ..Fixed::default() };
    let convert = decoded.charset.is_guess();
    if input.word.is_some() {
        let note = format!("{name}: not fixed, because it is a Word file; `import` it, fix the card file, `export` it");
        return not_fixed(note, false);
    } else if decoded.damaged {
        return not_fixed(
            format!("{name}: not fixed, because some of its bytes are not text; save it as UTF-8"),
            false,
        );
    } else if decoded.is_doubtful {
        let note = format!(
            "{name}: not fixed, because it is unclear which charset it is in; save it as UTF-8 in the program that wrote it"
        );
        return not_fixed(note, false);
    } else if convert && !fixing.convert {
        let note = format!("{name}: not fixed, because it is not UTF-8; add --convert to convert and fix it");
        return not_fixed(note, false);
    }
    let FixResult { text, made } = fix_all::fix_text(&decoded.text, settings, today);
    let changed = text != decoded.text;
    if !fixing.diff && (changed || convert) {
        let bytes = decode::encode(&text, if convert { Charset::Utf8 } else { decoded.charset });
        let bytes = bytes.unwrap_or_else(|| text.as_bytes().into());
        let written = match source {
            Source::Stdin(_) => {
                Err("standard input cannot be fixed in place; add --diff to see the changes".to_owned())
            }
            Source::Named(path) | Source::Found(path) => {
                replace::replace(path, before, &bytes).map_err(|error| error.to_string())
            }
        };
        if let Err(problem) = written {
            return not_fixed(format!("{name}: {problem}"), true);
        }
    }
    Fixed { text: changed.then_some(text), made, converted: convert, note: None, failed: false }
}

const DELETED: Style = AnsiColor::Red.on_default();
const INSERTED: Style = AnsiColor::Green.on_default();

/// The difference between a file's text and `after`, as `diff -u` prints it. If it goes to a program, it is exact, so that
/// `patch` can apply it.
pub(super) fn difference(input: &Input, after: &str) -> StyledText {
    let mut out = StyledText::exact_when_piped();
    let before = input.decoded.text.as_str();
    if before == after {
        return out;
    }
    let name = file_name(&input.path);
    out.paint(BOLD, format_args!("--- {name}")).end_line();
    out.paint(BOLD, format_args!("+++ {name}")).end_line();
    // `patch` compares with the file's bytes, which have the byte order mark.
    let mark = if input.decoded.charset == Charset::Utf8Bom && out.is_exact() { "\u{feff}" } else { "" };
    let (before, after) = (format!("{mark}{before}"), format!("{mark}{after}"));
    let (before, after): (Vec<&str>, Vec<&str>) = (lines(&before), lines(&after));
    let diff = TextDiff::from_slices(&before, &after);
    for hunk in diff.unified_diff().context_radius(1).iter_hunks() {
        out.paint(FAINT, hunk.header()).end_line();
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Delete => DELETED,
                ChangeTag::Insert => INSERTED,
                ChangeTag::Equal => Style::new(),
            };
            let line = change.value();
            let ended = line.strip_suffix('\n');
            let mut shown = ended.unwrap_or(line);
            if !out.is_exact() {
                // Harmless at a line's end; shown, it would clutter every line.
                shown = shown.strip_suffix('\r').unwrap_or(shown);
            }
            out.paint(style, format_args!("{}{shown}", change.tag())).end_line();
            if ended.is_none() {
                out.text("\\ No newline at end of file").end_line();
            }
        }
    }
    out
}

/// A name as `patch` reads it: quoted as in C if it has characters that would end it; with spaces, followed by a tab.
fn file_name(path: &Path) -> String {
    let is_odd = |byte: &u8| byte.is_ascii_control() || matches!(byte, b'"' | b'\\');
    match path.to_str() {
        Some(name) if !name.bytes().any(|byte| is_odd(&byte)) => {
            format!("{name}{}", if name.contains(' ') { "\t" } else { "" })
        }
        _ => {
            let escaped = |byte: &u8| match byte {
                b'"' | b'\\' => format!("\\{}", char::from(*byte)),
                b' '..=b'~' => char::from(*byte).to_string(),
                other => format!("\\{other:03o}"),
            };
            format!("\"{}\"", path.as_os_str().as_encoded_bytes().iter().map(escaped).collect::<String>())
        }
    }
}

/// Lines as `diff` and `patch` split them: a lone `\r` is not a line end.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}
