//! Tests of features are text in, text out: a small brief with a `|` at the cursor, and the result
//! as lines with carets under the spans.

use std::fmt::Write;

use crate::evidence::brief::Brief;
use crate::evidence::cite::CiteOptions;
use crate::evidence::parse;
pub(super) use crate::lint::fixture::{TODAY, edited};
use crate::text::{LineIndex, Span};

/// A brief, its text without the `|`, and the byte of the `|`; without one, the text's end.
pub(super) fn brief(text: &str) -> (Brief, String, usize) {
    let cursor = text.find('|').unwrap_or(text.len());
    let text = text.replacen('|', "", 1);
    (parse::brief(&text, &CiteOptions::default()), text, cursor)
}

/// The lines of `text` on which the spans begin, with carets under the spans and a word after them. A span of
/// several lines ends in `…`.
pub(super) fn underlined(text: &str, places: impl IntoIterator<Item = (Span, String)>) -> String {
    let lines = LineIndex::new(text);
    let mut shown = String::new();
    let mut last = None;
    for (span, word) in places {
        let (number, column) = lines.position(span.start);
        let line = lines.line(text, number);
        if last != Some(number) {
            let _ = writeln!(shown, "{}", line.of(text));
        }
        last = Some(number);
        let before = line.of(text)[..column].chars().count();
        let under = Span::new(span.start, span.end.min(line.end)).of(text).chars().count();
        let more = if span.end > line.end { "…" } else { "" };
        let carets = if span.is_empty() { "|".to_owned() } else { "^".repeat(under) };
        let _ = writeln!(shown, "{}", format!("{}{carets}{more} {word}", " ".repeat(before)).trim_end());
    }
    shown
}

/// A block with two cards, a hat above it, and an analytic.
pub(super) const SYRIA: &str = "\
## Impacts

### AT: Cooperation

They say this every year.

#### Mediation in Syria fails

Choi 21, Joseph Choi, reporter, 9-15-21, “Kremlin: talks are off”, The Hill, https://thehill.com/kremlin

The talks are off, “for good”, said the spokesman. They were never on.

Nobody came. Nobody will.

#### Talks fail

TASS, September 7, 2021

The __talks__ have failed.
";
