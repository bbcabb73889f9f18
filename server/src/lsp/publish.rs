//! `textDocument/publishDiagnostics`, for clients that do not pull diagnostics.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::task::block_in_place;
use tower_lsp::Client;

use super::client_document::ClientDocument;
use super::server::Server;
use super::to_proto;

/// Pushes the diagnostics of a document in a new task, unless the client pulls them or a task is already waiting to push.
/// Returns at once.
pub(super) fn schedule(server: &Server, document: Arc<ClientDocument>) {
    if !server.client_capabilities().pulls_diagnostics && !document.publishing.swap(true, Ordering::AcqRel) {
        let server = server.clone();
        tokio::spawn(async move { publish(&server, &document).await });
    }
}

/// Pushes the diagnostics of a document as it is when its turn comes. Of many edits in a row, only the last needs it: if
/// the document has changed meanwhile, the next task pushes. For a closed document nothing is sent.
async fn publish(server: &Server, document: &Arc<ClientDocument>) {
    let mut published = document.published.lock().await;
    // An edit from here on schedules another push.
    document.publishing.store(false, Ordering::Release);
    if !server.is_open(document) {
        return;
    }
    let (client, client_capabilities) = (server.client(), server.client_capabilities());
    let revision = document.document.revision();
    let context = server.context(&document.uri);
    let changed = block_in_place(|| {
        let snapshot = document.document.snapshot(revision, &context).ok()?;
        let fingerprint = snapshot.diagnostics.fingerprint();
        let list = (*published != Some(fingerprint))
            .then(|| to_proto::diagnostics(&snapshot, &document.uri, client_capabilities))?;
        Some((fingerprint, list, snapshot.version))
    });
    if let Some((fingerprint, list, version)) = changed
        && document.document.revision() == revision
    {
        client.publish_diagnostics(document.uri.clone(), list, Some(version)).await;
        *published = Some(fingerprint);
    }
}

/// Removes the diagnostics of a closed document from the client, after everything that is still being pushed.
pub(super) async fn withdraw(client: &Client, document: &ClientDocument) {
    document.document.retire();
    let mut published = document.published.lock().await;
    if published.take().is_some() {
        client.publish_diagnostics(document.uri.clone(), Vec::new(), None).await;
    }
}
