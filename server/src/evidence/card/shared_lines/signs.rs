//! What tells a cite from a claim and from prose, for all that looks for one on another’s line.

use crate::evidence::cite::lex::link::{LinkKind, links};
use crate::evidence::cite::lex::word::{Letters, words};
use crate::evidence::date::dates_in;
use crate::evidence::gazetteer::Traits;
use crate::text::Span;

/// Brackets that are tried on one line.
pub(super) const TRIES: usize = 4;
/// Bytes of a line that are looked at.
pub(super) const REACH: usize = 2_000;

pub(super) fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).take(8).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before && text[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}

/// How many sorts of things `part` holds that cites hold and claims do not.
pub(super) fn proofs(part: &str) -> usize {
    let link = links(part).iter().any(|link| link.kind == LinkKind::Url);
    let quoted = part.contains(['“', '”', '"']);
    let date = !dates_in(part, Span::new(0, part.len()), 30).is_empty();
    let post = words(part).iter().take(30).any(|word| word.has(Traits::POST | Traits::DEGREE));
    [link, quoted, date, post].into_iter().filter(|proof| *proof).count()
}

/// Where the short cite that `head` begins with ends: names and a year, with nothing else before.
pub(super) fn short_end(head: &str) -> Option<usize> {
    let list = words(head);
    let year = list.iter().position(|word| word.letters == Letters::Number)?;
    let named = (1..=8).contains(&year)
        && list[..year].iter().all(|word| {
            word.is_capital()
                || word.is_and(head)
                || word.has(Traits::PARTICLE | Traits::FUNCTION_WORD)
                || word.span.of(head).eq_ignore_ascii_case("et")
        });
    let digits = list[year].span.of(head).len();
    let plain = list[..=year]
        .windows(2)
        .all(|pair| head[pair[0].span.end..pair[1].span.start].chars().all(|c| " ,.'’‘*_&".contains(c)));
    (named && plain && matches!(digits, 1 | 2 | 4)).then_some(list[year].span.end)
}
