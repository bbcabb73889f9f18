//! The scanner's table of words is that of the lists in data/. `tests/generate lexicon` writes it, by way of this test:
//! where `DEBATE_LS_GENERATE` is set, a stale table is written anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tree_sitter_debate::data::{self, entries};
use tree_sitter_debate::{Role, explain};

/// How many buckets the words are spread over: more than there are words.
const BUCKETS: usize = 2048;

/// The end of the name of a section whose words are no sign of a cite.
const IN_PROSE: &str = "also in prose";

#[test]
fn the_lexicon_is_that_of_the_lists() {
    let path = scanner().join("lexicon_table.h");
    let table = table();
    if env::var_os("DEBATE_LS_GENERATE").is_some() {
        fs::write(path, table).expect("the table can be written");
        return;
    }
    let stale = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n") != table;
    assert!(!stale, "run tests/generate and commit what it writes: grammar/src/scanner/lexicon_table.h is stale");
}

#[test]
fn the_lists_hold_each_entry_once_and_in_lower_case() {
    for (class, list) in classes() {
        let mut seen = BTreeSet::new();
        for (section, entry) in entries(list) {
            assert_eq!(entry, entry.to_lowercase(), "{class}");
            assert!(seen.insert((section, entry)), "{class}: {entry} stands twice in [{section}]");
        }
    }
}

const CARD: &str = "Fares rise\n\nAbel 21, The Harbor Post, 9-2-21\n\nThe fares of all ferries rose again in the \
                    summer, and the towns on the islands paid for it with a third of what they earned from visitors.\n";

/// The role of the line that begins with `line` in `text`.
fn role_of(text: &str, line: &str) -> Role {
    let start = text.find(line).expect("the line is there");
    explain(text.as_bytes()).into_iter().find(|explained| explained.start == start).expect("it has a role").role
}

#[test]
fn every_opening_of_an_answer_makes_a_heading() {
    for (_, entry) in entries(data::ANSWERS).filter(|(section, _)| *section != "ordinary") {
        let opening = entry.split(" = ").next().unwrap_or_default();
        for heading in [format!("{opening}: tolls"), format!("2AC---{} – tolls", opening.to_uppercase())] {
            let text = format!("{CARD}\n{heading}\n\n{CARD}");
            assert_eq!(role_of(&text, &heading), Role::Block, "{heading}");
        }
    }
}

#[test]
fn every_form_of_a_month_makes_a_date() {
    for (section, entry) in entries(data::CALENDAR) {
        for form in entry.split(' ').skip(1).filter(|_| section == "month") {
            let month = form[..1].to_uppercase() + &form[1..];
            let cite = format!("The Harbor Post, {month} 3, 2021");
            let text = format!("{CARD}\nFares fall\n\n{cite}\n\n{}", CARD.lines().last().unwrap_or_default());
            assert_eq!(role_of(&text, &cite), Role::Cite, "{cite}");
        }
    }
}

fn scanner() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/scanner")
}

/// The lists of words, with the class of each.
fn classes() -> [(&'static str, &'static str); 14] {
    [
        ("PARTICLE", data::PARTICLES),
        ("COUNTER", data::COUNTERS),
        ("PROSE", data::PROSE),
        ("BYLINE", data::BYLINES),
        ("BYLINE", data::DATABASES),
        ("BYLINE", data::EDITIONS),
        ("VERB", data::VERBS),
        ("DANGLING", data::DANGLING),
        ("JARGON", data::JARGON),
        ("ARGUMENT_PART", data::ARGUMENT_PARTS),
        ("BOILERPLATE", data::BOILERPLATE),
        ("HEADING_START", data::HEADING_STARTS),
        ("REPORTING", data::REPORTING),
        ("SENTENCE_START", data::SENTENCE_STARTS),
    ]
}

/// Every word that the scanner knows, with its classes in their order.
fn words() -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut words: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    let mut add = |word: &str, class| {
        words.entry(word.to_owned()).or_default().insert(class);
    };
    for (class, list) in classes() {
        for (section, word) in entries(list).filter(|(section, entry)| is_word(entry) && !section.ends_with(IN_PROSE)) {
            let class = if section == "terse" { "TERSE_JARGON" } else { class };
            let post = matches!(section, "post" | "degree").then_some("POST");
            for class in post.into_iter().chain([class]) {
                add(word, class);
                // The periods of `Ph.D.` may be missing.
                add(&word.replace('.', ""), class);
            }
        }
    }
    for (section, entry) in entries(data::CALENDAR) {
        let class = match section {
            "month" => "MONTH",
            "season" => "SEASON",
            _ => continue,
        };
        entry.split(' ').skip(1).for_each(|form| add(form, class));
    }
    for (section, entry) in entries(data::ANSWERS) {
        if section != "ordinary" {
            add(first_word(entry), "ANSWER");
        }
    }
    for filler in fillers() {
        add(first_word(filler), "FILLER");
    }
    for word in asked_for() {
        add(&word, "LISTED");
    }
    words
}

