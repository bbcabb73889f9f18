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
            let dated = match date.edtf.filter(|_| date.inferred.is_some()) {
                Some(completed) => completed.to_string(),
                None => date.span.of(view.text).to_owned(),
            };
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
    let begins_there = before.ends_with([',', ';', '|', '”', '"', ':']) || ends_a_sentence(before);
    let in_brackets = before.ends_with(['(', '[']) && after.starts_with([')', ']']);
    let ends_there = |rest: &str| {
        rest.is_empty()
            || rest.starts_with([',', ';', '|', '.', ')', ']', '\n', '\r'])
            || ["//", "(“", "(\"", "– ", "— ", "- "].iter().any(|mark| rest.starts_with(mark))
    };
    if in_brackets { ends_there(after[1..].trim_start_matches(' ')) } else { begins_there && ends_there(after) }
}

/// Whether a period ends a sentence or a field, and no abbreviation: `Harbor Press.`, not `Vol.`.
fn ends_a_sentence(before: &str) -> bool {
    const FEWEST_LETTERS: usize = 4;
    let Some(sentence) = before.strip_suffix('.') else { return false };
    sentence.chars().rev().take_while(|character| character.is_lowercase()).count() >= FEWEST_LETTERS
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
    fn a_year_wherever_it_is_a_field() {
        for (cite, date) in [
            (
                "Rye 13 [Ann Rye, fellow at the Harbor Forum, holds a Ph.D. from Leeds, 2016. “Locks,” Harbor Papers, June]",
                "2016-06",
            ),
            (
                "Rye 12 – Ann Rye, fellow at the Harbor Forum, 2015 (“Locks and Tides,” available at https://www.example.org/a)",
                "2015",
            ),
            (
                "Rye 15 [Ann Rye, fellow at the Harbor Forum. 11-XX-18, “Locks,” Harbor Papers, https://www.example.org/a]",
                "11-XX-18",
            ),
            (
                "Rye 14 [The Harbor Forum, a group of fishers. xx-xx-17, “Locks,” Harbor Papers, https://www.example.org/a]",
                "xx-xx-17",
            ),
            ("Rye 20 [Ann Rye holds a B.S. in law from Leeds University (1968). “Locks,” Harbor Press, 2023]", "2023"),
            (
                "Rye 14 [Ann Rye is the author of Tides (Harbor Press, 2014). “Locks,” Coastal Studies, 2017 //ab]",
                "2017",
            ),
            (
                "Rye 06 – fellow at the Harbor Forum (Ann, Tides: An Exchange, Coastal Studies Volume 51, 2009 - Issue 5)",
                "2009",
            ),
        ] {
            let found = found_in_cite(RULE.id, cite);
            assert!(found.contains(&format!("the date says “{date}”")), "{cite}: {found}");
        }
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
            "Rye 16 [Ann Rye holds a B.S. in law from Leeds University (1968). “Locks,” Harbor Press, 2016]",
            "Rye 16 [Ann Rye is the author of Tides (Harbor Press, 2014). “Locks,” Coastal Studies, June 2016]",
            "Rye, A. (2016). Locks and tides. Coastal Studies, 12(3), 3-12.",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
