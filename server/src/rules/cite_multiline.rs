//! A cite that is broken over several lines.

use crate::evidence::brief::Card;
use crate::evidence::cite::Cite;
use crate::evidence::gazetteer::{self, Traits};
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity, cite_role};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    id: "cite-multiline",
    summary: "A cite that runs over several lines",
    severity: Severity::Info,
    enabled: Enabled::ByDefault,
    what: "Checks for cites that are broken over several lines. A short cite on its own line above the full cite is \
           normal, and is not reported. A line that begins with a quotation mark and has no link or date is not \
           reported either.",
    why: "Other programs take the second line for a tag or for the quotation, and a link that is cut in two does not \
          open.",
    example: "Mediation fails\n\n\
              Thai News Service, September 7, 2021\n\n\
              Syria resumes pounding militants’ positions after Russia-mediated deal fails\n\n\
              The military renewed its attacks against the last enclave in the southwestern city after the deal to \
              restore government rule in the area and end the presence of militants there had collapsed.",
    fix: "Join the lines. `--fix` does this only where the second line must be part of the cite: a link, an access \
          date, the rest of a bracket. A title may just as well be a heading of the article, so there you choose.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in view.card.cites.iter().filter(|cite| !cite_role::is_doubtful(view.card, cite)) {
        let mut open = Open::at(cite.span.start);
        let edits = breaks(cite, view.text).map(|gap| {
            open.read(view.text, gap.start);
            joined(gap, cite, view.text, &open)
        });
        let edits: Vec<Edit> = edits.collect();
        let Some(first) = edits.first() else { continue };
        // A quoted sentence is more likely the beginning of the quotation than a title.
        if edits.iter().any(|edit| is_quotation(cite, edit.span.end, view.text)) {
            continue;
        }
        let rest = Span::new(first.span.end, cite.span.end);
        let line = cite_role::first_line(rest, view.text);
        let finding = Finding::new(RULE.id, line, "This line belongs to the cite above. Join the lines.");
        found.push(if holds_something_else(view.card, cite) {
            finding
        } else {
            finding.with_fix("Join the lines", edits)
        });
    }
}

/// The whitespace around each line end, except after a short cite on its own line.
fn breaks(cite: &Cite, text: &str) -> impl Iterator<Item = Span> {
    let inside = cite.span.of(text);
    // Where the full cite begins: between it and the short cite is only punctuation.
    let full = cite.short.as_ref().map(|short| {
        let rest = &text[short.span.end..cite.span.end];
        short.span.end + rest.find(char::is_alphanumeric).unwrap_or(rest.len())
    });
    let mut upto = 0;
    std::iter::from_fn(move || {
        let at = upto + inside[upto..].find(['\n', '\r'])?;
        let start = inside[..at].trim_end().len();
        let end = inside.len() - inside[at..].trim_start().len();
        upto = end;
        Some(Span::new(start, end).shift(cite.span.start))
    })
    .filter(move |gap| {
        let short = cite.short.as_ref().map_or(0, |short| short.span.end);
        !full.is_some_and(|full| short <= gap.start && gap.end <= full)
            && divides(cite, *gap)
            && !is_note(&text[cite.span.start..gap.start])
    })
}

/// Whether the line that begins at `at` opens with a quotation mark and has no link or date.
fn is_quotation(cite: &Cite, at: usize, text: &str) -> bool {
    let line = cite_role::first_line(Span::new(at, cite.span.end), text);
    let links = [&cite.url, &cite.doi].into_iter().flatten().map(|link| link.span);
    let dates = [&cite.issued, &cite.accessed].into_iter().flatten().map(|date| date.span);
    line.of(text).starts_with(['“', '”', '„', '«', '"', '‘', '\''])
        && !links.chain(dates).any(|field| field.overlaps(line))
}

/// Whether a line above the cite is a note, not one of its fields: `*Internal link`, `[Note – they cite another]`.
fn is_note(line: &str) -> bool {
    (line.starts_with('*') && !line.starts_with("**")) || (line.starts_with('[') && line.ends_with(']'))
}

/// Whether the cite has a field on both sides of `gap`. A line above all of them is a note (`*Internal`), and a line
/// below all of them is a heading of the article.
fn divides(cite: &Cite, gap: Span) -> bool {
    let (mut before, mut after) = (false, false);
    for field in fields(cite) {
        before |= field.start < gap.end;
        after |= field.end > gap.start;
    }
    before && after
}

/// The spans of the cite’s fields.
fn fields(cite: &Cite) -> impl Iterator<Item = Span> {
    let dates = [&cite.issued, &cite.accessed].into_iter().flatten().map(|date| date.span);
    let texts =
        [&cite.title, &cite.container, &cite.volume, &cite.issue, &cite.pages, &cite.url, &cite.doi, &cite.database];
    let texts = texts.into_iter().flatten().chain(&cite.qualifications).map(|text| text.span);
    let short = cite.short.as_ref().map(|short| short.span);
    cite.authors.iter().map(|author| author.span).chain(short).chain(dates).chain(texts)
}

