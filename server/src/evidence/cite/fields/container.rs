//! The publication, among the fields that are neither author nor title.
//!
//! It is what follows a quoted title, or a known or publication-like name elsewhere. Every field is given
//! points for and against; the table is in [`container_points`].

use super::person_name::is_surely_person;
use super::phrase::{is_kind_of_text, is_label, is_publication_like, is_qualification};
use super::segment::{Role, Segment, SegmentKind, Segments};
use super::title::Title;
use crate::evidence::cite::collapse;
use crate::evidence::cite::lex::separator::Separator;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::gazetteer::{Sort, Traits, publication};
use crate::text::{Span, Spanned};

/// Finds the publication and says so in `roles`.
pub(crate) fn container(
    text: &str,
    segments: &Segments,
    roles: &mut [Role],
    title: Option<&Title>,
) -> Option<Spanned<String>> {
    let mut best: Option<(i32, usize)> = None;
    for at in 0..segments.list.len() {
        if segments.list[at].kind != SegmentKind::Words || roles[at] != Role::Open {
            continue;
        }
        let points = container_points(text, segments, roles, at, title);
        if points >= 3 && best.is_none_or(|(most, _)| points > most) {
            best = Some((points, at));
        }
    }
    let (_, at) = best?;
    let last = list_end(text, segments, roles, at);
    roles[at..=last].fill(Role::Container);
    let span = Span::new(segments.list[at].span.start, segments.list[last].span.end);
    let span = without_lead(text, segments.words_of(&segments.list[at]), span);
    let span = without_volume(text, span);
    Some(Spanned::new(collapse(span.of(text)), span))
}

/// `Colorlines 3.2` without its volume and issue.
fn without_volume(text: &str, span: Span) -> Span {
    let name = span.of(text);
    let Some((rest, number)) = name.rsplit_once(' ') else { return span };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let volume = number.split_once('.').is_some_and(|(volume, issue)| digits(volume) && digits(issue));
    if volume { Span::new(span.start, span.start + rest.trim_end().len()) } else { span }
}

/// SegmentKind speaks for a field of words as the publication.
fn container_points(text: &str, segments: &Segments, roles: &[Role], at: usize, title: Option<&Title>) -> i32 {
    let segment = &segments.list[at];
    let words = segments.words_of(segment);
    let words = &words[lead_words(text, words)..];
    let Some((first, last)) = words.first().zip(words.last()) else { return 0 };
    let field = first.span.join(last.span).of(text);
    let sort = publication(field);
    let publisher = sort == Some(Sort::Publisher);
    let known = sort.is_some() && !publisher;
    let behind_title =
        title.is_some_and(|title| at >= title.segments.1 && is_next(text, segments, roles, title.segments.1, at));
    let before_title = title.is_some_and(|title| at < title.segments.0);
    let quoted = title.is_some_and(|title| matches!(segments.list[title.segments.0].kind, SegmentKind::Quotation(_)));
    let follows = title
        .is_some_and(|title| segments.list.get(title.segments.1).is_some_and(|next| next.kind == SegmentKind::Words));
    let adjoins = title.is_some_and(|title| at + 1 == title.segments.0);
    let capitals = words.iter().filter(|word| word.is_capital() || word.letters == Letters::And).count();
    let next_to_link = segments.list.get(at + 1).is_some_and(|next| next.kind == SegmentKind::Link);
    let next_to_date = segments.list.get(at + 1).is_some_and(|next| matches!(next.kind, SegmentKind::Date(_)));
    let mut points = 0;
    points += if known { 7 } else { 0 };
    points += if segments.is_emphasized(segment) { 3 } else { 0 };
    points += if is_publication_like(text, words) || publisher { 3 } else { 0 };
    let in_place = !before_title || (quoted && adjoins && !follows);
    points += if words.iter().any(|word| word.has(Traits::ORGANISATION)) && in_place { 2 } else { 0 };
    points += match (behind_title, quoted) {
        (true, true) => 6,
        (true, false) => 4,
        _ => 0,
    };
    points += if next_to_link && !before_title { 1 } else { 0 };
    points += if next_to_date && title.is_some() { 1 } else { 0 };
    // SegmentKind follows a quoted title is where it stood; what stands before says who wrote it.
    points -= match (before_title, quoted && follows) {
        (true, true) => 4,
        (true, false) => 2,
        _ => 0,
    };
    let set_off = known && adjoins && segment.after == Separator::Comma;
    points -= if before_title && !set_off && is_in_sentence(segments, at) { 5 } else { 0 };
    points -= if is_kind_of_text(text, words) { 9 } else { 0 };
    points -= if is_qualification(text, words) && !known { 5 } else { 0 };
    points -=
        if is_surely_person(words) && !known && words.len() <= 4 && !is_publication_like(text, words) { 4 } else { 0 };
    points -= if words.len() > 9 && !(behind_title && quoted) { 3 } else { 0 };
    points -= if words.len() > 15 { 4 } else { 0 };
    points -= if capitals * 2 < words.len() { 3 } else { 0 };
    points -= if words.iter().all(|word| matches!(word.letters, Letters::Number | Letters::And)) { 9 } else { 0 };
    points -= if words.iter().all(|word| word.has(Traits::PLACE)) && !known { 5 } else { 0 };
    points -= if roles.iter().take(at).all(|role| *role == Role::Open) && at == 0 { 3 } else { 0 };
    points -= if segment.after == Separator::Gap { 2 } else { 0 };
    points - if is_label(text, words) { 9 } else { 0 }
}

