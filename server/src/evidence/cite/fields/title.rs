//! The title, among the fields that are no author.
//!
//! It is what is quoted; without quotation marks, the field that reads most like a headline and stands where a
//! title does. Every field is given points for and against; the tables are in [`quoted_points`] and
//! [`title_points`].

use super::person_name::is_surely_person;
use super::phrase::{ends_like_publisher, holds_organization_word, is_label, is_publication_like, is_qualification};
use super::segment::{Role, SegmentKind, Segments};
use crate::evidence::cite::collapse;
use crate::evidence::cite::lex::locator::LocatorKind;
use crate::evidence::cite::lex::separator::Separator;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::gazetteer::{Sort, Traits, publication};
use crate::text::{Span, Spanned};

/// A title, and the segments that it takes: `first..last` of the list.
#[derive(Clone, Debug)]
pub(crate) struct Title {
    pub(crate) text: Spanned<String>,
    pub(crate) segments: (usize, usize),
}

/// Finds the title and says so in `roles`.
pub(crate) fn title(text: &str, segments: &Segments, roles: &mut [Role]) -> Option<Title> {
    let found = quoted_title(text, segments)
        .or_else(|| open_quotation(text, segments, roles))
        .or_else(|| bare_title(text, segments, roles))?;
    for (role, segment) in roles.iter_mut().zip(&segments.list).take(found.segments.1).skip(found.segments.0) {
        if segment.kind == SegmentKind::Words {
            *role = Role::Title;
        }
    }
    Some(found)
}

fn spanned(text: &str, span: Span) -> Spanned<String> {
    let span = trim_title(text, span);
    Spanned::new(collapse(span.of(text)), span)
}

/// A title without blanks, commas and the full stop of the cite's own punctuation.
fn trim_title(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let start = span.start + part.len()
        - part.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | ';')).len();
    let mut end = span.start + part.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).len();
    let abbreviation = text[start.min(end)..end].rsplit(' ').next().is_some_and(|word| word.matches('.').count() > 1);
    if !abbreviation {
        end = start.min(end)
            + text[start.min(end)..end].trim_end_matches(|c: char| c == '.' || c == ',' || c.is_whitespace()).len();
    }
    Span::new(start, end)
}

fn quoted_title(text: &str, segments: &Segments) -> Option<Title> {
    let mut best: Option<(i32, usize, Span)> = None;
    for (at, segment) in segments.list.iter().enumerate() {
        let SegmentKind::Quotation(index) = segment.kind else { continue };
        let inner = segments.tokens.quotations[index].inner;
        let points = quoted_points(text, segments, at, inner);
        if points > 0 && best.is_none_or(|(most, ..)| points > most) {
            best = Some((points, at, inner));
        }
    }
    best.map(|(_, at, inner)| Title { text: spanned(text, inner), segments: (at, at + 1) })
        .filter(|title| !title.text.value.is_empty())
}

/// SegmentKind speaks for a quoted stretch as the title.
fn quoted_points(text: &str, segments: &Segments, at: usize, inner: Span) -> i32 {
    let segment = &segments.list[at];
    let words = segments.words_of(segment);
    let before = at.checked_sub(1).map(|before| &segments.list[before]);
    let next = segments.list.get(at + 1);
    let small_before = segment.before == Separator::Space
        && before
            .is_some_and(|before| segments.words_of(before).last().is_some_and(|word| word.letters == Letters::Small));
    let small_behind = segment.after == Separator::Space
        && next.is_some_and(|next| segments.words_of(next).first().is_some_and(|word| word.letters == Letters::Small));
    let nickname = words.len() <= 2
        && segment.before == Separator::Space
        && segment.after == Separator::Space
        && before.is_some_and(|before| before.kind == SegmentKind::Words || before.kind == SegmentKind::Short)
        && next.is_some_and(|next| next.kind == SegmentKind::Words);
    let mut points = 4;
    points += match words.len() {
        0 => -10,
        1 => -1,
        2 => 1,
        _ => 3,
    };
    points += if segment.before >= Separator::Comma || before.is_none_or(|before| before.kind != SegmentKind::Words) {
        2
    } else {
        0
    };
    points += if inner.of(text).trim_end().ends_with([',', '.', '?', '!']) { 3 } else { 0 };
    points += if segment.after >= Separator::Comma { 2 } else { 0 };
    points -= if small_before && !inner.of(text).trim_end().ends_with([',', '.', '?', '!']) { 3 } else { 0 };
    // `author of “Extreme Money,” “The Weapon of the Dollar,” …`: what the author wrote, before the title.
    let later = segments.list[at + 1..].iter().any(|segment| matches!(segment.kind, SegmentKind::Quotation(_)));
    points -= if small_before && later { 6 } else { 0 };
    points -= if small_behind { 3 } else { 0 };
    points - if nickname { 9 } else { 0 }
}

