//! What a heading is about. `AT: X`, `2AC---A2: X` and `X` are about X: the first two answer it, the last argues it. The
//! number of a block (`1. X`) and of its part (`X (1/3)`) are no words of it.

use std::hash::BuildHasher;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use tree_sitter_debate::data::{self, entries};

use super::gazetteer::fold;
use crate::text::Span;

/// What a heading is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// How the heading announces an answer to it, as one writes it (`AT:`); `None` if it argues it.
    pub answers: Option<&'static str>,
    /// Its words, in bytes of the heading; the whole heading's where nothing stands before them.
    pub span: Span,
}

/// How a heading can announce an answer.
struct Opening {
    /// In lower case.
    words: &'static str,
    /// The usual spelling of this way: `Answers to:` also for `answer to`.
    style: &'static str,
    following: Following,
}

/// What has to follow an opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Following {
    /// The end of the word.
    Anything,
    /// A colon or a dash.
    Sign,
    /// A colon or a dash, or nothing if the opening is in capitals.
    SignOrCapitals,
}

static OPENINGS: LazyLock<Vec<Opening>> = LazyLock::new(|| {
    let openings = entries(data::ANSWERS).filter_map(|(section, entry)| {
        let (words, style) = entry.split_once(" = ")?;
        let following = match section {
            "anything" => Following::Anything,
            "sign" => Following::Sign,
            _ => Following::SignOrCapitals,
        };
        Some(Opening { words, style, following })
    });
    openings.collect()
});

/// Reads a heading. Never fails: what announces no answer is about itself.
pub fn topic(heading: &str) -> Topic {
    let rest = behind_number(behind_speeches(heading));
    let answered = behind_opening(rest);
    let words = answered.map_or(rest, |(_, words)| behind_number(words));
    let start = heading.len() - words.len();
    let span = Span::new(start, start + before_part(words).len()).trim(heading);
    if span.is_empty() {
        return Topic { answers: None, span: Span::new(0, heading.len()).trim(heading) };
    }
    Topic { answers: answered.map(|(style, _)| style), span }
}

/// Whether two topics are one: case, diacritics, quotation marks and punctuation do not matter. One without a word is
/// none at all.
pub fn same(one: &str, other: &str) -> bool {
    // Of most pairs the first letters tell, without a copy.
    let first = |text: &str| text.chars().find(|c| c.is_alphanumeric());
    let may_agree = match (first(one), first(other)) {
        (Some(a), Some(b)) => !(a.is_ascii() && b.is_ascii()) || a.eq_ignore_ascii_case(&b),
        _ => false,
    };
    may_agree && words(&fold(one)).eq(words(&fold(other)))
}

/// A key that the same topics share, the same in every run of one version. `None` for one without a word.
pub fn key(topic: &str) -> Option<u64> {
    let words: Vec<String> = words(&fold(topic)).collect();
    (!words.is_empty()).then(|| FixedState::default().hash_one(words.join(" ")))
}

/// The words of a folded text, without what is no letter or digit in them.
fn words(folded: &str) -> impl Iterator<Item = String> + '_ {
    let parts = folded.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '.')));
    let words = parts.map(|part| part.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    words.filter(|word| !word.is_empty())
}

/// What stands behind dashes and the names of speeches: `2AC---`, `1NC/1AR – `, `—`.
fn behind_speeches(heading: &str) -> &str {
    let mut rest = heading.trim_start_matches(is_lead);
    while is_speech(rest) {
        rest = rest[3..].trim_start_matches(is_lead);
    }
    rest
}

/// What stands behind the number of a block: `1. Heg`, `2) Heg`.
fn behind_number(heading: &str) -> &str {
    let digits = heading.len() - heading.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let words = heading[digits..].strip_prefix(['.', ')']).filter(|rest| rest.starts_with(char::is_whitespace));
    match words.map(str::trim_start) {
        Some(words) if (1..=2).contains(&digits) && !words.is_empty() => words,
        _ => heading,
    }
}

/// What stands before the number of a part: `Heg (1/3)`, `Heg [3/3]`, `Heg – 2/3`. Without brackets, two digits are a
/// date: `9/11`.
fn before_part(words: &str) -> &str {
    let Some((before, last)) = words.trim_end().rsplit_once(char::is_whitespace) else { return words };
    let inside = |open: char, close: char| last.strip_prefix(open)?.strip_suffix(close);
    let (numbers, limit) = match inside('(', ')').or_else(|| inside('[', ']')) {
        Some(numbers) => (numbers, 99),
        None => (last, 9),
    };
    let number = |digits: &str| digits.parse::<u8>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let part = numbers.split_once('/').and_then(|(part, all)| Some((number(part)?, number(all)?)));
    let is_part = part.is_some_and(|(part, all)| 0 < part && part <= all && all <= limit);
    let before = before.trim_end_matches(|c: char| is_dash(c) || c.is_whitespace());
    if is_part && before.contains(char::is_alphanumeric) { before } else { words }
}

fn is_lead(c: char) -> bool {
    is_dash(c) || c.is_whitespace() || matches!(c, '/' | ':' | '*' | '>' | '<' | '~' | '#' | '+')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―')
}

/// Whether it begins with the name of a speech, `1AC` … `2NR`, and then something that is no letter.
pub fn is_speech(text: &str) -> bool {
    let Some((name, rest)) = text.split_at_checked(3) else { return false };
    !rest.starts_with(char::is_alphanumeric)
        && entries(data::SPEECHES).any(|(_, speech)| name.eq_ignore_ascii_case(speech))
}

