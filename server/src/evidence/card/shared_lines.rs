//! Things that share a line with a cite and are none of it: a claim before, evidence after; and the other way
//! round, a source at the end of the evidence.
//!
//! Each answer is a warning in the editor, so each is given only where nothing else is possible.

use crate::evidence::cite;
use crate::evidence::cite::lex::link::{LinkKind, links};
use crate::evidence::cite::lex::word::{Letters, Word, words};
use crate::evidence::date::dates_in;
use crate::evidence::gazetteer::{self, Traits, fold};
use crate::text::Span;

/// Brackets that are tried on one line, and bytes that are looked at.
const TRIES: usize = 4;
const REACH: usize = 2_000;

/// `span` of `text`, a cite's lines, without a claim before the cite and evidence after it on its line.
pub(super) fn cite_alone(text: &str, span: Span) -> Span {
    let mut span = span.trim(text);
    if let Some(cite) = cite_in_tag(text, first_line(text, span)) {
        span = Span::new(cite.start, span.end);
    }
    if span.of(text).contains('\n') {
        return span;
    }
    let read = cite::parse::head(text, span);
    match body_in_cite(text, span) {
        Some(body) if body < read.end => Span::new(span.start, body).trim(text),
        _ => span,
    }
}

/// The first line of `span`.
fn first_line(text: &str, span: Span) -> Span {
    let end = span.of(text).find(['\n', '\r']).map_or(span.end, |end| span.start + end);
    Span::new(span.start, end)
}

/// The cite that stands in the tag's own line, after the claim: `This can devastate NATO unity: Bond and Brakel
/// 18 (Ian Bond, …`, `… leadershipWallace et al 15 [Bill Wallace …`. In bytes of `text`; to the line's end.
///
/// A claim of three words at least, then names and a year right before a bracket, which says one of the names
/// again or holds two other things that only cites hold (a link, a quoted title, a date, a post).
pub(super) fn cite_in_tag(text: &str, line: Span) -> Option<Span> {
    let line = line.trim(text);
    let part = line.of(text);
    let reach = part.floor_char_boundary(REACH);
    let part = &part[..reach];
    let start = cite_unspaced(part).or_else(|| cite_before_bracket(part)).or_else(|| cite_with_name_again(part))?;
    Some(Span::new(line.start + start, line.end))
}

/// Words of a line that are looked at for a cite after the tag.
const WORDS: usize = 140;

/// Where a cite starts in the middle of the tag's last word: `… leadershipWallace et al 15 …`. Nothing but a lost
/// line end joins a small letter to a name that a year follows.
fn cite_unspaced(part: &str) -> Option<usize> {
    let list = words(part);
    let (i, start) = list.iter().enumerate().take(WORDS).skip(1).find_map(|(i, word)| {
        let at = word.span.start + glued_name(word.span.of(part))?;
        Some((i, at)).filter(|_| leads_to_year(part, list.get(i..).unwrap_or_default()))
    })?;
    let claim = part.get(..start)?;
    let is_claim = !claim.contains(['“', '”', '"', '(', '[']) && !claim.contains("://");
    (i > 0 && is_claim && short_end(claim).is_none()).then_some(start)
}

/// Whether the first of `list` and the names after it stand before a year.
fn leads_to_year(part: &str, list: &[Word]) -> bool {
    /// Names and initials of a short cite's authors, with a title and `et al.`.
    const NAMES: usize = 14;
    for pair in list.windows(2).take(NAMES) {
        let [word, next] = pair else { return false };
        let gap = part.get(word.span.end..next.span.start).unwrap_or_default();
        if !gap.chars().all(|c| " ,.'’‘*_&".contains(c)) {
            return false;
        }
        if next.letters == Letters::Number {
            return is_year(next.span.of(part));
        }
        let al = ["et", "al", "et.al"].iter().any(|et| next.is(part, et));
        if !(next.is_capital() || al || next.is_and(part) || next.has(Traits::PARTICLE)) {
            return false;
        }
    }
    false
}

