//! What `explain` says of a line is what the tree says of it, and every decision has its reason.

use std::collections::BTreeMap;

use tree_sitter_debate::{Role, explain};

use crate::briefs::{Form, briefs, lay_out, roles};
use crate::trees::parser;

fn name(role: Role) -> &'static str {
    match role {
        Role::Pocket => "pocket",
        Role::Hat => "hat",
        Role::Block => "block",
        Role::Tag => "tag",
        Role::Analytic => "analytic",
        Role::Undertag => "undertag",
        Role::Cite => "cite",
        Role::Body => "body",
    }
}

#[test]
fn explanations_agree_with_the_tree() {
    let mut parser = parser();
    let mut reasons = BTreeMap::new();
    for brief in briefs() {
        for form in [Form::AsIs, Form::Dense, Form::Marked] {
            let (text, _) = lay_out(&brief, form);
            let tree = parser.parse(&text, None).expect("a language is set");
            let said = roles(&tree, &text);
            let explained = explain(text.as_bytes());
            let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
            assert_eq!(explained.len(), lines, "{} in {form:?}", brief.name);
            for line in explained {
                let row = text[..line.start].matches('\n').count();
                // Whether evidence follows a marked tag is for the tree to say.
                let role = if said[row] == "analytic" && line.role == Role::Tag { "analytic" } else { name(line.role) };
                assert_eq!(role, said[row], "{}:{} in {form:?}: {}", brief.name, row + 1, line.reason);
                *reasons.entry(line.reason).or_insert(0) += 1;
            }
        }
    }
    assert!(reasons.len() > 20, "few decisions were made: {reasons:?}");
    assert!(!reasons.contains_key(""), "a decision has no reason");
}

/// A misspelled month inside of a word is no name, whichever of its halves was looked up first.
#[test]
fn a_month_inside_of_a_word_has_one_meaning() {
    let text = "N\nsaid\"werSetember 15";
    let tree = parser().parse(text, None).expect("a language is set");
    let explained: Vec<&str> = explain(text.as_bytes()).iter().map(|line| name(line.role)).collect();
    assert_eq!(explained, roles(&tree, text));
}

#[test]
fn any_bytes_are_explained() {
    for text in [b"".as_slice(), b"\xff\xfe\n\0\n\xe2\x80", b"\r\r\n", b"<!-- a -->", b"<!-- a", "\u{feff}x".as_bytes()]
    {
        for line in explain(text) {
            assert!(line.start < text.len(), "{text:?}");
        }
    }
}
