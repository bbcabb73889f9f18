//! Non-breaking spaces and invisible characters.

use crate::evidence::cite::Cite;
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "text-nbsp",
    summary: "Non-breaking spaces and invisible characters in a tag or cite",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for non-breaking spaces and invisible characters in tags and cites.",
    why: "They come from web pages, cannot be seen, and hide names and years from every search.",
    example: "Sanctions fail\n\n\
              Choi\u{a0}21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Use normal spaces, and remove the invisible characters.",
    check: Check::Card(check),
};

/// One finding per tag or cite, at the first: a pasted line has dozens. Those in names and dates, which a search must
/// find, are a separate finding with a safe fix.
fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    let tag = view.card.tag.iter().map(|tag| tag.span);
    let undertags = view.card.undertags.iter().map(|undertag| undertag.span);
    let finding = |first: &Edit| Finding::new(RULE.id, first.span, message(first));
    let title = "Use normal spaces";
    for span in tag.chain(undertags) {
        let edits = edits(view.text, span);
        let Some(finding) = edits.first().map(finding) else { continue };
        found.push(finding.with_unsafe_fix(title, edits));
    }
    for cite in &view.card.cites {
        let (in_names, others): (Vec<Edit>, Vec<Edit>) =
            edits(view.text, cite.span).into_iter().partition(|edit| is_in_name_or_date(cite, edit.span));
        if let Some(finding) = in_names.first().map(finding) {
            found.push(finding.with_fix(title, in_names));
        }
        if let Some(finding) = others.first().map(finding) {
            found.push(finding.with_unsafe_fix(title, others));
        }
    }
}

/// What to say of the character that `edit` replaces or deletes.
fn message(edit: &Edit) -> &'static str {
    if edit.text.is_empty() {
        "This is an invisible character. Remove it."
    } else {
        "This is a non-breaking space. Use a normal one."
    }
}

fn is_in_name_or_date(cite: &Cite, span: Span) -> bool {
    let short = cite.short.as_ref().map(|short| short.span);
    let dates = [&cite.issued, &cite.accessed].into_iter().flatten().map(|date| date.span);
    let mut fields = cite.authors.iter().map(|author| author.span).chain(short).chain(dates);
    fields.any(|field| field.start <= span.start && span.end <= field.end)
}

fn edits(text: &str, within: Span) -> Vec<Edit> {
    // All of these characters begin with one of these bytes.
    memchr::memchr3_iter(0xC2, 0xE2, 0xEF, within.of(text).as_bytes())
        .filter_map(|at| {
            let at = at + within.start;
            let character = text[at..].chars().next()?;
            let span = Span::new(at, at + character.len_utf8());
            match character {
                '\u{a0}' | '\u{2007}' | '\u{202f}' => Some(Edit::replace(span, " ")),
                '\u{200b}' | '\u{2060}' | '\u{feff}' => Some(Edit::delete(span)),
                _ => None,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, fixed, found};

    #[test]
    fn in_tag_and_cite() {
        let brief =
            card("Sanctions\u{a0}fail", "Choi\u{a0}21, The\u{202f}Hill,\u{200b} 9-2-21, “Kremlin shrugs at sanctions”");
        insta::assert_snapshot!(found(RULE.id, &brief).replace('\u{200b}', "").replace(['\u{a0}', '\u{202f}'], "~"), @r"
        Sanctions~fail
                 ^ hint: This is a non-breaking space. Use a normal one.
                 fix?: Use normal spaces
        Choi~21, The~Hill, 9-2-21, “Kremlin shrugs at sanctions”
            ^ hint: This is a non-breaking space. Use a normal one.
            fix: Use normal spaces
        Choi~21, The~Hill, 9-2-21, “Kremlin shrugs at sanctions”
                    ^ hint: This is a non-breaking space. Use a normal one.
                    fix?: Use normal spaces
        ");
        assert_eq!(
            fixed(RULE.id, &brief),
            card("Sanctions fail", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”")
        );
    }

    #[test]
    fn an_invisible_character_first() {
        let brief = card("Sanctions\u{200b} fail\u{a0}now", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”");
        insta::assert_snapshot!(found(RULE.id, &brief).replace('\u{200b}', "").replace('\u{a0}', "~"), @r"
        Sanctions fail~now
                 ^ hint: This is an invisible character. Remove it.
                 fix?: Use normal spaces
        ");
    }

    #[test]
    fn quoted_text_is_not_checked() {
        let brief = card("Sanctions fail", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs”")
            .replace("on Monday", "on\u{a0}Monday");
        assert_eq!(found(RULE.id, &brief), "");
    }
}
