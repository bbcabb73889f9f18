//! Cites without a year.

use crate::evidence::cite::{Cite, Filler, ShortYear};
use crate::evidence::date::calendar::{CalendarWord, calendar};
use crate::evidence::date::{CiteDate, Edtf, Fault, Form};
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, anchor, cite_role, unread};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-year-missing",
    summary: "A cite with no year anywhere",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for cites that have no year anywhere: no date at all, or a day and month without a year. It is a \
           hint if the line has so little in it that it may not be a cite at all.",
    why: "The year is read aloud with the author’s name (NSDA 7.1.B). Without it, nobody knows whether the evidence is \
          from before or after the events that the round is about.",
    example: "Multiple blows to relations\n\n\
              Igor Istomin, Associate Professor, 9-1, , With Russian-American entente moving forward\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Add the year of publication. If the source has none, write “n.d.” and the access date.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in cite_role::full(view.card) {
        if has_year(cite)
            || says_there_is_none(cite)
            || has_month_and_day_for_year(cite)
            || cite_role::is_filled(cite, Filler::Date)
            || has_unread_year(cite, view.text)
        {
            continue;
        }
        let doubtful = cite_role::is_doubtful(view.card, cite);
        if doubtful && !names_author_and_more(cite) {
            continue;
        }
        let Some(date) = cite.issued.as_ref().filter(|_| !doubtful) else {
            let remedy = "Add at least the year, or “n.d.” if there is none.";
            let message = match anchor::name_of_cite(cite) {
                Some(name) => format!("{name}: no date. {remedy}"),
                None => format!("This cite has no date. {remedy}"),
            };
            let mut finding = Finding::new(RULE.id, anchor::of_cite(cite), message);
            finding.severity = doubtful.then_some(Severity::Hint);
            found.push(finding);
            continue;
        };
        let message = match cite_role::year_in_link(cite) {
            Some(year) => format!("This date has no year. Add it. The link has {year}."),
            None => "This date has no year. Add it.".to_owned(),
        };
        let finding = Finding::new(RULE.id, date.span, message);
        found.push(match fix(date, cite, view.text) {
            Some((title, edit)) => finding.with_unsafe_fix(title, vec![edit]),
            None => finding,
        });
    }
}

/// Whether a line that may not be a cite has an author and something else of one.
fn names_author_and_more(cite: &Cite) -> bool {
    let others = [&cite.title, &cite.container, &cite.volume, &cite.pages, &cite.database, &cite.initials];
    let others = others.into_iter().flatten().count() + cite.qualifications.len() + usize::from(cite.issued.is_some());
    !cite.authors.is_empty() && others > 0
}

/// Whether a year is among the words that no field explains, or was taken for a part of a post: `Choi IR @ Leeds ’21`; or
/// stands where a short cite has it.
fn has_unread_year(cite: &Cite, text: &str) -> bool {
    let is_number = |word: &str, len: usize| word.len() == len && word.bytes().all(|byte| byte.is_ascii_digit());
    let bare = |word: &str| word.trim_matches(|character: char| !character.is_ascii_alphanumeric()).to_owned();
    let is_short = |word: &str| word.starts_with(['’', '\'', '‘']) && is_number(&bare(word), 2);
    let is_long = |word: &str| ["19", "20"].iter().any(|age| bare(word).starts_with(age)) && is_number(&bare(word), 4);
    let words = |span: Span| span.of(text).split_whitespace();
    unread::unread(cite, text).into_iter().any(|piece| words(piece).any(|word| is_short(word) || is_long(word)))
        || cite.qualifications.iter().any(|post| words(post.span).any(is_short))
        || begins_with_short_cite(cite.span.of(text))
}

/// The most words before the year of a short cite.
const LONGEST_SHORT_CITE: usize = 5;

