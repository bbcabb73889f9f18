//! Empty brackets and doubled separators in a cite.

use crate::evidence::cite::Cite;
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, cite_marks};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-empty-field",
    summary: "Empty brackets, doubled separators, `accessed` without a date",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for brackets with nothing in them, separators with nothing between them, and a label with nothing after \
           it: `accessed` without a date, `pp.` without a number.",
    why: "Something is missing there: most often the qualifications, the year or the day of access.",
    example: "Maduro clings on\n\n\
              Lenin Cavalcanti Guerra (). 11-22-2018. “An endless nightmare.” Fair Observer\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Add what is missing, or remove the empty brackets or the extra separator.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        for span in empty_brackets(cite, view.text) {
            let message = "These brackets are empty. Fill them in, or remove them.";
            let with_space = Span::new(cite_marks::blanks_before(view.text, cite.span.start, span.start), span.end);
            let finding = Finding::new(RULE.id, span, message);
            let title = "Remove the empty brackets";
            let edits = vec![Edit::delete(with_space)];
            // `main()` is a name.
            let is_apart = with_space.start < span.start || span.start == cite.span.start;
            found.push(if is_apart { finding.with_fix(title, edits) } else { finding.with_unsafe_fix(title, edits) });
        }
        for span in empty_labels(cite, view.text) {
            let message = format!("Nothing follows “{}”. Write what it says, or remove it.", span.of(view.text));
            found.push(Finding::new(RULE.id, span, message));
        }
        for span in doubled_separators(cite, view.text) {
            let message = "There is nothing between these separators. Fill it in, or remove one.";
            let keep = &view.text[span.start..=span.start];
            found.push(
                Finding::new(RULE.id, span, message)
                    .with_fix("Remove the extra separators", vec![Edit::replace(span, keep)]),
            );
        }
    }
}

/// Labels of a date or a number. `P.` may be an initial, so case counts.
const LABELS: [&str; 14] = [
    "accessed",
    "Accessed",
    "accessed on",
    "Accessed on",
    "date accessed",
    "Date Accessed",
    "DOA",
    "p",
    "pg",
    "pp",
    "pages",
    "vol",
    "Vol",
    "retrieved",
];

/// The labels that nothing follows: `accessed )`, `pp. ,`.
fn empty_labels(cite: &Cite, text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let known = [&cite.url, &cite.title].into_iter().flatten().map(|field| field.span).collect::<Vec<Span>>();
    let is_end = |character: char| matches!(character, ',' | ';' | ')' | ']' | '|' | '\n' | '\r');
    let mut end = cite.span.start;
    for piece in cite.span.of(text).split_inclusive(is_end) {
        let start = end;
        end += piece.len();
        // `accessed, 2-11-2026`
        let value_follows = text[end..cite.span.end].trim_start().starts_with(|c: char| c.is_ascii_digit());
        if piece.ends_with(',') && value_follows {
            continue;
        }
        let field = Span::new(start, start + piece.trim_end_matches(is_end).len()).trim(text);
        let label = field.of(text).trim_end_matches([':', '.', ' ']);
        if LABELS.contains(&label) && !known.iter().any(|known| known.overlaps(field)) {
            found.push(field);
        }
    }
    found
}

fn empty_brackets(cite: &Cite, text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for open in cite_marks::places(cite, text, |byte| matches!(byte, b'(' | b'[')) {
        let inside = &text[open + 1..cite.span.end];
        let close = open + 1 + (inside.len() - inside.trim_start().len());
        if matches!(text.as_bytes().get(close), Some(b')' | b']')) && close < cite.span.end {
            found.push(Span::new(open, close + 1));
        }
    }
    found
}

/// `,,` and `; ; ;`: each run of one separator, from the first to the last, with the whitespace between. The rule
/// cite-year-missing reports the empty place of a year.
fn doubled_separators(cite: &Cite, text: &str) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for at in cite_marks::places(cite, text, |byte| matches!(byte, b',' | b';')) {
        let separator = text.as_bytes()[at];
        let continued = runs
            .last_mut()
            .filter(|run| text.as_bytes()[run.start] == separator && Span::new(run.end, at).of(text).trim().is_empty());
        match continued {
            Some(run) => run.end = at + 1,
            None => runs.push(Span::new(at, at + 1)),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{fixed_cite, found_in_cite};

    #[test]
    fn labels_without_what_they_announce() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” 9-2-21, pp. , https://www.example.org/a, accessed )"), @r"
        Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” 9-2-21, pp. , https://www.example.org/a, accessed )
                                                                  ^^^ hint: Nothing follows “pp.”. Write what it says, or remove it.
        …seph Choi, The Hill, “Kremlin shrugs,” 9-2-21, pp. , https://www.example.org/a, accessed )
                                                                                         ^^^^^^^^ hint: Nothing follows “accessed”. Write what it says, or remove it.
        ");
        assert_eq!(
            found_in_cite(RULE.id, "Choi 21 (Joseph P. Choi, The Hill, “Kremlin shrugs,” p. 3, accessed 9-4-21)"),
            ""
        );
        assert_eq!(
            found_in_cite(RULE.id, "Choi 21 (Joseph P. Choi, The Hill, “Kremlin shrugs,” p. 3; accessed, 9-4-21)"),
            ""
        );
    }

    #[test]
    fn brackets_and_separators_around_nothing() {
        let cite =
            "Lenin Cavalcanti Guerra (). 11-22-2018. “An endless nightmare.” Fair Observer,, https://www.example.org/a";
        insta::assert_snapshot!(found_in_cite(RULE.id, cite), @r"
        Lenin Cavalcanti Guerra (). 11-22-2018. “An endless nightmare.” Fair Observer,, https://www.example.org/…
                                ^^ hint: These brackets are empty. Fill them in, or remove them.
                                fix: Remove the empty brackets
        Lenin Cavalcanti Guerra (). 11-22-2018. “An endless nightmare.” Fair Observer,, https://www.example.org/a
                                                                                     ^^ hint: There is nothing between these separators. Fill it in, or remove one.
                                                                                     fix: Remove the extra separators
        ");
        insta::assert_snapshot!(fixed_cite(RULE.id, cite), @"Lenin Cavalcanti Guerra. 11-22-2018. “An endless nightmare.” Fair Observer, https://www.example.org/a");
    }

    #[test]
    fn a_run_of_separators_is_fixed_at_once() {
        let cite = "Choi 21 (Joseph Choi, The Hill,, ,,,,;; “Kremlin” 9-2-21)";
        assert_eq!(fixed_cite(RULE.id, cite), "Choi 21 (Joseph Choi, The Hill,; “Kremlin” 9-2-21)");
    }

    #[test]
    fn the_empty_place_of_a_year_is_another_rules() {
        assert_eq!(
            found_in_cite(
                RULE.id,
                "Igor Istomin, Associate Professor, 9-1, , With Russian-American entente moving forward"
            ),
            ""
        );
    }

    #[test]
    fn brackets_and_separators_in_links_and_titles() {
        assert_eq!(
            found_in_cite(
                RULE.id,
                "Choi 21 (Joseph Choi, The Hill, “Wait,, what?” 9-2-21, https://www.example.org/f()?a;;b)"
            ),
            ""
        );
    }
}
