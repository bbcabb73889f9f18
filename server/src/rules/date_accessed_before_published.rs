//! Access dates before the publication date.

use jiff::ToSpan;

use super::date_future;
use crate::evidence::date::{CiteDate, Edtf, Point};
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "date-accessed-before-published",
    summary: "An access date before the publication date",
    severity: Severity::Error,
    enabled: Enabled::ByDefault,
    what: "Checks for access dates before the publication date. A magazine’s issue may be dated up to three months \
           ahead, and by a day where the publisher’s clock is ahead of yours.",
    why: "Nobody can have opened it then: one of the two dates is wrong, and an opponent can prove it from your own \
          cite.",
    example: "Sanctions fail\n\n\
              Joseph Choi, 9-2-2021, “Kremlin shrugs at sanctions,” The Hill, https://www.example.org/choi, accessed \
              8-14-2020\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Look up the publication date, and write the day you opened the source.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        if let (Some(issued), Some(accessed)) = (&cite.issued, &cite.accessed)
            && lies_before(accessed, issued)
        {
            let message = format!(
                "This access date is before the publication, “{}”. Correct one of them.",
                issued.span.of(view.text)
            );
            let mut finding = Finding::new(RULE.id, accessed.span, message);
            finding.related.push((issued.span, "the date of publication".to_owned()));
            found.push(finding);
        }
    }
}

fn lies_before(accessed: &CiteDate, issued: &CiteDate) -> bool {
    let (Some(opened), Some(published)) = (accessed.edtf, issued.edtf) else { return false };
    let to_the_day = matches!(published, Edtf::At(Point::Day(_)) | Edtf::Between(Point::Day(_), _));
    let opened = opened.last_day().and_then(|day| {
        if to_the_day { day.checked_add(date_future::TIME_ZONES.days()).ok() } else { date_future::cover_date(day) }
    });
    opened.zip(date_future::earliest(published)).is_some_and(|(opened, published)| opened < published)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found_in_cite;

    #[test]
    fn opened_before_it_was_out() {
        insta::assert_snapshot!(
            found_in_cite(RULE.id, "Joseph Choi, 9-2-2021, “Kremlin shrugs at sanctions,” The Hill, https://www.example.org/choi, accessed 8-14-2020"),
            @r"
        …“Kremlin shrugs at sanctions,” The Hill, https://www.example.org/choi, accessed 8-14-2020
                                                                                         ^^^^^^^^^ error: This access date is before the publication, “9-2-2021”. Correct one of them.
        "
        );
    }

    #[test]
    fn the_same_day_a_cover_date_and_the_year_alone() {
        for cite in [
            "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” 9-2-21, DOA: 9-2-21)",
            "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” 9-2-21, DOA: 9-1-21)",
            "French 14 (Howard French, “China’s dangerous game,” The Atlantic, November 2014, accessed 10-12-2014)",
            "Ziegler 21 (Charles Ziegler, professor, Winter 2021, “Diverging Perspectives,” accessed 7/15/21)",
            "Delgado 2020 (Ana Delgado, “Rights,” accessed 1-4-2020)",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