/// Whether field `at` is the first field of words behind `from`: dates, pages and authors may stand between.
fn is_next(text: &str, segments: &Segments, roles: &[Role], from: usize, at: usize) -> bool {
    (from..at).all(|at| {
        let passed =
            matches!(segments.list[at].kind, SegmentKind::Date(_) | SegmentKind::Locator(_) | SegmentKind::Database)
                || is_kind_of_text(text, segments.words_of(&segments.list[at]));
        passed || roles[at] == Role::Author
    })
}

/// Whether field `at` goes on with a sentence about the author: `He has also appeared on CNN, MSNBC, NPR`.
fn is_in_sentence(segments: &Segments, at: usize) -> bool {
    let run =
        (at.saturating_sub(8)..at).rev().take_while(|&before| segments.list[before + 1].before == Separator::Comma);
    for before in run {
        let words = segments.words_of(&segments.list[before]);
        let verb = words.iter().take(6).any(|word| word.has(Traits::VERB) && word.letters == Letters::Small);
        if segments.list[before].kind == SegmentKind::Words && verb {
            return true;
        }
    }
    false
}

/// Whether the first word only leads to the publication: `in Foreign Affairs`, `from Reuters`.
fn lead_word(text: &str, words: &[Word]) -> bool {
    let leads = |word: Word| ["in", "from", "via", "on", "at", "for"].iter().any(|lead| word.is(text, lead));
    words.len() > 1 && words[1].is_capital() && leads(words[0])
}

/// `Chapter 20 in The Last Generation`: how many words lead to the publication.
fn lead_words(text: &str, words: &[Word]) -> usize {
    match words {
        [chapter, number, rest @ ..]
            if (chapter.is(text, "chapter") || chapter.is(text, "ch"))
                && number.letters == Letters::Number
                && lead_word(text, rest) =>
        {
            3
        }
        _ => usize::from(lead_word(text, words)),
    }
}

fn without_lead(text: &str, words: &[Word], span: Span) -> Span {
    let lead = lead_words(text, words);
    if lead == 0 {
        return span;
    }
    words.get(lead).map_or(span, |first| Span::new(first.span.start.max(span.start), span.end))
}

/// The last field of a name that is a list: `Journal of Law, Economics, and Policy`.
fn list_end(text: &str, segments: &Segments, roles: &[Role], at: usize) -> usize {
    let listed = |at: usize| -> Option<&Segment> {
        segments.list.get(at).filter(|segment| {
            segment.before == Separator::Comma && segment.kind == SegmentKind::Words && roles[at] == Role::Open
        })
    };
    let ends_list = |segment: &Segment| {
        let words = segments.words_of(segment);
        words.len() <= 5
            && words.iter().take(3).any(|word| word.is_and(text))
            && words.last().is_some_and(|word| word.is_capital())
    };
    match (listed(at + 1), listed(at + 2)) {
        (Some(next), _) if ends_list(next) => at + 1,
        (Some(next), Some(after))
            if segments.words_of(next).len() <= 2 && segments.words_of(after)[0].is_and(text) && ends_list(after) =>
        {
            at + 2
        }
        _ => at,
    }
}
