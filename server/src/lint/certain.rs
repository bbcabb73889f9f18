//! Which fixes are safe to make unseen.
//!
//! A rule decides whether its change is right if the words are what they seem to be. Whether they are is decided here,
//! once for all rules: quoted sentences, datelines, tags and titles are sometimes taken for a cite, and a person sees
//! at once what they are. So a fix is safe only in lines that can be nothing but a cite, and never in the words of a
//! short cite, which are read aloud.

use super::{CardView, Edit, Finding, cite_role};
use crate::evidence::brief::Card;
use crate::evidence::cite::Cite;
use crate::rules::text_mojibake;
use crate::text::{Span, Spanned};

/// A line longer than this may be a sentence, whatever is in it.
const LONGEST_LINE: usize = 400;

/// Marks all fixes in `found` as unsafe that a person should check. Spans are relative to the card’s start.
pub(crate) fn keep_safe(view: &CardView<'_>, found: &mut [Finding]) {
    let mut lines: Option<Vec<Span>> = None;
    for finding in found {
        // Damaged characters are known by their bytes, wherever they are.
        let Some(fix) = finding.fix.as_mut().filter(|fix| fix.safe && finding.rule != text_mojibake::RULE.id) else {
            continue;
        };
        let lines = lines.get_or_insert_with(|| lines_of_cites(view.card, view.text));
        fix.safe = fix.edits.iter().all(|edit| is_inside(edit, lines, view.text))
            && view.card.cites.iter().all(|cite| keeps_short_cite(cite, &fix.edits, view.text));
    }
}

/// Whether only lines of cites, and the whitespace after them, are changed.
fn is_inside(edit: &Edit, lines: &[Span], text: &str) -> bool {
    let line_at = |at: usize| lines.iter().find(|line| line.start <= at && at <= line.end);
    let Some(first) = line_at(edit.span.start) else { return false };
    let after = Span::new(first.end, edit.span.end).of(text);
    let is_space = after.trim().is_empty() && !after.contains(['\n', '\r']);
    is_space || line_at(edit.span.end).is_some()
}

/// Whether `edits` leave every letter and digit of the short cite.
fn keeps_short_cite(cite: &Cite, edits: &[Edit], text: &str) -> bool {
    let Some(short) = &cite.short else { return true };
    edits.iter().filter(|edit| edit.span.overlaps(short.span) || short.span.touches(edit.span.start)).all(|edit| {
        let letters_before = edit.span.of(text).chars().filter(|character| character.is_alphanumeric());
        let letters_after = edit.text.chars().filter(|character| character.is_alphanumeric());
        letters_before.eq(letters_after)
    })
}

/// The lines of `card` that can be nothing but a cite.
fn lines_of_cites(card: &Card, text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    for (number, cite) in card.cites.iter().enumerate() {
        if cite_role::is_doubtful(card, cite) || cite_role::trails(card, cite) || !is_certain(cite, number == 0, text) {
            continue;
        }
        let mut first = true;
        for line in lines_in(cite.span, text) {
            if std::mem::take(&mut first) || is_cite_by_itself(cite, line, text) {
                lines.push(line);
            }
        }
    }
    lines
}

fn lines_in(span: Span, text: &str) -> impl Iterator<Item = Span> {
    let mut next = span.start;
    span.of(text).split_inclusive(['\n', '\r']).filter_map(move |line| {
        let start = next;
        next += line.len();
        Some(Span::new(start, next).trim(text)).filter(|line| !line.is_empty())
    })
}

