//! Outgoing messages. The thread that sends a message also writes it, and those that other threads send meanwhile: no
//! thread has to wake up to write, and none waits while another writes.

use std::collections::VecDeque;
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use tokio::sync::oneshot;

use super::backlog::Backlog;

/// The queue of messages to the client.
pub(super) struct Outgoing {
    /// Whole messages with their headers, in the order in which they were sent.
    frames: Mutex<VecDeque<Vec<u8>>>,
    /// Locked by the thread that writes.
    output: Mutex<Box<dyn Write + Send>>,
    backlog: Arc<Backlog>,
    /// Dropped with the last sender.
    _written: oneshot::Sender<()>,
}

/// The second value gets an error when all senders are dropped, and so all is written.
pub(super) fn new(output: impl Write + Send + 'static) -> (Arc<Outgoing>, oneshot::Receiver<()>) {
    let (written, all_written) = oneshot::channel();
    let output: Box<dyn Write + Send> = Box::new(output);
    let output = Mutex::new(output);
    let outgoing = Outgoing { frames: Mutex::default(), output, backlog: Arc::default(), _written: written };
    (Arc::new(outgoing), all_written)
}

impl Outgoing {
    /// What is sent and not read yet, and what is not answered.
    pub(super) fn backlog(&self) -> &Arc<Backlog> {
        &self.backlog
    }

    /// Sends a message. While the client does not read, one of the sending threads blocks; the others return.
    pub(super) fn send(&self, message: &impl serde::Serialize) {
        let Ok(body) = serde_json::to_vec(message) else { return };
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend(body);
        self.backlog.message_queued(frame.len());
        self.frames().push_back(frame);
        // A thread that is already writing takes this message too: it looks at the queue again after it unlocks.
        while !self.frames().is_empty() {
            let mut output = match self.output.try_lock() {
                Ok(output) => output,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => return,
            };
            while let Some(frame) = self.next() {
                // If the client has closed the pipe, its input ends too, which ends the server.
                let _ = output.write_all(&frame).and_then(|()| output.flush());
                self.backlog.message_written(frame.len());
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