/// `21`, `2021`, `2021b`
fn is_year(number: &str) -> bool {
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    match digits.len() {
        2 => true,
        4 => digits.starts_with("19") || digits.starts_with("20"),
        _ => false,
    }
}

/// Where a cite starts whose short year no bracket follows, but the name again: `… lock Oakes ’25 - Dara Oakes, …`.
fn cite_with_name_again(part: &str) -> Option<usize> {
    let list = words(part);
    list.iter()
        .enumerate()
        .take(WORDS)
        .filter(|(_, word)| word.letters == Letters::Number && word.span.len() == 2)
        .find_map(|(year, word)| {
            let after = part.get(word.span.end..)?;
            let near = after.get(..after.floor_char_boundary(80))?;
            let start = claim_before(part, &list, year, after)?;
            let name = part.get(start..word.span.start)?;
            let again = words(name).iter().any(|name_word| {
                name_word.is_capital()
                    && name_word.span.len() > 2
                    && contains_word(&fold(near), &fold(name_word.span.of(name)))
            });
            again.then_some(start)
        })
}

/// Where a cite starts whose bracket follows its year at once: `… NATO unity: Bond and Brakel 18 (Ian Bond, …`.
fn cite_before_bracket(part: &str) -> Option<usize> {
    for open in part.match_indices(['(', '[']).map(|(at, _)| at).take(TRIES) {
        let head = part[..open].trim_end_matches([' ', '\\', '*', '_', '=']);
        if !head.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let list = words(head);
        let last = list.len().checked_sub(1)?;
        if let Some(start) = claim_before(head, &list, last, &part[open..]) {
            return Some(start);
        }
    }
    None
}

/// Where the names begin whose year is word `year`, if a claim stands before them.
fn claim_before(part: &str, list: &[Word], year: usize, bracket: &str) -> Option<usize> {
    let digits = list[year].span.len();
    if list[year].letters != Letters::Number || !matches!(digits, 1 | 2 | 4) {
        return None;
    }
    let mut first = year;
    let mut glued = None;
    while first > 0 && year - first < 10 {
        let word = list[first - 1];
        let gap = &part[word.span.end..list[first].span.start];
        let joined = gap.chars().all(|c| matches!(c, ' ' | ',' | '.' | '\'' | '’' | '‘' | '*' | '_'));
        let stops = gap.contains('.')
            && word.letters != Letters::Initials
            && !["al", "et", "jr", "sr"].iter().any(|short| word.span.of(part).eq_ignore_ascii_case(short));
        let al = ["et", "al", "et.al"].iter().any(|et| word.span.of(part).eq_ignore_ascii_case(et));
        if !joined || stops {
            break;
        }
        if let Some(at) = glued_name(word.span.of(part)) {
            glued = Some(word.span.start + at);
            break;
        }
        if !(word.is_capital()
            || al
            || word.is_and(part)
            || (word.has(Traits::PARTICLE) && word.letters == Letters::Small))
        {
            break;
        }
        first -= 1;
    }
    while first < year && !list[first].is_capital() {
        first += 1;
    }
    if glued.is_none() && first == year {
        return None;
    }
    let start = glued.unwrap_or_else(|| {
        // `Russia Bond and Brakel 18`: names joined by `and` have one word each, unless the bracket says more.
        list[first].span.start
    });
    let before = &part[..start];
    let claim: Vec<&Word> = list.iter().take_while(|word| word.span.end <= start || word.span.start < start).collect();
    let content = claim
        .iter()
        .filter(|word| word.letters == Letters::Small && !word.has(Traits::SMALL | Traits::PARTICLE | Traits::POST))
        .count();
    if claim.len() < 3 || content == 0 || before.contains("://") || before.contains(['“', '”', '"', '(', '[']) {
        return None;
    }
    let names: Vec<&str> = match glued {
        Some(at) => vec![&part[at..list.iter().find(|word| word.span.end > at)?.span.end]],
        None => list[first..year].iter().filter(|word| word.is_capital()).map(|word| word.span.of(part)).collect(),
    };
    let signed = glued.is_some() || before.trim_end().ends_with([':', '.', '—', '–', '-', '?', '!']);
    let held = fold(bracket);
    let again = names.iter().any(|name| name.chars().count() > 2 && contains_word(&held, &fold(name)));
    let proofs = proofs(bracket);
    let sure = if signed { again || proofs >= 2 } else { again && proofs >= 1 };
    sure.then_some(start)
}

