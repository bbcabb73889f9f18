//! Cutting marks without their end.

use memchr::memmem;

use crate::evidence::brief::{Body, CuttingMark, Mark};
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "body-mark-unclosed",
    summary: "A cutting mark that is opened and never closed: `==the ministry said`",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for `==`, `__` and `**` at the start of a word in quoted text that nothing closes within the \
           paragraph. It does not report marks inside a word, blanks like `____`, and `**` in a text that has no other \
           mark: those are footnotes.",
    why: "A mark ends with its paragraph at the latest. Until it is closed, it marks nothing: the words are missing from \
          what is read aloud, and from its time.",
    example: "Sanctions fail\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that ==exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Close the mark after the last word that is read. The fix closes it at the end of the paragraph, or before the \
          next mark of its kind.",
    check: Check::Card(check),
};

const KINDS: [CuttingMark; 3] = [CuttingMark::Highlight, CuttingMark::Underline, CuttingMark::Emphasis];

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(body) = &view.card.body else { return };
    for paragraph in &body.paragraphs {
        for kind in KINDS {
            if let Some(sign) = unclosed(kind, *paragraph, body, view.text) {
                let at = end(kind, sign, *paragraph, body, view.text);
                let message =
                    format!("This {} is never closed. Close it after the last word that is read.", kind.sign());
                let edits = vec![Edit::insert(at, kind.sign())];
                found.push(Finding::new(RULE.id, sign, message).with_unsafe_fix("Close it", edits));
            }
        }
    }
}

/// The first sign in a paragraph that opens a mark of this kind and has no end.
fn unclosed(kind: CuttingMark, paragraph: Span, body: &Body, text: &str) -> Option<Span> {
    if kind == CuttingMark::Emphasis && body.marks.is_empty() {
        return None;
    }
    let sign = kind.sign();
    let places = memmem::find_iter(paragraph.of(text).as_bytes(), sign)
        .map(|at| Span::new(paragraph.start + at, paragraph.start + at + sign.len()));
    let mut places = places.filter(|place| opens(*place, paragraph, text)).peekable();
    // Most paragraphs have none.
    places.peek()?;
    let own: Vec<&Mark> = body.marks.iter().filter(|mark| mark.kind == kind).collect();
    places.find(|place| !own.iter().any(|mark| is_sign_of(mark, *place) || mark.span.overlaps(*place)))
}

/// Whether it is one of the two signs of a closed mark.
fn is_sign_of(mark: &Mark, place: Span) -> bool {
    place.end == mark.span.start || place.start == mark.span.end
}

/// Whether a sign is before a word and after none, and no longer than the sign of a mark.
fn opens(place: Span, paragraph: Span, text: &str) -> bool {
    let before = text[paragraph.start..place.start].chars().next_back();
    let after = text[place.end..paragraph.end].chars().next();
    let is_sign = |character: char| matches!(character, '=' | '_' | '*');
    let sign = text[place.start..place.end].chars().next();
    before.is_none_or(|before| !before.is_alphanumeric() && before != '\\' && Some(before) != sign)
        && after.is_some_and(|after| {
            after.is_alphanumeric() || (is_sign(after) && Some(after) != sign) || "“\"‘’'([".contains(after)
        })
}

/// Where the mark can end: before the next mark of its kind, where the mark around it ends, or at the paragraph’s end.
fn end(kind: CuttingMark, sign: Span, paragraph: Span, body: &Body, text: &str) -> usize {
    let around = body.marks.iter().filter(|mark| mark.span.start <= sign.start && sign.end <= mark.span.end);
    let next = body.marks.iter().filter(|mark| mark.kind == kind && mark.span.start > sign.end);
    let ends = around.map(|mark| mark.span.end).chain(next.map(|mark| mark.span.start - kind.sign().len()));
    let end = ends.chain([paragraph.end]).min().unwrap_or(paragraph.end).max(sign.end);
    sign.end + text[sign.end..end].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, fixed, found};

    fn brief(body: &str) -> String {
        let cite = "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”";
        format!("#### Sanctions fail\n\n{cite}\n\n{body}\n")
    }

    #[test]
    fn a_highlight_without_an_end() {
        let text = brief("The ministry said that ==exports had recovered to the level of the spring.");
        insta::assert_snapshot!(found(RULE.id, &text), @r"
        The ministry said that ==exports had recovered to the level of the spring.
                               ^^ warning: This == is never closed. Close it after the last word that is read.
                               fix?: Close it
        ");
        let closed = text.replace("spring.", "spring.==");
        assert_eq!(fixed(RULE.id, &text), closed);
        assert_eq!(found(RULE.id, &closed), "");
    }

    #[test]
    fn among_marks_that_are_closed() {
        for (body, closed) in [
            ("The __ministry said that exports had recovered.", "The __ministry said that exports had recovered.__"),
            (
                "A **ministry** said **that exports had recovered.",
                "A **ministry** said **that exports had recovered.**",
            ),
            (
                "A __ministry ==said__ that exports had recovered.",
                "A __ministry ==said==__ that exports had recovered.",
            ),
        ] {
            assert_eq!(fixed(RULE.id, &brief(body)), brief(closed));
        }
    }

    #[test]
    fn every_paragraph_by_itself() {
        let text = brief("The ==ministry said\n\nthat exports had recovered== to the level of the spring.");
        assert_eq!(found(RULE.id, &text).matches("never closed").count(), 1, "{}", found(RULE.id, &text));
    }

    #[test]
    fn closed_marks_and_other_signs() {
        for body in [
            "The __ministry **said** that ==exports==__ had recovered.",
            "The ministry said that ____ exports had __ recovered.",
            "Two charts are left out. **They are in the appendix of the report.",
            "A name like snake__case or 2**8 or x == y is no mark.",
            "The ministry said that \\==exports had recovered.",
        ] {
            assert_eq!(found(RULE.id, &brief(body)), "", "{body}");
        }
        assert_eq!(found(RULE.id, &card("Sanctions fail", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs”")), "");
    }
}
