//! Prints which planted faults the program finds: `cargo run -p debate-ls-tests --bin plant [FOLDER]…`. `DEBATE_LS` names
//! another program. A folder holds `NAME.txt` with `NAME.roles.tsv`; without one, our own briefs are used.

use std::path::PathBuf;

use debate_ls_tests::plant::{brief, scores};
use debate_ls_tests::{program, workspace};

#[expect(clippy::print_stdout, reason = "a table for a person")]
fn main() -> std::io::Result<()> {
    let mut folders: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    if folders.is_empty() {
        folders.push(workspace().join("tests/plant/briefs"));
    }
    for folder in folders {
        let (scores, untouched) = scores(program(), &brief::load(&folder)?);
        println!("{}", folder.display());
        for score in scores {
            println!("{score}");
            if let Some(missed) = score.missed {
                println!("    missed: {missed}");
            }
        }
        for untouched in untouched {
            println!("{untouched}");
        }
    }
    Ok(())
}
