//! Where words go: results to stdout, everything else to stderr, colour only where it is wanted.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::Color;
use crate::rules::Severity;

pub(super) const BOLD: Style = Style::new().bold();
pub(super) const FAINT: Style = AnsiColor::BrightBlack.on_default();

/// Holds for all that is written from here on. `NO_COLOR` is honoured unless the user asked for colour.
pub(super) fn choose_color(color: Color) {
    let choice = match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

/// Standard output, buffered; writes no colour where none is wanted.
pub(super) fn stdout() -> impl Write {
    io::BufWriter::new(anstream::stdout())
}

/// Tells the user something that is not a result. That stderr is gone is no reason to stop.
pub(super) fn err(message: &str) {
    let _ = writeln!(anstream::stderr(), "{message}");
}

pub(super) fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Info => AnsiColor::Blue.on_default().bold(),
        Severity::Hint => AnsiColor::Cyan.on_default(),
    }
}
