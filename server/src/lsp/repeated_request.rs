//! A question that the server asks its client again and again: for its settings, or to ask anew for what it shows.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many may be unanswered: a client that leaves one open may answer the next.
const MOST_OPEN: usize = 4;

/// One kind of question. However often there is reason to ask it, few are open at once.
#[derive(Debug)]
pub(super) struct Question {
    most_open: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    open: usize,
    /// There was reason to ask while too many were open.
    again: bool,
}

impl Default for Question {
    fn default() -> Self {
        Self { most_open: MOST_OPEN, state: Mutex::default() }
    }
}

impl Question {
    /// One that is asked again only when it is answered, so that nothing overtakes anything.
    pub(super) fn one_at_a_time() -> Self {
        Self { most_open: 1, state: Mutex::default() }
    }

    /// Has `ask` asked in a task of its own; where too many are open, when one of them is answered. Returns at once.
    pub(super) fn ask<F>(self: &Arc<Self>, ask: impl Fn() -> F + Send + Sync + 'static)
    where
        F: Future<Output = ()> + Send,
    {
        let mut state = self.state();
        if state.open >= self.most_open {
            state.again = true;
            return;
        }
        state.open += 1;
        drop(state);
        let question = Arc::clone(self);
        tokio::spawn(async move {
            loop {
                ask().await;
                if !question.is_to_be_asked_again() {
                    break;
                }
            }
        });
    }

    /// One was answered.
    fn is_to_be_asked_again(&self) -> bool {
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
    async fn of_a_thousand_reasons_to_ask_few_become_questions_and_the_last_is_not_lost() {
        let question = Arc::new(Question::default());
        let asked = Arc::new(AtomicUsize::new(0));
        let answers = Arc::new(Semaphore::new(0));
        for _ in 0..1000 {
            let (asked, answers) = (Arc::clone(&asked), Arc::clone(&answers));
            question.ask(move || {
                asked.fetch_add(1, Ordering::Relaxed);
                let answers = Arc::clone(&answers);
                async move { answers.acquire().await.expect("open").forget() }
            });
            yield_now().await;
        }
        assert_eq!(asked.load(Ordering::Relaxed), MOST_OPEN);
        answers.add_permits(1);
        while asked.load(Ordering::Relaxed) == MOST_OPEN {
            yield_now().await;
        }
        answers.add_permits(MOST_OPEN);
        while question.state().open > 0 {
            yield_now().await;
        }
        assert_eq!(asked.load(Ordering::Relaxed), MOST_OPEN + 1);
    }
}
