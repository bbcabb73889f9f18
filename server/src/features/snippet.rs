//! Text with gaps for a person to fill in, one after the other.

/// A part of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SnippetPart {
    /// Fixed text.
    Text(String),
    /// A gap, with the words in it until it is filled in.
    Gap(String),
}

/// Text with gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// In order.
    pub parts: Vec<SnippetPart>,
}

impl Snippet {
    /// Parses `{Last} {21}, “{Title}”`: gaps are in braces.
    pub fn parse(pattern: &str) -> Self {
        let mut parts = Vec::new();
        for (number, section) in pattern.split('{').enumerate() {
            match section.split_once('}').filter(|_| number > 0) {
                Some((gap, text)) => {
                    parts.extend([SnippetPart::Gap(gap.to_owned()), SnippetPart::Text(text.to_owned())])
                }
                None => parts.push(SnippetPart::Text(section.to_owned())),
            }
        }
        parts.retain(|part| *part != SnippetPart::Text(String::new()));
        Self { parts }
    }

    /// The text with the gaps' words, for editors that do not support snippets.
    pub fn plain(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                SnippetPart::Text(text) | SnippetPart::Gap(text) => text.as_str(),
            })
            .collect()
    }

    /// In the syntax of editors (LSP 3.17, "Snippet Syntax"): `${1:Last} ${2:21}`.
    pub fn lsp_syntax(&self) -> String {
        let mut syntax = String::new();
        let mut gaps = 0;
        for part in &self.parts {
            match part {
                SnippetPart::Text(text) => escape(text, &mut syntax),
                SnippetPart::Gap(words) => {
                    gaps += 1;
                    syntax += &format!("${{{gaps}:");
                    escape(words, &mut syntax);
                    syntax.push('}');
                }
            }
        }
        syntax
    }
}

fn escape(text: &str, to: &mut String) {
    for character in text.chars() {
        if matches!(character, '$' | '}' | '\\') {
            to.push('\\');
        }
        to.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_numbered_and_characters_escaped() {
        let snippet = Snippet::parse("{Last} {21}, costs $5, “{Title}”");
        assert_eq!(snippet.plain(), "Last 21, costs $5, “Title”");
        assert_eq!(snippet.lsp_syntax(), "${1:Last} ${2:21}, costs \\$5, “${3:Title}”");
    }
}
