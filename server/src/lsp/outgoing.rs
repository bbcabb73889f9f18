//! The messages that go out. Whoever sends one writes it, and whatever others bring meanwhile: no thread has to wake
//! up for it, and none waits while another writes.

use std::collections::VecDeque;
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use tokio::sync::oneshot;

use super::backlog::Backlog;

/// The way to the client.
pub(super) struct Outgoing {
    /// Whole messages with their headers, in the order in which they were sent.
    frames: Mutex<VecDeque<Vec<u8>>>,
    /// Held by the one that writes.
    output: Mutex<Box<dyn Write + Send>>,
    backlog: Arc<Backlog>,
    /// Dropped with the last that can send.
    _written: oneshot::Sender<()>,
}

/// The second value is told, by an error, when all who can send have gone, and so all is written.
pub(super) fn to(output: impl Write + Send + 'static, backlog: Arc<Backlog>) -> (Arc<Outgoing>, oneshot::Receiver<()>) {
    let (written, all_written) = oneshot::channel();
    let output: Box<dyn Write + Send> = Box::new(output);
    let outgoing = Outgoing { frames: Mutex::default(), output: Mutex::new(output), backlog, _written: written };
    (Arc::new(outgoing), all_written)
}

impl Outgoing {
    /// Sends a message. Blocks while the client does not read, but only one of those who send.
    pub(super) fn send(&self, message: &impl serde::Serialize) {
        let Ok(body) = serde_json::to_vec(message) else { return };
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend(body);
        self.backlog.queued(frame.len());
        self.frames().push_back(frame);
        // Who finds another writing leaves it to that one, which looks again after it has let go.
        while !self.frames().is_empty() {
            let mut output = match self.output.try_lock() {
                Ok(output) => output,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => return,
            };
            while let Some(frame) = self.next() {
                // Where the client is gone, the end of the input will say so too.
                let _ = output.write_all(&frame).and_then(|()| output.flush());
                self.backlog.taken(frame.len());
            }
        }
    }

    fn next(&self) -> Option<Vec<u8>> {
        self.frames().pop_front()
    }

    fn frames(&self) -> MutexGuard<'_, VecDeque<Vec<u8>>> {
        self.frames.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
