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
    /// A bar for so many files; hidden if they are few, or stderr is not a terminal.
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

    /// Counts one more file. Can be called from any thread.
    pub(super) fn advance(&self) {
        self.bar.inc(1);
    }

    /// Says how many files are done.
    pub(super) fn set(&self, files: usize) {
        self.bar.set_position(u64::try_from(files).unwrap_or(u64::MAX));
    }

    /// Hides the bar while `print` writes whole lines to stdout or stderr and flushes them: the bar is drawn again in the
    /// line of the cursor.
    pub(super) fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}
