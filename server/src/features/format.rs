//! Formats a brief: one blank line between separate paragraphs, no spaces after headings, tags and cites, and the
//! typography of cites as far as rules fix it safely. Citation text stays the same, byte for byte.

use jiff::civil::Date;

use super::difference::difference;
use crate::evidence::brief::{Brief, LineRole};
use crate::evidence::parse;
use crate::lint::line_end::paragraph_break;
use crate::lint::{Edit, Finding, Settings, fix_all};
use crate::text::Span;

/// The edits that format `text`, in order and without overlap. `None` as soon as it `is_canceled`.
pub fn format(text: &str, settings: &Settings, today: Date, is_canceled: &dyn Fn() -> bool) -> Option<Vec<Edit>> {
    let fixed = fix_all::fix_selected(text, settings, today, is_inside_a_cite, is_canceled)?;
    let spaced = spaced(&fixed.text, settings);
    if is_canceled() {
        return None;
    }
    // A layout that changes how the brief is parsed is not kept.
    let formatted = if is_same_brief(&fixed.text, &spaced, settings) { spaced } else { fixed.text };
    Some(difference(text, &formatted))
}

/// Those of the edits that touch `within`.
pub fn format_range(
    text: &str,
    within: Span,
    settings: &Settings,
    today: Date,
    is_canceled: &dyn Fn() -> bool,
) -> Option<Vec<Edit>> {
    let mut edits = format(text, settings, today, is_canceled)?;
    edits.retain(|edit| edit.span.start <= within.end && within.start <= edit.span.end);
    Some(edits)
}

/// Whether a fix changes nothing but one cite, within its lines.
fn is_inside_a_cite(brief: &Brief, finding: &Finding) -> bool {
    let inside = |edit: &Edit| {
        let Some(entry) = brief.entry_at(edit.span.start) else { return false };
        let cites = entry.card().map_or(&[][..], |card| &card.cites);
        let holds = |span: Span| span.start <= edit.span.start && edit.span.end <= span.end;
        !edit.text.contains(['\n', '\r']) && cites.iter().any(|cite| holds(cite.span.shift(entry.start)))
    };
    finding.fix.as_ref().is_some_and(|fix| fix.edits.iter().all(inside))
}

/// A line that is not blank.
struct Line {
    /// Without its end.
    span: Span,
    role: Option<LineRole>,
}

/// `text` with single blank lines and without trailing spaces. Lines without a blank line between them stay so: a wrapped
/// tag and a cite over two lines are one paragraph.
fn spaced(text: &str, settings: &Settings) -> String {
    let lines = lines(text, &parse::brief(text, &settings.cite_options));
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return text.to_owned() };
    // With the line ends of the first line that is not blank.
    let blank_line = paragraph_break(&text[first.span.start..]);
    let mut spaced = String::with_capacity(text.len());
    let mut before: Option<&Line> = None;
    for line in &lines {
        let between = before.map_or("", |before| &text[before.span.end..line.span.start]);
        spaced += if line_ends(between) > 1 { blank_line } else { between };
        spaced += without_trailing_spaces(line, text);
        before = Some(line);
    }
    let rest = &text[last.span.end..];
    spaced + if line_ends(rest) > 0 { &blank_line[..blank_line.len() / 2] } else { "" }
}

/// A line without trailing spaces; a line of a quotation as it is.
fn without_trailing_spaces<'t>(line: &Line, text: &'t str) -> &'t str {
    let words = line.span.of(text);
    match line.role {
        None | Some(LineRole::Body) => words,
        Some(_) => words.trim_end_matches([' ', '\t']),
    }
}

fn lines(text: &str, brief: &Brief) -> Vec<Line> {
    let mut roles = (brief.entries.iter())
        .flat_map(|entry| entry.content.lines.iter().map(move |line| (line.span.shift(entry.start), line.role)))
        .peekable();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[start..]).map_or(text.len(), |length| start + length);
        let span = Span::new(start, end);
        while roles.next_if(|(line, _)| line.end < start).is_some() {}
        if !span.of(text).trim().is_empty() {
            let role = roles.peek().filter(|(line, _)| line.start <= end).map(|(_, role)| *role);
            lines.push(Line { span, role });
        }
        start = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    lines
}

