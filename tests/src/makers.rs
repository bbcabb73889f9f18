//! A large brief as varied as a team's folder: the files of many makers, one after the other, each in its maker's own
//! habits. Marks or none, blank lines between paragraphs or none, bodies of one long line or of many short ones, cites of
//! every shape, analytics in lists, curly quotes and letters beyond ASCII. The same for the same size, always; all words
//! are made up.

use std::fmt::Write;

use crate::random::Random;

#[rustfmt::skip]
const WORDS: &[&str] = &[
    "the", "of", "to", "and", "in", "a", "that", "for", "is", "on", "with", "as", "by", "from", "at", "have", "was",
    "were", "it", "be", "this", "which", "their", "would", "not", "or", "are", "has", "its", "but", "they", "will",
    "can", "more", "than", "when", "who", "about", "into", "because", "although", "however", "while", "since",
    "policy", "states", "security", "economic", "power", "nuclear", "energy", "conflict", "government", "military",
    "deterrence", "alliance", "sanctions", "market", "federal", "court", "agency", "supply", "risk", "crisis",
    "evidence", "research", "public", "private", "growth", "trade", "tariff", "harbor", "river", "climate",
    "emissions", "carbon", "grid", "transmission", "workers", "unions", "wages", "schools", "teachers", "students",
    "hospitals", "patients", "vaccine", "surveillance", "privacy", "algorithm", "satellite", "launch", "orbit",
    "missile", "warhead", "treaty", "verification", "compliance", "negotiation", "diplomats", "ministers",
    "parliament", "election", "voters", "turnout", "coalition", "recession", "inflation", "interest", "banks",
    "lending", "housing", "rent", "transit", "water", "drought", "farmers", "fisheries", "forests", "species",
    "habitat", "critical", "structural", "epistemic", "ontology", "subjectivity", "violence", "resistance",
    "colonial", "sovereignty", "liberal", "institutions", "legitimacy", "norms", "cooperation", "escalation",
    "miscalculation", "first-strike", "long-term", "low-income", "decision-makers", "don’t", "isn’t", "state’s",
    "U.S.", "Congress", "Russia", "China", "Europe", "Brazil", "Kenya", "Québec", "São Paulo", "naïve", "café",
];
#[rustfmt::skip]
const FAMILIES: &[&str] = &[
    "Abara", "Brandt", "Castellanos", "Dvořák", "Eriksen", "Fontaine", "García", "Hollis", "Ivanova", "Jóhannsson",
    "Kowalski", "Lindqvist", "McAllister", "Nakamura", "O’Neill", "Petrov", "Quintero", "Rahman", "Sørensen",
    "Tanaka", "Ueda", "van Dijk", "Whitfield", "al-Rashid", "Young", "Zhang-Meier",
];
#[rustfmt::skip]
const GIVEN: &[&str] = &[
    "Anna", "Brian", "Chidi", "Dana", "Elena", "Felix", "Grace", "Hugo", "Ines", "J. R.", "Karim", "Lucía", "Maya",
];
#[rustfmt::skip]
const POSTS: &[&str] = &[
    "Professor of Government", "senior fellow", "Ph.D. candidate in Economics", "staff writer",
    "former Deputy Secretary", "Director of the Energy Program", "research associate",
    "Associate Professor at the School of Law", "columnist",
];
const PLACES: &[&str] =
    &["Harbor University", "the Lakeside Institute", "Northern State", "Université de l’Ouest", "MIT"];
#[rustfmt::skip]
const OUTLETS: &[&str] = &[
    "The Hill", "Foreign Affairs", "Reuters", "Survival", "Harvard Law Review", "Journal of Applied Policy", "TASS",
    "New York Times", "Vox", "Brookings", "Energy Research & Social Science", "Medium",
];
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "January", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "October", "Nov",
];

/// The habits of one maker.
struct Maker {
    /// Headings and tags carry `#` to `####`.
    marked: bool,
    /// A blank line stands between paragraphs.
    blank: bool,
    /// Bodies are cut with `__`, `**` and `==`.
    cut: bool,
    /// So many paragraphs a body has at most; with one it is a long line.
    paragraphs: usize,
    /// So many sentences a paragraph has at most.
    sentences: usize,
    /// One entry in so many is an argument of the maker's own.
    analytics: usize,
    /// Which shapes of cites the maker writes: the numbers of `cite`.
    cites: &'static [usize],
}

