//! Renames an argument, in the heading that argues it and in all references to it; an author, in every cite that spells
//! the name; or a file, in all references to it.

use super::file_links;
use super::mentions::{Mention, MentionRole, mention_at, mentions_of};
use super::same_source::cite_at;
use crate::evidence::brief::{Brief, Entry};
use crate::evidence::cite::{Cite, CiteOptions, Name};
use crate::evidence::parse;
use crate::evidence::topic::{self, topic};
use crate::lint::Edit;
use crate::lint::parts::Part;
use crate::lint::proof::{self, Promise};
use crate::text::{Span, Spanned, Text};

/// The argument or author at the cursor, to rename.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// Its name as it is written there, and its span in bytes of the document.
    pub name: Spanned<String>,
    kind: RenameKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum RenameKind {
    Argument,
    /// A family name, and the first given name if it is known.
    Family(Option<String>),
    /// An organization.
    Organization,
}

/// Why a rename is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing to rename at the cursor.
    #[error("Nothing to rename here. Put the cursor on a heading, a `[[reference]]` or an author’s name.")]
    NothingHere,
    /// The new name is empty.
    #[error("A name must not be empty. Type the new name.")]
    Empty,
    /// The new name would not stay on one line, or would end a reference.
    #[error("A name must be one line without [ or ]. Remove them, and any invisible characters.")]
    Unfit,
    /// The line would become something else: an analytic instead of a tag.
    #[error("“{name}” would turn {before} into {after}. Choose another name, or mark the line first.")]
    ChangesRole {
        /// The new name.
        name: String,
        /// What the line is, with its article.
        before: &'static str,
        /// What it would be.
        after: &'static str,
    },
    /// More files use the name than can be changed at once.
    #[error("More than 200 files use this name. Rename it in a smaller folder, or with find and replace.")]
    TooMany,
    /// The new name would not be recognized as a name there.
    #[error("“{name}” would not be recognized as a name. Write it like a name, with a capital letter.")]
    NoName {
        /// The new name.
        name: String,
    },
}

/// What can be renamed at `at`, a byte of `text`.
pub fn renamable(brief: &Brief, text: &Text, at: usize) -> Option<Renamable> {
    let mention =
        mention_at(brief, at).filter(|mention| mention.role != MentionRole::Claims && !mention.words.trim().is_empty());
    let argument = mention.map(|mention| Renamable { name: name_of(&mention), kind: RenameKind::Argument });
    argument.or_else(|| author(brief, text, at))
}

/// The edits, one list for each of `briefs`, that rename what is at `at`, a byte of the first, to `new`. The name of an
/// argument has no `AT:`: if `new` begins with one, it is removed.
///
/// # Errors
/// If there is nothing to rename, `new` is not a name, or a line would change its role.
pub fn rename(
    briefs: &[(&Brief, &Text)],
    at: usize,
    new: &str,
    reading: &CiteOptions,
) -> Result<Vec<Vec<Edit>>, Refusal> {
    let (brief, text) = briefs.first().ok_or(Refusal::NothingHere)?;
    let renamed = renamable(brief, text, at).ok_or(Refusal::NothingHere)?;
    let new = match topic(new) {
        named if renamed.kind == RenameKind::Argument && named.answers.is_some() => named.span.of(new),
        _ => new.trim(),
    };
    if new.is_empty() {
        return Err(Refusal::Empty);
    }
    if is_unfit(new) {
        return Err(Refusal::Unfit);
    }
    let spans = |(brief, text): &(&Brief, &Text)| match &renamed.kind {
        RenameKind::Argument => argument_spans(brief, &renamed.name.value),
        RenameKind::Family(given) => {
            let unsure = briefs.iter().any(|(brief, _)| has_namesake(brief, &renamed.name.value, given.as_deref()));
            cites(brief).flat_map(|(start, cite)| family_spans(cite, start, text, &renamed, !unsure)).collect()
        }
        RenameKind::Organization => {
            cites(brief).flat_map(|(start, cite)| organization_spans(cite, start, text, &renamed)).collect()
        }
    };
    let edits = |mut spans: Vec<Span>| {
        spans.sort_unstable();
        spans.dedup();
        spans.into_iter().map(|span| Edit::replace(span, new)).collect()
    };
    let edits: Vec<Vec<Edit>> = briefs.iter().map(|brief| edits(spans(brief))).collect();
    for (number, ((brief, text), edits)) in briefs.iter().zip(&edits).enumerate() {
        if edits.is_empty() {
            continue;
        }
        let before = text.slice(Span::new(0, text.len()));
        let edits: Vec<&Edit> = edits.iter().collect();
        let after = proof::edited(&before, &edits);
        let brief_after = parse::brief(&after, reading);
        check_line_roles(brief, &before, &edits, &brief_after, &after, new)?;
        if number == 0 {
            let above = edits.iter().take_while(|edit| edit.span.end < at);
            let (removed, added) =
                above.fold((0, 0), |(removed, added), edit| (removed + edit.span.len(), added + new.len()));
            let here = edits.iter().find(|edit| edit.span.end >= at).map_or(at, |edit| edit.span.start.min(at));
            check_new_name(&brief_after, &Text::new(&after), here - removed + added, &renamed, new)?;
        }
    }
    Ok(edits)
}

