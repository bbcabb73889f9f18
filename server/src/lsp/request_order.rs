//! Who waits for whom. The server's messages run side by side, and yet each sees the documents as they were
//! when the client sent it: writes (what changes documents or settings) follow each other in wire order, a
//! read waits for the last write before it, and a write waits until every read before it has taken its
//! snapshot.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;

use tokio::sync::watch;

/// What a message does to the server's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Changes it.
    Write,
    /// Looks at it: takes what it needs before its first `.await`.
    Read,
    /// Has nothing to do with it.
    Free,
}

/// The queue. Places in it are given out in wire order.
pub(super) struct RequestOrder {
    writing: Gate,
    reads: Token,
    reading: Gate,
}

/// A place in the queue.
pub(super) struct Place {
    turn: Access,
    before: Vec<Gate>,
    token: Option<Token>,
}

/// Open once every token of its pair is dropped. So whoever fails, panics or is cancelled lets the next pass.
type Gate = watch::Receiver<()>;
type Token = Arc<watch::Sender<()>>;

impl RequestOrder {
    pub(super) fn new() -> Self {
        let (_, writing) = gate();
        let (reads, reading) = gate();
        Self { writing, reads, reading }
    }

    /// The next place.
    pub(super) fn next(&mut self, turn: Access) -> Place {
        match turn {
            Access::Write => {
                let (token, writing) = gate();
                let (reads, reading) = gate();
                let before =
                    vec![std::mem::replace(&mut self.writing, writing), std::mem::replace(&mut self.reading, reading)];
                self.reads = reads;
                Place { turn, before, token: Some(token) }
            }
            Access::Read => Place { turn, before: vec![self.writing.clone()], token: Some(self.reads.clone()) },
            Access::Free => Place { turn, before: Vec::new(), token: None },
        }
    }
}

impl Place {
    /// Runs `work` when its turn has come.
    pub(super) async fn run<W: Future>(self, work: W) -> W::Output {
        let Self { turn, before, mut token } = self;
        for mut gate in before {
            while gate.changed().await.is_ok() {}
        }
        let mut work = pin!(work);
        poll_fn(|context| {
            let polled = work.as_mut().poll(context);
            if turn == Access::Read {
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
