//! What the cutter added to a cite: initials and notes on how the text was edited.
//!
//! Initials stand at the cite's end, where nothing else can: after `//`, after the closing bracket, in
//! brackets of their own, or as a bare last word in capitals.

use super::access_word::is_access_word;
use super::link::Link;
use super::quotation::Quotation;
use super::word::{Letters, Word};
use crate::evidence::gazetteer::{self, Traits};
use crate::text::Span;

/// The initials or the name of the cutter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Initials {
    /// With the slashes or brackets that set them off.
    pub(crate) span: Span,
    /// The letters.
    pub(crate) letters: Span,
}

/// Finds the cutter's mark at the end of `text`.
pub(crate) fn initials(text: &str, words: &[Word], links: &[Link], quotations: &[Quotation]) -> Option<Initials> {
    let end = before_note(text, words);
    after_slashes(text, end, links)
        .or_else(|| in_own_brackets(text, words, end))
        .or_else(|| after_bracket(text, end))
        .or_else(|| last_word(text, end, words, links, quotations))
}

/// Where the cite ends, but for a note on editing after its star: `… PeteZ *Brackets for gendered language`.
fn before_note(text: &str, words: &[Word]) -> usize {
    let end = text.trim_end().len();
    let Some(star) = text[..end].rfind('*').filter(|star| end - star < 120) else { return end };
    if text[star..end].contains([')', ']', '/']) {
        return end;
    }
    let first = words.partition_point(|word| word.span.start < star);
    match words.get(first) {
        Some(word) if text[star + 1..word.span.start].trim().is_empty() && is_note(text, words, first) => {
            text[..star].trim_end_matches(['*', ' ']).len()
        }
        _ => end,
    }
}

/// `//XX`, `// name`, `/// AB`
fn after_slashes(text: &str, end: usize, links: &[Link]) -> Option<Initials> {
    let slashes = text[..end].rfind("//").or_else(|| text[..end].rfind("||"))?;
    if links.iter().any(|link| link.span.start < slashes && slashes < link.span.end) {
        return None;
    }
    let start = text[..slashes].trim_end_matches(['/', '|']).len();
    let letters = trimmed(text, Span::new(slashes + 2, end));
    let name = letters.of(text);
    let fits = name.len() <= 30 && name.split_whitespace().count() <= 4 && !name.contains([',', ';', ':', '"', '“']);
    (fits && !name.is_empty() && name.bytes().filter(u8::is_ascii_digit).count() <= 2)
        .then(|| Initials { span: Span::new(start, end), letters })
}

/// `[Club]`, `{AB}`, at the very end and after a full cite.
fn in_own_brackets(text: &str, words: &[Word], end: usize) -> Option<Initials> {
    let close = text[..end].chars().next_back().filter(|c| matches!(c, ']' | '}' | '>'))?;
    let open = match close {
        ']' => '[',
        '}' => '{',
        _ => '<',
    };
    let start = text[..end].rfind(open)?;
    let letters = trimmed(text, Span::new(start + 1, end - 1));
    let name = letters.of(text);
    let before = text[..start].trim_end();
    let note = is_note(text, words, words.partition_point(|word| word.span.start < start));
    let known = name
        .split_whitespace()
        .any(|word| gazetteer::traits(word).intersects(Traits::POST | Traits::DEGREE | Traits::VERB));
    let fits = !name.is_empty()
        && name.len() <= 20
        && name.split_whitespace().count() <= 2
        && name.chars().all(|c| c.is_alphabetic() || " -'’.".contains(c));
    (fits && !known && !note && before.len() > 30 && before.contains(|c: char| c.is_ascii_digit()))
        .then(|| Initials { span: Span::new(start, end), letters })
}

