//! Text with gaps that a person fills in, one after the other.

/// A part of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What stays.
    Text(String),
    /// A placeholder, with its text until it is filled in.
    Gap(String),
}

/// Text with gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// In order.
    pub pieces: Vec<Piece>,
}

impl Snippet {
    /// Reads `{Last} {21}, “{Title}”`: placeholders are in braces.
    pub fn read(pattern: &str) -> Self {
        let mut pieces = Vec::new();
        for (number, part) in pattern.split('{').enumerate() {
            match part.split_once('}').filter(|_| number > 0) {
                Some((gap, text)) => pieces.extend([Piece::Gap(gap.to_owned()), Piece::Text(text.to_owned())]),
                None => pieces.push(Piece::Text(part.to_owned())),
            }
        }
        pieces.retain(|piece| *piece != Piece::Text(String::new()));
        Self { pieces }
    }

    /// With the gaps' words, for editors that know no gaps.
    pub fn plain(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Gap(text) => text.as_str(),
            })
            .collect()
    }

    /// In the notation of editors (LSP 3.17, "Snippet Syntax"): `${1:Last} ${2:21}`.
    pub fn notation(&self) -> String {
        let mut notation = String::new();
        let mut gaps = 0;
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => escape(text, &mut notation),
                Piece::Gap(words) => {
                    gaps += 1;
                    notation += &format!("${{{gaps}:");
                    escape(words, &mut notation);
                    notation.push('}');
                }
            }
        }
        notation
    }
}

fn escape(text: &str, to: &mut String) {
    for letter in text.chars() {
        if matches!(letter, '$' | '}' | '\\') {
            to.push('\\');
        }
        to.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_numbered_and_signs_escaped() {
        let snippet = Snippet::read("{Last} {21}, costs $5, “{Title}”");
        assert_eq!(snippet.plain(), "Last 21, costs $5, “Title”");
        assert_eq!(snippet.notation(), "${1:Last} ${2:21}, costs \\$5, “${3:Title}”");
    }
}
