//! How much memory a process takes, as Linux tells in `/proc`. Elsewhere nothing is known.

use std::fs;

/// How much of a process is in memory now, in bytes.
pub fn resident(process: u32) -> Option<u64> {
    status(process, "VmRSS:")
}

/// How much of it was in memory at most, in bytes.
pub fn peak(process: u32) -> Option<u64> {
    status(process, "VmHWM:")
}

/// Whether all threads of a process wait for something. `None` where it has ended, too.
pub fn is_idle(process: u32) -> Option<bool> {
    let mut threads = fs::read_dir(format!("/proc/{process}/task")).ok()?.filter_map(Result::ok);
    Some(threads.all(|thread| {
        let stat = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        // "1234 (name, which may hold anything) S …"
        stat.rsplit_once(')').is_none_or(|(_, rest)| rest.trim_start().starts_with('S'))
    }))
}

fn status(process: u32, field: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let kibibytes = status.lines().find_map(|line| line.strip_prefix(field)?.split_whitespace().next());
    Some(kibibytes?.parse::<u64>().ok()? << 10)
}
