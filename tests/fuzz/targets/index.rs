//! The database of a folder, damaged in any way: it is used or made anew, never a panic, and all questions are answered.
//!
//! An input is damage to a database that is good: in steps of five bytes, where (as a fraction) and what. Where the last
//! byte is odd, the file also ends there.

#![no_main]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use debate_ls::evidence::cite::CiteOptions;
use debate_ls::index::find::{self, Query};
use debate_ls::index::folder_index::FolderIndex;
use debate_ls::index::scan::{self, Scan};
use libfuzzer_sys::fuzz_target;

/// How many briefs are in the folder.
const FILES: usize = 20;

/// A folder of briefs, and the bytes of its database.
struct Tub {
    folder: PathBuf,
    database: Vec<u8>,
}

fuzz_target!(|data: &[u8]| {
    static TUB: OnceLock<Tub> = OnceLock::new();
    let tub = TUB.get_or_init(Tub::new);
    let mut database = tub.database.clone();
    for step in data.chunks(5) {
        let &[one, two, three, byte, flags] = step else { break };
        let place = (usize::from(one) << 16 | usize::from(two) << 8 | usize::from(three)) % database.len();
        // Half of the damage is to the first pages, which say what all the others are.
        let place = if flags & 2 == 0 { place % 8_192 } else { place };
        database[place] = byte;
        if flags & 1 == 1 && flags > 200 {
            database.truncate(place.max(1));
        }
    }
    let file = tub.folder.join("damaged.sqlite");
    for ending in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(format!("{}{ending}", file.display()));
    }
    fs::write(&file, database).expect("written");
    ask(tub, &file);
    // What the first one left can be used.
    ask(tub, &file);
});

/// Opens the database, and asks it.
fn ask(tub: &Tub, file: &Path) {
    let folder = tub.folder.join("tub");
    let (_, scanned) = scan::open(&folder, Some(file), &quiet()).expect("there is memory");
    assert_eq!(scanned.files, FILES);
    let query = Query { words: vec!["talks".to_owned()], limit: 10, ..Query::default() };
    let _ = scan::open_and_ask(&folder, Some(file), &quiet(), |store| find::find(store, &query));
    let _ = scan::open_and_ask(&folder, Some(file), &quiet(), FolderIndex::load);
}

fn quiet() -> Scan<'static> {
    Scan {
        min_cached_files: 1,
        cite_options: &|_| CiteOptions::default(),
        read_word: &|_| Ok(String::new()),
        progress: &|_, _, _| {},
        is_canceled: &|| false,
        problem: &|_| {},
    }
}

impl Tub {
    fn new() -> Self {
        // The script `run` removes it.
        let folder = std::env::temp_dir().join(format!("debate-ls-fuzz-{}", std::process::id()));
        fs::create_dir_all(folder.join("tub")).expect("made");
        for number in 0..FILES {
            let text = format!(
                "### AT: Talks {number}\n\n#### Talks fail {number}\n\nChoi 21 (Joseph Choi, “Off,” The Hill, 9-2-21)\n\n\
                 The talks are off, and officials said on Monday that they will stay off for {number} years.\n"
            );
            fs::write(folder.join(format!("tub/{number}.debate")), text).expect("written");
        }
        let file = folder.join("good.sqlite");
        drop(scan::open(&folder.join("tub"), Some(&file), &quiet()).expect("there is memory"));
        Self { database: fs::read(&file).expect("it is there"), folder }
    }
}
