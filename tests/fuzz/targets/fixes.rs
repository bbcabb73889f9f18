//! Fixing leaves every quoted word and the order of headings, tags and cites as they are, and what it writes needs no
//! fix any more.
//!
//! The rule about damaged characters is off: it is the one that may change what is quoted.

#![no_main]

use std::collections::BTreeMap;

use debate_ls::evidence::brief::{Brief, EntryKind};
use debate_ls::evidence::parse;
use debate_ls::lint::date_pattern::DatePattern;
use debate_ls::lint::{Settings, fix_all};
use debate_ls_fuzz::{TODAY, text, words};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    words::fuzz_words(data, size, max_size, seed)
});

/// How a team may want its dates; the input's last byte chooses.
const DATE_FORMATS: [Option<&str>; 4] = [None, Some("M-D-YY"), Some("Month D, YYYY"), Some("YYYY-MM-DD")];

fuzz_target!(|data: &[u8]| {
    let Some((&choice, data)) = data.split_last() else { return };
    let settings = Settings {
        date_format: DATE_FORMATS[usize::from(choice) % DATE_FORMATS.len()].and_then(DatePattern::read),
        severities: BTreeMap::from([("text-mojibake".to_owned(), None)]),
        ..Settings::default()
    };
    let text = text(data);
    let fixed = fix_all::fix_text(&text, &settings, TODAY);
    let (before, after) =
        (parse::brief(&text, &settings.cite_options), parse::brief(&fixed.text, &settings.cite_options));
    assert_eq!(evidence(&before, &text), evidence(&after, &fixed.text), "{text:?} became {:?}", fixed.text);
    assert_eq!(order(&before), order(&after), "{text:?} became {:?}", fixed.text);
    let again = fix_all::fix_text(&fixed.text, &settings, TODAY);
    assert_eq!((again.made, &again.text), (0, &fixed.text), "of {text:?}");
});

/// What is quoted, paragraph by paragraph.
fn evidence<'t>(brief: &Brief, text: &'t str) -> Vec<&'t str> {
    fix_all::quoted(brief).into_iter().map(|span| span.of(text).trim()).collect()
}

/// What stands in the brief, in order. A card: whether it has a tag, and how many cites.
fn order(brief: &Brief) -> Vec<(char, bool, usize)> {
    let kind = |kind: &EntryKind| match kind {
        EntryKind::Heading(_) => ('h', false, 0),
        EntryKind::Card(card) => ('c', card.tag.is_some(), card.cites.len()),
        EntryKind::Analytic(_) => ('a', false, 0),
        EntryKind::Comment(_) => ('-', false, 0),
    };
    brief.entries.iter().map(|entry| kind(&entry.content.kind)).collect()
}