/// A title whose quotation mark is never closed: it ends where its field does, if that is long enough, or
/// with the fields that go on with it.
fn open_quotation(text: &str, segments: &Segments, roles: &[Role]) -> Option<Title> {
    let quoted = segments.tokens.quotations.iter().find(|quoted| !quoted.closed)?;
    let first = segments
        .list
        .iter()
        .position(|segment| segment.span.end > quoted.inner.start && segment.kind == SegmentKind::Words)?;
    let segment = &segments.list[first];
    if roles[first] != Role::Open || segment.span.start > quoted.inner.start + 3 {
        return None;
    }
    let last = extend(text, segments, roles, first);
    let span = Span::new(segment.span.start.max(quoted.inner.start), segments.list[last].span.end);
    let words = span.of(text).split_whitespace().count();
    (words >= 2).then(|| Title { text: spanned(text, span), segments: (first, last + 1) })
}

fn bare_title(text: &str, segments: &Segments, roles: &[Role]) -> Option<Title> {
    let mut best: Option<(i32, usize)> = None;
    for (at, segment) in segments.list.iter().enumerate() {
        if segment.kind != SegmentKind::Words || roles[at] != Role::Open {
            continue;
        }
        let points = title_points(text, segments, roles, at);
        if points >= 4 && best.is_none_or(|(most, _)| points > most) {
            best = Some((points, at));
        }
    }
    let (_, at) = best?;
    let first = begin(text, segments, roles, at);
    let last = extend(text, segments, roles, at);
    let span = Span::new(segments.list[first].span.start, segments.list[last].span.end);
    Some(Title { text: spanned(text, span), segments: (first, last + 1) })
}

