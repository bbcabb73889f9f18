//! A request that the server sends its client again and again: for its settings, or to refresh what it shows.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many may be unanswered: a client that never answers one may answer the next.
const MAX_OPEN: usize = 4;

/// One kind of request. However often there is a reason to send it, few are unanswered at once.
#[derive(Debug)]
pub(super) struct RepeatedRequest {
    max_open: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    open: usize,
    /// Whether there was a reason to send it while too many were unanswered.
    again: bool,
}

impl Default for RepeatedRequest {
    fn default() -> Self {
        Self { max_open: MAX_OPEN, state: Mutex::default() }
    }
}

impl RepeatedRequest {
    /// A request that is sent again only after its answer, so that answers keep their order.
    pub(super) fn one_at_a_time() -> Self {
        Self { max_open: 1, state: Mutex::default() }
    }

    /// Runs `send` in a new task; if too many are unanswered, when one of them is answered. Returns at once.
    pub(super) fn send<F>(self: &Arc<Self>, send: impl Fn() -> F + Send + Sync + 'static)
    where
        F: Future<Output = ()> + Send,
    {
        let mut state = self.state();
        if state.open >= self.max_open {
            state.again = true;
            return;
        }
        state.open += 1;
        drop(state);
        let request = Arc::clone(self);
        tokio::spawn(async move {
            loop {
                send().await;
                if !request.must_be_sent_again() {
                    break;
                }
            }
        });
    }

    /// Called after an answer.
    fn must_be_sent_again(&self) -> bool {
        let mut state = self.state();
        let again = std::mem::take(&mut state.again);
        state.open -= usize::from(!again);
        again
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::sync::Semaphore;
    use tokio::task::yield_now;

    use super::*;

    #[tokio::test]
    async fn a_thousand_reasons_to_send_it_make_few_requests_and_the_last_reason_is_not_lost() {
        let request = Arc::new(RepeatedRequest::default());
        let sent = Arc::new(AtomicUsize::new(0));
        let answers = Arc::new(Semaphore::new(0));
        for _ in 0..1000 {
            let (sent, answers) = (Arc::clone(&sent), Arc::clone(&answers));
            request.send(move || {
                sent.fetch_add(1, Ordering::Relaxed);
                let answers = Arc::clone(&answers);
                async move { answers.acquire().await.expect("open").forget() }
            });
            yield_now().await;
        }
        assert_eq!(sent.load(Ordering::Relaxed), MAX_OPEN);
        answers.add_permits(1);
        while sent.load(Ordering::Relaxed) == MAX_OPEN {
            yield_now().await;
        }
        answers.add_permits(MAX_OPEN);
        while request.state().open > 0 {
            yield_now().await;
        }
        assert_eq!(sent.load(Ordering::Relaxed), MAX_OPEN + 1);
    }
}
