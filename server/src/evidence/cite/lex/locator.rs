//! Volume, issue and pages: `Vol. 117, No. 4`, `50(2)`, `12.3 (2013): 34-56`, `pp. 323-331`, `p.1626-1691`,
//! `p. A4`, and the places of a reader that knows no pages, `Kindle Locations 1234-1240`.

use super::word::{Letters, Word};
use crate::evidence::gazetteer::Traits;
use crate::text::Span;

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LocatorKind {
    Volume,
    Issue,
    Pages,
}

/// A locator: its number, and all of it with its label.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Locator {
    /// Which.
    pub(crate) kind: LocatorKind,
    /// With its label.
    pub(crate) span: Span,
    /// The number or numbers alone.
    pub(crate) number: Span,
}

const LABELS: [(&str, LocatorKind); 19] = [
    ("numbers", LocatorKind::Issue),
    ("issues", LocatorKind::Issue),
    ("volume", LocatorKind::Volume),
    ("vol", LocatorKind::Volume),
    ("vols", LocatorKind::Volume),
    ("issue", LocatorKind::Issue),
    ("iss", LocatorKind::Issue),
    ("number", LocatorKind::Issue),
    ("num", LocatorKind::Issue),
    ("no", LocatorKind::Issue),
    ("nos", LocatorKind::Issue),
    ("pages", LocatorKind::Pages),
    ("page", LocatorKind::Pages),
    ("pgs", LocatorKind::Pages),
    ("pg", LocatorKind::Pages),
    ("pp", LocatorKind::Pages),
    ("p", LocatorKind::Pages),
    ("v", LocatorKind::Volume),
    ("n", LocatorKind::Issue),
];

/// The locators of `text` within `span`, in order.
pub(crate) fn locators(text: &str, span: Span) -> Vec<Locator> {
    let part = span.of(text);
    let bytes = part.as_bytes();
    let mut found: Vec<Locator> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let begins_word = at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] >= 0x80);
        // `Page 11 [Susan Page`: an author.
        let starts = at < 4
            && bytes[at..].starts_with(b"Page ")
            && text[..span.start + at].trim().is_empty()
            && text[span.start + at + 4..].contains(" Page");
        let located = if !begins_word || starts {
            None
        } else if bytes[at].is_ascii_digit() {
            bare(part, at)
        } else if bytes[at].is_ascii_alphabetic() {
            labeled(part, at).map(|located| [Some(located), None, None])
        } else {
            None
        };
        match located {
            Some(located) => {
                for located in located.into_iter().flatten() {
                    at = at.max(located.span.end);
                    found.push(Locator {
                        span: located.span.shift(span.start),
                        number: located.number.shift(span.start),
                        ..located
                    });
                }
            }
            None => at += 1,
        }
    }
    found
}

/// `126 Harv. L. Rev. 1565`: volume and first page, in the lawyers' way, round an abbreviated name.
pub(crate) fn reporters(text: &str, words: &[Word]) -> Vec<Locator> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 2 < words.len() {
        let volume = words[at].span;
        if words[at].letters != Letters::Number || words[at].dot || !(1..=3).contains(&volume.len()) {
            at += 1;
            continue;
        }
        let name = words[at + 1..].iter().take(8).take_while(|word| is_reporter_word(text, word)).count();
        let page = words.get(at + 1 + name).filter(|page| page.letters == Letters::Number && page.span.len() <= 4);
        let abbreviated = words[at + 1..at + 1 + name].iter().any(|word| {
            let title =
                ["dr", "mr", "mrs", "ms", "prof"].iter().any(|title| word.span.of(text).eq_ignore_ascii_case(title));
            // `41 Yale L.J. 227`
            let initials =
                word.letters == Letters::Initials && !word.span.of(text).to_ascii_uppercase().contains("L.J");
            word.dot && !initials && !title
        });
        match page {
            Some(page) if abbreviated && name >= 2 => {
                // `894 So. 2d 288`: a court's reports are no publication that a reader would look for.
                let last = words[at + name];
                let court = last.letters == Letters::Number;
                let span = if court { volume.join(last.span) } else { volume };
                found.push(Locator { kind: LocatorKind::Volume, span, number: volume });
                // `1901, 1905`: the first page, and the one that is quoted.
                let quoted = words.get(at + name + 2).filter(|next| {
                    let date = text[next.span.end..].starts_with(['/', '-', '.']);
                    text[page.span.end..next.span.start] == *", "
                        && !date
                        && next.letters == Letters::Number
                        && next.span.len() <= 4
                });
                let span = quoted.map_or(page.span, |quoted| page.span.join(quoted.span));
                found.push(Locator { kind: LocatorKind::Pages, span, number: page.span });
                at += name + 2 + usize::from(quoted.is_some());
            }
            _ => at += 1,
        }
    }
    found
}

