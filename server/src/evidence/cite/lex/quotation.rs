//! Quotations in a cite: double quotation marks in whatever direction they were typed, and single ones
//! where there are no double ones.

use crate::text::Span;

/// A quoted stretch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quotation {
    /// With its marks.
    pub(crate) outer: Span,
    /// Without.
    pub(crate) inner: Span,
    /// Whether it is closed. One that is not ends where its line does.
    pub(crate) closed: bool,
}

/// No title is longer, in bytes.
const LONGEST: usize = 500;

/// The quoted stretches of `text`, in order, outermost only.
pub(crate) fn quotations(text: &str) -> Vec<Quotation> {
    let marks: Vec<(usize, char)> =
        text.char_indices().filter(|(_, c)| matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')).collect();
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(&(at, mark)) = marks.get(next) {
        match close(text, &marks, next) {
            Some(last) => {
                let (end, closing) = marks[last];
                found.push(Quotation {
                    outer: Span::new(at, end + closing.len_utf8()),
                    inner: Span::new(at + mark.len_utf8(), end),
                    closed: true,
                });
                next = last + 1;
            }
            None => {
                let inner = at + mark.len_utf8();
                // A closing mark that nothing opened, or an inch.
                if !stands_behind_word(text, at) {
                    let end = text[inner..].find('\n').map_or(text.len(), |line| inner + line);
                    found.push(Quotation { outer: Span::new(at, end), inner: Span::new(inner, end), closed: false });
                }
                next += 1;
            }
        }
    }
    if found.iter().any(|quotation| quotation.closed) {
        found
    } else {
        single(text).map_or(found, |quotation| vec![quotation])
    }
}

/// The mark that closes the one at `open`. A mark after a space and before a letter opens an inner quotation
/// if enough marks are left to close both.
fn close(text: &str, marks: &[(usize, char)], open: usize) -> Option<usize> {
    let start = marks[open].0;
    let line_end = text[start..].find('\n').map_or(text.len(), |line| start + line);
    let left = |from: usize| {
        marks[from..].iter().take(4).take_while(|(at, _)| *at < line_end && *at < start + LONGEST).count()
    };
    let mut depth = 1;
    for (index, &(at, mark)) in marks.iter().enumerate().skip(open + 1) {
        if at >= line_end || at > start + LONGEST {
            return None;
        }
        let before = text[..at].chars().next_back().is_some_and(|c| c.is_whitespace() || "([‘—“\"".contains(c));
        let after = text[at + mark.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
        let opens = before && after && mark != '”' && mark != '»';
        if opens && left(index + 1) > depth {
            depth += 1;
            continue;
        }
        // `"Title on “Another.”`: one closing mark for both.
        if opens && mark == '“' && marks[index + 1..].first().is_some_and(|(at, mark)| *mark == '”' && *at < line_end)
        {
            continue;
        }
        depth -= 1;
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

fn stands_behind_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|c| {
        !c.is_whitespace() && !matches!(c, '(' | '[' | ',' | '.' | ';' | ':' | '-' | '–' | '—' | ')' | ']')
    })
}

/// The first stretch in single quotation marks that is a field of its own: it begins after a separator with a
/// capital, and ends before one.
fn single(text: &str) -> Option<Quotation> {
    let is_mark = |c: char| matches!(c, '\'' | '‘' | '’' | '‛' | '`');
    for (at, mark) in text.char_indices().filter(|(_, c)| is_mark(*c)) {
        let inside = at + mark.len_utf8();
        let before = text[..at].trim_end().chars().next_back();
        let field = before.is_some_and(|c| ",.;:()[]|-–—".contains(c) || c.is_ascii_digit())
            && text[..at].ends_with([' ', '(', '[']);
        if !field || !text[inside..].starts_with(char::is_uppercase) {
            continue;
        }
        let mut limit = (inside + LONGEST).min(text.len());
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let end =
            text[inside..limit].char_indices().filter(|(_, c)| is_mark(*c)).map(|(end, c)| (inside + end, c)).find(
                |&(end, c)| {
                    let last = text[..end].chars().next_back().is_some_and(|c| ",.?!".contains(c));
                    let after = text[end + c.len_utf8()..].chars().next();
                    after.is_none_or(|c| ",.;)]".contains(c)) || (last && after.is_some_and(char::is_whitespace))
                },
            );
        if let Some((end, closing)) = end
            && text[inside..end].split_whitespace().count() >= 3
        {
            return Some(Quotation {
                outer: Span::new(at, end + closing.len_utf8()),
                inner: Span::new(inside, end),
                closed: true,
            });
        }
        // One attempt: apostrophes are many, and each would look through the rest.
        return None;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let show = |quotation: Quotation| {
            format!("{}{}", quotation.inner.of(text).trim(), if quotation.closed { "" } else { " (open)" })
        };
        quotations(text).into_iter().map(show).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn marks_pair_in_any_direction() {
        for (text, want) in [
            ("Layne. “Coming Storms.” Foreign", "Coming Storms."),
            ("x, ”Coming Storms,” y", "Coming Storms,"),
            ("x, “Coming Storms,“ y", "Coming Storms,"),
            ("x, \" It’s Time ,\" Brookings", "It’s Time ,"),
            ("\"The \"New\" Deal,\" Vox", "The \"New\" Deal,"),
            ("“The “New” Deal,” Vox", "The “New” Deal,"),
            ("\"One,\" and \"Two\"", "One, | Two"),
            ("\"Title,\"Reuters", "Title,"),
            ("“Never closed, Reuters", "Never closed, Reuters (open)"),
            ("a 5” gun", ""),
            ("Smith, ‘Saudi Arabia’s workers’ rights at risk’, Vox", "Saudi Arabia’s workers’ rights at risk"),
            ("Nelson ‘08 says", ""),
        ] {
            assert_eq!(show(text), want, "{text}");
        }
    }
}
