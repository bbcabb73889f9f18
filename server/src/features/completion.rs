//! Completions at the cursor: a cite to fill in, names and publications that were used before, blocks to answer or to
//! refer to. Never inside quoted evidence, except after `[[`, which only a cutter types.

use std::collections::HashMap;

use jiff::civil::Date;

use super::mentions::{MentionRole, mentions};
use super::snippet::{Snippet, SnippetPart};
use crate::evidence::brief::{Brief, Entry, EntryKind, Line, LineRole};
use crate::evidence::topic::topic;
use crate::text::{Span, Text};

/// How many bytes before the cursor are searched: cites are shorter, and a line may be a megabyte.
const SEARCHED_BYTES: usize = 2000;

/// The most items in a list, those used most first. A longer list is of no use.
const MAX_ITEMS: usize = 500;

/// A completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it is.
    pub kind: CompletionKind,
    /// What the list shows.
    pub label: String,
    /// A note beside it in the list.
    pub detail: String,
    /// What it replaces, in bytes of the document: the part that is already typed.
    pub replaces: Span,
    /// What is inserted.
    pub inserts: Snippet,
}

/// Kinds of completions, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CompletionKind {
    /// A whole cite, to be filled in.
    Cite,
    /// Today, as the date of access.
    Accessed,
    /// A person or organization.
    Author,
    /// An author's qualifications.
    Qualifications,
    /// A publication.
    Publication,
    /// The name of a block.
    Block,
}

/// The completions at `at`, a byte of `text`, which is the text of the first of `briefs`; and whether the list is
/// incomplete. O(entries).
pub fn completion(briefs: &[&Brief], text: &Text, at: usize, today: Date) -> (Vec<Completion>, bool) {
    let Some(brief) = briefs.first() else { return (Vec::new(), false) };
    let at = at.min(text.len());
    let before = text.slice(Span::new(at.saturating_sub(SEARCHED_BYTES), at));
    let line = &before[before.rfind(['\n', '\r']).map_or(0, |end| end + 1)..];
    let after = text.slice(Span::new(at, at + 2));
    match cursor_context(brief, line, at, text) {
        CursorContext::Reference(from) => blocks(briefs, Span::new(from, at), if after == "]]" { "" } else { "]]" }),
        CursorContext::Answer(from) => answers(briefs, Span::new(from, at)),
        CursorContext::Cite { is_start } => {
            let segment = at - segment(line).len();
            let (mut found, more) = used_before(briefs, Span::new(segment, at));
            let space = if line.ends_with([',', ';', '|']) { " " } else { "" };
            if is_start {
                found.splice(0..0, cite_templates(Span::new(at - line.trim_start().len(), at), today));
            } else {
                found.insert(0, accessed(Span::new(segment, at), today));
            }
            if !space.is_empty() {
                found.iter_mut().for_each(|item| item.inserts.parts.insert(0, SnippetPart::Text(space.to_owned())));
            }
            (found, more)
        }
        CursorContext::Other => (Vec::new(), false),
    }
}

/// The documentation of a item: the sources of an author or publication, the content of a block.
pub fn documentation(briefs: &[&Brief], kind: CompletionKind, label: &str) -> Option<String> {
    const FEW: usize = 5;
    let cites = || briefs.iter().flat_map(|brief| &brief.entries).filter_map(Entry::card).flat_map(|card| &card.cites);
    let matching: Vec<String> = cites()
        .filter(|cite| match kind {
            CompletionKind::Author => cite.authors.iter().any(|author| super::wording::name(&author.name) == label),
            CompletionKind::Publication => cite.container.as_ref().is_some_and(|name| name.value == label),
            CompletionKind::Qualifications => cite.qualifications.iter().any(|words| words.value == label),
            _ => false,
        })
        .filter_map(|cite| {
            let short = crate::evidence::read_aloud::short_cite(cite)?;
            Some(cite.title.as_ref().map_or(short.clone(), |title| format!("{short}, “{}”", title.value)))
        })
        .take(FEW)
        .collect();
    (!matching.is_empty()).then(|| matching.join("\n"))
}

/// What the cursor is in.
enum CursorContext {
    /// After `[[`; where the name begins.
    Reference(usize),
    /// After `AT: `; where the argument begins.
    Answer(usize),
    /// On a line of a cite; whether the cite begins there.
    Cite { is_start: bool },
    /// Unknown, or a place without completions.
    Other,
}

