//! `debate-ls man`: the manual pages, one for each command, for packages.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::{Args, CommandFactory};

use super::{Arguments, Outcome, output};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder to write them into
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let folder = &options.folder;
    match fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Arguments::command(), folder)) {
        Ok(()) => Ok(Outcome::Clean),
        Err(error) => {
            output::err(&format!("{}: {error}", folder.display()));
            Ok(Outcome::Failure)
        }
    }
}
