//! Brackets and quotation marks without their match.

use crate::evidence::cite::Cite;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-unbalanced",
    summary: "A bracket or quotation mark in a cite without its match",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for a bracket or a double quotation mark in a cite that is never closed, or never opened.",
    why: "Neither a reader nor a program can then see where the title or the qualifications end.",
    example: "Sanctions fail\n\n\
              Caplan 19 [Bryan Caplan, professor of economics at George Mason, “The case against,” 3-2-2019, \
              https://www.example.org/caplan\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Add the missing one.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let body = view.card.body.as_ref().map_or(usize::MAX, |body| body.span.start);
    let last_above = view.card.cites.iter().rposition(|cite| cite.span.start < body);
    for (number, cite) in view.card.cites.iter().enumerate() {
        let Some((at, fault)) = lone(cite, view.text) else { continue };
        let message = match fault {
            Fault::LoneQuote => "This quotation mark has no match. Add the other one.",
            Fault::NotOpened => "This bracket is never opened. Add the other one, or remove it.",
            Fault::NotClosed if Some(number) == last_above && is_closed_in_body(view, at) => continue,
            Fault::NotClosed => "This bracket is never closed. Close it.",
        };
        let length = view.text[at..].chars().next().map_or(1, char::len_utf8);
        found.push(Finding::new(RULE.id, Span::new(at, at + length), message));
    }
}

#[derive(Clone, Copy)]
enum Fault {
    LoneQuote,
    NotOpened,
    NotClosed,
}

/// The first bracket or quotation mark without its match. Each kind is counted by itself. Quotation marks are only
/// counted in pairs, because debaters’ titles have them in any direction.
fn lone(cite: &Cite, text: &str) -> Option<(usize, Fault)> {
    let links = [cite.url.as_ref(), cite.doi.as_ref()];
    let in_link = |at: usize| links.into_iter().flatten().any(|link| link.span.start <= at && at < link.span.end);
    let (mut round, mut square, mut quotes) = (Vec::new(), Vec::new(), Vec::new());
    let mut not_opened = None;
    let (mut last, mut last_but_one) = (' ', ' ');
    let mut characters = cite.span.of(text).char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let at = at + cite.span.start;
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        let in_list = last.is_alphanumeric() && !last_but_one.is_alphanumeric() && round.is_empty();
        match character {
            '(' | '[' | ')' | ']' | '"' | '“' | '”' | '„' | '‟' | '«' | '»' if in_link(at) => {}
            // A slip of the finger for `(`, and closed like one.
            '(' | '{' => round.push(at),
            '[' => square.push(at),
            // `a)`, `1)`: the number of a list’s member
            ')' if in_list => {}
            // `America‟s`: an apostrophe
            '‟' if last.is_alphanumeric() && next.is_alphanumeric() => {}
            // Two single marks for a double one
            '’' if next == '’' && !quotes.is_empty() => {
                quotes.pop();
                characters.next();
            }
            ')' | '}' | ']' => {
                let open = if character == ']' { &mut square } else { &mut round };
                if open.pop().is_none() {
                    not_opened.get_or_insert(at);
                }
            }
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' => {
                let closes = quotes.pop().is_some();
                if !closes {
                    quotes.push(at);
                }
            }
            _ => {}
        }
        (last_but_one, last) = (last, character);
    }
    let not_closed = round.first().or(square.first()).map(|&at| (at, Fault::NotClosed));
    let lone_quote = quotes.first().map(|&at| (at, Fault::LoneQuote));
    not_closed.or(lone_quote).or(not_opened.map(|at| (at, Fault::NotOpened)))
}

/// Whether the bracket at `at` is closed in the first line of the quoted text: then the cite runs on there.
fn is_closed_in_body(view: &CardView<'_>, at: usize) -> bool {
    let (open, close) = if view.text.as_bytes()[at] == b'(' { ('(', ')') } else { ('[', ']') };
    let first = view.card.body.as_ref().and_then(|body| body.paragraphs.first());
    let next =
        first.and_then(|first| first.of(view.text).chars().find(|character| *character == open || *character == close));
    next == Some(close)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found_in_cite;

    #[test]
    fn never_closed_never_opened_and_alone() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Caplan 19 [Bryan Caplan, professor of economics, “The case against,” 3-2-2019, https://www.example.org/caplan"), @r"
        Caplan 19 [Bryan Caplan, professor of economics, “The case against,” 3-2-2019, https://www…
                  ^ warning: This bracket is never closed. Close it.
        ");
        insta::assert_snapshot!(found_in_cite(RULE.id, "COMMITTEE ON FOREIGN RELATIONS, February 2008, “CHAIN REACTION” https://www.example.org/chain.pdf DOA 2/19/19)"), @r"
        …S, February 2008, “CHAIN REACTION” https://www.example.org/chain.pdf DOA 2/19/19)
                                                                                         ^ warning: This bracket is never opened. Add the other one, or remove it.
        ");
        insta::assert_snapshot!(found_in_cite(RULE.id, "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions, 9-2-21)"), @r"
        Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions, 9-2-21)
                                        ^ warning: This quotation mark has no match. Add the other one.
        ");
    }

    #[test]
    fn quotation_marks_in_any_direction_lists_links_and_second_lines() {
        for cite in [
            "Sorensen 06 (Roy Sorensen, Professor, \"Epistemic Paradoxes.” Stanford Encyclopedia of Philosophy, 21 June 2006)",
            "Choi 21 (Joseph Choi, “Kremlin: ‘no comment’ on “red lines”,” The Hill, 9-2-21)",
            "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” 9-2-21, https://en.example.org/wiki/Hill_(paper))",
            "Choi 21\n(Joseph Choi, The Hill, “Kremlin shrugs at sanctions,”\n9-2-21)",
            "Choi 21, “Three reasons: 1) trade, 2) banks,” The Hill, 9-2-21",
            "Caplan 19 {Bryan Caplan, professor of economics, “The case against,” 3-2-2019)",
            "Caplan 19 (Bryan Caplan, professor of economics, “The case against,’’ 3-2-2019)",
            "Caplan 19 (Bryan Caplan, professor of economics, “America‟s case,” 3-2-2019)",
            "**Caplan 19** \\[Bryan Caplan, professor of economics, “The case against,” 3-2-2019\\]",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