/// Whether a number of two digits is among the first words, and no month is beside it: `Choi 21 – Joseph Choi`.
fn begins_with_short_cite(cite: &str) -> bool {
    let is_month = |word: Option<&&str>| {
        let word = word.map_or("", |word| word.trim_matches(|character: char| !character.is_alphanumeric()));
        matches!(calendar(word), Some(CalendarWord::Month(_)))
    };
    let words: Vec<&str> = cite.split_whitespace().take(LONGEST_SHORT_CITE + 2).collect();
    let is_number = |word: &str| {
        let word = word.trim_start_matches(['’', '\'', '‘']).trim_end_matches(['.', ',', ';', ':', ')', ']']);
        word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let end = words.len().min(LONGEST_SHORT_CITE + 1);
    (1..end).any(|at| is_number(words[at]) && !is_month(words.get(at - 1)) && !is_month(words.get(at + 1)))
}

fn has_year(cite: &Cite) -> bool {
    crate::lint::field::Field::Year.is_in(cite)
}

/// `n.d.`: the rule date-none reports it.
fn says_there_is_none(cite: &Cite) -> bool {
    let short_year = cite.short.as_ref().and_then(|short| short.year.as_ref());
    cite.issued.as_ref().is_some_and(|date| date.form == Form::None || date.fault == Some(Fault::NoSuchDay))
        || short_year.is_some_and(|year| year.value == ShortYear::NoDate)
}

/// `Hartocollis 8/4`: the rule cite-year-implicit reports it.
fn has_month_and_day_for_year(cite: &Cite) -> bool {
    let short_year = cite.short.as_ref().and_then(|short| short.year.as_ref());
    short_year.is_some_and(|year| matches!(year.value, ShortYear::MonthDay(..)))
}

/// Puts the year after the month and day: in the empty place of `9-1, ,`, or after what is there.
fn fix(date: &CiteDate, cite: &Cite, text: &str) -> Option<(String, Edit)> {
    let Some(Edtf::At(_)) = date.edtf else { return None };
    let day = date.span.of(text).trim_end_matches([',', ' ']);
    let after_day = date.span.start + day.len();
    let rest = text.get(after_day..)?;
    let spaces_and_commas = rest.len() - rest.trim_start_matches([',', ' ']).len();
    // A doubled comma is the year's empty place; a single one belongs to what follows.
    let empty_place = rest[..spaces_and_commas].matches(',').count() > 1;
    let place = if empty_place {
        let last_comma = rest[..spaces_and_commas].rfind(',')?;
        Span::new(after_day, after_day + last_comma)
    } else {
        Span::empty(after_day)
    };
    Some(match cite_role::year_in_link(cite) {
        Some(year) => (format!("Add {year}, the year in the link"), Edit::replace(place, format!(", {year}"))),
        None => ("Add the year".to_owned(), Edit::with_gap(place, ", ", "YEAR", "")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{fixed_cite, found_in_cite};

    #[test]
    fn no_date_at_all() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "USLegal. “Lobbying.” https://www.example.org/lobbying"), @r"
        USLegal. “Lobbying.” https://www.example.org/lobbying
        ^^^^^^^ warning: This cite has no date. Add at least the year, or “n.d.” if there is none.
        ");
    }

    #[test]
    fn the_years_place_is_empty() {
        let cite = "Igor Istomin |Associate Professor, 9-1, , With Russian-American entente moving forward, is there a place in Europe?";
        insta::assert_snapshot!(found_in_cite(RULE.id, cite), @r"
        Igor Istomin |Associate Professor, 9-1, , With Russian-American entente moving forward, is there a place in Europe?
                                           ^^^ warning: This date has no year. Add it.
                                           fix?: Add the year
        ");
        insta::assert_snapshot!(fixed_cite(RULE.id, cite), @"Igor Istomin |Associate Professor, 9-1, YEAR, With Russian-American entente moving forward, is there a place in Europe?");
    }

    #[test]
    fn the_link_suggests_a_year() {
        let cite = "Joseph Choi, reporter, The Hill, 9-2, , “Kremlin shrugs,” https://www.example.org/2021/09/kremlin";
        insta::assert_snapshot!(found_in_cite(RULE.id, cite), @r"
        Joseph Choi, reporter, The Hill, 9-2, , “Kremlin shrugs,” https://www.example.org/2021/09/kremlin
                                         ^^^ warning: This date has no year. Add it. The link has 2021.
                                         fix?: Add 2021, the year in the link
        ");
        insta::assert_snapshot!(fixed_cite(RULE.id, cite), @"Joseph Choi, reporter, The Hill, 9-2, 2021, “Kremlin shrugs,” https://www.example.org/2021/09/kremlin");
    }

    #[test]
    fn years_and_what_other_rules_report() {
        for cite in [
            "Utgoff 2",
            "Delgado 1999",
            "TASS, September 15, 2021",
            "USLegal n.d. (“Lobbying”)",
            "Press TV, 6/31/21, “Talks”",
            "https://www.example.org/talks",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }

    #[test]
    fn a_year_that_was_not_recognized_is_no_missing_one() {
        for cite in [
            "Jonathan PUGH Senior Fellow @ Newcastle ’17 The Effect of the Intervention https://www.example.org/a",
            "Brauner 18 – Jan M. Brauner, PhD in Plant Sciences from Leeds, “The Value of Risk”, Altruism, 12-6, https://www.example.org/a",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
