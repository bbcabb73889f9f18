//! Names of persons and organizations: dividing one into its parts, comparing two.

use super::gazetteer::{self, Traits, fold};

/// A name, as CSL divides it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// A person.
    Person {
        /// Family name with its particle: `van Heteren`.
        family: String,
        /// Given names or initials, where the cite has them.
        given: Option<String>,
        /// `Jr.`, `III`
        suffix: Option<String>,
    },
    /// An organization, agency or paper that stands where the author would.
    Literal(String),
}

impl Name {
    /// The name by which it is known: the family name, or all of an organization's.
    pub fn key(&self) -> &str {
        match self {
            Self::Person { family, .. } => family,
            Self::Literal(name) => name,
        }
    }

    /// The name with the family name first, for people who look at how it was read: `Massad, Timothy G.`
    pub fn family_first(&self) -> String {
        match self {
            Self::Person { family, given, suffix } => {
                let parts = [Some(family), given.as_ref(), suffix.as_ref()].into_iter().flatten();
                parts.map(String::as_str).collect::<Vec<_>>().join(", ")
            }
            Self::Literal(name) => format!("{name} (organization)"),
        }
    }
}

/// The person that `words` name, given name first: `["Timothy", "G.", "Massad"]`. A particle belongs to the
/// family name (`Hans van Heteren`), a suffix (`Jr.`) to neither. `None` without a word.
pub fn person(words: &[&str]) -> Option<Name> {
    let (words, suffix) = without_suffix(words);
    let last = words.len().checked_sub(1)?;
    let mut family = last;
    while family > 1 && is_particle(words[family - 1]) && may_be_particle(words[family - 1]) {
        family -= 1;
    }
    Some(named(&words[family..], &words[..family], suffix))
}

/// The person of a name that is written family name first: `Layne`, `Christopher`.
pub fn inverted(family: &[&str], given: &[&str]) -> Name {
    let (given, suffix) = without_suffix(given);
    named(family, given, suffix)
}

/// The person whose family name is `family`, however many words it has, and whose other words are `given`.
pub fn named(family: &[&str], given: &[&str], suffix: Option<String>) -> Name {
    let given = given.join(" ");
    Name::Person { family: family.join(" "), given: (!given.is_empty()).then_some(given), suffix }
}

fn without_suffix<'a, 'b>(words: &'a [&'b str]) -> (&'a [&'b str], Option<String>) {
    match words {
        [rest @ .., last] if !rest.is_empty() && gazetteer::traits(last).contains(Traits::SUFFIX) => {
            (rest, Some((*last).to_owned()))
        }
        _ => (words, None),
    }
}

/// A family name's particle and the rest of it: `van`, `Heteren`. CSL keeps the two apart for sorting.
/// A particle with a capital (`De Luca`) is not distinguished from the name.
pub fn particle(family: &str) -> Option<(&str, &str)> {
    let mut rest = family;
    while let Some((word, tail)) = rest.split_once(' ') {
        if !word.starts_with(char::is_lowercase) || !is_particle(word) {
            break;
        }
        rest = tail;
    }
    let at = family.len() - rest.len();
    (at > 0).then(|| (family[..at].trim_end(), rest))
}

/// Whether a particle is written as one: small, or with a capital where it is no initial or short name (`E`, `Li`).
fn may_be_particle(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
        || word.len() > 2
        || ["De", "La", "Le", "Du", "Di", "Da", "El", "Al", "St"].contains(&word)
}

fn is_particle(word: &str) -> bool {
    gazetteer::traits(word).contains(Traits::PARTICLE)
}

/// Whether two family names are the same but for case, diacritics and typing slips (`Sprat`, `Spratt`).
pub fn same_family(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    if one == other {
        return true;
    }
    let shorter = one.chars().count().min(other.chars().count());
    let slips = match shorter {
        0..=3 => return false,
        4..=6 => 1,
        _ => 2,
    };
    // A slip in the first letter is rarer than two names that differ there (`Gould`, `Mould`).
    one.chars().next() == other.chars().next()
        && one.len().abs_diff(other.len()) <= slips
        && strsim::osa_distance(&one, &other) <= slips
}

