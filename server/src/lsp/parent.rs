//! The process that started the server. If it dies, the server must exit too. The end of the pipe does not always show
//! that, because another process may hold its other end.

use std::time::Duration;

/// How often the process is checked.
const INTERVAL: Duration = Duration::from_secs(2);

/// Returns when the process `id` has ended.
pub(super) async fn wait_for_exit(id: u32) {
    while is_alive(id) {
        tokio::time::sleep(INTERVAL).await;
    }
}

/// Whether the process `id` runs. A zombie, which has ended and was not waited for, does not.
#[cfg(target_os = "linux")]
fn is_alive(id: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{id}/stat")) else { return false };
    // "1234 (name, which may hold anything) S …"; Z and X are the states of the dead.
    let state = stat.rsplit_once(')').and_then(|(_, rest)| rest.trim_start().chars().next());
    !matches!(state, Some('Z' | 'X'))
}

/// Elsewhere only the end of the input shows it: the standard library cannot look up a process by its id.
#[cfg(not(target_os = "linux"))]
fn is_alive(_id: u32) -> bool {
    true
}

#[cfg(all(test, target_os = "linux"))]
#[allow(clippy::disallowed_types)] // Other programs, to see them end.
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_process_is_alive_until_it_ends() {
        let mut child = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("cat");
        assert!(is_alive(child.id()));
        child.kill().expect("kill");
        child.wait().expect("wait");
        assert!(!is_alive(child.id()));
    }

    #[tokio::test]
    async fn a_zombie_has_ended() {
        let mut child = Command::new("true").stdout(Stdio::piped()).spawn().expect("true");
        let mut output = child.stdout.take().expect("its output");
        // Its output ends a moment before it does.
        std::io::copy(&mut output, &mut std::io::sink()).expect("read");
        wait_for_exit(child.id()).await;
        child.wait().expect("wait");
    }
}
