//! Every query compiles, and its captures have the names that editors know.

use tree_sitter::{Language, Query};

/// The captures of the highlighting query: names of Neovim's `treesitter-highlight-groups`, which the CLI shares.
const HIGHLIGHTS: &[&str] = &[
    "comment",
    "constructor",
    "label",
    "markup.heading.1",
    "markup.heading.2",
    "markup.heading.3",
    "markup.heading.4",
    "markup.link",
    "markup.link.url",
    "markup.quote",
    "markup.raw",
    "markup.strong",
    "markup.underline",
    "nospell",
    "punctuation.delimiter",
    "punctuation.special",
    "spell",
    "string.special",
];

fn query(source: &str) -> Query {
    let language = Language::from(tree_sitter_debate::LANGUAGE);
    Query::new(&language, source).expect("the query compiles")
}

/// The captures of a query, without those that only its own predicates see.
fn captures(source: &str) -> Vec<String> {
    query(source).capture_names().iter().filter(|name| !name.starts_with('_')).map(|name| (*name).to_owned()).collect()
}

#[test]
fn highlights() {
    let names = captures(tree_sitter_debate::HIGHLIGHTS_QUERY);
    for name in &names {
        assert!(HIGHLIGHTS.contains(&name.as_str()), "no editor knows @{name}");
    }
    for level in 1..=4 {
        assert!(names.contains(&format!("markup.heading.{level}")), "level {level} is not highlighted");
    }
}

#[test]
fn the_others() {
    assert_eq!(captures(tree_sitter_debate::FOLDS_QUERY), ["fold"]);
    assert_eq!(captures(tree_sitter_debate::INJECTIONS_QUERY), ["injection.content"]);
    assert_eq!(captures(tree_sitter_debate::LOCALS_QUERY), ["local.scope"]);
    assert_eq!(captures(tree_sitter_debate::TAGS_QUERY), ["name", "definition.section"]);
    for name in captures(tree_sitter_debate::TEXTOBJECTS_QUERY) {
        let (object, part) = name.split_once('.').expect("a text object has two parts");
        assert!(["block", "class", "comment", "function", "parameter"].contains(&object), "no plugin knows @{name}");
        assert!(["inner", "outer"].contains(&part), "no plugin knows @{name}");
    }
}

/// The control: a query that names a kind of node there is none of does not compile.
#[test]
fn a_wrong_query_is_found_out() {
    let language = Language::from(tree_sitter_debate::LANGUAGE);
    assert!(Query::new(&language, "(contention) @fold").is_err());
}
