//! Each row of the lexicon is searched by halves, and words that the scanner asks for by their letters carry a class of their own:
//! both hold only while its entries are kept so.

use std::path::{Path, PathBuf};

fn scanner() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/scanner")
}

/// The words of the lexicon in their order, and the classes of each.
fn entries() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(scanner().join("lexicon.h")).expect("the lexicon is there");
    let rows = text.split("{\"").skip(1);
    rows.map(|row| {
        let (word, rest) = row.split_once("\", ").expect("an entry is a word and its classes");
        (word.to_owned(), rest.split_once('}').expect("an entry is closed").0.to_owned())
    })
    .collect()
}

#[test]
fn the_lexicon_is_in_order() {
    let entries = entries();
    assert!(entries.len() > 300, "the lexicon was not read");
    for pair in entries.windows(2) {
        assert!(pair[0].0 < pair[1].0, "{} stands before {}", pair[0].0, pair[1].0);
    }
}

#[test]
fn each_row_of_the_lexicon_holds_its_letter() {
    let text = std::fs::read_to_string(scanner().join("lexicon.h")).expect("the lexicon is there");
    let rows = text.split("Entry IN_").skip(1).map(|row| row.split_once("};").expect("a row is closed").0);
    let mut filed = 0;
    for row in rows {
        let letter = row[..1].to_ascii_lowercase();
        for entry in row.split("{\"").skip(1) {
            assert!(entry.starts_with(&letter), "{entry} is filed under {letter}");
            filed += 1;
        }
    }
    assert_eq!(filed, entries().len());
    let table = text.split_once("LEXICON[26] = {").expect("the table is there").1;
    let cells = table.split_once("};").expect("the table is closed").0.split(',').map(str::trim);
    for (cell, letter) in cells.zip('A'..='Z') {
        assert!(cell == "NO_ROW" || cell == format!("ROW(IN_{letter})"), "{cell} stands for {letter}");
    }
}

/// Every list that `word_in` is given, in all headers.
#[test]
fn words_that_are_asked_for_are_known_by_name() {
    let entries = entries();
    let mut asked = 0;
    for file in std::fs::read_dir(scanner()).expect("the headers are there") {
        let text = std::fs::read_to_string(file.expect("it can be listed").path()).expect("a header is UTF-8");
        let code = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
        for call in code.split("word_in(words").skip(1) {
            let Some((_, list)) = call.split_once('"') else { continue };
            for word in list.split_once('"').expect("a string is closed").0.split(' ') {
                let known = entries.iter().any(|(entry, classes)| entry == word && classes.contains("BY_NAME"));
                assert!(known, "`{word}` is asked for, and is not BY_NAME in lexicon.h");
                asked += 1;
            }
        }
    }
    assert!(asked > 100, "the lists were not found");
}
