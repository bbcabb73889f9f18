//! Separators that separate nothing.

use crate::evidence::cite::Cite;
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, cite_marks, line_end};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-stray-separator",
    summary: "A bar between two fields, or a comma at the cite’s start or end",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for a bar between two fields of a cite, and for commas and semicolons at its start or end.",
    why: "It looks as if a field was cut off or pasted in a hurry, and programs that sort cites stumble over it.",
    example: "Multiple blows to relations\n\n\
              Igor Istomin |Associate Professor, September 1, 2021,\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Write a comma in place of the bar. Remove separators at the ends.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        for bar in cite_marks::places(cite, view.text, |byte| byte == b'|') {
            let before = cite_marks::blanks_before(view.text, cite.span.start, bar);
            let rest = &view.text[bar + 1..cite.span.end];
            let after = bar + 1 + (rest.len() - rest.trim_start().len());
            if !divides(cite, before, after) {
                continue;
            }
            let finding =
                Finding::new(RULE.id, Span::new(bar, bar + 1), "There is a bar between two fields. Write a comma.");
            // `… | AM`: so cutters sign.
            if cite.initials.as_ref().is_some_and(|initials| initials.span.start == after) {
                continue;
            }
            let at_an_end = before == cite.span.start || after == cite.span.end;
            let comma = if at_an_end { "" } else { ", " };
            let edits = vec![Edit::replace(Span::new(before, after), comma)];
            // `… | AM`: some cutters sign so.
            let is_signature = view.text[after..cite.span.end].split_whitespace().count() <= 2;
            found.push(if at_an_end || is_signature {
                finding.with_unsafe_fix("Write a comma", edits)
            } else {
                finding.with_fix("Write a comma", edits)
            });
        }
        let whole = cite.span.of(view.text);
        let stripped = whole.trim_end_matches([',', ';', ' ']);
        let tail = Span::new(cite.span.start + stripped.len(), cite.span.end);
        // If the quoted text begins on this line, that must be fixed first.
        let glued = !line_end::follows(cite.span.end, view.text);
        if !tail.is_empty() && !stripped.is_empty() && !glued {
            let finding = Finding::new(
                RULE.id,
                tail,
                "This cite ends with a separator. Finish the cite, or remove the separator.",
            );
            found.push(finding.with_fix("Remove it", vec![Edit::delete(tail)]));
        }
        let lead = whole.len() - whole.trim_start_matches([',', ';', ' ']).len();
        if lead > 0 && lead < whole.len() {
            let span = Span::new(cite.span.start, cite.span.start + lead);
            let finding =
                Finding::new(RULE.id, span, "This cite begins with a separator. Add what is missing, or remove it.");
            found.push(finding.with_fix("Remove it", vec![Edit::delete(span)]));
        }
    }
}

/// Whether a known field ends at the bar or begins after it. Elsewhere the bar belongs to a name: `Policy | Strategy`,
/// `Oil and Gas | Analysis`.
fn divides(cite: &Cite, before: usize, after: usize) -> bool {
    let short = cite.short.as_ref().map(|short| short.span);
    let dates = [&cite.issued, &cite.accessed].into_iter().flatten().map(|date| date.span);
    let texts = [&cite.title, &cite.url].into_iter().flatten().map(|text| text.span);
    let mut fields = cite.authors.iter().map(|author| author.span).chain(short).chain(dates).chain(texts);
    let at_an_end = before == cite.span.start || after == cite.span.end;
    at_an_end || fields.any(|field| field.end == before || field.start == after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{fixed_cite, found, found_in_cite};

    #[test]
    fn bars_and_ends() {
        let cite = "Igor Istomin |Associate Professor at the Department of Political Analysis, September 1, 2021,";
        insta::assert_snapshot!(found_in_cite(RULE.id, cite), @r"
        Igor Istomin |Associate Professor at the Department of Political Analysis, September 1, 2021,
                     ^ hint: There is a bar between two fields. Write a comma.
                     fix?: Write a comma
        … |Associate Professor at the Department of Political Analysis, September 1, 2021,
                                                                                         ^ hint: This cite ends with a separator. Finish the cite, or remove the separator.
                                                                                         fix?: Remove it
        ");
        insta::assert_snapshot!(fixed_cite(RULE.id, cite), @"Igor Istomin, Associate Professor at the Department of Political Analysis, September 1, 2021");
    }

    #[test]
    fn separators_that_separate() {
        let glued = "#### Rights\n\nWest’s 08 (West’s encyclopedia of American law, 2008),A right is a claim that the law protects.";
        assert_eq!(found(RULE.id, glued), "");
        assert_eq!(
            found_in_cite(RULE.id, "Choi 21; reporter; The Hill; “A | B”; 9-2-21; https://www.example.org/a"),
            ""
        );
        for cite in [
            "Jean Ross 23, Principal at Jean Ross Policy | Strategy, “Default,” The Hill, 5/11/2023, https://www.example.org/a",
            "TCS 18, Taxpayers for Common Sense, “Methane,” Energy & Resources | Data & Documents, 11/27/2018, https://www.example.org/b",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
