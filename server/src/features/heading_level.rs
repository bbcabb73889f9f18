//! What a line is, by its mark: pocket, hat, block or tag as toggles on the selected lines; and the mark of a short cite.

use crate::lint::Edit;
use crate::text::Span;

/// What a mark makes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineMark {
    /// `# `
    Pocket,
    /// `## `
    Hat,
    /// `### `
    Block,
    /// `#### `
    Tag,
}

impl LineMark {
    fn sign(self) -> &'static str {
        match self {
            Self::Pocket => "# ",
            Self::Hat => "## ",
            Self::Block => "### ",
            Self::Tag => "#### ",
        }
    }
}

/// The edits, in order, that give the lines of `selection`, in bytes of `text`, a mark in place of any that they have; or
/// that remove it if all of them have it. Blank lines stay. O(selection).
pub fn set(text: &str, selection: Span, mark: LineMark) -> Option<Vec<Edit>> {
    let lines = lines(text, selection);
    let is_marked = |line: &Span| line.of(text).starts_with(mark.sign());
    let removes = lines.iter().all(is_marked);
    let edits: Vec<Edit> = lines
        .into_iter()
        .filter(|line| removes || !is_marked(line))
        .flat_map(|line| {
            let (before, after) = marks(line.of(text));
            let sign = if removes { "" } else { mark.sign() };
            let first = Edit::replace(Span::new(line.start, line.start + before), sign);
            let last = (after > 0).then(|| Edit::delete(Span::new(line.end - after, line.end)));
            [Some(first), last].into_iter().flatten()
        })
        .collect();
    (!edits.is_empty()).then_some(edits)
}

/// The edits that mark a selection at the start of a line as a short cite, `**Choi 21**`, or remove such a mark.
pub fn short_cite(text: &str, selection: Span) -> Option<Vec<Edit>> {
    const SIGN: &str = "**";
    let words = selection.trim(text);
    let around = Span::new(words.start.saturating_sub(SIGN.len()), words.end + SIGN.len()).of(text);
    let is_line = |at: usize| at == 0 || text.get(..at).is_some_and(|before| before.ends_with(['\n', '\r']));
    if words.is_empty() || words.of(text).contains(['\n', '\r']) {
        return None;
    }
    let inner = words.of(text);
    let has = |text: &str| text.len() > 2 * SIGN.len() && text.starts_with(SIGN) && text.ends_with(SIGN);
    let marked =
        if has(inner) { words } else { Span::new(words.start.saturating_sub(SIGN.len()), words.end + SIGN.len()) };
    if has(inner) || has(around) {
        let (start, end) = (marked.start, marked.end);
        return Some(vec![
            Edit::delete(Span::new(start, start + SIGN.len())),
            Edit::delete(Span::new(end - SIGN.len(), end)),
        ]);
    }
    is_line(words.start).then(|| vec![Edit::insert(words.start, SIGN), Edit::insert(words.end, SIGN)])
}

/// The lines that `selection` touches and that have words.
fn lines(text: &str, selection: Span) -> Vec<Span> {
    let start = text.get(..selection.start).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |at| at + 1);
    let mut lines = Vec::new();
    let mut at = start;
    for line in text.get(start..).unwrap_or("").split(['\n', '\r']) {
        // A selection of whole lines ends at the start of the next, which it does not mean.
        if at > selection.start && at >= selection.end {
            break;
        }
        if !line.trim().is_empty() {
            lines.push(Span::new(at, at + line.len()));
        }
        at += line.len() + 1;
    }
    lines
}

/// How long the marks of a line are, before and after its words.
fn marks(line: &str) -> (usize, usize) {
    let hashes = line.len() - line.trim_start_matches('#').len();
    let rest = &line[hashes..];
    if (1..=4).contains(&hashes) && (rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return (line.len() - rest.trim_start().len(), 0);
    }
    for fence in ["====", "==="] {
        let inside = line.trim_end().strip_prefix(fence).and_then(|rest| rest.strip_suffix(fence));
        if inside.is_some_and(|inside| !inside.trim().is_empty() && !inside.starts_with('=') && !inside.ends_with('='))
        {
            return (fence.len(), line.len() - line.trim_end().len() + fence.len());
        }
    }
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::proof::edited;

    fn after(text: &str, change: impl Fn(&str, Span) -> Option<Vec<Edit>>) -> String {
        let parts: Vec<&str> = text.split('|').collect();
        let selection = Span::new(parts[0].len(), parts[0].len() + if parts.len() > 2 { parts[1].len() } else { 0 });
        let text = parts.concat();
        let edits = change(&text, selection).unwrap_or_default();
        edited(&text, &edits.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_line_gets_a_mark_in_place_of_another_or_loses_it() {
        for (before, mark, expected) in [
            ("Ta|lks fail\nx", LineMark::Tag, "#### Talks fail\nx"),
            ("#### Ta|lks fail", LineMark::Tag, "Talks fail"),
            ("### Ta|lks fail", LineMark::Hat, "## Talks fail"),
            ("===Ta|lks===  ", LineMark::Block, "### Talks"),
            ("====Ta|lks====", LineMark::Pocket, "# Talks"),
            ("a\r\n|b\r\n\r\n## c\r\n|d", LineMark::Block, "a\r\n### b\r\n\r\n### c\r\nd"),
            ("#1 is Ta|lks", LineMark::Hat, "## #1 is Talks"),
            ("|", LineMark::Hat, ""),
        ] {
            assert_eq!(after(before, |text, selection| set(text, selection, mark)), expected, "{before}");
        }
    }

    #[test]
    fn a_short_cite_is_marked_at_the_start_of_its_line() {
        for (before, expected) in [
            ("x\n|Choi 21 |, The Hill", "x\n**Choi 21** , The Hill"),
            ("|**Choi 21**|, The Hill", "Choi 21, The Hill"),
            ("**|Choi 21|**, The Hill", "Choi 21, The Hill"),
            ("Joseph |Choi 21|", "Joseph Choi 21"),
            ("|a\nb|", "a\nb"),
        ] {
            assert_eq!(after(before, short_cite), expected, "{before}");
        }
    }
}
