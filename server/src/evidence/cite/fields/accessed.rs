//! The access date: when the cutter looked at the source. It is recognized by its words (`accessed`, `DOA`, `retrieved`).

use crate::evidence::cite::lex::Tokens;
use crate::evidence::cite::lex::access_word::is_access_word;
use crate::text::Span;

/// The access dates: each date's index, and the stretch of it and its words.
pub(crate) fn accessed(text: &str, tokens: &Tokens) -> Vec<(usize, Span)> {
    let mut after = 0;
    let mut found = Vec::new();
    for (at, date) in tokens.dates.iter().enumerate() {
        let span = date.date.span;
        if let Some(start) = access_word(text, tokens, after, span.start) {
            found.push((at, Span::new(start, span.end)));
        } else if let Some(end) = access_word_after(text, tokens, span.end) {
            found.push((at, Span::new(span.start, end)));
        }
        after = span.end;
    }
    found
}

/// `[5-1-2026 access]`: where the access word ends that stands after the date that ends at `date`, and ends its field.
fn access_word_after(text: &str, tokens: &Tokens, date: usize) -> Option<usize> {
    let word = tokens.words.get(tokens.words.partition_point(|word| word.span.start < date))?;
    let ends = text[word.span.end..].trim_start().chars().next().is_none_or(|c| ")],;.".contains(c));
    let next = text.get(date..word.span.start)?.trim().is_empty();
    (next && ends && is_access_word(word.span.of(text))).then_some(word.span.end)
}

/// Where the words begin that make the date at `date` an access date; they stand after `from`.
fn access_word(text: &str, tokens: &Tokens, from: usize, date: usize) -> Option<usize> {
    let end = tokens.words.partition_point(|word| word.span.end <= date);
    let mut at = end;
    let mut passed = 0;
    while at > 0 && passed <= 5 {
        at -= 1;
        let word = tokens.words[at];
        if word.span.start < from {
            return None;
        }
        // `Accessed at https://… on 3-4-12`
        if let Some(link) =
            tokens.links.iter().find(|link| link.span.start <= word.span.start && word.span.end <= link.span.end)
        {
            if link.span.end + 6 < date {
                return None;
            }
            at = tokens.words.partition_point(|word| word.span.start < link.span.start);
            continue;
        }
        let name = word.span.of(text);
        if is_access_word(name) {
            let between = &text[word.span.end..date];
            let broken =
                between.contains(['"', '“', '”']) || (passed > 0 && between.trim_start_matches('.').contains(". "));
            return (!broken).then(|| first_word(text, tokens, at));
        }
        // `AD 5-1-26`
        if passed == 0 && name == "AD" && text[word.span.end..date].trim_matches([' ', ':', '-']).is_empty() {
            return Some(word.span.start);
        }
        // MLA: `Web. 3 Mar. 2014.`
        if passed == 0 && name == "Web" && word.dot {
            return Some(word.span.start);
        }
        passed += 1;
    }
    None
}

/// `Date Accessed`, `Last accessed`, `Date of Access`: where the words before the access word begin.
fn first_word(text: &str, tokens: &Tokens, access: usize) -> usize {
    let mut at = access;
    while at > 0 {
        let before = tokens.words[at - 1];
        let word = before.span.of(text);
        let joined = text[before.span.end..tokens.words[at].span.start].trim().is_empty();
        if !joined
            || !["date", "last", "of", "was", "website", "online"].iter().any(|known| word.eq_ignore_ascii_case(known))
        {
            break;
        }
        at -= 1;
    }
    tokens.words[at].span.start
}