/// Where in `leadershipWallace` the name begins.
fn glued_name(word: &str) -> Option<usize> {
    let at = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase())?.0;
    let small = word[..at].chars().all(char::is_lowercase) && word[..at].chars().count() >= 3;
    // `laterCRS`, but not `iPhone` and not `pH`
    (small && word[at..].chars().nth(1).is_some_and(char::is_alphabetic)).then_some(at)
}

fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).take(8).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before && text[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}

/// How many sorts of things `part` holds that cites hold and claims do not.
fn proofs(part: &str) -> usize {
    let link = links(part).iter().any(|link| link.kind == LinkKind::Url);
    let quoted = part.contains(['“', '”', '"']);
    let date = !dates_in(part, Span::new(0, part.len()), 30).is_empty();
    let post = words(part).iter().take(30).any(|word| word.has(Traits::POST | Traits::DEGREE));
    [link, quoted, date, post].into_iter().filter(|proof| *proof).count()
}

/// Where on a cite's line the quoted body begins, in bytes of `text`: `Ryall and Abbruzzese 2016; An attacker …`,
/// `West’s 08 (West’s encyclopedia …)A right is …`.
///
/// After a short cite and the bracket of its full cite, a semicolon, or the bracket that ends a full cite, prose must
/// follow: a row of sentences, mostly in small letters, without link, access date or quoted title.
pub(super) fn body_in_cite(text: &str, line: Span) -> Option<usize> {
    let line = line.trim(text);
    let part = line.of(text);
    // Most cites end with their bracket, a link or initials: then there is no room for evidence.
    let bracket = part.find([')', ']']).is_some_and(|close| part.len() - close > 50);
    if !bracket && !part.as_bytes()[..part.len().min(160)].contains(&b';') {
        return None;
    }
    let head = &part[..part.floor_char_boundary(160)];
    let year_end = short_end(head)?;
    let after = part[year_end..].trim_start_matches([' ', '*', '\\', '_']);
    let at = part.len() - after.len();
    let body = match after.as_bytes().first()? {
        b'(' | b'[' => {
            let close = matching(part, at)?;
            let rest = part[close + 1..].trim_start();
            (close - at > 20 && is_prose(rest)).then_some(part.len() - rest.len())
        }
        b';' => {
            let rest = after[1..].trim_start();
            let opens = words(&rest[..rest.floor_char_boundary(60)]);
            let article = opens.first().is_some_and(|word| word.has(Traits::SMALL))
                && opens.get(1).is_some_and(|word| word.letters == Letters::Small);
            let elided = article && rest.trim_end().ends_with('…') && proofs(rest) == 0;
            (elided || is_prose(rest)).then_some(part.len() - rest.len())
        }
        _ => None,
    };
    Some(line.start + body.or_else(|| body_after_full_cite(part, year_end))?)
}

/// Where prose begins after a bracket that ends a full cite: one with a title or a link, and something else that only
/// cites hold. A biography has brackets too, and goes on after them.
fn body_after_full_cite(part: &str, year_end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut tries = 0;
    for (at, byte) in part.bytes().enumerate().take(REACH).skip(year_end) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' if depth == 1 => {
                depth = 0;
                let rest = part.get(at + 1..)?.trim_start();
                tries += 1;
                if rest.len() < SURE_PROSE || tries > TRIES {
                    return None;
                }
                let cite = part.get(year_end..=at)?;
                if is_prose(rest) && !goes_on_with_field(cite, rest) && names_source(cite) && proofs(cite) >= 2 {
                    return Some(part.len() - rest.len());
                }
            }
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Bytes of prose that are no longer part of a cite.
const SURE_PROSE: usize = 150;

