//! `debate/appearance`: how the text of a range looks, for editors that draw it themselves. Announced as
//! `experimental.appearance`. The types here are the wire format, which the VS Code extension reads.

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Range, TextDocumentIdentifier};

use super::server::Server;
use super::{from_proto, to_proto};
use crate::evidence::brief::{CuttingMark, Level};
use crate::features::appearance::{self, Look};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AppearanceParams {
    text_document: TextDocumentIdentifier,
    /// What is on the screen.
    range: Range,
}

/// The ranges of each look, in order.
#[derive(Debug, Default, Serialize)]
pub(super) struct Appearance {
    underline: Vec<Range>,
    emphasis: Vec<Range>,
    highlight: Vec<Range>,
    sign: Vec<Range>,
    unread: Vec<Range>,
    pocket: Vec<Range>,
    hat: Vec<Range>,
    block: Vec<Range>,
    tag: Vec<Range>,
}

pub(super) async fn appearance(server: &Server, params: AppearanceParams) -> Result<Option<Appearance>> {
    let found = server.on_snapshot(&params.text_document.uri, move |snapshot| {
        let within = from_proto::span(snapshot, params.range);
        let mut all = Appearance::default();
        for (look, span) in appearance::looks(&snapshot.brief, within) {
            let ranges = match look {
                Look::Mark(CuttingMark::Underline) => &mut all.underline,
                Look::Mark(CuttingMark::Emphasis) => &mut all.emphasis,
                Look::Mark(CuttingMark::Highlight) => &mut all.highlight,
                Look::Sign => &mut all.sign,
                Look::Unread => &mut all.unread,
                Look::Heading(Level::Pocket) => &mut all.pocket,
                Look::Heading(Level::Hat) => &mut all.hat,
                Look::Heading(Level::Block) => &mut all.block,
                Look::Tag => &mut all.tag,
            };
            ranges.push(to_proto::range(snapshot, span));
        }
        all
    });
    found.await
}
