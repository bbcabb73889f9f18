//! `debate-ls outline`: headings, tags and sources, with dates, words and reading time.

use std::io;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::input::{self, Input};
use super::output::{self, BOLD, FAINT, StyledText};
use super::{EvidenceOptions, Inputs, Outcome, settings};
use crate::evidence::parse;
use crate::features::document_symbols::{self, Symbol, SymbolKind};
use crate::features::wording;
use crate::lint::Settings;
use crate::text::LineIndex;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    evidence: EvidenceOptions,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON array for all files
    Json,
}

pub(super) fn run(options: &Options) -> io::Result<Outcome> {
    let resolver = settings::resolver(&options.evidence);
    let mut out = output::stdout();
    let outline = |input: &Input| {
        let settings = resolver.settings(&input.path);
        let top = document_symbols::symbols(&parse::brief(&input.decoded.text, &settings.cite_options));
        match options.format {
            Format::Text => Outline::Text(text(&input.name, &top, &settings)),
            Format::Json => Outline::Json(json(input, &top, &settings)),
        }
    };
    let mut files = Vec::new();
    let outcome = input::for_each(&options.inputs, outline, |outline| match outline {
        Outline::Text(text) => out.print(&text),
        Outline::Json(file) => {
            files.push(file);
            Ok(())
        }
    })?;
    if options.format == Format::Json {
        writeln!(out, "{:#}", json!(files))?;
    }
    out.flush()?;
    Ok(outcome.max(resolver.outcome()))
}

/// The outline of one file.
enum Outline {
    Text(StyledText),
    Json(Value),
}

fn text(name: &str, top: &[Symbol], settings: &Settings) -> StyledText {
    let cards: u32 = top.iter().map(|symbol| symbol.cards).sum();
    let aloud = top.iter().map(|symbol| symbol.aloud).sum::<crate::features::reading_time::ReadingTime>();
    let size = [wording::count(cards, "card"), wording::count(aloud.words, "word"), aloud.time(settings)];
    let mut out = StyledText::new();
    out.paint(BOLD, name).text("  ").paint(FAINT, size.join(" · ")).end_line();
    for symbol in top {
        line(symbol, 1, settings, &mut out);
    }
    out.end_line();
    out
}

fn line(symbol: &Symbol, depth: usize, settings: &Settings, out: &mut StyledText) {
    let style = if matches!(symbol.kind, SymbolKind::Heading(_)) { BOLD } else { anstyle::Style::new() };
    out.text("  ".repeat(depth)).paint(style, &symbol.name).text("  ").paint(FAINT, symbol.detail(settings)).end_line();
    symbol.children.iter().for_each(|child| line(child, depth + 1, settings, out));
}

fn json(input: &Input, top: &[Symbol], settings: &Settings) -> Value {
    let lines = LineIndex::new(&input.decoded.text);
    let outline: Vec<Value> = top.iter().map(|symbol| symbol_json(symbol, &lines, settings)).collect();
    json!({"file": input.name, "outline": outline})
}

fn symbol_json(symbol: &Symbol, lines: &LineIndex, settings: &Settings) -> Value {
    let kind = match symbol.kind {
        SymbolKind::Heading(level) => level.name(),
        SymbolKind::Card => "card",
        SymbolKind::Analytic => "analytic",
    };
    let children: Vec<Value> = symbol.children.iter().map(|child| symbol_json(child, lines, settings)).collect();
    json!({
        "kind": kind,
        "name": symbol.name,
        "line": lines.position(symbol.name_span.start).0 + 1,
        "cite": symbol.short_cite,
        "issued": symbol.issued.as_ref().and_then(|date| date.edtf).map(|edtf| edtf.to_string()),
        "cards": symbol.cards,
        "words": symbol.aloud.words,
        "seconds": symbol.aloud.seconds(settings),
        "children": children,
    })
}
