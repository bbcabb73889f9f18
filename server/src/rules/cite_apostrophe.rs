//! The wrong character before a short year.

use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, cite_marks};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-apostrophe",
    summary: "The wrong character before a short year: `‘08` for `’08`",
    severity: Severity::Hint,
    enabled: Enabled::ByDefault,
    what: "Checks for an opening quotation mark or an accent in the place of the apostrophe before a short year: \
           `‘08`.",
    why: "Word turns the apostrophe before a number into an opening quotation mark. It looks careless, and a search \
          for `’08` does not find it.",
    example: "Threats secure leadership\n\n\
              Nelson ‘08 (Anna Nelson, historian at American University, “Power and threats,” 3-2-2008, \
              https://www.example.org/nelson)\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Write `’`, or leave it out.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        // All of these characters begin with one of three bytes.
        for at in cite_marks::places(cite, view.text, |byte| matches!(byte, b'`' | 0xC2 | 0xE2)) {
            let rest = &view.text[at..cite.span.end];
            let Some(character) = rest.chars().next().filter(|character| matches!(character, '‘' | '‛' | '`' | '´'))
            else {
                continue;
            };
            if starts_with_a_short_year(&rest[character.len_utf8()..]) {
                let span = Span::new(at, at + character.len_utf8());
                let message = format!("This year has “{character}” instead of an apostrophe. Write “’”.");
                let finding = Finding::new(RULE.id, span, message);
                let edits = vec![Edit::replace(span, "’")];
                // `‘20 years on’` is a title in single quotation marks.
                let is_in_short_cite = cite.short.as_ref().is_some_and(|short| short.span.touches(at));
                let certain = is_in_short_cite || !rest.contains('’');
                found.push(if certain {
                    finding.with_fix("Write “’”", edits)
                } else {
                    finding.with_unsafe_fix("Write “’”", edits)
                });
            }
        }
    }
}

fn starts_with_a_short_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text[digits..].chars().next();
    digits == 2 && after.is_none_or(|character| !character.is_alphabetic() && character != '’')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{fixed_cite, found_in_cite};

    #[test]
    fn a_quotation_mark_before_the_year() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Nelson ‘08 (Anna Nelson, historian, “Power and threats,” 3-2-2008)"), @r"
        Nelson ‘08 (Anna Nelson, historian, “Power and threats,” 3-2-2008)
               ^ hint: This year has “‘” instead of an apostrophe. Write “’”.
               fix: Write “’”
        ");
        assert_eq!(
            fixed_cite(RULE.id, "Choi `21, The Hill, “Kremlin shrugs,” 9-2-21"),
            "Choi ’21, The Hill, “Kremlin shrugs,” 9-2-21"
        );
    }

    #[test]
    fn apostrophes_and_quotations() {
        for cite in [
            "Nelson ’08 (Anna Nelson, historian, “Power and threats,” 3-2-2008)",
            "Nelson '08 (Anna Nelson, historian, “Power and threats,” 3-2-2008)",
            "Nelson 08 (Anna Nelson, historian, “The ‘60 minutes’ effect,” 3-2-2008)",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
