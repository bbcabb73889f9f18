//! The title and the publication, among the fields that are no author.
//!
//! The title is what is quoted; without quotation marks, the field that reads most like a headline and stands
//! where a title does. The publication is what follows the title, or a known or publication-like name
//! elsewhere. Every field is given points for and against; the tables are in [`quoted_points`],
//! [`title_points`] and [`container_points`].

use super::authors::Role;
use super::byline::{is_and, is_qualification, is_surely_person, is_word};
use super::collapse;
use super::pieces::{Edge, Piece, Pieces, What};
use super::words::{Letters, Word};
use crate::evidence::gazetteer::{Traits, publication};
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
    let behind_year = piece.before == Edge::Comma && before.is_some_and(|before| before.what == What::Short);
    let behind_paper =
        before.is_some_and(|before| before.what == What::Words && publication(before.span.of(text)).is_some());
    let own_line = (piece.before >= Edge::Line) && piece.after >= Edge::Line && at > 0;
    let next_is_paper = pieces
        .list
        .get(at + 1)
        .is_some_and(|next| next.what == What::Words && publication(next.span.of(text)).is_some());
    let next_is_link = pieces.list.get(at + 1).is_some_and(|next| next.what == What::Link);
    let next_is_place_in_book = pieces.list.get(at + 1).is_some_and(|next| {
        let edition = pieces
            .words_of(next)
            .iter()
            .take(3)
            .any(|word| ["edition", "ed"].iter().any(|ed| is_word(text, *word, ed)));
        matches!(next.what, What::Locator(_)) || edition
    });
    let smalls = words.iter().filter(|word| word.has(Traits::SMALL)).count();
    let sentence = words.iter().any(|word| {
        word.has(Traits::VERB) || word.letters == Letters::Small && !word.has(Traits::SMALL | Traits::POST)
    });
    let colon = field.contains(": ");
    let last = extend(text, pieces, roles, at);
    let all: usize = pieces.list[at..=last].iter().map(|piece| pieces.words_of(piece).len()).sum();
    let mut points = match all {
        0..=2 => -4,
        3 => 0,
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
    points += if next_is_place_in_book { 2 } else { 0 };
    points -= if first.letters == Letters::Small { 5 } else { 0 };
    points -= if is_title_like_post(text, words, colon || behind_date) { 6 } else { 0 };
    points -= if publication(field).is_some() { 8 } else { 0 };
    points -= if is_paper_like(text, words) && !colon { 3 } else { 0 };
    points -= if words.iter().any(|word| word.has(Traits::ORGANISATION)) && !colon && !behind_date { 3 } else { 0 };
    points -= if is_surely_person(words) && words.len() <= 4 { 5 } else { 0 };
    points -= if piece.after == Edge::Gap || piece.before == Edge::Gap { 2 } else { 0 };
    points -= if piece.before == Edge::Open && at > 0 && roles[at - 1] != Role::Open && piece.depth > 0 && !behind_date
    {
        1
    } else {
        0
    };
    points - if is_label(text, words) { 8 } else { 0 }
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
    let fits = piece.what == What::Words
        && roles[before] == Role::Open
        && behind_date
        && words.len() <= 3
        && publication(piece.span.of(text)).is_none()
        && !is_paper_like(text, words)
        && !is_qualification(text, words)
        && !is_surely_person(words);
    if fits { before } else { at }
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
        let listed = words.first().is_some_and(|word| is_and(text, *word));
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

/// Finds the publication and says so in `roles`.
pub(super) fn container(
    text: &str,
    pieces: &Pieces,
    roles: &mut [Role],
    title: Option<&Title>,
) -> Option<Spanned<String>> {
    let mut best: Option<(i32, usize)> = None;
    for at in 0..pieces.list.len() {
        if pieces.list[at].what != What::Words || roles[at] != Role::Open {
            continue;
        }
        let points = container_points(text, pieces, roles, at, title);
        if points >= 3 && best.is_none_or(|(most, _)| points > most) {
            best = Some((points, at));
        }
    }
    let (_, at) = best?;
    let last = list_end(text, pieces, roles, at);
    roles[at..=last].fill(Role::Container);
    let span = Span::new(pieces.list[at].span.start, pieces.list[last].span.end);
    let span = without_lead(text, pieces.words_of(&pieces.list[at]), span);
    Some(Spanned::new(collapse(span.of(text)), span))
}

/// What speaks for a field of words as the publication.
fn container_points(text: &str, pieces: &Pieces, roles: &[Role], at: usize, title: Option<&Title>) -> i32 {
    let piece = &pieces.list[at];
    let words = pieces.words_of(piece);
    let words = if lead_word(text, words) { &words[1..] } else { words };
    let Some((first, last)) = words.first().zip(words.last()) else { return 0 };
    let field = first.span.join(last.span).of(text);
    let known = publication(field).is_some();
    let behind_title = title.is_some_and(|title| at >= title.pieces.1 && is_next(pieces, roles, title.pieces.1, at));
    let before_title = title.is_some_and(|title| at < title.pieces.0);
    let quoted = title.is_some_and(|title| matches!(pieces.list[title.pieces.0].what, What::Quoted(_)));
    let capitals = words.iter().filter(|word| word.is_capital() || word.letters == Letters::And).count();
    let next_to_link = pieces.list.get(at + 1).is_some_and(|next| next.what == What::Link);
    let next_to_date = pieces.list.get(at + 1).is_some_and(|next| matches!(next.what, What::Date(_)));
    let mut points = 0;
    points += if known { 7 } else { 0 };
    points += if pieces.is_stressed(piece) { 3 } else { 0 };
    points += if is_paper_like(text, words) { 3 } else { 0 };
    points += if words.iter().any(|word| word.has(Traits::ORGANISATION)) && !before_title { 2 } else { 0 };
    points += match (behind_title, quoted) {
        (true, true) => 5,
        (true, false) => 4,
        _ => 0,
    };
    points += if next_to_link && !before_title { 1 } else { 0 };
    points += if next_to_date && title.is_some() { 1 } else { 0 };
    points -= if before_title { 2 } else { 0 };
    points -= if is_qualification(text, words) && !known { 5 } else { 0 };
    points -= if is_surely_person(words) && !known && words.len() <= 4 && !is_paper_like(text, words) { 4 } else { 0 };
    points -= if words.len() > 9 { 3 } else { 0 };
    points -= if words.len() > 15 { 4 } else { 0 };
    points -= if capitals * 2 < words.len() { 3 } else { 0 };
    points -= if words.iter().all(|word| word.letters == Letters::Number) { 9 } else { 0 };
    points -= if words.iter().all(|word| word.has(Traits::PLACE)) && !known { 5 } else { 0 };
    points -= if roles.iter().take(at).all(|role| *role == Role::Open) && at == 0 { 3 } else { 0 };
    points -= if piece.after == Edge::Gap { 2 } else { 0 };
    points - if is_label(text, words) { 9 } else { 0 }
}

/// Whether field `at` is the first field of words behind `from`: dates, pages and authors may stand between.
fn is_next(pieces: &Pieces, roles: &[Role], from: usize, at: usize) -> bool {
    (from..at).all(|at| {
        let passed = matches!(pieces.list[at].what, What::Date(_) | What::Locator(_) | What::Database);
        passed || roles[at] == Role::Author
    })
}

/// Whether the words are built like a publication's name: `Journal of …`, `… Review`, `inews.co.uk`, `Harv. L.
/// Rev.`
fn is_paper_like(text: &str, words: &[Word]) -> bool {
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    let host = words.len() == 1
        && first.span.of(text).rsplit_once('.').is_some_and(|(name, end)| {
            name.len() > 1
                && matches!(end, "com" | "org" | "net" | "edu" | "gov" | "uk" | "info" | "io" | "eu" | "tv" | "news")
        });
    let review =
        words.iter().any(|word| word.dot && ["rev", "j", "l.j", "l"].iter().any(|short| is_word(text, *word, short)))
            && words.len() > 1;
    let capital = words.iter().filter(|word| word.is_capital()).count() * 2 >= words.len();
    host || review
        || (capital
            && words.len() <= 9
            && (last.has(Traits::PUBLICATION)
                || first.has(Traits::PUBLICATION)
                || words.iter().rev().skip(1).take(2).any(|word| word.has(Traits::PUBLICATION))))
}

/// Whether the field only says where to look: `Available online at`, `Retrieved from`, `Web`, `p. 3`.
fn is_label(text: &str, words: &[Word]) -> bool {
    const LABELS: [&str; 10] =
        ["accessed", "access", "retrieved", "link", "web", "print", "date", "recut", "cut", "online"];
    const ALWAYS: [&str; 12] =
        ["available", "p", "pp", "pg", "page", "pages", "vol", "doi", "doa", "url", "pdf", "html"];
    let Some(first) = words.first() else { return true };
    let is = |labels: &[&str]| labels.iter().any(|label| is_word(text, *first, label));
    // `Web Science`, `Access World`: a capital behind makes it a name.
    let name = words.len() > 1 && words[1].is_capital();
    words.len() <= 4 && (is(&ALWAYS) || (is(&LABELS) && !name))
}

/// Whether the first word only leads to the publication: `in Foreign Affairs`, `from Reuters`.
fn lead_word(text: &str, words: &[Word]) -> bool {
    let leads = |word: Word| ["in", "from", "via", "on", "at", "for"].iter().any(|lead| is_word(text, word, lead));
    words.len() > 1 && words[1].is_capital() && leads(words[0])
}

fn without_lead(text: &str, words: &[Word], span: Span) -> Span {
    if lead_word(text, words) { Span::new(words[1].span.start, span.end) } else { span }
}

/// The last field of a name that is a list: `Journal of Law, Economics, and Policy`.
fn list_end(text: &str, pieces: &Pieces, roles: &[Role], at: usize) -> usize {
    let listed = |at: usize| -> Option<&Piece> {
        pieces
            .list
            .get(at)
            .filter(|piece| piece.before == Edge::Comma && piece.what == What::Words && roles[at] == Role::Open)
    };
    let ends_list = |piece: &Piece| {
        let words = pieces.words_of(piece);
        words.len() <= 5
            && words.iter().take(3).any(|word| is_and(text, *word))
            && words.last().is_some_and(|word| word.is_capital())
    };
    match (listed(at + 1), listed(at + 2)) {
        (Some(next), _) if ends_list(next) => at + 1,
        (Some(next), Some(after))
            if pieces.words_of(next).len() <= 2 && is_and(text, pieces.words_of(after)[0]) && ends_list(after) =>
        {
            at + 2
        }
        _ => at,
    }
}
