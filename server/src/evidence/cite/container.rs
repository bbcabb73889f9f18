//! The publication, among the fields that are neither author nor title.
//!
//! It is what follows a quoted title, or a known or publication-like name elsewhere. Every field is given
//! points for and against; the table is in [`container_points`].

use super::authors::Role;
use super::byline::{is_and, is_qualification, is_surely_person, is_word};
use super::collapse;
use super::pieces::{Edge, Piece, Pieces, What};
use super::title::Title;
use super::words::{Letters, Word};
use crate::evidence::gazetteer::{Sort, Traits, publication};
use crate::text::{Span, Spanned};

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

/// What speaks for a field of words as the publication.
fn container_points(text: &str, pieces: &Pieces, roles: &[Role], at: usize, title: Option<&Title>) -> i32 {
    let piece = &pieces.list[at];
    let words = pieces.words_of(piece);
    let words = &words[lead_words(text, words)..];
    let Some((first, last)) = words.first().zip(words.last()) else { return 0 };
    let field = first.span.join(last.span).of(text);
    let sort = publication(field);
    let publisher = sort == Some(Sort::Publisher);
    let known = sort.is_some() && !publisher;
    let behind_title =
        title.is_some_and(|title| at >= title.pieces.1 && is_next(text, pieces, roles, title.pieces.1, at));
    let before_title = title.is_some_and(|title| at < title.pieces.0);
    let quoted = title.is_some_and(|title| matches!(pieces.list[title.pieces.0].what, What::Quoted(_)));
    let follows =
        title.is_some_and(|title| pieces.list.get(title.pieces.1).is_some_and(|next| next.what == What::Words));
    let adjoins = title.is_some_and(|title| at + 1 == title.pieces.0);
    let capitals = words.iter().filter(|word| word.is_capital() || word.letters == Letters::And).count();
    let next_to_link = pieces.list.get(at + 1).is_some_and(|next| next.what == What::Link);
    let next_to_date = pieces.list.get(at + 1).is_some_and(|next| matches!(next.what, What::Date(_)));
    let mut points = 0;
    points += if known { 7 } else { 0 };
    points += if pieces.is_stressed(piece) { 3 } else { 0 };
    points += if is_paper_like(text, words) || publisher { 3 } else { 0 };
    let in_place = !before_title || (quoted && adjoins && !follows);
    points += if words.iter().any(|word| word.has(Traits::ORGANISATION)) && in_place { 2 } else { 0 };
    points += match (behind_title, quoted) {
        (true, true) => 6,
        (true, false) => 4,
        _ => 0,
    };
    points += if next_to_link && !before_title { 1 } else { 0 };
    points += if next_to_date && title.is_some() { 1 } else { 0 };
    // What follows a quoted title is where it stood; what stands before says who wrote it.
    points -= match (before_title, quoted && follows) {
        (true, true) => 4,
        (true, false) => 2,
        _ => 0,
    };
    let set_off = known && adjoins && piece.after == Edge::Comma;
    points -= if before_title && !set_off && is_in_sentence(pieces, at) { 5 } else { 0 };
    points -= if is_kind(text, words) { 9 } else { 0 };
    points -= if is_qualification(text, words) && !known { 5 } else { 0 };
    points -= if is_surely_person(words) && !known && words.len() <= 4 && !is_paper_like(text, words) { 4 } else { 0 };
    points -= if words.len() > 9 && !(behind_title && quoted) { 3 } else { 0 };
    points -= if words.len() > 15 { 4 } else { 0 };
    points -= if capitals * 2 < words.len() { 3 } else { 0 };
    points -= if words.iter().all(|word| matches!(word.letters, Letters::Number | Letters::And)) { 9 } else { 0 };
    points -= if words.iter().all(|word| word.has(Traits::PLACE)) && !known { 5 } else { 0 };
    points -= if roles.iter().take(at).all(|role| *role == Role::Open) && at == 0 { 3 } else { 0 };
    points -= if piece.after == Edge::Gap { 2 } else { 0 };
    points - if is_label(text, words) { 9 } else { 0 }
}

/// Whether field `at` is the first field of words behind `from`: dates, pages and authors may stand between.
fn is_next(text: &str, pieces: &Pieces, roles: &[Role], from: usize, at: usize) -> bool {
    (from..at).all(|at| {
        let passed = matches!(pieces.list[at].what, What::Date(_) | What::Locator(_) | What::Database)
            || is_kind(text, pieces.words_of(&pieces.list[at]));
        passed || roles[at] == Role::Author
    })
}

/// Whether the words only say what sort of text it is, or which part of one: `Working Paper 27781`, `Ch. 4`.
fn is_kind(text: &str, words: &[Word]) -> bool {
    const KINDS: [&str; 14] = [
        "working paper",
        "fact sheet",
        "training resource",
        "dissertation",
        "doctoral dissertation",
        "phd dissertation",
        "thesis",
        "op-ed",
        "press release",
        "policy brief",
        "chapter",
        "ch",
        "kindle edition",
        "kindle",
    ];
    let words = match words {
        [rest @ .., last] if last.letters == Letters::Number => rest,
        _ => words,
    };
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    let field = first.span.join(last.span).of(text);
    // `LSB11367`: a report's own number.
    let number = words.len() == 1 && first.letters != Letters::Number && !field.contains(char::is_lowercase);
    let number = number && field.contains(|c: char| c.is_ascii_digit());
    number || words.len() <= 2 && KINDS.iter().any(|kind| field.eq_ignore_ascii_case(kind))
}

/// Whether field `at` goes on with a sentence about the author: `He has also appeared on CNN, MSNBC, NPR`.
fn is_in_sentence(pieces: &Pieces, at: usize) -> bool {
    let run = (at.saturating_sub(8)..at).rev().take_while(|&before| pieces.list[before + 1].before == Edge::Comma);
    for before in run {
        let words = pieces.words_of(&pieces.list[before]);
        let verb = words.iter().take(6).any(|word| word.has(Traits::VERB) && word.letters == Letters::Small);
        if pieces.list[before].what == What::Words && verb {
            return true;
        }
    }
    false
}

/// Whether the words are built like a publication's name: `Journal of …`, `… Review`, `inews.co.uk`, `Harv. L.
/// Rev.`
pub(super) fn is_paper_like(text: &str, words: &[Word]) -> bool {
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
pub(super) fn is_label(text: &str, words: &[Word]) -> bool {
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

/// `Chapter 20 in The Last Generation`: how many words lead to the publication.
fn lead_words(text: &str, words: &[Word]) -> usize {
    match words {
        [chapter, number, rest @ ..]
            if (is_word(text, *chapter, "chapter") || is_word(text, *chapter, "ch"))
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