/// SegmentKind speaks for a field of words as a title without quotation marks.
fn title_points(text: &str, segments: &Segments, roles: &[Role], at: usize) -> i32 {
    let segment = &segments.list[at];
    let words = segments.words_of(segment);
    let field = segment.span.of(text);
    let Some(first) = words.first() else { return 0 };
    let before = at.checked_sub(1).map(|before| &segments.list[before]);
    let behind_date = before.is_some_and(|before| matches!(before.kind, SegmentKind::Date(_)));
    let (slot, in_book) = slot(text, segments, roles, at);
    let behind_year = before.is_some_and(|before| before.kind == SegmentKind::Short)
        && (segment.before == Separator::Comma || (in_book && segment.before == Separator::Space && words.len() >= 5));
    let behind_paper =
        before.is_some_and(|before| before.kind == SegmentKind::Words && publication(before.span.of(text)).is_some());
    let own_line = (segment.before >= Separator::Line) && segment.after >= Separator::Line && at > 0;
    let next_is_paper = segments
        .list
        .get(at + 1)
        .is_some_and(|next| next.kind == SegmentKind::Words && publication(next.span.of(text)).is_some());
    let next_is_link = segments.list.get(at + 1).is_some_and(|next| next.kind == SegmentKind::Link);
    let smalls = words.iter().filter(|word| word.has(Traits::SMALL)).count();
    let sentence = words.iter().any(|word| {
        word.has(Traits::VERB) || word.letters == Letters::Small && !word.has(Traits::SMALL | Traits::POST)
    });
    let colon = field.contains(": ");
    let last = extend(text, segments, roles, at);
    let first_of_all = begin(text, segments, roles, at);
    let all: usize = segments.list[first_of_all..=last].iter().map(|segment| segments.words_of(segment).len()).sum();
    let mut points = match all {
        2 if in_book && slot => 0,
        0..=2 => -4,
        // `Acting on Advice`, between who wrote it and when.
        3 => i32::from(slot),
        4..=24 => 2,
        _ => 0,
    };
    points += if field.ends_with(['?', '!']) { 4 } else { 0 };
    points += if colon { 3 } else { 0 };
    points += if behind_date { 4 } else { 0 };
    points += if behind_year || behind_paper { 2 } else { 0 };
    points += if segments.is_emphasized(segment) { 3 } else { 0 };
    points += if own_line { 5 } else { 0 };
    points += if smalls > 0 { 1 } else { 0 };
    points += if sentence { 1 } else { 0 };
    points += if next_is_paper { 2 } else { 0 };
    points += if next_is_link { 1 } else { 0 };
    points += if in_book { 2 } else { 0 };
    points += match (slot, in_book || smalls > 0) {
        (true, true) => 2,
        (true, false) => 1,
        _ => 0,
    };
    points -= if first.letters == Letters::Small { 5 } else { 0 };
    points -= if is_title_like_post(text, words, colon || behind_date) { 6 } else { 0 };
    points -= if publication(field).is_some() { 8 } else { 0 };
    // `Oxford: Oxford University Press`
    let imprint = field.split_once(": ").is_some_and(|(_, house)| publication(house) == Some(Sort::Publisher));
    points -= if imprint || (colon && ends_like_publisher(text, words)) { 9 } else { 0 };
    // `Journal of Evolution, Vol. 9`: what has volumes is no title.
    let has_volume = segments.list.get(last + 1).is_some_and(
        |next| matches!(next.kind, SegmentKind::Locator(locator) if segments.tokens.locators[locator].kind != LocatorKind::Pages),
    );
    // No publication is called `A Nation …`.
    let article = ["a", "an"].iter().any(|article| first.is(text, article));
    points -= match is_publication_like(text, words) && !colon && !article {
        true if has_volume => 7,
        true => 3,
        false => 0,
    };
    points -= if holds_organization_word(text, words) && !colon && !behind_date { 3 } else { 0 };
    points -= if is_surely_person(words) && !article && words.len() <= 4 { 5 } else { 0 };
    points -= if segment.after == Separator::Gap || segment.before == Separator::Gap { 2 } else { 0 };
    points -= if segment.before == Separator::Open
        && at > 0
        && roles[at - 1] != Role::Open
        && segment.depth > 0
        && !behind_date
    {
        1
    } else {
        0
    };
    points - if is_label(text, words) { 8 } else { 0 }
}

/// Whether field `at` stands where a book's title does: behind the author or who that is, and before pages, a
/// publisher, a date or a link; and whether pages or a publisher follow, as behind a book.
fn slot(text: &str, segments: &Segments, roles: &[Role], at: usize) -> (bool, bool) {
    let before = at.checked_sub(1).map(|before| (&segments.list[before], roles[before]));
    let behind_person = matches!(
        segments.list[at].before,
        Separator::Comma | Separator::Period | Separator::Close | Separator::Semicolon
    ) && before.is_some_and(|(before, role)| match role {
        Role::Author | Role::AuthorThen(_) => true,
        Role::Open => {
            let words = segments.words_of(before);
            before.kind == SegmentKind::Words && (is_qualification(text, words) || holds_organization_word(text, words))
        }
        _ => false,
    });
    let end = extend(text, segments, roles, at) + 1;
    let Some(next) = segments.list.get(end) else { return (false, false) };
    let edition =
        segments.words_of(next).iter().take(3).any(|word| ["edition", "ed"].iter().any(|ed| word.is(text, ed)));
    let in_book = matches!(next.kind, SegmentKind::Locator(at) if segments.tokens.locators[at].kind == LocatorKind::Pages)
        || edition
        || is_publisher(text, segments, end);
    let closes = in_book || matches!(next.kind, SegmentKind::Date(_) | SegmentKind::Link | SegmentKind::Locator(_));
    (behind_person && closes, in_book || matches!(next.kind, SegmentKind::Locator(_)))
}

