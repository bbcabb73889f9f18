//! What a citation tool writes if it finds nothing.

use crate::evidence::cite::{Cite, Filler, filler};
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-placeholder",
    summary: "A citation tool’s filler: “No Author”, “No Publication”",
    severity: Severity::Error,
    enabled: Enabled::ByDefault,
    what: "Checks for the words that citation tools and templates have where nothing was filled in: “No Author”, \
           “INSERT TITLE”, “xx-xx-xxxx”, “05-xx-2024”, “None”, “TBD”, “???”.",
    why: "It looks like a cite and is not one. A judge who reads “None 'None” knows that nobody looked at the source.",
    example: "Arms sales deter\n\n\
              Martha Hostetter, 3-21-2019, “How unions act as a force for change,” No Publication, \
              https://www.example.org/unions //AS\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbours.",
    fix: "Open the source and write what it says. If it does not say, leave the field out.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        let fillers = fillers(cite, view.text);
        let Some(first) = fillers.first() else { continue };
        let mut words: Vec<String> = fillers.iter().map(|filler| format!("“{}”", filler.of(view.text))).collect();
        words.dedup();
        let message =
            format!("A citation tool wrote {} here. Write what the source says, or remove it.", words.join(", "));
        found.push(Finding::new(RULE.id, *first, message));
    }
}

/// The fields that are not filled in, in order.
fn fillers(cite: &Cite, text: &str) -> Vec<Span> {
    let fields = cite.fillers.iter();
    let mut fillers: Vec<Span> = fields
        .filter(|filler| filler.value != Filler::Unknown || holds_words(filler.span.of(text)))
        .map(|filler| filler.span)
        .collect();
    // A title is in quotation marks, and so is found whatever it says.
    let title = cite.title.iter().filter(|title| filler(&title.value) == Some(Filler::Title)).map(|title| title.span);
    let links: Vec<Span> = [&cite.url, &cite.doi].into_iter().flatten().map(|link| link.span).collect();
    let unfilled = unfilled(cite.span, text).filter(|span| !links.iter().any(|link| link.overlaps(*span)));
    for span in title.chain(unfilled).collect::<Vec<_>>() {
        if !fillers.iter().any(|other| other.overlaps(span)) {
            fillers.push(span);
        }
    }
    fillers.sort();
    fillers
}

/// The words of a cite that are a date with letters for digits (`05-xx-2024`), or only question marks.
fn unfilled(cite: Span, text: &str) -> impl Iterator<Item = Span> {
    let is_separator = |character: char| {
        character.is_whitespace() || matches!(character, '(' | ')' | '[' | ']' | ',' | ';' | '|' | '“' | '”' | '"')
    };
    let mut end = cite.start;
    cite.of(text).split_inclusive(is_separator).filter_map(move |word| {
        let start = end;
        end += word.len();
        let word = word.trim_end_matches(is_separator);
        is_unfilled(word).then(|| Span::new(start, start + word.len()))
    })
}

fn is_unfilled(word: &str) -> bool {
    if word.len() >= 3 && word.bytes().all(|byte| byte == b'?') {
        return true;
    }
    let parts = || word.split(['-', '/', '.']);
    let is_blank =
        |part: &str| matches!(part.len(), 2 | 4) && part.bytes().all(|byte| matches!(byte, b'x' | b'X' | b'?'));
    let is_number = |part: &str| matches!(part.len(), 1..=4) && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts().count(), 2 | 3) && parts().any(is_blank) && parts().all(|part| is_blank(part) || is_number(part))
}

/// The rule cite-empty-field reports `()`.
fn holds_words(filler: &str) -> bool {
    filler.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found_in_cite;

    #[test]
    fn what_tools_leave() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Martha Hostetter, 3-21-2019, “How unions act,” No Publication, https://www.example.org/unions //AS"), @r"
        Martha Hostetter, 3-21-2019, “How unions act,” No Publication, https://www.example.org/unions //AS
                                                       ^^^^^^^^^^^^^^ error: A citation tool wrote “No Publication” here. Write what the source says, or remove it.
        ");
        insta::assert_snapshot!(found_in_cite(RULE.id, "None 'None [None; Arms sales to Taiwan; No Publication; xx-xx-xxxx]"), @r"
        None 'None [None; Arms sales to Taiwan; No Publication; xx-xx-xxxx]
        ^^^^^^^^^^ error: A citation tool wrote “None 'None”, “None”, “No Publication”, “xx-xx-xxxx” here. Write what the source says, or remove it.
        ");
    }

    #[test]
    fn what_a_template_leaves() {
        for (cite, filler) in [
            ("Hostetter 19 (Martha Hostetter, 3-21-2019, “INSERT TITLE,” The Hill)", "INSERT TITLE"),
            ("Hostetter 19 (Martha Hostetter, 3-21-2019, “No Title,” The Hill)", "No Title"),
            ("Hostetter 19 (Martha Hostetter, 05-xx-2019, “How unions act,” The Hill)", "05-xx-2019"),
            ("Hostetter 17 (Martha Hostetter, xx-xx-17, “How unions act,” The Hill)", "xx-xx-17"),
            ("Hostetter 17 (Martha Hostetter, xx/xx/xxxx, “How unions act,” The Hill)", "xx/xx/xxxx"),
            ("Hostetter 19 (Martha Hostetter, ???, 3-21-2019, “How unions act,” The Hill)", "???"),
            ("Hostetter 19 (Martha Hostetter, TBD, 3-21-2019, “How unions act,” The Hill)", "TBD"),
        ] {
            assert!(found_in_cite(RULE.id, cite).contains(&format!("A citation tool wrote “{filler}” here")), "{cite}");
        }
    }

    #[test]
    fn words_of_a_title() {
        for cite in [
            "Choi 21 (Joseph Choi, The Hill, “None of the above,” 9-2-21)",
            "Choi 21 (Joseph Choi, The Hill, “What now?? XX-rated talks,” 9-2-21, https://www.example.org/xx-12-2021)",
            "Resurgent (). 2-13-2019. “Maduro’s end.” Stratfor.",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
