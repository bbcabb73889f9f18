//! SegmentKind a citation tool writes where it found nothing. It is no author, title or publication.

use crate::evidence::cite::Filler;

/// The field for which `field` is what a tool wrote where it found nothing.
pub(crate) fn filler(field: &str) -> Option<Filler> {
    if field.len() > 24 {
        return None;
    }
    let folded: String =
        field.chars().filter(|c| c.is_alphanumeric() || *c == ' ').flat_map(char::to_lowercase).collect();
    Some(match folded.trim() {
        "no author" | "author unknown" | "unknown author" | "no author given" | "no author listed" | "author" => {
            Filler::Author
        }
        "no publication" | "unknown publication" | "no publisher" | "publication" => Filler::Publication,
        "no title" | "untitled" => Filler::Title,
        "no url" | "no link" | "insert link" | "insert url" | "link" => Filler::Url,
        "xxxxxxxx" | "xxxxxx" | "mmddyyyy" | "mmddyy" | "no date given" => Filler::Date,
        "none" | "none none" | "null" | "nan" | "undefined" | "insert" | "tbd" | "no quals" | "no qualifications" => {
            Filler::Unknown
        }
        _ => return None,
    })
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
