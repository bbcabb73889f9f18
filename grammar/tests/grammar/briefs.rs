//! Whole briefs of the many shapes in which evidence comes, each with the role of every line. The evidence in them
//! was written for these tests; its authors do not exist.
//!
//! `NAME.roles.tsv` holds a row for every line that is not blank: its number and its role.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use tree_sitter::Tree;

use crate::trees::{assert_whole, parser};

/// How the lines of a brief are set apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Form {
    /// As the file has them.
    AsIs,
    /// A blank line between any two.
    Blank,
    /// No blank line at all.
    Dense,
    /// A blank line above headings and tags alone.
    Apart,
    /// A mark before every heading and tag, as import from Word writes them.
    Marked,
}

/// In these only the file's own line ends tell a wrapped line from a new paragraph.
const ONLY_AS_IS: &[&str] = &["pdf_wrapped"];

/// Lines that are read wrongly unless their tag carries a mark: an argument that looks like the last sentence of the
/// quotation above it, and tags in a quotation over a cite that says neither when nor where.
const KNOWN_MISSES: &[(&str, usize)] =
    &[("hs_novice", 21), ("law_review", 39), ("law_review", 41), ("one_liners", 17), ("one_liners", 19)];

pub(crate) struct Brief {
    pub(crate) name: String,
    /// Number, text and role of each line that is not blank.
    lines: Vec<(usize, String, String)>,
    pub(crate) text: String,
}

pub(crate) fn briefs() -> Vec<Brief> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test/briefs");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("test/briefs is there")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    paths.sort();
    paths.iter().filter(|path| path.extension().is_some_and(|end| end == "txt")).map(|path| read_brief(path)).collect()
}

fn read_brief(path: &Path) -> Brief {
    let text = std::fs::read_to_string(path).expect("a brief is UTF-8");
    let roles = std::fs::read_to_string(path.with_extension("roles.tsv")).expect("a brief has its roles beside it");
    let physical: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let lines = roles.lines().map(|row| {
        let (number, role) = row.split_once('\t').expect("a row has two fields");
        let number: usize = number.parse().expect("the first is a number");
        (number, physical[number - 1].to_owned(), role.to_owned())
    });
    Brief {
        name: path.file_stem().expect("a brief has a name").to_string_lossy().into_owned(),
        lines: lines.collect(),
        text: text.clone(),
    }
}

/// The brief's text in a form, and the row of each of its lines.
pub(crate) fn lay_out(brief: &Brief, form: Form) -> (String, Vec<usize>) {
    if form == Form::AsIs {
        return (brief.text.clone(), brief.lines.iter().map(|(number, ..)| number - 1).collect());
    }
    let (mut text, mut rows, mut row) = (String::new(), Vec::new(), 0);
    for (i, (_, line, role)) in brief.lines.iter().enumerate() {
        let above = if i == 0 { "" } else { brief.lines[i - 1].2.as_str() };
        let opens = matches!(role.as_str(), "block" | "tag" | "analytic") && !(role == "tag" && above == "tag");
        let blank = match form {
            Form::Dense | Form::AsIs => false,
            Form::Blank | Form::Marked => true,
            Form::Apart => opens,
        };
        if i > 0 && blank {
            text.push('\n');
            row += 1;
        }
        let marked = form == Form::Marked && !line.starts_with(['#', '=']);
        let mark = match role.as_str() {
            "pocket" if marked => "# ",
            "hat" if marked => "## ",
            "block" if marked => "### ",
            "tag" | "analytic" if marked => "#### ",
            _ => "",
        };
        writeln!(text, "{mark}{line}").expect("writing to a string");
        rows.push(row);
        row += 1;
    }
    (text, rows)
}

/// The role of each row, from the tree alone.
pub(crate) fn roles(tree: &Tree, text: &str) -> Vec<&'static str> {
    let mut roles = vec!["nothing"; text.split('\n').count()];
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        let parent = node.parent().map_or("", |parent| parent.kind());
        let role = match node.kind() {
            "heading" => match parent {
                "pocket" => "pocket",
                "hat" => "hat",
                _ => "block",
            },
            "tag" if parent == "analytic" => "analytic",
            "tag" => "tag",
            "undertag" => "undertag",
            "cite" => "cite",
            "paragraph" => "body",
            _ => "",
        };
        if !role.is_empty() {
            roles[node.start_position().row..=node.end_position().row].fill(role);
        }
        if role.is_empty() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return roles;
            }
        }
    }
}

/// The lines of all briefs that are read wrongly in a form.
fn misses(form: Form) -> Vec<String> {
    let mut parser = parser();
    let mut misses = Vec::new();
    for brief in briefs() {
        if form != Form::AsIs && ONLY_AS_IS.contains(&brief.name.as_str()) {
            continue;
        }
        let (text, rows) = lay_out(&brief, form);
        let tree = parser.parse(&text, None).expect("a language is set");
        assert_whole(&tree, text.as_bytes());
        let said = roles(&tree, &text);
        for ((number, line, role), row) in brief.lines.iter().zip(rows) {
            let known = form != Form::Marked && KNOWN_MISSES.contains(&(brief.name.as_str(), *number));
            if (said[row] == role) == known {
                misses.push(format!("{form:?} {}:{number}: {role} was read as {}: {line:.80}", brief.name, said[row]));
            }
        }
    }
    misses
}

#[test]
fn every_line_of_every_brief_has_its_role() {
    assert!(briefs().len() >= 30, "the briefs were not found");
    for form in [Form::AsIs, Form::Blank, Form::Dense, Form::Apart, Form::Marked] {
        let misses = misses(form);
        assert!(misses.is_empty(), "{}", misses.join("\n"));
    }
}

/// A brief in which every line stands as a heading with every level of mark keeps its levels.
#[test]
fn marks_win_for_their_own_line() {
    let text = "# Choi 21 [a]\n## They say so.\n### Choi 21 [b]\n#### AT: x\nChoi 21 [c]\nbody\n";
    let tree = parser().parse(text, None).expect("a language is set");
    assert_eq!(roles(&tree, text)[..6], ["pocket", "hat", "block", "tag", "cite", "body"]);
}
