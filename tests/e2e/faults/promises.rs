//! SECURITY.md names a test for each promise.

use std::fs;
use std::path::Path;

use debate_ls_tests::workspace;

/// The text of all files below `folder` that may hold tests.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if path.is_dir() && entry.file_name() != "node_modules" {
            text += &sources(&path);
        } else if ["rs", "ts", "mjs"].contains(&ending) {
            text += &fs::read_to_string(&path).expect("UTF-8");
        }
    }
    text
}

#[test]
fn every_promise_of_the_security_page_names_tests_that_exist() {
    let page = fs::read_to_string(workspace().join("SECURITY.md")).expect("it is there");
    let folders = ["server/src", "tests/e2e", "tests/vscode", "editors/vscode/src"];
    let sources: String = folders.iter().map(|folder| sources(&workspace().join(folder))).collect();
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---"));
    let mut names = 0;
    for row in rows {
        let cell = row.trim_end_matches([' ', '|']).rsplit(" | ").next().expect("a cell");
        if cell == "held by the test" {
            continue;
        }
        for name in cell.split(", ") {
            let is_there = match name.strip_prefix('`').and_then(|name| name.strip_suffix('`')) {
                Some(function) => sources.contains(&format!("fn {function}()")),
                None => sources.contains(&format!("'{}'", name.trim_matches(['“', '”']))),
            };
            assert!(is_there, "SECURITY.md names no test: {name}");
            names += 1;
        }
    }
    assert!(names > 30, "{names} names were found");
}
