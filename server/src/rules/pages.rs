//! The rules' pages in `server/docs/rules/`, made from the rules themselves.

use std::fmt::Write;

use super::{Rule, registry::RULES};

/// A rule's page, in Markdown.
pub fn page(rule: &Rule) -> String {
    let state = if rule.on { "" } else { " · off unless the settings turn it on" };
    format!(
        "# {}\n\n{}{state}\n\n## What it does\n\n{}\n\n## Why it matters\n\n{}\n\n## Example\n\n```text\n{}\n```\n\n## Fix\n\n{}\n",
        rule.id,
        rule.severity.name(),
        rule.what,
        rule.why,
        rule.example,
        rule.fix
    )
}

/// The list of all pages, in Markdown.
pub fn index() -> String {
    let mut page = String::from("# Rules\n\n| rule | severity | what it does |\n| --- | --- | --- |\n");
    for rule in RULES {
        let severity = if rule.on { rule.severity.name() } else { "off" };
        let _ = writeln!(page, "| [{0}]({0}.md) | {severity} | {1} |", rule.id, rule.summary());
    }
    page
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// With `DEBATE_LS_WRITE_DOCS` set, the pages are written anew.
    #[test]
    fn pages_are_those_of_the_rules() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
        let mut wanted: BTreeMap<String, String> =
            RULES.iter().map(|rule| (format!("{}.md", rule.id), page(rule))).collect();
        wanted.insert("README.md".to_owned(), index());
        if std::env::var_os("DEBATE_LS_WRITE_DOCS").is_some() {
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).expect("the folder can be made");
            for (name, text) in &wanted {
                fs::write(folder.join(name), text).expect("a page can be written");
            }
        }
        let there: BTreeMap<String, String> = fs::read_dir(&folder)
            .expect("the pages are there")
            .map(|entry| entry.expect("an entry").path())
            .map(|path| {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                (name, fs::read_to_string(&path).expect("a page can be read").replace("\r\n", "\n"))
            })
            .collect();
        assert!(wanted == there, "run the tests once with DEBATE_LS_WRITE_DOCS=1, and commit server/docs/rules");
    }
}
