//! Has the client ask again for what it shows, if it can. A client that refuses keeps showing what it showed. All of these
//! return at once.

use std::sync::Arc;

use tower_lsp::Client;

use super::repeated_request::RepeatedRequest;
use super::server::Server;

/// For its diagnostics.
pub(super) fn diagnostics(server: &Server) {
    if server.client_capabilities().refreshes.diagnostics {
        send(server, &server.repeated_requests().diagnostics, |client: Client| async move {
            client.workspace_diagnostic_refresh().await
        });
    }
}

/// For its code lenses.
pub(super) fn code_lenses(server: &Server) {
    if server.client_capabilities().refreshes.code_lenses {
        send(server, &server.repeated_requests().code_lenses, |client: Client| async move {
            client.code_lens_refresh().await
        });
    }
}

/// For its semantic tokens.
pub(super) fn semantic_tokens(server: &Server) {
    if server.client_capabilities().refreshes.semantic_tokens {
        send(server, &server.repeated_requests().semantic_tokens, |client: Client| async move {
            client.semantic_tokens_refresh().await
        });
    }
}

/// For its inlay hints.
pub(super) fn inlay_hints(server: &Server) {
    if server.client_capabilities().refreshes.inlay_hints {
        send(server, &server.repeated_requests().inlay_hints, |client: Client| async move {
            client.inlay_hint_refresh().await
        });
    }
}

/// Sends a request that has no result, now or after those that the client has not answered yet.
fn send<A: Future + Send>(
    server: &Server,
    request: &Arc<RepeatedRequest>,
    ask: impl Fn(Client) -> A + Send + Sync + 'static,
) {
    let client = server.client().clone();
    request.send(move || {
        let answer = ask(client.clone());
        async move { drop(answer.await) }
    });
}
