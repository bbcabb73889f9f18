//! What the fuzz targets share: edits, words of cites, and the mutator that cuts cites up and joins them.

pub mod edits;
pub mod words;

use jiff::civil::Date;

/// The day that all targets count from: a finding must not depend on the clock.
pub const TODAY: Date = Date::constant(2026, 9, 15);

/// `data` as a text that an editor could send.
pub fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}
