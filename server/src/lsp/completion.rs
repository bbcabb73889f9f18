//! `textDocument/completion` and `completionItem/resolve`

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse, CompletionTextEdit,
    Documentation, InsertReplaceEdit, InsertTextFormat, TextEdit, Url,
};

use super::client_capabilities::ClientCapabilities;
use super::server::Server;
use super::{from_proto, to_proto};
use crate::document::snapshot::Snapshot;
use crate::evidence::brief::Brief;
use crate::features::completion::{self, Proposal, ProposalKind};
use crate::features::snippet::Piece;
use crate::text::Span;

/// What an item remembers, so that more can be told of it.
#[derive(Debug, Serialize, Deserialize)]
struct Origin {
    uri: Url,
    kind: String,
}

/// Kinds of which more can be told, by their names in [`Origin`].
const TOLD_MORE: [(&str, ProposalKind); 3] = [
    ("author", ProposalKind::Author),
    ("publication", ProposalKind::Publication),
    ("qualifications", ProposalKind::Qualifications),
];

pub(super) async fn completion(server: &Server, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let at = params.text_document_position;
    let client_capabilities = server.client_capabilities();
    let found = server.on_all(Some(&at.text_document.uri), move |seen| {
        let (uri, snapshot) = &seen[0];
        let byte = snapshot.text.byte(from_proto::position(at.position), snapshot.context.encoding);
        let (found, is_incomplete) =
            completion::completion(&briefs(seen), &snapshot.text, byte, snapshot.context.today);
        let items = found.into_iter().enumerate();
        let items =
            items.map(|(number, proposal)| item(snapshot, uri, proposal, number, client_capabilities)).collect();
        CompletionResponse::List(CompletionList { is_incomplete, items })
    });
    found.await
}

pub(super) async fn resolve(server: &Server, mut item: CompletionItem) -> Result<CompletionItem> {
    let origin = item.data.clone().and_then(|data| serde_json::from_value::<Origin>(data).ok());
    let Some(Origin { uri, kind }) = origin else { return Ok(item) };
    let Some((_, kind)) = TOLD_MORE.into_iter().find(|(name, _)| *name == kind) else { return Ok(item) };
    let label = item.label.clone();
    let told = server.on_all(Some(&uri), move |seen| completion::documentation(&briefs(seen), kind, &label));
    item.documentation = told.await?.flatten().map(Documentation::String);
    Ok(item)
}

fn briefs(seen: &[(Url, Arc<Snapshot>)]) -> Vec<&Brief> {
    seen.iter().map(|(_, snapshot)| &snapshot.brief).collect()
}

fn item(
    snapshot: &Snapshot,
    uri: &Url,
    proposal: Proposal,
    number: usize,
    client_capabilities: ClientCapabilities,
) -> CompletionItem {
    let has_gaps = proposal.inserts.pieces.iter().any(|piece| matches!(piece, Piece::Gap(_)));
    let as_snippet = has_gaps && client_capabilities.snippets;
    let text = if as_snippet { proposal.inserts.notation() } else { proposal.inserts.plain() };
    let typed = snapshot.text.slice(proposal.replaces);
    let filter_text = filter_text(&proposal, &typed);
    let origin = TOLD_MORE.into_iter().find(|(_, kind)| *kind == proposal.kind);
    CompletionItem {
        kind: Some(match proposal.kind {
            ProposalKind::Cite => CompletionItemKind::SNIPPET,
            ProposalKind::Accessed => CompletionItemKind::VALUE,
            ProposalKind::Author => CompletionItemKind::CONSTANT,
            ProposalKind::Qualifications => CompletionItemKind::PROPERTY,
            ProposalKind::Publication => CompletionItemKind::MODULE,
            ProposalKind::Block => CompletionItemKind::REFERENCE,
            ProposalKind::Entry => CompletionItemKind::SNIPPET,
        }),
        detail: Some(proposal.detail),
        filter_text,
        sort_text: Some(format!("{number:04}")),
        insert_text_format: as_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(text_edit(snapshot, proposal.replaces, text, client_capabilities)),
        data: origin.map(|(kind, _)| json!(Origin { uri: uri.clone(), kind: kind.to_owned() })),
        label: proposal.label,
        ..CompletionItem::default()
    }
}

/// What an editor compares with what is typed. A cite is chosen by the name of its skeleton; quotation marks are as a
/// keyboard has them, unless somebody typed others.
fn filter_text(proposal: &Proposal, typed: &str) -> Option<String> {
    if proposal.kind == ProposalKind::Cite && !typed.is_empty() {
        return Some(typed.to_owned());
    }
    let is_curly = |sign| matches!(sign, '‘' | '’' | '“' | '”');
    if !proposal.label.contains(is_curly) || typed.contains(is_curly) {
        return None;
    }
    Some(proposal.label.replace(['‘', '’'], "'").replace(['“', '”'], "\""))
}

/// Replaces the word that the cursor is in; an editor that lets its user choose may keep what is after the cursor.
fn text_edit(
    snapshot: &Snapshot,
    replaces: Span,
    text: String,
    client_capabilities: ClientCapabilities,
) -> CompletionTextEdit {
    let word = Span::new(replaces.start, completion::word_end(&snapshot.text, replaces.end));
    let [insert, replace] = [replaces, word].map(|span| to_proto::range(snapshot, span));
    if client_capabilities.inserts_or_replaces {
        return CompletionTextEdit::InsertAndReplace(InsertReplaceEdit { new_text: text, insert, replace });
    }
    CompletionTextEdit::Edit(TextEdit::new(replace, text))
}
