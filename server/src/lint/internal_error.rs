//! What is reported if the program itself fails: a card that could not be parsed, a rule that panicked. This is not a
//! rule: it cannot be turned off or suppressed.

use super::{Finding, Severity};
use crate::evidence::brief::Entry;
use crate::syntax::density::TooDense;
use crate::text::Span;

/// The id that such findings have in place of a rule's.
pub const ID: &str = "internal-error";

/// The finding for a rule that panicked; what it looked at is at `place`.
pub(crate) fn in_rule(rule: &str, place: Span) -> Finding {
    let message = format!(
        "debate-ls failed in its rule {rule}, and skipped it here. All other rules were applied. This is a bug in \
         debate-ls, not in your text. Please report it with this text."
    );
    Finding { severity: Some(Severity::Error), ..Finding::new(ID, place, message) }
}

/// The finding for a step other than a rule that panicked, as in "debate-ls failed in the reading of dates".
pub(crate) fn in_step(step: &str, place: Span) -> Finding {
    let message = format!(
        "debate-ls failed in {step}, and skipped it. Everything else was checked. This is a bug in debate-ls, not in \
         your text. Please report it with this text."
    );
    Finding { severity: Some(Severity::Error), ..Finding::new(ID, place, message) }
}

/// The finding for a text that is too dense to be parsed.
pub fn too_dense(dense: TooDense) -> Finding {
    let message = format!("This file was not checked: it has {dense}. Split it, or join its lines.");
    Finding { severity: Some(Severity::Error), ..Finding::new(ID, Span::default(), message) }
}

/// The finding; its span counts from the entry's start, as `text`, the entry's own, does. `None` where the entry was
/// read.
pub(crate) fn finding(entry: &Entry, text: &str) -> Option<Finding> {
    if !entry.content.failed {
        return None;
    }
    let first_line = entry.content.lines.first().map_or(Span::new(0, text.len()), |line| line.span);
    let message = "debate-ls failed to read this card, and skipped it. The rest of the file was checked. This is a bug in \
                   debate-ls, not in your text. Please report it with the text of this card.";
    Some(Finding { severity: Some(Severity::Error), ..Finding::new(ID, first_line, message) })
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, engine};
    use crate::evidence::brief::LineRole;
    use crate::evidence::cite::parse::work::with_poison;
    use crate::evidence::parse;
    use crate::text::Span;

    const BRIEF: &str = "\
<!-- debate-ls: ignore-file -->

#### Sanctions work

Ferrant 21 (Ana Ferrant, professor of poison law, “Sanctions and Trade,” 3-2-2021)

The ministry said on Monday that exports had recovered to the level of the spring.

#### Sanctions fail

No date, no author

The ministry said on Monday that exports had not recovered to the level of the spring.
";

    #[test]
    fn a_panic_in_one_card_costs_that_card_alone() {
        let settings = Settings::default();
        let whole = parse::brief(BRIEF, &settings.cite_options);
        let brief = with_poison("poison law", || parse::brief(BRIEF, &settings.cite_options));

        let failed: Vec<bool> = brief.entries.iter().map(|entry| entry.content.failed).collect();
        assert_eq!(failed, [false, true, false]);
        assert_eq!(brief.entries[2].content, whole.entries[2].content);

        let content = &brief.entries[1].content;
        assert_eq!(content.lines, whole.entries[1].content.lines);
        assert_eq!(
            content.lines.iter().map(|line| line.role).collect::<Vec<_>>(),
            [LineRole::Tag, LineRole::Cite, LineRole::Body]
        );
        let (card, read) = (brief.entries[1].card().expect("a card"), whole.entries[1].card().expect("a card"));
        assert_eq!((&card.tag, &card.body), (&read.tag, &read.body));
        assert_eq!((card.cites.len(), read.cites.len()), (0, 1));
    }

    #[test]
    fn an_internal_error_cannot_be_suppressed() {
        let settings = Settings::default();
        let today = jiff::civil::date(2026, 11, 22);
        let brief = with_poison("poison law", || parse::brief(BRIEF, &settings.cite_options));
        let found = engine::findings(&brief, BRIEF, &settings, today);
        assert_eq!(found.iter().map(|finding| finding.rule).collect::<Vec<_>>(), [crate::lint::internal_error::ID]);
        assert_eq!(found[0].span.of(BRIEF), "#### Sanctions work");
        assert_ne!(found[0].span, Span::default());
    }
}
