//! Signals that would end the program where an error says more.

/// Makes a write beyond the largest size that a file may have an error, as on a full disk. Otherwise it ends the program.
pub(super) fn ignore_file_size_limit() {
    #[cfg(unix)]
    // SAFETY: no handler is installed, so nothing runs in one.
    #[expect(unsafe_code, reason = "libc has no safe wrapper")]
    unsafe {
        libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
    }
}