const MAKERS: &[Maker] = &[
    // A policy team: blocks full of cards, one long line each.
    Maker { marked: false, blank: true, cut: false, paragraphs: 1, sentences: 40, analytics: 9, cites: &[0, 1, 2] },
    // Pasted articles: many short paragraphs.
    Maker { marked: false, blank: true, cut: false, paragraphs: 16, sentences: 3, analytics: 6, cites: &[3, 4, 0] },
    // The same without a blank line anywhere.
    Maker { marked: false, blank: false, cut: false, paragraphs: 9, sentences: 4, analytics: 5, cites: &[1, 5, 6] },
    // An export: marks for all headings, cutting marks in the bodies.
    Maker { marked: true, blank: true, cut: true, paragraphs: 3, sentences: 18, analytics: 4, cites: &[0, 2, 7] },
    // Mostly arguments of one's own, and a few cards.
    Maker { marked: false, blank: true, cut: false, paragraphs: 2, sentences: 8, analytics: 2, cites: &[8, 3] },
    // A philosophy file: long bodies in long paragraphs, long cites.
    Maker { marked: true, blank: false, cut: false, paragraphs: 5, sentences: 12, analytics: 3, cites: &[7, 0, 5] },
    // A wiki's disclosure: first and last words.
    Maker { marked: false, blank: true, cut: false, paragraphs: 0, sentences: 2, analytics: 7, cites: &[2, 6, 9] },
    // Cites in lists, as files of frontlines have them.
    Maker { marked: false, blank: true, cut: true, paragraphs: 4, sentences: 6, analytics: 4, cites: &[9, 8, 4, 1] },
];

/// So long a maker's file is, in bytes, before the next one's begins.
const FILE: usize = 48 << 10;

/// At least `size` bytes of brief.
pub fn of_size(size: usize) -> String {
    let mut random = Random::new(0xD1B5_4A32_D192_ED03);
    let mut text = String::with_capacity(size + (1 << 15));
    for maker in MAKERS.iter().cycle() {
        let end = size.min(text.len() + FILE);
        while text.len() < end {
            block(maker, &mut random, &mut text);
        }
        if text.len() >= size {
            break;
        }
    }
    text
}

fn block(maker: &Maker, random: &mut Random, text: &mut String) {
    let words = random.below(5) + 2;
    let name = title(random, words);
    let heading = match random.below(9) {
        0 => name.to_uppercase(),
        1 => format!("A2: {name}"),
        2 => format!("2AC---AT: {name}"),
        3 => format!("They Say: “{name}”"),
        4 => format!("1NC/1AR – {name}"),
        5 => format!("—{name}"),
        6 => format!("Answers to: {name}"),
        7 => name,
        _ => format!("AT: {name}"),
    };
    if maker.marked && random.one_in(4) {
        let upper = title(random, 2);
        line(maker, &format!("{} {upper}", random.pick(&["#", "##"])), text);
    }
    line(maker, &if maker.marked { format!("### {heading}") } else { heading }, text);
    for number in 1..=random.below(7) + 2 {
        if random.one_in(maker.analytics) {
            analytic(maker, number, random, text);
        } else {
            card(maker, number, random, text);
        }
    }
}

fn analytic(maker: &Maker, number: usize, random: &mut Random, text: &mut String) {
    let words = random.below(18) + 5;
    let claim = sentence(random, words);
    let claim = match random.below(5) {
        0 => format!("{number}. {claim}."),
        1 => format!("{}] {claim}.", random.pick(&["A", "B", "C"])),
        2 => format!("No link—{claim}"),
        3 => format!("Counter-interpretation: {claim}."),
        _ => format!("{claim}."),
    };
    line(maker, &if maker.marked { format!("#### {claim}") } else { claim }, text);
}

fn card(maker: &Maker, number: usize, random: &mut Random, text: &mut String) {
    let words = random.below(18) + 5;
    let claim = sentence(random, words);
    let tag = match random.below(6) {
        0 => format!("{number}. {claim}"),
        1 => format!("{claim}—{}", sentence(random, 4)),
        2 => format!("Non-unique: {claim}"),
        3 => format!("{claim}."),
        _ => claim,
    };
    line(maker, &if maker.marked { format!("#### {tag}") } else { tag }, text);
    if random.one_in(12) {
        line(maker, &format!("({})", sentence(random, 5)), text);
    }
    let shape = maker.cites[random.below(maker.cites.len())];
    for part in cite(shape, maker.marked, random).lines() {
        line(maker, part, text);
    }
    if maker.paragraphs == 0 {
        for part in [sentence(random, 9), "AND".to_owned(), sentence(random, 7) + "."] {
            line(maker, &part, text);
        }
        return;
    }
    for _ in 0..=random.below(maker.paragraphs) {
        let sentences = random.below(maker.sentences) + 1;
        let paragraph: Vec<String> = (0..sentences).map(|_| quoted(maker, random)).collect();
        line(maker, &paragraph.join(" "), text);
    }
}