/// `)ET`, `] abcd`, `) // AB`
fn after_bracket(text: &str, end: usize) -> Option<Initials> {
    let close = text[..end].rfind([')', ']'])?;
    let letters = trimmed(text, Span::new(close + 1, end));
    let name = letters.of(text);
    let words = name.split_whitespace().count();
    if name.is_empty()
        || name.len() > 20
        || words > 2
        || !name.chars().all(|c| c.is_alphabetic() || " -/&+".contains(c))
    {
        return None;
    }
    // The bracket holds the full cite, and no single number or acronym.
    let open = text[..close].rfind(['(', '['])?;
    let holds_cite = close - open > 30 || text[open..close].contains(|c: char| c.is_ascii_digit());
    let sign = name.chars().all(|c| !c.is_lowercase()) && name.len() <= 5;
    let handle = words == 1 && !name.starts_with(char::is_uppercase) && name.len() <= 12;
    let person = words == 1 && text[close..].trim_end().len() <= 14 && close - open > 60;
    (holds_cite && gazetteer::publication(name).is_none() && (sign || handle || person))
        .then(|| Initials { span: Span::new(close + 1, end), letters })
}

/// `. RP`, `, SB)`, `https://… PeteZ`: a bare word in capitals, or a handle after a link.
fn last_word(text: &str, end: usize, words: &[Word], links: &[Link], quotations: &[Quotation]) -> Option<Initials> {
    let inside = text[..end].trim_end_matches([')', ']', '.', ' ']).len();
    let word = words.iter().rev().take(2).find(|word| word.span.end <= inside)?;
    if word.span.end != inside || word.span.start == 0 {
        return None;
    }
    let name = word.span.of(text);
    let before = text[..word.span.start].trim_end().trim_end_matches(['-', '–', '—', '~', '#', '/', '*']).trim_end();
    let set_off = before.ends_with([',', '.', ';', ']', ')', '…', '?', '|', '\n'])
        || text[before.len()..word.span.start].contains(['-', '–', '—', '~', '#', '/']);
    let after_link = links
        .iter()
        .any(|link| link.span.end == before.trim_end_matches([',', '.', ';']).len() && !link.value.is_empty())
        || before.ends_with('…');
    let after_quote = quotations.iter().any(|quotation| quotation.outer.end == before.len());
    let after_number = before.ends_with(|c: char| c.is_ascii_digit());
    let known = gazetteer::publication(name).is_some()
        || gazetteer::is_database(name)
        || word.has(Traits::DEGREE | Traits::POST | Traits::PLACE | Traits::SUFFIX);
    // `p. A4` is a page.
    let known = known || name.trim_start_matches(char::is_alphabetic).len() + 1 == name.len() && name.len() > 1;
    let capitals = word.letters == Letters::Capitals && (2..=4).contains(&name.len());
    let handle = (after_link || after_access(text, words, word.span.start))
        && word.letters != Letters::Number
        && name.len() <= 12
        && !word.has(Traits::PUBLICATION | Traits::ORGANIZATION | Traits::FUNCTION_WORD);
    let full = before.contains(|c: char| c.is_ascii_digit()) || before.split_whitespace().count() > 5;
    let fits = !known && !after_quote && full && ((capitals && (set_off || after_link || after_number)) || handle);
    // `MB PZ`: two cutters.
    let pair = words[..words.partition_point(|other| other.span.start < word.span.start)].last().filter(|other| {
        let short = |word: &Word| word.letters == Letters::Capitals && word.span.len() == 2;
        short(other) && short(word) && &text[other.span.end..word.span.start] == " "
    });
    let after = |other: &Word| {
        text[..other.span.start].trim_end().ends_with(|c: char| c.is_ascii_digit() || ",.;)]".contains(c))
    };
    if let Some(first) = pair.filter(|other| after(other) && full && !known) {
        let letters = first.span.join(word.span);
        return Some(Initials { span: letters, letters });
    }
    let tail = text[inside..end].trim_start_matches('.');
    // The closing bracket belongs to the cite.
    fits.then(|| Initials {
        span: Span::new(word.span.start, if tail.is_empty() { end } else { inside }),
        letters: word.span,
    })
}