/// The edits that rename the references of `brief` to files: `new_name` gives the new name of each that gets one.
///
/// # Errors
/// If a new name cannot be in a reference, or a line would change its role.
pub fn rename_references(
    brief: &Brief,
    text: &Text,
    new_name: impl Fn(&str) -> Option<String>,
    reading: &CiteOptions,
) -> Result<Vec<Edit>, Refusal> {
    let renamed = file_links::references(brief).filter_map(|name| Some((name.span, new_name(name.value)?)));
    let edits: Vec<Edit> = renamed.map(|(span, new)| Edit::replace(span, new)).collect();
    let Some(last) = edits.last() else { return Ok(edits) };
    if edits.iter().any(|edit| is_unfit(&edit.text)) {
        return Err(Refusal::Unfit);
    }
    let before = text.slice(Span::new(0, text.len()));
    let all: Vec<&Edit> = edits.iter().collect();
    let after = proof::edited(&before, &all);
    check_line_roles(brief, &before, &all, &parse::brief(&after, reading), &after, &last.text)?;
    Ok(edits)
}

fn is_unfit(name: &str) -> bool {
    name.contains(['\n', '\r', '[', ']']) || name.contains(char::is_control)
}

/// Refuses `edits` that turn a line of `brief` into something else.
fn check_line_roles(
    brief: &Brief,
    before: &str,
    edits: &[&Edit],
    brief_after: &Brief,
    after: &str,
    new: &str,
) -> Result<(), Refusal> {
    let (parts, parts_after) = (proof::parts(brief, Promise::Roles), proof::parts(brief_after, Promise::Roles));
    let Some(difference) = proof::difference(&parts, before, edits, &parts_after, after) else { return Ok(()) };
    let name = |part: Option<Part>| part.map(|part| part.kind.name());
    match (name(difference.before), name(difference.after)) {
        (Some(before), Some(after)) if before != after => {
            Err(Refusal::ChangesRole { name: new.to_owned(), before, after })
        }
        _ => Err(Refusal::NoName { name: new.to_owned() }),
    }
}

/// Refuses a new name that is not found at its place afterward.
fn check_new_name(brief: &Brief, text: &Text, at: usize, renamed: &Renamable, new: &str) -> Result<(), Refusal> {
    let found = renamable(brief, text, at);
    let same = found.is_some_and(|found| {
        let is_argument = found.kind == RenameKind::Argument;
        is_argument == (renamed.kind == RenameKind::Argument)
            && (found.name.value.contains(new)
                || new.contains(&found.name.value)
                || (is_argument && topic::same(&found.name.value, new)))
    });
    if same { Ok(()) } else { Err(Refusal::NoName { name: new.to_owned() }) }
}