/// Whether field `at` names a house that publishes books: `Duke University Press`, `Routledge`.
fn is_publisher(text: &str, segments: &Segments, at: usize) -> bool {
    let Some(segment) = segments.list.get(at).filter(|segment| segment.kind == SegmentKind::Words) else {
        return false;
    };
    ends_like_publisher(text, segments.words_of(segment)) || publication(segment.span.of(text)) == Some(Sort::Publisher)
}

/// Posts in a field speak against a title: at its head always, further in unless something speaks for one.
fn is_title_like_post(text: &str, words: &[Word], favoured: bool) -> bool {
    let posts = words.iter().filter(|word| word.has(Traits::POST)).count();
    let reach = if favoured { 1 } else { 2 };
    let head = words.iter().take(reach).any(|word| word.has(Traits::POST | Traits::DEGREE));
    head || (posts > 0 && !favoured)
        || (!favoured
            && is_qualification(text, words)
            && words.first().is_some_and(|word| word.letters == Letters::Small))
}

/// The first field of a title of which `at` is a part: a short one between a date and it, `US, Russia Agree`.
fn begin(text: &str, segments: &Segments, roles: &[Role], at: usize) -> usize {
    let Some(before) = at.checked_sub(1).filter(|_| segments.list[at].before == Separator::Comma) else { return at };
    let segment = &segments.list[before];
    let words = segments.words_of(segment);
    let behind_date =
        before.checked_sub(1).is_some_and(|date| matches!(segments.list[date].kind, SegmentKind::Date(_)));
    // `Development, Security and Unending War`
    let list =
        words.len() == 1 && segments.words_of(&segments.list[at]).iter().skip(1).take(3).any(|word| word.is_and(text));
    let fits = segment.kind == SegmentKind::Words
        && roles[before] == Role::Open
        && (behind_date || (list && !words[0].has(Traits::PLACE | Traits::DEGREE | Traits::ORGANISATION)))
        && words.len() <= 3
        && publication(segment.span.of(text)).is_none()
        && !is_publication_like(text, words)
        && !is_qualification(text, words)
        && !is_surely_person(words);
    if fits { before } else { at }
}

/// Whether field `at` is the middle of a list: `Culture, Knowledge, and Power`.
fn begins_list(text: &str, segments: &Segments, at: usize) -> bool {
    let listed = |at: usize, most: usize| {
        let segment = segments
            .list
            .get(at)
            .filter(|segment| segment.kind == SegmentKind::Words && segment.before == Separator::Comma);
        segment.map(|segment| segments.words_of(segment)).filter(|words| words.len() <= most)
    };
    let ends = |at: usize| listed(at, 8).is_some_and(|words| words.len() > 1 && words[0].is_and(text));
    let capital = listed(at, 4).is_some_and(|words| {
        words.iter().all(|word| word.is_capital()) && publication(segments.list[at].span.of(text)).is_none()
    });
    capital && (ends(at + 1) || (listed(at + 1, 4).is_some() && ends(at + 2)))
}

/// The last field of the title that begins with field `at`: the following ones that go on in small letters, or
/// bring its question mark.
fn extend(text: &str, segments: &Segments, roles: &[Role], at: usize) -> usize {
    let mut last = at;
    while let Some(next) = segments.list.get(last + 1) {
        let words = segments.words_of(next);
        let joined = matches!(next.before, Separator::Comma | Separator::Dash | Separator::Semicolon)
            && next.kind == SegmentKind::Words
            && roles[last + 1] == Role::Open;
        let small = words.first().is_some_and(|word| {
            word.letters == Letters::Small && !word.has(Traits::POST) && !word.span.of(text).contains('.')
        });
        let question = next.span.of(text).ends_with('?');
        let listed = words.first().is_some_and(|word| word.is_and(text)) || begins_list(text, segments, last + 1);
        if !joined
            || !(small || question || listed)
            || segments.list[last].span.of(text).ends_with('?')
            || is_label(text, words)
            || last > at + 6
        {
            break;
        }
        last += 1;
    }
    last
}
