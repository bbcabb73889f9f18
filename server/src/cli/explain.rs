//! `debate-ls rules` and `debate-ls explain`: the rules' own documentation.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde_json::json;

use super::output::{self, BOLD, FAINT, severity_style};
use super::{Outcome, rule_id};
use crate::rules::{Rule, registry};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The rule's name, as `check` prints it in brackets
    #[arg(value_name = "RULE", value_parser = rule_id)]
    rule: &'static str,
}

#[derive(Debug, Args)]
pub(super) struct RulesOptions {
    /// How to print the list
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let mut out = output::stdout();
    if let Some(rule) = registry::named(options.rule) {
        explain(rule, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Clean)
}

fn explain(rule: &Rule, out: &mut impl Write) -> io::Result<()> {
    let style = severity_style(rule.severity);
    writeln!(
        out,
        "{BOLD}{}{BOLD:#}  {style}{}{style:#}{}\n",
        rule.id,
        rule.severity.name(),
        if rule.is_on_by_default() { String::new() } else { format!(" ({})", rule.enabled) }
    )?;
    for (heading, text) in [("What it does", rule.what), ("Why it matters", rule.why)] {
        writeln!(out, "{BOLD}{heading}{BOLD:#}\n{}\n", wrapped(text))?;
    }
    writeln!(out, "{BOLD}Example{BOLD:#}\n{FAINT}{}{FAINT:#}\n", indented(rule.example))?;
    writeln!(out, "{BOLD}Fix{BOLD:#}\n{}", wrapped(rule.fix))
}

pub(super) fn rules(options: &RulesOptions) -> io::Result<Outcome> {
    let mut out = output::stdout();
    match options.format {
        Format::Text => {
            let widest = registry::RULES.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
            for rule in registry::RULES {
                let style = severity_style(rule.severity);
                writeln!(out, "{:widest$}  {style}{:7}{style:#}  {}", rule.id, rule.default_level(), rule.summary)?;
            }
        }
        Format::Json => {
            let rules: Vec<_> = registry::RULES
                .iter()
                .map(|rule| {
                    json!({"id": rule.id, "summary": rule.summary, "severity": rule.severity.name(),
                           "on": rule.is_on_by_default(), "what": rule.what,
                           "why": rule.why, "example": rule.example, "fix": rule.fix})
                })
                .collect();
            writeln!(out, "{:#}", json!(rules))?;
        }
    }
    out.flush()?;
    Ok(Outcome::Clean)
}

fn indented(text: &str) -> String {
    text.lines()
        .map(|line| if line.is_empty() { String::new() } else { format!("    {line}") })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Words flow into lines of some 88 characters, so that `explain` reads well in a terminal of any width.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 88;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let full = lines
            .last()
            .is_some_and(|line| !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}
