//! Who the author is: posts, degrees, institutions, sentences.

use super::phrase::{is_beside_date, is_qualification};
use super::segment::{Role, SegmentKind, Segments};
use crate::evidence::cite::collapse;
use crate::evidence::cite::lex::separator::Separator;
use crate::evidence::cite::lex::word::Word;
use crate::evidence::date::CiteDate;
use crate::evidence::gazetteer::Traits;
use crate::text::{Span, Spanned};

/// The fields that tell who the author is: all open ones up to the title, and those after it that speak of
/// posts. Neighbours are one qualification.
pub(crate) fn qualifications(
    text: &str,
    segments: &Segments,
    roles: &[Role],
    title: Option<usize>,
    issued: Option<&CiteDate>,
) -> Vec<Spanned<String>> {
    let mut spans: Vec<(usize, Span)> = Vec::new();
    for (at, (segment, &role)) in segments.list.iter().zip(roles).enumerate() {
        let part = match role {
            Role::AuthorThen(rest) => Span::new(rest, segment.span.end),
            Role::Open if segment.kind == SegmentKind::Words => segment.span,
            _ => {
                // A year inside a sentence about the person stays in it: `editor from 2008 to 2011`.
                if let Some((last, span)) = spans.last_mut()
                    && *last + 1 == at
                    && segment.before == Separator::Space
                    && matches!(segment.kind, SegmentKind::Date(_))
                    && issued.is_none_or(|issued| !issued.span.overlaps(segment.span))
                {
                    (*last, *span) = (at, span.join(segment.span));
                }
                continue;
            }
        };
        if is_and_others(part.of(text))
            || is_et_al(text, segments.words_of(segment))
            || is_beside_date(text, segments.words_of(segment))
            || is_title_of_address(segments.words_of(segment))
        {
            continue;
        }
        let early = title.is_some_and(|title| at < title);
        if !early && role == Role::Open && !is_qualification(text, segments.words_of(segment)) {
            continue;
        }
        match spans.last_mut() {
            Some((last, span)) if *last + 1 == at && role == Role::Open => (*last, *span) = (at, span.join(part)),
            _ => spans.push((at, part)),
        }
    }
    spans.into_iter().map(|(_, span)| Spanned::new(collapse(span.of(text)), span)).collect()
}

/// `et al.`, `and colleagues`: what is left of a field whose names were taken.
fn is_and_others(rest: &str) -> bool {
    let rest = rest.trim().trim_end_matches(['.', ',']).to_ascii_lowercase();
    ["et al", "et. al", "et.al", "and colleagues", "and others", "& colleagues", "& others"].contains(&rest.as_str())
}

/// `Dr.`, left over of a name in the short cite.
fn is_title_of_address(words: &[Word]) -> bool {
    matches!(words, [one] if one.dot && one.has(Traits::HONORIFIC))
}

fn is_et_al(text: &str, words: &[Word]) -> bool {
    let is = |at: usize, part: &str| words.get(at).is_some_and(|word| word.span.of(text).eq_ignore_ascii_case(part));
    is(0, "et.al") || (words.len() == 2 && is(0, "et") && is(1, "al"))
}