/// How many line ends there are in whitespace.
fn line_ends(whitespace: &str) -> usize {
    let all = memchr::memchr2_iter(b'\n', b'\r', whitespace.as_bytes()).count();
    all - memchr::memmem::find_iter(whitespace.as_bytes(), "\r\n").count()
}

/// Whether both texts have the same lines in the same roles, and the same quoted words.
fn is_same_brief(one: &str, other: &str, settings: &Settings) -> bool {
    let (one_brief, other_brief) =
        (parse::brief(one, &settings.cite_options), parse::brief(other, &settings.cite_options));
    let roles = |brief: &Brief| -> Vec<LineRole> {
        brief.entries.iter().flat_map(|entry| entry.content.lines.iter().map(|line| line.role)).collect()
    };
    let quoted = |brief: &Brief, text: &str| -> Vec<String> {
        fix_all::quoted(brief).into_iter().map(|span| span.of(text).to_owned()).collect()
    };
    roles(&one_brief) == roles(&other_brief)
        && one_brief.entries.len() == other_brief.entries.len()
        && quoted(&one_brief, one) == quoted(&other_brief, other)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, TODAY, edited};
    use super::*;

    fn format_now(text: &str) -> Vec<Edit> {
        format(text, &Settings::default(), TODAY, &|| false).expect("it is not canceled")
    }

    fn formatted(text: &str) -> String {
        edited(text, &format_now(text))
    }

    /// `ragged` after formatting.
    const FORMATTED: &str = "\
### AT: Cooperation

#### Talks fail

Choi et al. ’21, Joseph Choi, reporter, 9-15-21, The Hill, https://x.org/a

The talks  are off, ‘08 et.al., they said.  \n\nNobody came.
";

    #[test]
    fn blank_lines_and_cites_are_formatted_and_evidence_is_not() {
        let ragged = "\n\n### AT: Cooperation  \n\n\n\n#### Talks fail\t\n\n\
            Choi et.al. ‘21, Joseph Choi, reporter, 9-15-21,, The Hill, https://x.org/a \n \n\n\
            The talks  are off, ‘08 et.al., they said.  \n\n\n\nNobody came.\n\n\n";
        assert_eq!(formatted(ragged), FORMATTED);
        assert_eq!(formatted(&ragged.replace('\n', "\r\n")), FORMATTED.replace('\n', "\r\n"));
    }

    #[test]
    fn a_formatted_brief_stays_the_same() {
        assert_eq!(format_now(SYRIA), []);
        assert_eq!(formatted(""), "");
        assert_eq!(formatted(" \n\n"), " \n\n");
        let mixed = formatted("\nTASS, 2021\r\rThey left.\n");
        assert_eq!(formatted(&mixed), mixed);
    }

    #[test]
    fn only_the_range_is_formatted() {
        let ragged = SYRIA.replace("\n\n", "\n\n\n");
        let at = ragged.find("#### Talks").expect("the tag");
        let edits = format_range(&ragged, Span::new(at, at + 4), &Settings::default(), TODAY, &|| false)
            .expect("it is not canceled");
        assert_eq!(edits.len(), 1);
        assert!(edits[0].span.end <= at && at - edits[0].span.start <= 3, "{edits:?}");
    }

    #[test]
    fn deleted_blank_lines_do_not_decide_the_line_ends() {
        let once = formatted("\nAT: X\rTalks fail\n");
        assert_eq!(once, "AT: X\rTalks fail\r");
        assert_eq!(formatted(&once), once);
    }

    proptest::proptest! {
        #[test]
        fn evidence_keeps_every_byte_and_formatting_twice_changes_nothing(
            lines in proptest::collection::vec("(#### Talks fail|### AT: X|Choi et.al. ‘21, The Hill,, 9-15-21, https://x.org|TASS, September 7, 2021|The talks  are off, they said on Monday, and left us[ \t]{0,2}|A|<!-- a -->|[ \t]{0,2})", 0..25),
            end in "(\n|\r\n|\r)",
        ) {
            let text = lines.join(&end);
            let settings = Settings::default();
            let after = formatted(&text);
            let quoted = |text: &str| -> Vec<String> {
                fix_all::quoted(&parse::brief(text, &settings.cite_options)).into_iter().map(|span| span.of(text).to_owned()).collect()
            };
            assert_eq!(quoted(&text), quoted(&after), "{text:?} became {after:?}");
            assert_eq!(formatted(&after), after, "of {text:?}");
        }
    }
}
