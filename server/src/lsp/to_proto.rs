//! Our types to the protocol's.

use std::path::Path;
use std::sync::Arc;

use tower_lsp::lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DocumentChanges, DocumentSymbol, Location,
    NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range, SymbolInformation, SymbolKind,
    TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

use super::client_capabilities::ClientCapabilities;
use super::{max_items, word_uri};
use crate::document::diagnostics::ShownFinding;
use crate::document::snapshot::Snapshot;
use crate::evidence::brief::Level;
use crate::features::document_symbols::{self, Symbol};
use crate::features::workspace_symbols::Hit;
use crate::index::discovery;
use crate::index::symbols::SymbolHit;
use crate::lint::{Edit, Severity};
use crate::text::{self, Span};

pub(super) fn position(snapshot: &Snapshot, byte: usize) -> Position {
    position_of(snapshot.text.position(byte, snapshot.context.encoding))
}

pub(super) fn range(snapshot: &Snapshot, span: Span) -> Range {
    range_of(snapshot.text.range(span, snapshot.context.encoding))
}

pub(super) fn range_of(range: text::Range) -> Range {
    Range::new(position_of(range.start), position_of(range.end))
}

fn position_of(position: text::Position) -> Position {
    Position::new(position.line, position.column)
}

/// A span of an open document.
pub(super) fn location((uri, snapshot): &(Url, Arc<Snapshot>), span: Span) -> Location {
    Location::new(uri.clone(), range(snapshot, span))
}

#[expect(deprecated, reason = "the field has no default")]
pub(super) fn hit(document: &(Url, Arc<Snapshot>), hit: Hit) -> SymbolInformation {
    SymbolInformation {
        name: hit.name,
        kind: symbol_kind(hit.kind),
        location: location(document, hit.span),
        container_name: (!hit.path.is_empty()).then_some(hit.path),
        tags: None,
        deprecated: None,
    }
}

/// A hit in a file that is not open: only its line is known. In a Word file, it is a line of its card text. `None` for a
/// path that is not absolute.
#[expect(deprecated, reason = "the field has no default")]
pub(super) fn closed_hit(hit: SymbolHit) -> Option<SymbolInformation> {
    Some(SymbolInformation {
        location: closed_location(&hit.path, hit.line)?,
        name: hit.name,
        kind: symbol_kind(hit.kind),
        container_name: (!hit.headings.is_empty()).then_some(hit.headings),
        tags: None,
        deprecated: None,
    })
}

/// The start of a line, from 1, of a file that is not open: of a Word file, in its card text. `None` for a path that is not
/// absolute.
pub(super) fn closed_location(path: &str, line: u32) -> Option<Location> {
    let uri = match discovery::is_word(Path::new(path)) {
        true => word_uri::uri_of(path)?,
        false => Url::from_file_path(path).ok()?,
    };
    Some(start_of_line(uri, line))
}

/// The start of a line, from 1.
pub(super) fn start_of_line(uri: Url, line: u32) -> Location {
    let start = Position::new(line.saturating_sub(1), 0);
    Location::new(uri, Range::new(start, start))
}

pub(super) fn diagnostics(snapshot: &Snapshot, uri: &Url, client_capabilities: ClientCapabilities) -> Vec<Diagnostic> {
    let mut shown = snapshot.diagnostics.shown();
    let first = shown.by_ref().take(max_items(snapshot)).map(|shown| diagnostic(&shown, uri, client_capabilities));
    let mut list: Vec<Diagnostic> = first.collect();
    let more = shown.count();
    if more > 0 {
        list.insert(0, more_diagnostics(more));
    }
    list
}

/// A diagnostic at the document's start that says how many are not shown.
fn more_diagnostics(more: usize) -> Diagnostic {
    let (problems, are) = if more == 1 { ("problem", "is") } else { ("problems", "are") };
    Diagnostic {
        severity: Some(DiagnosticSeverity::INFORMATION),
        source: Some("debate-ls".to_owned()),
        message: format!("{more} more {problems} {are} not shown. Run `debate-ls check` to see all of them."),
        ..Diagnostic::default()
    }
}

