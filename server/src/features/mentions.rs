//! Where an argument is named: by the block that argues it, by the headings that answer it (`AT: X`), by `[[X]]`, and
//! by a tag that says the very same.

use crate::evidence::brief::{Brief, Entry, EntryKind};
use crate::evidence::topic::{self, topic};
use crate::text::{Span, Spanned};

/// A place that names an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The argument: of `AT: X` the X.
    pub words: &'a str,
    /// Where these words are, in bytes of the document.
    pub span: Span,
    /// The heading, the card, or all of the reference in brackets; in bytes of the document.
    pub whole: Span,
    /// How it refers to the argument.
    pub role: MentionRole,
}

/// How a place refers to an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionRole {
    /// A heading of that name.
    Argues,
    /// A heading that announces an answer to it.
    Answers,
    /// `[[X]]`
    Refers,
    /// `[[AT: X]]`
    RefersToAnswer,
    /// A tag with these words.
    Claims,
}

/// Every place in `brief` that names an argument, in document order. O(entries).
pub fn mentions(brief: &Brief) -> impl Iterator<Item = Mention<'_>> {
    brief.entries.iter().flat_map(of_entry)
}

/// The places that name the argument `words`.
pub fn mentions_of<'a>(brief: &'a Brief, words: &'a str) -> impl Iterator<Item = Mention<'a>> {
    mentions(brief).filter(move |mention| topic::same(mention.words, words))
}

/// The argument that `at`, a byte of the document, is on.
pub fn mention_at(brief: &Brief, at: usize) -> Option<Mention<'_>> {
    let entry = brief.entry_at(at)?;
    let touched = |mention: &Mention<'_>| match mention.role {
        MentionRole::Claims => mention.span.touches(at),
        // Anywhere in the heading or reference counts.
        _ => mention.whole.touches(at),
    };
    of_entry(entry).filter(touched).min_by_key(|mention| mention.whole.len())
}

fn of_entry(entry: &Entry) -> impl Iterator<Item = Mention<'_>> {
    let own = match &entry.content.kind {
        EntryKind::Heading(heading) => {
            Some(named(&heading.text, entry.start, entry.span(), [MentionRole::Argues, MentionRole::Answers]))
        }
        EntryKind::Analytic(text) => Some(claimed(text, entry)),
        EntryKind::Card(card) => card.tag.as_ref().map(|tag| claimed(tag, entry)),
        EntryKind::Comment(_) => None,
    };
    let references = entry.content.references.iter().map(|name| {
        let whole = name.span.shift(entry.start);
        named(name, entry.start, whole, [MentionRole::Refers, MentionRole::RefersToAnswer])
    });
    own.into_iter().chain(references)
}

/// `roles`: the role of a name that argues, and of one that answers.
fn named(name: &Spanned<String>, start: usize, whole: Span, roles: [MentionRole; 2]) -> Mention<'_> {
    let topic = topic(&name.value);
    let span = topic.span.shift(start + name.span.start);
    Mention { words: topic.span.of(&name.value), span, whole, role: roles[usize::from(topic.answers.is_some())] }
}

fn claimed<'a>(text: &'a Spanned<String>, entry: &Entry) -> Mention<'a> {
    Mention { words: &text.value, span: text.span.shift(entry.start), whole: entry.span(), role: MentionRole::Claims }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{brief, underlined};
    use super::*;

    /// A block and all that names its argument; and two that do not.
    pub(in crate::features) const HEG: &str = "\
## Heg Good

#### Heg solves war, see [[AT: Heg Good]]

### 2AC---AT: Heg good

#### Heg “good”

#### They read [[heg good]] and [[Heg Bad]]

### AT: Heg Bad
";

    #[test]
    fn every_place_that_names_the_argument() {
        let (brief, text, _) = brief(HEG);
        let found = mentions_of(&brief, "HEG GOOD").map(|mention| (mention.span, format!("{:?}", mention.role)));
        insta::assert_snapshot!(underlined(&text, found), @r"
        ## Heg Good
           ^^^^^^^^ Argues
        #### Heg solves war, see [[AT: Heg Good]]
                                       ^^^^^^^^ RefersToAnswer
        ### 2AC---AT: Heg good
                      ^^^^^^^^ Answers
        #### Heg “good”
             ^^^^^^^^^^ Claims
        #### They read [[heg good]] and [[Heg Bad]]
                         ^^^^^^^^ Refers
        ");
    }

    #[test]
    fn a_heading_mentions_the_argument_that_it_answers() {
        for (cursor, want) in [
            ("### 2A|C---AT: Heg good", Some(("Heg good", MentionRole::Answers))),
            ("#### See [[A|T: Heg]]", Some(("Heg", MentionRole::RefersToAnswer))),
            ("#### S|ee [[AT: Heg]]", Some(("See [[AT: Heg]]", MentionRole::Claims))),
            ("### Heg\n\n|\n\n### Other", None),
        ] {
            let (brief, _, at) = brief(cursor);
            assert_eq!(mention_at(&brief, at).map(|mention| (mention.words, mention.role)), want, "{cursor}");
        }
    }
}
