//! Plants faults in our own briefs, and asks how many are found: at least as many as when the floors were set. Raise them
//! when more are found. `cargo run -p debate-ls-tests --bin plant` prints one that is not found of each kind.

use debate_ls_tests::plant::brief::{self, Form};
use debate_ls_tests::plant::faults::FAULTS;
use debate_ls_tests::plant::scores;
use debate_ls_tests::{program, workspace};

/// The least share that is found of each fault, without marks and with them. 0 is what nothing finds yet.
const FLOORS: &[(&str, f64, f64)] = &[
    ("no cite", 0.92, 1.00),
    ("no body", 0.96, 1.00),
    ("no year", 1.00, 1.00),
    ("no author", 1.00, 1.00),
    ("no short cite", 1.00, 1.00),
    ("no title", 1.00, 1.00),
    ("no publication", 1.00, 1.00),
    ("only a link", 1.00, 1.00),
    ("placeholder: title", 1.00, 1.00),
    ("placeholder: author", 1.00, 1.00),
    ("placeholder: date", 1.00, 1.00),
    ("placeholder: publication", 1.00, 1.00),
    ("placeholder: link", 1.00, 1.00),
    ("placeholder: qualifications", 1.00, 1.00),
    ("accessed without a date", 1.00, 1.00),
    ("page number lost", 1.00, 1.00),
    ("placeholder: tag", 0.50, 1.00),
    ("no such day", 1.00, 1.00),
    ("in the future", 1.00, 1.00),
    ("another year", 1.00, 1.00),
    ("a digit of the year lost", 0.81, 0.81),
    ("digits of the year swapped", 0.86, 0.86),
    ("month misspelled", 1.00, 1.00),
    ("accessed too early", 1.00, 1.00),
    ("another name", 1.00, 1.00),
    ("cites swapped", 1.00, 1.00),
    ("text again, shortened", 1.00, 1.00),
    ("text again, other case", 1.00, 1.00),
    ("cite twice", 0.82, 0.82),
    ("paragraph twice", 1.00, 1.00),
    ("tag twice", 0.67, 1.00),
    ("tag and cite on one line", 0.95, 0.95),
    ("cite and body on one line", 0.66, 0.66),
    ("cite below the body", 0.96, 1.00),
    ("link pasted twice", 1.00, 1.00),
    ("mark not closed", 1.00, 1.00),
    ("quotation mark twice", 1.00, 1.00),
    ("link broken", 0.60, 0.60),
    ("quotation mark lost", 1.00, 1.00),
    ("bracket lost", 1.00, 1.00),
    ("mojibake", 1.00, 1.00),
];

/// Warnings and errors in 100 untouched cards, at most.
const FALSE_ALARMS: f64 = 2.0;

#[test]
#[expect(clippy::print_stdout, reason = "a table for whoever runs it with --nocapture")]
fn planted_faults_are_found() {
    let briefs = brief::load(&workspace().join("tests/plant/briefs")).expect("our own briefs");
    let (scores, untouched) = scores(program(), &briefs);
    let mut failed = Vec::new();
    for score in &scores {
        println!("{score}");
        let floor = FLOORS.iter().find(|(fault, ..)| *fault == score.fault);
        let &(_, bare, marked) = floor.unwrap_or_else(|| panic!("no floor for “{}”", score.fault));
        let floor = if score.form == Form::Bare { bare } else { marked };
        if score.share() < floor || score.planted == 0 {
            failed.push(format!("{score}, less than {floor}; as in {}", score.missed.as_deref().unwrap_or("nothing")));
        }
    }
    for untouched in &untouched {
        println!("{untouched}");
        if untouched.per_100_cards() > FALSE_ALARMS {
            failed.push(untouched.to_string());
        }
    }
    assert_eq!(FLOORS.len(), FAULTS.len(), "a floor without a fault");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
