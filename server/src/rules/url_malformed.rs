//! Damaged links.

use crate::evidence::cite::Cite;
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, line_end};
use crate::text::{Span, Spanned};

pub(crate) static RULE: Rule = Rule {
    id: "url-malformed",
    summary: "A damaged link",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for damaged links: a space inside, a missing `%` (`congresse28099s`), an end that was cut off, a \
           typo in `https://`, two links with no space between, a bracket with no space before it. A link that begins with `www.` is only a hint.",
    why: "NSDA 7.1.C wants the full URL, and NCFCA the URL: a link that does not open is useless.",
    example: "Sanctions fail\n\n\
              Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” 9-2-21, https://www.example.org/2021/09/kremlin-shrugs-at-sanctions-\
              official-s ays-2021-09-02/)\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Open the source and copy its address.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        let slip = scheme_slip(cite, view.text);
        let cut = || cut_short(cite, view.text);
        found.extend(slip.or_else(cut).or_else(|| damage(cite.url.as_ref()?, view.text)));
    }
}

fn damage(url: &Spanned<String>, text: &str) -> Option<Finding> {
    let typed = url.span.of(text);
    // The rule cite-multiline reports a line end inside a link.
    if typed.contains(char::is_whitespace) && !line_end::is_in(url.span, text) {
        let message = "This link has a space in it. Remove the space.";
        return Some(
            Finding::new(RULE.id, url.span, message)
                .with_unsafe_fix("Remove the space", vec![Edit::replace(url.span, url.value.as_str())]),
        );
    }
    if let Some(at) = second_link(typed) {
        let message = "Two links run together here. Remove one, or put a space between them.";
        return Some(Finding::new(RULE.id, Span::new(at, typed.len()).shift(url.span.start), message));
    }
    if let Some(at) = lost_percent(typed) {
        let span = Span::new(at, at + ESCAPE_LENGTH).shift(url.span.start);
        let bytes = span.of(text);
        let fixed = format!("%{}%{}%{}", &bytes[..2], &bytes[2..4], &bytes[4..]);
        let message = "This link has lost its % signs. Try it, or copy the address again.";
        return Some(
            Finding::new(RULE.id, span, message).with_unsafe_fix("Write the % signs", vec![Edit::replace(span, fixed)]),
        );
    }
    if let Some(at) = glued_bracket(typed) {
        let span = Span::new(at, typed.len()).shift(url.span.start);
        let message = "This bracket is not part of the link. Put a space before it.";
        return Some(
            Finding::new(RULE.id, span, message)
                .with_unsafe_fix("Put a space before it", vec![Edit::insert(span.start, " ")]),
        );
    }
    if typed.starts_with("www.") {
        let mut finding =
            Finding::new(RULE.id, Span::new(url.span.start, url.span.start + 4), "This link has no https://. Add it.");
        finding.severity = Some(Severity::Hint);
        return Some(finding.with_unsafe_fix("Write https://", vec![Edit::insert(url.span.start, "https://")]));
    }
    None
}

/// `https://www.example.org/2021/…`
fn cut_short(cite: &Cite, text: &str) -> Option<Finding> {
    let mut at = cite.span.start;
    cite.span.of(text).split_inclusive(char::is_whitespace).find_map(|word| {
        let start = at;
        at += word.len();
        let link = word.trim_end().trim_end_matches([')', ']', ',', ';', '”', '"', '\\']);
        let whole = link.strip_suffix('…').or_else(|| link.strip_suffix("..."))?;
        whole.contains("://").then(|| {
            let span = Span::new(start + whole.len(), start + link.len());
            Finding::new(RULE.id, span, "This link is incomplete. Copy the whole address.")
        })
    })
}

/// Where a second link begins right after the first. An archive has the address of what it keeps after a slash, and a
/// proxy or tracker after `=`.
fn second_link(url: &str) -> Option<usize> {
    let at = url.match_indices("http").map(|(at, _)| at).find(|&at| {
        let rest = &url[at + 4..];
        at > 0 && (rest.starts_with("://") || rest.starts_with("s://"))
    })?;
    let (first, second) = url.split_at(at);
    (first == second || !first.ends_with(['/', '=', '?', '&', ':', '#'])).then_some(at)
}

/// The length of `e28099`: the percent-encoded bytes of ’, without their `%`.
const ESCAPE_LENGTH: usize = 6;

/// Where the bytes of a quotation mark, an apostrophe or a dash are without their `%`.
fn lost_percent(url: &str) -> Option<usize> {
    let escapes = ["e28098", "e28099", "e2809c", "e2809d", "e28093", "e28094"];
    let lower = url.to_ascii_lowercase();
    escapes.iter().filter_map(|escape| lower.find(escape)).min().filter(|&at| !url[..at].ends_with('%'))
}