fn line(maker: &Maker, line: &str, text: &mut String) {
    text.push_str(line);
    text.push_str(if maker.blank { "\n\n" } else { "\n" });
}

fn title(random: &mut Random, words: usize) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    (0..words).map(|_| capital(random.pick(WORDS))).collect::<Vec<String>>().join(" ")
}

fn sentence(random: &mut Random, words: usize) -> String {
    let first = title(random, 1);
    (1..words).fold(first, |sentence, _| sentence + " " + random.pick(WORDS))
}

/// A sentence of a body.
fn quoted(maker: &Maker, random: &mut Random) -> String {
    let words = random.below(26) + 6;
    let plain = sentence(random, words);
    let rest = sentence(random, 7);
    match random.below(if maker.cut { 11 } else { 8 }) {
        0 => format!("“{plain},” said {}, who had been there.", random.pick(FAMILIES)),
        1 => format!("{plain} — {rest} ({}).", random.below(90) + 1930),
        2 => format!("{plain}, {rest}; {}% of it.", random.below(100)),
        3 => format!("{plain} [{}] {rest}…", random.pick(WORDS)),
        4 => format!("{plain}.{} {rest}?", random.below(60)),
        8 => format!("{plain} __{rest}__ and the ==rest=="),
        9 => format!("__{plain} **{rest}**__."),
        10 => format!("=={plain}== {rest}."),
        _ => format!("{plain}."),
    }
}

/// A cite of the shape with this number, over one line or several.
fn cite(shape: usize, marked: bool, random: &mut Random) -> String {
    let (family, given, outlet, post, place) =
        (random.pick(FAMILIES), random.pick(GIVEN), random.pick(OUTLETS), random.pick(POSTS), random.pick(PLACES));
    let (year, month, day) = (random.below(32) + 1994, random.below(11), random.below(28) + 1);
    let (name, title) = (random.pick(MONTHS), {
        let words = random.below(7) + 3;
        title(random, words)
    });
    let short = year % 100;
    let lead = if marked { format!("**{family} {short:02}**") } else { format!("{family} {short:02}") };
    let mut cite = String::new();
    let _ = match shape {
        0 => write!(
            cite,
            "{lead} – {given} {family}, {post} at {place}, “{title},” {outlet}, {}-{day}-{short:02}, \
             https://www.example.org/{year}/{:02}/story-{day}-{short}",
            month + 1,
            month + 1
        ),
        1 => write!(cite, "{lead} [{given} {family}; {post}; {place}; {name} {day}, {year}; “{title}”; {outlet}] //XY"),
        2 => write!(
            cite,
            "{family} ’{short:02} ({post}, {outlet}, “{title}”, {name} {year}, accessed {}/{day}/22)",
            month + 1
        ),
        3 => write!(cite, "{outlet}, {name} {day}, {year}\n{title}"),
        4 => write!(cite, "{given} {family}, {}-{day}, {short:02}, {outlet}, {title},", month + 1),
        5 => write!(
            cite,
            "{lead}, {given}. {post}, {place}. ({year}). {title}. {outlet}, Vol. {day}, No. {}, pp. {day}-{}. \
             doi:10.1000/x{year}.{day}",
            month + 1,
            day + 17
        ),
        6 => write!(
            cite,
            "{family} et al. {short:02} {given} {family} and {} {}, {post}, {title}, {outlet} {year}",
            random.pick(GIVEN),
            random.pick(FAMILIES)
        ),
        7 => write!(
            cite,
            "{lead} - {given} {family} ({post} at {place}; {} of several books on the subject), “{title}: {}”, \
             {outlet} {day} ({}), {year}, p. {day}, https://example.org/articles/{day}?page={month} [brackets in original]",
            random.pick(&["author", "editor"]),
            sentence(random, 8),
            month + 1
        ),
        8 => write!(cite, "{family} {short:02}"),
        _ => write!(cite, "{outlet} {short:02} (“{title}”, n.d., https://example.com/{day}/{short})"),
    };
    cite
}
