//! `test/corpus` in tree-sitter's own format, run through the binding: as it stands, with the other line ends, and
//! without and with more than a final line end. The trees must be the same but for their ranges.

use std::path::Path;

use crate::trees::{assert_whole, parser};

struct Case {
    title: String,
    input: String,
    tree: String,
}

const HEADER: &str = "==============================|||\n";
const DIVIDER: &str = "------------------------------|||\n";

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test/corpus");
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(folder).expect("test/corpus is there") {
        let path = entry.expect("test/corpus can be listed").path();
        let text = std::fs::read_to_string(&path).expect("a corpus file is UTF-8");
        let parts: Vec<&str> = text.split(HEADER).skip(1).collect();
        for part in parts.chunks(2) {
            let (input, tree) = part[1].split_once(DIVIDER).expect("every case has a tree");
            cases.push(Case {
                title: format!("{}: {}", path.display(), part[0].trim()),
                input: input.strip_suffix('\n').unwrap_or(input).to_owned(),
                tree: on_one_line(tree),
            });
        }
    }
    cases
}

fn on_one_line(tree: &str) -> String {
    tree.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_case_parses_as_it_is_written_down() {
    let mut parser = parser();
    let cases = cases();
    assert!(cases.len() > 30, "the corpus was not found");
    for case in cases {
        let base = case.input.trim_end_matches('\n');
        let forms = [
            case.input.clone(),
            base.to_owned(),
            format!("{base}\n\n \n"),
            case.input.replace('\n', "\r\n"),
            base.replace('\n', "\r\n"),
            case.input.replace('\n', "\r"),
            format!("\u{feff}{}", case.input),
        ];
        for form in forms {
            let tree = parser.parse(&form, None).expect("a language is set");
            assert_whole(&tree, form.as_bytes());
            assert_eq!(tree.root_node().to_sexp(), case.tree, "{} as {form:?}", case.title);
        }
    }
}

/// The end of a comment that is longer than what is read of other lines: the same as of a short one.
#[test]
fn a_long_comment_ends_as_a_short_one_does() {
    let mut parser = parser();
    for words in [1, 124, 125, 126, 300] {
        for (end, is_comment) in [("-->", true), ("--> \t", true), ("-- >", false), ("- ->", false), ("->", false)] {
            let text = format!("<!-- {}{end}\n", "word ".repeat(words).trim_end());
            let tree = parser.parse(&text, None).expect("a language is set");
            let first = tree.root_node().child(0).expect("there is something");
            assert_eq!(first.kind() == "comment", is_comment, "{text:?}");
        }
    }
}
