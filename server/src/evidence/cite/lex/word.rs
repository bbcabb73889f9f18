//! The words of a cite, each with what the word lists and its letters say of it.

use crate::evidence::gazetteer::{self, Traits};
use crate::text::Span;

/// One word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Where it stands, without a period after it.
    pub(crate) span: Span,
    /// What it commonly is.
    pub(crate) traits: Traits,
    /// How it is written.
    pub(crate) letters: Letters,
    /// Whether a period follows at once.
    pub(crate) dot: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// `Choi`, `McCain`, `O’Neil`
    Capitalized,
    /// `TASS`
    Capitals,
    /// `W`, `J.R`
    Initials,
    /// `talks`
    Small,
    /// `USLegal`, `iPhone`
    Mixed,
    /// `21`, `16th`
    Number,
    /// `&`
    And,
}

impl Word {
    /// Whether it begins as a name does.
    pub(crate) fn is_capital(self) -> bool {
        matches!(self.letters, Letters::Capitalized | Letters::Capitals | Letters::Initials | Letters::Mixed)
    }

    /// Whether it is `other`, in whatever case.
    pub(crate) fn is(self, text: &str, other: &str) -> bool {
        self.span.of(text).eq_ignore_ascii_case(other)
    }

    /// Whether it is `and` or `&`.
    pub(crate) fn is_and(self, text: &str) -> bool {
        self.letters == Letters::And || self.is(text, "and")
    }

    /// Whether it has any of `traits`.
    pub(crate) fn has(self, traits: Traits) -> bool {
        self.traits.intersects(traits)
    }
}

/// The words of `text`, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let (starts_word, len) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            text[at..].chars().next().map_or((false, 1), |c| (c.is_alphanumeric(), c.len_utf8()))
        };
        let len = if starts_word { word_len(&text[at..]) } else { len };
        if starts_word || byte == b'&' {
            words.push(word(text, at, len));
        }
        at += len;
    }
    words
}

/// The length in bytes of the word that `rest` begins with. Apostrophes and hyphens inside belong to it, and
/// periods inside abbreviations and host names (`U.S`, `Ph.D`, `inews.co.uk`).
fn word_len(rest: &str) -> usize {
    // Most words are of ASCII, and nothing joins them to more.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_plain =
        |at: usize| rest.as_bytes().get(at).is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    let may_join = matches!(rest.as_bytes().get(plain), Some(b'\'' | b'-' | b'.'));
    if is_plain(if may_join { plain + 1 } else { plain }) {
        return plain;
    }
    let mut len = 0;
    let mut part = 0;
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let joins = match c {
            '\'' | '’' | '‘' => next.is_some_and(char::is_alphabetic) && part > 0,
            '-' | '‐' | '‑' => next.is_some_and(char::is_alphabetic) && part > 0,
            '.' => next.is_some_and(|next| next.is_alphabetic() && (part <= 2 || next.is_lowercase())) && part > 0,
            _ => c.is_alphanumeric(),
        };
        if !joins {
            break;
        }
        part = if c.is_alphanumeric() { part + 1 } else { 0 };
        len += c.len_utf8();
    }
    len
}

fn word(text: &str, start: usize, len: usize) -> Word {
    let span = Span::new(start, start + len);
    let word = span.of(text);
    let letters = letters(word);
    let dot = text[span.end..].starts_with('.');
    // Numbers are on no list, and `A.` is an initial, not an article.
    let bare = letters == Letters::Number || (letters == Letters::Initials && dot && len == 1);
    let traits = if bare { Traits::empty() } else { gazetteer::traits(word) };
    Word { span, traits, letters, dot }
}

fn letters(word: &str) -> Letters {
    let Some(first) = word.chars().next() else { return Letters::Small };
    if first == '&' {
        return Letters::And;
    }
    if first.is_numeric() {
        return Letters::Number;
    }
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Letters::Small;
    }
    let (mut lower, mut upper) = (0, 0);
    for c in word.chars() {
        lower += usize::from(c.is_lowercase());
        upper += usize::from(c.is_uppercase());
    }
    if first.is_uppercase() && upper == 1 && lower > 0 && !word.contains('.') {
        return Letters::Capitalized;
    }
    if !first.is_uppercase() {
        // Scripts without capitals have names all the same.
        let caseless = lower == 0 && upper == 0;
        // `al-Assad`, `d’Amico`: small before the joint, a capital after it.
        let joined = word.split(['-', '\'', '’']).skip(1).any(|part| part.starts_with(char::is_uppercase));
        return if caseless || joined {
            Letters::Capitalized
        } else if upper > 0 {
            Letters::Mixed
        } else {
            Letters::Small
        };
    }
    let pieces = word.split('.');
    if pieces.clone().all(|piece| piece.chars().count() <= 1) {
        return Letters::Initials;
    }
    if lower == 0 || (lower == 1 && upper > 1 && (word.ends_with("'s") || word.ends_with("’s"))) {
        return Letters::Capitals;
    }
    let inner_capitals = upper > 1 && !word.contains(['-', '\'', '’', '.']);
    let named = ["Mc", "Mac", "De", "La", "Di", "Le", "Du", "Van"].iter().any(|head| word.starts_with(head));
    if inner_capitals && !named { Letters::Mixed } else { Letters::Capitalized }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let show = |word: Word| format!("{}={:?}{}", word.span.of(text), word.letters, if word.dot { "." } else { "" });
        words(text).into_iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(
            show("Timothy G. Massad, Ph.D., U.S. Dept"),
            "Timothy=Capitalized G=Initials. Massad=Capitalized Ph.D=Capitalized. U.S=Initials. Dept=Capitalized"
        );
        assert_eq!(
            show("Bashar al-Assad’s inews.co.uk"),
            "Bashar=Capitalized al-Assad’s=Capitalized inews.co.uk=Small"
        );
        assert_eq!(show("Stratfor.Accessed 1-4"), "Stratfor=Capitalized. Accessed=Capitalized 1=Number 4=Number");
        assert_eq!(show("TASS & USLegal McCain"), "TASS=Capitals &=And USLegal=Mixed McCain=Capitalized");
    }
}
