//! `debate-ls export`: card files become Word files.

use std::io;
use std::path::Path;

use clap::Args;

use super::convert::{self, Conversion, Converted};
use super::{Outcome, input};
use crate::docx::from_card_text::{self, Extent};
use crate::docx::{notices, write};
use crate::index::discovery;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    conversion: Conversion,
    /// Leave out analytics and comments, for opponents
    #[arg(long, conflicts_with = "read")]
    send: bool,
    /// Write only what is read aloud
    #[arg(long)]
    read: bool,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let extent = match (options.send, options.read) {
        (true, _) => Extent::Send,
        (_, true) => Extent::Read,
        _ => Extent::All,
    };
    convert::run(&options.conversion, discovery::is_brief, "docx", "Exported", |path| export(path, extent))
}

fn export(path: &Path, extent: Extent) -> Result<Converted, String> {
    let named = |problem: String| format!("{}: {problem}", path.display());
    let decoded = input::text_of(path).map_err(named)?;
    let (bytes, lost) = write::export(&decoded.text, extent).map_err(|error| named(error.to_string()))?;
    let mut notes = notices::describe(&from_card_text::document(&decoded.text, extent), &lost);
    if decoded.charset.is_guess() {
        notes.push("not UTF-8; read as Windows-1252".to_owned());
    }
    Ok(Converted { bytes: bytes, notes })
}