/// Where the link has a closing bracket that it does not open.
fn glued_bracket(url: &str) -> Option<usize> {
    let mut open = 0_u32;
    url.char_indices().find_map(|(at, character)| match character {
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

/// The most letters before the `tp` of a misspelled `http`.
const LONGEST_SCHEME: usize = 6;

/// `https//`, `http:/`, `ttps://`: such a link may not even be recognized.
fn scheme_slip(cite: &Cite, text: &str) -> Option<Finding> {
    let inside = cite.span.of(text);
    let slips = memchr::memmem::find_iter(inside.as_bytes(), "tp").filter_map(|at| {
        let letters = inside.as_bytes()[..at].iter().rev().take(LONGEST_SCHEME);
        let word = letters.take_while(|letter| letter.is_ascii_alphabetic()).count();
        let start = at - word;
        let after = inside[at + 2..].strip_prefix('s').unwrap_or(&inside[at + 2..]);
        let rest = after.trim_start_matches([':', ';', '/', '\\']);
        let separators = &after[..after.len() - rest.len()];
        let scheme = &inside[start..inside.len() - after.len()];
        let good = ["http", "https", "ftp"].iter().any(|good| scheme.to_ascii_lowercase().ends_with(good));
        let slip = separators.contains(['/', '\\'])
            && !(good && separators == "://")
            && rest.starts_with(char::is_alphanumeric);
        // `ftp/` and `tp/` may be words; a misspelled `http` begins with its h, or has its colon.
        let meant = scheme.starts_with(['h', 'H']) || separators.contains("://");
        (slip && meant).then(|| Span::new(start, inside.len() - rest.len()))
    });
    let span = slips.into_iter().next()?.shift(cite.span.start);
    // `http` stays `http`, as it was typed.
    let scheme = if span.of(text).to_ascii_lowercase().contains("ps") { "https://" } else { "http://" };
    let message = format!("This is a misspelled {scheme}. Correct it.");
    Some(Finding::new(RULE.id, span, message).with_fix(format!("Write {scheme}"), vec![Edit::replace(span, scheme)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{fixed_cite, found_in_cite};

    fn linked(url: &str) -> String {
        format!("Choi 21 (Joseph Choi, reporter, “Kremlin shrugs at sanctions,” The Hill, 9-2-21, {url})")
    }

    #[test]
    fn damage() {
        for url in [
            "https://www.example.org/2021/09/kremlin-shrugs-at-sanctions-official-s ays-2021-09-02/",
            "https://www.example.org/presidente28099s-war-powers",
            "https://www.example.org/2021/09/krem…",
            "https//www.example.org/2021/09/kremlin",
            "www.example.org/2021/09/kremlin",
            "https://www.example.org/kremlinhttps://www.example.org/kremlin",
            "https://www.example.org/kremlin/https://www.example.org/kremlin/",
        ] {
            assert_ne!(found_in_cite(RULE.id, &linked(url)), "", "{url}");
        }
        insta::assert_snapshot!(found_in_cite(RULE.id, &linked("https://www.example.org/2021/09/kremlin-shrugs-at-sanctions-official-s ays-2021-09-02/")), @r"
        …hoi 21 (Joseph Choi, reporter, “Kremlin shrugs at sanctions,” The Hill, 9-2-21, https://www.example.org/2021/09/kremlin-shrugs-at-sanctions-official-s ays-2021-…
                                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This link has a space in it. Remove the space.
                                                                                         fix?: Remove the space
        ");
        insta::assert_snapshot!(found_in_cite(RULE.id, &linked("https://www.example.org/presidente28099s-war-powers")), @r"
        …remlin shrugs at sanctions,” The Hill, 9-2-21, https://www.example.org/presidente28099s-war-powers)
                                                                                         ^^^^^^ warning: This link has lost its % signs. Try it, or copy the address again.
                                                                                         fix?: Write the % signs
        ");
        insta::assert_snapshot!(found_in_cite(RULE.id, &linked("https://www.example.org/2021/09/krem…")), @r"
        …lin shrugs at sanctions,” The Hill, 9-2-21, https://www.example.org/2021/09/krem…)
                                                                                         ^ warning: This link is incomplete. Copy the whole address.
        ");
        insta::assert_snapshot!(found_in_cite(RULE.id, &linked("www.example.org/2021/09/kremlin")), @r"
        …hoi 21 (Joseph Choi, reporter, “Kremlin shrugs at sanctions,” The Hill, 9-2-21, www.example.org/2021/09/kremlin)
                                                                                         ^^^^ hint: This link has no https://. Add it.
                                                                                         fix?: Write https://
        ");
    }

    #[test]
    fn damage_is_fixed() {
        assert_eq!(fixed_cite(RULE.id, &linked("https//www.example.org/a")), linked("https://www.example.org/a"));
        assert_eq!(
            fixed_cite(RULE.id, &linked("https://www.example.org/presidente28099s")),
            linked("https://www.example.org/president%e2%80%99s")
        );
    }

    #[test]
    fn links_that_open() {
        for url in [
            "https://www.example.org/2021/09/kremlin-shrugs",
            "https://en.example.org/wiki/Hill_(paper)",
            "http://www.example.org/forum/index.php/topic,5407.msg11974.html~#msg11974",
            "https://www.example.org/president%e2%80%99s-war-powers",
            "https://doi.org/10.2307/1372554",
            "https://web.archive.org/web/20210902/https://www.example.org/kremlin",
        ] {
            assert_eq!(found_in_cite(RULE.id, &linked(url)), "", "{url}");
        }
    }
}
