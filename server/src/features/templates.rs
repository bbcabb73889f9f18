//! Text to fill in: a whole card, a cite, a heading. Offered only on a blank line, or on a line that is nothing but the
//! template’s name, so that no word of a tag or of evidence ever becomes one.

use jiff::civil::Date;

use super::completion_item::{Completion, CompletionKind};
use super::snippet::Snippet;
use crate::text::Span;

/// Cites as they are written, for the sources that debaters quote. Gaps are in braces; `{M-D-YY}` and `{YY}` are today’s,
/// so that a person sees the form.
const CITES: [(&str, &str, &str); 3] = [
    (
        "Cite an article",
        "author, qualifications, date, title, publication, link",
        "{Last} {YY}, {First Last}, {qualifications}, {M-D-YY}, “{Title},” {Publication}, {https://}, accessed TODAY",
    ),
    ("Cite an agency", "organization, date, title, link", "{Agency}, {M-D-YY}, “{Title},” {https://}, accessed TODAY"),
    (
        "Cite a journal",
        "author, qualifications, year, title, journal, volume, pages",
        "{Last} {YY}, {First Last}, {qualifications}, {YEAR}, “{Title},” {Journal}, Vol. {1}, No. {1}, pp. {1-2}",
    ),
];

/// What a line begins: its name, what it is, and its text. `¶` is a paragraph break.
const ENTRIES: [(&str, &str, &str); 5] = [
    ("card", "a tag, a cite and the quoted evidence", "TAG{What the evidence says}¶CITE¶{Paste the evidence here.}"),
    ("block", "a heading above the cards of one argument", "### {AT: Their argument}"),
    ("hat", "a heading above blocks", "## {Hat}"),
    ("pocket", "a heading above hats", "# {Pocket}"),
    ("ignore", "turns a rule off for the next card", "<!-- debate-ls: ignore {rule} -->"),
];

/// The name to type for any of the cites.
const CITE: &str = "cite";

/// How a brief is written, as far as templates follow it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form<'a> {
    /// Whether its tags have `####`.
    pub(super) marked_tags: bool,
    /// Two line ends, as the text has them.
    pub(super) paragraph_break: &'a str,
}

/// Cites to fill in.
pub(super) fn cites(replaces: Span, today: Date) -> Vec<Completion> {
    CITES
        .into_iter()
        .map(|(label, detail, pattern)| item(CompletionKind::Cite, label, detail, &filled(pattern, today), replaces))
        .collect()
}

/// Cards, headings and comments to fill in, those whose name is `typed`; all of them if nothing is typed.
pub(super) fn entries(typed: &str, replaces: Span, form: Form<'_>, today: Date) -> Vec<Completion> {
    let named = ENTRIES.into_iter().filter(|(name, ..)| typed.is_empty() || *name == typed);
    named
        .map(|(name, detail, pattern)| {
            let tag = if form.marked_tags { "#### " } else { "" };
            let pattern = pattern.replace("TAG", tag).replace("CITE", CITES[0].2).replace('¶', form.paragraph_break);
            item(CompletionKind::Entry, name, detail, &filled(&pattern, today), replaces)
        })
        .collect()
}

/// Whether a line that is nothing but `typed` asks for a template by its name.
pub(super) fn is_name(typed: &str) -> bool {
    typed == CITE || ENTRIES.iter().any(|(name, ..)| *name == typed)
}

/// Whether `typed` asks for cites by their name.
pub(super) fn is_cite(typed: &str) -> bool {
    typed == CITE
}

/// `11-22-26`
pub(super) fn numeric(day: Date) -> String {
    format!("{}-{}-{:02}", day.month(), day.day(), day.year().rem_euclid(100))
}

fn filled(pattern: &str, today: Date) -> String {
    let short = format!("{:02}", today.year().rem_euclid(100));
    pattern
        .replace("{YY}", &format!("{{{short}}}"))
        .replace("{YEAR}", &format!("{{{}}}", today.year()))
        .replace("{M-D-YY}", &format!("{{{}}}", numeric(today)))
        .replace("TODAY", &numeric(today))
}

fn item(kind: CompletionKind, label: &str, detail: &str, pattern: &str, replaces: Span) -> Completion {
    Completion { kind, label: label.to_owned(), detail: detail.to_owned(), replaces, inserts: Snippet::parse(pattern) }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::TODAY;
    use super::*;
    use crate::evidence::cite::CiteOptions;
    use crate::evidence::parse;

    #[test]
    fn a_whole_cite_parses_as_one() {
        for item in cites(Span::empty(0), TODAY) {
            let cite = item.inserts.plain().replace("https://", "https://example.org/a");
            let card = format!(
                "#### Talks fail\n\n{cite}\n\n{}\n",
                "They said on Monday that the talks had failed. ".repeat(5)
            );
            let brief = parse::brief(&card, &CiteOptions::default());
            let read = brief.entries[0].card().and_then(|card| card.cites.first()).expect("a cite").clone();
            assert_eq!(read.title.map(|title| title.value).as_deref(), Some("Title"), "{cite}");
            assert!(read.issued.is_some() && !read.authors.is_empty(), "{cite}");
            assert_eq!(read.accessed.is_some(), cite.contains("accessed"), "{cite}");
        }
    }

    #[test]
    fn a_whole_card_parses_as_one_and_follows_the_brief() {
        for marked_tags in [true, false] {
            for paragraph_break in ["\n\n", "\r\n\r\n"] {
                let form = Form { marked_tags, paragraph_break };
                let [card] = &entries("card", Span::empty(0), form, TODAY)[..] else { panic!("one card") };
                let text = card.inserts.plain().replace("https://", "https://example.org/a");
                assert_eq!((text.starts_with("#### "), text.contains('\r')), (marked_tags, paragraph_break.len() == 4));
                let brief = parse::brief(&text, &CiteOptions::default());
                let [entry] = &brief.entries[..] else { panic!("{brief:?}") };
                let card = entry.card().expect("a card");
                assert_eq!(card.tag.as_ref().map(|tag| tag.value.as_str()), Some("What the evidence says"));
                assert!(card.cites.len() == 1 && card.body.is_some(), "{text}");
            }
        }
    }
}
