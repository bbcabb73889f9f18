//! Plants faults in our own briefs, and asks how many are found: at least as many as when the floors were set. Raise them
//! when more are found. `cargo run -p debate-ls-tests --bin plant` prints one that is not found of each kind.

use debate_ls_tests::plant::brief::{self, Form};
use debate_ls_tests::plant::faults::FAULTS;
use debate_ls_tests::plant::scores;
use debate_ls_tests::{program, workspace};

/// The least share that is found of each fault, without marks and with them.
const FLOORS: &[(&str, f64, f64)] = &[];

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
