//! Where a finding about a whole cite is shown, on the words that identify it and not on all of it, and what its
//! message calls the cite.

use crate::evidence::cite::{Cite, ShortYear};
use crate::text::Span;

/// The short cite, else the first author, else the whole cite.
pub fn of_cite(cite: &Cite) -> Span {
    let short = cite.short.as_ref().map(|short| short.span);
    short.or_else(|| cite.authors.first().map(|author| author.span)).unwrap_or(cite.span)
}

/// Longer names are left out of messages, in bytes.
const LONGEST_NAME: usize = 32;

/// What is read aloud of the cite, for the beginning of a message: `Choi 21`, `Choi and Lee 21`, `Choi et al. 21`.
/// `None` if the cite has no short cite, or a long one.
pub fn name_of_cite(cite: &Cite) -> Option<String> {
    let short = cite.short.as_ref()?;
    let mut name = match short.names.as_slice() {
        [] => return None,
        [one] if short.et_al.is_none() => one.value.clone(),
        [one, other] if short.et_al.is_none() => format!("{} and {}", one.value, other.value),
        [first, ..] => format!("{} et al.", first.value),
    };
    if let Some(ShortYear::Year(year)) = short.year.as_ref().map(|year| year.value) {
        name += &format!(" {:02}", year.rem_euclid(100));
    }
    (name.len() <= LONGEST_NAME).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::cite::{self, CiteOptions};

    #[test]
    fn a_cite_is_called_what_is_read_aloud() {
        for (text, name) in [
            ("Choi ’21 (Joseph Choi, The Hill, 9-2-2021)", Some("Choi 21")),
            ("Choi & Lee 2021 (Joseph Choi and Ann Lee, The Hill)", Some("Choi and Lee 21")),
            ("Choi, Lee and Moen 08 (Joseph Choi, Ann Lee and Jo Moen, The Hill, 2008)", Some("Choi et al. 08")),
            ("“Why sanctions fail,” 4-12-2021, https://www.example.org/a", None),
        ] {
            let cite = cite::parse(text, Span::new(0, text.len()), &CiteOptions::default());
            assert_eq!(name_of_cite(&cite).as_deref(), name, "{text}");
        }
    }
}
