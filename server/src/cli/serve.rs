//! `debate-ls serve`: the language server.

use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;

use super::{Outcome, output};
use crate::lsp;

#[derive(Debug, Default, Args)]
pub(super) struct Options {
    /// Accepted but not needed: the server always uses standard input and output
    #[arg(long)]
    stdio: bool,
    /// The date to use instead of today: 2026-09-15
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    today: Option<Date>,
}

pub(super) fn run(options: &Options) -> ExitCode {
    match lsp::serve(options.today) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            output::err(&format!("cannot start the server: {error}"));
            ExitCode::from(Outcome::Failure as u8)
        }
    }
}
