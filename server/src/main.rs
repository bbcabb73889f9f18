//! Reads the arguments and picks a front door.

use std::process::ExitCode;

fn main() -> ExitCode {
    debate_ls::cli::run()
}
