//! `textDocument/codeAction` and `codeAction/resolve`: fixes for what rules find, comments that ignore rules, and the
//! rewrites of a selection.
//!
//! A fix with a gap to fill in is plain text with a word in the gap, `YEAR`: the protocol has snippets in edits only since
//! 3.18, which our types and most editors do not support. If the client can open a document with a selection (3.16), the
//! action then selects the word, so that the next key replaces it.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command, Diagnostic, Range,
    Url, WorkspaceEdit,
};

use super::client_capabilities::ClientCapabilities;
use super::select::{SELECT, Selection};
use super::server::Server;
use super::{rewrite, to_proto, word_uri};
use crate::document::context::AnalysisContext;
use crate::document::diagnostics::ShownFinding;
use crate::document::snapshot::Snapshot;
use crate::features::difference::difference;
use crate::features::{gap, missing_fields, suppress};
use crate::lint::{Edit, Finding, fix_all, internal_error};
use crate::rules::cite_incomplete;
use crate::text::Span;

/// All safe fixes at once; editors can run it on save.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.debate");

/// For how many findings actions are listed: nobody reads a longer menu.
const MAX_FINDINGS: usize = 50;

/// The `data` of a fix-all action, until it is resolved.
#[derive(Debug, Serialize, Deserialize)]
struct ActionData {
    uri: Url,
}

pub(super) async fn code_action(server: &Server, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
    let client_capabilities = server.client_capabilities();
    let wanted = params.context.only;
    let range = params.range;
    let uri = params.text_document.uri;
    if word_uri::is_read_only(&uri) {
        return Ok(None);
    }
    let document = uri.clone();
    let found = server.on_snapshot_cancelable(&document, move |snapshot, is_canceled| {
        let mut actions = Vec::new();
        if is_wanted(wanted.as_deref(), &CodeActionKind::QUICKFIX) {
            actions.extend(quick_fixes(&uri, snapshot, range, client_capabilities));
        }
        if is_wanted(wanted.as_deref(), &CodeActionKind::REFACTOR_REWRITE) {
            actions.extend(rewrite::actions(&uri, snapshot, range));
        }
        if is_wanted(wanted.as_deref(), &FIX_ALL) {
            actions.extend(fix_all(&uri, snapshot, wanted.is_some(), client_capabilities, is_canceled));
        }
        actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
    });
    found.await
}

pub(super) async fn resolve(server: &Server, mut action: CodeAction) -> Result<CodeAction> {
    let origin = action.data.clone().and_then(|data| serde_json::from_value::<ActionData>(data).ok());
    let Some(ActionData { uri }) = origin else { return Ok(action) };
    let client_capabilities = server.client_capabilities();
    let document = uri.clone();
    let edit = server.on_snapshot_cancelable(&document, move |snapshot, is_canceled| {
        fix_all_edit(&uri, snapshot, client_capabilities, is_canceled)
    });
    action.edit = edit.await?.flatten();
    Ok(action)
}

/// Whether `kind` is among the kinds that the client asks for: `source` includes all that begin with `source.`.
fn is_wanted(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|wanted| {
            let rest = kind.as_str().strip_prefix(wanted.as_str());
            rest.is_some_and(|rest| wanted.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
        })
    })
}

/// First the fixes of the findings at `range`, then the comments that ignore their rules. A fix that would change the role
/// of a line is not offered.
fn quick_fixes(
    uri: &Url,
    snapshot: &Snapshot,
    range: Range,
    client_capabilities: ClientCapabilities,
) -> Vec<CodeAction> {
    let here: Vec<(Finding, Diagnostic)> = (snapshot.diagnostics.shown())
        .filter(|shown| touch(to_proto::range_of(shown.range), range))
        .take(MAX_FINDINGS)
        .map(|shown| (in_document(snapshot, &shown), to_proto::diagnostic(&shown, uri, client_capabilities)))
        .collect();
    let action = |title: String, diagnostic: &Diagnostic, edits: Vec<Edit>, is_preferred: bool| CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic.clone()]),
        command: client_capabilities.shows_documents.then(|| select_gap(uri, snapshot, &edits)).flatten(),
        edit: Some(to_proto::document_edit(uri, snapshot, &edits, client_capabilities)),
        is_preferred: is_preferred.then_some(true),
        ..CodeAction::default()
    };
    let mut actions = Vec::new();
    let mut text = None;
    for (finding, diagnostic) in here.iter().filter(|(finding, _)| finding.fix.is_some()) {
        let text = text.get_or_insert_with(|| whole_text(snapshot));
        let proved = fix_all::proved(vec![finding.clone()], &snapshot.brief, text, &snapshot.context.settings);
        for fix in proved.iter().filter_map(|finding| finding.fix.as_ref()) {
            actions.push(action(fix.title.clone(), diagnostic, fix.edits.clone(), fix.safe));
        }
    }
    let AnalysisContext { settings, today, .. } = &snapshot.context;
    for (finding, diagnostic) in here.iter().filter(|(finding, _)| finding.rule == cite_incomplete::RULE.id) {
        let text = text.get_or_insert_with(|| whole_text(snapshot));
        for fix in missing_fields::fixes(&snapshot.brief, &snapshot.text, finding.span.start, settings, *today) {
            let with_fix = Finding { fix: Some(fix), ..finding.clone() };
            let proved = fix_all::proved(vec![with_fix], &snapshot.brief, text, settings);
            for fix in proved.into_iter().filter_map(|finding| finding.fix) {
                actions.push(action(fix.title, diagnostic, fix.edits, false));
            }
        }
    }
    let mut ignored = HashSet::new();
    let can_be_ignored = here.iter().filter(|(finding, _)| finding.rule != internal_error::ID);
    for (finding, diagnostic) in can_be_ignored.filter(|(finding, _)| ignored.insert(finding.rule)) {
        let rule = finding.rule;
        let (title, edit) = match suppress::here(&snapshot.brief, &snapshot.text, finding.span.start, rule) {
            Some(edit) => (format!("Ignore {rule} for this card"), edit),
            None => (format!("Ignore {rule} in this file"), suppress::in_file(&snapshot.text, rule)),
        };
        actions.push(action(title, diagnostic, vec![edit], false));
    }
    actions
}