/// `line`: the text before the cursor on its line.
fn cursor_context(brief: &Brief, line: &str, at: usize, text: &Text) -> CursorContext {
    if let Some(open) = line.rfind("[[")
        && !line[open..].contains(']')
    {
        return CursorContext::Reference(at - (line.len() - open - 2));
    }
    let number = brief.entries.partition_point(|entry| entry.start <= at);
    let entry = brief.entries[..number].last();
    let role = entry.and_then(|entry| role_at(entry, at));
    match (role, entry) {
        (Some(LineRole::Cite), Some(entry)) => {
            CursorContext::Cite { is_start: !has_comma(line) && is_first_cite_line(entry, at) }
        }
        // A cite of which little is typed still looks like evidence.
        (Some(LineRole::Body | LineRole::Undertag), Some(entry)) if is_below_tag(entry, at) && ends_line(text, at) => {
            CursorContext::Cite { is_start: !has_comma(line) }
        }
        (Some(LineRole::Pocket | LineRole::Hat | LineRole::Block | LineRole::Tag | LineRole::Analytic), _) => {
            answer(line).map_or(CursorContext::Other, |begins| CursorContext::Answer(at - (line.len() - begins)))
        }
        (None, Some(entry)) if line.trim().is_empty() && (waits_for_cite(entry) || may_end_in_tag(entry, at, text)) => {
            CursorContext::Cite { is_start: true }
        }
        _ => CursorContext::Other,
    }
}

fn role_at(entry: &Entry, at: usize) -> Option<LineRole> {
    let at = at - entry.start;
    let line = entry.content.lines.iter().rev().find(|line| line.span.start <= at)?;
    // A space after the end of a line is not part of the line.
    (line.span.touches(at)).then_some(line.role)
}

fn has_comma(line: &str) -> bool {
    line.contains([',', ';', '|'])
}

fn is_first_cite_line(entry: &Entry, at: usize) -> bool {
    let first = entry.card().and_then(|card| card.cites.first());
    first.is_some_and(|cite| at <= entry.start + cite.span.end)
}

/// Whether a card has no cite, and `at` is in the first line below its tag, where that is too short for evidence.
fn is_below_tag(entry: &Entry, at: usize) -> bool {
    const SHORT: usize = 120;
    let Some(card) = entry.card() else { return false };
    let below = entry.content.lines.iter().find(|line| !matches!(line.role, LineRole::Tag | LineRole::Comment));
    let here = |span: Span| span.shift(entry.start).touches(at) && span.len() <= SHORT;
    card.tag.is_some() && card.cites.is_empty() && below.is_some_and(|line| here(line.span))
}

fn ends_line(text: &Text, at: usize) -> bool {
    let next = text.slice(Span::new(at, at + 1));
    next.is_empty() || next.starts_with(['\n', '\r'])
}

/// Whether an entry is a tag and nothing else yet.
fn waits_for_cite(entry: &Entry) -> bool {
    match &entry.content.kind {
        EntryKind::Analytic(_) => true,
        EntryKind::Card(card) => card.tag.is_some() && card.cites.is_empty() && card.body.is_none(),
        EntryKind::Heading(_) | EntryKind::Comment(_) => false,
    }
}

/// Whether the last paragraph of an unmarked card may be the tag of the next card: only a cite below it will show that.
/// `at` is on an empty line.
fn may_end_in_tag(entry: &Entry, at: usize, text: &Text) -> bool {
    /// How long a tag may be, in bytes; the longest of 50,000 has 53 words.
    const LONGEST_TAG: usize = 320;
    let lines = &entry.content.lines;
    let is_body = |line: &Line| line.role == LineRole::Body;
    let [.., before, last] = lines.as_slice() else { return false };
    let is_marked = text.slice(Span::new(entry.start, entry.start + 1)).starts_with(['#', '=']);
    // The first paragraph of a quotation is not a tag.
    !is_marked && is_body(last) && is_body(before) && last.span.len() <= LONGEST_TAG && at > entry.start + last.span.end
}

/// Where in `line` the argument begins that an answer names: after `### AT: `.
fn answer(line: &str) -> Option<usize> {
    let mark = line.len() - line.trim_start_matches(['#', '=', ' ']).len();
    // With a word after it, because `AT:` alone does not announce an answer.
    let heading = format!("{}X", &line[mark..]);
    let topic = topic(&heading);
    topic.answers.map(|_| mark + topic.span.start)
}