/// `Kindle Locations 1234-1240`, `Kindle Edition, loc. 234`: places in a reader that knows no pages. The number keeps
/// its word, which says that it is no page.
pub(crate) fn kindle_locations(text: &str, words: &[Word]) -> Vec<Locator> {
    let is = |at: usize, known: &[&str]| {
        words.get(at).is_some_and(|word| known.iter().any(|known| word.span.of(text).eq_ignore_ascii_case(known)))
    };
    let mut found = Vec::new();
    for at in 0..words.len() {
        let kindle = is(at, &["kindle"]) && is(at + 1, &["loc", "locs", "location", "locations"]);
        let label = at + usize::from(kindle);
        if !kindle && !is(at, &["loc", "locs"]) || (at > 0 && is(at - 1, &["kindle"])) {
            continue;
        }
        let rest = text[words[label].span.end..].trim_start_matches(['.', ' ']);
        if let Some(number) =
            numbers(text, text.len() - rest.len(), true).filter(|_| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            let span = Span::new(words[at].span.start, number.end);
            let number = Span::new(words[label].span.start, number.end);
            found.push(Locator { kind: LocatorKind::Pages, span, number });
        }
    }
    found
}

/// Whether `word` may stand in an abbreviated reporter's name: a capital, `&`, or `of`, close after the last.
fn is_reporter_word(text: &str, word: &Word) -> bool {
    let before = text[..word.span.start].trim_end_matches([' ', '.']);
    let close = text[before.len()..word.span.start].len() <= 3 && !before.ends_with([',', ';', ')', ']', '”', '"']);
    close
        && !word.has(Traits::CALENDAR)
        && (word.is_capital()
            || word.letters == Letters::And
            || ["of", "2d", "3d", "4th", "5th"].contains(&word.span.of(text)))
}

/// `Vol. 117`, `p.1626-1691`, `pg 11-12`
fn labeled(part: &str, at: usize) -> Option<Locator> {
    let word = part[at..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let (label, kind) = LABELS.iter().find(|(label, _)| part[at..at + word].eq_ignore_ascii_case(label))?;
    let dot = part[at + word..].starts_with('.');
    let mut start = at + word + usize::from(dot);
    start += part[start..].len() - part[start..].trim_start_matches([' ', '#', ':']).len();
    // One letter is a label only with its period (or glued to the number): `a p 3`, `n 4`.
    if label.len() == 1 && !dot && *kind != LocatorKind::Pages {
        return None;
    }
    let number = numbers(part, start, *kind == LocatorKind::Pages)
        .or_else(|| (*kind == LocatorKind::Pages).then(|| pages_of_sections(part, start))?)?;
    Some(Locator { kind: *kind, span: Span::new(at, number.end), number })
}

/// The pages of a paper in sections: `A4`, `A1, A6`, `B12-B14`.
fn pages_of_sections(part: &str, start: usize) -> Option<Span> {
    let page = |from: usize| {
        let rest = &part.as_bytes()[from..];
        let digits = rest.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count();
        let ends = !rest.get(1 + digits).is_some_and(u8::is_ascii_alphanumeric);
        (rest.first()?.is_ascii_uppercase() && (1..=3).contains(&digits) && ends).then_some(from + 1 + digits)
    };
    let mut end = page(start)?;
    while let Some(next) = part[end..].strip_prefix([',', '-', '–', '&']) {
        let next = next.trim_start_matches(' ');
        let Some(further) = page(part.len() - next.len()) else { break };
        end = further;
    }
    Some(Span::new(start, end))
}

/// A number, or where `many`, a row of them: `323-331, 340`. Roman numerals are taken for volumes and pages.
fn numbers(part: &str, start: usize, many: bool) -> Option<Span> {
    let rest = &part[start..];
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut len = digits(rest);
    if len == 0 {
        let roman = rest.bytes().take_while(|b| b"ivxlcIVXLC".contains(b)).count();
        let ends = !rest[roman..].starts_with(char::is_alphanumeric);
        return (roman > 0 && roman <= 6 && ends).then(|| Span::new(start, start + roman));
    }
    let joined = |len: usize, joints: &[char]| {
        let after = rest[len..].trim_start_matches(' ');
        let number = after.strip_prefix(joints)?.trim_start_matches(['-', ' ']);
        (digits(number) > 0).then(|| rest.len() - number.len() + digits(number))
    };
    if let Some(end) = joined(len, &['-', '–', '—', '‑', '/']) {
        len = end;
    }
    while many && let Some(end) = joined(len, &['&']) {
        len = end;
    }
    Some(Span::new(start, start + len))
}

/// `50(2)`, `12.3 (2013): 34-56`, `37:3`: volume, issue and pages without labels.
fn bare(part: &str, at: usize) -> Option<[Option<Locator>; 3]> {
    let digits = |from: usize| part[from..].bytes().take_while(u8::is_ascii_digit).count();
    let volume = Span::new(at, at + digits(at));
    if volume.len() > 3 {
        return None;
    }
    let rest = &part[volume.end..];
    let (issue, end) = if rest.starts_with('(') || rest.starts_with(" (") {
        let open = volume.end + rest.find('(')? + 1;
        let number =
            numbers(part, open, false).filter(|number| number.len() <= 5 && part[number.end..].starts_with(')'))?;
        (number, number.end + 1)
    } else if rest.starts_with('.') || rest.starts_with(':') {
        let space = usize::from(rest.starts_with(": "));
        let start = volume.end + 1 + space;
        let number = Span::new(start, start + digits(start));
        let after = part[number.end..].trim_start();
        // The year in the bracket is a date already, so that the text may end there.
        let dated = after == "(" || after.starts_with('(') && digits(part.len() - after.len() + 1) == 4;
        let paged = after.starts_with(": ") && digits(part.len() - after.len() + 2) > 0;
        // `Presidential Studies Quarterly 38: 1)`: after a name, and nothing after.
        let name = part[..at].trim_end().rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase));
        let alone = rest.starts_with(':') && name && (after.is_empty() || after.starts_with([',', '.', ')', ';', ']']));
        // Without any of these it is a decimal, a time or a verse.
        let sure = ((dated || paged) && space == 0) || alone || pages_after(part, number.end).is_some();
        if number.is_empty() || number.len() > 2 || !sure {
            return None;
        }
        (number, number.end)
    } else {
        return None;
    };
    let pages = pages_after(part, end);
    let of = |kind, span, number| Some(Locator { kind, span, number });
    Some([
        of(LocatorKind::Volume, volume, volume),
        of(LocatorKind::Issue, Span::new(volume.end, end), issue),
        pages.and_then(|(span, number)| of(LocatorKind::Pages, span, number)),
    ])
}

