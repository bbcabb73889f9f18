//! `debate-ls parse`: the structure of a brief, for scripts. The JSON's shape is a promise: fields are added,
//! never changed.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::input::{self, Input};
use super::output::{self, BOLD, FAINT, StyledText};
use super::{EvidenceOptions, Inputs, Outcome, settings};
use crate::evidence::brief::{Body, Brief, Card, EntryKind};
use crate::evidence::cite::explain::{FieldExplanation, FieldReason, Points, explain as explain_cite};
use crate::evidence::cite::{Cite, CiteOptions, csl};
use crate::evidence::date::CiteDate;
use crate::evidence::parse;
use crate::syntax::{self, Syntax};
use crate::text::{LineIndex, Span, Text};

/// How many characters of a line are shown beside its reason.
const BEGINNING: usize = 40;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The brief; `-` reads standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Show why each line has its role, and each field of a cite its value, instead
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    evidence: EvidenceOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object per file
    Json,
    /// The syntax tree of the grammar
    Tree,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let inputs = Inputs { paths: options.files.clone(), stdin: false, stdin_filename: None };
    let resolver = settings::resolver(&options.evidence);
    let mut out = output::stdout();
    let parse = |input: &Input| {
        let text = &input.decoded.text;
        let settings = resolver.settings(&input.path);
        match options.format {
            _ if options.explain => {
                Parsed::Lines(explain(text, &parse::brief(text, &settings.cite_options), &settings.cite_options))
            }
            Format::Json => Parsed::Data(structure(input, &parse::brief(text, &settings.cite_options))),
            Format::Tree => Parsed::Data(Syntax::parse(&Text::new(text)).tree().root_node().to_sexp()),
        }
    };
    let outcome = input::for_each(&inputs, parse, |parsed| match parsed {
        Parsed::Lines(lines) => out.print(&lines),
        Parsed::Data(data) => writeln!(out, "{data}"),
    })?;
    out.flush()?;
    Ok(outcome.max(resolver.outcome()))
}

/// One file.
enum Parsed {
    Lines(StyledText),
    Data(String),
}

/// One row per line: its number, role, reason and beginning. After a cite’s last line, its fields.
fn explain(text: &str, brief: &Brief, cite_options: &CiteOptions) -> StyledText {
    let mut out = StyledText::new();
    let lines = LineIndex::new(text);
    let mut reasons = syntax::reasons(text).into_iter().peekable();
    for entry in &brief.entries {
        let mut cites = entry.card().map_or(&[][..], |card| &card.cites).iter().peekable();
        for line in &entry.content.lines {
            let span = line.span.shift(entry.start);
            while reasons.next_if(|(start, _)| *start < span.start).is_some() {}
            let reason = reasons.peek().filter(|(start, _)| *start == span.start).map_or("", |(_, reason)| reason);
            let number = lines.position(span.start).0 + 1;
            let beginning = beginning(span.of(text));
            out.text(format_args!("{number:>5}  {:8}  {reason:44}  ", line.role.name()))
                .paint(FAINT, beginning)
                .end_line();
            while let Some(cite) = cites.next_if(|cite| cite.span.end <= line.span.end) {
                let fields = explain_cite(text, cite.span.shift(entry.start), cite_options);
                fields.iter().for_each(|field| explain_field(field, &mut out));
            }
        }
    }
    out
}

/// A field’s name and value; under it, what speaks for it and what would have been next.
fn explain_field(field: &FieldExplanation, out: &mut StyledText) {
    let value = field.value.as_deref().unwrap_or("none");
    out.text(format_args!("{:7}{:15}  ", "", field.field)).paint(BOLD, value.to_owned()).end_line();
    let mut row = |text: String| {
        out.text(format_args!("{:24}{text}", "")).end_line();
    };
    match &field.reason {
        FieldReason::Plain(says) => row(says.clone()),
        FieldReason::Weighed { needed, chosen, runner_up } => {
            if let Some(chosen) = chosen {
                row(format!("{} (needs {needed}): {}", count(chosen.sum), signals(chosen)));
            }
            if let Some(next) = runner_up {
                let label = if chosen.is_some() { "next" } else { "best" };
                let needs = if chosen.is_some() { String::new() } else { format!(" (needs {needed})") };
                row(format!("{label}: “{}”, {}{needs}: {}", beginning(&next.text), count(next.sum), signals(next)));
            }
        }
    }
}

fn count(points: i32) -> String {
    format!("{points} {}", if points == 1 { "point" } else { "points" })
}

fn signals(points: &Points) -> String {
    if points.signals.is_empty() {
        return "nothing for it or against it".to_owned();
    }
    let signals = points.signals.iter().map(|(points, says)| format!("{says} {points:+}"));
    signals.collect::<Vec<_>>().join(", ")
}

