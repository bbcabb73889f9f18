//! What a heading is about. `AT: X`, `2AC---A2: X` and `X` are about X: the first two answer it, the last argues it.

use super::gazetteer::fold;
use crate::text::Span;

/// What a heading is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// How the heading announces an answer to it; `None` where it argues it.
    pub answers: Option<Style>,
    /// Its words, in bytes of the heading; the whole heading's where nothing stands before them.
    pub span: Span,
}

/// The ways to announce an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `Answers to:`
    AnswersTo,
    /// `Answering:`
    Answering,
    /// `Responses to:`
    ResponsesTo,
    /// `ANS TO:`
    AnsTo,
    /// `They say:`
    TheySay,
    /// `A/2:`
    ASlash2,
    /// `A/T:`
    ASlashT,
    /// `A2A:`
    A2A,
    /// `A2:`
    A2,
    /// `AT:`
    At,
}

impl Style {
    /// As one writes it.
    pub fn words(self) -> &'static str {
        match self {
            Self::AnswersTo => "Answers to:",
            Self::Answering => "Answering:",
            Self::ResponsesTo => "Responses to:",
            Self::AnsTo => "ANS TO:",
            Self::TheySay => "They say:",
            Self::ASlash2 => "A/2:",
            Self::ASlashT => "A/T:",
            Self::A2A => "A2A:",
            Self::A2 => "A2:",
            Self::At => "AT:",
        }
    }
}

/// Openings of an answer, in small letters, and what has to follow for them to be one.
const OPENINGS: [(&str, Style, Behind); 15] = [
    ("answers to", Style::AnswersTo, Behind::Anything),
    ("answer to", Style::AnswersTo, Behind::Anything),
    ("answering", Style::Answering, Behind::Anything),
    ("responses to", Style::ResponsesTo, Behind::Anything),
    ("response to", Style::ResponsesTo, Behind::Anything),
    ("ans to", Style::AnsTo, Behind::Anything),
    ("answers", Style::AnswersTo, Behind::Sign),
    ("responses", Style::ResponsesTo, Behind::Sign),
    ("ans", Style::AnsTo, Behind::Sign),
    ("they say", Style::TheySay, Behind::Sign),
    ("a/2", Style::ASlash2, Behind::Anything),
    ("a/t", Style::ASlashT, Behind::Anything),
    ("a2a", Style::A2A, Behind::Sign),
    ("a2", Style::A2, Behind::SignOrCapitals),
    ("at", Style::At, Behind::SignOrCapitals),
];

/// `AT THE BRINK`: words with which a shouted “at” is an ordinary one.
const ORDINARY: [&str; 9] = ["A", "ALL", "AN", "HOME", "LAST", "LEAST", "ONCE", "THE", "WHAT"];

/// What has to follow an opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Behind {
    /// The end of the word.
    Anything,
    /// A colon or a dash.
    Sign,
    /// The same, or nothing where the opening is in capitals.
    SignOrCapitals,
}

/// Reads a heading. Never fails: what announces no answer is about itself.
pub fn topic(heading: &str) -> Topic {
    let rest = behind_speeches(heading);
    let answered = behind_opening(rest);
    let words = answered.map_or(rest, |(_, words)| words);
    let span = Span::new(heading.len() - words.len(), heading.len()).trim(heading);
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

fn is_lead(c: char) -> bool {
    is_dash(c) || c.is_whitespace() || matches!(c, '/' | ':' | '*' | '>' | '~')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―')
}

/// Whether it begins with the name of a speech, `1AC` … `2NR`, with something behind it that is no letter.
pub fn is_speech(text: &str) -> bool {
    matches!(text.as_bytes(), [b'1' | b'2', b'A' | b'N', b'C' | b'R', rest @ ..]
        if !rest.first().is_some_and(u8::is_ascii_alphanumeric))
}

/// What stands behind `AT:` and its like.
fn behind_opening(heading: &str) -> Option<(Style, &str)> {
    OPENINGS.into_iter().find_map(|(opening, style, needs)| {
        let (head, rest) = heading.split_at_checked(opening.len())?;
        if !head.eq_ignore_ascii_case(opening) || rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        let words = rest.trim_start_matches(|c: char| is_dash(c) || c.is_whitespace() || c == ':');
        let told = rest.trim_start().starts_with(|c: char| c == ':' || is_dash(c));
        let capitals = !head.contains(|c: char| c.is_ascii_lowercase());
        let is_one = match needs {
            Behind::Anything => true,
            Behind::Sign => told,
            Behind::SignOrCapitals => told || (capitals && !is_phrase(words)),
        };
        is_one.then_some((style, words))
    })
}

fn is_phrase(words: &str) -> bool {
    words.split(' ').next().is_some_and(|first| ORDINARY.contains(&first))
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
            ("2AC---AT: Heg", Some(Style::At)),
            ("AT Heg", Some(Style::At)),
            ("A/T Heg", Some(Style::ASlashT)),
            ("A2: Heg", Some(Style::A2)),
            ("Answer to Heg", Some(Style::AnswersTo)),
            ("Answers – Heg", Some(Style::AnswersTo)),
            ("Responses to Heg", Some(Style::ResponsesTo)),
            ("They Say: Heg", Some(Style::TheySay)),
            ("Heg", None),
        ] {
            assert_eq!(topic(heading).answers, want, "{heading}");
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
        }
    }
}
