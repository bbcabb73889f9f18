//! What the client is owed: messages that it has not read, and requests that are not answered. A client that asks
//! faster than it reads fills neither without bound.
//!
//! Where much is unread, no more answers are computed; requests are still read, as a client may well ask everything
//! before it reads anything. Only where those that wait are very many too is the client not read any more.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tokio::sync::{Notify, Semaphore, SemaphorePermit};

/// From here on, in bytes of unread messages, no answer is computed.
const MOST_UNREAD: usize = 16 << 20;

/// From here on, in bytes of unread messages and of requests, nothing is read.
const MOST_OWED: usize = 64 << 20;

/// What a request takes besides its own bytes, until it is answered.
const REQUEST: usize = 4 << 10;

/// Shared by all who read, compute and write.
#[derive(Debug)]
pub(super) struct Backlog {
    /// In bytes.
    unread: AtomicUsize,
    /// In bytes.
    requests: AtomicUsize,
    /// LastTokens where one of the two has become less.
    less: Notify,
    computing: Semaphore,
}

impl Default for Backlog {
    fn default() -> Self {
        // One may be waiting for a document that another reads.
        let most = thread::available_parallelism().map_or(4, |cores| 2 * cores.get().max(2));
        Self {
            unread: AtomicUsize::new(0),
            requests: AtomicUsize::new(0),
            less: Notify::new(),
            computing: Semaphore::new(most),
        }
    }
}

impl Backlog {
    /// Waits until an answer may be computed. That is over when the permit is dropped, which should be when the answer
    /// is sent. Nobody who holds one may wait for the client.
    pub(super) async fn compute(&self) -> Option<SemaphorePermit<'_>> {
        // Nobody closes it.
        let permit = self.computing.acquire().await.ok();
        self.until(|| self.unread.load(Ordering::Relaxed) < MOST_UNREAD).await;
        permit
    }

    /// Waits until the server may say something of its own accord.
    pub(super) async fn speak(&self) {
        self.until(|| self.unread.load(Ordering::Relaxed) < MOST_UNREAD).await;
    }

    /// Whether the next message may be read.
    pub(super) fn may_read(&self) -> bool {
        self.unread.load(Ordering::Relaxed) + self.requests.load(Ordering::Relaxed) < MOST_OWED
    }

    /// Waits until it may.
    pub(super) async fn read(&self) {
        self.until(|| self.may_read()).await;
    }

    async fn until(&self, enough: impl Fn() -> bool) {
        loop {
            let less = self.less.notified();
            if enough() {
                return;
            }
            less.await;
        }
    }

    /// A message of so many bytes waits to be read.
    pub(super) fn queued(&self, bytes: usize) {
        self.unread.fetch_add(bytes, Ordering::Relaxed);
    }

    /// The client, or the pipe to it, has taken it.
    pub(super) fn taken(&self, bytes: usize) {
        self.unread.fetch_sub(bytes, Ordering::Relaxed);
        self.less.notify_waiters();
    }

    /// A request of so many bytes waits to be answered.
    pub(super) fn asked(&self, bytes: usize) {
        self.requests.fetch_add(bytes + REQUEST, Ordering::Relaxed);
    }

    /// It is answered.
    pub(super) fn answered(&self, bytes: usize) {
        self.requests.fetch_sub(bytes + REQUEST, Ordering::Relaxed);
        self.less.notify_waiters();
    }
}