/// What stands after `AT:` and its like.
fn behind_opening(heading: &str) -> Option<(&'static str, &str)> {
    OPENINGS.iter().find_map(|opening| {
        let (head, rest) = heading.split_at_checked(opening.words.len())?;
        if !head.eq_ignore_ascii_case(opening.words) || rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        let words = rest.trim_start_matches(|c: char| is_dash(c) || c.is_whitespace() || c == ':');
        let sign = rest.trim_start().starts_with(|c: char| c == ':' || is_dash(c));
        let capitals = !head.contains(|c: char| c.is_ascii_lowercase());
        let is_one = match opening.following {
            Following::Anything => true,
            Following::Sign => sign,
            Following::SignOrCapitals => sign || (capitals && !is_phrase(words)),
        };
        is_one.then_some((opening.style, words))
    })
}

/// `AT THE BRINK`: capitals in which an “at” is an ordinary one.
fn is_phrase(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    let ordinary = |(section, word): (&str, &str)| section == "ordinary" && first.eq_ignore_ascii_case(word);
    !first.contains(char::is_lowercase) && entries(data::ANSWERS).any(ordinary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str) -> (bool, &str) {
        let Topic { answers, span } = topic(heading);
        (answers.is_some(), span.of(heading))
    }

    #[test]
    fn answers_as_they_are_announced() {
        for (heading, want) in [
            ("AT: Instrumental Value", "Instrumental Value"),
            ("—AT: Masochists", "Masochists"),
            ("2AC---A2: Politics DA ", "Politics DA"),
            ("1NC/1AR – AT: Link turn", "Link turn"),
            ("A/2 Heg", "Heg"),
            ("AT Heg", "Heg"),
            ("At: Heg", "Heg"),
            ("AT—Heg", "Heg"),
            ("Answers to: Russia Won’t Cooperate", "Russia Won’t Cooperate"),
            ("They say: Framework", "Framework"),
            ("ANS TO “Éclat”", "“Éclat”"),
        ] {
            assert_eq!(read(heading), (true, want), "{heading}");
        }
    }

    #[test]
    fn the_ways_to_announce_an_answer() {
        for (heading, want) in [
            ("2AC---AT: Heg", Some("AT:")),
            ("AT Heg", Some("AT:")),
            ("A/T Heg", Some("A/T:")),
            ("A2: Heg", Some("A2:")),
            ("Answer to Heg", Some("Answers to:")),
            ("Answers – Heg", Some("Answers to:")),
            ("Responses to Heg", Some("Responses to:")),
            ("They Say: Heg", Some("They say:")),
            ("Heg", None),
        ] {
            assert_eq!(topic(heading).answers, want, "{heading}");
        }
    }

    #[test]
    fn every_listed_opening_announces_an_answer() {
        for opening in OPENINGS.iter() {
            let heading = format!("2AC---{}: Tolls", opening.words);
            assert_eq!(read(&heading), (true, "Tolls"), "{heading}");
        }
    }

    #[test]
    fn what_is_no_answer_is_about_itself() {
        for (heading, want) in [
            ("ATTACKS", "ATTACKS"),
            ("At the brink", "At the brink"),
            ("AT THE BRINK", "AT THE BRINK"),
            ("AT", "AT"),
            ("A2 milk", "milk"),
            ("1AC", "1AC"),
            ("1NC---Politics DA", "Politics DA"),
            ("They say it works", "They say it works"),
            ("AT:", "AT:"),
            ("", ""),
            ("Ä", "Ä"),
        ] {
            assert_eq!(read(heading).1, want, "{heading}");
            assert!(!read(heading).0 || heading == "A2 milk", "{heading}");
        }
    }

    #[test]
    fn numbers_of_blocks_and_parts_are_no_words() {
        for (heading, want) in [
            ("1. Heg", (false, "Heg")),
            ("2AC---12) AT: Heg", (true, "Heg")),
            ("AT: 1. Heg", (true, "Heg")),
            ("AT: Heg (1/3)", (true, "Heg")),
            ("Heg – 2/3", (false, "Heg")),
            ("AT: Heg [3/3] ", (true, "Heg")),
            ("Heg (4/3)", (false, "Heg (4/3)")),
            ("Terror after 9/11", (false, "Terror after 9/11")),
            ("1.5 degrees", (false, "1.5 degrees")),
            ("2035. Warming", (false, "2035. Warming")),
            ("1/3", (false, "1/3")),
            ("1.", (false, "1.")),
        ] {
            assert_eq!(read(heading), want, "{heading}");
        }
    }

    #[test]
    fn topics_are_compared_by_their_words() {
        for (one, other, want) in [
            ("Russia Won’t Cooperate", "russia won't cooperate!", true),
            ("“Éclat”", "Eclat", true),
            ("U.S. Heg—Good", "US heg good", true),
            ("Heg Good", "Heg Bad", false),
            ("Heg", "Heg Good", false),
            ("", "", false),
            ("—", "Heg", false),
        ] {
            assert_eq!(same(one, other), want, "{one} / {other}");
            assert_eq!(same(other, one), want, "{other} / {one}");
            assert_eq!(key(one).is_some() && key(one) == key(other), want, "{one} / {other}");
        }
    }
}
