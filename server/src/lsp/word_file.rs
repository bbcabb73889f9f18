//! `workspace/textDocumentContent` (LSP 3.18): a Word file as card text, to be read only. Its document has the path of the
//! file and a scheme of its own: `debate-docx:/tub/aff.docx`. A client that shows it opens it like any brief, and so it
//! has an outline, hovers and problems.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::Url;
use tower_lsp::lsp_types::request::Request;

use super::server::Server;
use super::word_uri::{SCHEME, path_of};
use crate::files::content;
use crate::index::discovery;

/// How long the card text of a Word file may be, in bytes: several times the longest known one. The editor gets it in one
/// message.
const LONGEST: usize = 32 << 20;

#[derive(Debug, Deserialize)]
pub(super) struct TextDocumentContentParams {
    uri: Url,
}

#[derive(Debug, Serialize)]
pub(super) struct TextDocumentContentResult {
    text: String,
}

/// Asks the client to fetch the content of a document again. tower-lsp does not know it.
#[derive(Debug)]
enum TextDocumentContentRefresh {}

#[derive(Debug, Serialize, Deserialize)]
struct TextDocumentContentRefreshParams {
    uri: Url,
}

impl Request for TextDocumentContentRefresh {
    type Params = TextDocumentContentRefreshParams;
    type Result = ();
    const METHOD: &'static str = "workspace/textDocumentContent/refresh";
}

/// Reads the file.
///
/// # Errors
/// If it is not a Word file, cannot be read, or is too long for an editor. The message names the file and says what to do.
pub(super) async fn text_document_content(
    server: &Server,
    params: TextDocumentContentParams,
) -> Result<TextDocumentContentResult> {
    let uri = params.uri;
    let path = path_of(&uri).filter(|path| uri.scheme() == SCHEME && discovery::is_word(path));
    let Some(path) = path else {
        return Err(Error::invalid_params(format!("{uri}: not a Word file. Pass {SCHEME}:/folder/file.docx.")));
    };
    server
        .in_background(move |_| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = content::word_file(&path).map_err(|problem| failed(format!("{name}: {problem}")))?.text;
            if text.len() > LONGEST {
                return Err(failed(format!("{name}: more than {} MiB of text; split it", LONGEST >> 20)));
            }
            Ok(TextDocumentContentResult { text })
        })
        .await
}

/// Has the client fetch the Word files among `changed` again, those that it shows. Returns at once.
pub(super) fn refresh<'u>(server: &Server, changed: impl Iterator<Item = &'u Url>) {
    if !server.client_capabilities().shows_word_files {
        return;
    }
    let changed: Vec<PathBuf> = changed.filter_map(path_of).filter(|path| discovery::is_word(path)).collect();
    if changed.is_empty() {
        return;
    }
    let shown = server.documents().into_iter().map(|open| open.uri.clone());
    let shown = shown.filter(|uri| uri.scheme() == SCHEME && path_of(uri).is_some_and(|path| changed.contains(&path)));
    for uri in shown {
        let client = server.client().clone();
        // A client that refuses keeps showing what it showed.
        tokio::spawn(async move {
            let params = TextDocumentContentRefreshParams { uri };
            drop(client.send_request::<TextDocumentContentRefresh>(params).await);
        });
    }
}

/// An error whose message is for the user.
pub(super) fn failed(message: String) -> Error {
    Error { code: ErrorCode::ServerError(-32803), message: message.into(), data: None }
}