/// Whether the first line of `cite` can be nothing else: it begins with the author, has a date, and more.
fn is_certain(cite: &Cite, is_first: bool, text: &str) -> bool {
    let inside = cite.span.of(text);
    let Some(opens) = inside.find(char::is_alphanumeric).map(|at| cite.span.start + at) else { return false };
    let line = inside.split(['\n', '\r']).next().unwrap_or(inside);
    let short = cite.short.as_ref().filter(|short| short.year.is_some() && short.span.start == opens);
    let after = short
        .map(|short| text[short.span.end..cite.span.end].trim_start_matches(['*', ' ', '\u{a0}', '\t', '\\', '’']));
    // A further line may be quoted text, unless the short cite has its own line.
    let is_alone = after.is_some_and(|after| after.starts_with(['\n', '\r']));
    let end = if is_alone { cite.span.end } else { cite.span.start + line.len() };
    let accessed = cite.accessed.as_ref().map(|date| date.span).filter(|span| span.start < end);
    let is_here = |field: &&Option<Spanned<String>>| field.as_ref().is_some_and(|field| field.span.start < end);
    let findable = [&cite.title, &cite.url, &cite.doi].iter().filter(|field| is_here(field)).count();
    let findable = findable + usize::from(accessed.is_some());
    let others = [&cite.container, &cite.volume, &cite.pages, &cite.initials];
    let others = others.iter().filter(|field| is_here(field)).count();
    let posts = cite.qualifications.iter().any(|post| post.span.start < end);
    let fields = findable + others + usize::from(posts);
    if let Some(after) = after {
        return if is_alone || after.starts_with(['(', '[']) {
            fields > 0 && (is_first || findable > 0)
        } else {
            is_first && fields > 1 && findable > 0 && !is_prose(line)
        };
    }
    // A dateline has an author and a date as well, and so has a sentence in which somebody is quoted.
    is_first
        && cite.issued.is_some()
        && cite.authors.first().is_some_and(|author| author.span.start == opens)
        && !is_prose(line)
        && fields > 1
        && findable > 0
}

/// Whether a line is more likely a sentence: it is long, small words outweigh the others, and it ends as sentences do.
fn is_prose(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let small = line.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    let ends = line.trim_end_matches(['”', '"', '’', ')', ']']).ends_with(['.', '!', '?']);
    !line.contains("://") && (ends || words > 40) && 2 * small > words
}

/// Whether a further line of `cite` can be nothing but a part of it: a link, an access date, the rest of a bracket that
/// the lines above opened, all of it in brackets, or the author’s name again with date or link. A title may just as
/// well be a heading of the article.
fn is_cite_by_itself(cite: &Cite, line: Span, text: &str) -> bool {
    let words = line.of(text);
    if words.len() > LONGEST_LINE || words.starts_with(['“', '"', '„', '«', '‘', '”']) {
        return false;
    }
    let within = |span: Span| line.start <= span.start && span.end <= line.end;
    let link = [&cite.url, &cite.doi].into_iter().flatten().map(|link| link.span).find(|span| span.overlaps(line));
    let dates = [&cite.issued, &cite.accessed].into_iter().flatten().map(|date| date.span);
    let is_dated = dates.clone().any(within);
    if link.is_some_and(|link| link.start <= line.start || is_link_first(words)) {
        // What follows a link is short: the access date, or the cutter’s name.
        let link_end = words.find(char::is_whitespace).unwrap_or(words.len());
        return words[link_end..].split_whitespace().count() <= 8;
    }
    let lower = words.to_lowercase();
    if ["accessed", "date accessed", "date of access", "doa", "retrieved"].iter().any(|label| lower.starts_with(label))
    {
        return is_dated && words.split_whitespace().count() <= 10;
    }
    let ends_bracket = words.trim_end_matches(['.', ',', ' ']).ends_with([')', ']']);
    let before = Span::new(cite.span.start, line.start).of(text);
    if words.starts_with(['(', '[']) {
        return ends_bracket
            && (link.is_some() || (is_dated && words.contains(',') && words.contains(['“', '"', '‘'])));
    }
    let is_wrapped =
        open_brackets(before) > 0 && open_brackets(before) + open_brackets(words) == 0 && !is_blank_line_at_end(before);
    if is_wrapped && ends_bracket {
        return is_dated || link.is_some();
    }
    let named = cite.short.iter().flat_map(|short| &short.names).any(|name| words.contains(name.value.as_str()));
    let opens = cite.authors.iter().any(|author| author.span.start == line.start);
    opens && named && (is_dated || link.is_some()) && !is_prose(words)
}

fn is_link_first(words: &str) -> bool {
    ["http://", "https://", "www.", "doi:", "DOI:", "10."].iter().any(|start| words.starts_with(start))
}

/// How many brackets `text` opens and does not close; below zero, closes and does not open.
fn open_brackets(text: &str) -> i32 {
    text.chars().fold(0, |open, character| match character {
        '(' | '[' => open + 1,
        ')' | ']' => open - 1,
        _ => open,
    })
}

/// Whether `text` ends with a blank line.
fn is_blank_line_at_end(text: &str) -> bool {
    let ends = &text[text.trim_end().len()..];
    ends.replace("\r\n", "\n").matches(['\n', '\r']).count() > 1
}
