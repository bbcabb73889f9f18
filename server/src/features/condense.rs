//! Paragraphs of evidence joined to one, with or without pilcrows (¶) where they were, and taken apart again at the
//! pilcrows; and the lines of a pasted PDF joined to paragraphs, without the hyphens at their ends. Only spaces, line ends,
//! pilcrows and such hyphens change.

use crate::evidence::brief::{Body, Brief, CuttingMark};
use crate::evidence::cite::CiteOptions;
use crate::evidence::parse;
use crate::lint::Edit;
use crate::lint::line_end::paragraph_break;
use crate::lint::proof::edited;
use crate::text::Span;

/// What stands for a paragraph’s end in a condensed body.
const PILCROW: char = '¶';

/// The edits, in order, that join the selected paragraphs of a body; of a card that is only touched by the cursor, all of
/// them. `None` if there is nothing to join, or if a mark would end elsewhere. O(text).
pub fn condense(
    brief: &Brief,
    text: &str,
    selections: &[Span],
    pilcrows: bool,
    options: &CiteOptions,
) -> Option<Vec<Edit>> {
    let between = if pilcrows { format!(" {PILCROW} ") } else { " ".to_owned() };
    let mut edits = Vec::new();
    for (body, start) in bodies(brief, selections) {
        let is_selected = |span: Span| {
            selections.iter().all(|one| one.is_empty() || !one.overlaps(body.span.shift(start)))
                || selections.iter().any(|one| one.overlaps(span))
        };
        for pair in body.paragraphs.windows(2) {
            let [one, next] = [pair[0].shift(start), pair[1].shift(start)];
            let gap = Span::new(one.end, next.start);
            // A comment may be between them.
            if is_selected(one) && is_selected(next) && gap.of(text).trim().is_empty() {
                edits.push(Edit::replace(gap, between.as_str()));
            }
        }
    }
    kept(brief, text, edits, options)
}

/// The edits, in order, that take the selected bodies apart at their pilcrows. `None` if there are none.
pub fn uncondense(brief: &Brief, text: &str, selections: &[Span], options: &CiteOptions) -> Option<Vec<Edit>> {
    let line_end = paragraph_break(text.get(..text.len().min(10_000)).unwrap_or(text));
    let mut edits = Vec::new();
    for (body, start) in bodies(brief, selections) {
        for paragraph in body.paragraphs.iter().map(|span| span.shift(start)) {
            for (at, sign) in paragraph.of(text).match_indices(PILCROW) {
                let at = paragraph.start + at;
                let before = Span::new(paragraph.start, at).of(text);
                let after = Span::new(at + sign.len(), paragraph.end).of(text);
                let (kept, rest) = (before.trim_end().len(), after.trim_start().len());
                // A pilcrow at an end is no paragraph’s end.
                if kept > 0
                    && rest > 0
                    && edits.last().is_none_or(|last: &Edit| last.span.end <= paragraph.start + kept)
                {
                    edits.push(Edit::replace(Span::new(paragraph.start + kept, paragraph.end - rest), line_end));
                }
            }
        }
    }
    kept(brief, text, edits, options)
}

/// The edits, in order, that join the lines of each selected paragraph of a pasted PDF: a paragraph ends at a blank line.
/// A hyphen at a line’s end is removed if the rest of the word follows in small letters, unless the document has the word
/// with its hyphen elsewhere. Headings stay. `None` if fewer than two lines are selected. O(text + lines × text).
pub fn join_lines(text: &str, selection: Span) -> Option<Vec<Edit>> {
    let selection = selection.trim(text);
    let selected = selection.of(text);
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(found) = selected[at..].find(['\n', '\r']) {
        let end = at + found;
        let line_end = if selected[end..].starts_with("\r\n") { 2 } else { 1 };
        at = end + line_end;
        let before = selected[..end].rsplit(['\n', '\r']).next().unwrap_or("");
        let after = selected[at..].split(['\n', '\r']).next().unwrap_or("");
        let is_text = |line: &str| !line.trim().is_empty() && !line.starts_with(['#', '<']);
        if !is_text(before) || !is_text(after) {
            continue;
        }
        let gap =
            Span::new(end - (before.len() - before.trim_end().len()), at + after.len() - after.trim_start().len());
        let hyphen = divided_word(before.trim_end(), after.trim_start()).map(|(head, tail)| {
            let is_compound = text.contains(&format!("{head}-{tail}"));
            if is_compound { gap } else { Span::new(gap.start - 1, gap.end) }
        });
        let with = if hyphen.is_some() { "" } else { " " };
        edits.push(Edit::replace(hyphen.unwrap_or(gap).shift(selection.start), with));
    }
    (!edits.is_empty()).then_some(edits)
}

