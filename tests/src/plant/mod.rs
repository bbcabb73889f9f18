//! Plants one fault in one card at a time, and asks `check` whether it reports the fault where it is.
//!
//! Each fault is one that people make when they cut cards late at night: a cite that was never pasted, a date with a digit
//! too few, two cites that changed places. What is reported of untouched files is counted too: false alarms, or faults
//! that nobody planted.

pub mod brief;
mod cite_fields;
pub mod faults;

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use brief::{Form, Paragraph, cards, line_of, write};
use faults::{FAULTS, Fault};

/// How many cards of one file get the same fault.
const CARDS_PER_FILE: usize = 4;

/// A finding of `check`: on which line, by which rule, in which words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finding {
    line: usize,
    rule: String,
    severity: String,
    message: String,
}

/// How many planted faults of one kind were found.
#[derive(Clone, Debug)]
pub struct Score {
    /// The name of the fault.
    pub fault: &'static str,
    /// How the files are written.
    pub form: Form,
    /// How many were found.
    pub found: usize,
    /// How many were planted.
    pub planted: usize,
    /// One that was not found, for a person to look at.
    pub missed: Option<String>,
}

/// What `check` reports of untouched files.
#[derive(Clone, Debug)]
pub struct Untouched {
    /// How the files are written.
    pub form: Form,
    /// How many cards they have.
    pub cards: usize,
    /// How many warnings and errors.
    pub reported: usize,
    /// How many of each rule and severity, most first.
    pub rules: Vec<(String, String, usize)>,
}

impl Score {
    /// The share that was found, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.found as f64 / self.planted.max(1) as f64
    }
}

impl Untouched {
    /// Warnings and errors in 100 cards.
    pub fn per_100_cards(&self) -> f64 {
        100.0 * self.reported as f64 / self.cards.max(1) as f64
    }
}

impl fmt::Display for Score {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { fault, form, found, planted, .. } = self;
        write!(formatter, "{fault:28} {:7} {found:4} of {planted:4}  {:.3}", form.name(), self.share())
    }
}

impl fmt::Display for Untouched {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { form, cards, reported, .. } = self;
        write!(formatter, "untouched, {}: {reported} warnings and errors in {cards} cards", form.name())?;
        write!(formatter, ", {:.1} in 100", self.per_100_cards())?;
        for (severity, rule, count) in &self.rules {
            write!(formatter, "\n    {severity:8} {rule:32} {count}")?;
        }
        Ok(())
    }
}

/// Plants all faults in the files of these briefs.
pub fn scores(program: &Path, briefs: &[(String, Vec<Paragraph>)]) -> (Vec<Score>, Vec<Untouched>) {
    let (mut scores, mut untouched) = (Vec::new(), Vec::new());
    for form in [Form::Bare, Form::Marked] {
        let texts = briefs.iter().map(|(_, paragraphs)| write(paragraphs, form)).collect::<Vec<String>>();
        let before = check(program, &texts);
        untouched.push(count(form, briefs, &before));
        scores.extend(FAULTS.iter().map(|fault| score(program, fault, form, briefs, &before)));
    }
    (scores, untouched)
}

fn score(
    program: &Path,
    fault: &Fault,
    form: Form,
    briefs: &[(String, Vec<Paragraph>)],
    before: &[Vec<Finding>],
) -> Score {
    let mut planted = Vec::new();
    for (file, (_, paragraphs)) in briefs.iter().enumerate() {
        let cards = cards(paragraphs);
        // Spread over the file, so that not only its first cards are tried.
        let step = (cards.len() / CARDS_PER_FILE).max(1);
        let spread = (0..step).flat_map(|first| cards.iter().skip(first).step_by(step));
        let made = spread.filter_map(|&cite| Some((file, cite, (fault.plant)(paragraphs, cite)?)));
        planted.extend(made.take(CARDS_PER_FILE));
    }
    let texts: Vec<String> = planted.iter().map(|(_, _, planted)| write(&planted.paragraphs, form)).collect();
    let after = check(program, &texts);
    let mut score = Score { fault: fault.name, form, found: 0, planted: 0, missed: None };
    for ((file, cite, planted), after) in planted.iter().zip(after) {
        let is_near = |finding: &&Finding, places: &[usize]| {
            fault.rules.contains(&finding.rule.as_str())
                && places.iter().any(|&place| line_of(place).abs_diff(finding.line) <= 2)
        };
        // What was reported of the untouched card is no answer to the fault.
        let old: Vec<&Finding> = before[*file].iter().filter(|finding| is_near(finding, &[*cite])).collect();
        let is_new = |new: &&Finding| !old.iter().any(|old| (&old.rule, &old.message) == (&new.rule, &new.message));
        let is_found = after.iter().filter(|finding| is_near(finding, &planted.places)).any(|new| is_new(&new));
        score.planted += 1;
        score.found += usize::from(is_found);
        if !is_found && score.missed.is_none() {
            let place = planted.places.first().copied().unwrap_or_default();
            let lines = planted.paragraphs.iter().skip(place.saturating_sub(1)).take(3);
            let start = |paragraph: &Paragraph| paragraph.text.chars().take(110).collect::<String>();
            let lines: Vec<String> = lines.map(start).collect();
            score.missed = Some(format!("{}: {}", briefs[*file].0, lines.join(" | ")));
        }
    }
    score
}

fn count(form: Form, briefs: &[(String, Vec<Paragraph>)], found: &[Vec<Finding>]) -> Untouched {
    let mut rules: HashMap<(String, String), usize> = HashMap::new();
    for finding in found.iter().flatten() {
        *rules.entry((finding.severity.clone(), finding.rule.clone())).or_default() += 1;
    }
    let is_loud = |severity: &str| matches!(severity, "error" | "warning");
    let mut rules: Vec<(String, String, usize)> =
        rules.into_iter().map(|((severity, rule), count)| (severity, rule, count)).collect();
    rules.sort_by(|one, other| (&one.0, other.2, &one.1).cmp(&(&other.0, one.2, &other.1)));
    let reported = rules.iter().filter(|(severity, ..)| is_loud(severity)).map(|(.., count)| count).sum();
    let cards = briefs.iter().map(|(_, paragraphs)| cards(paragraphs).len()).sum();
    Untouched { form, cards, reported, rules }
}

/// What `check` reports of each of these texts.
fn check(program: &Path, texts: &[String]) -> Vec<Vec<Finding>> {
    let mut found = vec![Vec::new(); texts.len()];
    if texts.is_empty() {
        return found;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.path().join(format!("{number}.debate")), text).expect("written");
    }
    let output = Command::new(program)
        .args(["check", "--format", "json", "--today", "2026-11-22"])
        .arg(folder.path())
        .output()
        .expect("the program starts");
    let all: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("no JSON ({error}): {}", String::from_utf8_lossy(&output.stderr)));
    for finding in all.as_array().expect("a list") {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let file = text("file");
        let number = Path::new(&file).file_stem().and_then(|stem| stem.to_str()?.parse::<usize>().ok());
        let line = finding["start"][0].as_u64().and_then(|line| usize::try_from(line).ok()).unwrap_or_default();
        if let Some(of_file) = number.and_then(|number| found.get_mut(number)) {
            of_file.push(Finding { line, rule: text("rule"), severity: text("severity"), message: text("message") });
        }
    }
    found
}