/// Whether the scanner reads an entry as one word.
fn is_word(entry: &str) -> bool {
    !entry.contains([' ', '/'])
}

fn first_word(entry: &str) -> &str {
    entry.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// The fillers that a line can be searched for: of a single word one cannot tell.
fn fillers() -> impl Iterator<Item = &'static str> {
    entries(data::FILLERS).map(|(_, filler)| filler).filter(|filler| filler.contains([' ', '-']))
}

/// The words of every list that `word_in` is given, in all headers.
fn asked_for() -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    for file in fs::read_dir(scanner()).expect("the headers are there") {
        let text = fs::read_to_string(file.expect("it can be listed").path()).expect("a header is UTF-8");
        let code: String = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        for call in code.split("word_in(").skip(1) {
            // Not what is after the function's own head.
            let Some((before, list)) = call.split_once('"').filter(|(before, _)| !before.contains('{')) else {
                continue;
            };
            assert!(before.ends_with(", "), "word_in({before} is given no list");
            let list = list.split_once('"').expect("a string is closed").0;
            asked.extend(list.split(' ').map(str::to_owned));
        }
    }
    assert!(asked.len() > 80, "the lists were not found");
    asked
}

/// As `hash_of` in lexicon.h.
fn hash(word: &str) -> usize {
    let bytes = word.as_bytes();
    let byte = |i: usize| u32::from(bytes[i]);
    let last = bytes.len() - 1;
    let sampled = [byte(0), byte(last.min(1)), byte(bytes.len() / 2), byte(last), bytes.len() as u32];
    let hash = sampled.into_iter().fold(0_u32, |hash, c| hash.wrapping_mul(31).wrapping_add(c));
    (hash ^ hash >> 10) as usize % BUCKETS
}

fn table() -> String {
    let mut entries_in_order: Vec<_> =
        words().into_iter().map(|(word, classes)| (hash(&word), word, classes)).collect();
    entries_in_order.sort();
    let longest = entries_in_order.iter().map(|(_, word, _)| word.len()).max().unwrap_or_default();
    let starts = (0..=BUCKETS).map(|bucket| entries_in_order.partition_point(|(hash, ..)| *hash < bucket).to_string());
    let rows = entries_in_order.iter().map(|(_, word, classes)| {
        let classes: Vec<_> = classes.iter().copied().collect();
        format!("{{\"{word}\", {}, {}}}", word.len(), classes.join(" | "))
    });
    let openings = entries(data::ANSWERS).filter(|(section, _)| *section != "ordinary").map(|(section, entry)| {
        let following = match section {
            "anything" => "ANYTHING_FOLLOWS",
            "sign" => "SIGN_FOLLOWS",
            _ => "SIGN_FOLLOWS_OR_CAPITALS",
        };
        format!("{{\"{}\", {following}}}", entry.split(" =").next().unwrap_or_default())
    });
    let quoted = |word: &str| format!("\"{word}\"");
    let ordinary = entries(data::ANSWERS).filter(|(section, _)| *section == "ordinary").map(|(_, word)| quoted(word));
    let speeches = entries(data::SPEECHES).map(|(_, speech)| quoted(speech));
    let mut text = String::from(
        "// Generated from data/ by `tests/generate lexicon`. Included by lexicon.h alone.\n\n\
         #ifndef DEBATE_LEXICON_TABLE_H\n#define DEBATE_LEXICON_TABLE_H\n\n",
    );
    let _ = writeln!(text, "enum {{ LONGEST_WORD = {longest}, BUCKETS = {BUCKETS} }};\n");
    array(&mut text, "The words, by bucket.", "const Entry ENTRIES", rows);
    array(&mut text, "Where each bucket starts, and the end of the last.", "const uint16_t BUCKET_STARTS", starts);
    array(&mut text, "How an answer can begin.", "const AnswerOpening ANSWER_OPENINGS", openings);
    array(&mut text, "After these words, AT in capitals is a word.", "const char *const ORDINARY_AFTER_AT", ordinary);
    array(&mut text, "The speeches of a round.", "const char *const SPEECHES", speeches);
    array(&mut text, "What tools write for a missing field.", "const char *const FILLERS", fillers().map(quoted));
    text + "#endif\n"
}

/// Writes an array, with as many elements in each line as fit.
fn array(text: &mut String, comment: &str, name: &str, elements: impl Iterator<Item = String>) {
    let _ = write!(text, "// {comment}\nstatic {name}[] = {{");
    let mut line = usize::MAX;
    for element in elements {
        if line.saturating_add(element.len() + 2) > 120 {
            text.push_str("\n   ");
            line = 4;
        }
        let _ = write!(text, " {element},");
        line += element.len() + 2;
    }
    text.push_str("\n};\n\n");
}
