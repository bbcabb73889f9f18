//! The rules' pages in `server/docs/rules/`, made from the rules themselves.

use std::fmt::Write;

use super::Rule;
use super::registry::RULES;

/// A rule's page, in Markdown.
pub fn page(rule: &Rule) -> String {
    let state = if rule.is_on_by_default() { String::new() } else { format!(" · {}", rule.enabled) };
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
    let mut page = String::from("# Rules\n\n| rule | severity | what it finds |\n| --- | --- | --- |\n");
    for rule in RULES {
        let _ = writeln!(page, "| [{0}]({0}.md) | {1} | {2} |", rule.id, rule.default_level(), rule.summary);
    }
    page
}