/// Whether a cite says what it cites: by a title in quotation marks, or a link.
fn names_source(cite: &str) -> bool {
    cite.contains(['“', '"']) || links(cite).iter().any(|link| link.kind == LinkKind::Url)
}

/// Whether `rest` goes on with a field that `cite`, which a bracket ends, has not: a quoted title or a date soon follows.
fn goes_on_with_field(cite: &str, rest: &str) -> bool {
    let start = &rest[..rest.floor_char_boundary(80)];
    let quoted = |part: &str| part.contains(['“', '"']);
    let dated = |part: &str| !dates_in(part, Span::new(0, part.len()), 30).is_empty();
    (quoted(start) && !quoted(cite)) || (dated(start) && !dated(cite))
}

/// Where the short cite that `head` begins with ends: names and a year, with nothing else before.
fn short_end(head: &str) -> Option<usize> {
    let list = words(head);
    let year = list.iter().position(|word| word.letters == Letters::Number)?;
    let named = (1..=8).contains(&year)
        && list[..year].iter().all(|word| {
            word.is_capital()
                || word.is_and(head)
                || word.has(Traits::PARTICLE | Traits::SMALL)
                || word.span.of(head).eq_ignore_ascii_case("et")
        });
    let digits = list[year].span.of(head).len();
    let plain = list[..=year]
        .windows(2)
        .all(|pair| head[pair[0].span.end..pair[1].span.start].chars().all(|c| " ,.'’‘*_&".contains(c)));
    (named && plain && matches!(digits, 1 | 2 | 4)).then_some(list[year].span.end)
}