/// Whether the word at `at` stands at once after an access date in numbers: `DOA: 4/12/26, Rslish`.
fn after_access(text: &str, words: &[Word], at: usize) -> bool {
    let before = words.partition_point(|word| word.span.start < at);
    let mut dates = words[..before].iter().rev().skip_while(|word| word.letters == Letters::Number);
    let is_date = words[..before].last().is_some_and(|word| word.letters == Letters::Number);
    let near = |word: &Word| at - word.span.end <= 24;
    is_date && dates.next().is_some_and(|word| near(word) && is_access_word(word.span.of(text)))
}

/// `span` without spaces and signs at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let sign = |c: char| c.is_whitespace() || "/\\|-–—.,:;*~#()[]{}<>=".contains(c);
    let start = span.start + part.len() - part.trim_start_matches(sign).len();
    Span::new(start, start + part.trim_matches(sign).len())
}

/// The ways in which a note on editing begins: a word, and words of which one follows it (none: any).
const NOTES: [(&str, &[&str]); 17] = [
    ("edited", &["for", "to", "out"]),
    ("edits", &["for", "made", "in", "to"]),
    ("brackets", &["for", "in", "added", "original", "to", "are", "mine", "ours", "around"]),
    ("bracketed", &["for", "to", "in", "words", "text", "out"]),
    ("bracketing", &["for", "to", "in"]),
    ("modified", &["for", "to", "from", "gender", "gendered", "language"]),
    ("gender", &["modified", "edited", "neutral", "paraphrased", "language", "mod"]),
    ("gendered", &["language", "pronouns", "terms"]),
    ("gender-modified", &[]),
    ("ableist", &["language", "rhetoric", "terms", "slur", "metaphor"]),
    ("ableism", &["edited", "modified"]),
    ("language", &["modified", "edited", "changed", "altered"]),
    ("emphasis", &["added", "in", "mine", "ours", "original"]),
    ("italics", &["added", "in", "mine", "original"]),
    ("footnotes", &["omitted", "removed", "excluded"]),
    ("recut", &["by", "from"]),
    ("ellipses", &["in", "original"]),
];

/// No note begins with a word of fewer bytes.
const SHORTEST_HEAD: usize = 5;
const _: () = {
    let mut note = 0;
    while note < NOTES.len() {
        assert!(NOTES[note].0.len() >= SHORTEST_HEAD);
        note += 1;
    }
};

/// Notes on how the evidence was edited, each to the end of its bracket, its line, or `//`.
pub(crate) fn notes(text: &str, words: &[Word], taken: &[Span]) -> Vec<Span> {
    let mut notes: Vec<Span> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !is_note(text, words, at) {
            continue;
        }
        let before = text[..word.span.start].trim_end_matches([' ', '*']);
        let set_off = before.is_empty()
            || before.ends_with([',', '.', ';', ':', '(', '[', '{', '/', '|', '-', '–', '—', ')', ']', '\n', '“', '"'])
            || text[..word.span.start].ends_with('*');
        let free =
            !taken.iter().chain(&notes).any(|taken| taken.start <= word.span.start && word.span.start < taken.end);
        if set_off && free {
            notes.push(note_span(text, word.span.start, taken));
        }
    }
    notes
}

/// Whether word `at` and the one after it begin a note.
fn is_note(text: &str, words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let begins = word.span.of(text);
    if begins.len() < SHORTEST_HEAD {
        return false;
    }
    let next = words.get(at + 1).map_or("", |next| next.span.of(text));
    let heads = NOTES.iter().find(|(head, _)| begins.eq_ignore_ascii_case(head));
    heads.is_some_and(|(_, follow)| follow.is_empty() || follow.iter().any(|follow| next.eq_ignore_ascii_case(follow)))
}

fn note_span(text: &str, at: usize, taken: &[Span]) -> Span {
    let next_taken = taken.iter().map(|taken| taken.start).find(|&start| start > at).unwrap_or(text.len());
    let rest = &text[at..next_taken];
    let stop = rest.find([')', ']', '}', '\n', ';', '*', '|']).unwrap_or(rest.len());
    let stop = rest[..stop].find("//").unwrap_or(stop);
    Span::new(at, at + rest[..stop].trim_end_matches([' ', '.', ',', '-', '–', '/']).len())
}