/// The text since the last character that separates parts of a cite.
fn segment(line: &str) -> &str {
    let from = line
        .rfind([',', ';', '|', '(', '[', '“', '"'])
        .map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
    line[from..].trim_start()
}

/// Templates of cites for the sources that debaters quote, with gaps in braces. Dates and years are today’s, to show
/// their format.
const CITE_TEMPLATES: [(&str, &str, &str); 3] = [
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

fn cite_templates(replaces: Span, today: Date) -> Vec<Completion> {
    let short = format!("{:02}", today.year().rem_euclid(100));
    let item = |(label, detail, pattern): (&str, &str, &str)| {
        let pattern = pattern
            .replace("{YY}", &format!("{{{short}}}"))
            .replace("{YEAR}", &format!("{{{}}}", today.year()))
            .replace("{M-D-YY}", &format!("{{{}}}", numeric(today)))
            .replace("TODAY", &numeric(today));
        Completion {
            kind: CompletionKind::Cite,
            label: label.to_owned(),
            detail: detail.to_owned(),
            replaces,
            inserts: Snippet::parse(&pattern),
        }
    };
    CITE_TEMPLATES.into_iter().map(item).collect()
}

fn accessed(replaces: Span, today: Date) -> Completion {
    let text = format!("accessed {}", numeric(today));
    plain(CompletionKind::Accessed, text.clone(), "today".to_owned(), replaces, text)
}

/// `11-22-26`
fn numeric(day: Date) -> String {
    format!("{}-{}-{:02}", day.month(), day.day(), day.year().rem_euclid(100))
}

/// Authors, publications and qualifications of other cites.
fn used_before(briefs: &[&Brief], replaces: Span) -> (Vec<Completion>, bool) {
    let mut counted: HashMap<(CompletionKind, String), u32> = HashMap::new();
    for cite in briefs.iter().flat_map(|brief| &brief.entries).filter_map(Entry::card).flat_map(|card| &card.cites) {
        let authors = cite.authors.iter().map(|author| (CompletionKind::Author, super::wording::name(&author.name)));
        let qualifications =
            cite.qualifications.iter().map(|words| (CompletionKind::Qualifications, words.value.clone()));
        let container = cite.container.iter().map(|name| (CompletionKind::Publication, name.value.clone()));
        for key in authors.chain(qualifications).chain(container) {
            *counted.entry(key).or_insert(0) += 1;
        }
    }
    let detail = |kind: CompletionKind, count: u32| {
        let what = match kind {
            CompletionKind::Author => "author",
            CompletionKind::Publication => "publication",
            _ => "qualifications",
        };
        format!("{what} in {}", super::wording::count(count, "cite"))
    };
    let items = counted
        .into_iter()
        .map(|((kind, words), count)| (count, plain(kind, words.clone(), detail(kind, count), replaces, words)));
    most_used(items.collect())
}

/// Names of blocks after `[[`, closed by `close`.
fn blocks(briefs: &[&Brief], replaces: Span, close: &str) -> (Vec<Completion>, bool) {
    let headings = briefs.iter().flat_map(|brief| &brief.entries).filter_map(Entry::heading);
    named(headings.map(|heading| heading.text.value.as_str()), replaces, close, "block")
}

/// What blocks argue, after `AT: `.
fn answers(briefs: &[&Brief], replaces: Span) -> (Vec<Completion>, bool) {
    let all = briefs.iter().flat_map(|brief| mentions(brief));
    let argued = all.filter(|mention| mention.role == MentionRole::Argues).map(|mention| mention.words);
    named(argued, replaces, "", "answer this block")
}

fn named<'a>(
    names: impl Iterator<Item = &'a str>,
    replaces: Span,
    close: &str,
    detail: &str,
) -> (Vec<Completion>, bool) {
    let mut counted: HashMap<&str, u32> = HashMap::new();
    for name in names.map(str::trim).filter(|name| !name.is_empty() && !name.contains(['[', ']'])) {
        *counted.entry(name).or_insert(0) += 1;
    }
    let items = counted.into_iter().map(|(name, count)| {
        (count, plain(CompletionKind::Block, name.to_owned(), detail.to_owned(), replaces, format!("{name}{close}")))
    });
    most_used(items.collect())
}

fn plain(kind: CompletionKind, label: String, detail: String, replaces: Span, text: String) -> Completion {
    Completion { kind, label, detail, replaces, inserts: Snippet { parts: vec![SnippetPart::Text(text)] } }
}

