//! A progress bar on stderr, if that is a terminal and the work takes more than a moment.

use indicatif::{ProgressBar, ProgressStyle};

/// With fewer files, the work ends before anybody could read a bar.
const FEW_FILES: usize = 8;

/// A bar that counts files. It disappears when it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar for so many files; hidden where they are few, or stderr is no terminal.
    pub(super) fn new(files: usize) -> Self {
        if files <= FEW_FILES {
            return Self::hidden();
        }
        let bar = ProgressBar::new(u64::try_from(files).unwrap_or(u64::MAX));
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} files") {
            bar.set_style(style.progress_chars("█░"));
        }
        Self { bar }
    }

    /// A bar that is never shown.
    pub(super) fn hidden() -> Self {
        Self { bar: ProgressBar::hidden() }
    }

    /// One more file is done. Any thread may say so.
    pub(super) fn advance(&self) {
        self.bar.inc(1);
    }

    /// Takes the bar away while `print` writes to stdout or stderr, whole lines, and flushes them: the bar comes back in
    /// the line in which the cursor then stands.
    pub(super) fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}
