//! Things that share a line with a cite and are none of it: a claim before, evidence after; and the other way
//! round, a source at the end of the evidence.
//!
//! Each answer is a warning in the editor, so each is given only where nothing else is possible.

mod body_after_cite;
mod claim_before_cite;
mod signs;
mod source_after_body;

use self::body_after_cite::body_in_cite;
pub(in crate::evidence::card) use self::claim_before_cite::cite_in_tag;
pub(in crate::evidence::card) use self::source_after_body::cite_at_end_of_body;
use crate::evidence::cite;
use crate::text::Span;

/// `span` of `text`, a cite's lines, without a claim before the cite and evidence after it on its line.
pub(super) fn cite_alone(text: &str, span: Span) -> Span {
    let mut span = span.trim(text);
    if let Some(cite) = cite_in_tag(text, first_line(text, span)) {
        span = Span::new(cite.start, span.end);
    }
    if span.of(text).contains('\n') {
        return span;
    }
    let read = cite::parse::head(text, span);
    match body_in_cite(text, span) {
        Some(body) if body < read.end => Span::new(span.start, body).trim(text),
        _ => span,
    }
}

/// The first line of `span`.
fn first_line(text: &str, span: Span) -> Span {
    let end = span.of(text).find(['\n', '\r']).map_or(span.end, |end| span.start + end);
    Span::new(span.start, end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole(text: &str) -> Span {
        Span::new(0, text.len())
    }

    #[test]
    fn a_cite_is_apart_from_the_claim_before_it_and_the_body_after_it() {
        let alone = |text: &'static str| cite_alone(text, whole(text)).of(text);
        let text = "This can devastate NATO unity: Bond and Brakel 18 (Ian Bond, DIRECTOR, 1/24/2018. “Judy Asks,” Carnegie Europe)";
        assert_eq!(alone(text), &text[31..]);
        assert_eq!(alone("Ryall and Abbruzzese 2016; An attacker …"), "Ryall and Abbruzzese 2016;");
    }

    proptest! {
        #[test]
        fn no_text_stops_it(text in "\\PC{0,200}") {
            cite_alone(&text, whole(&text));
            cite_at_end_of_body(&text, whole(&text));
        }
    }
}