/// Replaces a line end: inside a link with nothing, inside a phrase or beside a separator with a space, elsewhere with a
/// comma.
fn joined(gap: Span, cite: &Cite, text: &str, open: &Open) -> Edit {
    let in_link = cite.url.as_ref().is_some_and(|url| url.span.start < gap.start && gap.end < url.span.end);
    let before = text[..gap.start].chars().next_back().unwrap_or(' ');
    let after = text[gap.end..].chars().next().unwrap_or(' ');
    Edit::replace(
        gap,
        if in_link {
            ""
        } else if ",;:.?!([{-–—/|”\"".contains(before)
            || ")]}([,;–—|".contains(after)
            || is_wrapped(gap, cite, text, open)
        {
            " "
        } else {
            ", "
        },
    )
}

/// Whether the line was only wrapped: a phrase goes on after its end, and a comma there would change what it says.
/// Inside brackets a cite already has its commas.
fn is_wrapped(gap: Span, cite: &Cite, text: &str, open: &Open) -> bool {
    let before = &text[cite.span.start..gap.start];
    let last = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    fields(cite).any(|field| field.start < gap.start && gap.end < field.end)
        || gazetteer::traits(last).contains(Traits::FUNCTION_WORD)
        || open.quoted
        || open.brackets > 0
}

/// What is open at a position in a cite. It reads on from gap to gap, because a cite may have a thousand of them.
struct Open {
    upto: usize,
    quoted: bool,
    brackets: u32,
}

impl Open {
    fn at(start: usize) -> Self {
        Self { upto: start, quoted: false, brackets: 0 }
    }

    fn read(&mut self, text: &str, upto: usize) {
        for character in Span::new(self.upto, upto).of(text).chars() {
            match character {
                '“' => self.quoted = true,
                '”' => self.quoted = false,
                '"' => self.quoted = !self.quoted,
                '(' | '[' => self.brackets += 1,
                ')' | ']' => self.brackets = self.brackets.saturating_sub(1),
                _ => {}
            }
        }
        self.upto = self.upto.max(upto);
    }
}

/// Whether there is a comment or an undertag inside the cite: joining the lines would make it part of the cite.
fn holds_something_else(card: &Card, cite: &Cite) -> bool {
    [&card.comments, &card.undertags].into_iter().any(|parts| {
        let first = parts.partition_point(|part| part.span.end <= cite.span.start);
        parts.get(first).is_some_and(|part| part.span.overlaps(cite.span))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{fixed_cite, found_in_cite};

    #[test]
    fn a_title_on_the_next_line() {
        let cite =
            "Thai News Service, September 7, 2021\n\nSyria/Russia: Syria Resumes Pounding Positions After Deal Fails";
        insta::assert_snapshot!(found_in_cite(RULE.id, cite), @r"
        Syria/Russia: Syria Resumes Pounding Positions After Deal Fails
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: This line belongs to the cite above. Join the lines.
        fix?: Join the lines
        ");
        insta::assert_snapshot!(fixed_cite(RULE.id, cite), @"Thai News Service, September 7, 2021, Syria/Russia: Syria Resumes Pounding Positions After Deal Fails");
    }

    #[test]
    fn a_link_that_the_line_end_cut() {
        let cite = "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” 9-2-21,\nhttps://www.example.org/2021/09/kremlin-shrugs)";
        insta::assert_snapshot!(fixed_cite(RULE.id, cite), @"Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs,” 9-2-21, https://www.example.org/2021/09/kremlin-shrugs)");
    }

    #[test]
    fn a_line_that_was_full_gets_no_comma() {
        for cite in [
            "Eric Tannenbaum, senior lecturer in\nwar studies, “Hedging,” International Security Notes, Summer 2011",
            "Tannenbaum 11 (Eric Tannenbaum, senior lecturer, \"Hedging and the\nMyth of the Cascade,\" ISN, Summer 2011)",
            "Choi 21 (Joseph\nChoi, The Hill, September 2, 2021, “Kremlin shrugs”)",
            "Choi 21 (Joseph Choi, The Hill, September\n2, 2021, “Kremlin shrugs”)",
        ] {
            assert_eq!(fixed_cite(RULE.id, cite), cite.replace('\n', " "), "{cite}");
        }
    }

    #[test]
    fn a_short_cite_may_have_a_line_to_itself() {
        for cite in [
            "Choi 21\nJoseph Choi, The Hill, “Kremlin shrugs at sanctions,” September 2, 2021, https://www.example.org/a",
            "**Choi 21**\n(Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” September 2, 2021, https://www.example.org/a)",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }

    #[test]
    fn a_remark_above_and_a_heading_below_are_no_part_of_it() {
        let cite = "Choi 21 (Joseph Choi, The Hill, “Kremlin shrugs at sanctions,” 9-2-21, https://www.example.org/a)";
        assert_eq!(found_in_cite(RULE.id, &format!("*Internal link\n{cite}")), "");
        assert_eq!(found_in_cite(RULE.id, &format!("{cite}\n“Playing hard to get”")), "");
    }

    #[test]
    fn what_is_joined_is_one_cite_still() {
        let cite = "Thai News Service, September 7, 2021\nSyria Resumes Pounding Positions After Deal Fails";
        assert_eq!(found_in_cite(RULE.id, &fixed_cite(RULE.id, cite)), "");
    }
}