/// The command that selects the gap that `edits` leave.
fn select_gap(uri: &Url, snapshot: &Snapshot, edits: &[Edit]) -> Option<Command> {
    let range = gap::first_gap(&snapshot.text, edits, snapshot.context.encoding)?;
    let selection = Selection { uri: uri.clone(), range: to_proto::range_of(range) };
    Some(Command {
        title: "Select the part to fill in".to_owned(),
        command: SELECT.to_owned(),
        arguments: Some(vec![json!(selection)]),
    })
}

/// The action that makes all safe fixes. Its edit takes at least one analysis of the whole brief, so it is computed at once
/// only if the client asks for this kind, else when the action is resolved. Not offered if it would change nothing.
fn fix_all(
    uri: &Url,
    snapshot: &Snapshot,
    is_requested: bool,
    client_capabilities: ClientCapabilities,
    is_canceled: &dyn Fn() -> bool,
) -> Option<CodeAction> {
    let safe: Vec<Finding> = (snapshot.diagnostics.shown())
        .filter(|shown| shown.finding.fix.as_ref().is_some_and(|fix| fix.safe))
        .map(|shown| in_document(snapshot, &shown))
        .take_while(|_| !is_canceled())
        .collect();
    if safe.is_empty() {
        return None;
    }
    // Editors ask whenever the cursor moves: then only the first findings are tried.
    let limit = if is_requested { safe.len() } else { MAX_FINDINGS };
    let text = whole_text(snapshot);
    if !fix_all::any_safe(safe.iter(), limit, &snapshot.brief, &text, &snapshot.context.settings) {
        return None;
    }
    let action = CodeAction {
        title: "Fix all problems that are safe to fix".to_owned(),
        kind: Some(FIX_ALL),
        ..CodeAction::default()
    };
    if client_capabilities.resolves_actions {
        return Some(CodeAction { data: Some(json!(ActionData { uri: uri.clone() })), ..action });
    }
    if !is_requested {
        return None;
    }
    let edit = fix_all_edit(uri, snapshot, client_capabilities, is_canceled)?;
    Some(CodeAction { edit: Some(edit), ..action })
}

/// The edit of a fix-all. `None` if nothing changes, and as soon as it `is_canceled`.
fn fix_all_edit(
    uri: &Url,
    snapshot: &Snapshot,
    client_capabilities: ClientCapabilities,
    is_canceled: &dyn Fn() -> bool,
) -> Option<WorkspaceEdit> {
    let text = whole_text(snapshot);
    let AnalysisContext { settings, today, .. } = &snapshot.context;
    let after = fix_all::fix_selected(&text, settings, *today, |_, _| true, is_canceled)?.text;
    let edits = Some(difference(&text, &after)).filter(|edits| !edits.is_empty())?;
    Some(to_proto::document_edit(uri, snapshot, &edits, client_capabilities))
}

fn whole_text(snapshot: &Snapshot) -> Cow<'_, str> {
    snapshot.text.slice(Span::new(0, snapshot.text.len()))
}

/// The finding with spans relative to the document's start.
fn in_document(snapshot: &Snapshot, shown: &ShownFinding<'_>) -> Finding {
    let entry = shown.entry.and_then(|number| snapshot.brief.entries.get(number));
    shown.finding.clone().shift(entry.map_or(0, |entry| entry.start))
}

fn touch(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}
