//! All places that name an argument or cite a source.

use super::at_cursor::{AtCursor, at_cursor};
use super::definition::definition;
use super::mentions::{MentionRole, mentions_of};
use super::same_source::cites_of;
use crate::evidence::brief::Brief;
use crate::text::Span;

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The number of the brief.
    pub brief: usize,
    /// The words of the argument, or those that identify the source; in bytes of that brief.
    pub span: Span,
    /// Whether it is the definition: the block that argues it, the fullest cite.
    pub is_definition: bool,
}

/// The places in `briefs` that refer to what is at `at`, a byte of the first of them; brief by brief, in document order.
/// Empty if nothing there can be referred to. O(entries).
pub fn references(briefs: &[&Brief], at: usize) -> Vec<Reference> {
    let Some(at_cursor) = briefs.first().and_then(|brief| at_cursor(brief, at)) else { return Vec::new() };
    let numbered = briefs.iter().enumerate();
    match at_cursor {
        AtCursor::Argument(from) => numbered
            .flat_map(|(number, brief)| {
                mentions_of(brief, from.words).map(move |mention| Reference {
                    brief: number,
                    span: mention.span,
                    is_definition: mention.role == MentionRole::Argues,
                })
            })
            .collect(),
        AtCursor::Source(from) => {
            let fullest = definition(briefs, at).and_then(|found| found.targets.first().copied());
            let is_definition =
                |brief: usize, span: Span| fullest.is_some_and(|at| at.brief == brief && at.span == span);
            let places = numbered
                .flat_map(|(number, brief)| cites_of(brief, from.cite).map(move |quoted| (number, quoted.span)));
            places.map(|(brief, span)| Reference { brief, span, is_definition: is_definition(brief, span) }).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{brief, underlined};
    use super::*;

    fn shown(briefs: &[&str]) -> String {
        let read: Vec<_> = briefs.iter().map(|text| brief(text)).collect();
        let all: Vec<&Brief> = read.iter().map(|(brief, ..)| brief).collect();
        let found = references(&all, read[0].2);
        let of = |number: usize| {
            let here = found.iter().filter(move |reference| reference.brief == number);
            here.map(|reference| (reference.span, if reference.is_definition { "definition" } else { "" }.to_owned()))
        };
        read.iter().enumerate().map(|(number, (_, text, _))| underlined(text, of(number))).collect()
    }

    #[test]
    fn all_mentions_of_an_argument_are_found() {
        let one = "## Heg| Good\n\n### 2AC---AT: Heg good\n\n#### See [[heg good]]\n\n### AT: Heg Bad";
        insta::assert_snapshot!(shown(&[one, "# 1AR\n\n### AT: HEG GOOD"]), @r"
        ## Heg Good
           ^^^^^^^^ definition
        ### 2AC---AT: Heg good
                      ^^^^^^^^
        #### See [[heg good]]
                   ^^^^^^^^
        ### AT: HEG GOOD
                ^^^^^^^^
        ");
    }

    #[test]
    fn all_cites_of_a_source_are_found() {
        let text = "#### They will not talk\n\nCh|oi 21\n\nThey said so on Monday, and left.\n\n\
            #### They never did\n\nChoi 21, Joseph Choi, reporter, 9-15-21, “Kremlin”, The Hill\n\nNever once, he said.\n\n\
            #### They did\n\nTASS, September 7, 2021\n\nThey did.";
        insta::assert_snapshot!(shown(&[text]), @r"
        Choi 21
        ^^^^^^^
        Choi 21, Joseph Choi, reporter, 9-15-21, “Kremlin”, The Hill
        ^^^^^^^ definition
        ");
    }

    #[test]
    fn a_body_has_no_references() {
        assert_eq!(shown(&["#### They did\n\nTASS, September 7, 2021\n\nThey |did."]), "");
    }
}
