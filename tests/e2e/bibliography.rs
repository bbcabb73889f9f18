//! The bibliography, against the schema of those who read it: CSL’s own `csl-data.json` (`tests/csl`).
//! `tests/pytest/test_bibliography.py` hands the same sources to real readers.

use std::fs;
use std::process::Command;

use debate_ls_tests::{program, workspace};
use jsonschema::Validator;
use serde_json::{Value, json};

fn schema() -> Validator {
    let schema = fs::read_to_string(workspace().join("tests/csl/csl-data.json")).expect("the schema is there");
    jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a schema")
}

/// The sources of one of the tests’ briefs.
fn sources(name: &str) -> Value {
    let output = Command::new(program())
        .args(["cites", "--format", "csl-json"])
        .arg(workspace().join("tests/briefs").join(name))
        .output()
        .expect("the program starts");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What the schema has against `items`, a line each.
fn complaints(items: &Value) -> Vec<String> {
    schema().iter_errors(items).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_brief_gives_items_that_csl_permits() {
    let folder = fs::read_dir(workspace().join("tests/briefs")).expect("the briefs are there");
    let names: Vec<String> =
        folder.map(|file| file.expect("a file").file_name().into_string().expect("UTF-8")).collect();
    assert!(names.len() > 5, "{names:?}");
    let mut items = 0;
    for name in names {
        let found = sources(&name);
        assert_eq!(complaints(&found), [""; 0], "{name}");
        items += found.as_array().expect("an array").len();
    }
    assert!(items > 30, "{items} sources");
}

#[test]
fn the_schema_refuses_what_csl_does_not_know() {
    for item in [
        json!({"id": "a", "type": "brief"}),
        json!({"id": "a", "type": "book", "qualifications": "reporter"}),
        json!({"id": "a", "type": "book", "issued": {"date-parts": [[]]}}),
        json!({"id": "a", "type": "book", "author": [{"name": "Choi"}]}),
        json!({"type": "book"}),
    ] {
        assert_eq!(complaints(&json!([item])).len(), 1, "{item}");
    }
}

#[test]
fn dates_names_and_what_csl_has_no_name_for() {
    let items = sources("sources.debate");
    let lines: Vec<String> = items
        .as_array()
        .expect("an array")
        .iter()
        .map(|item| {
            let field = |name: &str| item.get(name).map_or_else(|| "–".to_owned(), Value::to_string);
            let fields = ["type", "author", "issued", "accessed", "title", "custom"].map(field);
            format!("{}: {}", item["id"], fields.join(" "))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}
