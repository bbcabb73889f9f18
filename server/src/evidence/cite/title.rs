//! The title, among the fields that are no author.
//!
//! It is what is quoted; without quotation marks, the field that reads most like a headline and stands where a
//! title does. Every field is given points for and against; the tables are in [`quoted_points`] and
//! [`title_points`].

use super::authors::Role;
use super::byline::{is_and, is_qualification, is_surely_person, is_word};
use super::collapse;
use super::container::{is_label, is_paper_like};
use super::locator::Locator;
use super::pieces::{Edge, Pieces, What};
use super::words::{Letters, Word};
use crate::evidence::gazetteer::{Sort, Traits, publication};
use crate::text::{Span, Spanned};

/// A title, and the pieces that it takes: `first..last` of the list.
#[derive(Clone, Debug)]
pub(super) struct Title {
    pub(super) text: Spanned<String>,
    pub(super) pieces: (usize, usize),
}

/// Finds the title and says so in `roles`.
pub(super) fn title(text: &str, pieces: &Pieces, roles: &mut [Role]) -> Option<Title> {
    let found = quoted_title(text, pieces)
        .or_else(|| open_quotation(text, pieces, roles))
        .or_else(|| bare_title(text, pieces, roles))?;
    for (role, piece) in roles.iter_mut().zip(&pieces.list).take(found.pieces.1).skip(found.pieces.0) {
        if piece.what == What::Words {
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

fn quoted_title(text: &str, pieces: &Pieces) -> Option<Title> {
    let mut best: Option<(i32, usize, Span)> = None;
    for (at, piece) in pieces.list.iter().enumerate() {
        let What::Quoted(index) = piece.what else { continue };
        let inner = pieces.quoted[index].inner;
        let points = quoted_points(text, pieces, at, inner);
        if points > 0 && best.is_none_or(|(most, ..)| points > most) {
            best = Some((points, at, inner));
        }
    }
    best.map(|(_, at, inner)| Title { text: spanned(text, inner), pieces: (at, at + 1) })
        .filter(|title| !title.text.value.is_empty())
}

/// What speaks for a quoted stretch as the title.
fn quoted_points(text: &str, pieces: &Pieces, at: usize, inner: Span) -> i32 {
    let piece = &pieces.list[at];
    let words = pieces.words_of(piece);
    let before = at.checked_sub(1).map(|before| &pieces.list[before]);
    let next = pieces.list.get(at + 1);
    let small_before = piece.before == Edge::Blank
        && before
            .is_some_and(|before| pieces.words_of(before).last().is_some_and(|word| word.letters == Letters::Small));
    let small_behind = piece.after == Edge::Blank
        && next.is_some_and(|next| pieces.words_of(next).first().is_some_and(|word| word.letters == Letters::Small));
    let nickname = words.len() <= 2
        && piece.before == Edge::Blank
        && piece.after == Edge::Blank
        && before.is_some_and(|before| before.what == What::Words || before.what == What::Short)
        && next.is_some_and(|next| next.what == What::Words);
    let mut points = 4;
    points += match words.len() {
        0 => -10,
        1 => -1,
        2 => 1,
        _ => 3,
    };
    points += if piece.before >= Edge::Comma || before.is_none_or(|before| before.what != What::Words) { 2 } else { 0 };
    points += if inner.of(text).trim_end().ends_with([',', '.', '?', '!']) { 3 } else { 0 };
    points += if piece.after >= Edge::Comma { 2 } else { 0 };
    points -= if small_before && !inner.of(text).trim_end().ends_with([',', '.', '?', '!']) { 3 } else { 0 };
    // `author of “Extreme Money,” “The Weapon of the Dollar,” …`: what the author wrote, before the title.
    let later = pieces.list[at + 1..].iter().any(|piece| matches!(piece.what, What::Quoted(_)));
    points -= if small_before && later { 6 } else { 0 };
    points -= if small_behind { 3 } else { 0 };
    points - if nickname { 9 } else { 0 }
}

/// A title whose quotation mark is never closed: it ends where its field does, if that is long enough, or
/// with the fields that go on with it.
fn open_quotation(text: &str, pieces: &Pieces, roles: &[Role]) -> Option<Title> {
    let quoted = pieces.quoted.iter().find(|quoted| !quoted.closed)?;
    let first =
        pieces.list.iter().position(|piece| piece.span.end > quoted.inner.start && piece.what == What::Words)?;
    let piece = &pieces.list[first];
    if roles[first] != Role::Open || piece.span.start > quoted.inner.start + 3 {
        return None;
    }
    let last = extend(text, pieces, roles, first);
    let span = Span::new(piece.span.start.max(quoted.inner.start), pieces.list[last].span.end);
    let words = span.of(text).split_whitespace().count();
    (words >= 2).then(|| Title { text: spanned(text, span), pieces: (first, last + 1) })
}

fn bare_title(text: &str, pieces: &Pieces, roles: &[Role]) -> Option<Title> {
    let mut best: Option<(i32, usize)> = None;
    for (at, piece) in pieces.list.iter().enumerate() {
        if piece.what != What::Words || roles[at] != Role::Open {
            continue;
        }
        let points = title_points(text, pieces, roles, at);
        if points >= 4 && best.is_none_or(|(most, _)| points > most) {
            best = Some((points, at));
        }
    }
    let (_, at) = best?;
    let first = begin(text, pieces, roles, at);
    let last = extend(text, pieces, roles, at);
    let span = Span::new(pieces.list[first].span.start, pieces.list[last].span.end);
    Some(Title { text: spanned(text, span), pieces: (first, last + 1) })
}

/// What speaks for a field of words as a title without quotation marks.
fn title_points(text: &str, pieces: &Pieces, roles: &[Role], at: usize) -> i32 {
    let piece = &pieces.list[at];
    let words = pieces.words_of(piece);
    let field = piece.span.of(text);
    let Some(first) = words.first() else { return 0 };
    let before = at.checked_sub(1).map(|before| &pieces.list[before]);
    let behind_date = before.is_some_and(|before| matches!(before.what, What::Date(_)));
    let (slot, in_book) = slot(text, pieces, roles, at);
    let behind_year = before.is_some_and(|before| before.what == What::Short)
        && (piece.before == Edge::Comma || (in_book && piece.before == Edge::Blank && words.len() >= 5));
    let behind_paper =
        before.is_some_and(|before| before.what == What::Words && publication(before.span.of(text)).is_some());
    let own_line = (piece.before >= Edge::Line) && piece.after >= Edge::Line && at > 0;
    let next_is_paper = pieces
        .list
        .get(at + 1)
        .is_some_and(|next| next.what == What::Words && publication(next.span.of(text)).is_some());
    let next_is_link = pieces.list.get(at + 1).is_some_and(|next| next.what == What::Link);
    let smalls = words.iter().filter(|word| word.has(Traits::SMALL)).count();
    let sentence = words.iter().any(|word| {
        word.has(Traits::VERB) || word.letters == Letters::Small && !word.has(Traits::SMALL | Traits::POST)
    });
    let colon = field.contains(": ");
    let last = extend(text, pieces, roles, at);
    let first_of_all = begin(text, pieces, roles, at);
    let all: usize = pieces.list[first_of_all..=last].iter().map(|piece| pieces.words_of(piece).len()).sum();
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
    points += if pieces.is_stressed(piece) { 3 } else { 0 };
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
    points -= if imprint || (colon && ends_in_press(text, words)) { 9 } else { 0 };
    // `Journal of Evolution, Vol. 9`: what has volumes is no title.
    let has_volume = pieces.list.get(last + 1).is_some_and(
        |next| matches!(next.what, What::Locator(locator) if pieces.locators[locator].kind != Locator::Pages),
    );
    // No publication is called `A Nation …`.
    let article = ["a", "an"].iter().any(|article| is_word(text, *first, article));
    points -= match is_paper_like(text, words) && !colon && !article {
        true if has_volume => 7,
        true => 3,
        false => 0,
    };
    points -= if names_body(text, words) && !colon && !behind_date { 3 } else { 0 };
    points -= if is_surely_person(words) && !article && words.len() <= 4 { 5 } else { 0 };
    points -= if piece.after == Edge::Gap || piece.before == Edge::Gap { 2 } else { 0 };
    points -= if piece.before == Edge::Open && at > 0 && roles[at - 1] != Role::Open && piece.depth > 0 && !behind_date
    {
        1
    } else {
        0
    };
    points - if is_label(text, words) { 8 } else { 0 }
}

/// Whether field `at` stands where a book's title does: behind the author or who that is, and before pages, a
/// publisher, a date or a link; and whether pages or a publisher follow, as behind a book.
fn slot(text: &str, pieces: &Pieces, roles: &[Role], at: usize) -> (bool, bool) {
    let before = at.checked_sub(1).map(|before| (&pieces.list[before], roles[before]));
    let behind_person = matches!(pieces.list[at].before, Edge::Comma | Edge::Period | Edge::Close | Edge::Semicolon)
        && before.is_some_and(|(before, role)| match role {
            Role::Author | Role::AuthorThen(_) => true,
            Role::Open => {
                let words = pieces.words_of(before);
                before.what == What::Words && (is_qualification(text, words) || names_body(text, words))
            }
            _ => false,
        });
    let end = extend(text, pieces, roles, at) + 1;
    let Some(next) = pieces.list.get(end) else { return (false, false) };
    let edition =
        pieces.words_of(next).iter().take(3).any(|word| ["edition", "ed"].iter().any(|ed| is_word(text, *word, ed)));
    let in_book = matches!(next.what, What::Locator(at) if pieces.locators[at].kind == Locator::Pages)
        || edition
        || is_publisher(text, pieces, end);
    let closes = in_book || matches!(next.what, What::Date(_) | What::Link | What::Locator(_));
    (behind_person && closes, in_book || matches!(next.what, What::Locator(_)))
}

/// Whether field `at` names a house that publishes books: `Duke University Press`, `Routledge`.
fn is_publisher(text: &str, pieces: &Pieces, at: usize) -> bool {
    let Some(piece) = pieces.list.get(at).filter(|piece| piece.what == What::Words) else { return false };
    ends_in_press(text, pieces.words_of(piece)) || publication(piece.span.of(text)) == Some(Sort::Publisher)
}

fn ends_in_press(text: &str, words: &[Word]) -> bool {
    words.last().is_some_and(|last| {
        ["press", "books", "publishing", "publishers", "verlag"].iter().any(|house| is_word(text, *last, house))
    })
}

/// Whether the words hold one that names a body of people. `International relations theory` names none.
fn names_body(text: &str, words: &[Word]) -> bool {
    words.iter().any(|word| {
        word.has(Traits::ORGANISATION)
            && !["international", "national"].iter().any(|adjective| is_word(text, *word, adjective))
    })
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
fn begin(text: &str, pieces: &Pieces, roles: &[Role], at: usize) -> usize {
    let Some(before) = at.checked_sub(1).filter(|_| pieces.list[at].before == Edge::Comma) else { return at };
    let piece = &pieces.list[before];
    let words = pieces.words_of(piece);
    let behind_date = before.checked_sub(1).is_some_and(|date| matches!(pieces.list[date].what, What::Date(_)));
    // `Development, Security and Unending War`
    let list =
        words.len() == 1 && pieces.words_of(&pieces.list[at]).iter().skip(1).take(3).any(|word| is_and(text, *word));
    let fits = piece.what == What::Words
        && roles[before] == Role::Open
        && (behind_date || (list && !words[0].has(Traits::PLACE | Traits::DEGREE | Traits::ORGANISATION)))
        && words.len() <= 3
        && publication(piece.span.of(text)).is_none()
        && !is_paper_like(text, words)
        && !is_qualification(text, words)
        && !is_surely_person(words);
    if fits { before } else { at }
}

/// Whether field `at` is the middle of a list: `Culture, Knowledge, and Power`.
fn begins_list(text: &str, pieces: &Pieces, at: usize) -> bool {
    let listed = |at: usize, most: usize| {
        let piece = pieces.list.get(at).filter(|piece| piece.what == What::Words && piece.before == Edge::Comma);
        piece.map(|piece| pieces.words_of(piece)).filter(|words| words.len() <= most)
    };
    let ends = |at: usize| listed(at, 8).is_some_and(|words| words.len() > 1 && is_and(text, words[0]));
    let capital = listed(at, 4).is_some_and(|words| {
        words.iter().all(|word| word.is_capital()) && publication(pieces.list[at].span.of(text)).is_none()
    });
    capital && (ends(at + 1) || (listed(at + 1, 4).is_some() && ends(at + 2)))
}

/// The last field of the title that begins with field `at`: the following ones that go on in small letters, or
/// bring its question mark.
fn extend(text: &str, pieces: &Pieces, roles: &[Role], at: usize) -> usize {
    let mut last = at;
    while let Some(next) = pieces.list.get(last + 1) {
        let words = pieces.words_of(next);
        let joined = matches!(next.before, Edge::Comma | Edge::Dash | Edge::Semicolon)
            && next.what == What::Words
            && roles[last + 1] == Role::Open;
        let small = words.first().is_some_and(|word| {
            word.letters == Letters::Small && !word.has(Traits::POST) && !word.span.of(text).contains('.')
        });
        let question = next.span.of(text).ends_with('?');
        let listed = words.first().is_some_and(|word| is_and(text, *word)) || begins_list(text, pieces, last + 1);
        if !joined
            || !(small || question || listed)
            || pieces.list[last].span.of(text).ends_with('?')
            || is_label(text, words)
            || last > at + 6
        {
            break;
        }
        last += 1;
    }
    last
}
