//! Characters that look like line ends and are none.

use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, line_end};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "text-line-break",
    summary: "A character that looks like a line end and is none",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for the characters U+000B, U+0085, U+2028 and U+2029, which word processors and web pages write for \
           a line end.",
    why: "Some editors show a new line there, but no line ends: a cite after it is read as part of the tag, and the \
          quotation after it as part of the cite.",
    example: "Sanctions fail\n\n\
              Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring,\u{2028}and that the \
              banks which had been cut off were trading again through neighbors.",
    fix: "Put a line end in its place. Only `--fix --unsafe` does this, because it may change what is a tag, a cite and \
          quoted text.",
    check: Check::Card(check),
};

/// One finding per card, at the first: a card pasted from a web page has dozens.
fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let card = view.card;
    let tag = card.tag.iter().chain(&card.undertags).map(|line| line.span);
    let cites = card.cites.iter().map(|cite| cite.span);
    let paragraphs = card.body.iter().flat_map(|body| body.paragraphs.iter().copied());
    let mut breaks: Vec<Span> = tag.chain(cites).chain(paragraphs).flat_map(|span| breaks(view.text, span)).collect();
    breaks.sort();
    breaks.dedup();
    let Some(&first) = breaks.first() else { return };
    let code = view.text[first.start..].chars().next().map_or(0, u32::from);
    let more = match breaks.len() - 1 {
        0 => String::new(),
        more => format!(", as do {more} more in this card"),
    };
    let message =
        format!("This character, U+{code:04X}, looks like a line end{more}, but ends no line. Press Enter there.");
    let blank_line = line_end::paragraph_break(view.text);
    let line_end = &blank_line[..blank_line.len() / 2];
    let edits = breaks.iter().map(|&span| Edit::replace(span, line_end)).collect();
    found.push(Finding::new(RULE.id, first, message).with_unsafe_fix("Put line ends there", edits));
}

fn breaks(text: &str, within: Span) -> impl Iterator<Item = Span> {
    // All of these characters begin with one of these bytes.
    memchr::memchr3_iter(0x0B, 0xC2, 0xE2, within.of(text).as_bytes()).filter_map(move |at| {
        let at = at + within.start;
        let character = text[at..].chars().next()?;
        matches!(character, '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}')
            .then(|| Span::new(at, at + character.len_utf8()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, fixed, found};

    const CHOI: &str = "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”";

    #[test]
    fn one_finding_per_card() {
        let brief = card("Sanctions fail", CHOI).replace(" on Monday ", "\u{2028}on Monday\u{b}");
        let findings = found(RULE.id, &brief);
        assert!(
            findings.contains("This character, U+2028, looks like a line end, as do 1 more in this card"),
            "{findings}"
        );
        assert_eq!(fixed(RULE.id, &brief), card("Sanctions fail", CHOI).replace(" on Monday ", "\non Monday\n"));
    }

    #[test]
    fn line_ends_and_other_characters() {
        assert_eq!(found(RULE.id, &card("Sanctions fail — “now”", CHOI)), "");
    }
}
