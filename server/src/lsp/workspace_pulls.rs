//! When a `workspace/diagnostic` request is answered. Clients send the next one as soon as they have the answer, so that a
//! request that has nothing new to report waits until something changes: else the client and the server would compare ten
//! thousand files every two seconds.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

/// How long a request waits at most. Then the files are compared again: the day may have changed.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

/// No report without news was sent yet.
const NEVER: u64 = u64::MAX;

/// What the requests of a client share.
#[derive(Debug)]
pub(super) struct WorkspacePulls {
    /// Counts the changes of settings, files, and which documents are open.
    changes: watch::Sender<u64>,
    /// The number of the newest request.
    newest: watch::Sender<u64>,
    /// The count of changes when a report without news was last sent.
    quiet_at: AtomicU64,
    /// How many files the last report left out.
    left_out: AtomicUsize,
}

impl Default for WorkspacePulls {
    fn default() -> Self {
        Self {
            changes: watch::Sender::default(),
            newest: watch::Sender::default(),
            quiet_at: AtomicU64::new(NEVER),
            left_out: AtomicUsize::new(0),
        }
    }
}

impl WorkspacePulls {
    /// Something has changed that a report may be about.
    pub(super) fn changed(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    /// Whether a request is not answered yet. It will report what has changed.
    pub(super) fn is_asked(&self) -> bool {
        self.changes.receiver_count() > 0
    }

    /// A new request. An older one that waits is answered: a client sends a second one only if it has forgotten the first.
    pub(super) fn begin(&self) -> Pull<'_> {
        let mut number = 0;
        self.newest.send_modify(|newest| {
            *newest += 1;
            number = *newest;
        });
        Pull { pulls: self, number, newest: self.newest.subscribe(), changes: self.changes.subscribe(), seen: 0 }
    }

    /// Ends a request that waits, because the client exits. The server would wait for its answer.
    pub(super) fn end(&self) {
        self.newest.send_modify(|newest| *newest += 1);
    }

    /// Remembers how many files a report left out. Returns whether the user should be told: there are some, and they are
    /// not as many as before.
    pub(super) fn leaves_out(&self, files: usize) -> bool {
        self.left_out.swap(files, Ordering::Relaxed) != files && files > 0
    }
}

/// A request that is not answered yet.
#[derive(Debug)]
pub(super) struct Pull<'p> {
    pulls: &'p WorkspacePulls,
    number: u64,
    newest: watch::Receiver<u64>,
    changes: watch::Receiver<u64>,
    /// The count of changes when the report was begun.
    seen: u64,
}

impl Pull<'_> {
    /// A report begins: what changes from here on may not be in it.
    pub(super) fn begin_report(&mut self) {
        self.seen = *self.changes.borrow_and_update();
    }

    /// Whether the client has sent a newer request.
    pub(super) fn is_superseded(&self) -> bool {
        *self.newest.borrow() != self.number
    }

    /// Whether a report without news was sent since the last change. The first is sent at once, for clients that wait for
    /// one.
    pub(super) fn may_wait(&self) -> bool {
        self.pulls.quiet_at.load(Ordering::Relaxed) == self.seen
    }

    /// A report without news is sent.
    pub(super) fn is_quiet(&self) {
        self.pulls.quiet_at.store(self.seen, Ordering::Relaxed);
    }

    /// Waits until something has changed since the report was begun, or there is a newer request, but not forever.
    pub(super) async fn wait(&mut self) {
        let Self { number, newest, changes, .. } = self;
        let newer = newest.wait_for(|newest| newest != number);
        // Both senders live as long as the server. After the time, the report is made again.
        let _ = timeout(LONGEST_WAIT, async {
            tokio::select! {
                _ = newer => {}
                _ = changes.changed() => {}
            }
        })
        .await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::task::yield_now;

    use super::*;

    #[test]
    fn the_first_report_without_news_is_sent_and_the_next_one_waits() {
        let pulls = WorkspacePulls::default();
        let mut first = pulls.begin();
        first.begin_report();
        assert!(!first.may_wait() && pulls.is_asked());
        first.is_quiet();
        drop(first);
        let mut second = pulls.begin();
        second.begin_report();
        assert!(second.may_wait());
        pulls.changed();
        second.begin_report();
        assert!(!second.may_wait());
        drop(second);
        assert!(!pulls.is_asked());
    }

    #[tokio::test]
    async fn a_request_waits_for_a_change_or_a_newer_request() {
        let pulls = Arc::new(WorkspacePulls::default());
        let (begun, mut is_begun) = watch::channel(());
        let waiting = tokio::spawn({
            let pulls = Arc::clone(&pulls);
            async move {
                let mut pull = pulls.begin();
                for _ in 0..2 {
                    pull.begin_report();
                    begun.send_replace(());
                    pull.wait().await;
                }
                pull.is_superseded()
            }
        });
        is_begun.changed().await.expect("it runs");
        pulls.changed();
        is_begun.changed().await.expect("a change ends the wait");
        for _ in 0..10 {
            yield_now().await;
        }
        assert!(!waiting.is_finished());
        let newer = pulls.begin();
        assert!(waiting.await.expect("no panic") && !newer.is_superseded());
    }

    #[test]
    fn the_user_is_told_once_how_many_files_are_left_out() {
        let pulls = WorkspacePulls::default();
        assert!(!pulls.leaves_out(0) && pulls.leaves_out(3) && !pulls.leaves_out(3));
        assert!(pulls.leaves_out(4) && !pulls.leaves_out(0) && pulls.leaves_out(4));
    }
}
