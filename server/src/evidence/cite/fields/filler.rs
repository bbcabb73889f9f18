//! What a citation tool writes where it found nothing. It is not an author, a title or a publication.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use tree_sitter_debate::data::{self, entries};

use crate::evidence::cite::Filler;

/// The field for which `field` is what a tool wrote where it found nothing.
pub(crate) fn filler(field: &str) -> Option<Filler> {
    if field.len() > 24 {
        return None;
    }
    FILLERS.get(letters_of(field).trim()).copied()
}

static FILLERS: LazyLock<HashMap<String, Filler, FixedState>> = LazyLock::new(|| {
    let filler = |(section, entry): (&str, &str)| {
        let field = match section {
            "author" => Filler::Author,
            "publication" => Filler::Publication,
            "title" => Filler::Title,
            "url" => Filler::Url,
            "date" => Filler::Date,
            _ => Filler::Unknown,
        };
        (letters_of(entry), field)
    };
    entries(data::FILLERS).map(filler).collect()
});

/// Its letters, digits and spaces, in lower case.
fn letters_of(field: &str) -> String {
    field.chars().filter(|c| c.is_alphanumeric() || *c == ' ').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_told_from_names() {
        for (field, want) in [
            ("No Author", Some(Filler::Author)),
            ("No Publication", Some(Filler::Publication)),
            ("xx-xx-xxxx", Some(Filler::Date)),
            ("None 'None", Some(Filler::Unknown)),
            ("<<INSERT LINK>>", Some(Filler::Url)),
            ("Noam Chomsky", None),
            ("The Hill", None),
        ] {
            assert_eq!(filler(field), want, "{field}");
        }
    }
}
