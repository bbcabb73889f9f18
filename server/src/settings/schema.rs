//! The JSON schema of `debate-ls.toml`, for editors that complete and check it. It is written by hand, because a derived
//! schema would have the types, but not that a field is one of ten. Tests compare every line of it with the parser.

use serde_json::{Map, Value, json};

use super::configuration::SHOWN;
use crate::lint::field::Field;
use crate::lint::registry::RULES;
use crate::lint::{DiagnosticMode, HighlightColor, Profile, Settings, Severity};

/// JSON schema, draft 7, which TOML and JSON editors understand best.
pub fn schema() -> Value {
    let defaults = Settings::default();
    let profiles = Profile::ALL.map(Profile::name);
    let modes = DiagnosticMode::ALL.map(DiagnosticMode::name);
    let colors = HighlightColor::ALL.map(HighlightColor::name);
    let fields = Field::ALL.map(Field::name);
    let levels: Vec<&str> = Severity::ALL.into_iter().map(Severity::name).chain(["off"]).collect();
    let rule = |rule: &crate::lint::Rule| {
        (rule.id.to_owned(), json!({ "enum": levels, "default": rule.default_level(), "description": rule.summary }))
    };
    let rules: Map<String, Value> = RULES.iter().map(|known| rule(known)).collect();
    let shown = |(name, default, what): (&str, bool, &str)| {
        (name.to_owned(), json!({ "type": "boolean", "default": default, "description": what }))
    };
    let shown: Map<String, Value> = SHOWN.into_iter().map(shown).collect();
    let months = json!({ "type": "integer", "minimum": 1, "maximum": 1200 });
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "debate-ls.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "date_format": {
                "type": "string",
                "description": "How your team writes dates. Turns on the rule date-format.",
                "examples": ["M-D-YY", "YYYY-MM-DD", "Month D, YYYY", "D Month YYYY"],
            },
            "diagnostic_mode": {
                "enum": modes,
                "default": defaults.diagnostic_mode.name(),
                "description": "Which briefs your editor lists problems for: only the open ones, or every brief in the \
                    folder. For editors that ask for them, such as VS Code and Zed.",
            },
            "highlight_color": {
                "enum": colors,
                "default": defaults.highlight_color.name(),
                "description": "The color of highlighted text in the Word files that are exported. Word calls green \
                    Bright Green, cyan Turquoise, and magenta Pink.",
            },
            "profile": {
                "enum": profiles,
                "default": defaults.profile.name(),
                "description": "The league whose evidence rules apply.",
            },
            "required": {
                "type": "array",
                "items": { "enum": fields },
                "description": "The fields that every cite must have, instead of those of the profile.",
            },
            "severity": {
                "type": "object",
                "additionalProperties": false,
                "properties": rules,
                "description": "The level of each rule, or off.",
            },
            "show": {
                "type": "object",
                "additionalProperties": false,
                "properties": shown,
                "description": "What an editor shows in addition to the text.",
            },
            "stale_months": {
                "anyOf": [months, { "type": "object", "additionalProperties": months }],
                "default": defaults.stale.months,
                "description": "How old, in months, evidence about the present may be, or a table of such limits by \
                    words in the tag. Turns on the rule date-stale.",
            },
            "tag_words_per_minute": {
                "type": "integer", "minimum": 50, "maximum": 1000,
                "description": "How fast you read tags, short cites and analytics, if not as fast as evidence.",
            },
            "words_per_minute": {
                "type": "integer", "minimum": 50, "maximum": 1000,
                "default": defaults.words_per_minute,
                "description": "How fast you read evidence aloud, for reading times.",
            },
            "year_pivot": {
                "type": "integer", "minimum": 0, "maximum": 99,
                "default": defaults.cite_options.year_pivot,
                "description": "Two-digit years up to this one are 20xx, the others 19xx.",
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::super::configuration::{keys, read};
    use super::*;

    fn is_read(text: &str) -> bool {
        read(text).problems.is_empty()
    }

    #[test]
    fn the_schema_has_exactly_what_is_read() {
        let schema = schema();
        let properties = schema["properties"].as_object().expect("properties");
        assert!(properties.keys().map(String::as_str).eq(keys()));
        for (key, property) in properties {
            if let Some(default) = property.get("default") {
                assert!(is_read(&format!("{key} = {default}")), "{key} = {default}");
            }
            for choice in property["enum"].as_array().into_iter().chain(property["examples"].as_array()).flatten() {
                assert!(is_read(&format!("{key} = {choice}")), "{key} = {choice}");
            }
            if let (Some(least), Some(most)) = (property["minimum"].as_i64(), property["maximum"].as_i64()) {
                for (number, fits) in [(least, true), (most, true), (least - 1, false), (most + 1, false)] {
                    assert_eq!(is_read(&format!("{key} = {number}")), fits, "{key} = {number}");
                }
            }
            for (name, inner) in property["properties"].as_object().into_iter().flatten() {
                assert!(is_read(&format!("[{key}]\n{name} = {}", inner["default"])), "{key}.{name}");
            }
        }
        for field in schema["properties"]["required"]["items"]["enum"].as_array().expect("fields") {
            assert!(is_read(&format!("required = [{field}]")));
        }
    }

    #[test]
    fn what_the_schema_forbids_is_a_problem() {
        let schema = schema();
        assert_eq!(schema["additionalProperties"], false);
        assert!(!is_read("nothing_of_that_name = 1"));
        for (key, property) in schema["properties"].as_object().expect("properties") {
            assert!(property["description"].as_str().is_some_and(|text| text.ends_with('.')), "{key}");
            if property["properties"].is_object() {
                assert_eq!(property["additionalProperties"], false, "{key}");
                assert!(!is_read(&format!("[{key}]\nnothing-of-that-name = true")), "{key}");
            }
            for (name, inner) in property["properties"].as_object().into_iter().flatten() {
                assert!(inner["description"].as_str().is_some_and(|text| !text.is_empty()), "{key}.{name}");
            }
        }
    }

    #[test]
    fn limits_are_a_number_or_a_table_of_numbers() {
        let schema = schema();
        let [number, table] = schema["properties"]["stale_months"]["anyOf"].as_array().expect("two ways").as_slice()
        else {
            panic!("two ways")
        };
        assert_eq!(table["additionalProperties"], *number);
        let (least, most) = (number["minimum"].as_i64().expect("one"), number["maximum"].as_i64().expect("one"));
        for (months, fits) in [(least, true), (most, true), (least - 1, false), (most + 1, false)] {
            assert_eq!(is_read(&format!("stale_months = {months}")), fits, "{months}");
            assert_eq!(is_read(&format!("[stale_months]\nuniqueness = {months}")), fits, "{months}");
        }
        assert!(!is_read("stale_months = 'six'") && !is_read("[stale_months]\nuniqueness = 'six'"));
    }
}
