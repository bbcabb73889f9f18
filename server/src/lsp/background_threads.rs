//! Threads for work that nobody waits for. The system lets all others go first.

use std::sync::LazyLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// As many as there are processors. They are started when they are first used.
static THREADS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let threads = ThreadPoolBuilder::new().thread_name(|number| format!("background {number}"));
    threads.start_handler(|_| lower_priority()).build().ok()
});

/// Does `work` on these threads, and waits for it. If they cannot be started, on those that all work shares.
pub(super) fn run<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match &*THREADS {
        Some(threads) => threads.install(work),
        None => work(),
    }
}

/// Lets all other threads of the process go before this one. On Linux, a thread has a priority of its own; elsewhere,
/// nothing is done.
fn lower_priority() {
    /// From −20 to 19; that of the others is 0.
    #[cfg(target_os = "linux")]
    const NICE: libc::c_int = 10;
    #[cfg(target_os = "linux")]
    // SAFETY: changes a number in the kernel.
    #[expect(unsafe_code, reason = "libc has no safe wrapper")]
    unsafe {
        libc::setpriority(libc::PRIO_PROCESS, 0, NICE);
    }
}