/// Whether two family names are the same, letter for letter, but for case and diacritics.
pub fn equal_family(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// Whether `word` may be one of the two syllables of a Chinese or Korean given name, `Jong Un`, `Hsien Loong`: one run of
/// vowels, and after it nothing or a sound that such a syllable ends with.
pub fn is_syllable(word: &str) -> bool {
    let word = fold(word);
    let vowel = |c: char| "aeiou".contains(c);
    let rest = word.trim_start_matches(|c: char| !vowel(c)).trim_start_matches(|c| vowel(c) || c == 'w');
    word.contains(vowel) && ["", "n", "ng", "k", "l", "m", "p", "t", "h", "r"].contains(&rest)
}

/// Whether `given`, which stands where given names do, may be a whole name of another person: `Joseph Choi`, but not
/// `Ole Martin`, `Matthijs M.` or `Jong Un`.
pub fn may_be_whole(given: &str) -> bool {
    let words: Vec<&str> = given.split(' ').collect();
    let [first, .., last] = words.as_slice() else { return false };
    let known = gazetteer::traits(first).contains(Traits::GIVEN);
    let initial = last.ends_with('.') || last.chars().count() == 1;
    let other = gazetteer::traits(last).intersects(Traits::GIVEN | Traits::PARTICLE | Traits::SUFFIX);
    let syllables = !known && words.iter().all(|word| is_syllable(word));
    !initial && !syllables && (!other || known && words.len() > 2)
}

/// Whether `acronym` is made of the first letters of `words`: `CSIS`, `Center for Strategic and
/// International Studies`.
pub fn is_acronym_of(acronym: &str, words: &str) -> bool {
    let letters = |all: bool| -> String {
        let chosen = words.split_whitespace().filter(|word| all || word.starts_with(char::is_uppercase));
        chosen.filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).flat_map(char::to_uppercase).collect()
    };
    let acronym: String = acronym.chars().filter(|c| c.is_alphanumeric()).collect();
    acronym.chars().count() >= 2 && (letters(false) == acronym || letters(true) == acronym.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(name: Name) -> String {
        match name {
            Name::Person { family, given, suffix } => {
                [Some(family), given, suffix].into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            Name::Literal(name) => name,
        }
    }

    #[test]
    fn persons_are_divided() {
        for (text, want) in [
            ("Timothy G. Massad", "Massad, Timothy G."),
            ("Hans van Heteren", "van Heteren, Hans"),
            ("Martin Luther King Jr", "King, Martin Luther, Jr"),
            ("Ludwig von der Leyen", "von der Leyen, Ludwig"),
            ("C E Clark", "Clark, C E"),
            ("Choi", "Choi"),
        ] {
            let words: Vec<_> = text.split(' ').collect();
            assert_eq!(person(&words).map(show).as_deref(), Some(want));
        }
    }

    #[test]
    fn families_are_compared() {
        assert!(same_family("Sprat", "Spratt"));
        assert!(same_family("Crighton", "CREIGHTON"));
        assert!(same_family("Böll", "Boll"));
        assert!(!same_family("Gould", "Mould"));
        assert!(!same_family("Lee", "Lea"));
        assert!(is_acronym_of("CSIS", "Center for Strategic and International Studies"));
        assert_eq!(particle("van der Berg"), Some(("van der", "Berg")));
        assert_eq!(particle("De Luca"), None);
    }

    #[test]
    fn given_names_in_two_syllables_are_no_whole_name() {
        for given in ["Jong Un", "Hsien Loong", "Ole Martin", "Matthijs M."] {
            assert!(!may_be_whole(given), "{given}");
        }
        for name in ["Joseph Choi", "Farid Yunus", "Neela Ojha", "Auren Sali"] {
            assert!(may_be_whole(name), "{name}");
        }
    }
}
