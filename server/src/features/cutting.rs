//! Cutting: underline, emphasis and highlight as toggles on a selection of evidence. Each paragraph is marked for itself,
//! because a mark ends with its paragraph. An edit adds or removes the signs of marks and never touches a letter; what
//! the parser would not read back as it was meant is not done.

use super::marked_text::{self, MarkedText};
use crate::evidence::brief::{Body, Brief, CuttingMark, Entry};
use crate::evidence::cite::CiteOptions;
use crate::evidence::parse;
use crate::lint::Edit;
use crate::lint::proof::edited;
use crate::text::Span;

/// What is done to the selected words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Marks them, or removes the mark where all of them have it.
    Toggle(CuttingMark),
    /// Removes all marks.
    Clear,
}

/// A paragraph of evidence with selected words.
struct Paragraph {
    /// The number of its entry, and its own in that.
    place: (usize, usize),
    /// Where it is in the document, in bytes.
    span: Span,
    text: MarkedText,
    /// What is selected of it, by numbers of letters. Not empty.
    selected: Vec<Span>,
}

/// The edits, in order, that cut the words of `selections`, in bytes of `text`, the text of `brief`. An empty selection
/// is the word that it touches. `None` if no evidence is selected, or if its marks do not allow it. O(text).
pub fn cut(brief: &Brief, text: &str, selections: &[Span], cut: Cut, options: &CiteOptions) -> Option<Vec<Edit>> {
    let mut paragraphs = selected(brief, text, selections);
    let kinds = match cut {
        Cut::Toggle(kind) => vec![kind],
        Cut::Clear => CuttingMark::ALL.to_vec(),
    };
    let is_marked = |paragraph: &Paragraph| {
        paragraph.selected.iter().all(|range| kinds.iter().all(|&kind| paragraph.text.has_all(*range, kind)))
    };
    let removes = cut == Cut::Clear || paragraphs.iter().all(is_marked);
    for paragraph in &mut paragraphs {
        for (&range, &kind) in paragraph.selected.iter().flat_map(|range| kinds.iter().map(move |kind| (range, kind))) {
            if removes { paragraph.text.unmark(range, kind) } else { paragraph.text.mark(range, kind) }
        }
    }
    proved(brief, text, &paragraphs, options)
}

/// The edits of those paragraphs that parse as they were meant. `None` if there are none, or if a line would become
/// something else.
fn proved(brief: &Brief, text: &str, paragraphs: &[Paragraph], options: &CiteOptions) -> Option<Vec<Edit>> {
    let edits: Vec<Vec<Edit>> =
        paragraphs.iter().map(|one| one.text.edits(one.span.of(text), one.span.start)).collect();
    let all: Vec<&Edit> = edits.iter().flatten().collect();
    let after_text = edited(text, &all);
    let after = parse::brief(&after_text, options);
    let roles = |brief: &Brief| -> Vec<_> {
        brief.entries.iter().flat_map(|entry| &entry.content.lines).map(|line| line.role).collect()
    };
    if roles(brief) != roles(&after) {
        return None;
    }
    let is_as_meant = |paragraph: &Paragraph| {
        let (entry, number) = paragraph.place;
        let found = after.entries.get(entry).and_then(|entry| read(entry, number, &after_text));
        found.is_some_and(|(_, found)| found.has_same_marks(&paragraph.text))
    };
    let kept = paragraphs.iter().zip(edits).filter(|(paragraph, _)| is_as_meant(paragraph));
    let kept: Vec<Edit> = kept.flat_map(|(_, edits)| edits).collect();
    (!kept.is_empty()).then_some(kept)
}

fn selected(brief: &Brief, text: &str, selections: &[Span]) -> Vec<Paragraph> {
    let mut found = Vec::new();
    for (number, entry) in brief.entries.iter().enumerate() {
        let is_touched = |span: Span| selections.iter().any(|one| one.start <= span.end && span.start <= one.end);
        if !is_touched(entry.span()) {
            continue;
        }
        let count = entry.card().and_then(|card| card.body.as_ref()).map_or(0, |body| body.paragraphs.len());
        for paragraph in 0..count {
            let Some((span, marked)) = read(entry, paragraph, text) else { continue };
            let in_paragraph = |one: &Span| {
                let at = |byte: usize| byte.clamp(span.start, span.end) - span.start;
                is_touched(span).then(|| marked.words(Span::new(at(one.start), at(one.end)), one.is_empty())).flatten()
            };
            let near = selections.iter().filter(|one| one.start <= span.end && span.start <= one.end);
            let selected: Vec<Span> = near.filter_map(in_paragraph).collect();
            if !selected.is_empty() {
                found.push(Paragraph { place: (number, paragraph), span, text: marked, selected });
            }
        }
    }
    found
}

