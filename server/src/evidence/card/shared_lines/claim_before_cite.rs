//! A claim and its cite on one line: where the cite begins.

use std::cell::OnceCell;

use super::signs::{REACH, TRIES, contains_word, proofs, short_end};
use crate::evidence::cite::lex::word::{Letters, Word, words};
use crate::evidence::gazetteer::{Traits, fold};
use crate::text::Span;

/// The cite that stands in the tag's own line, after the claim: `This can devastate NATO unity: Bond and Brakel
/// 18 (Ian Bond, …`, `… leadershipWallace et al 15 [Bill Wallace …`. In bytes of `text`; to the line's end.
///
/// A claim of three words at least, then names and a year right before a bracket, which says one of the names
/// again or holds two other things that only cites hold (a link, a quoted title, a date, a post).
pub(in crate::evidence::card) fn cite_in_tag(text: &str, line: Span) -> Option<Span> {
    let line = line.trim(text);
    let part = line.of(text);
    let reach = part.floor_char_boundary(REACH);
    let part = &part[..reach];
    let list = OnceCell::new();
    let words = || list.get_or_init(|| words(part)).as_slice();
    let start = cite_unspaced(part, words)
        .or_else(|| cite_before_bracket(part, words))
        .or_else(|| cite_with_name_again(part, words))?;
    Some(Span::new(line.start + start, line.end))
}

/// Words of a line that are looked at for a cite after the tag.
const WORDS: usize = 140;

/// Where a cite starts in the middle of the tag's last word: `… leadershipWallace et al 15 …`. Nothing but a lost
/// line end joins a small letter to a name that a year follows.
fn cite_unspaced<'w>(part: &str, words: impl Fn() -> &'w [Word]) -> Option<usize> {
    if !part.chars().zip(part.chars().skip(1)).any(|(one, next)| one.is_lowercase() && next.is_uppercase()) {
        return None;
    }
    let list = words();
    let (i, start) = list.iter().enumerate().take(WORDS).skip(1).find_map(|(i, word)| {
        let at = word.span.start + glued_name(word.span.of(part))?;
        Some((i, at)).filter(|_| leads_to_year(part, list.get(i..).unwrap_or_default()))
    })?;
    let claim = part.get(..start)?;
    // The title and the brackets of a cite, which a claim has seldom.
    let plain = !claim.contains(['“', '”', '"', '(', '[']) || is_closed(claim) && proofs(part.get(start..)?) >= 2;
    (i > 0 && plain && !claim.contains("://") && short_end(claim).is_none()).then_some(start)
}

/// Whether as many quotation marks and brackets are closed as are opened.
fn is_closed(claim: &str) -> bool {
    let count = |mark: char| claim.matches(mark).count();
    count('“') == count('”') && count('"').is_multiple_of(2) && count('(') == count(')') && count('[') == count(']')
}

/// Whether the first of `list` and the names after it stand before a year.
fn leads_to_year(part: &str, list: &[Word]) -> bool {
    /// Names and initials of a short cite's authors, with a title and `et al.`.
    const NAMES: usize = 14;
    for pair in list.windows(2).take(NAMES) {
        let [word, next] = pair else { return false };
        let gap = part.get(word.span.end..next.span.start).unwrap_or_default();
        if !gap.chars().all(|c| " \u{a0},.'’‘*_&".contains(c)) {
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
fn cite_with_name_again<'w>(part: &str, list: impl Fn() -> &'w [Word]) -> Option<usize> {
    if !part.contains(char::is_numeric) {
        return None;
    }
    let list = list();
    list.iter()
        .enumerate()
        .take(WORDS)
        .filter(|(_, word)| word.letters == Letters::Number && word.span.len() == 2)
        .find_map(|(year, word)| {
            let after = part.get(word.span.end..)?;
            let near = after.get(..after.floor_char_boundary(80))?;
            let start = claim_before(part, list, year, after)?;
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
fn cite_before_bracket<'w>(part: &str, words: impl Fn() -> &'w [Word]) -> Option<usize> {
    for open in part.match_indices(['(', '[']).map(|(at, _)| at).take(TRIES) {
        let head = part[..open].trim_end_matches([' ', '\\', '*', '_', '=']);
        if !head.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        // No word goes on over a bracket, or over what was trimmed.
        let count = words().partition_point(|word| word.span.end <= head.len());
        let list = words().get(..count).unwrap_or_default();
        let last = count.checked_sub(1)?;
        if let Some(start) = claim_before(head, list, last, &part[open..]) {
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
        .filter(|word| {
            word.letters == Letters::Small && !word.has(Traits::FUNCTION_WORD | Traits::PARTICLE | Traits::POST)
        })
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

/// Where in `leadershipWallace` or `e-wasteNath` the name begins.
fn glued_name(word: &str) -> Option<usize> {
    let at = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase())?.0;
    let before = &word[..at];
    let small = before.starts_with(char::is_lowercase)
        && before.ends_with(char::is_lowercase)
        && before.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'))
        && before.chars().count() >= 3;
    // `laterCRS`, but not `iPhone` and not `pH`
    (small && word[at..].chars().nth(1).is_some_and(char::is_alphabetic)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn in_tag(text: &str, want: Option<&str>) {
        assert_eq!(cite_in_tag(text, Span::new(0, text.len())).map(|span| span.of(text)), want, "{text}");
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
        for claim in ["Solar energy makes e-waste", "The aff is a “settler move” that keeps (most of) the state"] {
            let cite = "Holm 10 (Greta Holm, professor at Kiel, “Slips,” 5-9-2010)";
            in_tag(&format!("{claim}{cite}"), Some(cite));
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
}
