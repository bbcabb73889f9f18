//! `debate-ls rules` and `debate-ls explain`: the rules' own documentation.

use std::borrow::Cow;
use std::io;

use anstyle::Style;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::output::{self, BOLD, FAINT, StyledText, severity_style};
use super::{Outcome, rule_id};
use crate::lint::{Rule, registry};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The rule's name, as `check` prints it in brackets
    #[arg(value_name = "RULE", value_parser = rule_id)]
    rule: &'static str,
}

#[derive(Debug, Args)]
pub(super) struct RulesOptions {
    /// Output format
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
        out.print(&explain(rule))?;
    }
    out.flush()?;
    Ok(Outcome::Clean)
}

fn explain(rule: &Rule) -> StyledText {
    let mut out = StyledText::new();
    out.paint(BOLD, rule.id).text("  ").paint(severity_style(rule.severity), rule.severity.name());
    out.text(if rule.is_on_by_default() { String::new() } else { format!(" ({})", rule.enabled) }).end_line();
    let sections = [
        ("What it does", wrapped(rule.what), Style::new()),
        ("Why it matters", wrapped(rule.why), Style::new()),
        ("Example", indented(rule.example), FAINT),
        ("Fix", wrapped(rule.fix), Style::new()),
    ];
    for (heading, lines, style) in sections {
        out.end_line();
        out.paint(BOLD, heading).end_line();
        for line in lines {
            out.paint(style, line).end_line();
        }
    }
    out
}

pub(super) fn rules(options: &RulesOptions) -> io::Result<Outcome> {
    let mut out = output::stdout();
    match options.format {
        Format::Text => {
            let widest = registry::RULES.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
            let mut list = StyledText::new();
            for rule in registry::RULES {
                list.text(format_args!("{:widest$}  ", rule.id));
                list.paint(severity_style(rule.severity), format_args!("{:7}", rule.default_level()))
                    .text("  ")
                    .text(rule.summary)
                    .end_line();
            }
            out.print(&list)?;
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

fn indented(text: &str) -> Vec<String> {
    text.lines().map(|line| if line.is_empty() { String::new() } else { format!("    {line}") }).collect()
}

/// Wraps words into lines of at most 88 columns, so that `explain` is readable in a terminal of any width.
fn wrapped(text: &str) -> Vec<String> {
    const WIDTH: usize = 88;
    let options = textwrap::Options::new(WIDTH).word_splitter(textwrap::WordSplitter::NoHyphenation).break_words(false);
    textwrap::wrap(text, options).into_iter().map(Cow::into_owned).collect()
}
