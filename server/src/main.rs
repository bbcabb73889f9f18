//! Reads the arguments and picks a front door.

use std::process::ExitCode;

/// For Rust and, by the crate's feature `override`, for tree-sitter's C.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Returns freed pages to the system at once, and looks for such pages often. By default mimalloc waits a second, and
/// then until the same thread allocates again: a server that is idle keeps all of it, as it does with glibc's allocator.
#[cfg(target_os = "linux")]
fn return_freed_pages() {
    use libmimalloc_sys::mi_option_t;
    // Of mimalloc.h; the bindings have no names for them.
    const PURGE_DELAY: mi_option_t = 15;
    const GENERIC_COLLECT: mi_option_t = 34;
    // SAFETY: sets numbers in a table of mimalloc, which checks the index; no other thread runs yet.
    #[allow(unsafe_code)]
    unsafe {
        libmimalloc_sys::mi_option_set(PURGE_DELAY, 0);
        libmimalloc_sys::mi_option_set(GENERIC_COLLECT, 100);
    }
}

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    return_freed_pages();
    debate_ls::cli::run()
}