fn name_of(mention: &Mention<'_>) -> Spanned<String> {
    Spanned::new(mention.words.to_owned(), mention.span)
}

fn argument_spans(brief: &Brief, words: &str) -> Vec<Span> {
    // A tag with the same words is a separate claim.
    mentions_of(brief, words)
        .filter(|mention| mention.role != MentionRole::Claims)
        .map(|mention| mention.span)
        .collect()
}

/// The author whose name `at` is on.
fn author(brief: &Brief, text: &Text, at: usize) -> Option<Renamable> {
    let cite = cite_at(brief, at)?.cite;
    let start = brief.entry_at(at)?.start;
    for author in cite.authors.iter().filter(|author| author.span.shift(start).touches(at)) {
        let found = match &author.name {
            Name::Literal(_) => {
                let span = author.span.shift(start);
                Some(Renamable {
                    name: Spanned::new(text.slice(span).into_owned(), span),
                    kind: RenameKind::Organization,
                })
            }
            Name::Person { family, given, .. } => {
                let span = word(family, author.span.shift(start), text)?;
                let kind = RenameKind::Family(given.as_deref().map(first_word));
                Some(Renamable { name: Spanned::new(family.clone(), span), kind })
            }
        };
        if found.is_some() {
            return found;
        }
    }
    let short = cite.short.as_ref()?;
    let name = short.names.iter().find(|name| name.span.shift(start).touches(at))?;
    let span = name.span.shift(start);
    let value = text.slice(span).into_owned();
    let person = cite.authors.iter().find_map(|author| match &author.name {
        Name::Person { family, given, .. } if *family == value => Some(given.as_deref().map(first_word)),
        _ => None,
    });
    let organization = cite.authors.iter().any(|author| matches!(&author.name, Name::Literal(name) if *name == value));
    let kind = if organization { RenameKind::Organization } else { RenameKind::Family(person.flatten()) };
    Some(Renamable { name: Spanned::new(value, span), kind })
}

fn cites(brief: &Brief) -> impl Iterator<Item = (usize, &Cite)> {
    let cards = brief.entries.iter().filter_map(|entry: &Entry| Some((entry.start, entry.card()?)));
    cards.flat_map(|(start, card)| card.cites.iter().map(move |cite| (start, cite)))
}

/// Whether another author has the same family name, so that a short cite may mean either of them.
fn has_namesake(brief: &Brief, family: &str, given: Option<&str>) -> bool {
    let Some(given) = given else { return false };
    let other = |name: &Name| match name {
        Name::Person { family: theirs, given: Some(also), .. } => theirs == family && !may_be_one(given, also),
        _ => false,
    };
    cites(brief).any(|(_, cite)| cite.authors.iter().any(|author| other(&author.name)))
}

/// Where `cite` has the family name. `alone`: also if it is only a short cite.
fn family_spans(cite: &Cite, start: usize, text: &Text, renamed: &Renamable, alone: bool) -> Vec<Span> {
    let RenameKind::Family(given) = &renamed.kind else { return Vec::new() };
    let family = renamed.name.value.as_str();
    let mut is_same_author = false;
    let mut is_other_author = false;
    let mut spans = Vec::new();
    for author in &cite.authors {
        let Name::Person { family: theirs, given: also, .. } = &author.name else { continue };
        if theirs != family {
            continue;
        }
        match (given.as_deref(), also.as_deref()) {
            (Some(given), Some(also)) if !may_be_one(given, also) => is_other_author = true,
            (_, also) => {
                is_same_author |= also.is_some() || alone;
                if also.is_some() || alone {
                    spans.extend(word(family, author.span.shift(start), text));
                }
            }
        }
    }
    if is_same_author || (alone && !is_other_author) {
        let names = cite.short.iter().flat_map(|short| &short.names);
        let same = names.filter(|name| text.slice(name.span.shift(start)) == family);
        spans.extend(same.map(|name| name.span.shift(start)));
    }
    spans
}