/// The two parts of a word that a hyphen divides at a line’s end.
fn divided_word<'t>(before: &'t str, after: &'t str) -> Option<(&'t str, &'t str)> {
    let head = before.strip_suffix('-')?;
    let head = head.rsplit(|sign: char| !sign.is_alphabetic()).next()?;
    let tail = after.split(|sign: char| !sign.is_alphabetic()).next()?;
    (head.chars().count() > 1 && tail.starts_with(char::is_lowercase)).then_some((head, tail))
}

/// The bodies that the selections touch, each with the start of its entry.
fn bodies<'b>(brief: &'b Brief, selections: &[Span]) -> impl Iterator<Item = (&'b Body, usize)> {
    let selections = selections.to_vec();
    brief.entries.iter().filter_map(move |entry| {
        let span = entry.span();
        let is_touched = selections.iter().any(|one| one.start <= span.end && span.start <= one.end);
        let body = entry.card()?.body.as_ref()?;
        is_touched.then_some((body, entry.start))
    })
}

/// The edits, if the brief has the same entries and quotations after them, with the same words marked.
fn kept(brief: &Brief, text: &str, edits: Vec<Edit>, options: &CiteOptions) -> Option<Vec<Edit>> {
    if edits.is_empty() {
        return None;
    }
    let quotations = |brief: &Brief, text: &str| -> Vec<_> {
        let bodies = brief.entries.iter().map(|entry| {
            entry.card().and_then(|card| card.body.as_ref()).map(|body| {
                let marked = |kind: CuttingMark| -> String {
                    let marks = body.marks.iter().filter(|mark| mark.kind == kind);
                    let words = marks.flat_map(|mark| mark.span.shift(entry.start).of(text).chars());
                    words.filter(|sign| sign.is_alphanumeric()).collect()
                };
                (body.fingerprint, CuttingMark::ALL.map(marked))
            })
        });
        bodies.collect()
    };
    let after_text = edited(text, &edits.iter().collect::<Vec<_>>());
    let after = parse::brief(&after_text, options);
    (quotations(brief, text) == quotations(&after, &after_text)).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::brief;
    use super::*;

    const HEAD: &str = "#### Talks fail\n\nTASS, September 7, 2021\n\n";

    type Condense = fn(&Brief, &str, &[Span], &CiteOptions) -> Option<Vec<Edit>>;

    /// `body` after `change`; what is selected is between two `|`, or the cursor is at one.
    fn after(body: &str, change: Condense) -> String {
        let text = format!("{HEAD}{body}\n");
        let parts: Vec<&str> = text.split('|').collect();
        let from = parts[0].len();
        let selection = Span::new(from, from + if parts.len() > 2 { parts[1].len() } else { 0 });
        let (parsed, text, _) = brief(&parts.concat());
        match change(&parsed, &text, &[selection], &CiteOptions::default()) {
            Some(edits) => edited(&text, &edits.iter().collect::<Vec<_>>())[HEAD.len()..].trim_end().to_owned(),
            None => "refused".to_owned(),
        }
    }

    const PLAIN: Condense = |brief, text, selections, options| condense(brief, text, selections, false, options);
    const PILCROWS: Condense = |brief, text, selections, options| condense(brief, text, selections, true, options);

    #[test]
    fn paragraphs_are_joined_and_taken_apart() {
        for (change, before, expected) in [
            (PLAIN, "O|ne.\n\n__Two.__\nThree.", "One. __Two.__ Three."),
            (PILCROWS, "O|ne.\n\n__Two.__\n\n  Three.", "One. ¶ __Two.__ ¶ Three."),
            (PILCROWS, "|One.\n\nTwo|.\n\nThree.", "One. ¶ Two.\n\nThree."),
            (PLAIN, "O|ne.", "refused"),
            (PLAIN, "|One __two.\n\nThree__ four.|", "refused"),
            (uncondense as Condense, "O|ne. ¶ __Two.__ ¶ Three.", "One.\n\n__Two.__\n\nThree."),
            (uncondense as Condense, "O|ne __two. ¶ Three__ four.", "refused"),
            (uncondense as Condense, "O|ne. ¶", "refused"),
        ] {
            assert_eq!(after(before, change), expected, "{before}");
        }
    }

    #[test]
    fn lines_of_a_pdf_are_joined_and_their_hyphens_undone() {
        let joined = |text: &str| {
            let edits = join_lines(text, Span::new(0, text.len()))?;
            Some(edited(text, &edits.iter().collect::<Vec<_>>()))
        };
        for (text, expected) in [
            (
                "The inter-\nnational order  \nhas ended.\n\nNobody\nwaits.\n",
                "The international order has ended.\n\nNobody waits.\n",
            ),
            ("A well-\r\nknown well-known fact", "A well-known well-known fact"),
            ("Anglo-\nAmerican ties, 1914-\n18", "Anglo- American ties, 1914- 18"),
            ("### AT: Talks\nThey\nfail", "### AT: Talks\nThey fail"),
        ] {
            assert_eq!(joined(text).as_deref(), Some(expected));
        }
        assert_eq!(joined("One line\n"), None);
    }
}
