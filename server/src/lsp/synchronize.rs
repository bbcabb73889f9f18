//! `textDocument/didOpen`, `didChange`, `didSave`, `didClose`: keeps the text of the client's documents up to date.

use std::sync::Arc;

use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
};

use super::client_document::ClientDocument;
use super::server::Server;
use super::{allocator, configuration, from_proto, progress, publish, scan_folders};
use crate::text::Change;

/// A document that is opened twice gets the new text.
pub(super) fn did_open(server: &Server, params: DidOpenTextDocumentParams) {
    configuration::look_at_files(server);
    let item = params.text_document;
    let is_long = item.text.len() >= progress::LONG;
    let open = match server.document(&item.uri) {
        Some(open) => {
            let whole = Change { range: None, text: item.text };
            open.document.apply(&[whole], item.version, server.client_capabilities().encoding);
            open
        }
        None if !server.has_room() => {
            if server.is_newly_unknown(&item.uri) {
                server.log(format!("{}: not read, because too many documents are open. Close some.", item.uri));
            }
            return;
        }
        None => {
            server.workspace_pulls().changed();
            server.insert(ClientDocument::new(item.uri, &item.text, item.version))
        }
    };
    publish::schedule(server, Arc::clone(&open));
    if is_long {
        progress::analyze(server, open);
    }
}

/// Changes are applied in the order in which they arrive, whatever their version is: without one of them, client and
/// server would have different texts.
pub(super) fn did_change(server: &Server, params: DidChangeTextDocumentParams) {
    let Some(open) = server.document(&params.text_document.uri) else {
        let uri = params.text_document.uri;
        if server.is_newly_unknown(&uri) {
            server.log(format!("{uri}: edit ignored, because the document is not open"));
        }
        return;
    };
    let changes: Vec<Change> = params.content_changes.into_iter().map(from_proto::change).collect();
    open.document.apply(&changes, params.text_document.version, server.client_capabilities().encoding);
    publish::schedule(server, open);
}

/// Some clients send the text of the document, unasked. It replaces ours.
pub(super) fn did_save(server: &Server, params: DidSaveTextDocumentParams) {
    if configuration::is_settings_file(&params.text_document.uri) {
        configuration::settings_changed(server);
    } else {
        configuration::look_at_files(server);
    }
    if !server.client_capabilities().watches_files && scan_folders::is_brief(&params.text_document.uri) {
        scan_folders::refresh(server);
    }
    let open = server.document(&params.text_document.uri);
    if let (Some(open), Some(text)) = (open, params.text) {
        open.document.replace(text);
        publish::schedule(server, open);
    }
}

pub(super) async fn did_close(server: &Server, params: DidCloseTextDocumentParams) {
    let Some(open) = server.remove(&params.text_document.uri) else { return };
    server.workspace_pulls().changed();
    if !server.client_capabilities().pulls_diagnostics {
        publish::withdraw(server.client(), &open).await;
    }
    drop(open);
    tokio::task::spawn_blocking(allocator::return_freed_pages);
}
