//! `textDocument/publishDiagnostics`, for clients that do not ask.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::task::block_in_place;
use tower_lsp::Client;

use super::server::{Open, Server};
use super::to_proto;

/// Sends the list of a document as it is when its turn comes. Of many edits in a row only the last is worth a list:
/// whoever finds, when it is done, that the document has moved on leaves it to the next, and of a document that was closed
/// nothing is told.
pub(super) async fn publish(server: &Server, open: &Arc<Open>) {
    let mut published = open.published.lock().await;
    // Whoever edits it from here on sends another list.
    open.publishing.store(false, Ordering::Release);
    if !server.is_open(open) {
        return;
    }
    let (client, client_capabilities) = (server.client(), server.client_capabilities());
    let revision = open.document.revision();
    let context = server.context(&open.uri);
    let news = block_in_place(|| {
        let snapshot = open.document.snapshot(revision, &context).ok()?;
        let fingerprint = snapshot.diagnostics.fingerprint();
        let list = (*published != Some(fingerprint))
            .then(|| to_proto::diagnostics(&snapshot, &open.uri, client_capabilities))?;
        Some((fingerprint, list, snapshot.version))
    });
    if let Some((fingerprint, list, version)) = news
        && open.document.revision() == revision
    {
        client.publish_diagnostics(open.uri.clone(), list, Some(version)).await;
        *published = Some(fingerprint);
    }
}

/// Takes the list of a document that was closed away again, behind all that was still to be sent of it.
pub(super) async fn withdraw(client: &Client, open: &Open) {
    open.document.retire();
    let mut published = open.published.lock().await;
    if published.take().is_some() {
        client.publish_diagnostics(open.uri.clone(), Vec::new(), None).await;
    }
}
