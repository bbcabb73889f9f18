//! `debate-ls import`: Word files become card files.

use std::io;

use clap::Args;

use super::Outcome;
use super::convert::{self, Conversion};
use crate::files::conversion::{self, Direction};

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    conversion: Conversion,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    convert::run(&options.conversion, Direction::Import, "Imported", conversion::import)
}
