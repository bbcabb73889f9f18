//! A cite with no quoted text under it.

use super::cite_body_glued;
use crate::evidence::brief::EntryKind;
use crate::evidence::topic::{is_speech, topic};
use crate::lint::brief_index::BriefIndex;
use crate::lint::{Check, Enabled, Finding, Rule, Severity, anchor, cite_role};

pub(crate) static RULE: Rule = Rule {
    id: "body-missing",
    summary: "A cite with no quoted text under it",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for cites with no quoted text under them. It does not report a cite that is followed by an unmarked \
           line that looks like a heading and by more text without a cite, because the line may be part of the \
           article. It does if that line announces an answer or names a speech.",
    why: "A claim with a source but without its words is not evidence: there is nothing to read, and nothing to check.",
    example: "#### Sanctions fail\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              #### Talks fail too",
    fix: "Paste the text under the cite. If you only want to name a source, name it in the tag or in an analytic.",
    check: Check::Brief(check),
};

fn check(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    for &number in &index.notes.bodiless {
        let Some(card) = index.card(number) else { continue };
        let Some(last) = cite_role::full(card).last().filter(|cite| !cite_role::is_doubtful(card, cite)) else {
            continue;
        };
        // The rule cite-body-glued reports it.
        if cite_body_glued::holds_the_text(card) {
            continue;
        }
        if index.next(number).is_some_and(|next| may_be_the_text(index, next)) {
            continue;
        }
        let message = match anchor::name_of_cite(last) {
            Some(name) => format!("{name}: no quoted text under this cite. Paste the text."),
            None => "This cite has no quoted text under it. Paste the text.".to_owned(),
        };
        let place = anchor::of_cite(last).shift(index.entry(number).start);
        found.push(Finding::new(RULE.id, place, message));
    }
}

/// Whether what only looks like a heading may be part of the article: `CONCLUSION`, `Deflecting Calculation`. Then more
/// text of the article follows it.
fn may_be_the_text(index: &BriefIndex<'_>, number: usize) -> bool {
    let heading = index.heading(number).filter(|_| !index.is_marked(number));
    heading.is_some_and(|heading| !is_of_a_debater(&heading.text.value)) && leads_to_text(index, number)
}

/// Whether a heading announces an answer or names a speech, as no article's does: `AT: Heg`, `Link---2NC`.
fn is_of_a_debater(heading: &str) -> bool {
    let names_speech = || heading.split(|c: char| !c.is_alphanumeric()).any(is_speech);
    topic(heading).answers.is_some() || heading.contains("---") || names_speech()
}

/// Whether text without a cite follows this heading, and the unmarked headings right below it.
fn leads_to_text(index: &BriefIndex<'_>, heading: usize) -> bool {
    let mut next = index.next(heading);
    while let Some(number) = next.filter(|&number| index.heading(number).is_some()) {
        if index.is_marked(number) {
            return false;
        }
        next = index.next(number);
    }
    match next.map(|number| &index.entry(number).content.kind) {
        Some(EntryKind::Card(card)) => card.cites.is_empty() && !cite_role::has_marked_tag(card),
        Some(EntryKind::Analytic(line)) => line.span.start == 0 && line.value.len() > LONGEST_ANALYTIC,
        _ => false,
    }
}

/// A longer line by itself may be a paragraph of an article, in bytes.
const LONGEST_ANALYTIC: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found};

    #[test]
    fn a_cite_and_no_text() {
        insta::assert_snapshot!(found(RULE.id, "#### Sanctions fail\n\nChoi 21, The Hill, 9-2-21, “Kremlin shrugs”\n\n#### Talks fail\n"), @r"
        Choi 21, The Hill, 9-2-21, “Kremlin shrugs”
        ^^^^^^^ warning: Choi 21: no quoted text under this cite. Paste the text.
        ");
    }

    #[test]
    fn an_unmarked_heading_that_is_no_part_of_an_article() {
        let cite = "Sanctions fail\n\nChoi 21 [Joseph Choi, The Hill, 9-2-21, “Kremlin shrugs”]\n\n";
        let next = card("Talks fail too", "Ryall 20 [Ann Ryall, Harbor Post, 3-2-20, “Talk”]");
        for heading in ["AT: Talks", "Talks---2NC", "1NC – Talks", "Talks Bad"] {
            assert_ne!(found(RULE.id, &format!("{cite}{heading}\n\n{next}")), "", "{heading}");
        }
    }

    #[test]
    fn text_under_it_or_no_cite() {
        assert_eq!(found(RULE.id, &card("Sanctions fail", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs”")), "");
        assert_eq!(found(RULE.id, "#### Sanctions fail\n\n#### Talks fail\n"), "");
        assert_eq!(found(RULE.id, "#### Sanctions fail\n\nhttps://www.example.org/overview\n\n#### Talks fail\n"), "");
    }
}
