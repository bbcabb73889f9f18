//! What a run of words says by itself, wherever in the cite it stands: that it names an organization, tells who
//! somebody is, is built like a publication's name, or only says where to look.

use super::person_name::is_surely_person;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::gazetteer::{self, Traits};
use crate::text::Span;

/// Whether the words name an organization, an agency or a paper.
pub(crate) fn is_organization(text: &str, words: &[Word]) -> bool {
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    let name = first.span.join(last.span).of(text);
    let surely = is_surely_person(words);
    gazetteer::publication(name).is_some_and(|_| !(surely && words.len() == 2))
        || words.iter().any(|word| word.has(Traits::ORGANIZATION)) && !(surely && is_after_initial(words))
        || (words.len() > 1 && !surely && words.iter().any(|word| word.has(Traits::PUBLICATION)))
        || words.iter().any(|word| ["of", "for", "on", "the"].iter().any(|small| word.is(text, small)))
        // `US Legal`
        || (words.len() > 1 && first.letters == Letters::Capitals && first.has(Traits::PLACE))
        || (words.len() == 1 && matches!(first.letters, Letters::Mixed))
        || (words.len() == 1 && first.letters == Letters::Capitals && name.len() <= 4)
        || name.ends_with("'s")
        || name.ends_with("’s")
        || (words.len() == 1 && first.span.of(text).contains('.') && first.letters == Letters::Small)
}

/// `Daryl G. Press`: the last of the words stands after an initial.
fn is_after_initial(words: &[Word]) -> bool {
    matches!(words, [.., initial, _] if initial.letters == Letters::Initials && initial.span.len() == 1)
}

/// Whether the words hold one that organizations have in their names. `International relations theory` has none.
pub(crate) fn holds_organization_word(text: &str, words: &[Word]) -> bool {
    words.iter().any(|word| {
        word.has(Traits::ORGANIZATION)
            && !["international", "national"].iter().any(|adjective| word.is(text, adjective))
    })
}

/// Whether the words say who an author is: a post, a degree, a sentence with a verb, a small letter first.
pub(crate) fn is_qualification(text: &str, words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    let posts = words.iter().filter(|word| word.has(Traits::POST | Traits::HONORIFIC)).count();
    let degree = words
        .iter()
        .take(4)
        .any(|word| word.has(Traits::DEGREE) && (word.letters != Letters::Small) && word.span.len() >= 2);
    let small = first.letters == Letters::Small && !first.span.of(text).contains('.') && !first.has(Traits::PARTICLE);
    let sentence = words
        .iter()
        .take(6)
        .any(|word| word.has(Traits::VERB) && word.letters == Letters::Small && !word.has(Traits::FUNCTION_WORD));
    posts > 0 || degree || small || sentence
}

/// Whether the words name a field of study: `Political Science`, `Foreign Affairs`.
pub(crate) fn is_subject(text: &str, words: &[Word]) -> bool {
    const SUBJECTS: [&str; 36] = [
        "affairs",
        "anthropology",
        "biology",
        "business",
        "chemistry",
        "communication",
        "communications",
        "control",
        "defense",
        "economics",
        "economy",
        "education",
        "energy",
        "engineering",
        "english",
        "finance",
        "geography",
        "government",
        "health",
        "history",
        "justice",
        "law",
        "literature",
        "management",
        "mathematics",
        "medicine",
        "philosophy",
        "physics",
        "policy",
        "politics",
        "psychology",
        "relations",
        "science",
        "sciences",
        "security",
        "studies",
    ];
    words.last().is_some_and(|last| SUBJECTS.iter().any(|subject| last.is(text, subject)))
}

/// Whether the words are a post or a degree without the name of who has it: `Associate Professor of Legal Studies`,
/// `Senior Writer at WIRED`, `PhD`. An organization of such people is none: `Physicians for Human Rights`.
pub(crate) fn is_post(text: &str, words: &[Word]) -> bool {
    const ADJECTIVES: [&str; 16] = [
        "senior",
        "junior",
        "former",
        "associate",
        "assistant",
        "adjunct",
        "visiting",
        "deputy",
        "chief",
        "managing",
        "founding",
        "emeritus",
        "doctoral",
        "graduate",
        "staff",
        "distinguished",
    ];
    let is = |word: &Word, list: &[&str]| list.iter().any(|known| word.is(text, known));
    let Some(first) = words.first() else { return false };
    let (last, degree) = (words[words.len() - 1], first.has(Traits::DEGREE) && first.letters != Letters::Capitalized);
    if degree || first.has(Traits::DEGREE) && first.span.of(text).contains('.') || first.is(text, "phd") {
        return true;
    }
    if gazetteer::publication(first.span.join(last.span).of(text)).is_some() {
        return false;
    }
    let adjectives = words.iter().take_while(|word| is(word, &ADJECTIVES)).count();
    // `Senior Research Fellow`
    let field = adjectives > 0
        && words.get(adjectives).is_some_and(|word| !word.has(Traits::POST))
        && words.get(adjectives + 1).is_some_and(|word| word.has(Traits::POST));
    let noun = adjectives + usize::from(field);
    let Some(post) = words.get(noun).filter(|word| word.has(Traits::POST) && !word.has(Traits::ORGANIZATION)) else {
        return false;
    };
    let plural = post.span.of(text).ends_with(['s', 'S']);
    match words.get(noun + 1) {
        None => !plural,
        // `Reporter @ The Hill`
        Some(next) if Span::new(post.span.end, next.span.start).of(text).contains('@') => true,
        Some(next) if plural => is(next, &["of", "at"]),
        Some(next) => next.has(Traits::POST) || is(next, &["of", "at", "in", "for", "on", "to", "and", "with"]),
    }
}

