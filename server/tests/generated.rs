//! What is generated from the code is what is committed. `tests/generate` writes all of it, by way of these tests:
//! where `DEBATE_LS_GENERATE` is set, a stale file is written anew. The parser's test is the grammar's.
#![allow(clippy::disallowed_types)] // The settings of the extension are written by Node.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use debate_ls::lint::pages;
use debate_ls::lint::registry::RULES;
use debate_ls::lsp::server_capabilities;
use debate_ls::settings::schema;

/// A folder in which everything is generated: what else lies there is stale.
const RULE_PAGES: &str = "server/docs/rules";

/// Every generated document: its path from the root, and its text.
fn documents() -> BTreeMap<PathBuf, String> {
    let rule_pages = RULES.iter().map(|rule| (format!("{RULE_PAGES}/{}.md", rule.id), pages::page(rule)));
    let others = [
        (format!("{RULE_PAGES}/README.md"), pages::index()),
        ("server/docs/capabilities.md".to_owned(), server_capabilities::page()),
        ("server/docs/settings.schema.json".to_owned(), format!("{:#}\n", schema::schema())),
    ];
    rule_pages.chain(others).map(|(path, text)| (path.into(), text)).collect()
}

#[test]
fn documents_are_those_of_the_code() {
    let documents = documents();
    let there = |path: &Path| fs::read_to_string(root().join(path)).unwrap_or_default().replace("\r\n", "\n");
    let stale: Vec<_> = documents.iter().filter(|(path, text)| there(path) != **text).collect();
    let entries = fs::read_dir(root().join(RULE_PAGES)).into_iter().flatten();
    let pages = entries.map(|entry| Path::new(RULE_PAGES).join(entry.expect("an entry of the folder").file_name()));
    let left_over: Vec<PathBuf> = pages.filter(|page| !documents.contains_key(page)).collect();
    if env::var_os("DEBATE_LS_GENERATE").is_some() {
        for (path, text) in stale {
            fs::create_dir_all(root().join(path).parent().expect("a folder")).expect("the folder can be made");
            fs::write(root().join(path), text).expect("the file can be written");
        }
        for page in left_over {
            fs::remove_file(root().join(page)).expect("the file can be removed");
        }
        return;
    }
    let stale: Vec<&PathBuf> = stale.into_iter().map(|(path, _)| path).chain(&left_over).collect();
    assert!(stale.is_empty(), "run tests/generate and commit what it writes: {stale:?} are stale");
}

/// The settings in the VS Code extension's `package.json` come from the schema.
#[test]
fn settings_of_the_extension_are_those_of_the_schema() {
    let mut node = Command::new("node");
    node.arg(root().join("editors/vscode/scripts/settings.mjs"));
    if env::var_os("DEBATE_LS_GENERATE").is_none() {
        node.arg("--check");
    }
    match node.output() {
        Ok(run) => assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr)),
        // Not `eprintln!`: of a test that passes, that is not shown.
        Err(_) => {
            writeln!(io::stderr(), "skipped: no Node, so nobody looked at the settings in editors/vscode/package.json")
                .expect("stderr is there")
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
