//! Reads the arguments and picks a front door.

use std::process::ExitCode;

/// For Rust and, by the crate's feature `override`, for tree-sitter's C. It gives back what is freed; glibc's keeps it,
/// in one arena a thread, and a server then never gets smaller.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    debate_ls::cli::run()
}
