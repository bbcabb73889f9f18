//! Messages that the client has not read, and requests that are not answered. Both are bounded, even if the client sends
//! faster than it reads.
//!
//! If many bytes are unread, no more answers are computed. Requests are still read, because a client may send all of its
//! requests before it reads an answer. Only if the waiting requests are very many too, no more messages are read.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tokio::sync::{Notify, Semaphore, SemaphorePermit};

/// From this many bytes of unread messages on, no answer is computed.
const MAX_UNREAD: usize = 16 << 20;

/// From this many bytes of unread messages and unanswered requests on, nothing is read.
const MAX_TOTAL: usize = 64 << 20;

/// What a request takes in addition to its own bytes, until it is answered.
const REQUEST_OVERHEAD: usize = 4 << 10;

/// Shared by all threads that read, compute or write.
#[derive(Debug)]
pub(super) struct Backlog {
    /// In bytes.
    unread: AtomicUsize,
    /// In bytes.
    requests: AtomicUsize,
    /// Notified when one of the two has decreased.
    decreased: Notify,
    computing: Semaphore,
}

impl Default for Backlog {
    fn default() -> Self {
        // A thread may be waiting for a document that another one analyzes.
        let limit = thread::available_parallelism().map_or(4, |cores| 2 * cores.get().max(2));
        Self {
            unread: AtomicUsize::new(0),
            requests: AtomicUsize::new(0),
            decreased: Notify::new(),
            computing: Semaphore::new(limit),
        }
    }
}

impl Backlog {
    /// Waits until an answer may be computed. Drop the permit when the answer is sent, and do not wait for the client
    /// while you hold it.
    pub(super) async fn wait_to_compute(&self) -> Option<SemaphorePermit<'_>> {
        // The semaphore is never closed.
        let permit = self.computing.acquire().await.ok();
        self.until(|| self.unread.load(Ordering::Relaxed) < MAX_UNREAD).await;
        permit
    }

    /// Waits until the server may send a message that is not an answer.
    pub(super) async fn wait_to_send(&self) {
        self.until(|| self.unread.load(Ordering::Relaxed) < MAX_UNREAD).await;
    }

    /// Whether the next message may be read.
    pub(super) fn may_read(&self) -> bool {
        self.unread.load(Ordering::Relaxed) + self.requests.load(Ordering::Relaxed) < MAX_TOTAL
    }

    /// Waits until the next message may be read.
    pub(super) async fn wait_to_read(&self) {
        self.until(|| self.may_read()).await;
    }

    async fn until(&self, is_done: impl Fn() -> bool) {
        loop {
            let decreased = self.decreased.notified();
            if is_done() {
                return;
            }
            decreased.await;
        }
    }

    /// A message of so many bytes waits to be written.
    pub(super) fn message_queued(&self, bytes: usize) {
        self.unread.fetch_add(bytes, Ordering::Relaxed);
    }

    /// The message was written.
    pub(super) fn message_written(&self, bytes: usize) {
        self.unread.fetch_sub(bytes, Ordering::Relaxed);
        self.decreased.notify_waiters();
    }

    /// A request of so many bytes waits for its answer.
    pub(super) fn request_received(&self, bytes: usize) {
        self.requests.fetch_add(bytes + REQUEST_OVERHEAD, Ordering::Relaxed);
    }

    /// The request is answered.
    pub(super) fn request_answered(&self, bytes: usize) {
        self.requests.fetch_sub(bytes + REQUEST_OVERHEAD, Ordering::Relaxed);
        self.decreased.notify_waiters();
    }
}
