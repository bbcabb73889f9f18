//! Briefs whose every paragraph has a known role, in the two forms in which people keep them.

use std::fs;
use std::io;
use std::path::Path;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading, with its level: 1 is a pocket, 2 a hat, 3 a block.
    Heading(usize),
    /// A claim, with or without evidence.
    Tag,
    /// Who, when, where.
    Cite,
    /// Quoted text.
    Body,
    /// Anything else.
    Other,
}

/// A paragraph: one line of a file.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// What it is.
    pub role: Role,
    /// Its text, without a mark.
    pub text: String,
}

/// How a brief is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Without any mark.
    Bare,
    /// With `#` before headings and `####` before tags.
    Marked,
}

impl Form {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Marked => "marked",
        }
    }
}

/// The text of a file: one paragraph a line, and a blank line after each.
pub fn write(paragraphs: &[Paragraph], form: Form) -> String {
    let mark = |role| match (form, role) {
        (Form::Marked, Role::Heading(level)) => "#".repeat(level) + " ",
        (Form::Marked, Role::Tag) => "#### ".to_owned(),
        _ => String::new(),
    };
    paragraphs.iter().map(|paragraph| format!("{}{}\n\n", mark(paragraph.role), paragraph.text)).collect()
}

/// The line of a paragraph in such a file, from 1.
pub fn line_of(paragraph: usize) -> usize {
    1 + 2 * paragraph
}

/// The numbers of the cites of whole cards: a tag, one cite and quoted text of some length.
pub fn cards(paragraphs: &[Paragraph]) -> Vec<usize> {
    let is_card = |three: &&[Paragraph]| {
        [three[0].role, three[1].role, three[2].role] == [Role::Tag, Role::Cite, Role::Body]
            && three[2].text.len() > 200
    };
    paragraphs.windows(3).enumerate().filter(|(_, three)| is_card(three)).map(|(number, _)| number + 1).collect()
}

/// All briefs of a folder, by name. A file `NAME.txt` with `NAME.roles.tsv` beside it is plain text, and each row of the
/// latter has a line’s number and its role. In any other `.txt`, each line begins with its role: the mark of a heading or
/// tag, `@` for a cite, `>` for quoted text.
pub fn load(folder: &Path) -> io::Result<Vec<(String, Vec<Paragraph>)>> {
    let mut briefs = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let roles = path.with_extension("roles.tsv");
        let paragraphs = if roles.exists() { labeled(&text, &fs::read_to_string(roles)?) } else { signed(&text) };
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        briefs.push((name, paragraphs));
    }
    briefs.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(briefs)
}

fn signed(text: &str) -> Vec<Paragraph> {
    let read = |line: &str| {
        let (sign, text) = line.split_once(' ')?;
        let role = match sign {
            "#" | "##" | "###" => Role::Heading(sign.len()),
            "####" => Role::Tag,
            "@" => Role::Cite,
            ">" => Role::Body,
            _ => return None,
        };
        Some(Paragraph { role, text: text.to_owned() })
    };
    text.lines().map(|line| read(line).unwrap_or_else(|| panic!("no role: {line}"))).collect()
}

fn labeled(text: &str, roles: &str) -> Vec<Paragraph> {
    let lines: Vec<&str> = text.split('\n').collect();
    let read = |row: &str| {
        let mut columns = row.split('\t');
        let line = columns.next()?.parse::<usize>().ok()?.checked_sub(1)?;
        let role = match columns.next()?.split('+').next()? {
            "pocket" => Role::Heading(1),
            "hat" => Role::Heading(2),
            "block" => Role::Heading(3),
            "tag" | "analytic" => Role::Tag,
            "cite" => Role::Cite,
            "body" => Role::Body,
            _ => Role::Other,
        };
        Some(Paragraph { role, text: (*lines.get(line)?).to_owned() })
    };
    roles.lines().filter_map(read).collect()
}
