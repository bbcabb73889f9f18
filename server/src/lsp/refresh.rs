//! Has the client ask again for what it shows, if it can. A client that refuses keeps showing what it showed. All of these
//! return at once.

use super::server::Server;

/// For its diagnostics.
pub(super) fn diagnostics(server: &Server) {
    if server.client_capabilities().refreshes.diagnostics {
        let client = server.client().clone();
        server.repeated_requests().diagnostics.send(move || {
            let client = client.clone();
            async move { drop(client.workspace_diagnostic_refresh().await) }
        });
    }
}

/// For its code lenses.
pub(super) fn code_lenses(server: &Server) {
    if server.client_capabilities().refreshes.code_lenses {
        let client = server.client().clone();
        server.repeated_requests().code_lenses.send(move || {
            let client = client.clone();
            async move { drop(client.code_lens_refresh().await) }
        });
    }
}

/// For its semantic tokens.
pub(super) fn semantic_tokens(server: &Server) {
    if server.client_capabilities().refreshes.semantic_tokens {
        let client = server.client().clone();
        server.repeated_requests().semantic_tokens.send(move || {
            let client = client.clone();
            async move { drop(client.semantic_tokens_refresh().await) }
        });
    }
}

/// For its inlay hints.
pub(super) fn inlay_hints(server: &Server) {
    if server.client_capabilities().refreshes.inlay_hints {
        let client = server.client().clone();
        server.repeated_requests().inlay_hints.send(move || {
            let client = client.clone();
            async move { drop(client.inlay_hint_refresh().await) }
        });
    }
}
