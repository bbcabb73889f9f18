//! A cite and the evidence on one line: where the evidence begins.

use super::signs::{REACH, TRIES, contains_word, proofs, short_end};
use crate::evidence::cite::lex::link::{LinkKind, links};
use crate::evidence::cite::lex::word::{Letters, words};
use crate::evidence::date::dates_in;
use crate::evidence::gazetteer::{Traits, fold};
use crate::text::Span;

/// Where on a cite's line the quoted body begins, in bytes of `text`: `Ryall and Abbruzzese 2016; An attacker …`,
/// `West’s 08 (West’s encyclopedia …)A right is …`.
///
/// After a short cite and the bracket of its full cite, a semicolon, or the bracket that ends a full cite, prose must
/// follow: a row of sentences, mostly in small letters, without link, access date or quoted title.
pub(super) fn body_in_cite(text: &str, line: Span) -> Option<usize> {
    let line = line.trim(text);
    let part = line.of(text);
    // Most cites end with their bracket, a link or initials: then there is no room for evidence.
    let bracket = part.find([')', ']']).is_some_and(|close| part.len() - close > 50);
    if !bracket && !part.as_bytes()[..part.len().min(160)].contains(&b';') {
        return None;
    }
    let head = &part[..part.floor_char_boundary(160)];
    let year_end = short_end(head)?;
    // `Gros 19 - (Stéphane Gros, …)`
    let after = part[year_end..].trim_start_matches([' ', '*', '\\', '_', '-', '–', '—']);
    let at = part.len() - after.len();
    let body = match after.as_bytes().first()? {
        b'(' | b'[' => {
            let close = matching(part, at)?;
            let rest = part[close + 1..].trim_start();
            (close - at > 20 && is_prose(rest)).then_some(part.len() - rest.len())
        }
        b';' => {
            let rest = after[1..].trim_start();
            let opens = words(&rest[..rest.floor_char_boundary(60)]);
            let article = opens.first().is_some_and(|word| word.has(Traits::FUNCTION_WORD))
                && opens.get(1).is_some_and(|word| word.letters == Letters::Small);
            let elided = article && rest.trim_end().ends_with('…') && proofs(rest) == 0;
            (elided || is_prose(rest)).then_some(part.len() - rest.len())
        }
        _ => None,
    };
    Some(line.start + body.or_else(|| body_after_full_cite(part, year_end))?)
}

/// Where prose begins after a bracket that ends a full cite: one with a title or a link, and something else that only
/// cites hold. A biography has brackets too, and goes on after them.
fn body_after_full_cite(part: &str, year_end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut tries = 0;
    for (at, byte) in part.bytes().enumerate().take(REACH).skip(year_end) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' if depth == 1 => {
                depth = 0;
                let rest = part.get(at + 1..)?.trim_start();
                tries += 1;
                if rest.len() < SURE_PROSE || tries > TRIES {
                    return None;
                }
                let cite = part.get(year_end..=at)?;
                if is_prose(rest) && !goes_on_with_field(cite, rest) && names_source(cite) && proofs(cite) >= 2 {
                    return Some(part.len() - rest.len());
                }
            }
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Bytes of prose that are no longer part of a cite.
const SURE_PROSE: usize = 150;

/// Whether a cite says what it cites: by a title in quotation marks, or a link.
fn names_source(cite: &str) -> bool {
    cite.contains(['“', '"']) || links(cite).iter().any(|link| link.kind == LinkKind::Url)
}

/// Whether `rest` goes on with a field that `cite`, which a bracket ends, has not: a quoted title or a date soon follows.
fn goes_on_with_field(cite: &str, rest: &str) -> bool {
    let start = &rest[..rest.floor_char_boundary(80)];
    let quoted = |part: &str| part.contains(['“', '"']);
    let dated = |part: &str| !dates_in(part, Span::new(0, part.len()), 30).is_empty();
    (quoted(start) && !quoted(cite)) || (dated(start) && !dated(cite))
}

/// The bracket that closes the one at `open`.
fn matching(part: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, b) in part.as_bytes().iter().enumerate().skip(open).take(REACH) {
        match b {
            b'(' | b'[' => depth += 1,
            b')' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether `rest` reads like quoted evidence and not like the rest of a cite.
fn is_prose(rest: &str) -> bool {
    let rest = rest.trim_end();
    let start = &rest[..rest.floor_char_boundary(600)];
    if rest.len() < 50 || !rest.starts_with(char::is_alphabetic) {
        return false;
    }
    let list = words(start);
    let small = list.iter().filter(|word| word.letters == Letters::Small).count();
    let ends = rest.ends_with(['.', '!', '?', '”', '"', '…', ')']) || rest.len() > 300;
    let first_line = &start[..start.floor_char_boundary(200)];
    let cites = links(first_line).iter().any(|link| link.kind == LinkKind::Url)
        || ["accessed", "doa", "retrieved"].iter().any(|word| contains_word(&fold(first_line), word))
        || list.iter().take(4).any(|word| word.has(Traits::POST | Traits::DEGREE));
    list.len() >= 9 && small * 2 > list.len() && ends && !cites
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_behind_the_cite_is_found() {
        let body = |text: &str| {
            body_in_cite(text, Span::new(0, text.len())).map(|at| text[at..].chars().take(12).collect::<String>())
        };
        assert_eq!(body("Ryall and Abbruzzese 2016; An attacker …").as_deref(), Some("An attacker "));
        assert_eq!(
            body("West’s 08 (West’s encyclopedia of American law)A right is a claim that the law will protect against everyone else in the state.").as_deref(),
            Some("A right is a")
        );
        let prose = "The board reported on Tuesday that fares had risen in each of the last six winters, and that fewer \
                     than half of the islanders could pay for a weekly crossing without giving something up.";
        for cite in [
            "Holm 19 – Greta Holm is a professor of law at Kiel. (“A Case against Fares,” Fall 2019, pg. 99-101)",
            "Greta Holm 19, Fellow at the Kiel Institute, “Slips”, Baltic Review, 5-9-2019, p. 8-10 [edited for length]",
            "Holm ‘9/17 [Greta; reporter; 9/17/20; “Slips”; https://x.org/a; accessed 9/17/20; TV]",
        ] {
            assert_eq!(body(&format!("{cite}{prose}")).as_deref(), Some("The board re"), "{cite}");
            assert_eq!(body(&format!("{cite} {prose}")).as_deref(), Some("The board re"), "{cite}");
        }
        let full = "Holm 19 - (Holm, Greta. A sociologist by training, Greta Holm is a specialist of slips. Slips: A Life, 2019)";
        assert_eq!(body(&format!("{full}{prose}")).as_deref(), Some("The board re"));
        // A biography goes on after its brackets.
        let biography = "Holm 6 – Greta Holm is an attorney. Before that she was counsel of the board (formerly the office) \
                         where she prosecuted cases for the islands, and she received a degree in history from the \
                         university of the valley (now closed) and taught there for eleven years until the flood.";
        assert_eq!(body(&format!("{biography} (“Slips,” 2006, pg. 301)")), None);
        assert_eq!(body("Maas 21 (Matthijs; April 2021; https://x.org/a) SAP"), None);
        assert_eq!(
            body("Smith 12 (John, Professor) “The Long Title of a Work,” Foreign Affairs, https://x.org/a/b"),
            None
        );
        assert_eq!(body("Waldman 15 - Susanne, PhD in Risk Communication at Carleton University."), None);
    }
}
