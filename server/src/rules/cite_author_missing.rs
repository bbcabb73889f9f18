//! Cites without an author, or without the one that is read aloud.

use crate::evidence::brief::Card;
use crate::evidence::cite::{Cite, Filler};
use crate::evidence::gazetteer::{self, Traits};
use crate::lint::brief_index::BriefIndex;
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity, anchor, cite_role, unread};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-author-missing",
    summary: "A cite that names no author and no organization",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for cites that name no person and no organization. A publication in the author’s place, at the \
           start, counts as one. Where nearly all cites of a file begin with the short cite that is read aloud, it \
           also reports, as information, one that begins with the bracket or the dash of the full cite.",
    why: "The primary author’s last name is read aloud with the year (NSDA 7.1.B), and a claim that nobody made \
          convinces nobody.",
    example: "Sanctions fail\n\n\
              “Why sanctions rarely work,” 4-12-2021, https://www.example.org/sanctions\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Name the author. If an article has no author, cite it by the organization or the publication.",
    check: Check::CardAndBrief(check, check_short_cites),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in cite_role::full(view.card) {
        let in_short_cite = cite.short.as_ref().is_some_and(|short| !short.names.is_empty());
        let named = in_short_cite || is_named(cite) || publication_is_read_aloud(cite, view.text);
        // The rule cite-placeholder reports what a tool wrote in the author’s place.
        let filled = cite_role::is_filled(cite, Filler::Author) || cite_role::is_filled(cite, Filler::Unknown);
        if !named && !filled && !cite_role::is_doubtful(view.card, cite) && !begins_with_unread_name(cite, view.text) {
            let message = "This cite has no author. Add the person or organization who wrote it.";
            found.push(Finding::new(RULE.id, cite_role::first_line(anchor::of_cite(cite), view.text), message));
        }
    }
}

/// Reports the cites whose short cite is gone, where nearly all cites of the brief have one.
fn check_short_cites(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    let (mut short, mut full_alone) = (0, Vec::new());
    for (entry, card, cite) in index.full_cites() {
        if cite.short.is_some() {
            short += 1;
        } else if cite.begins_with_full && is_named(cite) && !has_short_cite(card) {
            full_alone.push((entry.start, cite));
        }
    }
    if short < FEWEST_OF_A_HABIT || full_alone.len() * 100 > short * MOST_WITHOUT {
        return;
    }
    for (start, cite) in full_alone {
        let message = "The name and the year that are read aloud are missing. Add them before the full cite.";
        let finding = Finding::new(RULE.id, anchor::of_cite(cite).shift(start), message);
        found.push(Finding { severity: Some(Severity::Info), ..finding });
    }
}

/// Whether the short cite is on another line: a cite of its own, or the end of the tag.
fn has_short_cite(card: &Card) -> bool {
    let ends_in_year = |tag: &str| tag.trim_end().ends_with(|last: char| last.is_ascii_digit());
    card.cites.iter().any(|cite| cite.short.is_some()) || card.tag.as_ref().is_some_and(|tag| ends_in_year(&tag.value))
}

/// Fewer cites than this with a short cite are no habit.
const FEWEST_OF_A_HABIT: usize = 4;
/// How many cites may be without for 100 that have one, where having one is the habit.
const MOST_WITHOUT: usize = 25;

/// Whether the full cite has the author or the publication that could be read aloud. Otherwise [`check`] reports it.
fn is_named(cite: &Cite) -> bool {
    !cite.authors.is_empty() || publication_comes_first(cite)
}

/// Whether the cite begins with words in capitals that no field explains, or with a post that begins like a name
/// (`Ann LEE IR @ Leeds`): they may be a name that was not recognized. So may the line below a note with an asterisk.
fn begins_with_unread_name(cite: &Cite, text: &str) -> bool {
    let all = cite.span.of(text);
    let begins = |span: Span| !Span::new(cite.span.start, span.start).of(text).contains(char::is_alphanumeric);
    let unread = unread::unread(cite, text).into_iter().next();
    let post = cite.qualifications.first().map(|post| post.span);
    (all.starts_with('*') && !all.starts_with("**"))
        || [unread, post].into_iter().flatten().any(|span| begins(span) && begins_like_a_name(span.of(text)))
}

/// Whether the first two words are in capitals, and the first is no post, degree or body.
fn begins_like_a_name(words: &str) -> bool {
    let mut words = words.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    // `Ph. D in political science`
    if first == "Ph." {
        return false;
    }
    let other = Traits::POST | Traits::DEGREE | Traits::ORGANIZATION | Traits::PUBLICATION | Traits::FUNCTION_WORD;
    let is_other =
        |word: &str| gazetteer::traits(word.trim_matches(|letter: char| !letter.is_alphanumeric())).intersects(other);
    let second_counts = is_capital(second) || second.starts_with(|digit: char| digit.is_ascii_digit());
    is_capital(first) && second_counts && !is_other(first) && !is_other(second)
}