fn beginning(text: &str) -> String {
    text.chars().take(BEGINNING).collect()
}

/// One line of JSON. Written value by value: a [`Value`] of a whole file of short lines takes a thousand times its size.
fn structure(input: &Input, brief: &Brief) -> String {
    let positions = Positions { lines: LineIndex::new(&input.decoded.text), text: &input.decoded.text };
    let mut json = format!("{{\"file\":{},\"lines\":", json!(input.name));
    push_array(&mut json, lines_json(brief, &positions));
    json.push_str(",\"cards\":");
    push_array(&mut json, cards_json(brief, &positions));
    json.push('}');
    json
}

fn push_array(json: &mut String, items: impl Iterator<Item = Value>) {
    let mut separator = '[';
    for item in items {
        json.push(separator);
        json.push_str(&item.to_string());
        separator = ',';
    }
    json.push_str(if separator == '[' { "[]" } else { "]" });
}

fn lines_json(brief: &Brief, positions: &Positions<'_>) -> impl Iterator<Item = Value> {
    let lines = brief.entries.iter().flat_map(|entry| entry.content.lines.iter().map(move |line| (entry.start, line)));
    lines.map(|(start, line)| {
        let (number, _) = positions.lines.position(line.span.start + start);
        json!({"line": number + 1, "role": line.role.name()})
    })
}

fn cards_json(brief: &Brief, positions: &Positions<'_>) -> impl Iterator<Item = Value> {
    let mut number = 0;
    brief.with_paths().filter_map(move |(path, entry)| {
        let analytic;
        let card = match &entry.content.kind {
            EntryKind::Card(card) => &**card,
            EntryKind::Analytic(tag) => {
                analytic = Card { tag: Some(tag.clone()), ..Card::default() };
                &analytic
            }
            EntryKind::Heading(_) | EntryKind::Comment(_) => return None,
        };
        number += 1;
        Some(card_json(card, number, entry.start, &path, positions))
    })
}

fn card_json(card: &Card, number: usize, start: usize, path: &[&str], positions: &Positions<'_>) -> Value {
    let tag = card.tag.as_ref().map(|tag| {
        let (from, to) = positions.start_and_end(tag.span.shift(start));
        json!({"text": tag.value, "start": from, "end": to})
    });
    let cites: Vec<Value> = card
        .cites
        .iter()
        .enumerate()
        .map(|(at, cite)| cite_json(cite, &format!("card-{number}-{}", at + 1), start, positions))
        .collect();
    let body = card.body.as_ref().map(|body| body_json(body, start, positions));
    json!({"path": path, "tag": tag, "cites": cites, "body": body})
}

fn cite_json(cite: &Cite, id: &str, start: usize, positions: &Positions<'_>) -> Value {
    let (from, to) = positions.start_and_end(cite.span.shift(start));
    let qualifications: Vec<&str> = cite.qualifications.iter().map(|words| words.value.as_str()).collect();
    let edit_notes: Vec<&str> = cite.edit_notes.iter().map(|note| note.value.as_str()).collect();
    json!({
        "text": cite.span.shift(start).of(positions.text),
        "start": from,
        "end": to,
        "csl": csl::csl(cite, id),
        "issued": date_json(cite.issued.as_ref(), start, positions).unwrap_or_else(
            || json!({"edtf": null, "text": null, "inferred": null, "start": null, "end": null})
        ),
        "accessed": date_json(cite.accessed.as_ref(), start, positions),
        "qualifications": (!qualifications.is_empty()).then(|| qualifications.join("; ")),
        "initials": cite.initials.as_ref().map(|initials| &initials.value),
        "edit_notes": edit_notes,
    })
}

fn date_json(date: Option<&CiteDate>, start: usize, positions: &Positions<'_>) -> Option<Value> {
    let date = date?;
    let (from, to) = positions.start_and_end(date.span.shift(start));
    Some(json!({
        "edtf": date.edtf.map(|edtf| edtf.to_string()),
        "text": date.span.shift(start).of(positions.text),
        "inferred": date.inferred,
        "start": from,
        "end": to,
    }))
}

fn body_json(body: &Body, start: usize, positions: &Positions<'_>) -> Value {
    let (from, to) = positions.start_and_end(body.span.shift(start));
    json!({"words": body.words, "read_words": body.read_words, "start": from, "end": to})
}

/// Converts spans of a text to positions in JSON.
struct Positions<'a> {
    lines: LineIndex,
    text: &'a str,
}

impl Positions<'_> {
    /// Both ends: lines from 1, columns from 0 in bytes of UTF-8.
    fn start_and_end(&self, span: Span) -> (Value, Value) {
        let at = |byte| {
            let (line, column) = self.lines.position(byte);
            json!([line + 1, column])
        };
        (at(span.start), at(span.end))
    }
}
