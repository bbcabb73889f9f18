//! Links that lead nowhere.

use super::{CardView, Check, Edit, Finding, Rule, Severity, line_end};
use crate::evidence::cite::Cite;
use crate::text::{Span, Spanned};

pub(super) static RULE: Rule = Rule {
    id: "url-malformed",
    severity: Severity::Warning,
    on: true,
    what: "Finds links that were damaged: a blank inside, a lost `%` (`congresse28099s`), an end that was cut off, a slip in \
           `https://`, a bracket glued on. A bare `www.` is only a hint.",
    why: "NSDA 7.1.C wants the full URL, and NCFCA the URL: a link that does not open is none.",
    example: "Sanctions fail\n\n\
              Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” 9-2-21, https://www.example.org/2021/09/kremlin-shrugs-at-sanctions-\
              official-s ays-2021-09-02/)\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbours.",
    fix: "Open the source and copy its address.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        match &cite.url {
            Some(url) => found.extend(damage(url, view.text)),
            None => found.extend(no_scheme(cite, view.text)),
        }
    }
}

fn damage(url: &Spanned<String>, text: &str) -> Option<Finding> {
    let typed = url.span.of(text);
    // A line end inside a link is the rule cite-multiline’s.
    if typed.contains(char::is_whitespace) && !line_end::is_in(url.span, text) {
        let message = "A blank cuts this link in two: take it out.";
        return Some(
            Finding::new(RULE.id, url.span, message)
                .mended_by("Take the blank out", vec![Edit::replace(url.span, url.value.as_str())]),
        );
    }
    if let Some(at) = typed.find('…').or_else(|| typed.ends_with("...").then(|| typed.len() - 3)) {
        let span = Span::new(url.span.start + at, url.span.end);
        return Some(Finding::new(RULE.id, span, "This link is cut short: copy the whole address."));
    }
    if let Some(at) = lost_percent(typed) {
        let span = Span::new(at, at + ESCAPE_LENGTH).shift(url.span.start);
        let bytes = span.of(text);
        let mended = format!("%{}%{}%{}", &bytes[..2], &bytes[2..4], &bytes[4..]);
        let message = "The % signs of this link were lost: try it, or copy the address again.";
        return Some(
            Finding::new(RULE.id, span, message)
                .perhaps_mended_by("Write the % signs", vec![Edit::replace(span, mended)]),
        );
    }
    if let Some(at) = glued_bracket(typed) {
        let span = Span::new(at, typed.len()).shift(url.span.start);
        let message = "This bracket is no part of the link: put a blank before it.";
        return Some(
            Finding::new(RULE.id, span, message)
                .perhaps_mended_by("Put a blank before it", vec![Edit::insert(span.start, " ")]),
        );
    }
    if typed.starts_with("www.") {
        let mut finding =
            Finding::new(RULE.id, Span::new(url.span.start, url.span.start + 4), "This link lacks its https://.");
        finding.severity = Some(Severity::Hint);
        return Some(finding.perhaps_mended_by("Write https://", vec![Edit::insert(url.span.start, "https://")]));
    }
    None
}

/// `e28099`: the bytes of ’ as a link writes them, without the signs before each.
const ESCAPE_LENGTH: usize = 6;

/// Where the bytes of a quotation mark, an apostrophe or a dash stand without their `%`.
fn lost_percent(url: &str) -> Option<usize> {
    let escapes = ["e28098", "e28099", "e2809c", "e2809d", "e28093", "e28094"];
    let lower = url.to_ascii_lowercase();
    escapes.iter().filter_map(|escape| lower.find(escape)).min().filter(|&at| !url[..at].ends_with('%'))
}

/// A closing bracket that the link does not open, with something behind it.
fn glued_bracket(url: &str) -> Option<usize> {
    let mut open = 0_u32;
    url.char_indices().find_map(|(at, sign)| match sign {
        '(' | '[' => {
            open += 1;
            None
        }
        ')' | ']' if open == 0 => Some(at),
        ')' | ']' => {
            open -= 1;
            None
        }
        _ => None,
    })
}

/// `https//www.`, `http:/www.`: not even recognised as a link.
fn no_scheme(cite: &Cite, text: &str) -> Option<Finding> {
    let inside = cite.span.of(text);
    let slips =
        ["https:/", "http:/", "https//", "http//", "https:\\\\", "http:\\\\", "htttps://", "htttp://", "htps://"];
    let (at, slip) = slips.iter().filter_map(|slip| Some((inside.find(slip)?, *slip))).min_by_key(|(at, _)| *at)?;
    let rest = inside[at + slip.len()..].trim_start_matches(['/', '\\']);
    if !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let span = Span::new(at, inside.len() - rest.len()).shift(cite.span.start);
    let message = "This is meant to be https://: correct it, or nobody can follow the link.";
    Some(Finding::new(RULE.id, span, message).mended_by("Write https://", vec![Edit::replace(span, "https://")]))
}