fn organization_spans(cite: &Cite, start: usize, text: &Text, renamed: &Renamable) -> Vec<Span> {
    let authors = cite.authors.iter().map(|author| author.span);
    let names = cite.short.iter().flat_map(|short| &short.names).map(|name| name.span);
    let spans = authors.chain(names).map(|span| span.shift(start));
    spans.filter(|span| text.slice(*span) == renamed.name.value).collect()
}

/// Where `name` is a whole word in `within`.
fn word(name: &str, within: Span, text: &Text) -> Option<Span> {
    let words = text.slice(within);
    let outside = |character: Option<char>| character.is_none_or(|character| !character.is_alphanumeric());
    let found = words.match_indices(name).find(|(at, name)| {
        outside(words[..*at].chars().next_back()) && outside(words[at + name.len()..].chars().next())
    });
    found.map(|(at, name)| Span::new(at, at + name.len()).shift(within.start))
}

fn first_word(given: &str) -> String {
    given.split_whitespace().next().unwrap_or(given).to_owned()
}

/// Whether two given names can be the same person’s: one begins with the other, or is its initial.
fn may_be_one(one: &str, other: &str) -> bool {
    let plain = |name: &str| first_word(name).trim_end_matches('.').to_lowercase();
    let (one, other) = (plain(one), plain(other));
    one.starts_with(&other) || other.starts_with(&one)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{brief, edited, underlined};
    use super::*;

    fn renamed(text: &str, new: &str) -> Result<String, Refusal> {
        let (brief, text, at) = brief(text);
        let edits = rename(&[(&brief, &Text::new(&text))], at, new, &CiteOptions::default())?;
        Ok(edited(&text, &edits[0]))
    }

    fn prepared(text: &str) -> String {
        let (brief, text, at) = brief(text);
        let found = renamable(&brief, &Text::new(&text), at);
        found.map_or("nothing".to_owned(), |found| underlined(&text, [(found.name.span, found.name.value)]))
    }

    const HEG: &str = "## Heg| Good\n\n### 2AC---AT: Heg good\n\n#### See [[heg good]] and [[AT: Heg Good]]\n\n\
        #### Heg Good\n\n### AT: Heg Bad";

    const AUTHORS: &str = "#### They will not talk\n\nCrighton 17, Breen Crig|hton, lawyer, 9-15-17, “Talks”, The Hill\n\n\
        They said so on Monday, and left, and nobody has seen them since.\n\n\
        #### They never did\n\nCrighton 17\n\nNever once did Crighton say so.\n";

    #[test]
    fn a_block_is_renamed_with_its_references() {
        assert_eq!(
            renamed(HEG, "Primacy").as_deref(),
            Ok("## Primacy\n\n### 2AC---AT: Primacy\n\n#### See [[Primacy]] and [[AT: Primacy]]\n\n\
                #### Heg Good\n\n### AT: Heg Bad")
        );
    }

    #[test]
    fn an_answer_label_before_the_new_name_is_removed() {
        let plainly = renamed(HEG, "Primacy");
        for new in ["AT: Primacy", " A2: Primacy", "2AC---AT: Primacy "] {
            assert_eq!(renamed(HEG, new), plainly, "{new}");
        }
        assert_eq!(renamed(HEG, "At Sea"), Ok(plainly.expect("a block").replace("Primacy", "At Sea")));
        let author = "#### Talks fail\n\nTA|SS, September 7, 2021\n\nThe talks have failed.";
        assert!(renamed(author, "AT: X").is_err(), "the cite would be a heading");
    }

    #[test]
    fn an_author_is_renamed_in_cites_and_never_in_evidence() {
        let after = renamed(AUTHORS, "Creighton").expect("an author");
        assert_eq!(after, AUTHORS.replace("Crig|hton", "Creighton").replace("Crighton 17", "Creighton 17"));
        assert!(after.contains("did Crighton say"));
    }

    #[test]
    fn another_author_with_the_same_name_keeps_it() {
        let other = "#### Others did\n\nCrighton 20, Ann Crighton, lawyer, 9-15-20, “More talks”, The Hill\n\n\
            They said so on Tuesday, and stayed, and everybody has seen them.\n";
        let after = renamed(&format!("{AUTHORS}\n{other}"), "Creighton").expect("an author");
        assert!(after.contains("Breen Creighton") && after.ends_with(other), "{after}");
        assert!(after.contains("did\n\nCrighton 17\n"), "the short cite may mean either: {after}");
    }

    #[test]
    fn arguments_and_authors_can_be_renamed() {
        insta::assert_snapshot!(prepared(AUTHORS), @r"
        Crighton 17, Breen Crighton, lawyer, 9-15-17, “Talks”, The Hill
                           ^^^^^^^^ Crighton
        ");
        insta::assert_snapshot!(prepared("### 2A|C---AT: Heg good"), @r"
        ### 2AC---AT: Heg good
                      ^^^^^^^^ Heg good
        ");
        assert_eq!(prepared("#### T|alks fail\n\nTASS, September 7, 2021\n\nThe talks have failed."), "nothing");
        assert_eq!(prepared("#### Talks fail\n\nTASS, September 7, 2021\n\nThe tal|ks have failed."), "nothing");
        assert!(prepared("#### Talks fail\n\nTA|SS, September 7, 2021\n\nThe talks have failed.").contains("TASS"));
    }

    #[test]
    fn a_name_that_would_change_the_role_of_the_line_is_refused() {
        const BRIEF: &str = "Under|view\n\nTalks fail\n\nChoi 21, Joseph Choi, reporter, 9-15-21, “Talks,” The Hill, \
            https://x.org/a\n\nThe talks are off, said the spokesman of the ministers, and nobody came.\n";
        for new in ["It ends in a period.", "x: y", "<!-- x -->", "==x==", "# x"] {
            let refused = renamed(BRIEF, new);
            assert!(matches!(refused, Err(Refusal::ChangesRole { .. } | Refusal::NoName { .. })), "{new}: {refused:?}");
        }
        assert!(renamed(BRIEF, "The Underside").is_ok());
        let author = BRIEF.replace("Under|view", "Underview").replace("Choi 21", "Ch|oi 21");
        for new in ["# x", "AT:", "<!-- x -->", "lower case words here"] {
            let refused = renamed(&author, new);
            assert!(matches!(refused, Err(Refusal::ChangesRole { .. } | Refusal::NoName { .. })), "{new}: {refused:?}");
        }
        assert!(renamed(&author, "Choy").is_ok_and(|after| after.contains("Choy 21, Joseph Choy, reporter")));
    }

    #[test]
    fn references_to_files_are_renamed_wherever_a_cutter_writes_them() {
        let text = "#### See [[ heg ]] and [[Peace]]\n\nChoi 21, Joseph Choi, reporter, 9-15-21, “Talks”, The Hill\n\n\
            The talks are off. [[Heg.debate]] So heg said.\n";
        let (brief, text, _) = brief(text);
        let rename = |new: &str| {
            let new_name = |name: &str| {
                Some(if name.ends_with("debate") { format!("{new}.debate") } else { new.to_owned() })
                    .filter(|_| name != "Peace")
            };
            rename_references(&brief, &Text::new(&text), new_name, &CiteOptions::default())
        };
        let edits = rename("Primacy (2026)").expect("a name");
        let after = text.replace("[ heg ]", "[ Primacy (2026) ]").replace("Heg.debate", "Primacy (2026).debate");
        assert_eq!(edited(&text, &edits), after);
        assert_eq!(rename("Primacy [2026]"), Err(Refusal::Unfit));
    }

    #[test]
    fn an_invalid_name_is_refused() {
        assert_eq!(renamed(HEG, "  "), Err(Refusal::Empty));
        assert_eq!(renamed(HEG, "a\nb"), Err(Refusal::Unfit));
        assert_eq!(renamed(HEG, "a]]"), Err(Refusal::Unfit));
        assert_eq!(renamed(HEG, "a\0"), Err(Refusal::Unfit));
        assert_eq!(renamed("Nothing|.", "a"), Err(Refusal::NothingHere));
    }
}
