//! What was measured for one editor.

use std::fmt::Write;
use std::time::{Duration, Instant};

/// How often the memory of a server is measured.
const SAMPLES: Duration = Duration::from_secs(1);

/// A run of one editor, minute for minute.
pub(crate) struct Record {
    name: &'static str,
    start: Instant,
    minutes: Vec<Minute>,
    next_sample: Instant,
    /// How often answers were compared with those of a fresh server.
    pub(crate) compared: usize,
    /// The differences.
    pub(crate) differences: Vec<String>,
}

#[derive(Default)]
struct Minute {
    messages: usize,
    /// Of answers, in microseconds.
    times: Vec<u64>,
    /// In KiB, once a second.
    memory: Vec<u64>,
}

impl Record {
    pub(crate) fn new(name: &'static str) -> Self {
        let now = Instant::now();
        Self { name, start: now, minutes: Vec::new(), next_sample: now, compared: 0, differences: Vec::new() }
    }

    fn minute(&mut self) -> &mut Minute {
        let minute = usize::try_from(self.start.elapsed().as_secs() / 60).unwrap_or(0);
        while self.minutes.len() <= minute {
            self.minutes.push(Minute::default());
        }
        &mut self.minutes[minute]
    }

    pub(crate) fn message(&mut self) {
        self.minute().messages += 1;
    }

    pub(crate) fn answer(&mut self, time: Duration) {
        self.minute().times.push(u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
    }

    /// Takes the memory of the server, in bytes, if it is time to.
    pub(crate) fn memory(&mut self, resident: impl FnOnce() -> Option<u64>) {
        if Instant::now() < self.next_sample {
            return;
        }
        self.next_sample = Instant::now() + SAMPLES;
        if let Some(bytes) = resident() {
            self.minute().memory.push(bytes >> 10);
        }
    }

    pub(crate) fn messages(&self) -> usize {
        self.minutes.iter().map(|minute| minute.messages).sum()
    }

    /// A line for each minute.
    pub(crate) fn lines(&self) -> String {
        let mut lines = String::new();
        for (number, minute) in self.minutes.iter().enumerate() {
            let milliseconds = |percent: usize| percentile(&minute.times, percent) as f64 / 1000.0;
            let _ = writeln!(
                lines,
                "{:<14} {:>7} {:>9} {:>7.2} {:>7.2} {:>11.1}",
                self.name,
                number + 1,
                minute.messages,
                milliseconds(50),
                milliseconds(99),
                percentile(&minute.memory, 50) as f64 / 1024.0
            );
        }
        lines
    }

    /// The differences, and what grew from the first third of the minutes to the last. A minute that is not full does
    /// not count, nor does the first, in which the index is made.
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut problems = self.differences.clone();
        let full = self.minutes.get(1..self.minutes.len().saturating_sub(1)).unwrap_or_default();
        let third = full.len() / 3;
        if third == 0 {
            return problems;
        }
        let values = |minutes: &[Minute], of: fn(&Minute) -> &Vec<u64>| {
            percentile(&minutes.iter().flat_map(of).copied().collect::<Vec<_>>(), 50)
        };
        let grown =
            |of: fn(&Minute) -> &Vec<u64>| (values(&full[..third], of), values(&full[full.len() - third..], of));
        let (before, after) = grown(|minute| &minute.memory);
        if after > before + before / 4 + 4096 {
            problems.push(format!("{}: memory grew from {before} KiB to {after} KiB", self.name));
        }
        // Other work on this machine can take as much, so only what is far slower counts.
        let (before, after) = grown(|minute| &minute.times);
        if after > 4 * before + 5_000 {
            problems.push(format!("{}: the median answer grew from {before} µs to {after} µs", self.name));
        }
        problems
    }
}

/// The value that so many percent of the others do not exceed; 0 without any.
fn percentile(values: &[u64], percent: usize) -> u64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().saturating_sub(1);
    sorted.get(last * percent / 100).copied().unwrap_or(0)
}
