//! Which message waits for which. Messages are handled concurrently, and yet each sees the documents as they were when the
//! client sent it: writes (which change documents or settings) run one after the other in the order of the client, a read
//! waits for the last write before it, and a write waits until every read before it has its snapshot.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;

use tokio::sync::watch;

/// What a message does to the server's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Changes it.
    Write,
    /// Reads it: takes what it needs before its first `.await`.
    Read,
    /// Does not use it.
    None,
}

/// The queue. Each message gets the next turn in it.
pub(super) struct RequestOrder {
    writing: Gate,
    reads: Token,
    reading: Gate,
}

/// A turn in the queue.
pub(super) struct Turn {
    access: Access,
    before: Vec<Gate>,
    token: Option<Token>,
}

/// Open once every token of its pair is dropped. So a handler that fails, panics or is canceled does not block the next.
type Gate = watch::Receiver<()>;
type Token = Arc<watch::Sender<()>>;

impl RequestOrder {
    pub(super) fn new() -> Self {
        let (_, writing) = gate();
        let (reads, reading) = gate();
        Self { writing, reads, reading }
    }

    /// The next turn.
    pub(super) fn next(&mut self, access: Access) -> Turn {
        match access {
            Access::Write => {
                let (token, writing) = gate();
                let (reads, reading) = gate();
                let before =
                    vec![std::mem::replace(&mut self.writing, writing), std::mem::replace(&mut self.reading, reading)];
                self.reads = reads;
                Turn { access, before, token: Some(token) }
            }
            Access::Read => Turn { access, before: vec![self.writing.clone()], token: Some(self.reads.clone()) },
            Access::None => Turn { access, before: Vec::new(), token: None },
        }
    }
}

impl Turn {
    /// Runs `work` when everything that it must wait for is done.
    pub(super) async fn run<W: Future>(self, work: W) -> W::Output {
        let Self { access, before, mut token } = self;
        for mut gate in before {
            while gate.changed().await.is_ok() {}
        }
        let mut work = pin!(work);
        poll_fn(|context| {
            let polled = work.as_mut().poll(context);
            if access == Access::Read {
                token = None;
            }
            polled
        })
        .await
    }
}

fn gate() -> (Token, Gate) {
    let (token, gate) = watch::channel(());
    (Arc::new(token), gate)
}
