//! Completions at the cursor: a cite to fill in, names and publications that were used before, blocks to answer or to
//! refer to, files to refer to. Never while the words of a tag or of quoted evidence are typed, except after `[[`, which only a cutter
//! types.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use super::completion_item::{Completion, CompletionKind};
use super::mentions::{MentionRole, mentions};
use super::snippet::{Snippet, SnippetPart};
use super::templates;
use super::vocabulary::{Name, Vocabulary, begins_word};
use crate::evidence::brief::{Brief, Entry, EntryKind, Level, Line, LineRole};
use crate::evidence::topic::{self, topic};
use crate::lint::line_end::paragraph_break;
use crate::text::{Span, Text};

/// How many bytes before the cursor are searched: cites are shorter, and a line may be a megabyte.
const SEARCHED_BYTES: usize = 2000;

/// The most items in a list, those used most first. A longer list is of no use.
const MAX_ITEMS: usize = 500;

/// Where the word ends that `at`, a byte of `text`, is in: a completion inside a word replaces all of it.
pub fn word_end(text: &Text, at: usize) -> usize {
    /// The longest words are shorter, in bytes.
    const WORD: usize = 120;
    let after = text.slice(Span::new(at.min(text.len()), (at + WORD).min(text.len())));
    let inside = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '\'' | '’');
    (at + after.find(|sign| !inside(sign)).unwrap_or(after.len())).min(text.len())
}

/// The completions at `at`, a byte of `text`, which is the text of the first of `briefs`; and whether the list is
/// incomplete. `closed` has the names in files that are not open. O(entries), and O(names) of those.
pub fn completion(
    briefs: &[&Brief],
    closed: &[&Vocabulary],
    text: &Text,
    at: usize,
    today: Date,
) -> (Vec<Completion>, bool) {
    let Some(brief) = briefs.first() else { return (Vec::new(), false) };
    let at = at.min(text.len());
    let before = text.slice(Span::new(at.saturating_sub(SEARCHED_BYTES), at));
    let line = &before[before.rfind(['\n', '\r']).map_or(0, |end| end + 1)..];
    let after = text.slice(Span::new(at, at + 2));
    match cursor_context(brief, line, at, text) {
        CursorContext::Reference(from) => {
            let close = if after == "]]" { "" } else { "]]" };
            blocks(briefs, closed, Span::new(from, at), text, close)
        }
        CursorContext::Answer(from) => answers(briefs, closed, Span::new(from, at), text),
        CursorContext::Blank { awaits_cite } => {
            let typed = line.trim_start();
            let replaces = Span::new(at - typed.len(), at);
            let mut found = Vec::new();
            let mut more = false;
            if awaits_cite || templates::is_cite(typed) {
                found = templates::cites(replaces, today);
            }
            if awaits_cite && typed.is_empty() {
                let (used, left_off) = used_before(briefs, closed, text, at, replaces);
                found.extend(used);
                more = left_off;
            }
            found.extend(templates::entries(typed, replaces, form(brief, text, at), today));
            (found, more)
        }
        CursorContext::Cite => {
            let replaces = Span::new(at - segment(line).len(), at);
            let (mut found, more) = used_before(briefs, closed, text, at, replaces);
            if has_comma(line) {
                found.insert(0, accessed(replaces, today));
            }
            if line.ends_with([',', ';', '|']) {
                found.iter_mut().for_each(|one| one.inserts.parts.insert(0, SnippetPart::Text(" ".to_owned())));
            }
            (found, more)
        }
        CursorContext::BelowTag => {
            let typed = segment(line);
            let (mut found, more) = used_before(briefs, closed, text, at, Span::new(at - typed.len(), at));
            found.retain(|one| {
                one.kind == CompletionKind::Author
                    && typed.chars().count() > 1
                    && begins_word(&one.label, &typed.to_lowercase())
            });
            (found, more)
        }
        CursorContext::Other => (Vec::new(), false),
    }
}