/// The pages after a volume and issue: `: 34-56`, `, 34–56`. A year in brackets between is left alone.
fn pages_after(part: &str, at: usize) -> Option<(Span, Span)> {
    let after = part[at..].strip_prefix([':', ','])?.trim_start_matches(' ');
    let number = numbers(part, part.len() - after.len(), true)?;
    let row = number.of(part).contains(['-', '–']);
    row.then(|| (Span::new(at, number.end), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let show = |located: Locator| format!("{:?} {}", located.kind, located.number.of(text));
        locators(text, Span::new(0, text.len())).into_iter().map(show).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn locators_are_found() {
        for (text, want) in [
            ("Vol. 117, No. 4", "Volume 117; Issue 4"),
            ("vol. 123, p.1626-1691", "Volume 123; Pages 1626-1691"),
            ("Value Inquiry 50(2).", "Volume 50; Issue 2"),
            ("Journal 12.3 (2013): 34-56", "Volume 12; Issue 3"),
            ("Journal, 12(3), 4–15", "Volume 12; Issue 3; Pages 4–15"),
            ("pp. 323-331", "Pages 323-331"),
            ("pg. 11-12", "Pages 11-12"),
            ("Presidential Studies Quarterly 38: 1)", "Volume 38; Issue 1"),
            ("at 12:30, Number One, p. Google", ""),
            ("no talks in 50 (fifty) days", ""),
            ("9-15-21, 12:30 pm", ""),
            ("Vol. XII", "Volume XII"),
            ("New York Times, p. A4", "Pages A4"),
            ("pp. A1, A6", "Pages A1, A6"),
            ("pg. B12–B14.", "Pages B12–B14"),
            ("pp. 1--40", "Pages 1--40"),
            ("p. A, location 5", ""),
        ] {
            assert_eq!(show(text), want, "{text}");
        }
    }

    #[test]
    fn places_in_a_reader_are_found() {
        let show = |text: &str| {
            let words = crate::evidence::cite::lex::word::words(text);
            kindle_locations(text, &words).iter().map(|located| located.number.of(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(show("The Tide, Kindle Locations 1934-1940"), ["Locations 1934-1940"]);
        assert_eq!(show("Kindle Edition, loc. 2034."), ["loc. 2034"]);
        assert!(show("Kindle Edition, 2014, location of the harbour, loc").is_empty());
    }

    #[test]
    fn reporters_are_found() {
        let show = |text: &str| {
            let words = crate::evidence::cite::lex::word::words(text);
            reporters(text, &words).iter().map(|located| located.number.of(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(show("Title,” 126 Harv. L. Rev. 1565"), ["126", "1565"]);
        assert_eq!(show("89 Fordham L. Rev. 1123 (2021)"), ["89", "1123"]);
        assert!(show("Lopez 12 Dr. Smith 2012").is_empty());
        assert!(show("9 Sept. 2012").is_empty());
    }
}
