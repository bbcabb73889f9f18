//! `debate-ls import`: Word files become card files.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use clap::Args;

use super::Outcome;
use super::convert::{self, Conversion, Converted};
use crate::docx::{self, notices};
use crate::index::discovery;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    conversion: Conversion,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    convert::run(&options.conversion, discovery::is_word, "debate", "Imported", import)
}

fn import(path: &Path) -> Result<Converted, String> {
    let named = |problem: String| format!("{}: {problem}", path.display());
    let file = File::open(path).map_err(|error| named(super::input::reason(&error)))?;
    let document = docx::read::read(BufReader::new(file)).map_err(|error| named(error.to_string()))?;
    let card_text = docx::card_text(&document);
    let notes = notices::describe(&document, &card_text.notices);
    Ok(Converted { bytes: card_text.into_card_file(&document).into_bytes(), notes })
}
