//! Headings that announce an answer: `AT: X`, `2AC---A2: X`, `Answers to: X`.

use crate::evidence::topic::is_speech;

/// What a heading answers, and how it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// How it is announced.
    pub style: Style,
    /// What is answered.
    pub to: &'a str,
}

/// The ways to announce an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `AT:`
    At,
    /// `A2:`
    A2,
    /// `A/2:`
    ASlash2,
    /// `Answers to:`
    AnswersTo,
    /// `ANS TO`
    AnsTo,
    /// `They say:`
    TheySay,
}

impl Style {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::At, Self::A2, Self::ASlash2, Self::AnswersTo, Self::AnsTo, Self::TheySay];

    /// As one writes it.
    pub fn words(self) -> &'static str {
        match self {
            Self::At => "AT:",
            Self::A2 => "A2:",
            Self::ASlash2 => "A/2:",
            Self::AnswersTo => "Answers to:",
            Self::AnsTo => "ANS TO:",
            Self::TheySay => "They say:",
        }
    }
}

/// Openings of an answer, and whether one needs its colon to be told from an ordinary word.
const OPENINGS: [(&str, Style, bool); 10] = [
    ("Answers to", Style::AnswersTo, false),
    ("Answers To", Style::AnswersTo, false),
    ("Answer to", Style::AnswersTo, false),
    ("ANSWERS TO", Style::AnswersTo, false),
    ("ANS TO", Style::AnsTo, false),
    ("They say", Style::TheySay, true),
    ("They Say", Style::TheySay, true),
    ("A/2", Style::ASlash2, false),
    ("A2", Style::A2, true),
    ("AT", Style::At, true),
];

/// Reads a heading; `None` where it announces no answer.
pub fn answer(heading: &str) -> Option<Answer<'_>> {
    let rest = behind_speeches(heading);
    let (opening, style, needs_colon) = OPENINGS.into_iter().find(|(opening, ..)| rest.starts_with(opening))?;
    let behind = &rest[opening.len()..];
    let to = behind.trim_start_matches([':', '-', '–', '—', ' ']);
    let told = behind.starts_with(':') || (!needs_colon && !behind.starts_with(char::is_alphanumeric));
    (told && !to.is_empty()).then_some(Answer { style, to: to.trim_end() })
}

/// What stands behind dashes and the names of speeches: `2AC---`, `1NC/1AR – `, `—`.
fn behind_speeches(heading: &str) -> &str {
    let mut rest = heading.trim_start_matches(['-', '–', '—', ' ']);
    while is_speech(rest) {
        rest = rest[3..].trim_start_matches(['-', '–', '—', ' ', '/', ':']);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str) -> Option<(Style, &str)> {
        answer(heading).map(|answer| (answer.style, answer.to))
    }

    #[test]
    fn answers_as_they_are_announced() {
        assert_eq!(read("AT: Instrumental Value"), Some((Style::At, "Instrumental Value")));
        assert_eq!(read("—AT: Masochists"), Some((Style::At, "Masochists")));
        assert_eq!(read("2AC---A2: Politics DA"), Some((Style::A2, "Politics DA")));
        assert_eq!(read("1NC/1AR – AT: Link turn"), Some((Style::At, "Link turn")));
        assert_eq!(read("A/2 Heg"), Some((Style::ASlash2, "Heg")));
        assert_eq!(read("Answers to: Russia Won’t Cooperate"), Some((Style::AnswersTo, "Russia Won’t Cooperate")));
        assert_eq!(read("They say: Framework"), Some((Style::TheySay, "Framework")));
    }

    #[test]
    fn what_is_no_answer() {
        for heading in ["AT THE BRINK", "ATTACKS", "A2 milk", "1AC", "They say it works", "AT:", "Answersto"] {
            assert_eq!(read(heading), None, "{heading}");
        }
    }
}
