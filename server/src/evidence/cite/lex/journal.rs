//! Volume, issue and pages as journals are cited, without labels: `12.3 (2015): 1-14` (MLA), `12(3), 3-12` (APA),
//! `12, no. 3 (2015): 41–54` (Chicago), `(2012) 4:15`, `2015, 271-313`. They are found before dates, which they look
//! like.

use super::locator::{Locator, LocatorKind};
use crate::evidence::date::calendar::calendar;
use crate::text::Span;

/// The journal numbers of `text`, in order. O(text).
pub(super) fn journal_numbers(text: &str) -> Vec<Locator> {
    let bytes = text.as_bytes();
    let mut found: Vec<Locator> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = digits_end(text, at);
        let begins = at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || b".-/:$'#".contains(&bytes[at - 1]));
        let located = match end - at {
            4 if begins && is_year(text, at) => after_year(text, end),
            1..=3 if begins && is_after_name(text, at) => volume(text, at, end),
            _ => Vec::new(),
        };
        at = located.last().map_or(end, |locator| locator.span.end.max(end));
        found.extend(located);
    }
    found
}

/// The numbers of a volume that stands at `at..end` after a journal's name.
fn volume(text: &str, at: usize, end: usize) -> Vec<Locator> {
    let volume = Locator { kind: LocatorKind::Volume, span: Span::new(at, end), number: Span::new(at, end) };
    let rest = &text[end..];
    if let Some(start) = rest.starts_with(['.', ':']).then_some(end + 1) {
        // `12.3 (2015): 1-14`, `18.1-2, 2015`, `12:3, 2015, 1–14`
        let Some(issue) = number_or_row(text, start).filter(|issue| issue.len() <= 5) else { return Vec::new() };
        let tail = &text[issue.end..];
        let dated = tail.strip_prefix([',', ' ']).map(|tail| tail.trim_start_matches([' ', '(']));
        let start = dated.map_or(text.len(), |dated| text.len() - dated.len());
        if !is_year(text, start) {
            // `24:3-4, 343-355`
            let several = rest.starts_with(':') && issue.of(text).contains(['-', '–', '/']);
            let pages = if several { row(text, start) } else { None };
            let issue = Locator { kind: LocatorKind::Issue, span: Span::new(end, issue.end), number: issue };
            return pages.map_or(Vec::new(), |pages| vec![volume, issue, pages_at(pages)]);
        }
        let mut list =
            vec![volume, Locator { kind: LocatorKind::Issue, span: Span::new(end, issue.end), number: issue }];
        list.extend(after_year(text, start + 4));
        return list;
    }
    let open = rest.strip_prefix(" (").or_else(|| rest.strip_prefix('(')).map(|inside| text.len() - inside.len());
    if let Some(issue) = open.and_then(|open| number_or_row(text, open)).filter(|issue| issue.len() <= 5)
        && text[issue.end..].starts_with(')')
        && !is_year(text, issue.start)
    {
        // `12(3), 3-12`
        let close = issue.end + 1;
        let after = text[close..].strip_prefix([',', ':']).map(|rest| text.len() - rest.trim_start_matches(' ').len());
        let pages = after.and_then(|start| row(text, start));
        let issue = Locator { kind: LocatorKind::Issue, span: Span::new(end, close), number: issue };
        // Without pages, the finder of other locators decides.
        return pages.map_or(Vec::new(), |pages| vec![volume, issue, pages_at(pages)]);
    }
    // `12, no. 3 (2015): 41–54`
    let label =
        rest.strip_prefix(", ").filter(|rest| ["no. ", "no ", "nos. ", "issue "].iter().any(|no| rest.starts_with(no)));
    if label.is_some() { vec![volume] } else { Vec::new() }
}

/// The pages after a year that ends at `end`: `(2015): 1-14`, `2015, 271-313`; or volume and page, `(2012) 4:15`.
fn after_year(text: &str, end: usize) -> Vec<Locator> {
    let bracket = text[end..].strip_prefix(')');
    let rest = bracket.unwrap_or(&text[end..]);
    if let Some(after) = rest.strip_prefix([':', ',']) {
        let start = text.len() - after.trim_start_matches(' ').len();
        return row(text, start).map(pages_at).into_iter().collect();
    }
    let Some(after) = bracket.and_then(|rest| rest.strip_prefix(' ')) else { return Vec::new() };
    let start = text.len() - after.len();
    let volume = Span::new(start, digits_end(text, start));
    let page = Span::new((volume.end + 1).min(text.len()), digits_end(text, (volume.end + 1).min(text.len())));
    let fits = (1..=3).contains(&volume.len()) && text[volume.end..].starts_with(':') && (1..=4).contains(&page.len());
    if !fits {
        return Vec::new();
    }
    let page = row(text, page.start).unwrap_or(page);
    vec![Locator { kind: LocatorKind::Volume, span: volume, number: volume }, pages_at(page)]
}

