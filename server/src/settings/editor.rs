//! The editor’s settings `debate.*`, which override the team’s `debate-ls.toml`. The names are those of that file, as
//! editors write names: `wordsPerMinute` for `words_per_minute`.

use serde_json::Value;

use super::configuration::{self, Configuration};
use crate::lint::Settings;

/// Keys below `debate` that only the editor’s extension reads.
const EXTENSION_KEYS: [&str; 5] = ["server", "dates", "cutting", "speech", "trace"];

/// `settings` after those in `editor`, the object below `debate`, override them; and the problems in `editor`, each with
/// its key.
pub fn override_settings(mut settings: Settings, editor: &Value) -> (Settings, Vec<String>) {
    let mut problems = Vec::new();
    let Some(editor) = editor.as_object() else { return (settings, problems) };
    for (key, value) in editor {
        // Editors send null for a setting that the user did not set.
        if EXTENSION_KEYS.contains(&key.as_str()) || value.is_null() {
            continue;
        }
        let name = if key == "severities" { "severity".to_owned() } else { snake(key) };
        let Configuration { settings: overridden, problems: found, .. } =
            configuration::read_over(settings, &format!("{} = {}", quoted(&name), toml(value)));
        settings = overridden;
        problems.extend(found.into_iter().map(|problem| format!("debate.{key}: {}", problem.message)));
    }
    (settings, problems)
}

/// `words_per_minute` for `wordsPerMinute`. The names of rules and fields have no capitals.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// A JSON value in TOML, on one line. A null inside is left out.
fn toml(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter(|item| !item.is_null()).map(toml).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !value.is_null());
            // A key with a space is words of a tag, not the name of a setting.
            let key = |key: &str| if key.contains(' ') { quoted(key) } else { quoted(&snake(key)) };
            let fields: Vec<String> = fields.map(|(name, value)| format!("{} = {}", key(name), toml(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::String(text) => quoted(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// A TOML string. TOML quotes as JSON does, except for one character.
fn quoted(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::Profile;
    use crate::lint::field::Field;

    #[test]
    fn the_editors_settings_override_the_teams() {
        let team = configuration::read("profile = 'ncfca'\nwords_per_minute = 300\nyear_pivot = 40").settings;
        let editor = json!({
            "profile": "ndt", "wordsPerMinute": 200, "required": ["author"], "severities": {"tag-empty": "off"},
            "show": {"citeHints": false}, "yearPivot": null, "server": {"path": "x"}, "staleMonths": {"Status quo": 3},
        });
        let (settings, problems) = override_settings(team, &editor);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(
            (settings.profile, settings.words_per_minute, settings.cite_options.year_pivot),
            (Profile::Ndt, 200, 40)
        );
        assert_eq!(settings.required(), [Field::Author]);
        assert_eq!(settings.severities.get("tag-empty"), Some(&None));
        assert_eq!(settings.stale.limit("The status quo holds"), Some(("status quo", 3)));
        assert!(!settings.shown.cite_hints && settings.shown.lenses);
    }

    #[test]
    fn a_problem_is_reported_and_the_rest_applies() {
        let (settings, problems) =
            override_settings(Settings::default(), &json!({"profil": "ndt", "yearPivot": "x", "wordsPerMinute": 99}));
        insta::assert_snapshot!(problems.join("\n"), @r"
        debate.profil: unknown setting `profil`; did you mean `profile`?
        debate.yearPivot: invalid value; write a number from 0 to 99
        ");
        assert_eq!(settings.words_per_minute, 99);
        assert_eq!(override_settings(Settings::default(), &json!(["x"])), (Settings::default(), Vec::new()));
    }

    #[test]
    fn every_setting_of_the_extension_is_known() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../editors/vscode/package.json");
        let package = std::fs::read_to_string(path).expect("the extension is beside the server");
        let package: Value = serde_json::from_str(&package).expect("it is JSON");
        let sections = package["contributes"]["configuration"].as_array().expect("groups of settings");
        let names = sections.iter().flat_map(|section| section["properties"].as_object().into_iter().flatten());
        let keys: Vec<&str> = names.filter_map(|(name, _)| name.strip_prefix("debate.")?.split('.').next()).collect();
        assert!(keys.contains(&"speech") && keys.contains(&"wordsPerMinute"), "{keys:?}");
        for key in keys {
            let (_, problems) = override_settings(Settings::default(), &json!({key: "x"}));
            assert!(!problems.iter().any(|problem| problem.contains("unknown setting")), "{problems:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_words_can_be_set(key in "\\PC{0,6}", words in "(\\PC|[\"\\\\\u{7f}\n\u{0}]){0,8}") {
            override_settings(Settings::default(), &json!({key.clone(): words, "required": [words, null, {key: words}]}));
        }
    }
}
