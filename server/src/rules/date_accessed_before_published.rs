//! Read before it was written.

use super::{CardView, Check, Finding, Rule, Severity, date_future};
use crate::evidence::date::{CiteDate, Edtf, Point};

pub(super) static RULE: Rule = Rule {
    id: "date-accessed-before-published",
    severity: Severity::Error,
    on: true,
    what: "Finds access dates that lie before the date of publication. A magazine’s issue may be dated up to three months \
           ahead.",
    why: "Nobody can have opened it then: one of the two dates is wrong, and an opponent can prove it from your own cite.",
    example: "Sanctions fail\n\n\
              Joseph Choi, 9-2-2021, “Kremlin shrugs at sanctions,” The Hill, https://www.example.org/choi, accessed \
              8-14-2020\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbours.",
    fix: "Look the date of publication up, and write the day on which you opened the source.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        if let (Some(issued), Some(accessed)) = (&cite.issued, &cite.accessed)
            && lies_before(accessed, issued)
        {
            let message = format!(
                "This access date is before the publication, “{}”: one of the two is wrong.",
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
    let opened = if to_the_day { opened.last_day() } else { opened.last_day().and_then(date_future::cover_date) };
    opened.zip(published.first_day()).is_some_and(|(opened, published)| opened < published)
}