/// A paragraph of an entry’s body, by its number: where it is, and its letters.
fn read(entry: &Entry, number: usize, text: &str) -> Option<(Span, MarkedText)> {
    let body: &Body = entry.card()?.body.as_ref()?;
    let span = body.paragraphs.get(number)?.shift(entry.start);
    let first = body.marks.partition_point(|mark| mark.span.start + entry.start < span.start);
    let marks = body.marks[first..].iter().take_while(|mark| mark.span.start + entry.start <= span.end);
    let marks = marks.map(|mark| {
        let inside = mark.span.shift(entry.start);
        (mark.kind, Span::new(inside.start - span.start, inside.end - span.start))
    });
    Some((span, marked_text::read(span.of(text), marks)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fixture::{SYRIA, brief};
    use super::*;

    const HEAD: &str = "#### Talks fail\n\nTASS, September 7, 2021\n\n";

    const UNDERLINE: Cut = Cut::Toggle(CuttingMark::Underline);
    const EMPHASIS: Cut = Cut::Toggle(CuttingMark::Emphasis);
    const HIGHLIGHT: Cut = Cut::Toggle(CuttingMark::Highlight);

    /// `body`, with the selection from one `|` to the next, after `cut`.
    fn after(body: &str, cut_as: Cut) -> String {
        let text = format!("{HEAD}{body}\n");
        let parts: Vec<&str> = text.split('|').collect();
        let text = parts.concat();
        let from = parts[0].len();
        let selection = Span::new(from, from + if parts.len() > 2 { parts[1].len() } else { 0 });
        let (parsed, text, _) = brief(&text);
        match cut(&parsed, &text, &[selection], cut_as, &CiteOptions::default()) {
            Some(edits) => {
                let after = edited(&text, &edits.iter().collect::<Vec<_>>());
                after[HEAD.len()..].trim_end().to_owned()
            }
            None => "refused".to_owned(),
        }
    }

    #[test]
    fn a_selection_is_marked_and_unmarked() {
        for (before, cut, expected) in [
            ("The |talks are| off.", UNDERLINE, "The __talks are__ off."),
            ("The |__talks are__| off.", UNDERLINE, "The talks are off."),
            ("The __|talks are|__ off.", UNDERLINE, "The talks are off."),
            ("The __|talks| are__ off.", UNDERLINE, "The talks __are__ off."),
            ("The __talks |are off|__.", UNDERLINE, "The __talks__ are off."),
            ("The |talks __are__ off|.", UNDERLINE, "The __talks are off__."),
            ("The __talks__ |are| __off__.", UNDERLINE, "The __talks are off__."),
            ("The __talks |are| off__.", HIGHLIGHT, "The __talks ==are== off__."),
            ("The __talks |are__ off|.", HIGHLIGHT, "The __talks ==are==__ ==off==."),
            ("The |talks |are off.", HIGHLIGHT, "The ==talks== are off."),
            ("The ta|lks ar|e off.", EMPHASIS, "The **talks are** off."),
            ("The |U|nited States.", EMPHASIS, "The **U**nited States."),
            ("The **|U|**nited States.", EMPHASIS, "The United States."),
            ("The **|Uni|ted** States.", EMPHASIS, "The United States."),
            ("The ta|lks are off.", UNDERLINE, "The __talks__ are off."),
            ("The __ta|lks__ are off.", UNDERLINE, "The talks are off."),
            ("|The __talks ==are **off**==__.|", Cut::Clear, "The talks are off."),
            ("The __talks |==are== off|__.", Cut::Clear, "The __talks__ are off."),
            ("The “|é talks|” are off.", UNDERLINE, "The “__é talks__” are off."),
            ("The |talks [of| peace] are off.", UNDERLINE, "The __talks [of peace]__ are off."),
            ("The talks [of |peace] are| off.", UNDERLINE, "The talks __[of peace] are__ off."),
        ] {
            assert_eq!(after(before, cut), expected, "{before}");
        }
    }

    #[test]
    fn each_paragraph_is_marked_for_itself_and_nothing_but_evidence() {
        assert_eq!(after("|One.\n\n  Two.  \n\nThree.|", UNDERLINE), "__One.__\n\n  __Two.__  \n\n__Three.__");
        assert_eq!(after("|__One.__\n\nTwo.|", UNDERLINE), "__One.__\n\n__Two.__", "some are marked: all are");
        assert_eq!(after("|__One.__\n\n__Two.__|", UNDERLINE), "One.\n\nTwo.");
        let (parsed, text, _) = brief(SYRIA);
        let all = cut(&parsed, &text, &[Span::new(0, text.len())], HIGHLIGHT, &CiteOptions::default()).expect("edits");
        assert_eq!(all.len(), 6, "three paragraphs: {all:?}");
        assert!(all.iter().all(|edit| edit.span.is_empty() && edit.text == "=="));
        let tag = text.find("Talks fail").expect("the tag");
        assert_eq!(cut(&parsed, &text, &[Span::new(tag, tag + 5)], HIGHLIGHT, &CiteOptions::default()), None);
    }

    #[test]
    fn what_would_be_read_in_another_way_is_refused() {
        assert_eq!(after("The __talks |are| off.", UNDERLINE), "refused", "the open mark would end there");
        assert_eq!(after("The |_talks| are off.", UNDERLINE), "refused");
        assert_eq!(after("The talks are off. | |", UNDERLINE), "refused");
    }

    fn words() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            8 => "[a-z]{1,6}[,.]?",
            1 => Just("U.S.".to_owned()),
            1 => Just("“é’".to_owned()),
            1 => Just("a_b".to_owned()),
            1 => Just("x==y".to_owned()),
            1 => Just("\u{a0}-".to_owned()),
            1 => Just("…".to_owned()),
            1 => Just("[they]".to_owned()),
        ];
        prop::collection::vec(word, 1..12).prop_map(|words| format!("The talks {}", words.join(" ")))
    }

    proptest! {
        #[test]
        fn no_letter_changes_and_twice_is_identity(
            paragraphs in prop::collection::vec(words(), 1..4),
            cuts in prop::collection::vec((0_usize..4, 0_usize..200, 0_usize..60), 1..8),
        ) {
            let mut text = format!("{HEAD}{}\n", paragraphs.join("\n\n"));
            let plain = text.replace("__", "").replace("**", "").replace("==", "");
            for (kind, start, length) in cuts {
                let cut_as = [UNDERLINE, EMPHASIS, HIGHLIGHT, Cut::Clear][kind];
                let at = |byte: usize| (0..=byte.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
                let selection = Span::new(at(HEAD.len() + start), at(HEAD.len() + start + length));
                let options = CiteOptions::default();
                let parsed = parse::brief(&text, &options);
                let Some(edits) = cut(&parsed, &text, &[selection], cut_as, &options) else { continue };
                let once = edited(&text, &edits.iter().collect::<Vec<_>>());
                prop_assert_eq!(once.replace("__", "").replace("**", "").replace("==", ""), plain.clone(), "{}", text);
                let is_new = edits.iter().all(|edit| edit.span.is_empty());
                let has_none = |kind: CuttingMark| {
                    selected(&parsed, &text, &[selection]).iter().all(|paragraph| {
                        paragraph.selected.iter().all(|range| !paragraph.text.has_any(*range, kind))
                    })
                };
                let is_one = paragraphs.len() == 1 && selection.start > HEAD.len() && !selection.is_empty();
                if is_one && is_new && matches!(cut_as, Cut::Toggle(kind) if has_none(kind)) {
                    // As an editor moves the selection.
                    let moved = |at: usize, upto: usize| {
                        at + edits.iter().filter(|edit| edit.span.start < upto).map(|edit| edit.text.len()).sum::<usize>()
                    };
                    let again = Span::new(moved(selection.start, selection.start), moved(selection.end, selection.end + 1));
                    let parsed = parse::brief(&once, &options);
                    let edits = cut(&parsed, &once, &[again], cut_as, &options).expect("what was marked can be unmarked");
                    let twice = edited(&once, &edits.iter().collect::<Vec<_>>());
                    prop_assert_eq!(twice, text);
                }
                text = once;
            }
        }
    }
}
