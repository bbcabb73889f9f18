//! Text that a database adds to an article.

use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "body-artifact",
    summary: "Text that a database or web page pasted along with the article",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for text that databases and web pages add to an article: the label “Body” before the first sentence, \
           “Highlight:”, “Full Text:”, “LENGTH: 740 words”, “Load-Date:”, a copyright line.",
    why: "The author did not write it, and it is read aloud by mistake.",
    example: "Mediation fails\n\n\
              Thai News Service, September 7, 2021, “Syria resumes pounding militants’ positions”\n\n\
              Body The Syrian military renewed its attacks against the last militant enclave in the southwestern city \
              following the collapse of a deal to restore government rule in the area.",
    fix: "Remove it. This does not change the evidence: the words are the database’s.",
    check: Check::Card(check),
};

/// Labels before an article’s first sentence in downloads from news databases.
const LABELS: [&str; 7] = ["Body", "Highlight:", "HIGHLIGHT:", "BODY:", "Full Text:", "FULL TEXT:", "Text of report"];
/// How whole lines begin that have only facts for the catalog.
const CATALOG: [&str; 9] = [
    "LENGTH:",
    "Length:",
    "Load-Date:",
    "LOAD-DATE:",
    "Copyright ",
    "COPYRIGHT ",
    "©",
    "(c) Copyright",
    "All Rights Reserved",
];
/// The longest line of the catalog, in bytes. A longer one is a paragraph that happens to begin the same way.
const CATALOG_LINE: usize = 160;

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let Some(body) = &view.card.body else { return };
    for (number, &paragraph) in body.paragraphs.iter().enumerate() {
        let text = paragraph.of(view.text);
        let label = LABELS.into_iter().find(|label| number == 0 && is_label(text, label));
        let span = if let Some(label) = label {
            let rest = &text[label.len()..];
            Span::new(paragraph.start, paragraph.end - rest.trim_start().len())
        } else if text.len() <= CATALOG_LINE && CATALOG.iter().any(|start| text.starts_with(start)) {
            paragraph
        } else {
            continue;
        };
        let shown = Span::new(span.start, span.start + span.of(view.text).trim_end().len());
        let message = "This was copied along with the text, and is not the author’s. Remove it.";
        found.push(Finding::new(RULE.id, shown, message).with_unsafe_fix("Remove it", vec![Edit::delete(span)]));
    }
}

/// `Body The Syrian military` is a label and a sentence; `Body armor saves lives` is a sentence.
fn is_label(text: &str, label: &str) -> bool {
    let Some(rest) = text.strip_prefix(label) else { return false };
    if label.ends_with(':') {
        return true;
    }
    let mut after = rest.chars();
    after.next().is_some_and(char::is_whitespace)
        && after.next().is_some_and(|first| first.is_uppercase() || "“\"‘".contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{BODY, fixed, found};

    fn body(text: &str) -> String {
        format!(
            "Mediation fails\n\nThai News Service, September 7, 2021, “Syria resumes pounding positions”\n\n{text}\n"
        )
    }

    #[test]
    fn labels_and_catalog_lines() {
        insta::assert_snapshot!(found(RULE.id, &body(&format!("Body {BODY}"))), @r"
        Body The ministry said on Monday that exports had recovered to the level of the …
        ^^^^ hint: This was copied along with the text, and is not the author’s. Remove it.
        fix?: Remove it
        ");
        insta::assert_snapshot!(found(RULE.id, &body(&format!("Highlight: {BODY}\n\n{BODY}\n\nLoad-Date: September 8, 2021"))), @r"
        Highlight: The ministry said on Monday that exports had recovered to the level o…
        ^^^^^^^^^^ hint: This was copied along with the text, and is not the author’s. Remove it.
        fix?: Remove it
        Load-Date: September 8, 2021
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: This was copied along with the text, and is not the author’s. Remove it.
        fix?: Remove it
        ");
        assert_eq!(fixed(RULE.id, &body(&format!("Body {BODY}"))), body(BODY));
    }

    #[test]
    fn sentences_that_begin_so() {
        for text in [
            "Body armor saves lives, and the department has known as much since the first trials of the new vests in spring.",
            "Copyright law protects authors for seventy years after their death, in this country as in most others, and the courts have never looked behind that number although they have been asked to in every decade.",
        ] {
            assert_eq!(found(RULE.id, &body(text)), "", "{text}");
        }
    }
}
