//! A document that the client has open, and what was last sent about it.

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use tower_lsp::lsp_types::Url;

use crate::document::open_document::Document;
use crate::document::tokens::Tokens;

/// A document that the client has open.
#[derive(Debug)]
pub(super) struct ClientDocument {
    pub(super) uri: Url,
    pub(super) document: Document,
    /// The fingerprint of the diagnostics that were last pushed. Locked while pushing, so that they arrive in the order
    /// of the revisions.
    pub(super) published: tokio::sync::Mutex<Option<u64>>,
    /// Whether a task is waiting to push. It will push the newest diagnostics.
    pub(super) publishing: AtomicBool,
    /// The tokens that were last sent.
    pub(super) last_tokens: Mutex<Option<LastTokens>>,
}

/// The semantic tokens that were last sent. The client refers to them by their number when it asks what has changed.
#[derive(Debug)]
pub(super) struct LastTokens {
    pub(super) number: u64,
    pub(super) tokens: Tokens,
    /// Whether all of them were sent.
    pub(super) is_whole: bool,
}

impl ClientDocument {
    pub(super) fn new(uri: Url, text: &str, version: i32) -> Self {
        Self {
            uri,
            document: Document::new(text, version),
            published: tokio::sync::Mutex::default(),
            publishing: AtomicBool::new(false),
            last_tokens: Mutex::default(),
        }
    }
}
