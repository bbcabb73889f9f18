//! Two years in one cite.

use super::date_future;
use crate::evidence::cite::ShortYear;
use crate::evidence::date::{CiteDate, Edtf, Point};
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity, anchor};

pub(crate) static RULE: Rule = Rule {
    id: "cite-year-conflict",
    summary: "A short cite whose year is not that of the publication date",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for cites whose short form has another year than the publication date.",
    why: "One of the two is wrong, and the wrong one may be read aloud. An opponent who looks up the source will say \
          that the card is misdated.",
    example: "Early stress harms\n\n\
              Shonkoff 02 (Jack Shonkoff, professor of child health at Harvard, February 2010, “Stress and the young \
              brain,” Pediatrics, https://www.example.org/stress)\n\n\
              Children who live under lasting stress show changes in the parts of the brain that control attention \
              and memory, and these changes can still be measured when they are grown up.",
    fix: "Look up the year in the source, and correct the other.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        let Some(short_year) = cite.short.as_ref().and_then(|short| short.year.as_ref()) else { continue };
        let Some(date) = cite.issued.as_ref().filter(|date| !date.span.overlaps(short_year.span)) else { continue };
        let years = date.edtf.and_then(|edtf| Some((edtf.first_day()?.year(), edtf.last_day()?.year())));
        let (ShortYear::Year(year), Some((first, last))) = (short_year.value, years) else { continue };
        // The rule date-future reports a date that cannot be right.
        if date_future::lies_ahead(date, view.today) || !is_a_date(date, view.text) {
            continue;
        }
        if !(first..=last).contains(&year) {
            let dated = date.span.of(view.text);
            let message = match anchor::name_of_cite(cite) {
                Some(name) => format!("{name}: the date says “{dated}”. Correct one of them."),
                None => format!("The short cite says {year}, but the date says “{dated}”. Correct one of them."),
            };
            let mut finding = Finding::new(RULE.id, short_year.span, message);
            finding.related.push((date.span, "the date of publication".to_owned()));
            found.push(finding);
        }
    }
}

/// Whether it is surely a date: a year alone only as a field of its own. Elsewhere it is the year of a degree, of an
/// edition, or of what the title is about.
fn is_a_date(date: &CiteDate, text: &str) -> bool {
    if !matches!(date.edtf, Some(Edtf::At(Point::Year(_)))) {
        return true;
    }
    let before = text[..date.span.start].trim_end_matches(' ');
    let after = text[date.span.end..].trim_start_matches(' ');
    let begins_there = before.ends_with([',', ';', '|', '”', '"', ':']);
    let in_brackets = before.ends_with(['(', '[']) && after.starts_with([')', ']']);
    let ends_there = |rest: &str| rest.is_empty() || rest.starts_with([',', ';', '|', '.', ')', ']', '\n', '\r']);
    if in_brackets { ends_there(after[1..].trim_start_matches(' ')) } else { begins_there && ends_there(after) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found_in_cite;

    #[test]
    fn two_years() {
        insta::assert_snapshot!(
            found_in_cite(RULE.id, "Shonkoff et. al 2 (Jack Shonkoff, professor at Harvard, February 2010, “Stress and the young brain,” Pediatrics)"),
            @r"
        Shonkoff et. al 2 (Jack Shonkoff, professor at Harvard, February 2010, “Stress and the young bra…
                        ^ warning: Shonkoff et al. 02: the date says “February 2010”. Correct one of them.
        "
        );
    }

    #[test]
    fn one_year_twice_and_years_that_are_no_dates() {
        for cite in [
            "Choi ’21 (Joseph Choi, The Hill, “Kremlin shrugs,” September 2, 2021, accessed 1-4-2022)",
            "Delgado 1999",
            "Heilbroner 94 (Robert Heilbroner, economist, “Behind the veil,” Winter 94/95)",
            "French 14 (Howard French, fellow 2010-2012, 11-2014, “China’s dangerous game,” The Atlantic)",
            "Miller 07 (Arthur Miller, judge of the (1954) Professor lectures, “Courts on trial,” Yale Law Journal)",
            "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” 9-2-2121)",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
