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
           “INSERT TITLE”, “[AUTHOR]”, “MM/DD/YYYY”, “05-xx-2024”, “None”, “TBD”, “???”.",
    why: "It looks like a cite and is not one. A judge who reads “None 'None” knows that nobody looked at the source.",
    example: "Arms sales deter\n\n\
              Martha Hostetter, 3-21-2019, “How unions act as a force for change,” No Publication, \
              https://www.example.org/unions //AS\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Open the source and write what it says. If it does not say, leave the field out.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        let fillers = fillers(cite, view.text);
        let Some(first) = fillers.first() else { continue };
        let mut words: Vec<String> = fillers.iter().map(|filler| format!("“{}”", filler.of(view.text))).collect();
        words.dedup();
        let message = format!("{} is a placeholder. Write what the source says, or remove it.", words.join(", "));
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
    let links: Vec<Span> = [&cite.url, &cite.doi].into_iter().flatten().map(|link| link.span).collect();
    let places = template_fields(cite.span, text).chain(unfilled_dates(cite.span, text));
    for span in places.filter(|span| !links.iter().any(|link| link.overlaps(*span))) {
        if !fillers.iter().any(|other| other.overlaps(span)) {
            fillers.push(span);
        }
    }
    fillers.sort();
    fillers
}

/// The stretches between two separators that are words of a template, whatever field they stand in.
fn template_fields(cite: Span, text: &str) -> impl Iterator<Item = Span> {
    let is_separator = |character: char| {
        matches!(
            character,
            ',' | ';' | '|' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '“' | '”' | '"' | '\n' | '\r' | '*' | '_'
        )
    };
    let mut end = cite.start;
    cite.of(text).split_inclusive(is_separator).filter_map(move |piece| {
        let start = end;
        end += piece.len();
        let field = Span::new(
            start,
            end - piece.chars().next_back().filter(|last| is_separator(*last)).map_or(0, char::len_utf8),
        );
        let field = field.trim(text);
        let words = field.of(text).trim_end_matches(['.', ':', '!']);
        let before = text[..field.start].chars().next_back();
        let is_bracketed = matches!(before, Some('[' | '{' | '<'))
            && matches!(text[field.end..].chars().next(), Some(']' | '}' | '>'));
        is_template(words, is_bracketed).then(|| Span::new(field.start, field.start + words.len()))
    })
}

/// Words that name a field of a cite.
const FIELDS: [&str; 23] = [
    "access",
    "accessed",
    "article",
    "author",
    "authors",
    "cite",
    "citation",
    "date",
    "day",
    "journal",
    "link",
    "month",
    "name",
    "page",
    "pages",
    "publication",
    "publisher",
    "qualifications",
    "quals",
    "source",
    "title",
    "url",
    "year",
];

/// Words that tell the writer what to do with a field.
const ORDERS: [&str; 10] = ["add", "enter", "find", "first", "full", "here", "insert", "last", "unknown", "your"];

/// What stands as it is in the templates of editors, ours among them.
const AS_IS: [&str; 8] = ["TBD", "TODO", "XXX", "XXXX", "YEAR", "First Last", "Firstname Lastname", "qualifications"];

/// The longest field, in bytes, that may be of a template.
const LONGEST_TEMPLATE: usize = 32;

/// Whether `field` is a template’s: `AUTHOR NAME`, `[title]`, `Insert source here`. A single word counts in brackets, or
/// where it is a name that no author, title or publication has.
fn is_template(field: &str, is_bracketed: bool) -> bool {
    if field.is_empty() || field.len() > LONGEST_TEMPLATE {
        return false;
    }
    if AS_IS.contains(&field) || matches!(filler(field), Some(Filler::Title | Filler::Publication)) {
        return true;
    }
    // Hardly any field has such a word.
    if !field.split_whitespace().any(|word| FIELDS.iter().any(|field| field.eq_ignore_ascii_case(word))) {
        return false;
    }
    let lower = field.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let is_known = |word: &&str| FIELDS.contains(word) || ORDERS.contains(word) || ["the", "of", "or"].contains(word);
    if !words.iter().all(is_known) {
        return false;
    }
    let is_capitals = !field.contains(char::is_lowercase);
    let orders = words.iter().any(|word| ["add", "enter", "insert", "your", "here", "unknown"].contains(word));
    is_bracketed || (words.len() > 1 && (is_capitals || orders))
}

/// The words of a cite that are a date with letters or question marks for digits (`05-xx-2024`, `MM/DD/YYYY`), or only
/// question marks.
fn unfilled_dates(cite: Span, text: &str) -> impl Iterator<Item = Span> {
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
    let is_blank = |part: &str| {
        let upper = part.to_ascii_uppercase();
        matches!(part.len(), 2 | 4) && part.bytes().all(|byte| matches!(byte, b'x' | b'X' | b'?'))
            || ["M", "MM", "D", "DD", "YY", "YYYY"].contains(&upper.as_str())
    };
    let is_number = |part: &str| matches!(part.len(), 1..=4) && part.bytes().all(|byte| byte.is_ascii_digit());
    // `DD/MM` may be initials, `MM-12` a number of anything: letters count in all three places.
    let has_letters = parts().any(|part| part.starts_with(['M', 'm', 'D', 'd', 'Y', 'y']));
    matches!(parts().count(), 2 | 3)
        && parts().any(is_blank)
        && parts().all(|part| is_blank(part) || is_number(part))
        && (!has_letters || (parts().count() == 3 && parts().all(is_blank)))
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
                                                       ^^^^^^^^^^^^^^ error: “No Publication” is a placeholder. Write what the source says, or remove it.
        ");
        insta::assert_snapshot!(found_in_cite(RULE.id, "None 'None [None; Arms sales to Taiwan; No Publication; xx-xx-xxxx]"), @r"
        None 'None [None; Arms sales to Taiwan; No Publication; xx-xx-xxxx]
        ^^^^^^^^^^ error: “None 'None”, “None”, “No Publication”, “xx-xx-xxxx” is a placeholder. Write what the source says, or remove it.
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
            assert!(found_in_cite(RULE.id, cite).contains(&format!("“{filler}” is a placeholder")), "{cite}");
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