/// The ones used most, by kind and name; and whether there were more.
fn most_used(mut counted: Vec<(u32, Completion)>) -> (Vec<Completion>, bool) {
    counted.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.label.cmp(&b.label)));
    let more = counted.len() > MAX_ITEMS;
    counted.truncate(MAX_ITEMS);
    let mut items: Vec<Completion> = counted.into_iter().map(|(_, item)| item).collect();
    items.sort_by_key(|item| item.kind);
    (items, more)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, TODAY, brief};
    use super::*;
    use crate::evidence::cite::CiteOptions;
    use crate::evidence::parse;

    /// The items, each with what it replaces.
    fn shown(text: &str) -> String {
        let (brief, text, at) = brief(text);
        let (found, _) = completion(&[&brief], &Text::new(&text), at, TODAY);
        let line =
            |item: &Completion| format!("{:?} [{}] {}", item.kind, item.replaces.of(&text), item.inserts.plain());
        found.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn below_a_tag_cites_are_completed() {
        let text = format!("{SYRIA}\n#### Nobody came\n\n|");
        insta::assert_snapshot!(shown(&text), @r"
        Cite [] Last 26, First Last, qualifications, 11-22-26, “Title,” Publication, https://, accessed 11-22-26
        Cite [] Agency, 11-22-26, “Title,” https://, accessed 11-22-26
        Cite [] Last 26, First Last, qualifications, 2026, “Title,” Journal, Vol. 1, No. 1, pp. 1-2
        Author [] Joseph Choi
        Author [] TASS
        Qualifications [] reporter
        Publication [] The Hill
        ");
    }

    #[test]
    fn a_cite_can_follow_a_paragraph_that_may_be_a_tag() {
        let brief = "AT: Cooperation\n\nTalks fail\n\nTASS, September 7, 2021\n\nThe talks have failed, said the \
                     spokesman on Monday, and nobody will come back to them.\n\n";
        let begins = |text: String| shown(&text).starts_with("Cite [] Last");
        assert!(begins(format!("{brief}War follows\n\n|")));
        assert!(begins(format!("{brief}War follows\n\n|\n\nAT: Peace\n")));
        assert!(!begins(format!("{brief}|")), "the quotation itself is no tag");
        assert!(!begins(format!("{brief}War |follows\n\n")));
        assert!(!begins(format!("{brief}{}\n\n|", "War follows. ".repeat(40))), "evidence goes on");
        let marked = brief.replace("Talks fail", "#### Talks fail");
        assert!(!begins(format!("{marked}War follows\n\n|")));
    }

    #[test]
    fn in_a_cite_earlier_names_are_completed() {
        let text = SYRIA.replace("TASS, September 7, 2021", "TASS, September 7, 2021, The H|");
        let shown = shown(&text);
        assert!(shown.starts_with("Accessed [The H] accessed 11-22-26\n"), "{shown}");
        assert!(shown.contains("Publication [The H] The Hill"), "{shown}");
    }

    #[test]
    fn nothing_is_completed_inside_evidence_except_after_two_brackets() {
        assert_eq!(shown(&SYRIA.replacen("They were", "They |were", 1)), "");
        assert_eq!(shown(&SYRIA.replacen("Nobody will.", "Nobody will.|", 1)), "");
        insta::assert_snapshot!(shown(&SYRIA.replacen("They were", "[[Imp| They were", 1)), @r"
        Block [Imp] AT: Cooperation]]
        Block [Imp] Impacts]]
        ");
    }

    #[test]
    fn after_at_the_arguments_are_completed() {
        insta::assert_snapshot!(shown(&format!("{SYRIA}\n### 2AC---AT: Im|")), @"Block [Im] Impacts");
        assert_eq!(shown(&format!("{SYRIA}\n### Im|")), "");
    }

    #[test]
    fn a_template_is_parsed_as_a_cite() {
        for item in cite_templates(Span::empty(0), TODAY) {
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

    proptest::proptest! {
        #[test]
        fn every_position_of_any_text_has_valid_completions(text in "([#=,“\\[\\]|é\r\n ]|AT: |TASS, 2021|[a-z]{1,9}){0,40}", at in 0_usize..200) {
            let brief = parse::brief(&text, &CiteOptions::default());
            let rope = Text::new(&text);
            let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            for item in completion(&[&brief], &rope, at, TODAY).0 {
                assert!(item.replaces.end == at && text.get(item.replaces.start..at).is_some());
            }
        }
    }
}
