//! `textDocument/didOpen`, `didChange`, `didSave`, `didClose`: what the client's documents say.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
};

use super::server::{Open, Server};
use super::{allocator, configuration, from_proto, progress, publish};
use crate::document::open_document::Document;
use crate::text::Change;

/// A document that is opened twice is the same document with another text.
pub(super) fn did_open(server: &Server, params: DidOpenTextDocumentParams) {
    let item = params.text_document;
    let is_long = item.text.len() >= progress::LONG;
    let open = match server.open(&item.uri) {
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
            let document = Document::new(&item.text, item.version);
            server.insert(Open {
                uri: item.uri,
                document,
                published: tokio::sync::Mutex::default(),
                publishing: AtomicBool::new(false),
                tokens: std::sync::Mutex::default(),
            })
        }
    };
    server.publish(Arc::clone(&open));
    if is_long {
        progress::reading(server, open);
    }
}

/// Changes count in the order in which they arrive, whatever their version says: to drop one would leave
/// client and server with different texts.
pub(super) fn did_change(server: &Server, params: DidChangeTextDocumentParams) {
    let Some(open) = server.open(&params.text_document.uri) else {
        let uri = params.text_document.uri;
        if server.is_newly_unknown(&uri) {
            server.log(format!("{uri}: edit ignored, because the document is not open"));
        }
        return;
    };
    let changes: Vec<Change> = params.content_changes.into_iter().map(from_proto::change).collect();
    open.document.apply(&changes, params.text_document.version, server.client_capabilities().encoding);
    server.publish(open);
}

/// Some clients send the text along, unasked. It is the truth.
pub(super) fn did_save(server: &Server, params: DidSaveTextDocumentParams) {
    if configuration::is_house_file(&params.text_document.uri) {
        configuration::changed(server);
    }
    let open = server.open(&params.text_document.uri);
    if let (Some(open), Some(text)) = (open, params.text) {
        open.document.replace(text);
        server.publish(open);
    }
}

pub(super) async fn did_close(server: &Server, params: DidCloseTextDocumentParams) {
    let Some(open) = server.remove(&params.text_document.uri) else { return };
    if !server.client_capabilities().pulls_diagnostics {
        publish::withdraw(server.client(), &open).await;
    }
    drop(open);
    tokio::task::spawn_blocking(allocator::return_freed_pages);
}