fn publication_comes_first(cite: &Cite) -> bool {
    let Some(publication) = &cite.container else { return false };
    let title = cite.title.as_ref().map(|title| title.span.start);
    let date = cite.issued.as_ref().map(|date| date.span.start);
    [title, date].into_iter().flatten().all(|start| publication.span.start < start)
}

/// `“Why They Are Wrong.” ECONOMIST 16. October 1.`: the publication is read aloud with the year.
fn publication_is_read_aloud(cite: &Cite, text: &str) -> bool {
    cite.container.as_ref().is_some_and(|publication| {
        let after = &text[publication.span.end..cite.span.end];
        let Some(year) = after.strip_prefix(' ') else { return false };
        let year = year.trim_start_matches(['’', '\'', '‘']);
        let digits = year.bytes().take_while(u8::is_ascii_digit).count();
        matches!(digits, 2 | 4) && [". ", ", ", " "].iter().any(|end| year[digits..].starts_with(end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found, found_in_cite};

    #[test]
    fn a_cite_without_a_name() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "“Why sanctions rarely work,” 4-12-2021, https://www.example.org/why"), @r"
        “Why sanctions rarely work,” 4-12-2021, https://www.example.org/why
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This cite has no author. Add the person or organization who wrote it.
        ");
    }

    #[test]
    fn organizations_papers_and_short_cites_are_names() {
        for cite in [
            "TASS, September 15, 2021",
            "The Economist, 12-18-2018, “Reforms are not attracting investors,” https://www.example.org/reforms",
            "Delgado 1999",
            "No Author, 3-21-2019, “How unions act,” The Hill, https://www.example.org/unions",
            "None 'None [None; Arms sales to Taiwan; No Publication; xx-xx-xxxx]",
            "“Why they are wrong.” ECONOMIST 16. October 1. https://www.economist.com/wrong",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }

    #[test]
    fn a_short_cite_that_all_others_have() {
        let cites = [
            "Choi 21 (Joseph Choi, reporter, “Off,” The Hill, 9-2-21)",
            "Delgado 19 (Ana Delgado, professor at Leeds, “Rights,” The Atlantic, 3-2-19)",
            "Moen 12 (Ole Moen, fellow, “Locks,” Harbor Post, 4-1-12)",
            "Rye 20 (Ann Rye, reporter, “Tides,” Harbor Post, 4-1-20)",
            "(Hal Brand, Eric Hale; professors at Leeds; 5-8-18; “Credibility”; https://www.example.org/a)",
        ];
        let brief = |cites: &[&str]| cites.iter().map(|cite| card("Sanctions fail", cite)).collect::<String>();
        let all = found(RULE.id, &brief(&cites));
        assert!(all.contains("info: The name and the year that are read aloud are missing."), "{all}");
        assert_eq!(found(RULE.id, &brief(&cites[2..])), "", "no habit");
        let below = format!("Brand 18 – professors at Leeds\n\n{}", cites[4]);
        assert_eq!(found(RULE.id, &brief(&[&cites[..4], &[&below]].concat())), "", "it is on the line above");
        let name_first = "Hal Brand, professor at Leeds, 5-8-18, “Credibility,” https://www.example.org/a";
        assert_eq!(found(RULE.id, &brief(&[&cites[..4], &[name_first]].concat())), "", "the name comes first");
    }

    #[test]
    fn a_name_that_was_not_recognized_is_no_missing_one() {
        for cite in [
            "Ann Sun LEE IR @ Leeds ’19 “Why sanctions rarely work,” Harbor Post, 4-12-2019, p. 1-30",
            "*Internal link\n\nGuay, 10-19-2018 - Terrence, Clinical Professor of Business; “Arms,” https://www.example.org/a",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }

    #[test]
    fn a_post_is_no_name() {
        for post in [
            "Professor of law at Leeds",
            "Reporter @ The Hill and writes at Axios, cyber expert",
            "Senior Research Fellow and the Director of the Harbor Program at Leeds",
            "She is the 2020-2021 Hale Distinguished Scholar and a professor of law at Leeds",
            "Ph. D in political science from Leeds, professor of law at Kiel",
        ] {
            let cite = format!("[{post}; “Why sanctions rarely work,” 4-12-2021, https://www.example.org/why]");
            assert_ne!(found_in_cite(RULE.id, &cite), "", "{cite}");
        }
    }
}
