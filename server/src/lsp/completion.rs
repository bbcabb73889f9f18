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
use super::word_uri::path_of;
use super::{from_proto, to_proto};
use crate::document::snapshot::Snapshot;
use crate::evidence::brief::Brief;
use crate::features::completion;
use crate::features::completion_item::{Completion, CompletionKind};
use crate::features::keyboard::as_typed;
use crate::features::snippet::SnippetPart;
use crate::features::vocabulary::{NameCounter, Vocabulary};
use crate::index::file_names::file_name;
use crate::text::Span;

/// The `data` of an item: what its documentation is computed from.
#[derive(Debug, Serialize, Deserialize)]
struct ItemData {
    uri: Url,
    kind: String,
}

/// Kinds with documentation, and their names in [`ItemData`].
const DOCUMENTED: [(&str, CompletionKind); 3] = [
    ("author", CompletionKind::Author),
    ("publication", CompletionKind::Publication),
    ("qualifications", CompletionKind::Qualifications),
];

pub(super) async fn completion(server: &Server, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let at = params.text_document_position;
    let client_capabilities = server.client_capabilities();
    let folders = server.tub().folders();
    let found = server.on_all(Some(&at.text_document.uri), move |documents| {
        let (uri, snapshot) = &documents[0];
        let byte = from_proto::byte(snapshot, at.position);
        let open_files = file_names(documents);
        let closed: Vec<&Vocabulary> = folders.iter().map(|folder| &folder.vocabulary).chain([&open_files]).collect();
        let (found, is_incomplete) =
            completion::completion(&briefs(documents), &closed, &snapshot.text, byte, snapshot.context.today);
        let items = found.into_iter().enumerate();
        let items =
            items.map(|(number, item)| to_proto_item(snapshot, uri, item, number, client_capabilities)).collect();
        CompletionResponse::List(CompletionList { is_incomplete, items })
    });
    found.await
}

pub(super) async fn resolve(server: &Server, mut item: CompletionItem) -> Result<CompletionItem> {
    let origin = item.data.clone().and_then(|data| serde_json::from_value::<ItemData>(data).ok());
    let Some(ItemData { uri, kind }) = origin else { return Ok(item) };
    let Some((_, kind)) = DOCUMENTED.into_iter().find(|(name, _)| *name == kind) else { return Ok(item) };
    let label = item.label.clone();
    let documentation =
        server.on_all(Some(&uri), move |documents| completion::documentation(&briefs(documents), kind, &label));
    item.documentation = documentation.await?.flatten().map(Documentation::String);
    Ok(item)
}

fn briefs(documents: &[(Url, Arc<Snapshot>)]) -> Vec<&Brief> {
    documents.iter().map(|(_, snapshot)| &snapshot.brief).collect()
}

/// The names of the files that are open: they may be in none of the client's folders.
fn file_names(documents: &[(Url, Arc<Snapshot>)]) -> Vocabulary {
    let mut names = NameCounter::default();
    for path in documents.iter().filter_map(|(uri, _)| path_of(uri)) {
        file_name(&path).into_iter().for_each(|name| names.add(CompletionKind::File, name.stem));
    }
    names.vocabulary()
}

fn to_proto_item(
    snapshot: &Snapshot,
    uri: &Url,
    item: Completion,
    number: usize,
    client_capabilities: ClientCapabilities,
) -> CompletionItem {
    let has_gaps = item.inserts.parts.iter().any(|part| matches!(part, SnippetPart::Gap(_)));
    let as_snippet = has_gaps && client_capabilities.snippets;
    let text = if as_snippet { item.inserts.lsp_syntax() } else { item.inserts.plain() };
    let typed = snapshot.text.slice(item.replaces);
    let filter_text = filter_text(&item, &typed);
    let origin = DOCUMENTED.into_iter().find(|(_, kind)| *kind == item.kind);
    CompletionItem {
        kind: Some(match item.kind {
            CompletionKind::Cite => CompletionItemKind::SNIPPET,
            CompletionKind::Accessed => CompletionItemKind::VALUE,
            CompletionKind::Author => CompletionItemKind::CONSTANT,
            CompletionKind::Qualifications => CompletionItemKind::PROPERTY,
            CompletionKind::Publication => CompletionItemKind::MODULE,
            CompletionKind::Block => CompletionItemKind::REFERENCE,
            CompletionKind::File => CompletionItemKind::FILE,
            CompletionKind::Entry => CompletionItemKind::SNIPPET,
        }),
        detail: Some(item.detail),
        filter_text,
        sort_text: Some(format!("{number:04}")),
        insert_text_format: as_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(text_edit(snapshot, item.replaces, text, client_capabilities)),
        data: origin.map(|(kind, _)| json!(ItemData { uri: uri.clone(), kind: kind.to_owned() })),
        label: item.label,
        ..CompletionItem::default()
    }
}

/// What an editor compares with what is typed. A cite is chosen by the name of its template; quotation marks and
/// dashes are as a keyboard has them, unless somebody typed others.
fn filter_text(item: &Completion, typed: &str) -> Option<String> {
    if item.kind == CompletionKind::Cite && !typed.is_empty() {
        return Some(typed.to_owned());
    }
    let keys = as_typed(&item.label);
    (keys != item.label && as_typed(typed) == typed).then(|| keys.into_owned())
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
