//! The command `debate-ls.select`, for code actions: selects a gap after their edits.

use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{Range, ShowDocumentParams, Url};

use super::server::Server;

/// Selects a part of a document in the editor. The answer is null.
pub(super) const SELECT: &str = "debate-ls.select";

/// The part to select.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Selection {
    pub(super) uri: Url,
    pub(super) range: Range,
}

/// Returns at once: the client answers when it has shown it.
pub(super) fn select(server: &Server, Selection { uri, range }: Selection) {
    let client = server.client().clone();
    let show = ShowDocumentParams { uri, external: Some(false), take_focus: Some(true), selection: Some(range) };
    // A client that cannot show it keeps its cursor.
    tokio::spawn(async move { client.show_document(show).await });
}
