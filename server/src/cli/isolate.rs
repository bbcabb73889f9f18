//! Isolates a panic in one file from the other files: it becomes a message that names the file, and the work continues.
//! Every command that reads files works on each of them in here.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};

use super::output;

/// How many characters of a panic's message are shown: a message that quotes text may be long.
const MAX_MESSAGE: usize = 200;

/// Whether there was any panic since the hook was installed.
static ANY_PANIC: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// Whether this thread is inside [`isolated`], which reports the panic itself.
    static ISOLATED: Cell<bool> = const { Cell::new(false) };
    /// What the hook saw of this thread's last panic.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Reports panics in one line that asks the user to report them, instead of Rust's own message. For the whole process.
pub(super) fn install_hook() {
    panic::set_hook(Box::new(|info| {
        ANY_PANIC.store(true, Ordering::Relaxed);
        let report = describe(info);
        if ISOLATED.get() {
            PANIC.set(Some(report));
        } else {
            output::err(&report);
        }
    }));
}

/// Whether anything panicked, even in a single card where the panic was caught: the results are then incomplete.
pub(super) fn any_panic() -> bool {
    ANY_PANIC.load(Ordering::Relaxed)
}

/// Does `work` on the file of that name. A panic that `work` itself catches is reported too.
///
/// # Errors
/// If it panics: the line to show to the user.
pub(super) fn isolated<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, String> {
    let outer = ISOLATED.replace(true);
    // Unwind safe: a panic drops whatever `work` left half done.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    ISOLATED.set(outer);
    let seen = PANIC.take();
    match done {
        Ok(done) => {
            seen.iter().for_each(|report| output::err(&format!("{name}: {report}")));
            Ok(done)
        }
        Err(payload) => {
            // A panic on another thread: the hook did not know this file, and has already reported the panic.
            let report = seen.unwrap_or_else(|| internal_error(&message(&*payload), None));
            Err(format!("{name}: {report}"))
        }
    }
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
    internal_error(&message(info.payload()), place.as_deref())
}

fn internal_error(message: &str, place: Option<&str>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let place = place.map(|place| format!(" at {place}")).unwrap_or_default();
    format!(
        "internal error in debate-ls {version}{place}: {message}. Please report this line and, if you can, the file."
    )
}

fn message(payload: &(dyn Any + Send)) -> String {
    let message = payload.downcast_ref::<&str>().copied();
    let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
    match message.char_indices().nth(MAX_MESSAGE) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_names_the_file_and_the_next_one_is_worked_on() {
        install_hook();
        let work = |text: &str| text.get(3..).expect("three bytes").to_owned();
        let done: Vec<_> = [("a.debate", "Choi"), ("b.debate", "é"), ("c.debate", "TASS")]
            .map(|(name, text)| isolated(name, || work(text)))
            .into_iter()
            .collect();
        assert_eq!((&done[0], &done[2]), (&Ok("i".to_owned()), &Ok("S".to_owned())));
        let report = done[1].as_ref().expect_err("it panics");
        assert!(report.starts_with("b.debate: internal error in debate-ls "), "{report}");
        assert!(report.contains("isolate.rs:") && report.contains("three bytes"), "{report}");
    }

    #[test]
    fn a_panic_that_is_caught_further_down_is_not_taken_for_the_next_one() {
        install_hook();
        let caught = || panic::catch_unwind(|| panic!("in a card")).is_err();
        assert_eq!(isolated("a.debate", caught), Ok(true));
        assert!(any_panic());
        let report = isolated("b.debate", || panic!("in the file")).expect_err("it panics");
        assert!(report.contains("in the file") && !report.contains("in a card"), "{report}");
        assert_eq!(PANIC.take(), None);
    }

    #[test]
    fn a_long_message_is_cut() {
        install_hook();
        let report = isolated("a.debate", || panic!("{}", "“evidence” ".repeat(10_000))).expect_err("it panics");
        assert!(report.chars().count() < 600, "{} characters", report.chars().count());
    }
}
