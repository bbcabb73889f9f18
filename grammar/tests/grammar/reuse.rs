//! After a key, next to nothing of a long brief is read again. Work is counted, not timed: the parser is served one
//! character at a time, and every character that it asks for is one unit.

use crate::trees::parser;
use tree_sitter::{InputEdit, Point, Tree};

/// How much may be read again after a letter inside a line: the line, the lines that were read as what follows
/// theirs, and what these look at in turn.
const READS_PER_LETTER: usize = 5_000;

/// Where the letter changes what its line is, more is read: up to the next line that is told as before, and with it
/// what tree-sitter keeps in one node from there. At so many of 100 places it does not.
const PLACES_WITHIN: usize = 95;

/// Byte offsets are all that counts here; rows are left out of the edits.
const NOWHERE: Point = Point { row: 0, column: 0 };

/// A brief as camps write them: many headings, many arguments of one line, cards of short paragraphs.
fn camp_brief(blocks: usize) -> String {
    let topics = ["Heg", "Trade", "Warming", "Growth", "Prolif"];
    let claims = ["Investment rises", "Allies will follow", "Costs fall over time", "The courts step aside"];
    let mut text = String::new();
    for i in 0..blocks {
        let (topic, claim) = (topics[i % topics.len()], claims[i % claims.len()]);
        match i % 20 {
            0 => text.push_str(&format!("# {topic} file {i}\n\n")),
            10 => text.push_str(&format!("## {topic} answers {i}\n\n")),
            _ => {}
        }
        text.push_str(&format!("AT: {topic} – {i}\n\n1. No link – the plan does not touch it, round {i}.\n\n"));
        text.push_str(&format!("2. {claim} whatever the plan does, study {i} proves\n\n"));
        text.push_str(&format!(
            "Moreno {:02} [Ana Moreno, professor of economics, “{claim}, Again,” Review {i}, 9-{}-2{}, https://example.org/{i}]\n\n",
            10 + i % 15,
            1 + i % 28,
            i % 6
        ));
        for k in 0..2 + i % 5 {
            text.push_str(&format!(
                "The {topic} panel of year {k} found that the effect was small, and it was not alone.\n\n"
            ));
        }
    }
    text
}

/// Parses `text` and gives how many characters the parser asked for.
fn parse_counting(text: &str, old: Option<&Tree>) -> (Tree, usize) {
    let mut reads = 0;
    let mut serve = |at: usize, _| {
        reads += 1;
        text.get(at..).and_then(|rest| rest.chars().next()).map_or("", |c| &text[at..at + c.len_utf8()])
    };
    (parser().parse_with_options(&mut serve, old, None).expect("a language is set"), reads)
}

/// What parsing asks for after a letter was typed at the byte `at`.
fn reads_after_letter(text: &str, tree: &Tree, at: usize) -> usize {
    let typed = format!("{}x{}", &text[..at], &text[at..]);
    let mut old = tree.clone();
    old.edit(&InputEdit {
        start_byte: at,
        old_end_byte: at,
        new_end_byte: at + 1,
        start_position: NOWHERE,
        old_end_position: NOWHERE,
        new_end_position: NOWHERE,
    });
    parse_counting(&typed, Some(&old)).1
}

/// One hundred places, spread evenly.
fn places(text: &str) -> impl Iterator<Item = usize> {
    (0..100).map(|i| text.floor_char_boundary(text.len() * (2 * i + 1) / 200))
}

fn places_within(text: &str, tree: &Tree, places: impl Iterator<Item = usize>, limit: usize) -> usize {
    places.filter(|&at| reads_after_letter(text, tree, at) <= limit).count()
}

#[test]
fn a_letter_is_answered_with_what_it_touches() {
    for blocks in [200, 800] {
        let text = camp_brief(blocks);
        let (tree, whole) = parse_counting(&text, None);
        assert!(whole > 50 * READS_PER_LETTER, "{whole} reads for the whole brief: too short to tell");
        let within = places_within(&text, &tree, places(&text), READS_PER_LETTER);
        assert!(within >= PLACES_WITHIN, "at {within} of 100 places of {blocks} blocks");
    }
}

/// `xAT: Trade – 21` is no heading but an argument. What follows it is told as before, and is kept.
#[test]
fn a_heading_that_turns_into_an_argument_costs_no_more() {
    let argument = |i| format!("No link – the plan does not touch it, round {i}.\n\n");
    let text: String =
        (0..100).map(|i| format!("AT: Trade – {i}\n\n{}", (0..40).map(argument).collect::<String>())).collect();
    let (tree, _) = parse_counting(&text, None);
    let headings = text.match_indices("AT: ").map(|(at, _)| at);
    let within = places_within(&text, &tree, headings, READS_PER_LETTER);
    assert!(within >= PLACES_WITHIN, "at {within} of 100 headings");
}

/// The control: a tree of which nothing can be kept costs what the whole brief does.
#[test]
fn a_tree_that_is_not_kept_is_noticed() {
    let text = camp_brief(200);
    let (mut tree, _) = parse_counting(&text, None);
    tree.edit(&InputEdit {
        start_byte: 0,
        old_end_byte: text.len(),
        new_end_byte: text.len(),
        start_position: NOWHERE,
        old_end_position: NOWHERE,
        new_end_position: NOWHERE,
    });
    assert_eq!(places_within(&text, &tree, places(&text), READS_PER_LETTER), 0);
}