fn pages_at(span: Span) -> Locator {
    Locator { kind: LocatorKind::Pages, span, number: span }
}

/// The row of pages at `at`, the last no smaller than the first: `271-313`, `323–31`. No part of a date.
fn row(text: &str, at: usize) -> Option<Span> {
    let first = Span::new(at, digits_end(text, at));
    let rest = text[first.end..].trim_start_matches(' ').strip_prefix(['-', '–', '—', '‑'])?;
    let start = text.len() - rest.trim_start_matches(['-', ' ']).len();
    let last = Span::new(start, digits_end(text, start));
    let value = |span: Span| span.of(text).parse::<u32>().ok();
    let ascends = last.len() < first.len() || value(last)? > value(first)?;
    let after = &text[last.end..];
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric())
        || after.strip_prefix(['-', '/', '–', '.']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || after.strip_prefix([',', ' ']).is_some_and(|rest| is_year(text, text.len() - rest.trim_start().len()));
    let short = (1..=5).contains(&first.len()) && (1..=5).contains(&last.len());
    (short && ascends && !goes_on).then(|| Span::new(first.start, last.end))
}

/// A number, or two that a dash joins: `3`, `1-2`.
fn number_or_row(text: &str, at: usize) -> Option<Span> {
    let end = digits_end(text, at);
    let second = text[end..].strip_prefix(['-', '–', '/']).map(|rest| text.len() - rest.len());
    let last = second.map_or(end, |second| digits_end(text, second));
    let end = if second == Some(last) { end } else { last };
    (end > at).then(|| Span::new(at, end))
}

fn digits_end(text: &str, at: usize) -> usize {
    at + text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn is_year(text: &str, at: usize) -> bool {
    let end = digits_end(text, at.min(text.len()));
    end == at + 4 && matches!(&text[at..at + 2], "17" | "18" | "19" | "20")
}

/// Whether the number at `at` stands after a word with a capital, as a volume does after a journal's name.
fn is_after_name(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', ',']);
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '“' || c == '(').next().unwrap_or("");
    let month = calendar(word.trim_end_matches('.')).is_some();
    // `Societies 2015, 5(1), 1-11`
    let year = word.len() == 4 && is_year(word, 0);
    before.len() < at && (word.starts_with(char::is_uppercase) || year) && !month
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let show = |locator: Locator| format!("{:?} {}", locator.kind, locator.number.of(text));
        journal_numbers(text).into_iter().map(show).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn volume_issue_and_pages_in_every_style() {
        for (text, want) in [
            ("Harbor Review 12.3 (2015): 1-14.", "Volume 12; Issue 3; Pages 1-14"),
            ("Harbor Review 12(3), 3-12)", "Volume 12; Issue 3; Pages 3-12"),
            ("Harbor Review, 12:3, 2015, 1–14", "Volume 12; Issue 3; Pages 1–14"),
            ("Tide & Time 18.1-2, 2015", "Volume 18; Issue 1-2"),
            ("Harbor Review 12, no. 3 (2015): 41–54", "Volume 12; Pages 41–54"),
            ("Global Policy (2012) 4:15]", "Volume 4; Pages 15"),
            ("Harbor Review, 2015, 271-313)", "Pages 271-313"),
            ("pages (2015): 323–31.", "Pages 323–31"),
            ("Harbor Review, 24:3-4, 343-355.", "Volume 24; Issue 3-4; Pages 343-355"),
            ("Harbors 2015, 5(1), 1-11)", "Volume 5; Issue 1; Pages 1-11"),
        ] {
            assert_eq!(show(text), want, "{text}");
        }
    }

    #[test]
    fn dates_times_and_decimals_are_none() {
        for text in [
            "Reuters, 9-15-21",
            "May 3, 2015, 4:05 PM",
            "Choi 21, 9-15, 21",
            "grew by 3.5 (2015)",
            "2015, 3-4-2016",
            "Press TV, 9-15-2021, 2020-2021",
            "September 9-16, 2021",
            "Hill 21 (3-4-21)",
            "at 4:15, 2015",
            "2010-2011",
        ] {
            assert_eq!(show(text), "", "{text}");
        }
    }
}