pub(super) fn diagnostic(shown: &ShownFinding<'_>, uri: &Url, client_capabilities: ClientCapabilities) -> Diagnostic {
    let finding = shown.finding;
    let related = shown.related.iter().zip(&finding.related).map(|(range, (_, message))| {
        let location = Location::new(uri.clone(), range_of(*range));
        DiagnosticRelatedInformation { location, message: message.clone() }
    });
    Diagnostic {
        range: range_of(shown.range),
        severity: finding.severity.map(severity),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        source: Some("debate-ls".to_owned()),
        message: finding.message.clone(),
        related_information: (client_capabilities.related_information && !finding.related.is_empty())
            .then(|| related.collect()),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

pub(super) fn symbols(snapshot: &Snapshot, symbols: Vec<Symbol>) -> Vec<DocumentSymbol> {
    symbols.into_iter().map(|found| symbol(snapshot, found)).collect()
}

#[expect(deprecated, reason = "the field has no default")]
fn symbol(snapshot: &Snapshot, symbol: Symbol) -> DocumentSymbol {
    let detail = symbol.detail(&snapshot.context.settings);
    DocumentSymbol {
        kind: symbol_kind(symbol.kind),
        detail: (!detail.is_empty()).then_some(detail),
        range: range(snapshot, symbol.span),
        selection_range: range(snapshot, symbol.name_span),
        children: (!symbol.children.is_empty()).then(|| symbols(snapshot, symbol.children)),
        name: symbol.name,
        tags: None,
        deprecated: None,
    }
}

/// For clients without trees: each symbol names the heading above it.
pub(super) fn flat_symbols(snapshot: &Snapshot, uri: &Url, symbols: &[Symbol]) -> Vec<SymbolInformation> {
    let mut flat = Vec::new();
    flatten(snapshot, uri, symbols, None, &mut flat);
    flat
}

#[expect(deprecated, reason = "the field has no default")]
fn flatten(snapshot: &Snapshot, uri: &Url, symbols: &[Symbol], above: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    for symbol in symbols {
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: symbol_kind(symbol.kind),
            location: Location::new(uri.clone(), range(snapshot, symbol.span)),
            container_name: above.map(str::to_owned),
            tags: None,
            deprecated: None,
        });
        flatten(snapshot, uri, &symbol.children, Some(&symbol.name), flat);
    }
}

/// The protocol's kinds are those of programs; these have different icons in editors.
fn symbol_kind(kind: document_symbols::SymbolKind) -> SymbolKind {
    match kind {
        document_symbols::SymbolKind::Heading(Level::Pocket) => SymbolKind::MODULE,
        document_symbols::SymbolKind::Heading(Level::Hat) => SymbolKind::NAMESPACE,
        document_symbols::SymbolKind::Heading(Level::Block) => SymbolKind::CLASS,
        document_symbols::SymbolKind::Card => SymbolKind::STRING,
        document_symbols::SymbolKind::Analytic => SymbolKind::EVENT,
    }
}

pub(super) fn text_edits(snapshot: &Snapshot, edits: &[Edit]) -> Vec<TextEdit> {
    edits.iter().map(|edit| TextEdit::new(range(snapshot, edit.span), edit.text.clone())).collect()
}

/// Edits of one document.
pub(super) fn document_edit(
    uri: &Url,
    snapshot: &Snapshot,
    edits: &[Edit],
    client_capabilities: ClientCapabilities,
) -> WorkspaceEdit {
    workspace_edit([(uri, Some(snapshot.version), text_edits(snapshot, edits))].into_iter(), client_capabilities)
}

/// Edits of several documents, each with its version if it is open and the client supports that, so that it can refuse
/// them.
pub(super) fn workspace_edit<'s>(
    changes: impl Iterator<Item = (&'s Url, Option<i32>, Vec<TextEdit>)>,
    client_capabilities: ClientCapabilities,
) -> WorkspaceEdit {
    let changes = changes.filter(|(_, _, edits)| !edits.is_empty());
    if !client_capabilities.versioned_edits {
        return WorkspaceEdit::new(changes.map(|(uri, _, edits)| (uri.clone(), edits)).collect());
    }
    let changes = changes.map(|(uri, version, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    });
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(changes.collect())), ..WorkspaceEdit::default() }
}
