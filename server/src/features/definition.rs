//! Where a name leads: from `AT: X` to the block that argues X and back, from `[[X]]` to its block, from a
//! cite to the fullest cite of its source.

use super::at_cursor::{AtCursor, at_cursor};
use super::bibliography::field_count;
use super::mentions::{Mention, MentionRole, mentions_of};
use super::same_source::{Citation, cites_of};
use crate::evidence::brief::Brief;
use crate::text::Span;

/// Where to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The name at the cursor, in bytes of the first brief.
    pub from: Span,
    /// The targets; one or more.
    pub targets: Vec<Target>,
}

/// A target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The number of the brief.
    pub brief: usize,
    /// The heading or the card, in bytes of that brief.
    pub whole: Span,
    /// The words that the cursor goes to.
    pub span: Span,
}

/// Where to go from `at`, a byte of the first brief; the targets are in any of `briefs`. O(entries).
pub fn definition(briefs: &[&Brief], at: usize) -> Option<Definition> {
    let at_cursor = at_cursor(briefs.first()?, at)?;
    let targets = match &at_cursor {
        AtCursor::Argument(from) => of_argument(briefs, from),
        AtCursor::Source(from) => of_source(briefs, from),
    };
    (!targets.is_empty()).then(|| Definition { from: at_cursor.span(), targets })
}

fn of_argument(briefs: &[&Brief], from: &Mention<'_>) -> Vec<Target> {
    // Mentions with the first of these roles that any mention has.
    let preferred: &[MentionRole] = match from.role {
        MentionRole::Argues => &[MentionRole::Answers, MentionRole::Argues],
        MentionRole::Answers => &[MentionRole::Argues, MentionRole::Claims],
        MentionRole::Refers => &[MentionRole::Argues, MentionRole::Answers, MentionRole::Claims],
        MentionRole::RefersToAnswer => &[MentionRole::Answers, MentionRole::Argues],
        MentionRole::Claims => &[MentionRole::Argues, MentionRole::Answers],
    };
    let all: Vec<(usize, Mention<'_>)> = (briefs.iter().enumerate())
        .flat_map(|(number, brief)| mentions_of(brief, from.words).map(move |mention| (number, mention)))
        .collect();
    let with = |role: MentionRole| {
        let found = all.iter().filter(move |(_, mention)| mention.role == role);
        found.map(|(brief, mention)| Target { brief: *brief, whole: mention.whole, span: mention.span })
    };
    preferred.iter().map(|&role| with(role).collect::<Vec<_>>()).find(|found| !found.is_empty()).unwrap_or_default()
}

/// The fullest cite; of several, the first.
fn of_source(briefs: &[&Brief], from: &Citation<'_>) -> Vec<Target> {
    let all = (briefs.iter().enumerate())
        .flat_map(|(number, brief)| cites_of(brief, from.cite).map(move |quoted| (number, quoted)));
    let fullest =
        all.reduce(|best, next| if field_count(next.1.cite) > field_count(best.1.cite) { next } else { best });
    fullest.map(|(brief, quoted)| Target { brief, whole: quoted.whole, span: quoted.span }).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{brief, underlined};
    use super::*;

    fn shown(briefs: &[&str]) -> String {
        let read: Vec<_> = briefs.iter().map(|text| brief(text)).collect();
        let all: Vec<&Brief> = read.iter().map(|(brief, ..)| brief).collect();
        let Some(found) = definition(&all, read[0].2) else { return "nowhere".to_owned() };
        let from = underlined(&read[0].1, [(found.from, "from".to_owned())]);
        let to = found
            .targets
            .iter()
            .map(|target| underlined(&read[target.brief].1, [(target.span, format!("to, in {}", target.brief))]));
        from + &to.collect::<String>()
    }

    const HEG: &str =
        "## Heg Good\n\n### 2AC---AT: Heg good\n\n#### See [[heg good]] and [[AT: Heg Good]]\n\n### AT: Talks fail";

    fn with_cursor(before: &str) -> String {
        HEG.replacen(before, &format!("{before}|"), 1)
    }

    #[test]
    fn from_answer_to_argument_and_back() {
        insta::assert_snapshot!(shown(&[&with_cursor("AT: Heg")]), @r"
        ### 2AC---AT: Heg good
                      ^^^^^^^^ from
        ## Heg Good
           ^^^^^^^^ to, in 0
        ");
        insta::assert_snapshot!(shown(&[&with_cursor("## Heg")]), @r"
        ## Heg Good
           ^^^^^^^^ from
        ### 2AC---AT: Heg good
                      ^^^^^^^^ to, in 0
        ");
    }

    #[test]
    fn from_references_to_their_blocks() {
        insta::assert_snapshot!(shown(&[&with_cursor("[[heg")]), @r"
        #### See [[heg good]] and [[AT: Heg Good]]
                   ^^^^^^^^ from
        ## Heg Good
           ^^^^^^^^ to, in 0
        ");
        insta::assert_snapshot!(shown(&[&with_cursor("[[AT: ")]), @r"
        #### See [[heg good]] and [[AT: Heg Good]]
                                        ^^^^^^^^ from
        ### 2AC---AT: Heg good
                      ^^^^^^^^ to, in 0
        ");
    }

    #[test]
    fn an_argument_may_be_in_another_brief_or_only_a_tag() {
        let other = "#### Talks fail\n\nTASS, September 7, 2021\n\nThe talks have failed.";
        insta::assert_snapshot!(shown(&[&with_cursor("AT: Talks"), other]), @r"
        ### AT: Talks fail
                ^^^^^^^^^^ from
        #### Talks fail
             ^^^^^^^^^^ to, in 1
        ");
        assert_eq!(shown(&[&with_cursor("AT: Talks")]), "nowhere");
        assert_eq!(shown(&["#### Nobody| answers this"]), "nowhere");
    }

    #[test]
    fn from_a_short_cite_to_the_full_one() {
        let text = "#### They will not talk\n\nChoi 21\n\nThey said so on Monday, and left.\n\n\
            #### They never did\n\nChoi 21, Joseph Choi, reporter, 9-15-21, “Kremlin”, The Hill\n\nNever once, he said.";
        insta::assert_snapshot!(shown(&[&text.replacen("Choi", "Ch|oi", 1)]), @r"
        Choi 21
        ^^^^^^^ from
        Choi 21, Joseph Choi, reporter, 9-15-21, “Kremlin”, The Hill
        ^^^^^^^ to, in 0
        ");
    }
}