/// Whether the words name somebody who had another part in the source: `interviewed by …`, `edited by …`.
pub(crate) fn is_other_contributor(text: &str, words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    let second_is = |word: &str| words.get(1).is_some_and(|second| second.is(text, word));
    let by = [
        "interviewed",
        "edited",
        "translated",
        "quoted",
        "cited",
        "reviewed",
        "compiled",
        "ed",
        "eds",
        "trans",
        "interview",
    ];
    (by.iter().any(|part| first.is(text, part)) && (second_is("by") || first.dot || words.len() == 1))
        || first.is(text, "quoting")
        || first.is(text, "citing")
}

/// Whether the words are built like a publication's name: `Journal of …`, `… Review`, `inews.co.uk`, `Harv. L.
/// Rev.`
pub(crate) fn is_publication_like(text: &str, words: &[Word]) -> bool {
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    let host = words.len() == 1
        && first.span.of(text).rsplit_once('.').is_some_and(|(name, end)| {
            name.len() > 1
                && matches!(end, "com" | "org" | "net" | "edu" | "gov" | "uk" | "info" | "io" | "eu" | "tv" | "news")
        });
    let review = words.iter().any(|word| word.dot && ["rev", "j", "l.j", "l"].iter().any(|short| word.is(text, short)))
        && words.len() > 1;
    let capital = words.iter().filter(|word| word.is_capital()).count() * 2 >= words.len();
    host || review
        || (capital
            && words.len() <= 9
            && (last.has(Traits::PUBLICATION)
                || first.has(Traits::PUBLICATION)
                || words.iter().rev().skip(1).take(2).any(|word| word.has(Traits::PUBLICATION))))
}

/// Whether the words end as the name of a publisher of books does: `Duke University Press`.
pub(crate) fn ends_like_publisher(text: &str, words: &[Word]) -> bool {
    words.last().is_some_and(|last| {
        ["press", "books", "publishing", "publishers", "verlag"].iter().any(|publisher| last.is(text, publisher))
    })
}

/// Whether the words only say what sort of text it is, or which part of one: `Working Paper 27781`, `Ch. 4`.
pub(crate) fn is_kind_of_text(text: &str, words: &[Word]) -> bool {
    const KINDS: [&str; 14] = [
        "working paper",
        "fact sheet",
        "training resource",
        "dissertation",
        "doctoral dissertation",
        "phd dissertation",
        "thesis",
        "op-ed",
        "press release",
        "policy brief",
        "chapter",
        "ch",
        "kindle edition",
        "kindle",
    ];
    let words = match words {
        [rest @ .., last] if last.letters == Letters::Number => rest,
        _ => words,
    };
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    let phrase = first.span.join(last.span).of(text);
    // `LSB11367`: a report's own number.
    let number = words.len() == 1 && first.letters != Letters::Number && !phrase.contains(char::is_lowercase);
    let number = number && phrase.contains(|c: char| c.is_ascii_digit());
    number || words.len() <= 2 && KINDS.iter().any(|kind| phrase.eq_ignore_ascii_case(kind))
}

/// Whether the words only say where to look: `Available online at`, `Retrieved from`, `Web`, `p. 3`.
pub(crate) fn is_label(text: &str, words: &[Word]) -> bool {
    const LABELS: [&str; 18] = [
        "accessed",
        "access",
        "retrieved",
        "link",
        "web",
        "print",
        "date",
        "recut",
        "cut",
        "online",
        "published",
        "updated",
        "posted",
        "modified",
        "revised",
        "released",
        "created",
        "uploaded",
    ];
    const ALWAYS: [&str; 12] =
        ["available", "p", "pp", "pg", "page", "pages", "vol", "doi", "doa", "url", "pdf", "html"];
    let Some(first) = words.first() else { return true };
    let is = |labels: &[&str]| labels.iter().any(|label| first.is(text, label));
    // `Web Science`, `Access World`: a capital after it makes it a name.
    let name = words.len() > 1 && words[1].is_capital();
    words.len() <= 4 && (is(&ALWAYS) || (is(&LABELS) && !name))
}

/// Whether the words are what web pages put beside a date, which is no qualification: `Published`, `4:05 PM ET`,
/// `5 min read`, `Washington`, `DC`.
pub(crate) fn is_beside_date(text: &str, words: &[Word]) -> bool {
    const BESIDE: [&str; 38] = [
        "early",
        "late",
        "mid",
        "circa",
        "ca",
        "around",
        "published",
        "posted",
        "updated",
        "modified",
        "last",
        "on",
        "at",
        "am",
        "pm",
        "a.m",
        "p.m",
        "et",
        "est",
        "edt",
        "pt",
        "pst",
        "pdt",
        "ct",
        "cst",
        "cdt",
        "gmt",
        "utc",
        "bst",
        "min",
        "mins",
        "minute",
        "minutes",
        "read",
        "of",
        "the",
        "first",
        "originally",
    ];
    /// Places that stand for their universities.
    const UNIVERSITIES: [&str; 4] = ["oxford", "cambridge", "princeton", "berkeley"];
    let is = |word: &Word, list: &[&str]| list.iter().any(|known| word.is(text, known));
    let time = |word: &Word| word.letters == Letters::Number || is(word, &BESIDE);
    let place = |word: &Word| word.has(Traits::PLACE) && !is(word, &UNIVERSITIES);
    !words.is_empty() && (words.iter().all(time) || words.iter().all(place))
}