/// The bracket that closes the one at `open`.
fn matching(part: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, b) in part.as_bytes().iter().enumerate().skip(open).take(REACH) {
        match b {
            b'(' | b'[' => depth += 1,
            b')' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether `rest` reads like quoted evidence and not like the rest of a cite.
fn is_prose(rest: &str) -> bool {
    let rest = rest.trim_end();
    let start = &rest[..rest.floor_char_boundary(600)];
    if rest.len() < 50 || !rest.starts_with(char::is_alphabetic) {
        return false;
    }
    let list = words(start);
    let small = list.iter().filter(|word| word.letters == Letters::Small).count();
    let ends = rest.ends_with(['.', '!', '?', '”', '"', '…', ')']) || rest.len() > 300;
    let first_line = &start[..start.floor_char_boundary(200)];
    let cites = links(first_line).iter().any(|link| link.kind == LinkKind::Url)
        || ["accessed", "doa", "retrieved"].iter().any(|word| contains_word(&fold(first_line), word))
        || list.iter().take(4).any(|word| word.has(Traits::POST | Traits::DEGREE));
    list.len() >= 9 && small * 2 > list.len() && ends && !cites
}

/// The source at the end of a line of evidence, in bytes of `text`: its link, or a bracket with a link or a
/// known publication and a date.
///
/// A link that is part of a sentence (`visit https://…`) is evidence.
pub(super) fn cite_at_end_of_body(text: &str, line: Span) -> Option<Span> {
    let line = line.trim(text);
    let part = line.of(text);
    let tail_start = part.ceil_char_boundary(part.len().saturating_sub(400));
    let tail = &part[tail_start..];
    let at = match tail.trim_end_matches(['.', ' ']).ends_with([')', ']']) {
        true => bracket_source(tail)?,
        false => link_source(tail)?,
    };
    let before = part[..tail_start + at].trim_end();
    // A line that is all source is a cite, not a body that ends in one.
    let words = words(&before[before.ceil_char_boundary(before.len().saturating_sub(200))..]);
    let small = words.iter().filter(|word| word.letters == Letters::Small).count();
    (before.len() >= 40 && small * 2 > words.len()).then(|| Span::new(line.start + tail_start + at, line.end))
}

fn link_source(tail: &str) -> Option<usize> {
    let link = links(tail).into_iter().rev().find(|link| link.kind == LinkKind::Url && !link.value.is_empty())?;
    let after = tail[link.span.end..].trim_matches([' ', '.', '>', '*', '_']);
    let before = tail[..link.span.start].trim_end_matches([' ', '<', '*', '_', '\u{a0}']);
    let label = ["source:", "link:", "url:"].iter().find(|label| fold(before).ends_with(*label));
    let sentence = before.ends_with(['.', '!', '?', '”', '"', '…', '’']) || label.is_some();
    let start = label.map_or(link.span.start, |label| before.len() - label.len());
    (after.is_empty() && sentence).then_some(start)
}

fn bracket_source(tail: &str) -> Option<usize> {
    let open = tail.rfind(['(', '['])?;
    let inside = tail[open + 1..].trim_end_matches(['.', ' ', ')', ']']);
    let sentence = tail[..open].trim_end().ends_with(['.', '!', '?', '”', '"', '…']);
    let link = links(inside).into_iter().any(|link| link.kind == LinkKind::Url && !link.value.is_empty());
    let paper = inside.split([',', ';']).any(|field| gazetteer::publication(field.trim()).is_some());
    let dated = dates_in(inside, Span::new(0, inside.len()), 30).iter().any(|date| date.edtf.is_some());
    (sentence && (link || (paper && dated))).then_some(open)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole(text: &str) -> Span {
        Span::new(0, text.len())
    }

    #[track_caller]
    fn in_tag(text: &str, want: Option<&str>) {
        assert_eq!(cite_in_tag(text, whole(text)).map(|span| span.of(text)), want, "{text}");
    }

    #[test]
    fn a_cite_in_the_tags_line_is_found() {
        let bond = "Bond and Brakel 18 (Ian Bond, DIRECTOR OF FOREIGN POLICY, 1/24/2018)";
        in_tag(&format!("This can devastate NATO unity: {bond}"), Some(bond));
        let wallace = "Wallace et al 15 [Bill Wallace, professor, “Title,” 3-4-15]";
        in_tag(&format!("That destroys American leadership{wallace}"), Some(wallace));
    }

    #[test]
    fn a_cite_without_a_bracket_in_the_tags_line_is_found() {
        for cite in [
            "Holm et al. 21. Fellow @ Kiel Institute, 5/9/21. “Two Chairs.” https://x.org/a",
            "Greta Holm 19, Kiel Institute, 5-9-2019, https://x.org/a",
            "Dr. Greta Holm and Jan Vries ’19 – professors, 5-9-19, “Slips”",
            "Holm 2019, “Slips”",
            "OECD 21, “Slips,” 5-9-21",
        ] {
            in_tag(&format!("Fares rise with every winter now{cite}"), Some(cite));
        }
        let bell = "Bell '23 - Amara Bell, 2-3-2023, “Open Water”, https://x.org/a";
        in_tag(&format!("Premiums are higher because of the second wreck {bell}"), Some(bell));
    }

    #[test]
    fn a_capital_in_a_word_of_a_cite_is_no_tag() {
        for text in [
            "Holm 19 – Greta Holm, Kiel Institute. medRxiv 2019. https://x.org/a",
            "Slips and Fares, posted on bioRxiv, 5-9-2019",
            "New phones run macOS and sell well",
            "“Slips” by openDemocracy 2019",
        ] {
            in_tag(text, None);
        }
    }

    #[test]
    fn a_cite_is_apart_from_the_claim_before_it_and_the_body_after_it() {
        let alone = |text: &'static str| cite_alone(text, whole(text)).of(text);
        let text = "This can devastate NATO unity: Bond and Brakel 18 (Ian Bond, DIRECTOR, 1/24/2018. “Judy Asks,” Carnegie Europe)";
        assert_eq!(alone(text), &text[31..]);
        assert_eq!(alone("Ryall and Abbruzzese 2016; An attacker …"), "Ryall and Abbruzzese 2016;");
    }

    proptest! {
        #[test]
        fn no_text_stops_it(text in "\\PC{0,200}") {
            cite_alone(&text, whole(&text));
            cite_at_end_of_body(&text, whole(&text));
        }
    }

    #[test]
    fn a_plain_cite_or_tag_is_left_alone() {
        for text in [
            "Max Waxman 14 (Max Waxman, professor of law, 2014)",
            "Zhang and Shi ‘11 – Researcher at Carnegie. [Yuhan Zhang and Lin Shi, 2011]",
            "The House passed the bill in 2015 (after long talks)",
            "Sanctions fail against Russia 3 (three) times in a row",
            "Bruce Riedel of the Brookings Institution 14 (Bruce Riedel, senior fellow, 3-4-14)",
            "Heg is good: it stopped war in 1945 [see above]",
        ] {
            in_tag(text, None);
        }
    }

    #[test]
    fn a_body_behind_the_cite_is_found() {
        let body =
            |text: &str| body_in_cite(text, whole(text)).map(|at| text[at..].chars().take(12).collect::<String>());
        assert_eq!(body("Ryall and Abbruzzese 2016; An attacker …").as_deref(), Some("An attacker "));
        assert_eq!(
            body("West’s 08 (West’s encyclopedia of American law)A right is a claim that the law will protect against everyone else in the state.").as_deref(),
            Some("A right is a")
        );
        let prose = "The board reported on Tuesday that fares had risen in each of the last six winters, and that fewer \
                     than half of the islanders could pay for a weekly crossing without giving something up.";
        for cite in [
            "Holm 19 – Greta Holm is a professor of law at Kiel. (“A Case against Fares,” Fall 2019, pg. 99-101)",
            "Greta Holm 19, Fellow at the Kiel Institute, “Slips”, Baltic Review, 5-9-2019, p. 8-10 [edited for length]",
            "Holm ‘9/17 [Greta; reporter; 9/17/20; “Slips”; https://x.org/a; accessed 9/17/20; TV]",
        ] {
            assert_eq!(body(&format!("{cite}{prose}")).as_deref(), Some("The board re"), "{cite}");
            assert_eq!(body(&format!("{cite} {prose}")).as_deref(), Some("The board re"), "{cite}");
        }
        // A biography goes on after its brackets.
        let biography = "Holm 6 – Greta Holm is an attorney. Before that she was counsel of the board (formerly the office) \
                         where she prosecuted cases for the islands, and she received a degree in history from the \
                         university of the valley (now closed) and taught there for eleven years until the flood.";
        assert_eq!(body(&format!("{biography} (“Slips,” 2006, pg. 301)")), None);
        assert_eq!(body("Maas 21 (Matthijs; April 2021; https://x.org/a) SAP"), None);
        assert_eq!(
            body("Smith 12 (John, Professor) “The Long Title of a Work,” Foreign Affairs, https://x.org/a/b"),
            None
        );
        assert_eq!(body("Waldman 15 - Susanne, PhD in Risk Communication at Carleton University."), None);
    }

    #[test]
    fn a_source_behind_the_body_is_found() {
        let source = |text: &str| cite_at_end_of_body(text, whole(text)).map(|span| span.of(text).to_owned());
        let body = "Officials said on Monday that the two sides had agreed to go on.";
        assert_eq!(source(&format!("{body} https://x.org/a/b")).as_deref(), Some("https://x.org/a/b"));
        assert_eq!(source(&format!("{body} (Reuters, 9-15-21)")).as_deref(), Some("(Reuters, 9-15-21)"));
        assert_eq!(source("For more on the talks that began on Monday in the capital visit https://x.org/a"), None);
        assert_eq!(source(&format!("{body} (Smith 2012)")), None);
        assert_eq!(source("https://x.org/a"), None);
    }
}
