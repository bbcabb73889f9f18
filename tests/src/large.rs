//! A large brief that looks like real ones: blocks of some eight cards, cites in several shapes, bodies of a few
//! kilobytes on one line, curly quotes and dashes. The same for the same size, always.

use std::fmt::Write;

use crate::random::Random;

const WORDS: &[&str] = &[
    "the",
    "of",
    "to",
    "and",
    "in",
    "that",
    "for",
    "is",
    "on",
    "with",
    "as",
    "by",
    "from",
    "at",
    "have",
    "was",
    "were",
    "policy",
    "states",
    "security",
    "economic",
    "power",
    "nuclear",
    "energy",
    "conflict",
    "government",
    "military",
    "deterrence",
    "alliance",
    "sanctions",
    "market",
    "federal",
    "court",
    "agency",
    "supply",
    "risk",
    "crisis",
    "Russia",
    "China",
    "Congress",
    "Moscow",
    "Europe",
    "Syria",
    "Ukraine",
    "Iran",
    "however",
    "because",
    "although",
    "recent",
];
const FAMILIES: &[&str] =
    &["Choi", "Ryabkov", "Istomin", "Quilliam", "García", "Müller", "O’Neill", "Nguyen", "Adeyemi"];
const OUTLETS: &[&str] = &["The Hill", "Foreign Affairs", "Reuters", "Survival", "Harvard Law Review", "TASS"];

/// At least `size` bytes of brief.
pub fn of_size(size: usize) -> String {
    let mut random = Random::new(0x9E37_79B9_7F4A_7C15);
    let mut text = String::with_capacity(size + (1 << 14));
    while text.len() < size {
        let _ = write!(text, "AT: {}\n\n", sentence(&mut random, 5));
        for _ in 0..random.below(8) + 5 {
            let length = random.below(16) + 4;
            let _ = write!(text, "{}\n\n{}\n\n", sentence(&mut random, length), cite(&mut random));
            for _ in 0..random.below(40) + 10 {
                let length = random.below(26) + 8;
                let _ = write!(text, "{}. ", sentence(&mut random, length));
            }
            text.push_str("\n\n");
        }
    }
    text
}

fn sentence(random: &mut Random, words: usize) -> String {
    let mut sentence: Vec<&str> = (0..words).map(|_| random.pick(WORDS)).collect();
    if words > 14 {
        sentence.insert(6, "—");
        sentence.insert(9, "“we");
        sentence.insert(12, "agree”");
    }
    let joined = sentence.join(" ");
    joined[..1].to_uppercase() + &joined[1..]
}

fn cite(random: &mut Random) -> String {
    let (family, outlet) = (random.pick(FAMILIES), random.pick(OUTLETS));
    let (year, month, day) = (random.below(30) + 1995, random.below(12) + 1, random.below(28) + 1);
    let title = sentence(random, 7);
    match random.below(5) {
        0 => format!(
            "{family} {:02} – Anna {family}, professor of government at Georgetown University, “{title},” {outlet}, \
             {month}-{day}-{:02}, https://www.example.org/{year}/{month:02}/story-{day}",
            year % 100,
            year % 100
        ),
        1 => format!("Joseph {family}, {month}-{day}, {:02}, {outlet}, {title},", year % 100),
        2 => format!("{outlet}, {month}/{day}/{year}, {title}"),
        3 => format!("{family} et al. ’{:02} [Igor {family}; “{title}”; {year}; {outlet}; pp. 12-40]", year % 100),
        _ => format!("{family} {:02}", year % 100),
    }
}
