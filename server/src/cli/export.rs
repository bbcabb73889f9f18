//! `debate-ls export`: card files become Word files.

use std::io;

use clap::Args;

use super::Outcome;
use super::convert::{self, Conversion};
use super::settings;
use crate::docx::from_card_text::Extent;
use crate::files::content;
use crate::files::conversion::{self, Direction};

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
    let resolver = settings::of_files();
    let outcome = convert::run(&options.conversion, Direction::Export, "Exported", |path| {
        let decoded = content::card_file(path)?;
        let mut converted = conversion::export(&decoded.text, extent, resolver.settings(path).highlight_color)?;
        if decoded.charset.is_guess() {
            converted.notes.push("not UTF-8; read as Windows-1252".to_owned());
        }
        Ok(converted)
    });
    Ok(outcome?.max(resolver.outcome()))
}
