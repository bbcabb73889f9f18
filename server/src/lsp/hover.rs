//! `textDocument/hover`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::server::Server;
use super::{from_proto, to_proto};
use crate::features::hover;

pub(super) async fn hover(server: &Server, params: HoverParams) -> Result<Option<Hover>> {
    let at = params.text_document_position_params;
    let markdown = server.client_capabilities().markdown_hovers;
    let found = server.on_snapshot(&at.text_document.uri, |snapshot| {
        let byte = snapshot.text.byte(from_proto::position(at.position), snapshot.context.encoding);
        let found = hover::hover(&snapshot.brief, byte, &snapshot.context.settings, snapshot.context.today)?;
        let page = found.page();
        let content = if markdown {
            MarkupContent { kind: MarkupKind::Markdown, value: page.markdown() }
        } else {
            MarkupContent { kind: MarkupKind::PlainText, value: page.plain_text() }
        };
        let range = found.span.map(|span| to_proto::range(snapshot, span));
        Some(Hover { contents: HoverContents::Markup(content), range })
    });
    found.await.map(Option::flatten)
}
