//! Misspelled `et al.`

use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, cite_marks};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-et-al-style",
    summary: "A misspelled “et al.”: `et.al.`, `et. al`, `etal.`",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for the spellings `et.al.`, `et. al` and `etal.`: `et` is a whole word, and `al.` is an \
           abbreviation. It does not report `et al` without a period.",
    why: "Searches and bibliographies treat the two spellings as different names.",
    example: "Threats secure leadership\n\n\
              Wallace et.al. 15 (William Wallace, professor at the LSE, “Power and threats,” 3-2-2015, \
              https://www.example.org/wallace)\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Write `et al.` as two words with one period.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        for at in cite_marks::places(cite, view.text, |byte| byte == b'e' || byte == b'E') {
            let Some(span) = misspelled(view.text, cite.span, at) else { continue };
            let message = format!("“{}” is misspelled. Write “et al.”", span.of(view.text));
            found.push(
                Finding::new(RULE.id, span, message).with_fix("Write “et al.”", vec![Edit::replace(span, "et al.")]),
            );
        }
    }
}

/// The `et.al.` that begins at `at`.
fn misspelled(text: &str, cite: Span, at: usize) -> Option<Span> {
    let before = text[cite.start..at].chars().next_back();
    let rest = &text[at..cite.end];
    let length = ["et.al.", "et.al", "et. al.", "et. al", "etal.", "etal"]
        .into_iter()
        .find(|form| rest.get(..form.len()).is_some_and(|start| start.eq_ignore_ascii_case(form)))?
        .len();
    let after = rest[length..].chars().next();
    let outside = |character: Option<char>| character.is_none_or(|character| !character.is_alphanumeric());
    (outside(before) && outside(after)).then(|| Span::new(at, at + length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{fixed_cite, found_in_cite};

    #[test]
    fn dots_in_the_wrong_place() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Wallace et.al. 15 (William Wallace, professor, “Power,” 3-2-2015)"), @r"
        Wallace et.al. 15 (William Wallace, professor, “Power,” 3-2-2015)
                ^^^^^^ hint: “et.al.” is misspelled. Write “et al.”
                fix: Write “et al.”
        ");
        for (typed, meant) in [("Shonkoff et. al 2", "Shonkoff et al. 2"), ("Wallace etal. 15", "Wallace et al. 15")] {
            assert_eq!(
                fixed_cite(RULE.id, &format!("{typed} (2015, “Power and threats,” The Hill)")),
                format!("{meant} (2015, “Power and threats,” The Hill)")
            );
        }
    }

    #[test]
    fn good_spellings_and_other_words() {
        for cite in [
            "Wallace et al. 15 (William Wallace, professor, “Power and threats,” 3-2-2015)",
            "Wallace et al 15 (William Wallace, professor, “Power and threats,” 3-2-2015)",
            "Petalas 15 (Ann Petalas, “Metal alloys,” 3-2-2015, https://www.example.org/et.al.)",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