/// How the card above `at` is written, or else the one below.
fn form<'a>(brief: &Brief, text: &Text, at: usize) -> templates::Form<'a> {
    let number = brief.entries.partition_point(|entry| entry.start <= at);
    let (above, below) = brief.entries.split_at(number);
    let is_argument =
        |entry: &&Entry| entry.heading().is_none() && !matches!(entry.content.kind, EntryKind::Comment(_));
    let near = above.iter().rfind(is_argument).or_else(|| below.iter().find(is_argument));
    let marked_tags = near.is_none_or(|entry| is_marked(entry, text));
    let first = text.slice(Span::new(0, text.len().min(SEARCHED_BYTES)));
    templates::Form { marked_tags, paragraph_break: paragraph_break(&first) }
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
    /// On a line without words, or with nothing but the name of a template; whether a cite belongs there.
    Blank { awaits_cite: bool },
    /// In a cite’s line.
    Cite,
    /// In the first words below a tag, which may become a cite or evidence.
    BelowTag,
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
    let typed = line.trim();
    if ends_line(text, at) && (typed.is_empty() && role.is_none() || templates::is_name(typed)) {
        let awaits_cite = entry.is_some_and(|entry| waits_for_cite(entry, text) || may_end_in_tag(entry, at, text));
        return CursorContext::Blank { awaits_cite: awaits_cite && typed.is_empty() };
    }
    match (role, entry) {
        (Some(LineRole::Cite), _) => CursorContext::Cite,
        // A cite of which little is typed still looks like evidence.
        (Some(LineRole::Body | LineRole::Undertag), Some(entry))
            if is_below_tag(entry, at) && ends_line(text, at) && !has_comma(line) =>
        {
            CursorContext::BelowTag
        }
        (Some(LineRole::Pocket | LineRole::Hat | LineRole::Block | LineRole::Tag | LineRole::Analytic), _) => {
            answer(line).map_or(CursorContext::Other, |begins| CursorContext::Answer(at - (line.len() - begins)))
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

/// Whether an entry is a tag and nothing else yet. An unmarked one may look like a block until its cite is there.
fn waits_for_cite(entry: &Entry, text: &Text) -> bool {
    match &entry.content.kind {
        EntryKind::Analytic(_) => true,
        EntryKind::Card(card) => card.tag.is_some() && card.cites.is_empty() && card.body.is_none(),
        EntryKind::Heading(heading) => heading.level == Level::Block && !is_marked(entry, text),
        EntryKind::Comment(_) => false,
    }
}

/// Whether an entry begins with a mark: `####`, `===`.
fn is_marked(entry: &Entry, text: &Text) -> bool {
    text.slice(Span::new(entry.start, entry.start + 1)).starts_with(['#', '='])
}

/// Whether the last paragraph of an unmarked card may be the tag of the next card: only a cite below it will show that.
/// `at` is on an empty line.
fn may_end_in_tag(entry: &Entry, at: usize, text: &Text) -> bool {
    /// How long a tag may be, in bytes; the longest of 50,000 has 53 words.
    const LONGEST_TAG: usize = 320;
    let lines = &entry.content.lines;
    let is_body = |line: &Line| line.role == LineRole::Body;
    let [.., before, last] = lines.as_slice() else { return false };
    // The first paragraph of a quotation is not a tag.
    !is_marked(entry, text)
        && is_body(last)
        && is_body(before)
        && last.span.len() <= LONGEST_TAG
        && at > entry.start + last.span.end
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
        .rfind([',', ';', '|', '(', ')', '[', ']', '“', '”', '"'])
        .map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
    line[from..].trim_start()
}

fn accessed(replaces: Span, today: Date) -> Completion {
    let text = format!("accessed {}", templates::numeric(today));
    plain(CompletionKind::Accessed, text.clone(), "today".to_owned(), replaces, text)
}

/// Authors, publications and qualifications of cites, but not the one that is being typed at `at`, a byte of the first
/// brief: it is no item for itself.
fn used_before(
    briefs: &[&Brief],
    closed: &[&Vocabulary],
    text: &Text,
    at: usize,
    replaces: Span,
) -> (Vec<Completion>, bool) {
    let mut counted: HashMap<(CompletionKind, String), u32> = HashMap::new();
    for (number, brief) in briefs.iter().enumerate() {
        for entry in &brief.entries {
            let is_here = |span: Span| number == 0 && span.shift(entry.start).touches(at);
            for cite in entry.card().into_iter().flat_map(|card| &card.cites) {
                let authors = cite.authors.iter().map(|author| (CompletionKind::Author, author.span));
                let authors = authors.zip(&cite.authors).map(|(key, author)| (key, super::wording::name(&author.name)));
                let qualifications = cite.qualifications.iter();
                let qualifications =
                    qualifications.map(|words| ((CompletionKind::Qualifications, words.span), words.value.clone()));
                let container = cite.container.iter();
                let container = container.map(|name| ((CompletionKind::Publication, name.span), name.value.clone()));
                for ((kind, span), words) in authors.chain(qualifications).chain(container) {
                    if !is_here(span) {
                        *counted.entry((kind, words)).or_insert(0) += 1;
                    }
                }
            }
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
    let mut offered = Vec::new();
    for kind in [CompletionKind::Author, CompletionKind::Qualifications, CompletionKind::Publication] {
        let is_known = |name: &str| counted.contains_key(&(kind, name.to_owned()));
        for name in names_elsewhere(closed, kind, &text.slice(replaces)).filter(|name| !is_known(&name.text)) {
            let words = String::from(name.text.clone());
            let detail = format!("{} of other files", detail(kind, name.count));
            offered.push((0, plain(kind, words.clone(), detail, replaces, words)));
        }
    }
    let items = counted
        .into_iter()
        .map(|((kind, words), count)| (count, plain(kind, words.clone(), detail(kind, count), replaces, words)));
    offered.extend(items);
    most_used(offered)
}

/// The names in files that are not open, those used most first; with nothing typed, only a few of them.
fn names_elsewhere<'a>(
    closed: &'a [&Vocabulary],
    kind: CompletionKind,
    typed: &str,
) -> impl Iterator<Item = &'a Name> + use<'a> {
    const FEW: usize = 50;
    let most = if typed.trim().is_empty() { FEW } else { MAX_ITEMS + 1 };
    let typed = typed.trim().to_owned();
    closed.iter().flat_map(move |vocabulary| vocabulary.names(kind, &typed).take(most))
}

/// Names of blocks and files after `[[`, closed by `close`.
fn blocks(
    briefs: &[&Brief],
    closed: &[&Vocabulary],
    replaces: Span,
    text: &Text,
    close: &str,
) -> (Vec<Completion>, bool) {
    let headings = briefs.iter().flat_map(|brief| &brief.entries).filter_map(Entry::heading);
    let elsewhere = names_elsewhere(closed, CompletionKind::Block, &text.slice(replaces)).map(|name| &*name.text);
    let (mut found, more) =
        named(headings.map(|heading| heading.text.value.as_str()), elsewhere, replaces, close, "block");
    let files: BTreeSet<&str> = names_elsewhere(closed, CompletionKind::File, &text.slice(replaces))
        .map(|name| &*name.text)
        .filter(|name| is_reference(name) && !found.iter().any(|block| topic::same(&block.label, name)))
        .collect();
    let file = |name: &str| {
        plain(CompletionKind::File, name.to_owned(), "file".to_owned(), replaces, format!("{name}{close}"))
    };
    let room = MAX_ITEMS.saturating_sub(found.len());
    let more = more || files.len() > room;
    found.extend(files.into_iter().take(room).map(file));
    (found, more)
}

/// Whether a name can stand between two brackets.
fn is_reference(name: &str) -> bool {
    !name.is_empty() && !name.contains(['[', ']'])
}

/// What blocks argue, after `AT: `.
fn answers(briefs: &[&Brief], closed: &[&Vocabulary], replaces: Span, text: &Text) -> (Vec<Completion>, bool) {
    let all = briefs.iter().flat_map(|brief| mentions(brief));
    let argued = all.filter(|mention| mention.role == MentionRole::Argues).map(|mention| mention.words);
    let elsewhere = names_elsewhere(closed, CompletionKind::Block, &text.slice(replaces)).filter_map(|name| {
        let topic = topic(&name.text);
        topic.answers.is_none().then(|| topic.span.of(&name.text))
    });
    named(argued, elsewhere, replaces, "", "answer this block")
}

/// Names of open files, and then those `elsewhere`.
fn named<'a>(
    names: impl Iterator<Item = &'a str>,
    elsewhere: impl Iterator<Item = &'a str>,
    replaces: Span,
    close: &str,
    detail: &str,
) -> (Vec<Completion>, bool) {
    let is_name = |name: &&str| is_reference(name);
    let mut counted: HashMap<&str, u32> = HashMap::new();
    for name in names.map(str::trim).filter(is_name) {
        *counted.entry(name).or_insert(0) += 1;
    }
    for name in elsewhere.map(str::trim).filter(is_name) {
        counted.entry(name).or_insert(0);
    }
    let items = counted.into_iter().map(|(name, count)| {
        let detail = if count == 0 { format!("{detail} of another file") } else { detail.to_owned() };
        (count, plain(CompletionKind::Block, name.to_owned(), detail, replaces, format!("{name}{close}")))
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
    use super::super::vocabulary::NameCounter;
    use super::*;
    use crate::evidence::cite::CiteOptions;
    use crate::evidence::parse;

    /// The items, each with what it takes the place of.
    fn shown(text: &str) -> String {
        let (brief, text, at) = brief(text);
        let (found, _) = completion(&[&brief], &[], &Text::new(&text), at, TODAY);
        let line = |item: &Completion| {
            let inserts = item.inserts.plain().replace('\n', "¶");
            format!("{:?} [{}] {inserts}", item.kind, item.replaces.of(&text))
        };
        found.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn below_a_tag_a_cite_begins() {
        let text = format!("{SYRIA}\n#### Nobody came\n\n|");
        insta::assert_snapshot!(shown(&text), @r"
        Cite [] Last 26, First Last, qualifications, 11-22-26, “Title,” Publication, https://, accessed 11-22-26
        Cite [] Agency, 11-22-26, “Title,” https://, accessed 11-22-26
        Cite [] Last 26, First Last, qualifications, 2026, “Title,” Journal, Vol. 1, No. 1, pp. 1-2
        Author [] Joseph Choi
        Author [] TASS
        Qualifications [] reporter
        Publication [] The Hill
        Entry [] #### What the evidence says¶¶Last 26, First Last, qualifications, 11-22-26, “Title,” Publication, https://, accessed 11-22-26¶¶Paste the evidence here.
        Entry [] ### AT: Their argument
        Entry [] ## Hat
        Entry [] # Pocket
        Entry [] <!-- debate-ls: ignore rule -->
        ");
    }

    #[test]
    fn below_what_may_be_the_next_tag_of_an_unmarked_brief_too() {
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
    fn in_a_cite_what_was_used_before() {
        let text = SYRIA.replace("TASS, September 7, 2021", "TASS, September 7, 2021, The H|");
        let shown = shown(&text);
        assert!(shown.starts_with("Accessed [The H] accessed 11-22-26\n"), "{shown}");
        assert!(!shown.contains("] The H\n"), "the word at the cursor is no item: {shown}");
        assert!(shown.contains("Publication [The H] The Hill"), "{shown}");
    }

    #[test]
    fn never_inside_of_evidence_except_after_two_brackets() {
        assert_eq!(shown(&SYRIA.replacen("They were", "They |were", 1)), "");
        assert_eq!(shown(&SYRIA.replacen("Nobody will.", "Nobody will.|", 1)), "");
        insta::assert_snapshot!(shown(&SYRIA.replacen("They were", "[[Imp| They were", 1)), @r"
        Block [Imp] AT: Cooperation]]
        Block [Imp] Impacts]]
        ");
    }

    #[test]
    fn nothing_is_offered_while_a_tag_or_evidence_is_typed() {
        let brief = SYRIA.replace("### AT: Cooperation\n", "### AT: Cooperation\n\n[[Prefer our card|");
        assert!(shown(&brief).contains("Block"), "the test can fail");
        for (place, typed) in [
            ("They were never on.", "Prefer our card|"),
            ("Nobody came.", "the country that we live in|"),
            ("Nobody will.", "card|"),
            ("#### Talks fail", "#### Prefer our card|"),
            ("They say this", "block|"),
            ("#### Talks fail", "#### Choi|"),
        ] {
            assert_eq!(shown(&SYRIA.replacen(place, typed, 1)), "", "{typed}");
        }
        let below = |typed: &str| shown(&format!("{SYRIA}\n#### Nobody came\n\n{typed}|"));
        assert_eq!(below("Jo"), "Author [Jo] Joseph Choi");
        assert_eq!(below("cho"), "Author [cho] Joseph Choi");
        for words in ["J", "The talks ended, the", "reporter", "Nobody came"] {
            assert_eq!(below(words), "", "{words}");
        }
    }

    #[test]
    fn a_template_is_offered_on_a_blank_line_or_by_its_name() {
        let below = |typed: &str| shown(&format!("{SYRIA}\n{typed}|"));
        let kinds: Vec<String> =
            below("").lines().map(|line| line.split(' ').take(3).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(kinds, ["Entry [] ####", "Entry [] ###", "Entry [] ##", "Entry [] #", "Entry [] <!--"]);
        assert!(below("card").starts_with("Entry [card] #### What the evidence says"), "{}", below("card"));
        assert!(below("cite").starts_with("Cite [cite] Last 26"), "{}", below("cite"));
        assert_eq!((below("car"), below("cards"), below("Card")), Default::default());
        let unmarked = SYRIA.replace("#### ", "");
        assert!(shown(&format!("{unmarked}\ncard|")).starts_with("Entry [card] What the evidence says"));
    }

    #[test]
    fn a_word_ends_at_its_last_letter() {
        let text = Text::new("The Hill’s al-Assad, é");
        for (at, end) in [(5, 12), (4, 12), (12, 12), (14, 21), (23, 25), (25, 25), (99, 25)] {
            assert_eq!(word_end(&text, at.min(25)), end, "{at}");
        }
    }

    #[test]
    fn after_at_the_arguments_are_completed() {
        insta::assert_snapshot!(shown(&format!("{SYRIA}\n### 2AC---AT: Im|")), @"Block [Im] Impacts");
        assert_eq!(shown(&format!("{SYRIA}\n### Im|")), "");
    }

    #[test]
    fn names_of_closed_files_come_after_those_of_open_ones() {
        let mut counter = NameCounter::default();
        for (kind, name) in [
            (CompletionKind::Author, "TASS"),
            (CompletionKind::Author, "Talia Marsh"),
            (CompletionKind::Publication, "The Hague Review"),
            (CompletionKind::Block, "AT: Coopetition"),
            (CompletionKind::Block, "Important"),
            (CompletionKind::File, "impacts"),
            (CompletionKind::File, "Climate – impact file"),
            (CompletionKind::File, "Impact [old]"),
        ] {
            counter.add(kind, name);
        }
        let vocabulary = counter.vocabulary();
        let shown = |text: &str| {
            let (brief, text, at) = brief(text);
            let (found, _) = completion(&[&brief], &[&vocabulary], &Text::new(&text), at, TODAY);
            found.into_iter().map(|item| format!("{}: {}", item.label, item.detail)).collect::<Vec<_>>()
        };
        let below_tag = shown(&format!("{SYRIA}\n#### Nobody came\n\nTa|"));
        assert_eq!(below_tag, ["TASS: author in 1 cite", "Talia Marsh: author in 1 cite of other files"]);
        assert_eq!(
            shown(&SYRIA.replacen("They were", "[[Im| They were", 1)),
            [
                "AT: Cooperation: block",
                "Impacts: block",
                "Important: block of another file",
                "Climate – impact file: file"
            ]
        );
        assert_eq!(
            shown(&format!("{SYRIA}\n### 2AC---AT: Im|")),
            ["Impacts: answer this block", "Important: answer this block of another file"]
        );
    }

    proptest::proptest! {
        #[test]
        fn every_position_of_any_text_has_valid_completions(text in "([#=,“\\[\\]|é\r\n ]|AT: |TASS, 2021|[a-z]{1,9}){0,40}", at in 0_usize..200) {
            let brief = parse::brief(&text, &CiteOptions::default());
            let rope = Text::new(&text);
            let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            for item in completion(&[&brief], &[], &rope, at, TODAY).0 {
                assert!(item.replaces.end == at && text.get(item.replaces.start..at).is_some());
            }
        }
    }
}
